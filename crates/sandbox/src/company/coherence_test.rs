//! What holds in every company's books, tried over hundreds of them in all four countries.

use std::collections::HashMap;

use caudal_latam::Country;
use caudal_latam::calendar::date;
use caudal_model::resources::transaction::Direction;

use super::deal::{Fate, Instalment, Terms};
use super::rules::{Rules, declared};
use super::*;
use crate::book::books;
use crate::person::Claim;
use crate::timeline::{Cause, Event, timeline};
use crate::visit::Scenario;

const COMPANIES: usize = 320;

fn until() -> Date {
    date(2026, 3, 12)
}

fn owner(turn: usize) -> Person {
    let country = Country::ALL[turn % Country::ALL.len()];
    let claim = Claim::of(11, country, "bank", &format!("company{turn}"), true);
    Person::of(&claim, None)
}

fn companies() -> impl Iterator<Item = (Person, Ledger)> {
    (0..COMPANIES).map(|turn| {
        let person = owner(turn);
        let ledger = Ledger::of(&person, until());
        (person, ledger)
    })
}

fn events(person: &Person) -> Vec<Event> {
    let books = books(person, "bank", 12, Scenario::Ordinary, until());
    timeline(person, &books, until().at(23, 59, 59, 0)).events
}

#[test]
fn assets_are_debts_and_equity_in_every_month() {
    for (person, ledger) in companies() {
        for booked in &ledger.months {
            let books = &booked.balances;
            let (assets, debts) = (
                books.total(BookSide::Asset),
                books.total(BookSide::Liability),
            );
            let equity = books.total(BookSide::Equity) + books.total(BookSide::Result);
            assert_eq!(
                assets,
                debts + equity,
                "{} {:?}",
                person.holder_name(),
                booked.month
            );
            for account in [Account::Cash, Account::Inventory, Account::Receivables] {
                assert!(books.debit(account) >= 0, "{account:?} {:?}", booked.month);
            }
            assert!(books.credit(Account::Payables) >= 0);
        }
    }
}

#[test]
fn invoices_are_paid_to_the_cent_and_cancelled_ones_are_not() {
    let (mut cancelled, mut replaced, mut corrected, mut deferred, mut abroad) = (0, 0, 0, 0, 0);
    for (_, ledger) in companies() {
        let names: Vec<u128> = ledger.deals.iter().map(|deal| deal.chance.name()).collect();
        for deal in &ledger.deals {
            assert_eq!(deal.net, deal.gross - deal.discount);
            assert_eq!(
                deal.total,
                deal.net + deal.vat - deal.kept_income_tax - deal.kept_vat
            );
            let settled: Cents = deal.instalments.iter().map(|part| part.settled).sum();
            let vat: Cents = deal.instalments.iter().map(|part| part.vat).sum();
            if let Fate::Cancelled { on, .. } = deal.fate {
                assert!(deal.instalments.is_empty() && on >= deal.issued);
                cancelled += 1;
                continue;
            }
            assert_eq!(settled, deal.owed());
            assert_eq!(vat, deal.vat_owed());
            assert!(
                deal.instalments
                    .iter()
                    .all(|part| part.due >= deal.issued && part.paid > 0)
            );
            if let Fate::Replacing { cancelled } = deal.fate {
                assert!(names.contains(&cancelled.name()));
                replaced += 1;
            }
            corrected += usize::from(deal.credit_note.is_some());
            deferred += usize::from(deal.terms == Terms::Deferred);
            abroad += usize::from(deal.foreign.is_some());
        }
    }
    assert!(cancelled > 100 && replaced > 50 && corrected > 100);
    assert!(deferred > 10_000 && abroad > 500);
}

#[test]
fn the_bank_sees_every_payment_on_its_day_to_the_cent() {
    let mut seen = 0;
    for turn in 0..COMPANIES {
        let person = owner(turn);
        let events = events(&person);
        let opened = books(&person, "bank", 12, Scenario::Ordinary, until())[0].opened;
        let at_bank: HashMap<u128, &Event> = (events.iter())
            .filter(|event| event.book == 0)
            .map(|event| (event.key, event))
            .collect();
        let ledger = Ledger::of(&person, until());
        for payment in &ledger.payments {
            if payment.date < opened || payment.date > until() {
                continue;
            }
            let event = at_bank[&payment.chance.name()];
            assert_eq!((event.date, event.amount), (payment.date, payment.amount));
            assert_eq!(event.direction, payment.direction);
            seen += 1;
        }
    }
    assert!(seen > 100_000, "only {seen} payments");
}

/// Whether a company's own books give rise to it, rather than what it agreed with the bank.
fn is_of_the_books(cause: Cause) -> bool {
    matches!(
        cause,
        Cause::Sale
            | Cause::Rent
            | Cause::Utility
            | Cause::Supplier
            | Cause::Payroll
            | Cause::Tax
            | Cause::Support
            | Cause::Funding
            | Cause::Friend
    )
}

#[test]
fn a_bank_that_adds_nothing_of_its_own_holds_what_the_books_say() {
    let mut tried = 0;
    for turn in 0..COMPANIES {
        let person = owner(turn);
        let books = books(&person, "bank", 12, Scenario::Ordinary, until());
        let events = timeline(&person, &books, until().at(23, 59, 59, 0)).events;
        if !events.iter().all(|event| is_of_the_books(event.deed.cause)) {
            continue;
        }
        let held = events
            .iter()
            .rfind(|event| event.book == 0)
            .unwrap()
            .balance;
        let after = caudal_latam::calendar::shifted(until(), 1);
        assert_eq!(
            held,
            Ledger::of(&person, until()).cash_before(after),
            "{turn}"
        );
        tried += 1;
    }
    assert!(
        tried > 40,
        "only {tried} companies without loans, cards and investments"
    );
}

