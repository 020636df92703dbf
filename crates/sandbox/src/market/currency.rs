//! What foreign currencies cost in Brazil.

use caudal_latam::calendar::date;
use jiff::civil::Date;

use crate::chance::Chance;
use crate::price::Cents;

/// Rates are whole numbers of this part of one: 54 321 is 5.4321.
pub(crate) const RATE_UNIT: i64 = 10_000;

/// The first year of [`DOLLAR`].
const FIRST_YEAR: i16 = 2021;

/// Reais for a dollar at the end of each month, in hundredths; a row is a year.
const DOLLAR: [[i64; 12]; 5] = [
    [548, 553, 570, 540, 523, 500, 512, 514, 544, 564, 562, 558],
    [536, 514, 474, 492, 473, 524, 519, 518, 541, 526, 529, 522],
    [510, 521, 508, 500, 510, 482, 474, 492, 501, 506, 494, 484],
    [495, 498, 500, 517, 524, 556, 566, 566, 545, 578, 605, 619],
    [583, 585, 574, 566, 571, 546, 560, 543, 532, 538, 533, 550],
];

/// Dollars for a euro over each year, in thousandths.
const EURO: [i64; 5] = [1183, 1053, 1081, 1082, 1130];

/// By how much a day's rate strays from the month's line, in thousandths.
const STRAY_PERMILLE: i64 = 6;

/// A currency that people here buy and sell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Foreign {
    /// The dollar of the United States.
    Dollar,
    /// The euro.
    Euro,
}

impl Foreign {
    /// Its three letters.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Dollar => "USD",
            Self::Euro => "EUR",
        }
    }

    /// Reais for one of it on a day, in [`RATE_UNIT`].
    pub(crate) fn rate(self, day: Date) -> i64 {
        let (before, after) = (month_end(day, -1), month_end(day, 0));
        let passed = i64::from(day.day());
        let line = before + (after - before) * passed / i64::from(day.days_in_month());
        let index = i64::from(day.year()) * 366 + i64::from(day.day_of_year());
        let stray = Chance::new(0).branch("currency").at(index);
        let stray = stray.between("stray", -STRAY_PERMILLE, STRAY_PERMILLE);
        let dollar = line * (RATE_UNIT / 100) * (1000 + stray) / 1000;
        match self {
            Self::Dollar => dollar,
            Self::Euro => dollar * euro(day.year()) / 1000,
        }
    }
}

/// An amount of foreign currency in reais, rounded to centavos.
pub(crate) fn in_reais(foreign: Cents, rate: i64) -> Cents {
    let product = i128::from(foreign) * i128::from(rate);
    let unit = i128::from(RATE_UNIT);
    i64::try_from((product + unit / 2) / unit).unwrap_or(i64::MAX)
}

fn month_end(day: Date, months: i64) -> i64 {
    let first = date(day.year(), day.month(), 1);
    let month = first.saturating_add(jiff::Span::new().months(months));
    let year = usize::try_from(month.year() - FIRST_YEAR).unwrap_or(0);
    let last = DOLLAR.last().and_then(|year| year.last());
    let known = DOLLAR
        .get(year)
        .and_then(|year| year.get(usize::try_from(month.month() - 1).ok()?));
    known.or(last).copied().unwrap_or(500)
}

fn euro(year: i16) -> i64 {
    let place = usize::try_from(year - FIRST_YEAR).unwrap_or(0);
    EURO.get(place).or(EURO.last()).copied().unwrap_or(1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_lies_between_the_ends_of_its_months() {
        let rate = Foreign::Dollar.rate(date(2024, 12, 15));
        assert!((60_000..62_500).contains(&rate), "{rate}");
        assert!(Foreign::Euro.rate(date(2024, 12, 15)) > rate);
        let far = Foreign::Dollar.rate(date(2060, 6, 30));
        assert!((54_000..56_000).contains(&far), "{far}");
    }

    #[test]
    fn reais_are_rounded_to_centavos() {
        assert_eq!(in_reais(1_000_00, 54_321), 5_432_10);
        assert_eq!(in_reais(1, 54_999), 5);
        assert_eq!(in_reais(1, 55_000), 6);
    }
}
