//! Mexico's bank holidays: the banking supervisor (CNBV) publishes them each year; these are the
//! days that its lists have had in common, so that a coming year's list may differ.

use jiff::civil::Date;

use super::{date, easter, monday, shifted};

/// The first of the years in which the federal executive changes on 1 October; every six years.
const INAUGURATION_FROM_YEAR: i16 = 2024;

pub(super) fn holidays(year: i16) -> Vec<Date> {
    let easter = easter(year);
    let mut days = vec![
        date(year, 1, 1),
        monday(year, 2, 1),
        monday(year, 3, 3),
        shifted(easter, -3),
        shifted(easter, -2),
        date(year, 5, 1),
        date(year, 9, 16),
        date(year, 11, 2),
        monday(year, 11, 3),
        date(year, 12, 12),
        date(year, 12, 25),
    ];
    if year >= INAUGURATION_FROM_YEAR && (year - INAUGURATION_FROM_YEAR) % 6 == 0 {
        days.push(date(year, 10, 1));
    }
    days
}
