//! The terms on which a bank lends for days.

use crate::chance::Chance;
use crate::person::Person;
use crate::price::{Cents, round_figure, share};

/// What is agreed about an advance.
#[derive(Clone, Debug)]
pub(crate) struct AdvanceTerms {
    /// How much it may be.
    pub(crate) limit: Cents,
    /// Interest of a day, in millionths.
    pub(crate) daily_rate: i64,
    /// The contract's number in full: 40 digits.
    pub(crate) code: String,
}

impl AdvanceTerms {
    pub(super) fn of(person: &Person, chance: Chance) -> Self {
        let part = chance.between("limit", 150, 400);
        Self {
            limit: round_figure(person.country, share(person.country, person.income, part)),
            daily_rate: chance.between("rate", 1_600, 2_600),
            code: format!(
                "{:020}{:020}",
                chance.draw("code one"),
                chance.draw("code two")
            ),
        }
    }
}
