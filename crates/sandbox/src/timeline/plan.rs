//! What is planned for a month, before the money decides.

use caudal_latam::calendar::{date, shifted};
use caudal_model::resources::transaction::{Category, Direction, Subcategory};
use jiff::civil::Date;

use super::event::{Cause, Deed, Instrument, Label, Party, PartyKind};
use super::investing::Order;
use crate::book::{Book, CardTerms, LoanTerms, Product};
use crate::chance::Chance;
use crate::person::{Person, Work};
use crate::price::{Cents, share};

/// The last second of a day, in which nobody buys anything: bills are closed then.
const LAST_SECOND: i32 = 86_399;

/// Months after a contract's end in which arrears are still collected.
const ARREARS_MONTHS_MAX: u32 = 24;

/// A calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Month {
    pub(crate) year: i16,
    pub(crate) month: i8,
}

/// Something that is to happen, if the money allows it.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) date: Date,
    pub(super) second: i32,
    /// Names the plan and decides what is still open about it.
    pub(super) chance: Chance,
    pub(super) step: Step,
}

/// What is to happen.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// Money reaches the first current account.
    Receive(Cents, Deed),
    /// Money is spent.
    Spend(Spending),
    /// Cash is taken out.
    Withdraw(Cents),
    /// The second current account is filled up.
    Pocket(Cents),
    /// What is left over goes to the savings.
    Save,
    /// The savings earn their interest.
    Earn(usize),
    /// Something is done about investments.
    Invest(Order),
    /// A card's bill is closed.
    CloseCard(usize),
    /// A card's bill is due.
    PayCard(usize),
    /// A card's bill is paid so many days late.
    PayCardLate(usize, i64),
    /// A card has been held for another year.
    ChargeCard(usize),
    /// A later instalment of a purchase is charged to a card, under a name like the purchase's.
    Instalment(usize, Cents, Deed, u128),
    /// A shop gives money back to a card.
    Refund(usize, Cents, Deed),
    /// The bank books something against what it booked before.
    Repair(usize, Direction, Cents, Deed),
    /// Something that was described happens on a book, unless a card has no room for it.
    Post(usize, Direction, Cents, Deed),
    /// A loan's money is paid out.
    PayOut(usize),
    /// A loan's instalments up to this one are due.
    PayLoan(usize, u32),
    /// A month's use of an overdraft is charged.
    ChargeOverdraft(usize),
}

/// A payment and how it is made.
#[derive(Clone, Debug)]
pub(super) struct Spending {
    pub(super) amount: Cents,
    pub(super) deed: Deed,
    /// Whether it must be paid, if need be with help.
    pub(super) obligatory: bool,
    /// Whether it goes to the card where there is one with room.
    pub(super) on_card: bool,
    /// In how many instalments it is put on the card.
    pub(super) instalments: u32,
    /// Which current account pays: the place among the current accounts.
    pub(super) account: usize,
}

impl Month {
    pub(crate) fn of(day: Date) -> Self {
        Self {
            year: day.year(),
            month: day.month(),
        }
    }

    pub(crate) fn first(self) -> Date {
        date(self.year, self.month, 1)
    }

    /// A day of it; its last where it has no such day.
    pub(crate) fn day(self, day: i64) -> Date {
        date(self.year, self.month, i8::try_from(day).unwrap_or(28))
    }

    pub(crate) fn last(self) -> Date {
        self.first().last_of_month()
    }

    pub(crate) fn next(self) -> Self {
        Self::of(shifted(self.last(), 1))
    }

    pub(crate) fn previous(self) -> Self {
        Self::of(shifted(self.first(), -1))
    }

    /// Months since year 0: the index under which chance knows it.
    pub(crate) fn index(self) -> i64 {
        i64::from(self.year) * 12 + i64::from(self.month) - 1
    }
}

impl Plan {
    /// A plan at a time of day between two hours.
    pub(super) fn new(date: Date, hours: (i64, i64), chance: Chance, step: Step) -> Self {
        let second = chance.between(
            "second",
            hours.0 * 3600,
            (hours.1 * 3600 + 3539).min(86_339),
        );
        Self {
            date,
            second: i32::try_from(second).unwrap_or(43_200),
            chance,
            step,
        }
    }

    /// A plan that comes after everything else of its day.
    pub(super) fn last_of(date: Date, chance: Chance, step: Step) -> Self {
        Self {
            date,
            second: LAST_SECOND,
            chance,
            step,
        }
    }

    /// Income that the bank books in the morning.
    pub(super) fn receive(
        date: Date,
        chance: Chance,
        amount: Cents,
        cause: Cause,
        instrument: Instrument,
        party: Party,
        label: (Category, Subcategory),
    ) -> Self {
        let deed = Deed {
            cause,
            instrument,
            party,
            label: Label::new(label.0, label.1),
        };
        Self::new(date, (5, 9), chance, Step::Receive(amount, deed))
    }

    /// A payment that must be made.
    pub(super) fn owe(
        date: Date,
        chance: Chance,
        amount: Cents,
        cause: Cause,
        instrument: Instrument,
        party: Party,
        label: (Category, Subcategory),
    ) -> Self {
        let deed = Deed {
            cause,
            instrument,
            party,
            label: Label::new(label.0, label.1),
        };
        let spending = Spending {
            amount,
            deed,
            obligatory: true,
            on_card: false,
            instalments: 1,
            account: 0,
        };
        Self::new(date, (8, 16), chance, Step::Spend(spending))
    }
}

