//! Colombia's holidays: most feasts move to the next Monday (Ley 51 de 1983).

use jiff::civil::{Date, Weekday};

use super::{date, easter, shifted};

pub(super) fn holidays(year: i16) -> Vec<Date> {
    let easter = easter(year);
    vec![
        date(year, 1, 1),
        next_monday(date(year, 1, 6)),
        next_monday(date(year, 3, 19)),
        shifted(easter, -3),
        shifted(easter, -2),
        date(year, 5, 1),
        shifted(easter, 43),
        shifted(easter, 64),
        shifted(easter, 71),
        next_monday(date(year, 6, 29)),
        date(year, 7, 20),
        date(year, 8, 7),
        next_monday(date(year, 8, 15)),
        next_monday(date(year, 10, 12)),
        next_monday(date(year, 11, 1)),
        next_monday(date(year, 11, 11)),
        date(year, 12, 8),
        date(year, 12, 25),
    ]
}

fn next_monday(day: Date) -> Date {
    let after_monday = i64::from(day.weekday().since(Weekday::Monday));
    shifted(day, (7 - after_monday) % 7)
}
