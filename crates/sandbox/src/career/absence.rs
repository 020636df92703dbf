//! Days on which somebody who has a job does not work: unpaid absence, and sickness.

use caudal_latam::calendar::{date, shifted};
use jiff::civil::Date;

use super::{Job, days_from};

/// Years in which a job is known to have gone on at most.
const YEARS_MAX: i16 = 80;
/// How many of a thousand years bring an absence, and a sickness worth a certificate.
const ABSENT_PERMILLE: u32 = 160;
const SICK_PERMILLE: u32 = 260;

/// A stretch of days away from work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Leave {
    pub(crate) kind: LeaveKind,
    pub(crate) from: Date,
    /// The last day away.
    pub(crate) to: Date,
}

/// Why somebody was away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LeaveKind {
    /// Without pay.
    Absence,
    /// Sick: the employer goes on paying.
    Sickness,
}

impl Job {
    /// The days away from work that lie wholly within the job and end by a day, in order.
    pub(crate) fn leaves(&self, until: Date) -> Vec<Leave> {
        let last = self.end.map_or(until, |end| end.min(until));
        let years = (self.start.year()..=last.year()).take(usize::from(YEARS_MAX.unsigned_abs()));
        let mut leaves: Vec<Leave> = years
            .flat_map(|year| [self.absence(year), self.sickness(year)])
            .flatten()
            .filter(|leave| leave.from > self.start && leave.to < last)
            .collect();
        leaves.sort_by_key(|leave| leave.from);
        leaves
    }

    /// Days without pay between two days, both included.
    pub(super) fn unpaid_days(&self, from: Date, to: Date) -> i64 {
        let years = from.year()..=to.year();
        years
            .filter_map(|year| self.absence(year))
            .filter(|leave| leave.from > self.start && self.end.is_none_or(|end| leave.to < end))
            .map(|leave| days_from(leave.from.max(from), leave.to.min(to)).max(0))
            .sum()
    }

    fn absence(&self, year: i16) -> Option<Leave> {
        self.leave(year, LeaveKind::Absence, ABSENT_PERMILLE, (1, 2))
    }

    fn sickness(&self, year: i16) -> Option<Leave> {
        self.leave(year, LeaveKind::Sickness, SICK_PERMILLE, (3, 12))
    }

    fn leave(&self, year: i16, kind: LeaveKind, permille: u32, days: (i64, i64)) -> Option<Leave> {
        let name = match kind {
            LeaveKind::Absence => "absence",
            LeaveKind::Sickness => "sickness",
        };
        let chance = self.chance.branch(name).at(i64::from(year));
        if !chance.happens("happens", permille) {
            return None;
        }
        let month = i8::try_from(chance.between("month", 1, 12)).unwrap_or(5);
        // Early in a month, so that no wage was paid for the day before it came.
        let day = i8::try_from(chance.between("day", 2, 9)).unwrap_or(5);
        let from = date(year, month, day);
        let to = shifted(from, chance.between("days", days.0, days.1) - 1);
        Some(Leave { kind, from, to })
    }
}