/// A payment that is made only while there is money for it.
pub(super) fn optional(mut plan: Plan) -> Plan {
    if let Step::Spend(spending) = &mut plan.step {
        spending.obligatory = false;
    }
    plan
}

/// What the bank itself does in a month: closing bills, collecting instalments, paying interest.
pub(super) fn bank_business(person: &Person, books: &[Book], month: Month, plans: &mut Vec<Plan>) {
    let chance = person.chance.branch("bank").at(month.index());
    let calendar = person.calendar();
    let mut add = |name: &str, book: usize, day: Date, hours, step| {
        // Two bills of one card may fall due in one month, so the day is part of the name.
        let chance = chance.branch(name).at(i64::try_from(book).unwrap_or(0));
        let chance = chance.at(i64::from(day.day()));
        plans.push(Plan::new(day, hours, chance, step));
    };
    let mut close = Vec::new();
    for (place, book) in books.iter().enumerate() {
        match &book.product {
            Product::Card(terms) => {
                let closing = terms.closing(month.year, month.month);
                close.push(Plan::last_of(
                    closing,
                    chance.branch("close").at(i64::try_from(place).unwrap_or(0)),
                    Step::CloseCard(place),
                ));
                for closing in [closing, closing_before(terms, month)] {
                    let due = calendar.on_or_after(CardTerms::due(closing));
                    if Month::of(due) == month {
                        add("pay card", place, due, (9, 12), Step::PayCard(place));
                    }
                }
                if month.month == book.opened.month() && month.year > book.opened.year() {
                    let day = month.day(i64::from(book.opened.day()));
                    add("card fee", place, day, (4, 5), Step::ChargeCard(place));
                }
            }
            Product::Loan(terms) => {
                if Month::of(terms.paid_out()) == month {
                    add(
                        "pay out",
                        place,
                        terms.paid_out(),
                        (10, 11),
                        Step::PayOut(place),
                    );
                }
                if let Some((number, due)) = due_in(terms, month) {
                    add(
                        "instalment",
                        place,
                        due,
                        (7, 8),
                        Step::PayLoan(place, number),
                    );
                }
            }
            Product::Savings => add("earn", place, month.first(), (1, 1), Step::Earn(place)),
            Product::Checking { swept_from, .. } => {
                if swept_from.is_some() {
                    add("earn", place, month.first(), (1, 1), Step::Earn(place));
                }
                if person.archetype.work != Work::Dormant {
                    let day = calendar.on_or_after(month.first());
                    add(
                        "overdraft",
                        place,
                        day,
                        (2, 3),
                        Step::ChargeOverdraft(place),
                    );
                }
            }
            Product::Advance(_) => {}
        }
    }
    if person.archetype.work == Work::Dormant || !person.has_routine() {
        plans.append(&mut close);
        return;
    }
    // What a company has over goes to its owner by the company's own books.
    if person.archetype.work != Work::Business {
        let day = month.day(chance.between("save", 11, 13));
        add("save", 0, day, (18, 20), Step::Save);
        add("save late", 1, month.day(28), (18, 20), Step::Save);
    }
    if books
        .iter()
        .filter(|book| matches!(book.product, Product::Checking { .. }))
        .count()
        > 1
    {
        let income = person.income_in(month.year, month.month);
        let elsewhere = books.iter().any(|book| book.second_bank.is_some());
        let (low, high) = if elsewhere { (150, 260) } else { (60, 110) };
        let pocket = share(person.country, income, chance.between("pocket", low, high));
        add("pocket", 0, month.day(8), (10, 18), Step::Pocket(pocket));
        pocket_purchases(person, month, pocket, &mut close);
    }
    plans.append(&mut close);
}

fn closing_before(terms: &CardTerms, month: Month) -> Date {
    let before = month.previous();
    terms.closing(before.year, before.month)
}

/// The last instalment that is due in a month and the day on which it is collected. Who is in arrears
/// when the contract ends is asked again for some months.
fn due_in(terms: &LoanTerms, month: Month) -> Option<(u32, Date)> {
    let number = month.index() - Month::of(terms.start).index();
    let number = u32::try_from(number).ok()?;
    (1..=terms.count() + ARREARS_MONTHS_MAX)
        .contains(&number)
        .then(|| (number.min(terms.count()), terms.due(number)))
}

/// Small transfers from the second current account.
fn pocket_purchases(person: &Person, month: Month, pocket: Cents, plans: &mut Vec<Plan>) {
    let chance = person.chance.branch("pocket").at(month.index());
    for turn in 0..chance.between("count", 2, 5) {
        let one = chance.at(turn);
        let amount = share(person.country, pocket, one.between("share", 180, 380));
        let name = crate::person::acquaintance(one, person.country);
        let day = month.day(one.between("day", 9, 28));
        let mut plan = Plan::owe(
            day,
            one,
            amount,
            Cause::Friend,
            Instrument::Transfer,
            Party::named(PartyKind::Person, &name),
            (Category::Transfers, Subcategory::Other),
        );
        if let Step::Spend(spending) = &mut plan.step {
            spending.obligatory = false;
            spending.account = 1;
        }
        plans.push(plan);
    }
}
