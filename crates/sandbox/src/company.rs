//! A company's books: what it sells and buys, whom it pays, what it owes in taxes, and the money that
//! moves because of it.
//!
//! A [`Ledger`] is lived month by month from the deals that a [`Profile`] brings about. Banks show
//! its payments, tax offices its invoices and returns; both read the same deals, so they agree. A
//! month depends only on the months before it, so a later clock reveals more and changes nothing.

mod booking;
#[cfg(test)]
mod coherence_test;
mod deal;
mod exchange;
mod journal;
mod market;
mod partner;
mod paying;
mod profile;
mod returns;
mod rules;
mod staff;
mod trade;
mod ware;

use std::collections::BTreeMap;

use caudal_latam::calendar::date;
use caudal_model::resources::transaction::Direction;
use jiff::civil::Date;

pub(crate) use deal::{CreditNote, Deal, Fate, Instalment, Purpose, Side, Terms};
pub(crate) use journal::{Account, Balances, Side as BookSide};
pub(crate) use partner::{Partner, PartnerKind};
pub(crate) use profile::{Profile, Trade};
pub(crate) use returns::{MonthReturn, YearReturn};
pub(crate) use rules::part;
pub(crate) use staff::{HALF_MONTH_DAYS, Wage, WageKind};
pub(crate) use ware::Ware;

use crate::chance::Chance;
use crate::person::{Person, Work};
use crate::price::Cents;
use crate::timeline::{Month, Party};

/// The year in which every company's books begin: before the first return that is still kept.
const BOOKS_BEGIN_YEAR: i16 = 2019;
/// Months that books are kept at most, so that a clock far ahead stays within bounds.
const MONTHS_MAX: usize = 12 * 60;

/// Everything that happened in a company up to the end of a month.
#[derive(Clone, Debug)]
pub(crate) struct Ledger {
    pub(crate) profile: Profile,
    pub(crate) deals: Vec<Deal>,
    pub(crate) wages: Vec<Wage>,
    /// Every movement of money, in order.
    pub(crate) payments: Vec<Payment>,
    pub(crate) months: Vec<BookedMonth>,
    pub(crate) years: Vec<YearReturn>,
}

/// A month of the books.
#[derive(Clone, Debug)]
pub(crate) struct BookedMonth {
    pub(crate) month: Month,
    /// What stood on every account at its end; in December before the year is closed.
    pub(crate) balances: Balances,
    pub(crate) taxes: MonthReturn,
}

/// Money that came in or went out.
#[derive(Clone, Debug)]
pub(crate) struct Payment {
    pub(crate) chance: Chance,
    pub(crate) date: Date,
    pub(crate) second: i32,
    pub(crate) direction: Direction,
    pub(crate) amount: Cents,
    pub(crate) reason: Reason,
    pub(crate) party: Party,
}

/// Why money moved. Deals, wages and returns are named by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    Deal {
        deal: usize,
        purpose: Purpose,
        number: u32,
    },
    Wage {
        wage: usize,
    },
    /// Social security of a month.
    Security,
    /// The taxes that a month's return declares.
    MonthTaxes {
        month: usize,
    },
    /// What a year's return still leaves to pay.
    YearTax {
        year: usize,
    },
    /// What was paid too much for a year.
    TaxRefund {
        year: usize,
    },
    /// The owner puts money in.
    Contribution,
    /// Investors do.
    Funding,
    /// The owner takes profit out.
    Draw,
}

impl Ledger {
    /// The books of a company, or of somebody who works on their own account, up to the end of the
    /// month of this day.
    pub(crate) fn of(person: &Person, until: Date) -> Self {
        let mut books = booking::Books::open(person, Month::of(date(BOOKS_BEGIN_YEAR, 1, 1)));
        for _ in 0..MONTHS_MAX {
            if books.month.first() > until {
                break;
            }
            books.live_through();
        }
        books.finish()
    }

    /// The books of whoever keeps any.
    pub(crate) fn kept_by(person: &Person, until: Date) -> Option<Self> {
        (person.archetype.work == Work::Business).then(|| Self::of(person, until))
    }

    /// The movements of a month.
    pub(crate) fn payments_in(&self, month: Month) -> impl Iterator<Item = &Payment> {
        let from = self
            .payments
            .partition_point(|one| one.date < month.first());
        let rest = self.payments.iter().skip(from);
        rest.take_while(move |one| one.date <= month.last())
    }

    /// What the owner took out in a year.
    pub(crate) fn drawn_in(&self, year: i16) -> Cents {
        let drawn = |one: &&Payment| one.reason == Reason::Draw && one.date.year() == year;
        self.payments
            .iter()
            .filter(drawn)
            .map(|one| one.amount)
            .sum()
    }

    /// What is in the cash box and at the bank before a day begins.
    pub(crate) fn cash_before(&self, day: Date) -> Cents {
        let count = self.payments.partition_point(|one| one.date < day);
        let moved: Cents = self.payments.iter().take(count).map(Payment::signed).sum();
        booking::opening_cash(self) + moved
    }
}

impl Payment {
    /// The amount with the sign that it has for the company.
    pub(crate) fn signed(&self) -> Cents {
        match self.direction {
            Direction::Inflow => self.amount,
            Direction::Outflow => -self.amount,
        }
    }
}

/// Things to come by the moment at which they are due.
type Agenda = BTreeMap<(Date, i32, u128), Due>;

/// Something that will be paid.
#[derive(Clone, Debug)]
struct Due {
    chance: Chance,
    /// How much; profit that is taken out is known only then.
    amount: Option<Cents>,
    reason: Reason,
    party: Party,
}
