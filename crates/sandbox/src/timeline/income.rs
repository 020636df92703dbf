//! How money comes in: wages and pensions by their payslips, and everything without one.

mod casual;

use caudal_latam::Country;
use caudal_model::resources::transaction::{Category, Subcategory};

use super::event::{Cause, Instrument, Party, PartyKind};
use super::plan::{Month, Plan};
use crate::career::{Career, Payslip, PayslipKind};
use crate::person::{Person, Work};

/// The plans of a month's income.
pub(super) fn plan(person: &Person, career: &Career, month: Month, plans: &mut Vec<Plan>) {
    without_payroll(person, month, plans);
    plans.extend(
        career
            .paid_in(person, month)
            .iter()
            .filter_map(|payslip| paid(career, payslip)),
    );
    contribute(person, career, month, plans);
}

/// The plans of what applications, clients and customers pay.
pub(super) fn without_payroll(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    let chance = person.chance.branch("income").at(month.index());
    let income = person.income_in(month.year, month.month);
    match person.archetype.work {
        Work::Gig => casual::gig(person, month, chance, income, plans),
        Work::Informal => casual::informal(person, month, chance, income, plans),
        Work::Freelance => casual::invoices(person, month, chance, income, plans),
        Work::Student => casual::allowance(person, month, chance, income, plans),
        _ => {}
    }
}

/// A payslip's money on its way to the bank.
fn paid(career: &Career, payslip: &Payslip) -> Option<Plan> {
    let employer = career.employer(payslip)?;
    let subcategory = match payslip.job {
        Some(_) => Subcategory::Salary,
        None => Subcategory::Retirement,
    };
    Some(Plan::receive(
        payslip.paid_on,
        payslip.chance,
        payslip.net(),
        cause(payslip.kind),
        Instrument::Payroll,
        Party {
            kind: PartyKind::Company,
            name: employer.company.name.clone(),
            document: Some(employer.company.paper.number.clone()),
        },
        (Category::IncomePayments, subcategory),
    ))
}

fn cause(kind: PayslipKind) -> Cause {
    match kind {
        PayslipKind::Wage => Cause::Salary,
        PayslipKind::Advance => Cause::SalaryAdvance,
        PayslipKind::BonusAdvance | PayslipKind::YearlyBonus | PayslipKind::PensionBonus => {
            Cause::YearlyBonus
        }
        PayslipKind::HolidayBonus => Cause::HolidayBonus,
        PayslipKind::ProfitShare => Cause::ProfitShare,
        PayslipKind::Pension => Cause::Pension,
    }
}

/// What goes to social security without an employer, for the month before.
fn contribute(person: &Person, career: &Career, month: Month, plans: &mut Vec<Plan>) {
    let Some(contribution) = career.contribution(person, month.previous()) else {
        return;
    };
    let office = match person.country {
        Country::Brazil => "Guia da Previdência Social",
        _ => "IMSS Modalidad 40",
    };
    plans.push(Plan::owe(
        contribution.paid_on,
        person.chance.branch("contribution").at(month.index()),
        contribution.amount,
        Cause::Tax,
        Instrument::Bill,
        Party::merchant(office),
        (Category::Taxes, Subcategory::GovernmentFees),
    ));
}
