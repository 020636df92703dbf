//! Colombia: a month's wage on the thirtieth, with the aid for the way to work on modest ones, and the
//! prima de servicios in June and December.

use caudal_latam::calendar::date;
use caudal_latam::colombia::payroll::{contributions, income_tax, transport_aid};
use caudal_latam::tariff::{fraction, whole};
use jiff::civil::Date;

use super::super::payslip::{Deduction, EarningKind, Payslip, PayslipKind};
use super::{Desk, MONTH_DAYS};
use crate::price::Cents;
use crate::timeline::Month;

/// Days of a year as payrolls count.
const YEAR_DAYS: i64 = 360;
const HALF_YEAR_DAYS: i64 = 180;

pub(super) fn ordinary_net(wage: Cents, day: Date) -> Cents {
    let base = wage - contributions(wage, day.year()).total();
    base - income_tax(base, day.year()) + transport_aid(wage, day.year())
}

pub(super) fn paid_in(desk: Desk<'_>, month: Month, payslips: &mut Vec<Payslip>) {
    let calendar = desk.person.calendar();
    let pay_day = calendar.on_or_before(month.day(30));
    payslips.extend(desk.colombian_wage(month, pay_day));
    let half = half_year(month);
    let prima_day = calendar.on_or_before(if month.month <= 6 {
        date(month.year, 6, 28)
    } else {
        date(month.year, 12, 19)
    });
    let ends = desk.job.end.filter(|end| Month::of(*end) == month);
    if let Some(end) = ends.filter(|end| *end < prima_day) {
        payslips.extend(desk.prima((half.0, end), pay_day));
    } else if Month::of(prima_day) == month && desk.job.is_held_on(prima_day) {
        payslips.extend(desk.prima(half, prima_day));
    }
}

fn half_year(month: Month) -> (Date, Date) {
    if month.month <= 6 {
        (date(month.year, 1, 1), date(month.year, 6, 30))
    } else {
        (date(month.year, 7, 1), date(month.year, 12, 31))
    }
}

impl Desk<'_> {
    fn colombian_wage(self, month: Month, paid_on: Date) -> Option<Payslip> {
        let period = (month.first(), month.last());
        let mut payslip = self.payslip(PayslipKind::Wage, period, paid_on);
        payslip.days = self.paid_days(month);
        let days = payslip.days;
        let of_days = |amount| whole(fraction(amount, days, MONTH_DAYS));
        let wage = self.wage(month);
        let gross = of_days(wage);
        payslip.earn(EarningKind::Salary, gross, 0);
        payslip.earn(
            EarningKind::TransportAid,
            0,
            of_days(transport_aid(wage, month.year)),
        );
        let paid = contributions(gross, month.year);
        payslip.withhold(Deduction::Health, paid.health);
        payslip.withhold(Deduction::PensionFund, paid.pension);
        payslip.withhold(Deduction::Solidarity, paid.solidarity);
        let tax = income_tax(gross - paid.total(), month.year);
        payslip.withhold(Deduction::IncomeTax, tax);
        (payslip.net() > 0).then_some(payslip)
    }

    /// Half a month's pay for half a year's work; nothing is contributed on it.
    fn prima(self, (from, until): (Date, Date), paid_on: Date) -> Option<Payslip> {
        let month = Month::of(until);
        let worked = self.job.days_between(from, until).min(HALF_YEAR_DAYS);
        let wage = self.wage(month);
        let month_pay = wage + transport_aid(wage, month.year);
        let amount = whole(fraction(month_pay, worked, YEAR_DAYS));
        let mut payslip = self.payslip(PayslipKind::YearlyBonus, (from, until), paid_on);
        payslip.earn(EarningKind::YearlyBonus, amount, 0);
        payslip.withhold(Deduction::IncomeTax, income_tax(amount, month.year));
        (amount > 0).then_some(payslip)
    }
}
