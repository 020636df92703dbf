//! Whom a company deals with: customers, suppliers, its landlord, its accountant, its staff.

use caudal_latam::Country;

use crate::chance::Chance;
use crate::person::{Archetype, Claim, Company, Person};
use crate::timeline::{Party, PartyKind};

/// The number under which Mexico books customers who gave none.
pub(crate) const PUBLIC_NUMBER: &str = "XAXX010101000";
/// The number under which Mexico books customers abroad.
pub(crate) const FOREIGN_NUMBER: &str = "XEXX010101000";

/// Companies abroad, and the countries they live in; all of them are invented.
const FOREIGN: &[(&str, &str)] = &[
    ("Blue Harbor Trading LLC", "USA"),
    ("Maple Ridge Foods Inc", "CAN"),
    ("Nordlicht Handel GmbH", "DEU"),
    ("Oranje Delta BV", "NLD"),
    ("Silver Quay Imports Ltd", "GBR"),
];

/// One side of a deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Partner {
    pub(crate) kind: PartnerKind,
    pub(crate) name: String,
    /// The tax number.
    pub(crate) document: String,
    pub(crate) postcode: String,
}

/// What a partner is before the tax office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartnerKind {
    Company,
    /// A company known to everybody.
    Brand,
    Person,
    /// Somebody at the counter who gave no number.
    Public,
    /// A company abroad.
    Foreign,
}

impl Partner {
    /// An invented company.
    pub(crate) fn company(chance: Chance, country: Country) -> Self {
        let company = Company::draw(chance, country, None);
        Self {
            kind: PartnerKind::Company,
            name: company.name,
            document: company.paper.number,
            postcode: postcode(chance, country),
        }
    }

    /// A brand whose bills everybody gets, under an invented number.
    pub(crate) fn brand(chance: Chance, country: Country, name: &str) -> Self {
        let company = Company::named(chance, country, name, None);
        Self {
            kind: PartnerKind::Brand,
            name: company.name,
            document: company.paper.number,
            postcode: postcode(chance, country),
        }
    }

    /// An invented person, with the papers that belong to the name.
    pub(crate) fn person(chance: Chance, country: Country) -> Self {
        Self::of(&somebody(chance, country, None))
    }

    /// Somebody who exists already.
    pub(crate) fn of(person: &Person) -> Self {
        Self {
            kind: PartnerKind::Person,
            name: person.full_name(),
            document: person.tax.number.clone(),
            postcode: person.postcode.clone(),
        }
    }

    /// Somebody at the counter; the bank still knows the name.
    pub(crate) fn public(name: String, postcode: &str) -> Self {
        Self {
            kind: PartnerKind::Public,
            name,
            document: PUBLIC_NUMBER.to_owned(),
            postcode: postcode.to_owned(),
        }
    }

    /// An invented company abroad.
    pub(crate) fn foreign(chance: Chance, postcode: &str) -> Self {
        Self {
            kind: PartnerKind::Foreign,
            name: chance.pick("name", FOREIGN).0.to_owned(),
            document: FOREIGN_NUMBER.to_owned(),
            postcode: postcode.to_owned(),
        }
    }

    /// Where a company abroad lives, as three letters.
    pub(crate) fn residence(&self) -> Option<&'static str> {
        let known = FOREIGN.iter().find(|(name, _)| *name == self.name);
        (self.kind == PartnerKind::Foreign).then_some(known?.1)
    }

    /// The partner as the bank prints it.
    pub(crate) fn party(&self) -> Party {
        let (kind, known) = match self.kind {
            PartnerKind::Company => (PartyKind::Company, true),
            PartnerKind::Brand => (PartyKind::Merchant, false),
            PartnerKind::Person => (PartyKind::Person, true),
            PartnerKind::Public => (PartyKind::Person, false),
            PartnerKind::Foreign => (PartyKind::Company, false),
        };
        Party {
            kind,
            name: self.name.clone(),
            document: known.then(|| self.document.clone()),
        }
    }
}

/// A person of their own, of a kind or of any, who holds no account anywhere in this world.
pub(crate) fn somebody(
    chance: Chance,
    country: Country,
    kind: Option<&'static Archetype>,
) -> Person {
    let claim = Claim {
        chance,
        country,
        number: None,
        owner_number: None,
        company: false,
        names: [None, None, None],
        company_name: None,
        archetype: None,
        birth: None,
        sex: None,
        born_until: None,
    };
    Person::of(&claim, kind)
}

fn postcode(chance: Chance, country: Country) -> String {
    let digits = match country {
        Country::Mexico => 5,
        Country::Brazil => 8,
        Country::Colombia => 6,
        Country::Chile => 7,
    };
    let first = chance.between("region", 1, 9);
    let width = digits - 1;
    let rest = chance.below("postcode", 10_u64.pow(width));
    format!("{first}{rest:0width$}", width = width as usize)
}