#[test]
fn value_added_tax_follows_from_the_payments_of_invoices_in_mexico() {
    let mut due = 0;
    for (person, ledger) in companies() {
        if person.country != Country::Mexico {
            continue;
        }
        for booked in &ledger.months {
            let month = booked.month;
            let of = |side: Side, of: fn(&Instalment) -> Cents| -> Cents {
                let parts = ledger.deals.iter().filter(|deal| deal.side == side);
                let parts = parts.flat_map(|deal| &deal.instalments);
                parts
                    .filter(|part| Month::of(part.due) == month)
                    .map(of)
                    .sum()
            };
            let (collected, credited) = (of(Side::Sale, |p| p.vat), of(Side::Purchase, |p| p.vat));
            let taxes = &booked.taxes;
            assert_eq!(taxes.sold.vat, declared(person.country, collected));
            assert_eq!(taxes.bought.vat, declared(person.country, credited));
            let difference = taxes.sold.vat - taxes.bought.vat;
            assert_eq!(taxes.vat_due, (difference - taxes.vat_credit_used).max(0));
            assert_eq!(
                taxes.kept.vat,
                declared(person.country, of(Side::Purchase, |p| p.kept_vat))
            );
            due += usize::from(taxes.vat_due > 0);
        }
    }
    assert!(due > 1000, "only {due} months with tax to pay");
}

#[test]
fn months_add_up_to_the_year_and_the_year_to_the_statements() {
    let (mut profits, mut losses) = (0, 0);
    for (person, ledger) in companies() {
        let rules = Rules::of(person.country);
        if rules.profit == 0 {
            continue;
        }
        for year in &ledger.years {
            let months = || {
                ledger
                    .months
                    .iter()
                    .filter(|booked| booked.month.year == year.year)
            };
            let advances: Cents = months().map(|booked| booked.taxes.advance_due).sum();
            assert_eq!(year.advances, advances);
            let invoiced: Cents = (ledger.deals.iter())
                .filter(|deal| deal.side == Side::Sale && deal.stands())
                .filter(|deal| deal.issued.year() == year.year)
                .map(|deal| deal.net)
                .sum();
            let sold =
                year.books.credit(Account::SalesAtHome) + year.books.credit(Account::SalesAbroad);
            assert!((sold - invoiced).abs() <= 1_00, "{sold} {invoiced}");
            let declared_monthly: Cents = months().map(|booked| booked.taxes.income).sum();
            assert!((declared_monthly - invoiced).abs() <= 12_00);
            assert_eq!(year.income - year.deductions, year.profit);
            assert_eq!(year.taxable, (year.profit - year.losses_used).max(0));
            assert_eq!(
                year.tax,
                declared(
                    person.country,
                    part(person.country, year.taxable, rules.profit, 1000)
                )
            );
            assert_eq!(year.difference, year.tax - year.advances);
            let books = &year.books;
            assert_eq!(books.total(BookSide::Result), year.profit - year.tax);
            let equity = books.total(BookSide::Equity) + books.total(BookSide::Result);
            assert_eq!(
                books.total(BookSide::Asset),
                books.total(BookSide::Liability) + equity
            );
            profits += usize::from(year.profit > 0);
            losses += usize::from(year.profit < 0);
        }
    }
    assert!(
        profits > 900,
        "{profits} years with profit, {losses} with loss"
    );
}

#[test]
fn returns_are_paid_at_the_bank_as_they_were_declared() {
    for (_, ledger) in companies() {
        for payment in &ledger.payments {
            match payment.reason {
                Reason::MonthTaxes { month } => {
                    let taxes = &ledger.months[month].taxes;
                    assert_eq!((payment.amount, payment.date), (taxes.total, taxes.filed));
                    let parts = taxes.vat_due + taxes.advance_due + taxes.kept.total();
                    assert_eq!(taxes.total, parts);
                }
                Reason::YearTax { year } => {
                    assert_eq!(payment.amount, ledger.years[year].difference);
                }
                Reason::TaxRefund { year } => {
                    assert_eq!(payment.amount, -ledger.years[year].difference);
                    assert_eq!(payment.direction, Direction::Inflow);
                }
                Reason::Wage { wage } => {
                    let wage = &ledger.wages[wage];
                    assert_eq!(payment.amount, wage.gross - wage.income_tax - wage.security);
                }
                _ => {}
            }
        }
    }
}

#[test]
fn a_later_clock_reveals_more_and_changes_nothing() {
    for turn in (0..COMPANIES).step_by(16) {
        let person = owner(turn);
        let (early, late) = (
            Ledger::of(&person, date(2024, 7, 9)),
            Ledger::of(&person, until()),
        );
        let same = |one: &Payment, other: &Payment| {
            (one.date, one.second, one.amount, one.reason)
                == (other.date, other.second, other.amount, other.reason)
        };
        assert!(
            early
                .payments
                .iter()
                .zip(&late.payments)
                .all(|(one, other)| same(one, other))
        );
        assert!(late.payments.len() > early.payments.len());
        assert_eq!(
            early.deals.len(),
            late.deals
                .iter()
                .filter(|deal| deal.issued < date(2024, 8, 1))
                .count()
        );
    }
}
