//! What reaches people of their own work, or of what they let.
//!
//! No money decides over it, so tax offices know it without following a bank: every bank of the person
//! shows the same payments under the same keys.

use jiff::civil::DateTime;

use super::event::{Cause, Party};
use super::plan::{Month, Plan, Step};
use super::{at_second, income, livelihood};
use crate::person::{Person, Work};
use crate::price::Cents;

/// A payment for own work, or a tenant's rent.
#[derive(Clone, Debug)]
pub(crate) struct Receipt {
    /// The name of its movement at the bank.
    pub(crate) key: u128,
    pub(crate) moment: DateTime,
    pub(crate) amount: Cents,
    pub(crate) cause: Cause,
    pub(crate) party: Party,
}

/// What was planned in a month for those who are registered with a trade, a profession or rents of their
/// own; a few days of the next month may be among it. Nothing for all others, and nothing for who was
/// described without a routine.
pub(crate) fn receipts(person: &Person, month: Month) -> Vec<Receipt> {
    let registered = matches!(
        person.archetype.work,
        Work::Gig | Work::Freelance | Work::Landlord
    );
    let mut plans = Vec::new();
    if registered && person.has_routine() {
        income::without_payroll(person, month, &mut plans);
        livelihood::plan(person, month, &mut plans);
    }
    plans.into_iter().filter_map(received).collect()
}

fn received(plan: Plan) -> Option<Receipt> {
    let Step::Receive(amount, deed) = plan.step else {
        return None;
    };
    let own = matches!(
        deed.cause,
        Cause::GigPayout | Cause::Invoice | Cause::RentReceived
    );
    (own && amount > 0).then(|| Receipt {
        key: plan.chance.name(),
        moment: at_second(plan.date, plan.second),
        amount,
        cause: deed.cause,
        party: deed.party,
    })
}
