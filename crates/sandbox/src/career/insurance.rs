//! What the social security office counts: the number of the insured, weeks contributed, weeks lost.

use caudal_latam::Country;
use caudal_latam::brazil::Pis;
use caudal_latam::mexico::Nss;
use jiff::civil::Date;

use super::{Career, Sector, days_from};
use crate::person::Person;

/// Days without work from which savings for old age may be drawn, which costs weeks.
const DRAWING_DAYS: i64 = 46;
/// How many of a thousand who may draw do, and what it costs of the weeks by then, in thousandths.
const DRAWING_PERMILLE: u32 = 180;
const DRAWN_PERMILLE: i64 = 90;
/// How many of a thousand pay back later.
const REINSTATED_PERMILLE: u32 = 300;

/// Weeks on somebody's account at the IMSS.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Insurance {
    pub(crate) weeks_contributed: i64,
    pub(crate) weeks_redeemed: i64,
    pub(crate) weeks_reinstated: i64,
}

impl Career {
    /// The number under which social security knows the person: an NSS in Mexico, a PIS in Brazil.
    pub(crate) fn insurance_number(&self, person: &Person) -> Option<String> {
        let chance = person.chance.branch("insurance number");
        match person.country {
            Country::Brazil => {
                let serial = 1_200_000_000 + chance.below("serial", 90_000_000);
                Some(Pis::from_base(serial).to_string())
            }
            Country::Mexico => {
                let first = self.jobs.first().map(|job| job.start.year());
                let registered = first.unwrap_or(person.birth.year() + 18);
                let office = u8::try_from(chance.between("office", 1, 97)).unwrap_or(1);
                let series = u16::try_from(chance.below("series", 10_000)).unwrap_or(0);
                Some(Nss::new(office, registered, person.birth.year(), series).to_string())
            }
            Country::Colombia | Country::Chile => None,
        }
    }

    /// The weeks at the IMSS on a day: full weeks of the days on which somebody was insured by at
    /// least one private employer, or contributed alone.
    pub(crate) fn insurance(&self, person: &Person, today: Date) -> Insurance {
        let spells = self.insured_spells(person, today);
        let mut insurance = Insurance::default();
        let mut days = 0;
        let mut before: Option<Date> = None;
        for (from, to) in spells {
            if let Some(left) = before {
                let gap = days_from(left, from) - 2;
                insurance.draw(person, left, gap, days / 7);
            }
            days += days_from(from, to);
            before = Some(to);
        }
        insurance.weeks_contributed = days / 7;
        insurance
    }

    /// The stretches of insured days up to a day, in order and without overlap.
    pub(crate) fn insured_spells(&self, person: &Person, today: Date) -> Vec<(Date, Date)> {
        let jobs = self
            .jobs
            .iter()
            .filter(|job| job.employer.sector == Sector::Private && job.start <= today);
        let mut spells: Vec<(Date, Date)> = jobs
            .map(|job| (job.start, job.ended_by(today).unwrap_or(today)))
            .collect();
        if let Some(from) = self.contributes_from(person).filter(|from| *from <= today) {
            spells.push((from, today));
        }
        spells.sort_unstable();
        let mut merged: Vec<(Date, Date)> = Vec::with_capacity(spells.len());
        for (from, to) in spells {
            match merged.last_mut() {
                Some(last) if from <= last.1.saturating_add(jiff::Span::new().days(1)) => {
                    last.1 = last.1.max(to);
                }
                _ => merged.push((from, to)),
            }
        }
        merged
    }
}

impl Insurance {
    fn draw(&mut self, person: &Person, left: Date, gap: i64, weeks: i64) {
        let chance = person.chance.branch("drawing").at(i64::from(left.year()));
        if gap < DRAWING_DAYS || !chance.happens("draws", DRAWING_PERMILLE) {
            return;
        }
        let drawn = weeks * DRAWN_PERMILLE / 1000;
        self.weeks_redeemed += drawn;
        if chance.happens("pays back", REINSTATED_PERMILLE) {
            self.weeks_reinstated += drawn / 2;
        }
    }
}
