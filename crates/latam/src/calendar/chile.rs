//! Chile's holidays, and 31 December, on which banks do not serve the public (Ley 21.791; by a
//! supervisor's rule before). Days of elections and of single regions are left out.

use jiff::civil::{Date, Weekday};

use super::{date, easter, shifted};

/// The first year with a day of the indigenous peoples; it was held on the 21st that year.
const INDIGENOUS_PEOPLES_FROM_YEAR: i16 = 2021;

pub(super) fn holidays(year: i16) -> Vec<Date> {
    let easter = easter(year);
    let mut days = vec![
        date(year, 1, 1),
        shifted(easter, -2),
        shifted(easter, -1),
        date(year, 5, 1),
        date(year, 5, 21),
        to_monday(date(year, 6, 29)),
        date(year, 7, 16),
        date(year, 8, 15),
        date(year, 9, 18),
        date(year, 9, 19),
        to_monday(date(year, 10, 12)),
        reformation(year),
        date(year, 11, 1),
        date(year, 12, 8),
        date(year, 12, 25),
        date(year, 12, 31),
    ];
    days.extend(bridges(year));
    if year >= INDIGENOUS_PEOPLES_FROM_YEAR {
        days.push(solstice(year));
    }
    days
}

/// Tuesday to Thursday move to the Monday before, Friday to the Monday after (Ley 19.668).
fn to_monday(day: Date) -> Date {
    match day.weekday() {
        Weekday::Tuesday => shifted(day, -1),
        Weekday::Wednesday => shifted(day, -2),
        Weekday::Thursday => shifted(day, -3),
        Weekday::Friday => shifted(day, 3),
        _ => day,
    }
}

/// 31 October; a Tuesday moves to the Friday before, a Wednesday to the Friday after (Ley 20.299).
fn reformation(year: i16) -> Date {
    let day = date(year, 10, 31);
    match day.weekday() {
        Weekday::Tuesday => shifted(day, -4),
        Weekday::Wednesday => shifted(day, 2),
        _ => day,
    }
}

/// Days that become free when they stand between a feast and a weekend (Ley 20.215, Ley 20.983).
fn bridges(year: i16) -> impl Iterator<Item = Date> {
    [
        (date(year, 1, 2), Weekday::Monday),
        (date(year, 9, 17), Weekday::Monday),
        (date(year, 9, 17), Weekday::Friday),
        (date(year, 9, 20), Weekday::Friday),
    ]
    .into_iter()
    .filter(|(day, weekday)| day.weekday() == *weekday)
    .map(|(day, _)| day)
}

/// The winter solstice by Chile's clock, which in this century falls on the 20th in leap years and
/// the years after them.
fn solstice(year: i16) -> Date {
    let early = year > INDIGENOUS_PEOPLES_FROM_YEAR && matches!(year.rem_euclid(4), 0 | 1);
    date(year, 6, if early { 20 } else { 21 })
}
