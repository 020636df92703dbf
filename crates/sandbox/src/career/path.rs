//! From one job to the next: when each begins and ends, who the employer is, what is done there.

use caudal_latam::calendar::{date, shifted};
use jiff::civil::Date;

use super::{Employer, Job, Sector, days_from, occupation};
use crate::chance::Chance;
use crate::person::{Borrowing, Person, Work, documented};

/// Jobs of one line of a career at most, so that a clock far ahead stays within bounds.
const JOBS_MAX: usize = 60;
/// Days in a year, and in a month, as far as lengths of jobs go.
const YEAR_DAYS: i64 = 365;
const MONTH_DAYS: i64 = 30;
/// The day around which working lives are told: jobs before it share the years since the first.
const PRESENT: (i16, i8, i8) = (2024, 1, 1);
/// Whoever has no job any more had the last one before banks here opened their first accounts.
const FORMER_UNTIL: (i16, i8, i8) = (2020, 6, 30);
/// How many of a thousand employees once have a second job besides.
const MOONLIGHTING_PERMILLE: u32 = 220;
/// A span shorter than this has no room for a change of jobs.
const CHANGE_DAYS: i64 = 500;

/// Every job of a person that has begun by a day, in the order of their beginnings.
pub(super) fn jobs(person: &Person, until: Date) -> Vec<Job> {
    let chance = person.chance.branch("career");
    let start = first_day(person, chance);
    let mut jobs = match person.archetype.work {
        Work::Salaried => {
            let count = i64::from(person.archetype.jobs.max(1));
            (0..count)
                .flat_map(|line| {
                    let chance = chance.branch("line").at(line);
                    let line = Line {
                        known: line == 0,
                        ..Line::new(person, chance, 1000 / count)
                    };
                    line.going_on(start, until)
                })
                .collect()
        }
        Work::Business | Work::Student => Vec::new(),
        Work::Retired => {
            let last = retirement(person);
            Line::new(person, chance.branch("line"), 1000).ended(start, last)
        }
        _ => {
            let (year, month, day) = FORMER_UNTIL;
            let last = shifted(date(year, month, day), -chance.between("left", 0, 2500));
            Line::new(person, chance.branch("line"), 1000).ended(start, last)
        }
    };
    if person.archetype.work == Work::Salaried {
        jobs.extend(second_job(person, chance, &jobs));
    }
    jobs.retain(|job| job.start <= until);
    jobs.sort_by_key(|job| (job.start, job.chance.name()));
    jobs
}

/// The day on which a pension begins: after the sixtieth birthday, and before banks here opened.
pub(super) fn retirement(person: &Person) -> Date {
    let months = person.chance.branch("retirement").between("months", 0, 40);
    let sixty = date(
        person.birth.year() + 60,
        person.birth.month(),
        person.birth.day(),
    );
    let (year, month, day) = FORMER_UNTIL;
    shifted(sixty, months * MONTH_DAYS).min(date(year, month, day))
}

/// The first day of the first job: within some years of coming of age, and soon enough that whoever
/// lives on a wage has one as long as there is an account.
fn first_day(person: &Person, chance: Chance) -> Date {
    let birth = person.birth;
    let of_age = date(birth.year() + 18, birth.month(), birth.day());
    let wanted = shifted(of_age, chance.between("first job", 20, 5 * YEAR_DAYS));
    let latest = date(2020, 12, 1);
    let soon = shifted(of_age, 10);
    working_start(chance, wanted.min(latest.max(soon)))
}

/// A day near this one on which jobs begin. None begins around a pay day, so that no wage is paid
/// before the first day of work.
fn working_start(chance: Chance, day: Date) -> Date {
    let first = chance.between("first day", 1, 9);
    let days = if chance.happens("mid-month", 300) {
        first + 15
    } else {
        first
    };
    let near = date(day.year(), day.month(), i8::try_from(days).unwrap_or(1));
    if near >= day {
        return near;
    }
    let next = shifted(day.last_of_month(), 1);
    date(next.year(), next.month(), i8::try_from(days).unwrap_or(1))
}

/// Whether somebody is one of the documented users, who are there to show a history.
fn is_documented(person: &Person) -> bool {
    person.archetype.name == documented::COMPLETE.name
}

/// Jobs one after another.
struct Line<'a> {
    person: &'a Person,
    chance: Chance,
    /// The line's part of what the person lives on, in thousandths.
    part: i64,
    /// How long the person usually stays.
    tenure_days: i64,
    /// Whether the job held at present is the one by which the person is known.
    known: bool,
}

impl<'a> Line<'a> {
    fn new(person: &'a Person, chance: Chance, part: i64) -> Self {
        let tenure_days = chance.around("tenure", 2 * YEAR_DAYS, 9 * YEAR_DAYS);
        Self {
            person,
            chance,
            part,
            tenure_days,
            known: false,
        }
    }

    /// Jobs that share the time from one day to another.
    fn ended(&self, start: Date, last: Date) -> Vec<Job> {
        let days = days_from(start, last);
        if days < CHANGE_DAYS {
            return Vec::new();
        }
        let count = (days / self.tenure_days).clamp(1, 6);
        self.sharing(start, last, count)
    }

