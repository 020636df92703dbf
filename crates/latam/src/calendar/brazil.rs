//! Brazil's bank holidays: the national ones, and the Monday and Tuesday of carnival, on which no
//! financial market works (Resolução CMN 4.880/2020). Holidays of states and towns are left out.

use jiff::civil::Date;

use super::{date, easter, shifted};

/// The year from which the day of Black Consciousness is a national holiday.
const BLACK_CONSCIOUSNESS_FROM_YEAR: i16 = 2024;

pub(super) fn holidays(year: i16) -> Vec<Date> {
    let easter = easter(year);
    let mut days = vec![
        date(year, 1, 1),
        shifted(easter, -48),
        shifted(easter, -47),
        shifted(easter, -2),
        date(year, 4, 21),
        date(year, 5, 1),
        shifted(easter, 60),
        date(year, 9, 7),
        date(year, 10, 12),
        date(year, 11, 2),
        date(year, 11, 15),
        date(year, 12, 25),
    ];
    if year >= BLACK_CONSCIOUSNESS_FROM_YEAR {
        days.push(date(year, 11, 20));
    }
    days
}
