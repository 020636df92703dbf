//! What is withheld from wages in Mexico: the worker's share of the IMSS or the ISSSTE, the income
//! tax (ISR, article 96) and the employment subsidy, with the units and benefits they are reckoned by.

mod tables;

use crate::tariff::{Hundredths, fraction, portion};

use tables::{MINIMUM_DAILY, SUBSIDY, Subsidy, TARIFF, UMA};

/// Days of a month by which the tax law turns days into months, in tenths (30.4).
const MONTH_TENTHS: i64 = 304;
/// The worker's share of the IMSS: money benefits, pensioners' medicine, invalidity and life, old age.
const IMSS_RATE: i64 = 2_500 + 3_750 + 6_250 + 11_250;
/// The worker's share of medicine in kind, on what exceeds three units of measure.
const IMSS_EXCESS_RATE: i64 = 4_000;
const IMSS_EXCESS_UNITS: i64 = 3;
/// The base of contribution ends at this many units of measure.
const IMSS_CEILING_UNITS: i64 = 25;
/// The worker's share of the ISSSTE: old age, invalidity and life, medicine, social services.
const ISSSTE_RATE: i64 = 61_250 + 6_250 + 27_500 + 6_250 + 5_000;
const ISSSTE_CEILING_UNITS: i64 = 10;
/// Days' pay of the Christmas bonus that the law grants at least.
pub const CHRISTMAS_BONUS_DAYS: i64 = 15;
/// What comes on top of the pay of holidays, in millionths.
pub const HOLIDAY_PREMIUM_RATE: i64 = 250_000;
/// Units of measure up to which these payments are free of tax.
pub const CHRISTMAS_BONUS_FREE_UNITS: i64 = 30;
/// Units of measure up to which these payments are free of tax.
pub const HOLIDAY_PREMIUM_FREE_UNITS: i64 = 15;
/// Units of measure up to which these payments are free of tax.
pub const PROFIT_SHARE_FREE_UNITS: i64 = 15;
/// The year in which holidays were doubled.
const LONGER_HOLIDAYS_YEAR: i16 = 2023;

/// What tax and subsidy leave of a payment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Withholding {
    /// What is withheld.
    pub tax: Hundredths,
    /// What the employer pays out because the subsidy exceeds the tax, as the law had it until April 2024.
    pub subsidy_paid: Hundredths,
}

/// The daily unit of measure (UMA); the minimum wage before there was one.
#[must_use]
pub fn unit_of_measure(year: i16, month: i8) -> Hundredths {
    UMA.amount(year, month, |unit| *unit)
}

/// The least that a day's work is paid outside the northern border.
#[must_use]
pub fn minimum_daily_wage(year: i16, month: i8) -> Hundredths {
    MINIMUM_DAILY.amount(year, month, |wage| *wage)
}

/// Days of holidays in the year after this many full years of service.
#[must_use]
pub fn holidays(years_of_service: i64, year: i16) -> i64 {
    let first = if year < LONGER_HOLIDAYS_YEAR { 6 } else { 12 };
    let rises = if year < LONGER_HOLIDAYS_YEAR { 3 } else { 4 };
    let years = years_of_service.clamp(1, 60);
    // Two days more each year at first, then two more every five years.
    let early = (years - 1).min(rises);
    let spans = (years + 3 - rises).max(0) / 5;
    first + 2 * early + 2 * spans
}

/// A day's wage with a day's part of the bonus and the premium: what the IMSS calls integrated.
#[must_use]
pub fn integrated_daily_wage(
    daily: Hundredths,
    bonus_days: i64,
    years_of_service: i64,
    year: i16,
) -> Hundredths {
    let premium = holidays(years_of_service.max(1), year) * HOLIDAY_PREMIUM_RATE;
    let extra = bonus_days * crate::tariff::RATE_UNIT + premium;
    let days = 365 * crate::tariff::RATE_UNIT;
    fraction(daily, days + extra, days)
}

/// The daily base of contribution to the IMSS: the integrated wage, capped.
#[must_use]
pub fn contribution_base(integrated: Hundredths, year: i16, month: i8) -> Hundredths {
    integrated.min(IMSS_CEILING_UNITS * unit_of_measure(year, month))
}

/// The worker's share of the IMSS for some days. Who earns the minimum pays nothing: the employer
/// does (article 36 of the social security law).
#[must_use]
pub fn imss(base: Hundredths, daily: Hundredths, days: i64, year: i16, month: i8) -> Hundredths {
    if daily <= minimum_daily_wage(year, month) {
        return 0;
    }
    let free = IMSS_EXCESS_UNITS * unit_of_measure(year, month);
    portion(base * days, IMSS_RATE) + portion((base - free).max(0) * days, IMSS_EXCESS_RATE)
}

/// The worker's share of the ISSSTE for some days.
#[must_use]
pub fn issste(daily: Hundredths, days: i64, year: i16, month: i8) -> Hundredths {
    let base = daily.min(ISSSTE_CEILING_UNITS * unit_of_measure(year, month));
    portion(base * days, ISSSTE_RATE)
}

