//! The documented sandbox users, who are there to try something in particular.

use serde::{Deserialize, Serialize};

/// What a visit is there to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Scenario {
    /// A person like any other, drawn from the country's archetypes.
    Ordinary,
    /// Complete data over many pages: at least five accounts.
    Full,
    /// A login that works and data that is empty everywhere.
    NoData,
    /// At most ten rows of everything.
    Low,
    /// One page of data, and accounts in the red.
    Negative,
}

impl Scenario {
    /// The scenario of these credentials. A documented username counts with its documented password
    /// and without one; with another password it is an invented name like any other.
    pub(super) fn of(username: &str, password: Option<&str>) -> Self {
        let plain = username.replace(['.', '-', '/'], "");
        let (documented, scenario) = match plain.as_str() {
            // The mock bank of Open Finance knows its customer and the company by number alone.
            "76109277673" | "50685362006773" => return Self::Full,
            // So do the registers of employment, whose documented users have no password.
            "BLPM951331IONVGR54" | "LOLJ970312MBSPPN08" => return Self::Full,
            "bnk100" | "fiscal100" => ("full", Self::Full),
            "bnk101" | "fiscal101" => ("nodata", Self::NoData),
            "bnk102" | "fiscal102" => ("low", Self::Low),
            "PFIS010101000" => ("individual", Self::Full),
            "PMO010101000" => ("business", Self::Full),
            "bnk103" => ("negative", Self::Negative),
            "user_valid" | "adv_valid" | "mfa_default" => ("pass_valid", Self::Full),
            "mfa_qr" => ("qr_code", Self::Full),
            "mfa_numeric" => ("numeric_code", Self::Full),
            _ => return Self::Ordinary,
        };
        match password {
            None => scenario,
            Some(password) if password == documented => scenario,
            Some(_) => Self::Ordinary,
        }
    }
}
