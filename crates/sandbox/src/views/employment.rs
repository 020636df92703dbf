//! Employments as Brazil's social security institute keeps them: relations, and each month's pay.

use std::collections::BTreeMap;

use caudal_latam::Country;
use caudal_latam::calendar::{date, shifted};
use caudal_model::resources::employment::{
    Employment, EmploymentEmployer, EmploymentOccupation, EmploymentSalary, SalaryKind,
};
use caudal_model::{Date, Kind};

use super::{Life, Request, money};
use crate::career::{Job, PayslipKind};
use crate::price::Cents;
use crate::timeline::Month;

/// The month from which pay is told in the money of today.
const MONEY_BEGINS: (i16, i8) = (1994, 7);
/// Digits of a CNPJ that name the company rather than one of its branches.
const ROOT_DIGITS: usize = 8;

/// Pay and what was withheld of it, by month and kind.
type Pay = BTreeMap<(Month, SalaryKind), (Cents, Cents)>;

/// Every relation of a person in Brazil that overlaps the period, the earliest first.
pub(super) fn employments(life: &Life<'_>, request: Request<'_>) -> Vec<Employment> {
    if life.person.country != Country::Brazil || life.person.company.is_some() {
        return Vec::new();
    }
    let jobs = life.career.jobs.iter().enumerate();
    let mut found: Vec<Employment> = jobs
        .map(|(place, job)| of_job(life, request, place, job))
        .collect();
    found.extend(contributor(life, request));
    found.extend(pensioner(life, request));
    if let Some((from, to)) = request.extent.period {
        found.retain(|one| one.start_date <= to && one.end_date.is_none_or(|end| end >= from));
    }
    found
}

fn of_job(life: &Life<'_>, request: Request<'_>, place: usize, job: &Job) -> Employment {
    let today = life.now.date();
    let last = shifted(job.ended_by(today).unwrap_or(today), 40).min(today);
    let mut pay = Pay::new();
    for payslip in life.career.payslips(&life.person, job.start, last) {
        let kind = match payslip.kind {
            PayslipKind::Wage | PayslipKind::HolidayBonus => SalaryKind::Regular,
            PayslipKind::YearlyBonus => SalaryKind::Thirteenth,
            _ => continue,
        };
        if payslip.job == Some(place) {
            let month = reported(payslip.month, kind);
            let sum = pay.entry((month, kind)).or_default();
            sum.0 += payslip.gross();
            sum.1 += payslip.social_security();
        }
    }
    let (code, activity) = job.employer.activity.cnae;
    let number = &job.employer.company.paper.number;
    Employment {
        end_date: job.ended_by(today).map(Date),
        employer_data: EmploymentEmployer {
            name: job.employer.company.name.to_uppercase(),
            code: number.chars().take(ROOT_DIGITS).collect(),
            economic_activity: format!("{code} - {activity}"),
        },
        occupations: occupations(job, today),
        salaries: salaries(life, request, pay),
        ..relation(request, job.start, format!("{:032x}", job.chance.name()))
    }
}

/// The month under which pay is reported: the thirteenth salary belongs to December.
fn reported(month: Month, kind: SalaryKind) -> Month {
    match kind {
        SalaryKind::Thirteenth => Month::of(date(month.year, 12, 1)),
        _ => month,
    }
}

fn occupations(job: &Job, today: jiff::civil::Date) -> Vec<EmploymentOccupation> {
    let held: Vec<_> = job
        .posts
        .iter()
        .filter(|post| post.start <= today)
        .collect();
    let next = held
        .iter()
        .skip(1)
        .map(|post| Some(shifted(post.start, -1)));
    let ends = next.chain([job.ended_by(today)]);
    held.iter()
        .zip(ends)
        .map(|(post, end)| EmploymentOccupation {
            start_date: Date(post.start),
            end_date: end.map(Date),
            description: post.occupation.portuguese.to_owned(),
            name: format!("{} - {}", post.occupation.portuguese, post.occupation.cbo),
            locale: if post.occupation.rural {
                "Rural"
            } else {
                "Urbana"
            }
            .to_owned(),
        })
        .collect()
}

