//! Who lives in the world: people and companies, with papers, homes, work and habits.

mod archetype;
mod company;
mod name;
mod papers;
mod place;

use std::borrow::Cow;
use std::sync::Arc;

use caudal_latam::mexico::Sex;
use caudal_latam::{Calendar, Country};
use jiff::civil::Date;

pub(crate) use archetype::named as archetype_named;
pub(crate) use archetype::{
    Archetype, Borrowing, Customers, Household, Remittance, Season, Work, archetypes, documented,
};
pub(crate) use company::Company;
pub(crate) use name::acquaintance;
pub(crate) use papers::{Claim, Paper, born, document, document_of};
pub(crate) use place::Place;
#[cfg(test)]
pub(crate) use place::places;

use crate::chance::Chance;
use crate::persona::Persona;
use crate::price::{Cents, price, share};

/// The year in which ages and incomes of the archetypes are read.
const PRESENT_YEAR: i16 = 2024;

/// A person, and the company whose money it is when the accounts are a company's.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) chance: Chance,
    pub(crate) country: Country,
    pub(crate) given: Cow<'static, str>,
    pub(crate) paternal: Cow<'static, str>,
    pub(crate) maternal: Cow<'static, str>,
    pub(crate) sex: Sex,
    pub(crate) birth: Date,
    pub(crate) national: Paper,
    pub(crate) tax: Paper,
    pub(crate) identity_card: String,
    pub(crate) mother: String,
    pub(crate) father: String,
    pub(crate) place: &'static Place,
    pub(crate) street: String,
    pub(crate) postcode: String,
    pub(crate) phone: String,
    pub(crate) email: String,
    pub(crate) archetype: &'static Archetype,
    /// Net income of a month in 2024; a company's turnover where the accounts are a company's.
    pub(crate) income: Cents,
    /// Who pays the salary or the pension.
    pub(crate) employer: Company,
    /// The company that holds the accounts, where one does.
    pub(crate) company: Option<Company>,
    /// The month in which wages rise.
    pub(crate) raise_month: i8,
    /// Whether it is the same person at every institution: somebody whose document is known.
    pub(crate) known_everywhere: bool,
    /// The description that the person was made from, where there is one.
    pub(crate) described: Option<Arc<Persona>>,
}

impl Person {
    /// The person that a login leads to.
    pub(crate) fn of(claim: &Claim, archetype: Option<&'static Archetype>) -> Self {
        let (chance, country) = (claim.chance, claim.country);
        let archetype = archetype
            .or(claim.archetype)
            .unwrap_or_else(|| archetype::draw(chance, country, claim.company));
        let identity = chance.branch("identity");
        let (birth, sex) = birth_and_sex(claim, archetype, identity);
        let [given, paternal, maternal] = names(claim, identity, sex);
        let place = place::draw(identity, country);
        let papers = papers::Papers::of(
            identity,
            country,
            claim,
            (&given, &paternal, &maternal),
            birth,
            sex,
        );
        let employer = match archetype.work {
            Work::Retired => company::pension_office(country),
            _ => Company::draw(chance.branch("employer"), country, None),
        };
        let trade = archetype.venture.trade(country);
        let company = claim.company.then(|| match &claim.company_name {
            Some(name) => Company::named(
                chance.branch("company"),
                country,
                name,
                claim.number.clone(),
            ),
            None => Company::of_trade(
                chance.branch("company"),
                country,
                trade,
                claim.number.clone(),
            ),
        });
        let (low, high) = archetype.income;
        Self {
            chance,
            country,
            sex,
            birth,
            national: papers.national,
            tax: papers.tax,
            identity_card: papers.identity_card,
            mother: name::parent(identity, country, Sex::Female, &maternal),
            father: name::parent(identity, country, Sex::Male, &paternal),
            place,
            street: place::street(identity, country),
            postcode: place::postcode(identity, place),
            phone: caudal_latam::phone::silent_mobile(country, place.area, identity.draw("phone")),
            email: name::email(identity, &given, &paternal),
            given,
            paternal,
            maternal,
            archetype,
            income: price(country, identity.around("income", low, high), PRESENT_YEAR),
            employer,
            company,
            raise_month: i8::try_from(identity.between("raise", 1, 9)).unwrap_or(3),
            known_everywhere: claim.number.is_some(),
            described: None,
        }
    }

