//! Growth as an exact factor: compound interest without floating point.

use rust_decimal::Decimal;

use crate::price::Cents;

/// A factor of growth in whole parts of [`UNIT`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Growth(i128);

/// One. Fourteen places leave room for growth by some thousands.
const UNIT: i128 = 10_i128.pow(PLACES);
const PLACES: u32 = 14;
/// No factor is greater, or products would not fit.
const FACTOR_MAX: i128 = 100_000 * UNIT;

/// Yearly rates are whole numbers of this part of one: 125 000 is 12.5 %.
pub(crate) const RATE_UNIT: i64 = 1_000_000;

impl Growth {
    /// None at all.
    pub(crate) const NONE: Self = Self(UNIT);

    /// Growth by a rate, in parts of [`RATE_UNIT`].
    pub(crate) fn by(rate: i64) -> Self {
        Self(UNIT + UNIT * i128::from(rate) / i128::from(RATE_UNIT))
    }

    /// Growth by `numerator` parts in `denominator` of a rate: simple interest.
    pub(crate) fn simple(rate: i64, numerator: i64, denominator: i64) -> Self {
        let part = UNIT * i128::from(rate) / i128::from(RATE_UNIT);
        Self(UNIT + part * i128::from(numerator) / i128::from(denominator.max(1)))
    }

    /// Growth by so many thousandths of what this one grows by.
    pub(crate) fn share(self, permille: i64) -> Self {
        Self(UNIT + (self.0 - UNIT) * i128::from(permille) / 1000)
    }

    /// This growth and then that one.
    pub(crate) fn then(self, other: Self) -> Self {
        Self((self.0 * other.0 / UNIT).min(FACTOR_MAX))
    }

    /// What is left of this growth when that one is taken out of it.
    pub(crate) fn without(self, other: Self) -> Self {
        Self(self.0 * UNIT / other.0.max(1))
    }

    /// This growth so many times over.
    pub(crate) fn times(self, mut count: u32) -> Self {
        let (mut result, mut square) = (Self::NONE, self);
        while count > 0 {
            if count % 2 == 1 {
                result = result.then(square);
            }
            square = square.then(square);
            count /= 2;
        }
        result
    }

    /// The growth that gives this one when it happens so many times: the greatest that is not too
    /// much. For factors from nought to two.
    pub(crate) fn root(self, count: u32) -> Self {
        let (mut low, mut high) = (Self(0), Self(2 * UNIT));
        while high.0 - low.0 > 1 {
            let middle = Self(i128::midpoint(low.0, high.0));
            if middle.times(count) <= self {
                low = middle;
            } else {
                high = middle;
            }
        }
        low
    }

    /// A price after this growth, rounded to so many places.
    pub(crate) fn of_price(self, price: Decimal, places: u32) -> Decimal {
        let factor = Decimal::from_i128_with_scale(self.0, PLACES);
        price.checked_mul(factor).unwrap_or(price).round_dp(places)
    }

    /// An amount after this growth, rounded down.
    pub(crate) fn of_amount(self, amount: Cents) -> Cents {
        let grown = i128::from(amount) * self.0 / UNIT;
        i64::try_from(grown).unwrap_or(i64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_of_daily_growth_is_the_yearly_rate() {
        let year = Growth::by(149_000);
        let daily = year.root(252);
        // What the market publishes for 14.90 % a year: 0.055131 % a day.
        assert_eq!((daily.0 - UNIT) / 10_i128.pow(6), 55_131);
        let again = daily.times(252);
        assert!(again <= year && year.0 - again.0 < 1_000_000, "{again:?}");
    }

    #[test]
    fn growth_is_put_together_and_taken_apart() {
        let (five, ten) = (Growth::by(50_000), Growth::by(100_000));
        assert_eq!(five.then(ten).of_amount(1_000_00), 1_155_00);
        assert_eq!(five.then(ten).without(ten), five);
        assert_eq!(ten.share(500), five);
        assert_eq!(Growth::simple(120_000, 30, 360).of_amount(100_00), 101_00);
        assert_eq!(five.of_price(Decimal::from(1_000), 8), Decimal::from(1_050));
    }
}
