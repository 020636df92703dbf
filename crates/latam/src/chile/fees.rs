//! Fees of people who work on their own account in Chile, and what is kept back of them for the income
//! tax (law 21.133).

use crate::tariff::{Hundredths, RATE_UNIT, fraction, portion, whole};

/// The rates by the year from which each holds.
const KEPT_BACK: &[(i16, i64)] = &[
    (2020, 107_500),
    (2021, 115_000),
    (2022, 122_500),
    (2023, 130_000),
    (2024, 137_500),
    (2025, 145_000),
    (2026, 152_500),
    (2027, 160_000),
    (2028, 170_000),
];
/// The rate before all of them.
const KEPT_BACK_BEFORE: i64 = 100_000;

/// The part of a fee that is kept back, in millionths.
#[must_use]
pub fn rate(year: i16) -> i64 {
    KEPT_BACK
        .iter()
        .take_while(|(from, _)| *from <= year)
        .last()
        .map_or(KEPT_BACK_BEFORE, |(_, rate)| *rate)
}

/// What is kept back of a fee, in whole pesos.
#[must_use]
pub fn kept_back(fee: Hundredths, year: i16) -> Hundredths {
    whole(portion(fee, rate(year)))
}

/// The fee of which this much is paid out.
#[must_use]
pub fn fee_behind(paid: Hundredths, year: i16) -> Hundredths {
    let near = whole(fraction(paid, RATE_UNIT, RATE_UNIT - rate(year)));
    // Both roundings together may be a peso off.
    [near, near - 100, near + 100]
        .into_iter()
        .find(|fee| fee - kept_back(*fee, year) == paid)
        .unwrap_or(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fee_computed_by_hand() {
        // 14.5 % of a million.
        assert_eq!(kept_back(1_000_000_00, 2025), 145_000_00);
        assert_eq!(fee_behind(855_000_00, 2025), 1_000_000_00);
        assert_eq!(rate(2018), 100_000);
        assert_eq!(rate(2040), 170_000);
    }

    #[test]
    fn a_fee_is_what_was_paid_and_what_was_kept_back() {
        for year in 2019..2030 {
            for pesos in (1_000..3_000_000).step_by(7_919) {
                let fee = fee_behind(pesos * 100, year);
                assert_eq!(fee - kept_back(fee, year), pesos * 100);
            }
        }
    }
}
