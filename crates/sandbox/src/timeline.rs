//! What happens in a life: dated events with cause, instrument, counterparty and label.
//!
//! Each month is planned by itself: what is due, what is earned, what somebody would like to buy.
//! The [ledger] then walks through the plans in order and lets the money decide: what cannot
//! be paid is not bought, savings are drawn, a bill is paid in part. A day depends only on the days
//! before it, so a later clock reveals more and changes nothing.

mod abroad;
mod business;
mod described;
mod event;
mod exchange;
mod family;
mod home;
mod income;
mod investing;
mod known;
mod ledger;
mod levies;
mod livelihood;
mod own_work;
mod plan;
mod quiet;
mod receivables;
mod shopping;
mod temptation;
#[cfg(test)]
mod texture_test;

use jiff::civil::DateTime;

pub(crate) use event::{Cause, Event, Instrument, Party, PartyKind, at_second};
pub(crate) use exchange::{Contract, Turn, TurnKind, contracts};
pub(crate) use levies::property_tax;
pub(crate) use own_work::{Receipt, receipts};
pub(crate) use plan::Month;
pub(crate) use receivables::{CardSale, card_sales, sells_by_card};

use crate::book::Book;
use crate::book::investment::Portfolio;
use crate::career::Career;
use crate::company::Ledger;
use crate::person::{Person, Work};
use plan::Plan;

/// Months that a life is followed at most, so that a clock far ahead stays within bounds.
const MONTHS_MAX: usize = 12 * 60;

/// What happened, up to a moment.
#[derive(Debug)]
pub(crate) struct Timeline {
    /// Everything that happened on the books, in order.
    pub(crate) events: Vec<Event>,
    /// What was invested, and what became of it.
    pub(crate) portfolio: Portfolio,
}

impl Timeline {
    /// Of a life in which nothing happened.
    pub(crate) fn empty(person: &Person) -> Self {
        let company = person.company.is_some();
        Self {
            events: Vec::new(),
            portfolio: Portfolio::new(person.chance, person.country, company),
        }
    }
}

/// Everything that happened up to a moment of the country's clock.
pub(crate) fn timeline(person: &Person, books: &[Book], until: DateTime) -> Timeline {
    let mut ledger = ledger::Ledger::new(person, books);
    let Some(first) = books.first().map(|book| book.opened) else {
        return ledger.finish(until);
    };
    let career = Career::of(person, until.date());
    let company = Ledger::kept_by(person, until.date());
    let mut month = Month::of(first);
    for _ in 0..MONTHS_MAX {
        if month.first() > until.date() {
            break;
        }
        let mut plans = plans(person, books, (&career, company.as_ref()), month);
        plans.retain(|plan| plan.date >= first);
        ledger.live(month, plans);
        month = month.next();
    }
    let Timeline { events, portfolio } = ledger.finish(until);
    Timeline {
        events: known::as_known(events, person.country, books, until.date()),
        portfolio,
    }
}

/// What a person has before them in a month.
fn plans(
    person: &Person,
    books: &[Book],
    (career, company): (&Career, Option<&Ledger>),
    month: Month,
) -> Vec<Plan> {
    let mut plans = Vec::with_capacity(64);
    match (person.archetype.work, company) {
        _ if !person.has_routine() => {}
        (Work::Dormant, _) => quiet::plan(person, month, &mut plans),
        (Work::Business, Some(company)) => {
            let opened = books.first().map(|book| book.opened);
            business::plan(person, company, opened, month, &mut plans);
        }
        _ => {
            income::plan(person, career, month, &mut plans);
            livelihood::plan(person, month, &mut plans);
            home::plan(person, month, &mut plans);
            levies::plan(person, career, month, &mut plans);
            family::plan(person, month, &mut plans);
            shopping::plan(person, month, &mut plans);
            temptation::plan(person, month, &mut plans);
        }
    }
    described::plan(person, books, month, &mut plans);
    investing::plan(person, month, &mut plans);
    if let Some(first) = books.first() {
        exchange::plan(person, first.opened, month, &mut plans);
        receivables::plan(person, first.opened, month, &mut plans);
    }
    plan::bank_business(person, books, month, &mut plans);
    plans
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use caudal_latam::Country;
    use caudal_latam::calendar::date;

    use super::*;
    use crate::book::books;
    use crate::person::Claim;
    use crate::visit::Scenario;

    fn lives() -> impl Iterator<Item = (Person, Vec<Book>, Vec<Event>)> {
        let until = date(2026, 3, 12).at(12, 0, 0, 0);
        (0..100)
            .zip(Country::ALL.into_iter().cycle())
            .map(move |(turn, country)| {
                let claim = Claim::of(3, country, "bank", &format!("life{turn}"), turn % 9 == 0);
                let person = Person::of(&claim, None);
                let books = books(&person, "bank", 12, Scenario::Ordinary, until.date());
                let events = timeline(&person, &books, until).events;
                (person, books, events)
            })
    }

    #[test]
    fn nothing_happens_before_an_account_is_opened_or_its_holder_is_of_age() {
        for (person, books, events) in lives() {
            let of_age = date(
                person.birth.year() + 18,
                person.birth.month(),
                person.birth.day(),
            );
            for event in &events {
                assert!(event.date >= books[event.book].opened, "{event:?}");
                assert!(
                    event.date >= of_age || person.company.is_some(),
                    "{event:?}"
                );
            }
        }
    }

    #[test]
    fn events_are_in_order_above_zero_and_named_once_on_each_book() {
        for (_, _, events) in lives() {
            let mut names = HashSet::new();
            for event in &events {
                assert!(event.amount > 0, "{event:?}");
                assert!(names.insert((event.book, event.key)), "{event:?}");
            }
            assert!(events.is_sorted_by_key(|event| (event.date, event.second)));
        }
    }

    #[test]
    fn pesos_without_centavos_have_none() {
        for (person, _, events) in lives() {
            if person.country.currency().scale() == 0 {
                let broken = events.iter().find(|event| event.amount % 100 != 0);
                assert!(broken.is_none(), "{:?} {broken:?}", person.country);
            }
        }
    }
}
