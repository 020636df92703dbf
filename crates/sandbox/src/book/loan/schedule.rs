//! How a loan is paid back: each instalment, and what of it is principal, interest and insurance.

use caudal_latam::Country;

use crate::price::{Cents, fraction, payable, payable_at_least};

/// Rates are whole numbers of this part of one: 18 500 is 1.85 %.
const RATE_UNIT: i64 = 1_000_000;
/// No loan costs more than this in a month, in millionths.
const RATE_MAX: i64 = 400_000;
/// What insures a constant loan, in millionths of its principal with each instalment.
const INSURANCE_MILLIONTHS: i64 = 250;

/// What stays the same from instalment to instalment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Amortisation {
    /// The instalment as a whole (Price, francés).
    Equal,
    /// The principal in it, so that the instalments fall (SAC, alemán).
    Constant,
}

/// The instalments of a loan.
#[derive(Clone, Debug)]
pub(crate) struct Schedule {
    pub(crate) amortisation: Amortisation,
    /// Interest of a month, in millionths.
    pub(crate) monthly_rate: i64,
    /// The sum that is paid back, interest aside.
    pub(crate) principal: Cents,
    /// What is paid for insurance with each instalment.
    pub(crate) insurance: Cents,
    /// What is paid at the end besides the last instalment.
    pub(crate) balloon: Cents,
    parts: Vec<Part>,
}

/// What one instalment is made of.
#[derive(Clone, Copy, Debug)]
struct Part {
    principal: Cents,
    interest: Cents,
}

impl Schedule {
    /// Equal instalments, and a balloon at the end where it is not nothing.
    pub(super) fn equal(
        country: Country,
        instalment: Cents,
        balloon: Cents,
        monthly_rate: i64,
        count: u32,
    ) -> Self {
        let worth = (0..count).fold(i128::from(balloon), |worth, _| {
            discounted(worth + i128::from(instalment), monthly_rate)
        });
        let principal = payable(country, i64::try_from(worth).unwrap_or(i64::MAX));
        Self::lent(
            country,
            principal,
            (instalment, balloon),
            monthly_rate,
            count,
        )
    }

    /// The smallest equal instalments that pay a given principal back.
    pub(super) fn of_principal(
        country: Country,
        principal: Cents,
        monthly_rate: i64,
        count: u32,
    ) -> Self {
        let worth = |instalment: Cents| {
            (0..count).fold(0, |worth, _| {
                discounted(worth + i128::from(instalment), monthly_rate)
            })
        };
        // Interest of a month is less than the principal, so twice that is enough for one instalment.
        let (mut low, mut high) = (0, principal.saturating_mul(2).max(1));
        while low + 1 < high {
            let middle = low + (high - low) / 2;
            if worth(middle) < i128::from(principal) {
                low = middle;
            } else {
                high = middle;
            }
        }
        let instalment = payable_at_least(country, high);
        Self::lent(country, principal, (instalment, 0), monthly_rate, count)
    }

    fn lent(
        country: Country,
        principal: Cents,
        (instalment, balloon): (Cents, Cents),
        monthly_rate: i64,
        count: u32,
    ) -> Self {
        let mut rest = principal;
        let parts = (1..=count).map(|number| {
            let interest = fraction(country, rest, monthly_rate);
            let part = if number == count {
                rest - balloon
            } else {
                instalment - interest
            };
            rest -= part;
            Part {
                principal: part,
                interest: instalment - part,
            }
        });
        let parts = parts.collect();
        Self {
            amortisation: Amortisation::Equal,
            monthly_rate,
            principal,
            insurance: 0,
            balloon,
            parts,
        }
    }

    /// Equal parts of the principal, of which the first instalment costs about this much.
    pub(super) fn constant(country: Country, first: Cents, monthly_rate: i64, count: u32) -> Self {
        let months = i128::from(count);
        let worth = i128::from(first) * months * i128::from(RATE_UNIT)
            / (i128::from(RATE_UNIT) + months * i128::from(monthly_rate));
        let principal = payable(country, i64::try_from(worth).unwrap_or(i64::MAX));
        let constant = payable(country, principal / i64::from(count.max(1)));
        let mut rest = principal;
        let parts = (1..=count).map(|number| {
            let interest = fraction(country, rest, monthly_rate);
            let part = if number == count { rest } else { constant };
            rest -= part;
            Part {
                principal: part,
                interest,
            }
        });
        let parts = parts.collect();
        Self {
            amortisation: Amortisation::Constant,
            monthly_rate,
            principal,
            insurance: fraction(country, principal, INSURANCE_MILLIONTHS),
            balloon: 0,
            parts,
        }
    }

    /// How many instalments there are.
    pub(crate) fn count(&self) -> u32 {
        u32::try_from(self.parts.len()).unwrap_or(u32::MAX)
    }