/// What somebody contributes without an employer.
fn contributor(life: &Life<'_>, request: Request<'_>) -> Option<Employment> {
    let (person, today) = (&life.person, life.now.date());
    let from = life.career.contributes_from(person)?;
    if from > today {
        return None;
    }
    let months = std::iter::successors(Some(Month::of(from)), |month| Some(month.next()));
    let pay = months
        .take_while(|month| month.first() <= today)
        .filter_map(|month| life.career.contribution(person, month))
        .filter(|paid| paid.paid_on <= today)
        .map(|paid| {
            (
                (paid.month, SalaryKind::Voluntary),
                (paid.base, paid.amount),
            )
        })
        .collect();
    Some(Employment {
        employer_data: EmploymentEmployer {
            name: "CONTRIBUINTE INDIVIDUAL".to_owned(),
            code: person.national.number.clone(),
            economic_activity: "Não informada".to_owned(),
        },
        salaries: salaries(life, request, pay),
        ..relation(request, from, "contributor".to_owned())
    })
}

/// A pension, which stands among the relations as a benefit.
fn pensioner(life: &Life<'_>, request: Request<'_>) -> Option<Employment> {
    let today = life.now.date();
    let pension = life.career.pension.as_ref()?;
    let mut pay = Pay::new();
    for payslip in life.career.payslips(&life.person, pension.start, today) {
        let kind = match payslip.kind {
            PayslipKind::Pension => SalaryKind::Retirement,
            PayslipKind::PensionBonus => SalaryKind::Thirteenth,
            _ => continue,
        };
        let month = reported(payslip.month, kind);
        pay.entry((month, kind)).or_default().0 += payslip.gross();
    }
    let number = life
        .person
        .chance
        .branch("benefit")
        .below("number", 1_000_000_000);
    Some(Employment {
        employer_data: EmploymentEmployer {
            name: "INSS - APOSENTADORIA POR IDADE".to_owned(),
            code: format!("1{number:09}"),
            economic_activity: "8430-2 - SEGURIDADE SOCIAL OBRIGATORIA".to_owned(),
        },
        salaries: salaries(life, request, pay),
        ..relation(request, pension.start, "pension".to_owned())
    })
}

/// A relation of which nothing but its beginning is known.
fn relation(request: Request<'_>, start: jiff::civil::Date, key: String) -> Employment {
    let stamp = request.stamper.stamp(Kind::Employments, &key);
    Employment {
        id: stamp.id,
        link: Some(request.stamper.link),
        created_at: stamp.created_at,
        collected_at: stamp.collected_at,
        start_date: Date(start),
        end_date: None,
        employer_data: EmploymentEmployer {
            name: String::new(),
            code: String::new(),
            economic_activity: String::new(),
        },
        occupations: Vec::new(),
        salaries: Vec::new(),
        key,
    }
}

/// The months of pay within what was asked for.
fn salaries(life: &Life<'_>, request: Request<'_>, pay: Pay) -> Vec<EmploymentSalary> {
    let (year, month) = MONEY_BEGINS;
    let oldest = Month::of(date(year, month, 1));
    let bounds = request.extent.period;
    let within = |month: Month| {
        let asked =
            bounds.is_none_or(|(from, to)| (Month::of(from.0)..=Month::of(to.0)).contains(&month));
        asked && month >= oldest
    };
    pay.into_iter()
        .filter(|((month, _), _)| within(*month))
        .map(|((month, kind), (base, retained))| EmploymentSalary {
            base_amount: money(base),
            retained_amount: money(retained),
            kind: Some(kind),
            month: format!("{:04}-{:02}", month.year, month.month),
            currency: life.currency(),
        })
        .collect()
}