    /// Jobs until today and beyond: those before the present share its past, the later ones follow.
    fn going_on(&self, start: Date, until: Date) -> Vec<Job> {
        let (year, month, day) = PRESENT;
        let present = date(year, month, day);
        let past = days_from(start, present);
        let mut jobs = Vec::new();
        let mut next = start;
        if past >= CHANGE_DAYS {
            let left = self.past_jobs(past);
            let each = past / (left + 1);
            let jitter = self.chance.between("last change", -each / 4, each / 4);
            let current_since = shifted(start, each * left + jitter);
            if left > 0 {
                jobs = self.sharing(start, current_since, left);
                next = working_start(self.chance.at(left), current_since);
            }
        }
        // What is left of the job held at present, or the whole of the one that begins later.
        let mut end = shifted(next.max(present), self.residue());
        for _ in jobs.len()..JOBS_MAX {
            if next > until {
                break;
            }
            let turn = i64::try_from(jobs.len()).unwrap_or(0);
            jobs.push(self.job(turn, next, Some(end)));
            next = self.after(turn, end);
            end = shifted(next, self.length(turn + 1));
        }
        jobs
    }

    /// How many jobs somebody had before the present one.
    fn past_jobs(&self, past_days: i64) -> i64 {
        if is_documented(self.person) {
            return 2;
        }
        let most = past_days / self.tenure_days;
        self.chance.between("past jobs", most / 2, most).min(7)
    }

    /// `count` jobs from one day to another.
    fn sharing(&self, start: Date, last: Date, count: i64) -> Vec<Job> {
        let each = days_from(start, last) / count;
        let mut jobs = Vec::new();
        let mut next = start;
        for turn in 0..count {
            let one = self.chance.at(turn);
            let end = if turn + 1 == count {
                last
            } else {
                let jitter = one.between("jitter", -each / 4, each / 4);
                shifted(start, each * (turn + 1) + jitter)
            };
            let end = shifted(end, -self.pause(turn).max(0)).max(shifted(next, 20));
            jobs.push(self.job(turn, next, Some(end)));
            next = self.after(turn, end);
        }
        jobs
    }

    /// How long a job goes on that begins after the present.
    fn length(&self, turn: i64) -> i64 {
        let tenure = self.tenure_days;
        self.chance
            .at(turn)
            .between("length", tenure / 2, tenure * 3 / 2)
    }

    /// How long the present job still goes on.
    fn residue(&self) -> i64 {
        let least = if is_documented(self.person) {
            YEAR_DAYS
        } else {
            2 * MONTH_DAYS
        };
        self.chance
            .between("residue", least, least + self.tenure_days)
    }

    /// Days without work after a job; fewer than none when the next begins before it ends.
    fn pause(&self, turn: i64) -> i64 {
        let one = self.chance.at(turn);
        match one.below("pause", 100) {
            0..10 => -one.between("overlap", 5, 20),
            10..60 => one.between("days", 1, 12),
            60..85 => one.between("days", 13, 45),
            _ => one.between("days", 46, 75),
        }
    }

    fn after(&self, turn: i64, end: Date) -> Date {
        let pause = self.pause(turn);
        working_start(
            self.chance.at(turn + 1),
            shifted(end, pause.max(1) + pause.min(0)),
        )
    }

    fn job(&self, turn: i64, start: Date, end: Option<Date>) -> Job {
        let chance = self.chance.at(turn);
        let sector = sector(self.person, chance);
        Job {
            chance,
            employer: Employer::of(
                self.person,
                chance,
                sector,
                self.known && is_present(start, end),
            ),
            start,
            end,
            posts: occupation::posts(self.person, chance, start, end),
            level: self.part * chance.around("level", 900, 1100) / 1000,
        }
    }
}

/// Whether somebody holds a job at the present around which lives are told.
fn is_present(start: Date, end: Option<Date>) -> bool {
    let (year, month, day) = PRESENT;
    let present = date(year, month, day);
    start <= present && end.is_none_or(|end| end >= present)
}

/// Whom a job is for. Loans that are deducted from wages are a privilege of the public service.
fn sector(person: &Person, chance: Chance) -> Sector {
    let servant =
        person.archetype.work == Work::Salaried && person.archetype.borrowing == Borrowing::Payroll;
    let public = match (servant, is_documented(person)) {
        (true, _) => 1000,
        (false, true) => 0,
        (false, false) => 120,
    };
    if chance.happens("public service", public) {
        Sector::Public
    } else {
        Sector::Private
    }
}

/// A second job for some months within one of the others: nobody's first, and few people's.
fn second_job(person: &Person, chance: Chance, jobs: &[Job]) -> Option<Job> {
    let chance = chance.branch("second job");
    if !is_documented(person) && !chance.happens("moonlights", MOONLIGHTING_PERMILLE) {
        return None;
    }
    let beside = jobs.get(1)?;
    let end = beside.end?;
    let start = working_start(
        chance,
        shifted(beside.start, chance.between("after", 20, 60)),
    );
    let last = shifted(start, chance.between("days", 150, 700)).min(shifted(end, -10));
    (days_from(start, last) > 30).then(|| Job {
        chance,
        employer: Employer::of(person, chance, Sector::Private, false),
        start,
        end: Some(last),
        posts: occupation::posts(person, chance, start, Some(last)),
        level: chance.between("level", 220, 380),
    })
}