    /// An instalment, counted from one.
    pub(crate) fn instalment(&self, number: u32) -> Cents {
        let place = usize::try_from(number).unwrap_or(0).checked_sub(1);
        let part = place.and_then(|place| self.parts.get(place));
        part.map_or(0, |part| part.principal + part.interest + self.insurance)
    }

    /// Everything that is to be paid, the balloon included.
    pub(crate) fn total(&self) -> Cents {
        (1..=self.count())
            .map(|number| self.instalment(number))
            .sum::<Cents>()
            + self.balloon
    }

    /// What remains of the principal after so many instalments from the front, and so many from the
    /// end, were paid.
    pub(crate) fn principal_after(&self, paid: u32, ahead: u32) -> Cents {
        let last = self.count().saturating_sub(ahead);
        if paid >= self.count() || paid >= last {
            return 0;
        }
        if ahead > 0 {
            let worth = (paid + 1..=last).rev().fold(0, |worth, number| {
                let due = i128::from(self.instalment(number));
                discounted(worth + due, self.monthly_rate)
            });
            return i64::try_from(worth).unwrap_or(0);
        }
        let front = self.parts.iter().take(usize::try_from(paid).unwrap_or(0));
        self.principal - front.map(|part| part.principal).sum::<Cents>()
    }

    /// What it costs to pay an instalment when only so many before it were paid.
    pub(crate) fn ahead(&self, country: Country, number: u32, paid: u32) -> Cents {
        let months = number.saturating_sub(paid);
        let due = i128::from(self.instalment(number));
        let worth = (0..months).fold(due, |worth, _| discounted(worth, self.monthly_rate));
        payable(country, i64::try_from(worth).unwrap_or(0)).max(1)
    }

    /// The rate of a month, in millionths, at which the instalments are worth what was paid out: the
    /// effective cost, fees and taxes included.
    pub(crate) fn effective_rate(&self, paid_out: Cents) -> i64 {
        let (mut low, mut high) = (0, RATE_MAX);
        while low < high {
            let middle = i64::midpoint(low, high);
            if self.worth(middle) > i128::from(paid_out) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// What all of it is worth at the beginning, at this rate of a month.
    fn worth(&self, monthly_rate: i64) -> i128 {
        (1..=self.count())
            .rev()
            .fold(i128::from(self.balloon), |worth, number| {
                let due = i128::from(self.instalment(number));
                discounted(worth + due, monthly_rate)
            })
    }
}

/// What an amount is worth a month before.
fn discounted(amount: i128, monthly_rate: i64) -> i128 {
    amount * i128::from(RATE_UNIT) / i128::from(RATE_UNIT + monthly_rate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_instalments_pay_back_the_principal_and_leave_the_balloon() {
        for (country, balloon) in [(Country::Brazil, 0), (Country::Chile, 3_000_000_00)] {
            let schedule = Schedule::equal(country, 200_000_00, balloon, 20_000, 24);
            assert!((1..=24).all(|number| schedule.instalment(number) == 200_000_00));
            assert_eq!(schedule.total(), 24 * 200_000_00 + balloon);
            assert_eq!(schedule.principal_after(0, 0), schedule.principal);
            assert_eq!(schedule.principal_after(24, 0), 0);
            let last = schedule.parts.last().unwrap();
            assert_eq!(schedule.principal_after(23, 0), last.principal + balloon);
            assert!(schedule.parts.iter().all(|part| part.interest > 0));
        }
    }

    #[test]
    fn constant_instalments_fall_and_their_principal_does_not() {
        let schedule = Schedule::constant(Country::Brazil, 2_500_00, 8_000, 240);
        let principal: Vec<Cents> = schedule.parts.iter().map(|part| part.principal).collect();
        assert_eq!(principal.iter().sum::<Cents>(), schedule.principal);
        assert!(
            principal
                .windows(2)
                .take(238)
                .all(|pair| pair[0] == pair[1])
        );
        assert!(
            (1..239).all(|number| schedule.instalment(number) > schedule.instalment(number + 1))
        );
    }

    #[test]
    fn paying_ahead_costs_less_than_the_instalment_and_lowers_the_principal_by_its_cost() {
        let schedule = Schedule::equal(Country::Brazil, 500_00, 0, 20_000, 24);
        let cost = schedule.ahead(Country::Brazil, 24, 4);
        assert!(cost < 500_00 / 10 * 7, "{cost}");
        let lowered = schedule.principal_after(4, 0) - schedule.principal_after(4, 1);
        assert!((cost - 5..=cost + 5).contains(&lowered), "{lowered} {cost}");
    }

    #[test]
    fn the_effective_rate_is_the_rate_where_nothing_is_kept_back() {
        let schedule = Schedule::equal(Country::Brazil, 500_00, 0, 20_000, 24);
        let rate = schedule.effective_rate(schedule.principal);
        assert!((19_999..=20_002).contains(&rate), "{rate}");
        assert!(schedule.effective_rate(schedule.principal - 300_00) > 22_000);
    }
}
