//! The income tax of people in Colombia for a year (articles 206 and 241 of the tax statute).

use super::payroll::tax_unit;
use crate::tariff::{Hundredths, RATE_UNIT, fraction, portion, whole};

/// A quarter of what is earned by work is free of tax, up to so many tax units (UVT) a year: since 2023,
/// and before.
const FREE_RATE: i64 = 250_000;
const FREE_UNITS_MAX: i64 = 790;
const FREE_UNITS_MAX_BEFORE: i64 = 2_880;
const FREE_UNITS_SINCE_YEAR: i16 = 2023;
/// Pensions are free of tax up to so many tax units a year.
const FREE_PENSION_UNITS: i64 = 12_000;

/// What a company keeps back of a fee, in millionths (article 392 and decree 260 of 2001).
const FEE_KEPT_BACK_RATE: i64 = 110_000;

/// The tax by whole tax units: lower limit, rate above it, units owed up to it.
const STEPS: &[(i64, i64, i64)] = &[
    (0, 0, 0),
    (1_090, 190_000, 0),
    (1_700, 280_000, 116),
    (4_100, 330_000, 788),
    (8_670, 350_000, 2_296),
    (18_970, 370_000, 5_901),
    (31_000, 390_000, 10_352),
];

/// What is free of tax of a year's income from work, social security taken off.
#[must_use]
pub fn free_part(earned: Hundredths, year: i16) -> Hundredths {
    let units = if year < FREE_UNITS_SINCE_YEAR {
        FREE_UNITS_MAX_BEFORE
    } else {
        FREE_UNITS_MAX
    };
    whole(portion(earned.max(0), FREE_RATE).min(units * tax_unit(year)))
}

/// The fee of which a company paid this much out.
#[must_use]
pub fn fee_behind(paid: Hundredths) -> Hundredths {
    whole(fraction(paid, RATE_UNIT, RATE_UNIT - FEE_KEPT_BACK_RATE))
}

/// What is taxed of a year's pensions.
#[must_use]
pub fn taxed_pension(pension: Hundredths, year: i16) -> Hundredths {
    (pension - FREE_PENSION_UNITS * tax_unit(year)).max(0)
}

/// The tax on a year's income.
#[must_use]
pub fn yearly(taxable: Hundredths, year: i16) -> Hundredths {
    let unit = tax_unit(year);
    let reached = STEPS
        .iter()
        .take_while(|(from, _, _)| from * unit <= taxable)
        .last();
    let tax = reached.map_or(0, |(from, rate, owed)| {
        owed * unit + portion(taxable - from * unit, *rate)
    });
    whole(tax.max(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_computed_by_hand() {
        // 60 000 000 are 1 274.8 units of 47 065: 19 % above 1 090, which are 51 300 850. The half peso
        // that comes of it is rounded up.
        assert_eq!(yearly(60_000_000_00, 2024), 1_652_839_00);
        assert_eq!(yearly(51_300_850_00, 2024), 0);
        assert_eq!(free_part(60_000_000_00, 2024), 15_000_000_00);
        // 790 units of 47 065.
        assert_eq!(free_part(900_000_000_00, 2024), 37_181_350_00);
        assert_eq!(taxed_pension(60_000_000_00, 2024), 0);
        assert_eq!(fee_behind(890_000_00), 1_000_000_00);
    }

    #[test]
    fn more_income_is_never_taxed_less() {
        let taxes: Vec<_> = (0..2_000)
            .map(|step| yearly(step * 1_000_000_00, 2025))
            .collect();
        assert!(taxes.is_sorted());
    }
}
