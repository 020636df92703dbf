//! Brazil: the wage by the fifth business day of the next month, an advance on the twentieth where the
//! employer gives one, the thirteenth salary in November and December, a third on top of holidays.

use caudal_latam::brazil::payroll::{income_tax, social_security};
use caudal_latam::calendar::{date, shifted};
use caudal_latam::tariff::{fraction, portion};
use jiff::civil::Date;

use super::super::payslip::{Deduction, EarningKind, OtherPayment, Payslip, PayslipKind};
use super::{Desk, MONTH_DAYS};
use crate::price::Cents;
use crate::timeline::Month;

/// What an advance pays of the wage.
const ADVANCE_RATE: i64 = 400_000;
/// What employees pay of the vouchers for their way to work, and up to which wage they take them.
const VOUCHER_RATE: i64 = 60_000;
const VOUCHER_WAGE_MAX: Cents = 3_200_00;
/// Days within which the last wage is paid after a job ends.
const SETTLEMENT_DAYS: i64 = 10;
/// Days of a month from which it counts for the thirteenth salary.
const COUNTED_DAYS: i64 = 15;

pub(super) fn ordinary_net(wage: Cents, day: Date) -> Cents {
    let inss = social_security(wage, day.year(), day.month());
    wage - inss - income_tax(wage, inss, day.year(), day.month())
}

pub(super) fn paid_in(desk: Desk<'_>, month: Month, payslips: &mut Vec<Payslip>) {
    let calendar = desk.person.calendar();
    let before = month.previous();
    if !desk.ends_in(before) {
        let fifth = calendar.business_day_of_month(month.year, month.month, 5);
        payslips.extend(desk.brazilian_wage(before, fifth));
    }
    payslips.extend(desk.brazilian_advance(month));
    payslips.extend(desk.thirteenth_advance(month));
    payslips.extend(desk.thirteenth_in_december(month));
    payslips.extend(desk.holiday_third(month));
    if let Some(end) = desk.job.end {
        let settled = calendar.on_or_before(shifted(end, SETTLEMENT_DAYS));
        if Month::of(settled) == month {
            payslips.extend(desk.brazilian_wage(Month::of(end), settled));
            payslips.extend(desk.thirteenth_at_the_end(end, settled));
        }
    }
}

