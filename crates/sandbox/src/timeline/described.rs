//! What somebody's description says happens: first deposits, and movements on given days.

use caudal_model::resources::transaction::{Category, Direction, Subcategory};

use super::event::{Cause, Deed, Instrument, Label, Party, PartyKind};
use super::plan::{Month, Plan, Step};
use crate::book::Book;
use crate::person::Person;
use crate::persona::{Movement, Place};

/// The second of the day at which an account gets its first money.
const OPENING_SECOND: i32 = 1;
/// Movements of one day follow each other as they are described, from ten in the morning.
const FIRST_SECOND: i32 = 36_000;
const SECONDS_APART: i32 = 50;

/// The plans of a month's described movements.
pub(super) fn plan(person: &Person, books: &[Book], month: Month, plans: &mut Vec<Plan>) {
    let Some(persona) = &person.described else {
        return;
    };
    let chance = person.chance.branch("described");
    for (index, account) in (0..).zip(persona.accounts()) {
        let place = usize::try_from(index).map_or(Place::Account(0), Place::Account);
        let found = persona.find(place, books);
        if let Some(book) = found.filter(|_| Month::of(account.opened_on.0) == month) {
            let deed = opening();
            plans.push(Plan {
                date: account.opened_on.0,
                second: OPENING_SECOND,
                chance: chance.branch("opening").at(index),
                step: Step::Post(book, Direction::Inflow, account.opening_balance, deed),
            });
        }
    }
    for (index, movement) in (0..).zip(&persona.movements) {
        let found = persona.find(movement.place, books);
        if let Some(book) = found.filter(|_| Month::of(movement.date.0) == month) {
            let deed = deed(index, movement);
            plans.push(Plan {
                date: movement.date.0,
                second: FIRST_SECOND + SECONDS_APART * i32::from(index),
                chance: chance.at(i64::from(index)),
                step: Step::Post(book, movement.direction, movement.amount, deed),
            });
        }
    }
}

fn opening() -> Deed {
    Deed {
        cause: Cause::CashDeposit,
        instrument: Instrument::Cash,
        party: Party::named(PartyKind::Bank, ""),
        label: Label::new(Category::Deposits, Subcategory::Other),
    }
}

fn deed(place: u16, movement: &Movement) -> Deed {
    let (instrument, party) = match (&movement.merchant, movement.place) {
        (Some(name), Place::Card(_)) => (Instrument::CreditCard, Party::merchant(name)),
        (None, Place::Card(_)) => (Instrument::CreditCard, Party::named(PartyKind::Bank, "")),
        (Some(name), Place::Account(_)) => (Instrument::DebitCard, Party::merchant(name)),
        (None, Place::Account(_)) => (Instrument::Transfer, Party::named(PartyKind::Bank, "")),
    };
    Deed {
        cause: Cause::Described { place },
        instrument,
        party,
        label: Label::new(movement.category, movement.subcategory),
    }
}
