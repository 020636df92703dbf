//! What a description makes of a person.

use std::borrow::Cow;
use std::sync::Arc;

use caudal_latam::calendar::date;
use caudal_latam::mexico::Sex;

use super::{Firm, Persona};
use crate::book::WORLD_BEGINS_YEAR;
use crate::chance::Chance;
use crate::person::{Archetype, Claim, Company, Person, archetypes};

/// Who opens an account when the world begins is of age by then.
const OF_AGE_YEARS: i16 = 18;

impl Persona {
    /// The archetype that the description names.
    pub(crate) fn archetype(&self) -> Option<&'static Archetype> {
        let name = self.archetype.as_deref()?;
        archetypes().find(|archetype| archetype.name == name)
    }

    /// What is known of the person before anything is drawn.
    pub(crate) fn claim(&self, seed: u64) -> Claim {
        let country = self.land();
        let world = Chance::new(seed).branch(country.code());
        let owned = |name: &Option<String>| name.clone().map(Cow::Owned);
        let (number, owner_number) = if self.is_company {
            let business = self.business.as_ref();
            let company = business.and_then(|firm| firm.number.clone());
            (company, self.document.clone())
        } else {
            (self.document.clone(), None)
        };
        Claim {
            chance: world.branch("persona").branch(&self.username),
            country,
            number,
            owner_number,
            company: self.is_company,
            names: [&self.given, &self.paternal, &self.maternal].map(owned),
            archetype: self.archetype(),
            company_name: self.business.as_ref().map(|firm| firm.name.clone().into()),
            birth: self.birth.map(|birth| birth.0),
            sex: self
                .female
                .map(|female| if female { Sex::Female } else { Sex::Male }),
            born_until: Some(date(WORLD_BEGINS_YEAR - OF_AGE_YEARS - 1, 12, 31)),
        }
    }

    /// The person whom a login as this persona leads to.
    pub(crate) fn person(&self, seed: u64) -> Person {
        let mut person = Person::of(&self.claim(seed), None);
        if let Some(income) = self.income {
            person.income = income;
        }
        if let Some(employer) = &self.employer {
            person.employer = named(person.chance.branch("employer"), &person, employer);
        }
        person.described = Some(Arc::new(self.clone()));
        person
    }
}

fn named(chance: Chance, person: &Person, firm: &Firm) -> Company {
    Company::named(chance, person.country, &firm.name, firm.number.clone())
}
