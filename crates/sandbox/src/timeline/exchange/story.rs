//! What happens to a contract of foreign exchange between agreement and settlement.

use caudal_latam::Calendar;
use caudal_latam::calendar::shifted;
use jiff::civil::{Date, DateTime};

use super::{Contract, Purpose};
use crate::chance::Chance;
use crate::person::Person;

/// How a contract fares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Story {
    /// It is settled on its day.
    #[default]
    Plain,
    /// It is put off once.
    Postponed,
    /// It is settled by mistake, which is declared void, and settled again.
    Nullified,
    /// It is overdue, written off, taken up again and settled.
    WrittenOff,
    /// It is called off.
    CalledOff,
}

/// One thing that happens to a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Turn {
    pub(crate) kind: TurnKind,
    pub(crate) at: DateTime,
    /// The day of settlement from then on.
    pub(crate) due: Date,
}

/// What happens to a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TurnKind {
    Contracted,
    Changed,
    Cancelled,
    Settled,
    WrittenOff,
    Reinstated,
    Nullified,
}

/// Days by which a contract is put off.
const POSTPONED_DAYS: i64 = 5;
/// Days after the due day on which an overdue contract is written off, taken up again and settled.
const OVERDUE_DAYS: (i64, i64, i64) = (10, 25, 30);

const ALL: [Story; 5] = [
    Story::Plain,
    Story::Postponed,
    Story::Nullified,
    Story::WrittenOff,
    Story::CalledOff,
];

impl Story {
    /// How a contract fares; those of documented users fare each way equally often.
    pub(super) fn of(person: &Person, chance: Chance, purpose: &Purpose) -> Self {
        let story = if person.archetype.name.starts_with("complete") {
            chance.pick("story", &ALL)
        } else {
            let weights = [(0, 800), (1, 90), (2, 30), (3, 30), (4, 50)];
            let drawn = chance.weighted("story", &weights, |(_, weight)| *weight);
            let place: usize = drawn.map_or(0, |(place, _)| *place);
            ALL.get(place).copied().unwrap_or_default()
        };
        match story {
            // Cash is handed over on the spot, and what is due within days is not written off.
            _ if purpose.days_open.1 == 0 => Self::Plain,
            Self::WrittenOff if !purpose.is_forward() => Self::Postponed,
            other => other,
        }
    }
}

impl Contract {
    /// The day on which money moves; none where the contract is called off.
    pub(super) fn settled(&self, calendar: &Calendar) -> Option<Date> {
        let later = |days| calendar.on_or_after(shifted(self.due, days));
        match self.story {
            Story::Plain => Some(self.due),
            Story::Postponed => Some(later(POSTPONED_DAYS)),
            Story::Nullified => Some(calendar.next(later(1))),
            Story::WrittenOff => Some(later(OVERDUE_DAYS.2)),
            Story::CalledOff => None,
        }
    }

    /// What happened to the contract up to a moment, in order. `paid` is when its movement stood on
    /// the account, where it does: what has no movement after its day was not paid and is cancelled.
    pub(crate) fn turns(
        &self,
        calendar: &Calendar,
        paid: Option<DateTime>,
        until: DateTime,
    ) -> Vec<Turn> {
        let later = |days| calendar.on_or_after(shifted(self.due, days));
        let turn = |kind, at, due| Turn { kind, at, due };
        let noon = |day: Date| day.at(12, 0, 0, 0);
        let mut due = self.due;
        let mut turns = vec![turn(TurnKind::Contracted, self.requested, due)];
        match self.story {
            Story::Plain => {}
            Story::Postponed => {
                due = later(POSTPONED_DAYS);
                let asked = calendar.on_or_before(shifted(self.due, -1));
                let asked = noon(asked).max(self.requested.saturating_add(HOUR));
                turns.push(turn(TurnKind::Changed, asked, due));
            }
            Story::Nullified => {
                turns.push(turn(TurnKind::Settled, noon(self.due), due));
                turns.push(turn(TurnKind::Nullified, noon(later(1)), due));
            }
            Story::WrittenOff => {
                turns.push(turn(TurnKind::WrittenOff, noon(later(OVERDUE_DAYS.0)), due));
                turns.push(turn(TurnKind::Reinstated, noon(later(OVERDUE_DAYS.1)), due));
            }
            Story::CalledOff => turns.push(turn(TurnKind::Cancelled, noon(self.due), due)),
        }
        if let Some(day) = self.settled(calendar) {
            turns.push(match paid {
                Some(at) => turn(TurnKind::Settled, at, due),
                None => turn(TurnKind::Cancelled, day.at(18, 0, 0, 0), due),
            });
        }
        turns.retain(|turn| turn.at <= until);
        turns
    }
}

/// One hour.
const HOUR: jiff::SignedDuration = jiff::SignedDuration::from_hours(1);
