//! What is withheld from wages in Colombia: health, pension and the solidarity fund, and the tax
//! withheld at source (article 383 of the tax statute), with the aid for the way to work.

use crate::tariff::{Hundredths, Table, fraction, portion, whole};

const HEALTH_RATE: i64 = 40_000;
const PENSION_RATE: i64 = 40_000;
const SOLIDARITY_RATE: i64 = 10_000;
/// Minimum wages from which the solidarity fund is paid, up to which the aid is, and at which the
/// base of contribution ends.
const SOLIDARITY_MINIMUM_WAGES: i64 = 4;
const AID_MINIMUM_WAGES: i64 = 2;
const CEILING_MINIMUM_WAGES: i64 = 25;
/// A quarter of what is left is free of tax, up to this many hundredths of tax units (UVT) a month.
const FREE_RATE: i64 = 250_000;
const FREE_UNITS_MAX: i64 = 6_583;

/// The figures of a year.
struct Units {
    tax: Hundredths,
    minimum_wage: Hundredths,
    aid: Hundredths,
}

const fn units(tax: Hundredths, minimum_wage: Hundredths, aid: Hundredths) -> Units {
    Units {
        tax,
        minimum_wage,
        aid,
    }
}

static UNITS: Table<Units> = Table(&[
    (2014, 1, units(27_485_00, 616_000_00, 72_000_00)),
    (2015, 1, units(28_279_00, 644_350_00, 74_000_00)),
    (2016, 1, units(29_753_00, 689_455_00, 77_700_00)),
    (2017, 1, units(31_859_00, 737_717_00, 83_140_00)),
    (2018, 1, units(33_156_00, 781_242_00, 88_211_00)),
    (2019, 1, units(34_270_00, 828_116_00, 97_032_00)),
    (2020, 1, units(35_607_00, 877_803_00, 102_854_00)),
    (2021, 1, units(36_308_00, 908_526_00, 106_454_00)),
    (2022, 1, units(38_004_00, 1_000_000_00, 117_172_00)),
    (2023, 1, units(42_412_00, 1_160_000_00, 140_606_00)),
    (2024, 1, units(47_065_00, 1_300_000_00, 162_000_00)),
    (2025, 1, units(49_799_00, 1_423_500_00, 200_000_00)),
    (2026, 1, units(52_374_00, 1_750_905_00, 249_095_00)),
]);

/// The tax by whole tax units: lower limit, rate above it, units owed up to it.
const TAX_STEPS: &[(i64, i64, i64)] = &[
    (0, 0, 0),
    (95, 190_000, 0),
    (150, 280_000, 10),
    (360, 330_000, 69),
    (640, 350_000, 162),
    (945, 370_000, 268),
    (2_300, 390_000, 770),
];

/// What goes to social security out of a month's pay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contributions {
    /// To the health insurance.
    pub health: Hundredths,
    /// To the pension fund.
    pub pension: Hundredths,
    /// To the solidarity fund, from four minimum wages on.
    pub solidarity: Hundredths,
}

impl Contributions {
    /// All of them.
    #[must_use]
    pub fn total(self) -> Hundredths {
        self.health + self.pension + self.solidarity
    }
}

/// The tax unit (UVT) of a year.
#[must_use]
pub fn tax_unit(year: i16) -> Hundredths {
    UNITS.amount(year, 1, |units| units.tax)
}

/// The least that a month's full-time work is paid.
#[must_use]
pub fn minimum_wage(year: i16) -> Hundredths {
    whole(UNITS.amount(year, 1, |units| units.minimum_wage))
}

/// The aid for the way to work that comes on top of a month's modest wage.
#[must_use]
pub fn transport_aid(wage: Hundredths, year: i16) -> Hundredths {
    if wage > AID_MINIMUM_WAGES * minimum_wage(year) {
        return 0;
    }
    whole(UNITS.amount(year, 1, |units| units.aid))
}

/// What is contributed on a month's pay.
#[must_use]
pub fn contributions(pay: Hundredths, year: i16) -> Contributions {
    let minimum = minimum_wage(year);
    let base = pay.min(CEILING_MINIMUM_WAGES * minimum);
    let solidarity = pay >= SOLIDARITY_MINIMUM_WAGES * minimum;
    Contributions {
        health: whole(portion(base, HEALTH_RATE)),
        pension: whole(portion(base, PENSION_RATE)),
        solidarity: if solidarity {
            whole(portion(base, SOLIDARITY_RATE))
        } else {
            0
        },
    }
}

/// The tax withheld from a payment less the contributions on it.
#[must_use]
pub fn income_tax(base: Hundredths, year: i16) -> Hundredths {
    let unit = UNITS.amount(year, 1, |units| units.tax);
    let free = portion(base, FREE_RATE).min(fraction(unit, FREE_UNITS_MAX, 100));
    let taxable = base - free;
    let steps = TAX_STEPS.iter();
    let reached = steps
        .take_while(|(from, _, _)| from * unit <= taxable)
        .last();
    let tax = reached.map_or(0, |(from, rate, owed)| {
        owed * unit + portion(taxable - from * unit, *rate)
    });
    whole(tax.max(0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_wage_computed_by_hand() {
        let paid = contributions(6_000_000_00, 2024);
        assert_eq!(
            (paid.health, paid.pension, paid.solidarity),
            (240_000_00, 240_000_00, 60_000_00)
        );
        // 5 460 000 less a quarter is 4 095 000, 87 units: nothing is withheld.
        assert_eq!(income_tax(5_460_000_00, 2024), 0);
        // 9 000 000 less a quarter, 6 750 000: 19 % above 95 units of 47 065.
        assert_eq!(income_tax(9_000_000_00, 2024), 432_977_00);
        assert_eq!(transport_aid(2_600_000_00, 2024), 162_000_00);
        assert_eq!(transport_aid(2_600_001_00, 2024), 0);
    }

    proptest! {
        #[test]
        fn a_higher_wage_is_taxed_more(base in 0..9_000_000_000_i64, year in 2014..2040_i16) {
            prop_assert!(income_tax(base + 100_00, year) >= income_tax(base, year));
            prop_assert!(income_tax(base, year) * 2 <= base);
            prop_assert_eq!(income_tax(base, year) % 100, 0);
        }
    }
}
