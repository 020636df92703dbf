//! Payslips as electronic invoices: every line of a payslip, and a total that is what reached the bank.

use caudal_latam::calendar::shifted;
use caudal_latam::mexico::cfdi::{
    Cfdi, Earning as EarningPart, Earnings, Employee, Employer as EmployerPart, Issuer,
    OtherPayment as OtherPart, Payroll, PayrollKind, Retirement, Subsidy,
};
use caudal_model::resources::invoice::Standing;
use rust_decimal::Decimal;

use super::payroll::{self, Slip, seniority, some, state};
use super::stamping::{own_receiver, version};
use super::{Filed, decimal};
use crate::career::{Deduction, EarningKind, Employer, OtherPayment, Payslip, PayslipKind, Sector};
use crate::person::Person;
use crate::price::Cents;
use crate::views::Life;

/// How far back the authority has payslips on file.
const HISTORY_DAYS: i64 = 5 * 365;
/// When employers hand payslips in.
const HOUR: i8 = 9;

/// The payslips of somebody who works or has retired.
pub(super) fn invoices(life: &Life<'_>) -> Vec<Filed> {
    let today = life.now.date();
    let from = shifted(today, -HISTORY_DAYS);
    let payslips = life.career.payslips(&life.person, from, today);
    payslips
        .iter()
        .filter_map(|payslip| {
            let employer = life.career.employer(payslip)?;
            Some(Filed {
                document: document(life, payslip, employer),
                standing: Standing::default(),
                withheld: None,
            })
        })
        .collect()
}

fn document(life: &Life<'_>, payslip: &Payslip, employer: &Employer) -> Cfdi {
    payroll::document(Slip {
        chance: payslip.chance,
        written: payslip.paid_on.at(HOUR, 0, 0, 0),
        place_of_issue: life.person.postcode.clone(),
        issuer: issuer(employer),
        receiver: own_receiver(&life.person, version(payslip.paid_on), ""),
        payroll: payroll(life, payslip, employer),
    })
}

fn issuer(employer: &Employer) -> Issuer {
    let number = &employer.company.paper.number;
    Issuer {
        tax_number: number.parse().unwrap_or_default(),
        name: Some(employer.company.name.to_uppercase()),
        regime: match employer.sector {
            Sector::Private => "601".to_owned(),
            Sector::Public => "603".to_owned(),
        },
        acquirer_permission: None,
    }
}

fn payroll(life: &Life<'_>, payslip: &Payslip, employer: &Employer) -> Payroll {
    let ordinary = matches!(
        payslip.kind,
        PayslipKind::Wage | PayslipKind::Advance | PayslipKind::Pension
    );
    Payroll {
        version: Payroll::VERSION.to_owned(),
        kind: if ordinary {
            PayrollKind::Ordinary
        } else {
            PayrollKind::Extraordinary
        },
        paid_on: payslip.paid_on,
        first_day: payslip.from,
        last_day: payslip.to,
        // The schema has no payslip without a day.
        days: Decimal::from(payslip.days.max(1)),
        total_earnings: Some(decimal(payslip.gross())),
        total_deductions: some(deducted(payslip)),
        total_other_payments: some(payslip.other_paid()),
        employer: Some(EmployerPart {
            registration: payslip.job.map(|_| employer.registration.clone()),
            ..EmployerPart::default()
        }),
        employee: employee(life, payslip, ordinary),
        earnings: earnings(payslip),
        deductions: payroll::deductions(&payslip.deductions),
        other_payments: payslip.other_payments.iter().map(other_payment).collect(),
        incapacities: Vec::new(),
    }
}

fn employee(life: &Life<'_>, payslip: &Payslip, ordinary: bool) -> Employee {
    let person: &Person = &life.person;
    let job = payslip.job.and_then(|place| life.career.jobs.get(place));
    let post = job.and_then(|job| job.post_on(payslip.paid_on));
    let in_union = payslip
        .deductions
        .iter()
        .any(|(deduction, _)| *deduction == Deduction::UnionFee);
    let (contract, regime) = match job {
        Some(_) => ("01", "02"),
        None => ("10", "12"),
    };
    Employee {
        curp: person.national.number.clone(),
        social_security_number: life.career.insurance_number(person),
        since: job.map(|job| job.start),
        seniority: job.map(|job| seniority(job.start, payslip.to)),
        contract: contract.to_owned(),
        unionised: job.map(|_| if in_union { "Sí" } else { "No" }.to_owned()),
        shift: job.map(|_| "01".to_owned()),
        regime: regime.to_owned(),
        number: (1 + person.chance.below("employee number", 9_999)).to_string(),
        department: None,
        position: post.map(|post| post.occupation.spanish.to_owned()),
        risk: job.map(|_| "1".to_owned()),
        periodicity: match (ordinary, job) {
            (false, _) => "99",
            (true, Some(_)) => "04",
            (true, None) => "05",
        }
        .to_owned(),
        bank: None,
        account: None,
        base_daily_wage: job.map(|_| decimal(payslip.contribution_base)),
        integrated_daily_wage: job.map(|_| decimal(payslip.integrated_daily)),
        state: state(person.place.state).to_owned(),
    }
}

fn earnings(payslip: &Payslip) -> Option<Earnings> {
    let lines = &payslip.earnings;
    let pension: Cents = lines
        .iter()
        .filter(|line| line.kind == EarningKind::Pension)
        .map(|line| line.taxable + line.exempt)
        .sum();
    let taxable = lines.iter().map(|line| line.taxable).sum();
    let exempt = lines.iter().map(|line| line.exempt).sum();
    (!lines.is_empty()).then(|| Earnings {
        total_wages: some(payslip.gross() - pension),
        total_severance: None,
        total_retirement: some(pension),
        total_taxable: decimal(taxable),
        total_exempt: decimal(exempt),
        earnings: lines
            .iter()
            .map(|line| EarningPart {
                kind: line.kind.sat_code().to_owned(),
                code: line.kind.sat_code().to_owned(),
                concept: line.kind.concept().to_owned(),
                taxable: decimal(line.taxable),
                exempt: decimal(line.exempt),
                overtime: Vec::new(),
            })
            .collect(),
        retirement: (pension > 0).then(|| Retirement {
            single_payment: some(pension),
            accumulable: decimal(pension.min(taxable)),
            not_accumulable: decimal(pension - pension.min(taxable)),
            ..Retirement::default()
        }),
        severance: None,
    })
}

fn other_payment((payment, amount): &(OtherPayment, Cents)) -> OtherPart {
    OtherPart {
        kind: payment.sat_code().to_owned(),
        code: payment.sat_code().to_owned(),
        concept: payment.concept().to_owned(),
        amount: decimal(*amount),
        subsidy: (*payment == OtherPayment::Subsidy).then(|| Subsidy {
            caused: decimal(*amount),
        }),
    }
}

/// Everything that is taken off.
fn deducted(payslip: &Payslip) -> Cents {
    payslip.gross() + payslip.other_paid() - payslip.net()
}
