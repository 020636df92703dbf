//! What is withheld from wages in Chile: pension fund, health, unemployment insurance and the tax on
//! wages (impuesto único de segunda categoría), and the yearly bonus that the labour code grants.

use crate::tariff::{Hundredths, Table, fraction, portion, whole};

/// The pension fund's own part, without what its administrator charges.
const PENSION_RATE: i64 = 100_000;
const HEALTH_RATE: i64 = 70_000;
const UNEMPLOYMENT_RATE: i64 = 6_000;
/// The legal bonus: a quarter of the wage, at most 4.75 minimum wages a year (article 50).
const BONUS_RATE: i64 = 250_000;
const BONUS_MINIMUM_WAGES: i64 = 475;

/// What each administrator of pension funds charges.
pub const PENSION_FUNDS: &[(&str, i64)] = &[
    ("Capital", 14_400),
    ("Cuprum", 14_400),
    ("Habitat", 12_700),
    ("Modelo", 5_800),
    ("PlanVital", 11_600),
    ("ProVida", 14_500),
    ("Uno", 4_900),
];

/// The figures of a year: units in pesos, ceilings in tenths of the development unit (UF).
struct Units {
    development: Hundredths,
    tax: Hundredths,
    minimum_wage: Hundredths,
    ceiling_tenths: i64,
    unemployment_ceiling_tenths: i64,
}

const fn units(
    development: Hundredths,
    tax: Hundredths,
    minimum_wage: Hundredths,
    ceiling_tenths: i64,
    unemployment_ceiling_tenths: i64,
) -> Units {
    Units {
        development,
        tax,
        minimum_wage,
        ceiling_tenths,
        unemployment_ceiling_tenths,
    }
}

/// The units move every month (the UF every day); here one value, January's, holds for a year.
static UNITS: Table<Units> = Table(&[
    (2014, 1, units(23_309_00, 40_935_00, 210_000_00, 723, 1085)),
    (2015, 1, units(24_627_00, 43_198_00, 225_000_00, 732, 1098)),
    (2016, 1, units(25_629_00, 44_955_00, 250_000_00, 743, 1114)),
    (2017, 1, units(26_347_00, 46_183_00, 264_000_00, 757, 1135)),
    (2018, 1, units(26_798_00, 46_972_00, 276_000_00, 783, 1173)),
    (2019, 1, units(27_565_00, 48_353_00, 288_000_00, 792, 1188)),
    (2020, 1, units(28_309_00, 49_623_00, 301_000_00, 802, 1202)),
    (2021, 1, units(29_070_00, 51_029_00, 326_500_00, 816, 1226)),
    (2022, 1, units(30_991_00, 54_442_00, 350_000_00, 816, 1226)),
    (2023, 1, units(35_110_00, 61_769_00, 410_000_00, 816, 1226)),
    (2024, 1, units(36_789_00, 64_666_00, 460_000_00, 843, 1266)),
    (2025, 1, units(38_416_00, 67_429_00, 510_000_00, 878, 1319)),
    (2026, 1, units(39_727_00, 69_751_00, 539_000_00, 900, 1352)),
]);

/// The tax by hundredths of tax units (UTM): upper limit, rate, rebate.
const TAX_STEPS: &[(i64, i64, i64)] = &[
    (1_350, 0, 0),
    (3_000, 40_000, 54),
    (5_000, 80_000, 174),
    (7_000, 135_000, 449),
    (9_000, 230_000, 1_114),
    (12_000, 304_000, 1_780),
    (31_000, 350_000, 2_332),
];
const TAX_ABOVE: (i64, i64) = (400_000, 3_882);

/// What goes to social security out of a month's pay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contributions {
    /// To the pension fund, with its administrator's charge.
    pub pension: Hundredths,
    /// To the health insurance.
    pub health: Hundredths,
    /// To the unemployment insurance, under a contract without an end.
    pub unemployment: Hundredths,
}

impl Contributions {
    /// All of them.
    #[must_use]
    pub fn total(self) -> Hundredths {
        self.pension + self.health + self.unemployment
    }
}

/// The least that a month's full-time work is paid.
#[must_use]
pub fn minimum_wage(year: i16) -> Hundredths {
    whole(UNITS.amount(year, 1, |units| units.minimum_wage))
}

/// The month's part of the bonus that the labour code grants on top of a wage.
#[must_use]
pub fn legal_bonus(wage: Hundredths, year: i16) -> Hundredths {
    let most = fraction(minimum_wage(year), BONUS_MINIMUM_WAGES, 1_200);
    whole(portion(wage, BONUS_RATE).min(most))
}

/// What is contributed on a month's pay; `charge` is the pension fund administrator's.
#[must_use]
pub fn contributions(pay: Hundredths, charge: i64, year: i16) -> Contributions {
    let development = UNITS.amount(year, 1, |units| units.development);
    let Some((units, _)) = UNITS.at(year, 1) else {
        return Contributions::default();
    };
    let capped = |tenths: i64| pay.min(fraction(development, tenths, 10));
    let base = capped(units.ceiling_tenths);
    Contributions {
        pension: whole(portion(base, PENSION_RATE + charge)),
        health: whole(portion(base, HEALTH_RATE)),
        unemployment: whole(portion(
            capped(units.unemployment_ceiling_tenths),
            UNEMPLOYMENT_RATE,
        )),
    }
}

/// The tax on a month's pay less its contributions.
#[must_use]
pub fn income_tax(base: Hundredths, year: i16) -> Hundredths {
    let unit = UNITS.amount(year, 1, |units| units.tax);
    let of_unit = |hundredths: i64| fraction(unit, hundredths, 100);
    let step = TAX_STEPS.iter().find(|(to, _, _)| base <= of_unit(*to));
    let (rate, rebate) = step.map_or(TAX_ABOVE, |(_, rate, rebate)| (*rate, *rebate));
    whole((portion(base, rate) - of_unit(rebate)).max(0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_wage_computed_by_hand() {
        // A quarter of 1 000 000 exceeds 4.75 × 460 000 ÷ 12 = 182 083.
        assert_eq!(legal_bonus(1_000_000_00, 2024), 182_083_00);
        assert_eq!(legal_bonus(500_000_00, 2024), 125_000_00);
        let paid = contributions(1_000_000_00, 14_400, 2024);
        assert_eq!(
            (paid.pension, paid.health, paid.unemployment),
            (114_400_00, 70_000_00, 6_000_00)
        );
        // 13.5 units of 64 666 are 872 991; above, 4 % less 0.54 units.
        assert_eq!(income_tax(872_991_00, 2024), 0);
        assert_eq!(income_tax(1_000_000_00, 2024), 5_080_00);
    }

    proptest! {
        #[test]
        fn more_pay_is_never_less_money(pay in 0..2_000_000_000_i64, year in 2014..2040_i16) {
            let net = |pay: i64| {
                let base = pay - contributions(pay, 11_600, year).total();
                base - income_tax(base, year)
            };
            prop_assert!(net(pay + 100_00) >= net(pay) - 4_00);
            prop_assert_eq!(income_tax(pay, year) % 100, 0);
        }
    }
}
