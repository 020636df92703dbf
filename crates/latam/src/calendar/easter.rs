//! Easter, from which the moving feasts are counted.

use jiff::civil::Date;

use super::date;

/// Easter Sunday of a year of the Gregorian calendar, by the Meeus–Jones–Butcher rule.
#[must_use]
pub fn easter(year: i16) -> Date {
    let year_wide = i32::from(year);
    let golden = year_wide.rem_euclid(19);
    let (century, of_century) = (year_wide.div_euclid(100), year_wide.rem_euclid(100));
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15).rem_euclid(30);
    let weekday =
        (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4).rem_euclid(7);
    let shift = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * shift + 114;
    let month = i8::try_from(days / 31).unwrap_or(4);
    let day = i8::try_from(days % 31 + 1).unwrap_or(1);
    date(year, month, day)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn known_easters_come_out() {
        for known in [
            day(1961, 4, 2),
            day(2000, 4, 23),
            day(2008, 3, 23),
            day(2024, 3, 31),
            day(2025, 4, 20),
            day(2026, 4, 5),
            day(2038, 4, 25),
        ] {
            assert_eq!(easter(known.year()), known);
        }
    }
}