impl Desk<'_> {
    fn brazilian_wage(self, month: Month, paid_on: Date) -> Option<Payslip> {
        let period = (month.first(), month.last());
        let mut payslip = self.payslip(PayslipKind::Wage, period, paid_on);
        payslip.days = self.paid_days(month);
        let wage = self.wage(month);
        let gross = fraction(wage, payslip.days, MONTH_DAYS);
        payslip.earn(EarningKind::Salary, gross, 0);
        self.withhold_in_brazil(&mut payslip, gross, 0);
        if self.takes_vouchers() && wage <= VOUCHER_WAGE_MAX {
            payslip.withhold(Deduction::TransportVoucher, portion(gross, VOUCHER_RATE));
        }
        let advance = self.brazilian_advance(month).map_or(0, |paid| paid.net());
        payslip.withhold(Deduction::Advance, advance);
        (payslip.net() > 0).then_some(payslip)
    }

    fn brazilian_advance(self, month: Month) -> Option<Payslip> {
        let gives = self.job.chance.happens("paid in advance", 400);
        if !gives || !self.spans(month) {
            return None;
        }
        let twentieth = self.person.calendar().on_or_before(month.day(20));
        let period = (month.first(), month.last());
        let mut payslip = self.payslip(PayslipKind::Advance, period, twentieth);
        let amount = portion(self.wage(month), ADVANCE_RATE);
        payslip.pay_besides(OtherPayment::Advance, amount);
        Some(payslip)
    }

    fn takes_vouchers(self) -> bool {
        self.job.chance.happens("takes vouchers", 500)
    }

    /// What goes to the INSS and the federal revenue from `gross`, where `besides` of the same month's
    /// pay is contributed on by another payslip.
    fn withhold_in_brazil(self, payslip: &mut Payslip, gross: Cents, besides: Cents) {
        let (year, month) = (payslip.month.year, payslip.month.month);
        let inss =
            social_security(besides + gross, year, month) - social_security(besides, year, month);
        payslip.withhold(Deduction::SocialSecurity, inss);
        let (year, month) = (payslip.paid_on.year(), payslip.paid_on.month());
        payslip.withhold(Deduction::IncomeTax, income_tax(gross, inss, year, month));
    }

    /// A third of the wage on top of the holidays' pay; contributed on with the month's wage, taxed
    /// by itself.
    fn holiday_third(self, month: Month) -> Option<Payslip> {
        let paid_on = self.person.calendar().on_or_before(month.day(25));
        let earned = self.job.years_on(month.first()) >= 1 && self.spans(month);
        if !earned || !self.goes_on_holiday_in(month) {
            return None;
        }
        let wage = fraction(self.wage(month), self.paid_days(month), MONTH_DAYS);
        let third = fraction(self.wage(month), 1, 3);
        let period = (month.first(), month.last());
        let mut payslip = self.payslip(PayslipKind::HolidayBonus, period, paid_on);
        payslip.earn(EarningKind::HolidayPremium, third, 0);
        self.withhold_in_brazil(&mut payslip, third, wage);
        Some(payslip)
    }

    /// Half of the thirteenth salary by the end of November, with nothing taken off.
    fn thirteenth_advance(self, month: Month) -> Option<Payslip> {
        (month.month == 11).then_some(())?;
        let paid_on = november_pay_day(self, month.year);
        let months = self.counted_months(date(month.year, 11, 30));
        if !self.job.is_held_on(paid_on) || months == 0 {
            return None;
        }
        let period = (date(month.year, 1, 1), date(month.year, 12, 31));
        let mut payslip = self.payslip(PayslipKind::BonusAdvance, period, paid_on);
        let half = fraction(self.wage(month), months, 24);
        payslip.pay_besides(OtherPayment::Advance, half);
        Some(payslip)
    }

    fn thirteenth_in_december(self, month: Month) -> Option<Payslip> {
        (month.month == 12).then_some(())?;
        let paid_on = december_pay_day(self, month.year);
        if !self.job.is_held_on(paid_on) {
            return None;
        }
        self.thirteenth(month, date(month.year, 12, 31), paid_on)
    }

    /// What is still owed of the thirteenth salary when a job ends before it was paid.
    fn thirteenth_at_the_end(self, end: Date, paid_on: Date) -> Option<Payslip> {
        if end >= december_pay_day(self, end.year()) {
            return None;
        }
        self.thirteenth(Month::of(end), end, paid_on)
    }

    fn thirteenth(self, month: Month, until: Date, paid_on: Date) -> Option<Payslip> {
        let months = self.counted_months(until);
        let full = fraction(self.wage(month), months, 12);
        let period = (date(until.year(), 1, 1), until);
        let mut payslip = self.payslip(PayslipKind::YearlyBonus, period, paid_on);
        payslip.earn(EarningKind::YearlyBonus, full, 0);
        self.withhold_in_brazil(&mut payslip, full, 0);
        let november = Month::of(date(until.year(), 11, 1));
        let advance = self.thirteenth_advance(november);
        payslip.withhold(Deduction::Advance, advance.map_or(0, |paid| paid.net()));
        (payslip.net() > 0).then_some(payslip)
    }

    /// Months of the year up to a day of which enough days were worked.
    fn counted_months(self, until: Date) -> i64 {
        let months = (1..=until.month()).map(|month| date(until.year(), month, 1));
        let counted = months.filter(|first| {
            self.job
                .days_between(*first, first.last_of_month().min(until))
                >= COUNTED_DAYS
        });
        i64::try_from(counted.count()).unwrap_or(0)
    }
}

fn november_pay_day(desk: Desk<'_>, year: i16) -> Date {
    desk.person.calendar().on_or_before(date(year, 11, 30))
}

fn december_pay_day(desk: Desk<'_>, year: i16) -> Date {
    desk.person.calendar().on_or_before(date(year, 12, 20))
}
