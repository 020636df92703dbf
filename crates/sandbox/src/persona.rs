//! Personas: people whom somebody describes instead of leaving them to chance.
//!
//! A description says as much or as little as its author likes. It becomes a [`Persona`] once it is
//! known to hold together, and acts at four points: on what a login says of the person
//! (`claim`), on the person that follows from it (`person`), on the accounts
//! (`furnish`) and on what happens each month. Everything else about the person is made up
//! as for anybody, from the username: the same description is the same person everywhere.

mod access;
mod furnishing;
mod reading;
mod shaping;

use std::fmt;

use caudal_latam::Country;
use caudal_latam::calendar::date;
use caudal_model::Date;
use caudal_model::resources::transaction::{Category, Direction, Subcategory};
use serde::{Deserialize, Serialize};

pub use access::{Introduction, known_as};

use crate::book::WORLD_BEGINS_YEAR;
use crate::price::Cents;
use crate::visit::Factor;

/// The password of personas whose description names none.
const PASSWORD_DEFAULT: &str = "sandbox1";

/// Somebody who was described, in words that hold together.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Persona {
    username: String,
    password: String,
    /// Two letters.
    country: String,
    archetype: Option<String>,
    given: Option<String>,
    paternal: Option<String>,
    maternal: Option<String>,
    female: Option<bool>,
    birth: Option<Date>,
    document: Option<String>,
    business: Option<Firm>,
    is_company: bool,
    employer: Option<Firm>,
    income: Option<Cents>,
    routine: bool,
    accounts: Option<Vec<AccountTerms>>,
    cards: Option<Vec<CardWish>>,
    loans: Option<Vec<LoanWish>>,
    pub(crate) movements: Vec<Movement>,
    pub(crate) faults: Faults,
}

/// A company by its name, and its tax number where that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Firm {
    name: String,
    number: Option<String>,
}

/// A described account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AccountTerms {
    pub(crate) savings: bool,
    pub(crate) opening_balance: Cents,
    pub(crate) overdraft: Cents,
    pub(crate) opened_on: Date,
}

/// A described card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct CardWish {
    limit: Cents,
    closing_day: Option<i8>,
    opened_on: Date,
}

/// A described loan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct LoanWish {
    purpose: Purpose,
    principal: Cents,
    instalments: u32,
    /// Interest of a month, in millionths.
    monthly_rate: i64,
    starts_on: Date,
    due_day: i8,
}

/// What a loan was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Purpose {
    Personal,
    Payroll,
    Auto,
    WorkingCapital,
}

/// A described movement of money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Movement {
    pub(crate) date: Date,
    pub(crate) amount: Cents,
    pub(crate) direction: Direction,
    pub(crate) description: String,
    pub(crate) place: Place,
    pub(crate) category: Category,
    pub(crate) subcategory: Subcategory,
    pub(crate) merchant: Option<String>,
}

/// On which of the described books something happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Place {
    Account(usize),
    Card(usize),
}

/// What goes wrong when somebody logs in as the persona.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Faults {
    /// One of the words for refused logins.
    pub(crate) login: Option<String>,
    pub(crate) token: Option<Factor>,
    pub(crate) down: bool,
    pub(crate) delay_seconds: u32,
}

impl Persona {
    /// The name under which banks that take invented names know it.
    #[must_use]
    pub fn username(&self) -> &str {
        &self.username
    }

    /// The country whose institutions know it, as two letters.
    #[must_use]
    pub fn country(&self) -> &str {
        &self.country
    }

    /// Whether it lives as its archetype does, beside what is described.
    pub(crate) fn has_routine(&self) -> bool {
        self.routine
    }

    /// Whether the description says who pays the wage.
    pub(crate) fn names_employer(&self) -> bool {
        self.employer.is_some()
    }

    /// The accounts, where they are described.
    pub(crate) fn accounts(&self) -> &[AccountTerms] {
        self.accounts.as_deref().unwrap_or_default()
    }

    /// The day on which the first account was opened.
    pub(crate) fn opened(&self) -> jiff::civil::Date {
        let first = self.accounts().first();
        first.map_or_else(|| self.earliest_opening(), |account| account.opened_on.0)
    }

    /// The first day on which an account may be opened: when the world begins, or when its holder is
    /// of age.
    fn earliest_opening(&self) -> jiff::civil::Date {
        let begins = date(WORLD_BEGINS_YEAR, 1, 1);
        match self.birth {
            Some(Date(birth)) if !self.is_company => {
                date(birth.year() + 18, birth.month(), birth.day()).max(begins)
            }
            _ => begins,
        }
    }

    fn land(&self) -> Country {
        Country::from_code(&self.country).unwrap_or(Country::Brazil)
    }
}

impl fmt::Debug for Persona {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Persona(redacted)")
    }
}
