//! The document that every wage gets.

use caudal_latam::mexico::Nss;
use caudal_latam::mexico::cfdi::{
    Cfdi, Earning, Earnings, Employee, Employer, Payroll, PayrollKind, Receiver,
};
use jiff::civil::DateTime;
use rust_decimal::Decimal;

use super::super::decimal;
use super::super::payroll::{self, Slip, deductions, seniority, some, state};
use super::super::stamping::{modern, own_issuer, version};
use crate::career::{Deduction, EarningKind, registration};
use crate::chance::Chance;
use crate::company::{HALF_MONTH_DAYS, Wage, WageKind};
use crate::person::Person;

/// The hour at which payslips are written.
const HOUR: i8 = 11;

/// When the document of a wage is written.
pub(super) fn written_at(wage: &Wage) -> DateTime {
    wage.paid.at(HOUR, 0, 0, 0)
}

/// The document of a wage.
pub(super) fn document(company: &Person, wage: &Wage) -> Cfdi {
    let employee = &wage.employee.person;
    payroll::document(Slip {
        chance: wage.chance,
        written: written_at(wage),
        place_of_issue: company.postcode.clone(),
        issuer: own_issuer(company),
        receiver: Receiver {
            tax_number: employee.tax.number.parse().unwrap_or_default(),
            name: Some(employee.full_name().to_uppercase()),
            postcode: modern(version(wage.paid), &employee.postcode),
            ..Receiver::default()
        },
        payroll: slip(company, wage),
    })
}

fn slip(company: &Person, wage: &Wage) -> Payroll {
    let (kind, earned) = match wage.kind {
        WageKind::Ordinary => (PayrollKind::Ordinary, EarningKind::Salary),
        WageKind::YearEnd => (PayrollKind::Extraordinary, EarningKind::YearlyBonus),
    };
    let taken_off = [
        (Deduction::SocialSecurity, wage.security),
        (Deduction::IncomeTax, wage.income_tax),
    ];
    let taken_off: Vec<_> = (taken_off.into_iter())
        .filter(|(_, amount)| *amount > 0)
        .collect();
    let gross = decimal(wage.gross);
    Payroll {
        version: Payroll::VERSION.to_owned(),
        kind,
        paid_on: wage.paid,
        first_day: wage.from,
        last_day: wage.to,
        days: Decimal::from(HALF_MONTH_DAYS),
        total_earnings: Some(gross),
        total_deductions: some(wage.gross - wage.net),
        employer: Some(Employer {
            registration: Some(registration(company.chance.branch("registration"))),
            ..Employer::default()
        }),
        employee: employee(wage),
        earnings: Some(Earnings {
            total_wages: Some(gross),
            total_taxable: gross,
            total_exempt: decimal(0),
            earnings: vec![Earning {
                kind: earned.sat_code().to_owned(),
                code: earned.sat_code().to_owned(),
                concept: earned.concept().to_owned(),
                taxable: gross,
                exempt: decimal(0),
                ..Earning::default()
            }],
            ..Earnings::default()
        }),
        deductions: deductions(&taken_off),
        ..Payroll::default()
    }
}

fn employee(wage: &Wage) -> Employee {
    let (employee, person) = (&wage.employee, &wage.employee.person);
    let periodicity = match wage.kind {
        WageKind::Ordinary => "04",
        WageKind::YearEnd => "99",
    };
    Employee {
        curp: person.national.number.clone(),
        social_security_number: Some(insurance_number(employee.chance, person, wage)),
        since: Some(employee.hired),
        seniority: Some(seniority(employee.hired, wage.to)),
        contract: "01".to_owned(),
        unionised: Some("No".to_owned()),
        shift: Some("01".to_owned()),
        regime: "02".to_owned(),
        number: employee.number.to_string(),
        position: Some(position(employee.chance).to_owned()),
        risk: Some("1".to_owned()),
        periodicity: periodicity.to_owned(),
        base_daily_wage: Some(decimal(wage.daily)),
        integrated_daily_wage: Some(decimal(wage.integrated_daily)),
        state: state(person.place.state).to_owned(),
        ..Employee::default()
    }
}

/// The number under which social security knows an employee: this is the first job.
fn insurance_number(chance: Chance, person: &Person, wage: &Wage) -> String {
    let office = u8::try_from(chance.between("office", 1, 97)).unwrap_or(1);
    let series = u16::try_from(chance.below("series", 10_000)).unwrap_or(0);
    let (hired, born) = (wage.employee.hired.year(), person.birth.year());
    Nss::new(office, hired, born, series).to_string()
}

fn position(chance: Chance) -> &'static str {
    chance.pick(
        "position",
        &["Auxiliar", "Operador", "Ejecutivo", "Técnico"],
    )
}
