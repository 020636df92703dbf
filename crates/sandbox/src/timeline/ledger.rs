//! The ledger: plans in the order of their days, decided by the money that is there.

mod bank;
mod card;
mod invest;
mod loan;
mod overdraft;
mod repair;
mod spend;

use std::collections::BTreeMap;

use caudal_model::resources::transaction::Direction;
use jiff::civil::{Date, DateTime};

use super::Timeline;
use super::event::{Deed, Event, Instrument};
use super::plan::{Month, Plan, Step};
use crate::book::investment::{self, Portfolio, menu};
use crate::book::{Book, Product};
use crate::person::Person;
use crate::price::{Cents, share};

/// What a careful person leaves in the account when buying something, in thousandths of the income.
const RESERVE_PERMILLE: i64 = 80;

/// The state of a life's money on the way through its plans.
pub(super) struct Ledger<'a> {
    person: &'a Person,
    books: &'a [Book],
    accounts: Vec<State>,
    queue: BTreeMap<(Date, i32, u128), Plan>,
    events: Vec<Event>,
    portfolio: Portfolio,
    /// What is bought in turn when money is put aside.
    menu: Vec<&'static investment::Product>,
}

/// What is known of one book.
#[derive(Clone, Debug, Default)]
struct State {
    /// What it holds; what is owed for cards and loans.
    balance: Cents,
    /// The total of a card's last closed bill that is still to be paid.
    bill: Cents,
    /// What an earlier bill left unpaid, on which interest will be charged.
    unpaid: Cents,
    /// The bill that was last paid late, and by how many days, until it is charged for.
    late: Option<(Cents, i64)>,
    /// What later instalments of a card's purchases will charge.
    to_come: Cents,
    /// How many instalments of a loan were paid when they were due or later.
    paid: u32,
    /// How many were paid ahead, from the last on.
    ahead: u32,
    /// What an account stood below zero, times the days, since that was last charged.
    overdrawn: i128,
    /// The day up to which it is counted, or from which an advance bears interest.
    counted: Option<Date>,
}

/// Where a movement stands in time, and what names it.
#[derive(Clone, Copy)]
struct Moment {
    date: Date,
    second: i32,
    key: u128,
}

impl<'a> Ledger<'a> {
    pub(super) fn new(person: &'a Person, books: &'a [Book]) -> Self {
        let state = |book: &Book| State {
            balance: book.loan().map_or(0, |terms| terms.schedule.total()),
            ..State::default()
        };
        Self {
            person,
            books,
            accounts: books.iter().map(state).collect(),
            queue: BTreeMap::new(),
            events: Vec::new(),
            portfolio: Timeline::empty(person).portfolio,
            menu: menu(person),
        }
    }

    /// Lives through a month.
    pub(super) fn live(&mut self, month: Month, plans: Vec<Plan>) {
        for plan in plans {
            self.plan(plan);
        }
        let last = month.last();
        while let Some(entry) = self.queue.first_entry() {
            if entry.key().0 > last {
                break;
            }
            let plan = entry.remove();
            self.carry_out(&plan);
        }
    }

    /// Everything that happened up to a moment, in order.
    pub(super) fn finish(mut self, until: DateTime) -> Timeline {
        self.events.retain(|event| event.moment() <= until);
        self.portfolio.forget_after(until);
        Timeline {
            events: self.events,
            portfolio: self.portfolio,
        }
    }

    fn plan(&mut self, plan: Plan) {
        let key = (plan.date, plan.second, plan.chance.name());
        self.queue.insert(key, plan);
    }

