//! People who keep their money at two banks: what comes in reaches the main one, and part of it goes
//! each month to an account at the other, from which small things are paid.
//!
//! Only somebody who is the same person everywhere can have a second bank: who logs in with a document.
//! Each country has one pair of banks; at every other bank a life is whole.

use caudal_latam::Country;

use crate::person::{Person, Work};

/// How many of a thousand people have an account at the second bank.
const SECOND_BANK_PERMILLE: u32 = 600;

/// Two banks of a country between which people divide their money.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    country: Country,
    /// Where income arrives and debts are kept.
    pub(crate) main: &'static str,
    /// Where the second current account is.
    pub(crate) second: &'static str,
}

const PAIRS: [Pair; 4] = [
    pair(
        Country::Brazil,
        "ofmockbank_br_retail",
        "ofnubank_br_retail",
    ),
    pair(Country::Mexico, "bbva_mx_retail", "nu_mx_retail"),
    pair(
        Country::Colombia,
        "bancolombia_co_retail",
        "nequi_co_retail",
    ),
    pair(
        Country::Chile,
        "bancoestado_cl_retail",
        "falabella_cl_retail",
    ),
];

const fn pair(country: Country, main: &'static str, second: &'static str) -> Pair {
    Pair {
        country,
        main,
        second,
    }
}

impl Pair {
    /// The pair that somebody's money is divided between, where this institution is one of the two.
    pub(crate) fn of(person: &Person, institution: &str) -> Option<&'static Self> {
        let pair = PAIRS.iter().find(|pair| {
            pair.country == person.country && [pair.main, pair.second].contains(&institution)
        })?;
        let one_of_those = person.known_everywhere
            && person.company.is_none()
            && person.described.is_none()
            && person.has_routine()
            && !matches!(person.archetype.work, Work::Dormant | Work::Business)
            && person
                .chance
                .branch("household")
                .happens("second bank", SECOND_BANK_PERMILLE);
        one_of_those.then_some(pair)
    }
}
