//! The terms of loans and financings.

mod schedule;

use caudal_latam::Country;
use caudal_latam::calendar::{date, shifted};
use jiff::civil::Date;

pub(crate) use schedule::{Amortisation, Schedule};

use crate::chance::Chance;
use crate::person::{Borrowing, Person};
use crate::price::{Cents, fraction, share};

/// What a loan's contract says.
#[derive(Clone, Debug)]
pub(crate) struct LoanTerms {
    pub(crate) kind: Borrowing,
    pub(crate) start: Date,
    pub(crate) schedule: Schedule,
    /// What the bank keeps of the principal for setting the loan up.
    pub(crate) fee: Cents,
    /// The tax on the loan that the bank keeps of the principal.
    pub(crate) tax: Cents,
    pub(crate) due_day: i8,
    /// The contract's number in full: 40 digits.
    pub(crate) code: String,
}

/// Which loans somebody takes, one after the other, and how much of the income they may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Need {
    pub(super) kind: Borrowing,
    /// Instalments in thousandths of the income of a month, from and to.
    pub(super) burden: (i64, i64),
}

/// Months between the end of one contract and the next.
const PAUSE_MONTHS: i64 = 5;
/// Contracts in a life at most, so that a clock far ahead costs little.
const CONTRACTS_MAX: i64 = 20;
/// How many of a thousand car loans leave a part for the end, and of how many instalments it is.
const BALLOON_PERMILLE: u32 = 250;
const BALLOON_INSTALMENTS: i64 = 5;
/// What setting up a loan costs, in centavos of 2024 or, in Mexico and Colombia, in millionths of it.
const SETUP_FEE: Cents = 180_00;
pub(crate) const SETUP_MILLIONTHS: i64 = 15_000;

/// The contracts of a life, one after the other, that begin up to `until`.
pub(super) fn contracts(
    person: &Person,
    need: Need,
    chance: Chance,
    opened: Date,
    until: Date,
) -> impl Iterator<Item = LoanTerms> {
    let first = chance.between("first loan", 3, 14);
    let mut months = first;
    (0..CONTRACTS_MAX)
        .map(move |index| {
            let chance = chance.branch("contract").at(index);
            let terms = contract(person, need, chance, opened, months);
            months += i64::from(terms.count()) + PAUSE_MONTHS;
            terms
        })
        .take_while(move |terms| terms.start <= until)
}

fn contract(person: &Person, need: Need, chance: Chance, opened: Date, months: i64) -> LoanTerms {
    let month = after_months(opened, months);
    let start = date(
        month.year(),
        month.month(),
        i8::try_from(chance.between("day", 2, 24)).unwrap_or(10),
    );
    // The bank lends what can be paid back out of the income of the year.
    let burden = chance.between("burden", need.burden.0, need.burden.1);
    let income = person.income_in(start.year(), start.month());
    let wanted = share(person.country, income, burden).max(10_00);
    let schedule = schedule_of(person, need.kind, chance, wanted);
    let country = person.country;
    let fee = match country {
        Country::Brazil | Country::Chile => person.price(SETUP_FEE, start.year()),
        Country::Mexico | Country::Colombia => {
            fraction(country, schedule.principal, SETUP_MILLIONTHS)
        }
    };
    LoanTerms {
        kind: need.kind,
        start,
        fee: fee.min(share(country, schedule.principal, 50)),
        tax: fraction(
            country,
            schedule.principal,
            tax_millionths(person, need.kind),
        ),
        schedule,
        due_day: i8::try_from(chance.between("due", 8, 20)).unwrap_or(10),
        code: code(chance),
    }
}

/// The contract's number in full.
fn code(chance: Chance) -> String {
    let halves = (chance.draw("code one"), chance.draw("code two"));
    format!("{:020}{:020}", halves.0, halves.1)
}

