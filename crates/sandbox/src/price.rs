//! What things cost: one scale for the whole world, converted for each country.
//!
//! The tables of this crate are written in Brazilian centavos of the year 2024. A country's prices
//! are those times a rounded parity of purchasing power, rounded to coins that exist there, and they
//! rise by the same rate every year, wages as well, so that nobody grows richer by the calendar.

use caudal_latam::Country;

/// An amount in hundredths of a currency's unit, of whatever country.
pub(crate) type Cents = i64;

/// The year in which the tables' prices hold.
const BASE_YEAR: i16 = 2024;
/// Years before and after the base year over which prices move; beyond, they stand still.
const YEARS_BEFORE_MAX: i16 = 10;
const YEARS_AFTER_MAX: i16 = 40;
/// By how many percent prices and wages rise in a year.
const RISE_PERCENT: i64 = 4;

/// The price of something that costs `centavos` in Brazil in 2024, here and that year.
pub(crate) fn price(country: Country, centavos: i64, year: i16) -> Cents {
    let years = (year - BASE_YEAR).clamp(-YEARS_BEFORE_MAX, YEARS_AFTER_MAX);
    let mut amount = i128::from(centavos) * 1000;
    for _ in 0..years.max(0) {
        amount = amount * i128::from(100 + RISE_PERCENT) / 100;
    }
    for _ in years..0 {
        amount = amount * 100 / i128::from(100 + RISE_PERCENT);
    }
    let (numerator, denominator) = parity(country);
    let here = amount * numerator / denominator;
    let coin = i128::from(coin(country));
    let rounded = (here + coin * 500) / (coin * 1000) * coin;
    i64::try_from(rounded).unwrap_or(i64::MAX)
}

/// The amount rounded down to coins that exist.
pub(crate) fn payable(country: Country, amount: Cents) -> Cents {
    amount - amount.rem_euclid(coin(country))
}

/// The amount rounded up to coins that exist.
pub(crate) fn payable_at_least(country: Country, amount: Cents) -> Cents {
    -payable(country, -amount)
}

/// The amount rounded to a figure that people choose: a transfer, a withdrawal.
pub(crate) fn round_figure(country: Country, amount: Cents) -> Cents {
    let step = match country {
        Country::Brazil => 10_00,
        Country::Mexico => 50_00,
        Country::Colombia => 10_000_00,
        Country::Chile => 5_000_00,
    };
    (amount - amount.rem_euclid(step)).max(step)
}

/// `permille` thousandths of the amount, rounded down to coins that exist.
pub(crate) fn share(country: Country, amount: Cents, permille: i64) -> Cents {
    let part = i128::from(amount) * i128::from(permille) / 1000;
    payable(country, i64::try_from(part).unwrap_or(i64::MAX))
}

/// `millionths` of the amount, rounded down to coins that exist: for rates of interest and taxes.
pub(crate) fn fraction(country: Country, amount: Cents, millionths: i64) -> Cents {
    let part = i128::from(amount) * i128::from(millionths) / 1_000_000;
    payable(country, i64::try_from(part).unwrap_or(i64::MAX))
}

/// How many units of the country's money buy what one real buys.
fn parity(country: Country) -> (i128, i128) {
    match country {
        Country::Brazil => (1, 1),
        Country::Mexico => (35, 10),
        Country::Colombia => (760, 1),
        Country::Chile => (170, 1),
    }
}

/// The smallest amount that prices are rounded to, in hundredths.
fn coin(country: Country) -> Cents {
    match country {
        Country::Brazil | Country::Mexico => 1,
        Country::Colombia => 50_00,
        Country::Chile => 10_00,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_converted_risen_and_rounded() {
        assert_eq!(price(Country::Brazil, 10_00, 2024), 10_00);
        assert_eq!(price(Country::Brazil, 10_00, 2026), 10_82);
        assert_eq!(price(Country::Mexico, 10_00, 2024), 35_00);
        assert_eq!(price(Country::Chile, 10_33, 2024), 1_760_00);
        assert_eq!(price(Country::Colombia, 10_33, 2024) % 50_00, 0);
        assert_eq!(
            price(Country::Brazil, 10_00, 9999),
            price(Country::Brazil, 10_00, 2064)
        );
    }

    #[test]
    fn coins_are_rounded_either_way() {
        assert_eq!(payable(Country::Chile, 1_234_56), 1_230_00);
        assert_eq!(payable_at_least(Country::Chile, 1_234_56), 1_240_00);
        assert_eq!(payable_at_least(Country::Chile, 1_240_00), 1_240_00);
        assert_eq!(payable_at_least(Country::Brazil, 1_234_56), 1_234_56);
    }

    #[test]
    fn shares_do_not_overflow() {
        assert_eq!(share(Country::Brazil, i64::MAX, 1000), i64::MAX);
        assert_eq!(share(Country::Chile, 1_000_00, 333), 330_00);
    }
}
