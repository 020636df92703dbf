//! The terms of a loan with equal instalments (sistema Price, sistema francés).

use caudal_latam::Country;
use caudal_latam::calendar::{date, shifted};
use jiff::civil::Date;

use crate::chance::Chance;
use crate::person::{Borrowing, Person};
use crate::price::{Cents, payable, payable_at_least, share};

/// Rates are whole numbers of this part of one: 18 500 is 1.85 %.
const RATE_UNIT: i64 = 1_000_000;

/// What a loan's contract says.
#[derive(Clone, Debug)]
pub(crate) struct LoanTerms {
    pub(crate) kind: Borrowing,
    pub(crate) start: Date,
    pub(crate) principal: Cents,
    pub(crate) instalment: Cents,
    pub(crate) count: u32,
    /// Interest of a month, in millionths.
    pub(crate) monthly_rate: i64,
    pub(crate) due_day: i8,
    /// The contract's number in full: 40 digits.
    pub(crate) code: String,
}

/// Months between the end of one contract and the next.
const PAUSE_MONTHS: i64 = 5;
/// Contracts in a life at most, so that a clock far ahead costs little.
const CONTRACTS_MAX: i64 = 20;

/// The contracts of a life, one after the other, that begin up to `until`.
pub(super) fn contracts(
    person: &Person,
    chance: Chance,
    opened: Date,
    until: Date,
) -> impl Iterator<Item = LoanTerms> {
    let first = chance.between("first loan", 3, 14);
    let mut months = first;
    (0..CONTRACTS_MAX)
        .map(move |index| {
            let terms = contract(person, chance.branch("contract").at(index), opened, months);
            months += i64::from(terms.count) + PAUSE_MONTHS;
            terms
        })
        .take_while(move |terms| terms.start <= until)
}

fn contract(person: &Person, chance: Chance, opened: Date, months: i64) -> LoanTerms {
    let kind = person.archetype.borrowing;
    let (counts, rates): (&[u32], (i64, i64)) = match kind {
        Borrowing::Auto => (&[36, 48, 60], (13_000, 22_000)),
        Borrowing::Home => (&[180, 240, 300], (7_000, 10_000)),
        Borrowing::Payroll => (&[48, 60, 72], (14_000, 19_000)),
        Borrowing::Personal => (&[18, 24, 36], (29_000, 52_000)),
        Borrowing::WorkingCapital => (&[24, 36], (17_000, 28_000)),
    };
    let count = chance.pick("count", counts);
    let monthly_rate = chance.between("rate", rates.0, rates.1) / 100 * 100;
    let month = after_months(opened, months);
    let start = date(
        month.year(),
        month.month(),
        i8::try_from(chance.between("day", 2, 24)).unwrap_or(10),
    );
    // The bank lends what can be paid back out of the income of the year.
    let burden = if person.company.is_some() {
        60
    } else {
        chance.between("burden", 90, 190)
    };
    let income = person.income_in(start.year(), start.month());
    let wanted = share(person.country, income, burden);
    let principal = payable(person.country, present_value(wanted, monthly_rate, count));
    LoanTerms {
        kind,
        start,
        principal,
        instalment: wanted.max(1),
        count,
        monthly_rate,
        due_day: i8::try_from(chance.between("due", 8, 20)).unwrap_or(10),
        code: code(chance),
    }
}

/// The contract's number in full.
fn code(chance: Chance) -> String {
    let halves = (chance.draw("code one"), chance.draw("code two"));
    format!("{:020}{:020}", halves.0, halves.1)
}

/// The same day so many months later, or that month's last.
fn after_months(day: Date, months: i64) -> Date {
    day.saturating_add(jiff::Span::new().months(months.clamp(0, 10_000)))
}

/// What `count` instalments are worth today.
fn present_value(instalment: Cents, monthly_rate: i64, count: u32) -> Cents {
    let mut value: i128 = 0;
    for _ in 0..count {
        value = (value + i128::from(instalment)) * i128::from(RATE_UNIT)
            / i128::from(RATE_UNIT + monthly_rate);
    }
    i64::try_from(value).unwrap_or(i64::MAX)
}

impl LoanTerms {
    /// The terms under which a given principal is lent, with the smallest equal instalments that pay
    /// it back.
    pub(crate) fn of_principal(
        country: Country,
        chance: Chance,
        kind: Borrowing,
        (principal, count): (Cents, u32),
        monthly_rate: i64,
        start: Date,
    ) -> Self {
        let (mut low, mut high) = (0, principal.saturating_mul(2).max(1));
        // Interest of a month is less than the principal, so twice that is enough for one instalment.
        while low + 1 < high {
            let middle = low + (high - low) / 2;
            if present_value(middle, monthly_rate, count) < principal {
                low = middle;
            } else {
                high = middle;
            }
        }
        Self {
            kind,
            start,
            principal,
            instalment: payable_at_least(country, high),
            count,
            monthly_rate,
            due_day: start.day().min(28),
            code: code(chance),
        }
    }

    /// The day on which an instalment, counted from one, is due.
    pub(crate) fn due(&self, instalment: u32) -> Date {
        let month = after_months(
            date(self.start.year(), self.start.month(), 1),
            i64::from(instalment),
        );
        date(month.year(), month.month(), self.due_day)
    }

    /// Everything that is to be paid over the contract's life.
    pub(crate) fn total(&self) -> Cents {
        self.instalment.saturating_mul(i64::from(self.count))
    }

    /// What remains of the principal after so many instalments.
    pub(crate) fn principal_after(&self, paid: u32) -> Cents {
        if paid >= self.count {
            return 0;
        }
        let mut rest = i128::from(self.principal);
        for _ in 0..paid {
            let interest = rest * i128::from(self.monthly_rate) / i128::from(RATE_UNIT);
            rest = (rest + interest - i128::from(self.instalment)).max(0);
        }
        i64::try_from(rest).unwrap_or(0)
    }

    /// The last instalment's day.
    pub(crate) fn end(&self) -> Date {
        self.due(self.count)
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
    fn a_schedule_ends_where_it_should() {
        let instalment = 50_000;
        let terms = LoanTerms {
            kind: Borrowing::Personal,
            start: date(2025, 1, 31),
            principal: present_value(instalment, 20_000, 24),
            instalment,
            count: 24,
            monthly_rate: 20_000,
            due_day: 10,
            code: String::new(),
        };
        assert_eq!(terms.due(1), date(2025, 2, 10));
        assert_eq!(terms.end(), date(2027, 1, 10));
        assert_eq!(terms.principal_after(0), terms.principal);
        let last = terms.principal_after(23);
        assert!(
            (instalment - 3_000..instalment + 3_000).contains(&last),
            "{last}"
        );
        assert_eq!(terms.principal_after(24), 0);
        assert!(terms.total() > terms.principal);
    }
}
