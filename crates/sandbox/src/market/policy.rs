//! What central banks' rates were, and what follows from them.

use std::sync::LazyLock;

use caudal_latam::Country;
use jiff::civil::{Date, date};

use super::days::business_days;
use super::growth::Growth;

/// A rate of the central bank and the day from which it held, in hundredths of a percent a year.
type Step = (Date, i64);

const fn from(year: i16, month: i8, day: i8, rate: i64) -> Step {
    (date(year, month, day), rate)
}

/// Selic, by the decisions of Copom.
const BRAZIL: &[Step] = &[
    from(2019, 1, 1, 200),
    from(2021, 3, 18, 275),
    from(2021, 5, 6, 350),
    from(2021, 6, 17, 425),
    from(2021, 8, 5, 525),
    from(2021, 9, 23, 625),
    from(2021, 10, 28, 775),
    from(2021, 12, 9, 925),
    from(2022, 2, 3, 1075),
    from(2022, 3, 17, 1175),
    from(2022, 5, 5, 1275),
    from(2022, 6, 16, 1325),
    from(2022, 8, 4, 1375),
    from(2023, 8, 3, 1325),
    from(2023, 9, 21, 1275),
    from(2023, 11, 2, 1225),
    from(2023, 12, 14, 1175),
    from(2024, 2, 1, 1125),
    from(2024, 3, 21, 1075),
    from(2024, 5, 9, 1050),
    from(2024, 9, 19, 1075),
    from(2024, 11, 7, 1125),
    from(2024, 12, 12, 1225),
    from(2025, 1, 30, 1325),
    from(2025, 3, 20, 1425),
    from(2025, 5, 8, 1475),
    from(2025, 6, 19, 1500),
];

/// Banxico's target.
const MEXICO: &[Step] = &[
    from(2019, 1, 1, 425),
    from(2021, 2, 12, 400),
    from(2021, 6, 25, 425),
    from(2021, 8, 13, 450),
    from(2021, 12, 17, 550),
    from(2022, 3, 25, 650),
    from(2022, 6, 24, 775),
    from(2022, 9, 30, 925),
    from(2022, 12, 16, 1050),
    from(2023, 3, 31, 1125),
    from(2024, 3, 22, 1100),
    from(2024, 8, 9, 1075),
    from(2024, 12, 20, 1000),
    from(2025, 3, 28, 900),
    from(2025, 6, 27, 800),
    from(2025, 9, 26, 750),
    from(2025, 12, 19, 700),
];

/// Banco de la República's rate.
const COLOMBIA: &[Step] = &[
    from(2019, 1, 1, 175),
    from(2021, 10, 1, 200),
    from(2022, 1, 31, 400),
    from(2022, 5, 2, 600),
    from(2022, 8, 1, 900),
    from(2022, 12, 19, 1200),
    from(2023, 5, 2, 1325),
    from(2023, 12, 20, 1300),
    from(2024, 3, 22, 1225),
    from(2024, 7, 2, 1125),
    from(2024, 10, 1, 1025),
    from(2024, 12, 23, 950),
    from(2025, 5, 2, 925),
];

/// The Banco Central de Chile's rate.
const CHILE: &[Step] = &[
    from(2019, 1, 1, 50),
    from(2021, 9, 1, 150),
    from(2021, 12, 15, 400),
    from(2022, 3, 30, 700),
    from(2022, 7, 14, 975),
    from(2022, 10, 13, 1125),
    from(2023, 7, 31, 1025),
    from(2023, 12, 20, 825),
    from(2024, 4, 3, 650),
    from(2024, 9, 4, 550),
    from(2024, 12, 18, 500),
    from(2025, 7, 30, 475),
    from(2025, 12, 17, 450),
];

/// By how much the rate between banks lies below Selic, in hundredths of a percent.
const BETWEEN_BANKS_BELOW: i64 = 10;
/// Business days of a year, by the market's convention.
pub(crate) const YEAR_DAYS: u32 = 252;
/// Parts of a growth's rate in a hundredth of a percent.
const RATE_PER_HUNDREDTH: i64 = 100;

/// The rate of a country's central bank on a day, in parts of a growth's rate.
pub(crate) fn policy(country: Country, day: Date) -> i64 {
    let steps = match country {
        Country::Brazil => BRAZIL,
        Country::Mexico => MEXICO,
        Country::Colombia => COLOMBIA,
        Country::Chile => CHILE,
    };
    let held = steps.iter().rfind(|(since, _)| *since <= day);
    held.or(steps.first()).map_or(0, |(_, rate)| *rate) * RATE_PER_HUNDREDTH
}

/// The two daily rates of Brazil.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Daily {
    /// What banks pay each other.
    BetweenBanks,
    /// What the central bank pays.
    Policy,
}

/// The growth of one day, from each day on which it changed.
static BETWEEN_BANKS: LazyLock<Vec<(Date, Growth)>> = LazyLock::new(|| daily(BETWEEN_BANKS_BELOW));
static POLICY: LazyLock<Vec<(Date, Growth)>> = LazyLock::new(|| daily(0));

fn daily(below: i64) -> Vec<(Date, Growth)> {
    let day = |(since, rate): &Step| {
        let year = Growth::by((rate - below) * RATE_PER_HUNDREDTH);
        (*since, year.root(YEAR_DAYS))
    };
    BRAZIL.iter().map(day).collect()
}

/// What so many thousandths of a daily rate make of one from a day to another.
pub(crate) fn accrued(rate: Daily, permille: i64, from: Date, to: Date) -> Growth {
    let steps = match rate {
        Daily::BetweenBanks => &*BETWEEN_BANKS,
        Daily::Policy => &*POLICY,
    };
    let ends = steps.iter().skip(1).map(|(since, _)| *since);
    let spans = steps.iter().zip(ends.chain([Date::MAX]));
    let mut growth = Growth::NONE;
    for ((since, day), end) in spans {
        let (begin, end) = ((*since).max(from), end.min(to));
        if begin < end {
            let count = business_days(begin, end);
            growth = growth.then(day.share(permille).times(count));
        }
    }
    growth
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_hold_from_their_day_on() {
        let rate = |year, month, day| policy(Country::Brazil, date(year, month, day));
        assert_eq!(rate(2022, 8, 3), 132_500);
        assert_eq!(rate(2022, 8, 4), 137_500);
        assert_eq!(rate(2050, 1, 1), 150_000);
        assert_eq!(policy(Country::Chile, date(2022, 11, 1)), 112_500);
    }

    #[test]
    fn a_period_can_be_cut_anywhere() {
        let (start, middle, end) = (date(2022, 7, 1), date(2023, 2, 7), date(2024, 5, 3));
        let whole = accrued(Daily::BetweenBanks, 1_000, start, end);
        let first = accrued(Daily::BetweenBanks, 1_000, start, middle);
        let rest = accrued(Daily::BetweenBanks, 1_000, middle, end);
        let pieces = first.then(rest);
        assert_eq!(
            whole.of_amount(1_000_000_00),
            pieces.of_amount(1_000_000_00)
        );
        assert!(whole > Growth::by(220_000) && whole < Growth::by(260_000));
        assert!(accrued(Daily::BetweenBanks, 1_100, start, end) > whole);
        assert!(accrued(Daily::Policy, 1_000, start, end) > whole);
    }
}
