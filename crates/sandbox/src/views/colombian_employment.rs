//! Employments as Colombia's forms of contributions (PILA) tell them: each month's wage at each employer.

use caudal_latam::Country;
use caudal_model::Kind;
use caudal_model::resources::colombian_employment::{
    ColombianEmployment, ColombianEmploymentKind, ColombianSalaryKind, ColombianStatusChange,
    ContributedMonth, Contributor, ContributorNumberKind,
};

use super::{Life, Request, money};
use crate::career::{Employer, Payslip, PayslipKind, Sector, days_from};
use crate::timeline::Month;

/// How many months back the forms are shown when no period is asked for.
const HISTORY_MONTHS: i64 = 60;
/// Average days of a month.
const MONTH_DAYS: i64 = 30;

/// The person's employers, and the pension office, within the period.
pub(super) fn colombian_employments(
    life: &Life<'_>,
    request: Request<'_>,
) -> Vec<ColombianEmployment> {
    if life.person.country != Country::Colombia || life.person.company.is_some() {
        return Vec::new();
    }
    let today = life.now.date();
    let (from, to) = match request.extent.period {
        Some((from, to)) => (from.0, to.0.min(today)),
        None => {
            let back = jiff::Span::new().months(HISTORY_MONTHS);
            (today.saturating_sub(back), today)
        }
    };
    let payslips = life.career.payslips(&life.person, from, to);
    let mut found = Vec::new();
    for (place, job) in life.career.jobs.iter().enumerate() {
        let of_job = payslips.iter().filter(|slip| slip.job == Some(place));
        let key = format!("{:032x}", job.chance.name());
        let last = job.ended_by(to).unwrap_or(to);
        let tenure = days_from(job.start, last) / MONTH_DAYS;
        found.extend(employment(
            life,
            request,
            &job.employer,
            (key, tenure),
            of_job,
        ));
    }
    if let Some(pension) = &life.career.pension {
        let of_office = payslips.iter().filter(|slip| slip.job.is_none());
        let tenure = days_from(pension.start, to) / MONTH_DAYS;
        let key = ("pension".to_owned(), tenure);
        found.extend(employment(life, request, &pension.office, key, of_office));
    }
    found
}

fn employment<'a>(
    life: &Life<'_>,
    request: Request<'_>,
    employer: &Employer,
    (key, tenure): (String, i64),
    payslips: impl Iterator<Item = &'a Payslip>,
) -> Option<ColombianEmployment> {
    let months: Vec<ContributedMonth> = payslips
        .filter(|slip| matches!(slip.kind, PayslipKind::Wage | PayslipKind::Pension))
        .map(|slip| month(life, slip))
        .collect();
    if months.is_empty() {
        return None;
    }
    let stamp = request.stamper.stamp(Kind::ColombianEmployments, &key);
    Some(ColombianEmployment {
        id: stamp.id,
        link: Some(request.stamper.link),
        created_at: stamp.created_at,
        collected_at: stamp.collected_at,
        employer_data: contributor(employer, tenure),
        salary_and_benefit_details: months,
        key,
    })
}

fn contributor(employer: &Employer, tenure: i64) -> Contributor {
    let (code, description) = employer.activity.ciiu;
    let (kind_code, kind) = match employer.sector {
        Sector::Private => ("1", "Empleador"),
        Sector::Public => ("5", "Organismos y entidades públicas"),
    };
    Contributor {
        name: employer.company.name.clone(),
        id_type: ContributorNumberKind::Nit,
        id_number: employer.company.paper.number.clone(),
        economic_activity_code: code.to_owned(),
        economic_activity_description: description.to_owned(),
        contributor_class_code: "A".to_owned(),
        contributor_class_description: "Aportante con 200 o más cotizantes".to_owned(),
        contributor_type_code: kind_code.to_owned(),
        contributor_type_description: kind.to_owned(),
        tenure,
    }
}

fn month(life: &Life<'_>, payslip: &Payslip) -> ContributedMonth {
    let chance = life.person.chance.branch("affiliations");
    let pensioned = payslip.kind == PayslipKind::Pension;
    let Month { year, month } = payslip.month;
    ContributedMonth {
        month: format!("{year:04}-{month:02}"),
        gross_amount: money(payslip.gross()),
        net_amount: money(payslip.net()),
        employment_type: if pensioned {
            ColombianEmploymentKind::Pensioned
        } else {
            ColombianEmploymentKind::Salaried
        },
        employment_type_additional_info: None,
        parafiscal_contribution: !pensioned,
        salary_comprehensive: false,
        salary_type: ColombianSalaryKind::Fixed,
        pension_fund_name: (!pensioned)
            .then(|| {
                chance.pick(
                    "pension fund",
                    &["Colpensiones", "Fondo Ceiba", "Fondo Andino"],
                )
            })
            .map(str::to_owned),
        healthcare_provider_name: Some(
            chance
                .pick(
                    "health",
                    &["EPS La Colina", "EPS Río Sereno", "EPS Guayacán"],
                )
                .to_owned(),
        ),
        status_changes: change(life, payslip),
    }
}

fn change(life: &Life<'_>, payslip: &Payslip) -> Option<ColombianStatusChange> {
    let Some(job) = payslip.job.and_then(|place| life.career.jobs.get(place)) else {
        let start = life.career.pension.as_ref()?.start;
        let first = Month::of(start) == payslip.month;
        return first.then_some(ColombianStatusChange::RetirementMonth);
    };
    let ended = job.ended_by(life.now.date());
    let raised = job
        .wage_days(&life.person, payslip.to)
        .into_iter()
        .any(|day| {
            let before = day.yesterday().unwrap_or(day);
            let (from, to) = (
                job.wage_on(&life.person, before),
                job.wage_on(&life.person, day),
            );
            Month::of(day) == payslip.month && from != to
        });
    if Month::of(job.start) == payslip.month {
        Some(ColombianStatusChange::FirstMonth)
    } else if ended.is_some_and(|end| Month::of(end) == payslip.month) {
        Some(ColombianStatusChange::FinalMonth)
    } else if raised {
        Some(ColombianStatusChange::PermanentSalaryChange)
    } else if payslip.days < MONTH_DAYS {
        Some(ColombianStatusChange::OnLeave)
    } else {
        None
    }
}
