//! What is withheld from wages in Brazil: the employee's share of the INSS and the income tax (IRRF).

use crate::tariff::{Ahead, Hundredths, Table, portion};

/// Brackets of the INSS: upper limits of the wage, and the rate of each.
struct Contribution {
    limits: &'static [Hundredths],
    rates: &'static [i64],
    /// Whether each rate holds for its own slice; before March 2020 one rate held for the whole wage.
    by_slices: bool,
}

/// A month's income tax: steps of upper limit, rate and deduction, and what lies above the last.
struct IncomeTax {
    steps: &'static [(Hundredths, i64, Hundredths)],
    above: (i64, Hundredths),
    /// What may be deducted instead of the contributions.
    simplified: Hundredths,
    /// Law 15.270/2025: below the first wage no tax is left, up to the second it is reduced.
    relief: Option<Relief>,
}

struct Relief {
    free_to: Hundredths,
    free_most: Hundredths,
    reduced_to: Hundredths,
    base: Hundredths,
    rate: i64,
}

const SLICES: &[i64] = &[75_000, 90_000, 120_000, 140_000];
const WHOLE: &[i64] = &[80_000, 90_000, 110_000];

const fn by_slices(limits: &'static [Hundredths]) -> Contribution {
    Contribution {
        limits,
        rates: SLICES,
        by_slices: true,
    }
}

const fn by_whole(limits: &'static [Hundredths]) -> Contribution {
    Contribution {
        limits,
        rates: WHOLE,
        by_slices: false,
    }
}

/// The yearly ordinances of the ministry of social security.
static INSS: Table<Contribution> = Table(&[
    (2014, 1, by_whole(&[1_317_07, 2_195_12, 4_390_24])),
    (2015, 1, by_whole(&[1_399_12, 2_331_88, 4_663_75])),
    (2016, 1, by_whole(&[1_556_94, 2_594_92, 5_189_82])),
    (2017, 1, by_whole(&[1_659_38, 2_765_66, 5_531_31])),
    (2018, 1, by_whole(&[1_693_72, 2_822_90, 5_645_80])),
    (2019, 1, by_whole(&[1_751_81, 2_919_72, 5_839_45])),
    (2020, 1, by_whole(&[1_830_29, 3_050_52, 6_101_06])),
    (
        2020,
        3,
        by_slices(&[1_045_00, 2_089_60, 3_134_40, 6_101_06]),
    ),
    (
        2021,
        1,
        by_slices(&[1_100_00, 2_203_48, 3_305_22, 6_433_57]),
    ),
    (
        2022,
        1,
        by_slices(&[1_212_00, 2_427_35, 3_641_03, 7_087_22]),
    ),
    (
        2023,
        1,
        by_slices(&[1_302_00, 2_571_29, 3_856_94, 7_507_49]),
    ),
    (
        2023,
        5,
        by_slices(&[1_320_00, 2_571_29, 3_856_94, 7_507_49]),
    ),
    (
        2024,
        1,
        by_slices(&[1_412_00, 2_666_68, 4_000_03, 7_786_02]),
    ),
    (
        2025,
        1,
        by_slices(&[1_518_00, 2_793_88, 4_190_83, 8_157_41]),
    ),
    (
        2026,
        1,
        by_slices(&[1_621_00, 2_902_84, 4_354_27, 8_475_55]),
    ),
]);

static MINIMUM_WAGE: Table<Hundredths> = Table(&[
    (2014, 1, 724_00),
    (2015, 1, 788_00),
    (2016, 1, 880_00),
    (2017, 1, 937_00),
    (2018, 1, 954_00),
    (2019, 1, 998_00),
    (2020, 1, 1_045_00),
    (2021, 1, 1_100_00),
    (2022, 1, 1_212_00),
    (2023, 1, 1_302_00),
    (2023, 5, 1_320_00),
    (2024, 1, 1_412_00),
    (2025, 1, 1_518_00),
    (2026, 1, 1_621_00),
]);

const SINCE_MAY_2025: IncomeTax = IncomeTax {
    steps: &[
        (2_428_80, 0, 0),
        (2_826_65, 75_000, 182_16),
        (3_751_05, 150_000, 394_16),
        (4_664_68, 225_000, 675_49),
    ],
    above: (275_000, 908_73),
    simplified: 607_20,
    relief: None,
};

/// The monthly table of the federal revenue.
static IRRF: Table<IncomeTax> = Table(&[
    (
        2014,
        1,
        IncomeTax {
            steps: &[
                (1_787_77, 0, 0),
                (2_679_29, 75_000, 134_08),
                (3_572_43, 150_000, 335_03),
                (4_463_81, 225_000, 602_96),
            ],
            above: (275_000, 826_15),
            simplified: 0,
            relief: None,
        },
    ),
    (
        2015,
        4,
        IncomeTax {
            steps: &[
                (1_903_98, 0, 0),
                (2_826_65, 75_000, 142_80),
                (3_751_05, 150_000, 354_80),
                (4_664_68, 225_000, 636_13),
            ],
            above: (275_000, 869_36),
            simplified: 0,
            relief: None,
        },
    ),
    (
        2023,
        5,
        IncomeTax {
            steps: &[
                (2_112_00, 0, 0),
                (2_826_65, 75_000, 158_40),
                (3_751_05, 150_000, 370_40),
                (4_664_68, 225_000, 651_73),
            ],
            above: (275_000, 884_96),
            simplified: 528_00,
            relief: None,
        },
    ),
    (
        2024,
        2,
        IncomeTax {
            steps: &[
                (2_259_20, 0, 0),
                (2_826_65, 75_000, 169_44),
                (3_751_05, 150_000, 381_44),
                (4_664_68, 225_000, 662_77),
            ],
            above: (275_000, 896_00),
            simplified: 564_80,
            relief: None,
        },
    ),
    (2025, 5, SINCE_MAY_2025),
    (
        2026,
        1,
        IncomeTax {
            relief: Some(Relief {
                free_to: 5_000_00,
                free_most: 312_89,
                reduced_to: 7_350_00,
                base: 978_62,
                rate: 133_145,
            }),
            ..SINCE_MAY_2025
        },
    ),
]);

