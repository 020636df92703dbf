//! How consumer prices rose in Brazil (IPCA).

use caudal_latam::calendar::{date, shifted};
use jiff::civil::Date;

use super::days::business_days;
use super::growth::Growth;

/// The first year of [`IPCA`].
const FIRST_YEAR: i16 = 2021;

/// The rise of each month in hundredths of a percent; a row is a year.
const IPCA: [[i64; 12]; 5] = [
    [25, 86, 93, 31, 83, 53, 96, 87, 116, 125, 95, 73],
    [54, 101, 162, 106, 47, 67, -68, -36, -29, 59, 41, 62],
    [53, 84, 71, 61, 23, -8, 12, 23, 26, 24, 28, 56],
    [42, 83, 16, 38, 46, 21, 38, -2, 44, 56, 39, 52],
    [16, 131, 56, 43, 26, 24, 26, -11, 48, 9, 18, 33],
];

/// What is taken for the months after the table.
const LATER: i64 = 35;
/// Parts of a growth's rate in a hundredth of a percent.
const RATE_PER_HUNDREDTH: i64 = 100;
/// The day of the month from which a month's rise counts.
const ANNIVERSARY: i8 = 15;

/// What prices made of one from a day to another. As the market has it, the rise of a month is
/// spread over the business days from the 15th to the next 15th.
pub(crate) fn risen(from: Date, to: Date) -> Growth {
    let mut growth = Growth::NONE;
    let mut start = period_start(from);
    while start < to {
        let end = next_start(start);
        let (begin, stop) = (start.max(from), end.min(to));
        let month = Growth::by(rise(start) * RATE_PER_HUNDREDTH);
        growth = if begin == start && stop == end {
            growth.then(month)
        } else {
            let days = business_days(start, end).max(1);
            growth.then(month.root(days).times(business_days(begin, stop)))
        };
        start = end;
    }
    growth
}

/// The last 15th up to a day.
fn period_start(day: Date) -> Date {
    let own = date(day.year(), day.month(), ANNIVERSARY);
    if day >= own {
        return own;
    }
    let before = shifted(day.first_of_month(), -1);
    date(before.year(), before.month(), ANNIVERSARY)
}

fn next_start(start: Date) -> Date {
    let after = shifted(start.last_of_month(), 1);
    date(after.year(), after.month(), ANNIVERSARY)
}

fn rise(month: Date) -> i64 {
    let year = usize::try_from(month.year() - FIRST_YEAR).unwrap_or(0);
    let place = usize::try_from(month.month() - 1).unwrap_or(0);
    let known = IPCA.get(year).and_then(|year| year.get(place));
    known.copied().unwrap_or(LATER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_the_product_of_its_months() {
        let year = risen(date(2022, 1, 15), date(2023, 1, 15));
        // The published figure of 2022 is 5.79 %.
        assert!(
            year > Growth::by(57_800) && year < Growth::by(58_000),
            "{year:?}"
        );
    }

    #[test]
    fn a_period_can_be_cut_anywhere() {
        let (start, middle, end) = (date(2023, 3, 2), date(2023, 8, 23), date(2025, 1, 31));
        let pieces = risen(start, middle).then(risen(middle, end));
        let whole = risen(start, end);
        assert_eq!(whole.of_amount(100_000_00), pieces.of_amount(100_000_00));
    }
}
