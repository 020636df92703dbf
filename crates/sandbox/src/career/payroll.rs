//! Making payslips: the rules by which each country's employers pay.

mod brazil;
mod chile;
mod colombia;
mod mexico;

#[cfg(test)]
pub(super) use chile::pension_fund;

use caudal_latam::Country;
use caudal_latam::tariff::fraction;
use jiff::civil::Date;

use super::payslip::{Payslip, PayslipKind};
use super::{Job, Sector};
use crate::chance::Chance;
use crate::person::Person;
use crate::price::Cents;
use crate::timeline::Month;

/// Adds the payslips of one job that are paid in a month.
pub(super) fn paid_in(
    person: &Person,
    place: usize,
    job: &Job,
    month: Month,
    payslips: &mut Vec<Payslip>,
) {
    let desk = Desk { person, place, job };
    match person.country {
        Country::Brazil => brazil::paid_in(desk, month, payslips),
        Country::Mexico => mexico::paid_in(desk, month, payslips),
        Country::Colombia => colombia::paid_in(desk, month, payslips),
        Country::Chile => chile::paid_in(desk, month, payslips),
    }
}

/// What an ordinary month at this wage leaves.
pub(super) fn ordinary_net(person: &Person, sector: Sector, wage: Cents, day: Date) -> Cents {
    match person.country {
        Country::Brazil => brazil::ordinary_net(wage, day),
        Country::Mexico => mexico::ordinary_net(sector, wage, day),
        Country::Colombia => colombia::ordinary_net(wage, day),
        Country::Chile => chile::ordinary_net(person, wage, day),
    }
}

/// Where payslips of one job are made.
#[derive(Clone, Copy)]
struct Desk<'a> {
    person: &'a Person,
    place: usize,
    job: &'a Job,
}

/// Days of a month as payrolls count.
const MONTH_DAYS: i64 = 30;

impl Desk<'_> {
    /// An empty payslip for some days, paid on a day.
    fn payslip(self, kind: PayslipKind, (from, to): (Date, Date), paid_on: Date) -> Payslip {
        let month = Month::of(to);
        let daily = fraction(self.job.wage_on(self.person, from), 1, MONTH_DAYS);
        Payslip {
            chance: self
                .chance(kind)
                .at(i64::from(from.day()))
                .at(month.index()),
            job: Some(self.place),
            kind,
            month,
            from: from.max(self.job.start),
            to: self.job.end.map_or(to, |end| end.min(to)),
            paid_on,
            days: 0,
            earnings: Vec::new(),
            deductions: Vec::new(),
            other_payments: Vec::new(),
            daily_wage: daily,
            integrated_daily: daily,
            contribution_base: daily,
        }
    }

    fn chance(self, kind: PayslipKind) -> Chance {
        self.job.chance.branch(match kind {
            PayslipKind::Wage => "wage",
            PayslipKind::Advance => "advance",
            PayslipKind::BonusAdvance => "bonus advance",
            PayslipKind::YearlyBonus => "yearly bonus",
            PayslipKind::HolidayBonus => "holiday bonus",
            PayslipKind::ProfitShare => "profit share",
            PayslipKind::Pension => "pension",
            PayslipKind::PensionBonus => "pension bonus",
        })
    }

    /// The wage that is paid for a month.
    fn wage(self, month: Month) -> Cents {
        self.job.wage_on(self.person, month.first())
    }

    /// Paid days of a whole month, of thirty.
    fn paid_days(self, month: Month) -> i64 {
        self.days_of((month.first(), month.last()), MONTH_DAYS)
    }

    /// Paid days of a period whose whole counts as so many days.
    fn days_of(self, (from, to): (Date, Date), whole: i64) -> i64 {
        let worked = self.job.days_between(from, to);
        let all = super::days_from(from, to);
        let counted = if worked == all {
            whole
        } else {
            worked.min(whole)
        };
        (counted - self.job.unpaid_days(from, to)).max(0)
    }

    /// Whether the job begins before a month and goes on beyond it.
    fn spans(self, month: Month) -> bool {
        self.job.start < month.first() && self.job.end.is_none_or(|end| Month::of(end) > month)
    }

    fn ends_in(self, month: Month) -> bool {
        self.job.end.is_some_and(|end| Month::of(end) == month)
    }

    /// The month of the year in which the holidays of this job begin.
    fn goes_on_holiday_in(self, month: Month) -> bool {
        let begins = self.job.chance.branch("holiday").between("month", 1, 12);
        i64::from(month.month) == begins
    }
}
