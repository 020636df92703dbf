//! Chile: a month's wage on its last day with the legal bonus on top, and something extra for the
//! national holidays and for Christmas.

use caudal_latam::chile::payroll::{PENSION_FUNDS, contributions, income_tax, legal_bonus};
use caudal_latam::tariff::{fraction, portion, whole};
use jiff::civil::Date;

use super::super::payslip::{Deduction, EarningKind, Payslip, PayslipKind};
use super::{Desk, MONTH_DAYS};
use crate::person::Person;
use crate::price::Cents;
use crate::timeline::Month;

/// The extra for the holidays of September and December.
const FEAST_RATE: i64 = 120_000;

/// The pension fund's administrator that somebody has chosen, and what it charges.
pub(crate) fn pension_fund(person: &Person) -> (&'static str, i64) {
    let chance = person.chance.branch("pension fund");
    let chosen = chance.pick_from("name", PENSION_FUNDS);
    chosen.copied().unwrap_or(("Habitat", 12_700))
}

pub(super) fn ordinary_net(person: &Person, wage: Cents, day: Date) -> Cents {
    let gross = wage + legal_bonus(wage, day.year());
    let (_, charge) = pension_fund(person);
    let base = gross - contributions(gross, charge, day.year()).total();
    base - income_tax(base, day.year())
}

pub(super) fn paid_in(desk: Desk<'_>, month: Month, payslips: &mut Vec<Payslip>) {
    let calendar = desk.person.calendar();
    let (wage, bonus) = desk.chilean_pay(month);
    let period = (month.first(), month.last());
    let paid_on = calendar.on_or_before(month.last());
    let mut payslip = desk.payslip(PayslipKind::Wage, period, paid_on);
    payslip.days = desk.paid_days(month);
    payslip.earn(EarningKind::Salary, wage, 0);
    payslip.earn(EarningKind::LegalBonus, bonus, 0);
    desk.withhold_in_chile(&mut payslip, wage + bonus, 0);
    if payslip.net() > 0 {
        payslips.push(payslip);
    }
    let feast = match month.month {
        9 => month.day(15),
        12 => month.day(20),
        _ => return,
    };
    if !desk.spans(month) {
        return;
    }
    let mut payslip = desk.payslip(
        PayslipKind::YearlyBonus,
        period,
        calendar.on_or_before(feast),
    );
    let extra = whole(portion(desk.wage(month), FEAST_RATE));
    payslip.earn(EarningKind::YearlyBonus, extra, 0);
    desk.withhold_in_chile(&mut payslip, extra, wage + bonus);
    payslips.push(payslip);
}

impl Desk<'_> {
    /// The wage of a month and the legal bonus on it.
    fn chilean_pay(self, month: Month) -> (Cents, Cents) {
        let days = self.paid_days(month);
        let of_days = |amount| whole(fraction(amount, days, MONTH_DAYS));
        let wage = self.wage(month);
        (of_days(wage), of_days(legal_bonus(wage, month.year)))
    }

    /// What is taken off `gross`, where contributions and tax on `besides` of the same month are on
    /// another payslip.
    fn withhold_in_chile(self, payslip: &mut Payslip, gross: Cents, besides: Cents) {
        let year = payslip.month.year;
        let (_, charge) = pension_fund(self.person);
        let before = contributions(besides, charge, year);
        let all = contributions(besides + gross, charge, year);
        payslip.withhold(Deduction::PensionFund, all.pension - before.pension);
        payslip.withhold(Deduction::Health, all.health - before.health);
        payslip.withhold(
            Deduction::Unemployment,
            all.unemployment - before.unemployment,
        );
        let tax = income_tax(besides + gross - all.total(), year)
            - income_tax(besides - before.total(), year);
        payslip.withhold(Deduction::IncomeTax, tax);
    }
}
