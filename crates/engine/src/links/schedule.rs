//! When a link is read by itself, and when its data is forgotten.

use caudal_latam::calendar::{date, shifted};
use caudal_model::Timestamp;
use caudal_model::resources::link::{AccessMode, LinkStatus, RefreshRate};
use caudal_store::{Appointment, Batch};
use jiff::tz::TimeZone;

use crate::agenda::Occasion;
use crate::links::credentials::{DAYS_MAX, days_of};
use crate::links::stored::LinkRecord;

const SECONDS_PER_HOUR: i64 = 3_600;
const SECONDS_PER_DAY: i64 = 86_400;
/// Links of one rate are spread over this part of it, so that they are not all read at once.
const SPREAD: i64 = 24;
/// The last day of a month on which links of the monthly rate are read: the days behind it are for
/// trying again.
const MONTHLY_DAY_MAX: u64 = 20;
/// How long after its switch to recurrent a link's history is read.
const SWITCH_SECONDS: i64 = SECONDS_PER_DAY;

impl LinkRecord {
    /// Adds to the batch what has to happen to the link as it is now: it is written with the link.
    pub(super) fn schedule(&self, batch: &mut Batch) {
        let Some(accessed) = self.object.last_accessed_at else {
            return;
        };
        let rate = self.object.refresh_rate;
        match rate.filter(|_| self.object.access_mode == Some(AccessMode::Recurrent)) {
            Some(rate) if self.object.status == LinkStatus::Valid => {
                let first = self.appointment(Occasion::Refresh, self.first_refresh(accessed, rate));
                batch.appoint_first(&first);
            }
            Some(_) => {}
            None => {
                for occasion in [Occasion::Refresh, Occasion::History] {
                    batch.call_off(self.organisation, self.id(), occasion.as_str());
                }
            }
        }
        if let Some(at) = self.stale_at() {
            batch.appoint(&self.appointment(Occasion::Stale, at));
        }
    }

    /// When its data is forgotten unless it is read before; none while it was never read.
    pub(crate) fn stale_at(&self) -> Option<Timestamp> {
        let days = self.object.stale_in.as_deref().and_then(days_of);
        let unused = i64::from(days.unwrap_or(DAYS_MAX)) * SECONDS_PER_DAY;
        Some(later(self.object.last_accessed_at?, unused))
    }

    /// The history of a link that becomes recurrent is read a day later, and the link from then on.
    pub(super) fn schedule_history(&self, batch: &mut Batch, now: Timestamp, rate: RefreshRate) {
        let at = later(now, SWITCH_SECONDS);
        batch.appoint(&self.appointment(Occasion::History, at));
        batch.appoint(&self.appointment(Occasion::Refresh, self.first_refresh(at, rate)));
    }

    pub(crate) fn appointment(&self, occasion: Occasion, at: Timestamp) -> Appointment {
        Appointment {
            organisation: self.organisation,
            link: self.id(),
            kind: occasion.as_str().to_owned(),
            at,
            postponed: 0,
        }
    }

    /// The first refresh comes up to a part of the rate early: whoever waits a whole rate has seen it.
    fn first_refresh(&self, from: Timestamp, rate: RefreshRate) -> Timestamp {
        match period_seconds(rate) {
            Some(seconds) => {
                let spread = seconds / SPREAD;
                let early = i64::try_from(self.share() % spread.unsigned_abs()).unwrap_or_default();
                later(from, seconds - early)
            }
            None => self.next_month(from),
        }
    }

    /// The first moment after `now` at which a link that was to be read at `last` is read again.
    pub(crate) fn next_refresh(&self, last: Timestamp, now: Timestamp) -> Option<Timestamp> {
        let rate = self.object.refresh_rate?;
        let Some(seconds) = period_seconds(rate) else {
            return Some(self.next_month(now.max(last)));
        };
        let behind = (now.microseconds() - last.microseconds()).max(0) / 1_000_000;
        Some(later(last, (behind / seconds + 1) * seconds))
    }

    /// The link's own day of the next month, at its own moment of that day.
    fn next_month(&self, from: Timestamp) -> Timestamp {
        let today = from.0.to_zoned(TimeZone::UTC).date();
        let day = i8::try_from(self.share() % MONTHLY_DAY_MAX + 1).unwrap_or(1);
        let next = shifted(date(today.year(), today.month(), 28), 7);
        let chosen = date(next.year(), next.month(), day);
        let second = i64::try_from(self.share() / MONTHLY_DAY_MAX).unwrap_or_default();
        let midnight = chosen
            .to_zoned(TimeZone::UTC)
            .map(|zoned| zoned.timestamp());
        midnight.map_or_else(
            |_| later(from, 30 * SECONDS_PER_DAY),
            |midnight| later(Timestamp(midnight), second % SECONDS_PER_DAY),
        )
    }

    /// A number of the link's own.
    fn share(&self) -> u64 {
        self.id().as_u64_pair().1 & u64::from(u32::MAX)
    }
}

/// The seconds between two refreshes; none where they follow the calendar.
fn period_seconds(rate: RefreshRate) -> Option<i64> {
    match rate {
        RefreshRate::SixHours => Some(6 * SECONDS_PER_HOUR),
        RefreshRate::TwelveHours => Some(12 * SECONDS_PER_HOUR),
        RefreshRate::Day => Some(SECONDS_PER_DAY),
        RefreshRate::Week => Some(7 * SECONDS_PER_DAY),
        RefreshRate::Month => None,
    }
}

/// So many seconds later.
pub(crate) fn later(at: Timestamp, seconds: i64) -> Timestamp {
    Timestamp::from_microseconds(at.microseconds().saturating_add(seconds * 1_000_000))
        .unwrap_or(at)
}