fn schedule_of(person: &Person, kind: Borrowing, chance: Chance, wanted: Cents) -> Schedule {
    let (counts, rates): (&[u32], (i64, i64)) = match kind {
        Borrowing::Auto => (&[36, 48, 60], (13_000, 22_000)),
        Borrowing::Home => (&[180, 240, 300], (7_000, 10_000)),
        Borrowing::Payroll => (&[48, 60, 72], (14_000, 19_000)),
        Borrowing::Personal => (&[18, 24, 36], (29_000, 52_000)),
        Borrowing::WorkingCapital => (&[24, 36], (17_000, 28_000)),
        Borrowing::Invoices => (&[3, 4, 6], (15_000, 25_000)),
    };
    let count = chance.pick("count", counts);
    let rate = chance.between("rate", rates.0, rates.1) / 100 * 100;
    let constant = match kind {
        Borrowing::Home => 600,
        Borrowing::WorkingCapital => 300,
        _ => 0,
    };
    if chance.happens("constant", constant) {
        return Schedule::constant(person.country, wanted, rate, count);
    }
    let ends_large = kind == Borrowing::Auto
        && !person.archetype.strained
        && chance.happens("balloon", BALLOON_PERMILLE);
    let balloon = if ends_large {
        wanted * BALLOON_INSTALMENTS
    } else {
        0
    };
    Schedule::equal(person.country, wanted, balloon, rate, count)
}

/// The tax on a new loan in millionths of it: IOF in Brazil, IVA on the fee in Mexico, timbres in Chile.
fn tax_millionths(person: &Person, kind: Borrowing) -> i64 {
    match (person.country, kind) {
        (Country::Brazil, Borrowing::Home) | (Country::Colombia, _) => 0,
        (Country::Brazil, _) if person.company.is_some() => 18_765,
        (Country::Brazil, _) => 33_730,
        (Country::Mexico, _) => SETUP_MILLIONTHS * 16 / 100,
        (Country::Chile, _) => 8_000,
    }
}

/// The same day so many months later, or that month's last.
fn after_months(day: Date, months: i64) -> Date {
    day.saturating_add(jiff::Span::new().months(months.clamp(0, 10_000)))
}

impl LoanTerms {
    /// The terms under which a given principal is lent, with the smallest equal instalments that pay
    /// it back. It costs nothing to set up.
    pub(crate) fn of_principal(
        country: Country,
        chance: Chance,
        kind: Borrowing,
        (principal, count): (Cents, u32),
        monthly_rate: i64,
        start: Date,
    ) -> Self {
        Self {
            kind,
            start,
            fee: 0,
            tax: 0,
            schedule: Schedule::of_principal(country, principal, monthly_rate, count),
            due_day: start.day().min(28),
            code: code(chance),
        }
    }

    /// How many instalments there are.
    pub(crate) fn count(&self) -> u32 {
        self.schedule.count()
    }

    /// The day on which an instalment, counted from one, is due.
    pub(crate) fn due(&self, instalment: u32) -> Date {
        let month = after_months(
            date(self.start.year(), self.start.month(), 1),
            i64::from(instalment),
        );
        date(month.year(), month.month(), self.due_day)
    }

    /// What reaches the borrower, or the seller of the car or home.
    pub(crate) fn disbursed(&self) -> Cents {
        self.schedule.principal - self.fee - self.tax
    }

    /// The last instalment's day.
    pub(crate) fn end(&self) -> Date {
        self.due(self.count())
    }

    /// When the money of a loan that is paid out reaches the account.
    pub(crate) fn paid_out(&self) -> Date {
        shifted(self.start, 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instalments_are_due_every_month_from_the_next_on() {
        let terms = LoanTerms {
            kind: Borrowing::Personal,
            start: date(2025, 1, 31),
            schedule: Schedule::equal(Country::Brazil, 500_00, 0, 20_000, 24),
            fee: 100_00,
            tax: 50_00,
            due_day: 10,
            code: String::new(),
        };
        assert_eq!(terms.due(1), date(2025, 2, 10));
        assert_eq!(terms.end(), date(2027, 1, 10));
        assert_eq!(terms.disbursed(), terms.schedule.principal - 150_00);
    }
}