/// The least that a month's full-time work is paid.
#[must_use]
pub fn minimum_wage(year: i16, month: i8) -> Hundredths {
    MINIMUM_WAGE.amount(year, month, |wage| *wage)
}

/// The wage above which nothing more is contributed.
#[must_use]
pub fn contribution_ceiling(year: i16, month: i8) -> Hundredths {
    INSS.amount(year, month, |row| row.limits.last().copied().unwrap_or(0))
}

/// What an employee contributes to the INSS on a month's wage.
#[must_use]
pub fn social_security(wage: Hundredths, year: i16, month: i8) -> Hundredths {
    let Some((row, ahead)) = INSS.at(year, month) else {
        return 0;
    };
    let wage = wage.clamp(0, contribution_ceiling(year, month));
    let brackets = row.limits.iter().zip(row.rates);
    if !row.by_slices {
        let mut fitting = brackets.filter(|(limit, _)| wage <= ahead.moved(**limit));
        return fitting.next().map_or(0, |(_, rate)| portion(wage, *rate));
    }
    let mut below = 0;
    let mut owed = 0;
    for (limit, rate) in brackets {
        let limit = ahead.moved(*limit);
        owed += (wage.min(limit) - below).max(0) * rate;
        below = limit;
    }
    // Rounded once, so that the slices' roundings do not add up.
    portion(1, owed)
}

/// The income tax withheld from a payment of `gross` on which `contribution` went to the INSS.
#[must_use]
pub fn income_tax(gross: Hundredths, contribution: Hundredths, year: i16, month: i8) -> Hundredths {
    let Some((row, ahead)) = IRRF.at(year, month) else {
        return 0;
    };
    let deducted = contribution.max(ahead.moved(row.simplified));
    let base = (gross - deducted).max(0);
    let step = row.steps.iter();
    let (rate, deduction) = step
        .map(|(limit, rate, deduction)| (ahead.moved(*limit), *rate, *deduction))
        .find(|(limit, _, _)| base <= *limit)
        .map_or(row.above, |(_, rate, deduction)| (rate, deduction));
    let tax = (portion(base, rate) - ahead.moved(deduction)).max(0);
    let relieved = row
        .relief
        .as_ref()
        .map_or(0, |relief| relief.of(gross, ahead));
    (tax - relieved).max(0)
}

impl Relief {
    fn of(&self, gross: Hundredths, ahead: Ahead) -> Hundredths {
        if gross <= ahead.moved(self.free_to) {
            ahead.moved(self.free_most)
        } else if gross <= ahead.moved(self.reduced_to) {
            (ahead.moved(self.base) - portion(gross, self.rate)).max(0)
        } else {
            0
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn contributions_computed_by_hand() {
        // The most that can be withheld in these years, slice by slice by hand.
        assert_eq!(social_security(10_000_00, 2024, 6), 908_86);
        assert_eq!(social_security(10_000_00, 2025, 6), 951_63);
        assert_eq!(social_security(1_412_00, 2024, 6), 105_90);
        // 11 % of the ceiling, when one rate held for the whole wage.
        assert_eq!(social_security(9_000_00, 2019, 6), 642_34);
    }

    #[test]
    fn nobody_with_a_small_wage_pays_income_tax() {
        let tax = |gross, year, month| {
            income_tax(gross, social_security(gross, year, month), year, month)
        };
        assert_eq!(tax(2_824_00, 2024, 3), 0);
        assert_eq!(tax(5_000_00, 2026, 1), 0);
        assert_eq!(tax(3_036_00, 2025, 6), 0);
        // 5 000 − 607.20 = 4 392.80 at 22.5 % less 675.49.
        assert_eq!(tax(5_000_00, 2025, 6), 312_89);
        assert!(tax(6_000_00, 2026, 1) < tax(6_000_00, 2025, 12));
        assert_eq!(tax(8_000_00, 2026, 1), tax(8_000_00, 2026, 2));
    }

    proptest! {
        #[test]
        fn more_pay_is_never_less_money(gross in 0..5_000_000_i64, year in 2014..2040_i16) {
            let net = |gross| {
                let inss = social_security(gross, year, 7);
                gross - inss - income_tax(gross, inss, year, 7)
            };
            // Before 2020 the INSS itself had steps down at its limits.
            prop_assume!(year > 2020);
            prop_assert!(net(gross + 100) >= net(gross) - 2);
        }
    }
}
