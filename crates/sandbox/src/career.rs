//! Working lives: the jobs that somebody holds one after another, or at once, what they are paid for
//! them, and what the social security office knows of it.
//!
//! A [`Career`] follows from the person alone. Payslips are made from it month by month, and they are
//! the one source of wages: the bank shows their net, the registers of employment their gross, the
//! tax office their deductions.

mod absence;
mod contribution;
mod employer;
mod insurance;
mod occupation;
mod path;
mod payroll;
mod payslip;
#[cfg(test)]
mod payslip_test;
mod pension;
mod wage;

use jiff::civil::Date;

pub(crate) use absence::LeaveKind;
pub(crate) use employer::{Employer, Sector, registration};
use occupation::Post;
pub(crate) use payslip::{Deduction, EarningKind, OtherPayment, Payslip, PayslipKind};
use pension::Pension;

use crate::chance::Chance;
use crate::person::Person;
use crate::timeline::Month;

/// One person's working life up to a day.
#[derive(Clone, Debug)]
pub(crate) struct Career {
    /// In the order of their beginnings.
    pub(crate) jobs: Vec<Job>,
    pub(crate) pension: Option<Pension>,
}

/// A job: one relation between a person and an employer.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    /// Names the job for ever and decides what is open about it.
    pub(crate) chance: Chance,
    pub(crate) employer: Employer,
    /// The first day of work.
    pub(crate) start: Date,
    /// The last day of work; it may lie ahead of any clock.
    pub(crate) end: Option<Date>,
    /// What the person does there, the first post first.
    pub(crate) posts: Vec<Post>,
    /// Net pay in thousandths of what the person lives on.
    pub(crate) level: i64,
}

impl Career {
    /// The working life of a person, with every job that has begun by this day.
    pub(crate) fn of(person: &Person, until: Date) -> Self {
        Self {
            jobs: path::jobs(person, until),
            pension: Pension::of(person),
        }
    }

    /// Everything that is paid in a month, in the order of its days.
    pub(crate) fn paid_in(&self, person: &Person, month: Month) -> Vec<Payslip> {
        let mut payslips = Vec::new();
        for (place, job) in self.jobs.iter().enumerate() {
            if job.may_be_paid_in(month) {
                payroll::paid_in(person, place, job, month, &mut payslips);
            }
        }
        if let Some(pension) = &self.pension {
            pension.paid_in(person, month, &mut payslips);
        }
        payslips.sort_by_key(|payslip| payslip.paid_on);
        payslips
    }

    /// Everything that is paid within a period, both days included, in the order of its days.
    pub(crate) fn payslips(&self, person: &Person, from: Date, to: Date) -> Vec<Payslip> {
        let months = std::iter::successors(Some(Month::of(from)), |month| Some(month.next()));
        months
            .take_while(|month| *month <= Month::of(to))
            .flat_map(|month| self.paid_in(person, month))
            .filter(|payslip| (from..=to).contains(&payslip.paid_on))
            .collect()
    }

    /// Who pays this payslip.
    pub(crate) fn employer(&self, payslip: &Payslip) -> Option<&Employer> {
        match payslip.job {
            Some(place) => self.jobs.get(place).map(|job| &job.employer),
            None => self.pension.as_ref().map(|pension| &pension.office),
        }
    }
}

/// Months after its end in which a job's last payments may still be made.
const AFTERMATH_MONTHS: i64 = 2;

impl Job {
    pub(crate) fn is_held_on(&self, day: Date) -> bool {
        self.start <= day && self.end.is_none_or(|end| day <= end)
    }

    /// The last day, where it has come by now.
    pub(crate) fn ended_by(&self, today: Date) -> Option<Date> {
        self.end.filter(|end| *end <= today)
    }

    /// Days of work from a day to a day, both included.
    pub(crate) fn days_between(&self, from: Date, to: Date) -> i64 {
        let first = self.start.max(from);
        let last = self.end.map_or(to, |end| end.min(to));
        days_from(first, last).max(0)
    }

    /// The post held on a day.
    pub(crate) fn post_on(&self, day: Date) -> Option<&Post> {
        let held = self.posts.iter().rfind(|post| post.start <= day);
        held.or(self.posts.first())
    }

    /// Full years of service on a day.
    pub(crate) fn years_on(&self, day: Date) -> i64 {
        let years = i64::from(day.year() - self.start.year());
        let before = (day.month(), day.day()) < (self.start.month(), self.start.day());
        (years - i64::from(before)).max(0)
    }

    fn may_be_paid_in(&self, month: Month) -> bool {
        let last = self
            .end
            .map(|end| Month::of(end).index() + AFTERMATH_MONTHS);
        Month::of(self.start) <= month && last.is_none_or(|last| month.index() <= last)
    }
}

/// Days from one day to another, both counted; none or fewer when they cross.
pub(crate) fn days_from(first: Date, last: Date) -> i64 {
    let between = last.since(first).map_or(-1, |span| span.get_days());
    i64::from(between) + 1
}
