//! On which days banks work: holidays, moving feasts and business days.

mod brazil;
mod chile;
mod colombia;
mod easter;
mod mexico;

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};

pub use easter::easter;

use crate::Country;

/// The banking calendar of a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar(Country);

/// Years whose holidays are worked out once and kept; others are worked out each time.
const KEPT_YEARS: std::ops::RangeInclusive<i16> = 1990..=2089;

/// The holidays of [`KEPT_YEARS`], of each country in the order of [`Country::ALL`].
static KEPT: LazyLock<Vec<Vec<Date>>> = LazyLock::new(|| {
    let of_country = |country| {
        KEPT_YEARS
            .flat_map(|year| Calendar(country).holidays(year))
            .collect()
    };
    Country::ALL.into_iter().map(of_country).collect()
});

/// The longest stretch without a business day that any calendar here has, with room to spare.
const CLOSED_DAYS_MAX: usize = 14;

impl Calendar {
    /// The calendar by which this country's banks work.
    #[must_use]
    pub fn of(country: Country) -> Self {
        Self(country)
    }

    /// The days of a year on which banks are closed besides weekends, in order.
    #[must_use]
    pub fn holidays(self, year: i16) -> Vec<Date> {
        let mut days = match self.0 {
            Country::Brazil => brazil::holidays(year),
            Country::Mexico => mexico::holidays(year),
            Country::Colombia => colombia::holidays(year),
            Country::Chile => chile::holidays(year),
        };
        days.sort_unstable();
        days.dedup();
        days
    }

    /// Whether banks are closed for a feast on this day.
    #[must_use]
    pub fn is_holiday(self, day: Date) -> bool {
        let place = Country::ALL.iter().position(|country| *country == self.0);
        match place.and_then(|place| KEPT.get(place)) {
            Some(kept) if KEPT_YEARS.contains(&day.year()) => kept.binary_search(&day).is_ok(),
            _ => self.holidays(day.year()).binary_search(&day).is_ok(),
        }
    }

    /// Whether banks work on this day.
    #[must_use]
    pub fn is_business_day(self, day: Date) -> bool {
        !is_weekend(day) && !self.is_holiday(day)
    }

    /// This day if banks work on it, otherwise the next on which they do.
    #[must_use]
    pub fn on_or_after(self, day: Date) -> Date {
        self.search(
            std::iter::successors(Some(day), |day| day.tomorrow().ok()),
            day,
        )
    }

    /// This day if banks work on it, otherwise the last on which they did.
    #[must_use]
    pub fn on_or_before(self, day: Date) -> Date {
        self.search(
            std::iter::successors(Some(day), |day| day.yesterday().ok()),
            day,
        )
    }

    /// The first business day after this day.
    #[must_use]
    pub fn next(self, day: Date) -> Date {
        day.tomorrow().map_or(day, |day| self.on_or_after(day))
    }

    /// The last business day before this day.
    #[must_use]
    pub fn previous(self, day: Date) -> Date {
        day.yesterday().map_or(day, |day| self.on_or_before(day))
    }

    /// The `count`th business day of a month, counted from one; the last when there are fewer.
    #[must_use]
    pub fn business_day_of_month(self, year: i16, month: i8, count: usize) -> Date {
        let first = date(year, month, 1);
        let days = std::iter::successors(Some(first), |day| day.tomorrow().ok());
        days.take_while(|day| day.month() == month)
            .filter(|day| self.is_business_day(*day))
            .take(count.max(1))
            .last()
            .unwrap_or(first)
    }

    fn search(self, days: impl Iterator<Item = Date>, otherwise: Date) -> Date {
        days.take(CLOSED_DAYS_MAX)
            .find(|day| self.is_business_day(*day))
            .unwrap_or(otherwise)
    }
}

/// Whether a day is a Saturday or a Sunday.
#[must_use]
pub fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The day of a month, or the month's last when it has no such day.
#[must_use]
pub fn date(year: i16, month: i8, day: i8) -> Date {
    let first = Date::new(year.clamp(-9999, 9999), month.clamp(1, 12), 1).unwrap_or(Date::ZERO);
    let day = day.clamp(1, first.days_in_month());
    first.with().day(day).build().unwrap_or(first)
}

/// The day `days` later, earlier when negative.
#[must_use]
pub fn shifted(day: Date, days: i64) -> Date {
    day.saturating_add(jiff::Span::new().days(days.clamp(-7_000_000, 7_000_000)))
}

/// The `count`th Monday of a month, counted from one.
fn monday(year: i16, month: i8, count: i8) -> Date {
    let first = date(year, month, 1);
    first
        .nth_weekday_of_month(count, Weekday::Monday)
        .unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn published_calendars_come_out() {
        let closed = |country, list: &[Date]| {
            for day in list {
                assert!(Calendar::of(country).is_holiday(*day), "{country:?} {day}");
            }
        };
        closed(
            Country::Brazil,
            &[
                day(2026, 2, 16),
                day(2026, 2, 17),
                day(2026, 4, 3),
                day(2026, 6, 4),
                day(2026, 11, 20),
            ],
        );
        closed(
            Country::Mexico,
            &[
                day(2026, 2, 2),
                day(2026, 3, 16),
                day(2026, 4, 2),
                day(2026, 11, 16),
                day(2024, 10, 1),
            ],
        );
        closed(
            Country::Colombia,
            &[
                day(2026, 1, 12),
                day(2026, 3, 23),
                day(2026, 5, 18),
                day(2026, 6, 8),
                day(2026, 6, 15),
                day(2026, 6, 29),
                day(2026, 8, 17),
                day(2026, 10, 12),
                day(2026, 11, 2),
                day(2026, 11, 16),
            ],
        );
        closed(
            Country::Chile,
            &[
                day(2026, 4, 4),
                day(2026, 6, 21),
                day(2026, 6, 29),
                day(2026, 10, 12),
                day(2026, 10, 31),
                day(2025, 6, 20),
                day(2024, 9, 20),
                day(2023, 10, 9),
                day(2023, 10, 27),
            ],
        );
    }

    #[test]
    fn a_colombian_year_has_eighteen_feasts() {
        for year in 2020..2035 {
            let count = Calendar::of(Country::Colombia).holidays(year).len();
            assert!((17..=18).contains(&count), "{year}: {count}");
        }
    }

    #[test]
    fn weekends_and_feasts_are_stepped_over() {
        let brazil = Calendar::of(Country::Brazil);
        assert_eq!(brazil.on_or_after(day(2026, 2, 14)), day(2026, 2, 18));
        assert_eq!(brazil.on_or_before(day(2026, 2, 17)), day(2026, 2, 13));
        assert_eq!(brazil.next(day(2026, 2, 13)), day(2026, 2, 18));
        assert_eq!(brazil.previous(day(2026, 2, 18)), day(2026, 2, 13));
        assert_eq!(brazil.business_day_of_month(2026, 2, 5), day(2026, 2, 6));
        assert_eq!(date(2026, 2, 31), day(2026, 2, 28));
    }
}
