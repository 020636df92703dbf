//! Mexico: half a month's wage on the fifteenth and on the last day, the aguinaldo before Christmas, a
//! premium on top of holidays, and in May a share in the profit.

use caudal_latam::calendar::date;
use caudal_latam::mexico::payroll::{
    CHRISTMAS_BONUS_DAYS, CHRISTMAS_BONUS_FREE_UNITS, HOLIDAY_PREMIUM_FREE_UNITS,
    HOLIDAY_PREMIUM_RATE, PROFIT_SHARE_FREE_UNITS, bonus_tax, contribution_base, holidays, imss,
    integrated_daily_wage, issste, unit_of_measure, wage_tax,
};
use caudal_latam::tariff::{fraction, portion};
use jiff::civil::Date;

use super::super::payslip::{Deduction, EarningKind, OtherPayment, Payslip, PayslipKind};
use super::super::{Job, Sector};
use super::{Desk, MONTH_DAYS};
use crate::person::Person;
use crate::price::Cents;
use crate::timeline::Month;

/// Days of half a month as payrolls count.
const FORTNIGHT_DAYS: i64 = 15;
/// Days' pay of the aguinaldo in the public service.
const PUBLIC_BONUS_DAYS: i64 = 40;
/// What goes to the union in the public service.
const UNION_RATE: i64 = 10_000;
/// Days in a year from which somebody shares in its profit.
const SHARING_DAYS: i64 = 60;

pub(super) fn ordinary_net(sector: Sector, wage: Cents, day: Date) -> Cents {
    let (year, month) = (day.year(), day.month());
    let daily = fraction(wage, 1, MONTH_DAYS);
    let gross = daily * FORTNIGHT_DAYS;
    let insured = match sector {
        Sector::Private => {
            let integrated = integrated_daily_wage(daily, CHRISTMAS_BONUS_DAYS, 1, year);
            let base = contribution_base(integrated, year, month);
            imss(base, daily, FORTNIGHT_DAYS, year, month)
        }
        Sector::Public => issste(daily, FORTNIGHT_DAYS, year, month) + portion(gross, UNION_RATE),
    };
    let tax = wage_tax(gross, FORTNIGHT_DAYS, year, month);
    2 * (gross - insured - tax.tax + tax.subsidy_paid)
}

impl Job {
    /// A day's contract wage.
    pub(crate) fn daily_on(&self, person: &Person, day: Date) -> Cents {
        fraction(self.wage_on(person, day), 1, MONTH_DAYS)
    }

    /// A day's wage with its part of aguinaldo and premium.
    pub(crate) fn integrated_on(&self, person: &Person, day: Date) -> Cents {
        integrated_daily_wage(
            self.daily_on(person, day),
            bonus_days(self),
            self.years_on(day) + 1,
            day.year(),
        )
    }

    /// The daily base of contribution to the IMSS (SBC).
    pub(crate) fn contribution_base_on(&self, person: &Person, day: Date) -> Cents {
        contribution_base(self.integrated_on(person, day), day.year(), day.month())
    }
}

fn bonus_days(job: &Job) -> i64 {
    match job.employer.sector {
        Sector::Private => CHRISTMAS_BONUS_DAYS,
        Sector::Public => PUBLIC_BONUS_DAYS,
    }
}

pub(super) fn paid_in(desk: Desk<'_>, month: Month, payslips: &mut Vec<Payslip>) {
    let calendar = desk.person.calendar();
    let halves = [
        (month.first(), month.day(15)),
        (month.day(16), month.last()),
    ];
    for half in halves {
        let paid_on = calendar.on_or_before(half.1);
        payslips.extend(desk.half_month(half, paid_on));
        let ends = desk.job.end.filter(|end| (half.0..=half.1).contains(end));
        if let Some(end) = ends.filter(|end| *end < aguinaldo_day(desk, month.year)) {
            payslips.extend(desk.aguinaldo(end, paid_on));
        }
    }
    if month.month == 12 {
        let paid_on = aguinaldo_day(desk, month.year);
        if desk.job.is_held_on(paid_on) {
            payslips.extend(desk.aguinaldo(month.last(), paid_on));
        }
    }
    payslips.extend(desk.holiday_premium(month));
    if month.month == 5 {
        payslips.extend(desk.profit_share(month));
    }
}

fn aguinaldo_day(desk: Desk<'_>, year: i16) -> Date {
    desk.person.calendar().on_or_before(date(year, 12, 18))
}