    /// The full name in the order of the country.
    pub(crate) fn full_name(&self) -> String {
        let [given, paternal, maternal] =
            [&self.given, &self.paternal, &self.maternal].map(|name| &**name);
        let ordered = match self.country {
            Country::Brazil => [given, maternal, paternal],
            _ => [given, paternal, maternal],
        };
        let words: Vec<&str> = ordered
            .into_iter()
            .filter(|word| !word.is_empty())
            .collect();
        words.join(" ")
    }

    /// The name of who holds the accounts.
    pub(crate) fn holder_name(&self) -> String {
        self.company
            .as_ref()
            .map_or_else(|| self.full_name(), |company| company.name.clone())
    }

    /// The document of who holds the accounts.
    pub(crate) fn holder_paper(&self) -> &Paper {
        self.company
            .as_ref()
            .map_or(&self.tax, |company| &company.paper)
    }

    /// Net income of one month of a year; it rises in the month of raises.
    pub(crate) fn income_in(&self, year: i16, month: i8) -> Cents {
        let year = if month < self.raise_month {
            year - 1
        } else {
            year
        };
        let years = i64::from((year - PRESENT_YEAR).clamp(-10, 40));
        let mut income = self.income;
        for _ in 0..years.abs() {
            income = if years > 0 {
                share(self.country, income, 1040)
            } else {
                share(self.country, income, 962)
            };
        }
        income
    }

    /// Whether the home is the household's own.
    pub(crate) fn owns_home(&self) -> bool {
        let home = self.chance.branch("home");
        !self.archetype.lives_with_parents() && !home.happens("rents", self.archetype.rents)
    }

    /// Whether there is a car, or a motorcycle, in the household.
    pub(crate) fn has_car(&self) -> bool {
        self.chance.happens("has a car", self.archetype.owns_car)
    }

    /// Whether the person lives as their archetype does; who was described may not.
    pub(crate) fn has_routine(&self) -> bool {
        let described = self.described.as_ref();
        described.is_none_or(|persona| persona.has_routine())
    }

    /// The calendar that this person's banks keep.
    pub(crate) fn calendar(&self) -> Calendar {
        Calendar::of(self.country)
    }

    /// The price of something that costs this much in Brazil in 2024, for this person.
    pub(crate) fn price(&self, centavos: i64, year: i16) -> Cents {
        price(self.country, centavos, year)
    }
}

/// Birth and sex: what is known, or an age that the archetype has.
fn birth_and_sex(claim: &Claim, archetype: &Archetype, identity: Chance) -> (Date, Sex) {
    let (young, old) = archetype.ages;
    let year = PRESENT_YEAR - i16::try_from(identity.around("age", young, old)).unwrap_or(40);
    let first = caudal_latam::calendar::date(year, 1, 1);
    let birth = caudal_latam::calendar::shifted(first, identity.between("day", 0, 364));
    let latest = claim.born_until.unwrap_or(birth);
    let sex = if identity.happens("female", 510) {
        Sex::Female
    } else {
        Sex::Male
    };
    (
        claim.birth.unwrap_or(birth.min(latest)),
        claim.sex.unwrap_or(sex),
    )
}

/// Given, first and second family name: those that are known, and others that are common.
fn names(claim: &Claim, identity: Chance, sex: Sex) -> [Cow<'static, str>; 3] {
    let country = claim.country;
    let surname = |what: &str| Cow::Borrowed(name::surname(identity, country, what));
    let [given, paternal, maternal] = claim.names.clone();
    [
        given.unwrap_or_else(|| name::given(identity, country, sex, "given").into()),
        paternal.unwrap_or_else(|| surname("paternal")),
        maternal.unwrap_or_else(|| surname("maternal")),
    ]
}
