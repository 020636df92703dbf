//! What a taxpayer is to the tax offices of Mexico and Colombia.

mod colombian;
mod declared;
mod fee;

use caudal_latam::calendar::date;
use caudal_model::Date;

pub(crate) use colombian::{ColombianYear, filed_on, refunded_on};
pub(crate) use declared::{
    DeclaredMonth, DeclaredYear, YearOfWages, declared_months, declared_years,
};
pub(crate) use fee::{Fee, INCOME_TAX_KEPT, VALUE_ADDED, value_added_kept};

use crate::person::{Person, Work, documented};

/// The rules under which somebody is taxed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Regime {
    /// Companies, by the ordinary rules.
    Company,
    Wages,
    /// A profession or business of one's own.
    Profession,
    Letting,
    /// Work through applications.
    Platforms,
    /// Registered, with nothing to file.
    Nothing,
}

impl Regime {
    /// Its number in the tax office's list.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Company => "601",
            Self::Wages => "605",
            Self::Profession => "612",
            Self::Letting => "606",
            Self::Platforms => "625",
            Self::Nothing => "616",
        }
    }

    /// Its name in that list.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Company => "Régimen General de Ley Personas Morales",
            Self::Wages => "Régimen de Sueldos y Salarios e Ingresos Asimilados a Salarios",
            Self::Profession => {
                "Régimen de las Personas Físicas con Actividades Empresariales y Profesionales"
            }
            Self::Letting => "Régimen de Arrendamiento",
            Self::Platforms => {
                "Régimen de las Actividades Empresariales con ingresos a través de Plataformas \
                 Tecnológicas"
            }
            Self::Nothing => "Sin obligaciones fiscales",
        }
    }
}

/// The regimes of a taxpayer, the main one first.
pub(crate) fn regimes(person: &Person) -> Vec<Regime> {
    if person.company.is_some() {
        return vec![Regime::Company];
    }
    if person.archetype.name == documented::COMPLETE.name {
        return vec![Regime::Wages, Regime::Profession];
    }
    vec![match person.archetype.work {
        Work::Salaried | Work::Retired => Regime::Wages,
        Work::Freelance | Work::Business => Regime::Profession,
        Work::Landlord => Regime::Letting,
        Work::Gig => Regime::Platforms,
        _ => Regime::Nothing,
    }]
}

/// Since when a taxpayer has been registered: a company from its founding, a person from the first
/// years of work.
pub(crate) fn registered_since(person: &Person) -> Date {
    let day = match &person.company {
        Some(company) => company.founded,
        None => {
            let years = person.chance.branch("registered").between("age", 18, 22);
            let year = person.birth.year() + i16::try_from(years).unwrap_or(20);
            date(year, person.birth.month(), person.birth.day().min(28))
        }
    };
    Date(day)
}
