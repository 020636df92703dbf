//! Who works for a company, and what each payday brings.

use std::sync::Arc;

use caudal_latam::Country;
use caudal_latam::calendar::{date, shifted};
use caudal_latam::mexico::payroll;
use jiff::civil::Date;

use super::BOOKS_BEGIN_YEAR;
use super::rules::{Rules, part};
use crate::chance::Chance;
use crate::person::{Person, archetype_named};
use crate::price::{Cents, payable, share};
use crate::timeline::Month;

use super::partner::somebody;
use super::profile::Profile;

/// Somebody on the payroll.
#[derive(Debug)]
pub(crate) struct Employee {
    pub(crate) person: Person,
    pub(crate) chance: Chance,
    /// The share of the payroll, in thousandths of an equal one.
    weight: i64,
    /// The number under which the company keeps the employee.
    pub(crate) number: i64,
    pub(crate) hired: Date,
}

/// What one employee is paid on one day.
#[derive(Clone, Debug)]
pub(crate) struct Wage {
    pub(crate) employee: Arc<Employee>,
    pub(crate) chance: Chance,
    pub(crate) paid: Date,
    pub(crate) from: Date,
    pub(crate) to: Date,
    pub(crate) kind: WageKind,
    pub(crate) gross: Cents,
    pub(crate) income_tax: Cents,
    pub(crate) security: Cents,
    pub(crate) net: Cents,
    /// A day's wage, alone and with its part of the yearly benefits: nothing outside Mexico.
    pub(crate) daily: Cents,
    pub(crate) integrated_daily: Cents,
}

/// Why a wage is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WageKind {
    Ordinary,
    /// The bonus of December.
    YearEnd,
}

/// Days of half a month, as wages count them.
pub(crate) const HALF_MONTH_DAYS: i64 = 15;
/// Days after birth from which somebody may be hired.
const GROWN_UP_DAYS: i64 = 18 * 366;
/// Income tax kept back from a wage outside Mexico, by the thousandths of it, for monthly wages from these amounts
/// on (centavos of 2024).
const TAX_STEPS: &[(Cents, i64)] = &[(2_800_00, 40), (4_600_00, 80), (7_000_00, 120)];

/// The staff of a company.
pub(super) fn staff(owner: &Person, profile: &Profile, founded: Date) -> Vec<Arc<Employee>> {
    let chance = owner.chance.branch("staff");
    (0..profile.staff)
        .map(|turn| {
            let chance = chance.at(turn);
            let person = somebody(chance, owner.country, archetype_named("office_worker"));
            Arc::new(Employee {
                hired: hired(&person, founded, chance),
                person,
                chance,
                weight: chance.around("weight", 700, 1300),
                number: turn + 1,
            })
        })
        .collect()
}

/// Some day after the company was founded and the employee was grown up, before the books begin.
fn hired(person: &Person, founded: Date, chance: Chance) -> Date {
    let grown_up = shifted(person.birth, GROWN_UP_DAYS);
    let (first, last) = (founded.max(grown_up), date(BOOKS_BEGIN_YEAR - 1, 12, 31));
    let days = first
        .until(last)
        .map_or(0, |span| i64::from(span.get_days()));
    shifted(first, chance.between("hired", 0, days.max(0)))
}

