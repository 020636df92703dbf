//! From a description to a persona: whether what it says fits together.

mod money;
mod people;

use caudal_latam::Country;
use caudal_model::body::shortened;
use caudal_model::resources::persona::PERSONA_CREATE;
use caudal_model::{ApiError, Failure, Money, Values};
use serde_json::Value;

use super::{Faults, PASSWORD_DEFAULT, Persona};
use crate::price::Cents;
use crate::visit::Factor;

/// Everything that is wrong with a description.
pub(super) struct Problems {
    country: Country,
    found: Vec<Failure>,
}

impl Persona {
    /// Reads a description.
    ///
    /// # Errors
    /// One failure per key that is missing, unknown, or does not fit the others, named by its path.
    pub fn read(description: &Value) -> Result<Self, ApiError> {
        let values = PERSONA_CREATE.read_strictly(description)?;
        let code = values.text("country").unwrap_or_default();
        let mut problems = Problems {
            country: Country::from_code(code).unwrap_or(Country::Brazil),
            found: Vec::new(),
        };
        let mut persona = people::read(&values, &mut problems);
        money::read(&values, &mut persona, &mut problems);
        match ApiError::collect(problems.found) {
            Some(error) => Err(error),
            None => Ok(persona),
        }
    }

    /// A persona of which nothing is said but who it is.
    fn unsaid(values: &Values) -> Self {
        let own = |name: &str| values.text(name).map(str::to_owned);
        Self {
            username: own("username").unwrap_or_default(),
            password: own("password").unwrap_or_else(|| PASSWORD_DEFAULT.to_owned()),
            country: own("country").unwrap_or_default(),
            // Usernames that lead to a kind of inhabitant write it with underscores.
            archetype: own("archetype").map(|name| name.replace('_', "-")),
            given: own("first_name"),
            paternal: own("last_name"),
            maternal: own("second_last_name"),
            female: values.text("gender").map(|gender| gender == "FEMALE"),
            birth: values.date("birth_date"),
            document: None,
            business: None,
            is_company: false,
            employer: None,
            income: None,
            routine: values.boolean("routine"),
            accounts: None,
            cards: None,
            loans: None,
            movements: Vec::new(),
            faults: values.object("faults").map(faults).unwrap_or_default(),
        }
    }
}

fn faults(values: &Values) -> Faults {
    Faults {
        login: values.text("login").map(str::to_owned),
        token: values.text("token").map(|kind| match kind {
            "qr" => Factor::Qr,
            "numeric" => Factor::Numeric,
            _ => Factor::Text,
        }),
        down: values.text("institution").is_some(),
        delay_seconds: values
            .whole("delay_seconds")
            .and_then(|seconds| u32::try_from(seconds).ok())
            .unwrap_or_default(),
    }
}

impl Problems {
    pub(super) fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.found
            .push(Failure::invalid(field.into(), message.into()));
    }

    /// A word that is none of those there are.
    pub(super) fn choice(&mut self, field: String, value: &str) {
        self.found.push(Failure::InvalidChoice {
            field: field.into(),
            value: shortened(value),
        });
    }

    /// The amount under a key, which must have no cents where the country's money has none.
    pub(super) fn cents(&mut self, path: &str, values: &Values, name: &str) -> Option<Cents> {
        let cents = values.amount(name).and_then(Money::cents)?;
        let currency = self.country.currency();
        if currency.scale() == 0 && cents % 100 != 0 {
            let message = format!("Amounts in {} have no decimals.", currency.code());
            self.add(format!("{path}{name}"), message);
        }
        Some(cents)
    }
}