impl Desk<'_> {
    fn mexican_payslip(self, kind: PayslipKind, period: (Date, Date), paid_on: Date) -> Payslip {
        let last = self.job.end.map_or(period.1, |end| end.min(period.1));
        Payslip {
            daily_wage: self.job.daily_on(self.person, period.0),
            integrated_daily: self.job.integrated_on(self.person, last),
            contribution_base: self.job.contribution_base_on(self.person, last),
            ..self.payslip(kind, period, paid_on)
        }
    }

    fn half_month(self, half: (Date, Date), paid_on: Date) -> Option<Payslip> {
        let mut payslip = self.mexican_payslip(PayslipKind::Wage, half, paid_on);
        payslip.days = self.days_of(half, FORTNIGHT_DAYS);
        let days = payslip.days;
        let gross = payslip.daily_wage * days;
        if gross <= 0 {
            return None;
        }
        let (year, month) = (paid_on.year(), paid_on.month());
        payslip.earn(EarningKind::Salary, gross, 0);
        let insured = match self.job.employer.sector {
            Sector::Private => imss(
                payslip.contribution_base,
                payslip.daily_wage,
                days,
                year,
                month,
            ),
            Sector::Public => issste(payslip.daily_wage, days, year, month),
        };
        payslip.withhold(Deduction::SocialSecurity, insured);
        let withheld = wage_tax(gross, days, year, month);
        payslip.withhold(Deduction::IncomeTax, withheld.tax);
        payslip.pay_besides(OtherPayment::Subsidy, withheld.subsidy_paid);
        if self.job.employer.sector == Sector::Public {
            payslip.withhold(Deduction::UnionFee, portion(gross, UNION_RATE));
        }
        Some(payslip)
    }

    /// The aguinaldo for the year's days of work up to a day.
    fn aguinaldo(self, until: Date, paid_on: Date) -> Option<Payslip> {
        let period = (date(until.year(), 1, 1), until);
        let worked = self.job.days_between(period.0, until);
        let days = bonus_days(self.job) * worked;
        let daily = self.job.daily_on(self.person, paid_on.min(until));
        let amount = fraction(daily, days, 365);
        let payslip = self.mexican_payslip(PayslipKind::YearlyBonus, period, paid_on);
        self.extra(
            payslip,
            EarningKind::YearlyBonus,
            amount,
            CHRISTMAS_BONUS_FREE_UNITS,
        )
    }

    fn holiday_premium(self, month: Month) -> Option<Payslip> {
        let years = self.job.years_on(month.first());
        if years < 1 || !self.spans(month) || !self.goes_on_holiday_in(month) {
            return None;
        }
        let paid_on = self.person.calendar().on_or_before(month.day(24));
        let daily = self.job.daily_on(self.person, month.first());
        let pay = daily * holidays(years, month.year);
        let period = (month.first(), month.last());
        let payslip = self.mexican_payslip(PayslipKind::HolidayBonus, period, paid_on);
        let amount = portion(pay, HOLIDAY_PREMIUM_RATE);
        self.extra(
            payslip,
            EarningKind::HolidayPremium,
            amount,
            HOLIDAY_PREMIUM_FREE_UNITS,
        )
    }

    /// A share in the profit of the year before; the public service makes none, and not every
    /// company does every year.
    fn profit_share(self, month: Month) -> Option<Payslip> {
        let paid_on = self.person.calendar().on_or_before(month.day(29));
        let year = month.year - 1;
        let period = (date(year, 1, 1), date(year, 12, 31));
        let worked = self.job.days_between(period.0, period.1);
        let chance = self.job.chance.branch("profit").at(i64::from(year));
        let public = self.job.employer.sector == Sector::Public;
        let shares = !public && worked >= SHARING_DAYS && self.job.is_held_on(paid_on);
        if !shares || chance.happens("none", 200) {
            return None;
        }
        let wage = self.job.wage_on(self.person, period.1);
        let whole = fraction(wage, chance.between("permille", 150, 600), 1000);
        let payslip = self.mexican_payslip(PayslipKind::ProfitShare, period, paid_on);
        let amount = fraction(whole, worked, 365);
        self.extra(
            payslip,
            EarningKind::ProfitShare,
            amount,
            PROFIT_SHARE_FREE_UNITS,
        )
    }

    /// A payment besides the wage, free of tax up to so many units of measure.
    fn extra(
        self,
        mut payslip: Payslip,
        kind: EarningKind,
        amount: Cents,
        free_units: i64,
    ) -> Option<Payslip> {
        let (year, month) = (payslip.paid_on.year(), payslip.paid_on.month());
        let exempt = amount.min(free_units * unit_of_measure(year, month));
        let taxable = amount - exempt;
        payslip.earn(kind, taxable, exempt);
        let ordinary = self.job.wage_on(self.person, payslip.paid_on);
        payslip.withhold(Deduction::IncomeTax, bonus_tax(taxable, ordinary, year));
        (amount > 0).then_some(payslip)
    }
}
