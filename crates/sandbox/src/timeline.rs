//! What happens in a life: dated events with cause, instrument, counterparty and label.
//!
//! Each month is planned by itself: what is due, what is earned, what somebody would like to buy.
//! The [ledger](ledger) then walks through the plans in order and lets the money decide: what cannot
//! be paid is not bought, savings are drawn, a bill is paid in part. A day depends only on the days
//! before it, so a later clock reveals more and changes nothing.

mod business;
mod event;
mod home;
mod income;
mod ledger;
mod plan;
mod quiet;
mod shopping;

use jiff::civil::DateTime;

pub(crate) use event::{Cause, Event, Instrument, PartyKind};

use crate::book::Book;
use crate::person::{Person, Work};
use plan::{Month, Plan};

/// Months that a life is followed at most, so that a clock far ahead stays within bounds.
const MONTHS_MAX: usize = 12 * 60;

/// Everything that happened on the books up to a moment of the country's clock, in order.
pub(crate) fn timeline(person: &Person, books: &[Book], until: DateTime) -> Vec<Event> {
    let mut ledger = ledger::Ledger::new(person, books);
    let Some(first) = books.first().map(|book| book.opened) else {
        return Vec::new();
    };
    let mut month = Month::of(first);
    for _ in 0..MONTHS_MAX {
        if month.first() > until.date() {
            break;
        }
        let mut plans = plans(person, books, month);
        plans.retain(|plan| plan.date >= first);
        ledger.live(month, plans);
        month = month.next();
    }
    let mut events = ledger.finish();
    events.retain(|event| event.moment() <= until);
    events
}

/// What a person has before them in a month.
fn plans(person: &Person, books: &[Book], month: Month) -> Vec<Plan> {
    let mut plans = Vec::with_capacity(64);
    match person.archetype.work {
        Work::Dormant => quiet::plan(person, month, &mut plans),
        Work::Business => business::plan(person, month, &mut plans),
        _ => {
            income::plan(person, month, &mut plans);
            home::plan(person, month, &mut plans);
            shopping::plan(person, month, &mut plans);
        }
    }
    plan::bank_business(person, books, month, &mut plans);
    plans
}
