//! What the retired live on.

use caudal_latam::Country;
use caudal_latam::calendar::shifted;
use caudal_latam::tariff::{fraction, portion, whole};
use jiff::civil::Date;

use super::path;
use super::payslip::{Deduction, EarningKind, Payslip, PayslipKind};
use super::{Employer, payslip};
use crate::person::{Person, Work};
use crate::price::Cents;
use crate::timeline::Month;

/// A pension: from when and by whom it is paid.
#[derive(Clone, Debug)]
pub(crate) struct Pension {
    pub(crate) start: Date,
    pub(crate) office: Employer,
}

impl Pension {
    pub(super) fn of(person: &Person) -> Option<Self> {
        (person.archetype.work == Work::Retired).then(|| Self {
            start: shifted(path::retirement(person), 1),
            office: Employer::pension_office(person),
        })
    }

    /// Adds what is paid in a month.
    pub(super) fn paid_in(&self, person: &Person, month: Month, payslips: &mut Vec<Payslip>) {
        let pay_day = pay_day(person, month);
        if pay_day < self.start {
            return;
        }
        let income = person.income_in(month.year, month.month);
        let calendar = person.calendar();
        let mut pay = |kind, paid_on, net: Cents| {
            let mut payslip = empty(person, kind, month, paid_on);
            // Health insurance is withheld at a rate; what is left is what the person lives on.
            let rate = health_rate(person.country);
            let gross = fraction(net, 1_000_000, 1_000_000 - rate);
            let gross = in_coins(person.country, gross);
            payslip.earn(EarningKind::Pension, gross, 0);
            payslip.withhold(
                Deduction::Health,
                in_coins(person.country, portion(gross, rate)),
            );
            payslips.push(payslip);
        };
        pay(PayslipKind::Pension, pay_day, income);
        let half = income / 2;
        let extra = match (person.country, month.month) {
            (Country::Brazil, 5 | 6) | (Country::Colombia, 6 | 11) => half,
            (Country::Mexico, 11) => income,
            _ => return,
        };
        let day_after = calendar.on_or_after(shifted(pay_day, 1));
        pay(PayslipKind::PensionBonus, day_after, extra);
    }
}

fn pay_day(person: &Person, month: Month) -> Date {
    let calendar = person.calendar();
    let chance = person.chance.branch("pension");
    match person.country {
        Country::Brazil => {
            let turn = usize::try_from(chance.between("pay day", 1, 5)).unwrap_or(1);
            calendar.business_day_of_month(month.year, month.month, turn)
        }
        Country::Mexico => calendar.on_or_after(month.first()),
        Country::Colombia => calendar.on_or_before(month.day(27)),
        Country::Chile => calendar.on_or_before(month.day(20)),
    }
}

/// What pensioners pay for their health insurance, in millionths.
fn health_rate(country: Country) -> i64 {
    match country {
        Country::Brazil | Country::Mexico => 0,
        Country::Colombia => 100_000,
        Country::Chile => 70_000,
    }
}

fn in_coins(country: Country, amount: Cents) -> Cents {
    match country.currency().scale() {
        0 => whole(amount),
        _ => amount,
    }
}

fn empty(person: &Person, kind: PayslipKind, month: Month, paid_on: Date) -> payslip::Payslip {
    let name = match kind {
        PayslipKind::PensionBonus => "pension bonus",
        _ => "pension",
    };
    Payslip {
        chance: person.chance.branch(name).at(month.index()),
        job: None,
        kind,
        month,
        from: month.first(),
        to: month.last(),
        paid_on,
        days: 30,
        earnings: Vec::new(),
        deductions: Vec::new(),
        other_payments: Vec::new(),
        daily_wage: 0,
        integrated_daily: 0,
        contribution_base: 0,
    }
}