    fn carry_out(&mut self, plan: &Plan) {
        match &plan.step {
            Step::Receive(amount, deed) => {
                self.post(0, Direction::Inflow, *amount, deed, plan.moment());
                self.pay_back_advance(plan.moment());
            }
            Step::Spend(spending) => self.spend(plan, spending),
            Step::Withdraw(amount) => self.withdraw(plan, *amount),
            Step::Pocket(amount) => self.pocket(plan, *amount),
            Step::Save => self.save(plan),
            Step::Earn(book) => self.earn(plan, *book),
            Step::Invest(order) => self.order(plan, *order),
            Step::CloseCard(book) => self.close_card(plan, *book),
            Step::PayCard(book) => self.pay_card(plan, *book),
            Step::PayCardLate(book, days) => self.pay_card_late(plan, *book, *days),
            Step::ChargeCard(book) => self.charge_card(plan, *book),
            Step::Instalment(book, amount, deed, key) => {
                self.charge_instalment(*book, *amount, deed, plan.moment().under(*key));
            }
            Step::Refund(book, amount, deed) => self.refund(plan, *book, *amount, deed),
            Step::Repair(book, direction, amount, deed) => {
                self.post(*book, *direction, *amount, deed, plan.moment());
            }
            Step::Post(book, direction, amount, deed) => {
                if self.takes(*book, *direction, *amount) {
                    self.post(*book, *direction, *amount, deed, plan.moment());
                }
            }
            Step::PayOut(book) => self.pay_out(plan, *book),
            Step::PayLoan(book, upto) => self.pay_loan(plan, *book, *upto),
            Step::ChargeOverdraft(book) => self.charge_overdraft(plan, *book),
        }
    }

    /// Writes one movement on one book.
    fn post(&mut self, book: usize, direction: Direction, amount: Cents, deed: &Deed, at: Moment) {
        let (Some(state), Some(kept)) = (self.accounts.get_mut(book), self.books.get(book)) else {
            return;
        };
        if amount <= 0 || kept.opened > at.date {
            return;
        }
        if kept.is_deposit() {
            state.count_overdraft(at.date);
        }
        let grows = (direction == Direction::Inflow) == kept.is_deposit();
        state.balance += if grows { amount } else { -amount };
        self.events.push(Event {
            key: at.key,
            book,
            date: at.date,
            second: at.second,
            amount,
            direction,
            settles: settles(deed.instrument, at),
            deed: deed.clone(),
            balance: state.balance,
        });
    }

    /// Whether a book takes a movement: a card declines purchases beyond its limit, and takes back no
    /// more than was bought since its last bill.
    fn takes(&self, book: usize, direction: Direction, amount: Cents) -> bool {
        let Some(terms) = self.books.get(book).and_then(Book::card) else {
            return true;
        };
        let billed = self.accounts.get(book).map_or(0, |state| state.bill);
        match direction {
            Direction::Outflow => self.balance(book) + amount <= terms.limit,
            Direction::Inflow => amount <= self.balance(book) - billed,
        }
    }

    fn balance(&self, book: usize) -> Cents {
        self.accounts.get(book).map_or(0, |state| state.balance)
    }

    fn income(&self, day: Date) -> Cents {
        self.person.income_in(day.year(), day.month())
    }

    fn reserve(&self, day: Date) -> Cents {
        if self.person.archetype.strained {
            return 0;
        }
        share(self.person.country, self.income(day), RESERVE_PERMILLE)
    }

    /// The first open book that fits.
    fn find(&self, day: Date, fits: impl Fn(&Product) -> bool) -> Option<usize> {
        self.books
            .iter()
            .position(|book| book.opened <= day && fits(&book.product))
    }

    fn savings(&self, day: Date) -> Option<usize> {
        self.find(day, |product| matches!(product, Product::Savings))
    }

    fn overdraft(&self, book: usize) -> Cents {
        match self.books.get(book).map(|book| &book.product) {
            Some(Product::Checking { overdraft, .. }) => *overdraft,
            _ => 0,
        }
    }
}

impl Plan {
    fn moment(&self) -> Moment {
        Moment {
            date: self.date,
            second: self.second,
            key: self.chance.name(),
        }
    }
}

impl Moment {
    /// The same moment of a movement with a name of its own.
    fn under(self, key: u128) -> Self {
        Self { key, ..self }
    }

    /// The same moment of another movement that follows from this one.
    fn named(self, name: u128) -> Self {
        Self {
            key: self.key ^ name.rotate_left(64),
            ..self
        }
    }
}

/// Cards settle one to three days later; everything else is final at once.
fn settles(instrument: Instrument, at: Moment) -> Date {
    let days = match instrument {
        Instrument::CreditCard | Instrument::DebitCard => {
            i64::try_from(at.key % 3).unwrap_or(0) + 1
        }
        _ => 0,
    };
    caudal_latam::calendar::shifted(at.date, days)
}