/// Everything that the staff is paid in a month.
pub(super) fn wages(
    owner: &Person,
    profile: &Profile,
    rules: &Rules,
    staff: &[Arc<Employee>],
    month: Month,
) -> Vec<Wage> {
    let turnover = owner.income_in(month.year, month.month);
    let weights: i64 = staff.iter().map(|one| one.weight).sum();
    let gross_of_cost = 1_000_000 / (1000 + rules.employer_security);
    let payroll = share(
        owner.country,
        turnover,
        profile.wages * gross_of_cost / 1000,
    );
    let mut wages = Vec::new();
    for employee in staff {
        let gross = payable(owner.country, payroll / weights.max(1) * employee.weight);
        for (place, (paid, from, to)) in paydays(owner, month).into_iter().enumerate() {
            let of = if owner.country == Country::Mexico {
                2
            } else {
                1
            };
            let name = i64::try_from(place).unwrap_or(0);
            let chance = employee.chance.branch("wage").at(month.index()).at(name);
            let ordinary = part(owner.country, gross, 1, of);
            wages.push(wage(
                owner,
                rules,
                employee,
                chance,
                (paid, from, to),
                ordinary,
                gross,
            ));
        }
        if month.month == 12 && owner.country != Country::Chile {
            let paid = owner.calendar().on_or_before(month.day(18));
            let period = (paid, Month { month: 1, ..month }.first(), month.last());
            let chance = employee.chance.branch("year end").at(month.index());
            let bonus = part(owner.country, gross, 1, 2);
            let wage = wage(owner, rules, employee, chance, period, bonus, gross);
            wages.push(Wage {
                kind: WageKind::YearEnd,
                ..wage
            });
        }
    }
    wages
}

/// The days on which wages of a month are paid, and for which days.
fn paydays(owner: &Person, month: Month) -> Vec<(Date, Date, Date)> {
    let calendar = owner.calendar();
    match owner.country {
        Country::Brazil => {
            let before = month.previous();
            let paid = calendar.business_day_of_month(month.year, month.month, 5);
            vec![(paid, before.first(), before.last())]
        }
        Country::Mexico => vec![
            (
                calendar.on_or_before(month.day(15)),
                month.first(),
                month.day(15),
            ),
            (
                calendar.on_or_before(month.last()),
                month.day(16),
                month.last(),
            ),
        ],
        _ => vec![(
            calendar.on_or_before(month.day(29)),
            month.first(),
            month.last(),
        )],
    }
}

fn wage(
    owner: &Person,
    rules: &Rules,
    employee: &Arc<Employee>,
    chance: Chance,
    (paid, from, to): (Date, Date, Date),
    gross: Cents,
    monthly: Cents,
) -> Wage {
    let mexican = owner.country == Country::Mexico;
    let daily = if mexican { monthly / 30 } else { 0 };
    let integrated_daily =
        payroll::integrated_daily_wage(daily, payroll::CHRISTMAS_BONUS_DAYS, 1, paid.year());
    let (income_tax, security) = if mexican {
        mexican_deductions(gross, (daily, integrated_daily), paid)
    } else {
        deductions(owner, rules, gross, monthly, paid)
    };
    Wage {
        employee: Arc::clone(employee),
        chance,
        paid,
        from,
        to,
        kind: WageKind::Ordinary,
        gross,
        income_tax,
        security,
        net: gross - income_tax - security,
        daily,
        integrated_daily,
    }
}

/// What Mexico takes off half a month's wage by the tables of the year: income tax and social security.
/// The bonus of December is treated like another half month.
fn mexican_deductions(
    gross: Cents,
    (daily, integrated): (Cents, Cents),
    paid: Date,
) -> (Cents, Cents) {
    let (year, month) = (paid.year(), paid.month());
    let base = payroll::contribution_base(integrated, year, month);
    (
        payroll::wage_tax(gross, HALF_MONTH_DAYS, year, month).tax,
        payroll::imss(base, daily, HALF_MONTH_DAYS, year, month),
    )
}

/// What other countries take off, by the thousandth.
fn deductions(
    owner: &Person,
    rules: &Rules,
    gross: Cents,
    monthly: Cents,
    paid: Date,
) -> (Cents, Cents) {
    let rate = TAX_STEPS
        .iter()
        .rfind(|(step, _)| monthly >= owner.price(*step, paid.year()))
        .map_or(0, |(_, rate)| *rate);
    (
        part(owner.country, gross, rate, 1000),
        part(owner.country, gross, rules.employee_security, 1000),
    )
}
