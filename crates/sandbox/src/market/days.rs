//! Counting business days quickly.

use std::sync::LazyLock;

use caudal_latam::calendar::{date, shifted};
use caudal_latam::{Calendar, Country};
use jiff::civil::Date;

/// The years over which days are counted: the world's, and what contracts reach beyond it.
const YEARS: (i16, i16) = (2019, 2089);

/// How many business days of Brazil lie before each day from the first one on.
static BEFORE: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let calendar = Calendar::of(Country::Brazil);
    let mut day = first();
    let mut before = Vec::with_capacity(26_000);
    let mut count = 0;
    while day.year() <= YEARS.1 {
        before.push(count);
        count += u32::from(calendar.is_business_day(day));
        day = shifted(day, 1);
    }
    before
});

fn first() -> Date {
    date(YEARS.0, 1, 1)
}

/// How many business days of Brazil there are from a day, included, to another, excluded.
pub(crate) fn business_days(from: Date, to: Date) -> u32 {
    before(to).saturating_sub(before(from))
}

/// How many days there are from a day to another.
pub(crate) fn days(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

fn before(day: Date) -> u32 {
    let place = usize::try_from(days(first(), day)).unwrap_or(0);
    let last = BEFORE.last();
    BEFORE.get(place).or(last).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_have_about_252_business_days() {
        for year in 2021..2080 {
            let count = business_days(date(year, 1, 1), date(year + 1, 1, 1));
            assert!((245..=256).contains(&count), "{year}: {count}");
        }
        // A weekend and Carnival are stepped over.
        assert_eq!(business_days(date(2026, 2, 13), date(2026, 2, 18)), 1);
        assert_eq!(business_days(date(2026, 2, 18), date(2026, 2, 13)), 0);
    }
}
