//! What tables of contributions and taxes have in common: which row is in force, and rounding.
//!
//! A table holds the published figures of the years that are known. Before its first row that row
//! holds; after the last known year its amounts are moved on by `RISE_PERCENT` a year, which is
//! nobody's forecast but keeps taxes in step with wages when a clock runs ahead.

/// An amount in hundredths of a currency's unit.
pub type Hundredths = i64;

/// Rates are whole numbers of this part of one: 75 000 is 7.5 %.
pub const RATE_UNIT: i64 = 1_000_000;
/// By how many percent amounts are moved on for each year after the last that is known.
const RISE_PERCENT: i128 = 4;
/// Years after the last known one over which amounts are moved; beyond, they stand still.
const YEARS_AHEAD_MAX: i16 = 60;

/// Rows with the year and month from which each is in force, oldest first.
pub(crate) struct Table<T: 'static>(pub(crate) &'static [(i16, i8, T)]);

impl<T> Table<T> {
    /// The row in force in a month, and how far that month lies beyond what is known.
    pub(crate) fn at(&self, year: i16, month: i8) -> Option<(&'static T, Ahead)> {
        let rows = self.0.iter();
        let (_, _, row) = rows
            .rev()
            .find(|(from_year, from_month, _)| (*from_year, *from_month) <= (year, month))
            .or(self.0.first())?;
        let known = self.0.last().map_or(year, |(last, _, _)| *last);
        Some((row, Ahead((year - known).clamp(0, YEARS_AHEAD_MAX))))
    }

    /// What the row in force says, moved on where it must be.
    pub(crate) fn amount(&self, year: i16, month: i8, of: impl Fn(&T) -> Hundredths) -> Hundredths {
        self.at(year, month)
            .map_or(0, |(row, ahead)| ahead.moved(of(row)))
    }
}

/// Years beyond the last that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ahead(i16);

impl Ahead {
    /// An amount of the last known year, moved on.
    pub(crate) fn moved(self, amount: Hundredths) -> Hundredths {
        let moved = (0..self.0).fold(i128::from(amount), |amount, _| {
            (amount * (100 + RISE_PERCENT) + 50) / 100
        });
        i64::try_from(moved).unwrap_or(i64::MAX)
    }
}

/// A part of an amount at a rate, rounded half up to a hundredth.
#[must_use]
pub fn portion(amount: Hundredths, rate: i64) -> Hundredths {
    fraction(amount, rate, RATE_UNIT)
}

/// `amount * numerator / denominator`, rounded half up; the amount itself for a zero denominator.
#[must_use]
pub fn fraction(amount: Hundredths, numerator: i64, denominator: i64) -> Hundredths {
    if denominator == 0 {
        return amount;
    }
    let (top, bottom) = (
        i128::from(amount) * i128::from(numerator),
        i128::from(denominator),
    );
    let rounded = (2 * top + bottom).div_euclid(2 * bottom);
    i64::try_from(rounded).unwrap_or(i64::MAX)
}

/// The amount rounded half up to whole units, for currencies that have no hundredths in practice.
#[must_use]
pub fn whole(amount: Hundredths) -> Hundredths {
    (amount + 50).div_euclid(100) * 100
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEARS: Table<Hundredths> = Table(&[(2020, 1, 100_00), (2021, 5, 110_00)]);

    #[test]
    fn the_row_in_force_is_the_last_that_has_begun() {
        let amount = |year, month| YEARS.amount(year, month, |row| *row);
        assert_eq!(amount(1999, 12), 100_00);
        assert_eq!(amount(2021, 4), 100_00);
        assert_eq!(amount(2021, 5), 110_00);
        assert_eq!(amount(2022, 1), 114_40);
        assert_eq!(amount(9999, 1), amount(2021 + YEARS_AHEAD_MAX, 1));
    }

    #[test]
    fn halves_are_rounded_up() {
        assert_eq!(portion(100_00, 75_000), 7_50);
        assert_eq!(portion(10, 50_000), 1);
        assert_eq!(fraction(100, 1, 3), 33);
        assert_eq!(fraction(-100, 1, 3), -33);
        assert_eq!(fraction(7, 3, 0), 7);
        assert_eq!(whole(12_50), 13_00);
        assert_eq!(whole(12_49), 12_00);
    }
}