/// The tax of a month's taxable income, before any subsidy (article 96).
#[must_use]
pub fn monthly_tax(income: Hundredths, year: i16) -> Hundredths {
    let Some((steps, ahead)) = TARIFF.at(year, 1) else {
        return 0;
    };
    let steps = steps
        .iter()
        .map(|(from, fixed, rate)| (ahead.moved(*from), ahead.moved(*fixed), *rate));
    steps
        .take_while(|(from, _, _)| *from <= income)
        .last()
        .map_or(0, |(from, fixed, rate)| {
            fixed + portion(income - from, rate)
        })
}

/// What is withheld from the wage of some days: they are turned into a month, taxed, and turned back.
#[must_use]
pub fn wage_tax(income: Hundredths, days: i64, year: i16, month: i8) -> Withholding {
    if days <= 0 || income <= 0 {
        return Withholding::default();
    }
    let monthly = fraction(income, MONTH_TENTHS, days * 10);
    let of_days = |amount| fraction(amount, days * 10, MONTH_TENTHS);
    let tax = of_days(monthly_tax(monthly, year));
    let (subsidy, paid_out) = subsidy(monthly, year, month);
    let left = tax - of_days(subsidy);
    Withholding {
        tax: left.max(0),
        subsidy_paid: if paid_out { (-left).max(0) } else { 0 },
    }
}

/// What is withheld from a yearly payment, by the average of article 174 of the regulation: the rate
/// at which a month's part of it would be taxed on top of an ordinary month.
#[must_use]
pub fn bonus_tax(taxable: Hundredths, ordinary_month: Hundredths, year: i16) -> Hundredths {
    let part = fraction(taxable, MONTH_TENTHS, 3_650);
    if part <= 0 {
        return 0;
    }
    let more = monthly_tax(ordinary_month + part, year) - monthly_tax(ordinary_month, year);
    fraction(taxable, more.max(0), part)
}

/// The subsidy of a month's income, and whether what exceeds the tax is paid out.
fn subsidy(income: Hundredths, year: i16, month: i8) -> (Hundredths, bool) {
    let Some((row, ahead)) = SUBSIDY.at(year, month) else {
        return (0, false);
    };
    match row {
        Subsidy::ByTable(steps) => {
            let step = steps.iter().find(|(to, _)| income <= ahead.moved(*to));
            (step.map_or(0, |(_, amount)| ahead.moved(*amount)), true)
        }
        Subsidy::Flat { income_to, amount } => {
            let within = income <= ahead.moved(*income_to);
            (if within { ahead.moved(*amount) } else { 0 }, false)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn holidays_of_the_law() {
        let of = |year| {
            (1..=11)
                .map(|years| holidays(years, year))
                .collect::<Vec<_>>()
        };
        assert_eq!(of(2022), [6, 8, 10, 12, 14, 14, 14, 14, 14, 16, 16]);
        assert_eq!(of(2024), [12, 14, 16, 18, 20, 22, 22, 22, 22, 22, 24]);
    }

    #[test]
    fn the_integrated_wage_of_a_first_year() {
        // 365 + 15 + 12 × 0.25 = 383 days' pay in 365 days: 1.0493 times the wage.
        assert_eq!(integrated_daily_wage(1_000_00, 15, 0, 2024), 1_049_32);
        assert_eq!(integrated_daily_wage(1_000_00, 15, 1, 2022), 1_045_21);
    }

    #[test]
    fn taxes_computed_by_hand() {
        // 20 000 lies in the bracket from 15 487.72: 1 640.18 + 4 512.28 × 21.36 %.
        assert_eq!(monthly_tax(20_000_00, 2024), 2_604_00);
        assert_eq!(monthly_tax(0, 2024), 0);
        let fortnight = wage_tax(10_000_00, 15, 2024, 6);
        assert_eq!(fortnight.subsidy_paid, 0);
        assert!(
            (1_280_00..1_320_00).contains(&fortnight.tax),
            "{fortnight:?}"
        );
    }

    #[test]
    fn the_subsidy_is_paid_out_only_under_the_old_law() {
        let old = wage_tax(2_000_00, 15, 2024, 4);
        assert!(old.tax == 0 && old.subsidy_paid > 0);
        let new = wage_tax(2_000_00, 15, 2024, 5);
        assert_eq!(new, Withholding::default());
    }

    #[test]
    fn who_earns_the_minimum_contributes_nothing() {
        let minimum = minimum_daily_wage(2025, 3);
        assert_eq!(imss(minimum + 10_00, minimum, 15, 2025, 3), 0);
        assert!(imss(600_00, 570_00, 15, 2025, 3) > 200_00);
        assert_eq!(contribution_base(9_000_00, 2025, 3), 25 * 113_14);
    }

    proptest! {
        #[test]
        fn a_higher_wage_is_taxed_more(income in 1..30_000_000_i64, year in 2014..2040_i16) {
            prop_assert!(monthly_tax(income + 1_00, year) >= monthly_tax(income, year));
            prop_assert!(monthly_tax(income, year) < income);
            let bonus = bonus_tax(income, 20_000_00, year);
            prop_assert!((0..income).contains(&bonus));
        }
    }
}
