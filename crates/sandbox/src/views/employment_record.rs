//! The report of a working life as the IMSS and the ISSSTE make it.

mod score;

use caudal_latam::calendar::{date, shifted};
use caudal_latam::tariff::fraction;
use caudal_model::resources::employment_record::{
    EmploymentEvent, EmploymentFile, EmploymentRecord, EmploymentReport, EmploymentUpdate,
    EntitlementStatus, Entitlements, SalaryEstimation, SocialSecuritySummary, Worker,
};
use caudal_model::{Date, Kind, Money, Stamp};
use jiff::civil;

use super::printed::printed;
use super::{Life, Request, money, worker};
use crate::career::{Job, LeaveKind, Sector, days_from};
use crate::price::Cents;

/// Days for which medical care goes on after a job.
const CARE_DAYS: i64 = 56;

/// The one report about a person.
pub(super) fn employment_records(life: &Life<'_>, request: Request<'_>) -> Vec<EmploymentReport> {
    if life.person.company.is_some() {
        return Vec::new();
    }
    let person = &life.person;
    let insured = worker::sector(life) == Sector::Private;
    let curp = person.national.number.clone();
    let stamp = request.stamper.stamp(Kind::EmploymentRecords, &curp);
    let identity = worker::identity(life);
    let mut report = EmploymentReport {
        id: stamp.id,
        link: Some(request.stamper.link),
        created_at: stamp.created_at,
        collected_at: stamp.collected_at,
        report_date: Date(life.now.date()),
        days_since_extraction: 0,
        internal_identification: curp,
        personal_data: Worker {
            official_name: identity.official_name,
            first_name: identity.first_name,
            last_name: identity.last_name,
            birth_date: identity.birth_date,
            entitlements: entitlements(life),
            document_ids: identity.document_ids,
            email: Some(person.email.clone()),
        },
        social_security_summary: insured.then(|| summary(life)),
        employment_records: worker::known_jobs(life)
            .map(|job| record(life, job, stamp))
            .collect(),
        employment_scores: insured.then(|| score::scores(life)),
        salary_estimation: insured.then(|| estimation(life)),
        files: None,
    };
    report.files = paper(life, request, &report);
    vec![report]
}

/// The report on paper, where it was asked for.
fn paper(
    life: &Life<'_>,
    request: Request<'_>,
    report: &EmploymentReport,
) -> Option<Vec<EmploymentFile>> {
    let (office, title, name) = match worker::sector(life) {
        Sector::Private => (
            "Instituto Mexicano del Seguro Social",
            "Constancia de semanas cotizadas",
            "ReporteSemanasCotizadas",
        ),
        Sector::Public => (
            "Instituto de Seguridad y Servicios Sociales de los Trabajadores del Estado",
            "Expediente electrónico único",
            "ExpedienteElectronico",
        ),
    };
    let value = printed(life, request, (office, title), report)?;
    let today = life.now.date();
    let (day, month, year) = (today.day(), today.month(), today.year() % 100);
    Some(vec![EmploymentFile {
        kind: format!("{name}_{day:02}{month:02}{year:02}"),
        value: Some(value),
    }])
}

fn entitlements(life: &Life<'_>) -> Entitlements {
    let today = life.now.date();
    let employed = worker::known_jobs(life).any(|job| job.is_held_on(today));
    let retired = life.career.pension.is_some() && worker::sector(life) == Sector::Private;
    let left = worker::known_jobs(life)
        .filter_map(|job| job.ended_by(today))
        .max();
    let until = left
        .filter(|_| !employed && !retired)
        .map(|left| shifted(left, CARE_DAYS));
    Entitlements {
        entitled_to_health_insurance: employed
            || retired
            || until.is_some_and(|until| today <= until),
        entitled_to_company_benefits: employed,
        valid_until: until.map(Date),
        status: if employed {
            EntitlementStatus::Employed
        } else if retired {
            EntitlementStatus::Retired
        } else {
            EntitlementStatus::Unemployed
        },
    }
}

fn summary(life: &Life<'_>) -> SocialSecuritySummary {
    let weeks = life.career.insurance(&life.person, life.now.date());
    SocialSecuritySummary {
        weeks_redeemed: i32::try_from(weeks.weeks_redeemed).ok(),
        weeks_reinstated: i32::try_from(weeks.weeks_reinstated).ok(),
        weeks_contributed: i32::try_from(weeks.weeks_contributed).ok(),
    }
}

fn record(life: &Life<'_>, job: &Job, stamp: Stamp) -> EmploymentRecord {
    let today = life.now.date();
    let last = job.ended_by(today).unwrap_or(today);
    let name = job.employer.company.name.to_uppercase();
    let insured = job.employer.sector == Sector::Private;
    let base = base(life, job, last);
    EmploymentRecord {
        collected_at: stamp.collected_at,
        employer: if insured {
            name
        } else {
            format!("{name};{name}")
        },
        employer_id: insured.then(|| job.employer.registration.clone()),
        start_date: Date(job.start),
        end_date: job.ended_by(today).map(Date),
        weeks_employed: i32::try_from(days_from(job.start, last) / 7).unwrap_or(0),
        state: insured.then(|| worker::state(life)),
        most_recent_base_salary: money(base),
        monthly_salary: if insured {
            worker::monthly(base)
        } else {
            money(job.wage_on(&life.person, last))
        },
        currency: life.currency(),
        employment_status_updates: Some(updates(life, job, last).into_iter().map(Some).collect()),
    }
}

/// The wage of a day as the institution states it.
fn base(life: &Life<'_>, job: &Job, day: civil::Date) -> Cents {
    match job.employer.sector {
        Sector::Private => job.contribution_base_on(&life.person, day),
        Sector::Public => fraction(job.wage_on(&life.person, day), 1, 30),
    }
}

/// Everything that changed up to a day, the earliest first.
fn updates(life: &Life<'_>, job: &Job, last: civil::Date) -> Vec<EmploymentUpdate> {
    let update = |event, day| EmploymentUpdate {
        event: Some(event),
        base_salary: money(base(life, job, day)),
        update_date: Date(day),
    };
    if job.employer.sector == Sector::Public {
        let days = std::iter::once(job.start).chain(modifications(life, job, last));
        return days.map(|day| update(source(job, day), day)).collect();
    }
    let mut updates = vec![update(EmploymentEvent::Hired, job.start)];
    let modified = modifications(life, job, last).into_iter();
    updates.extend(modified.map(|day| update(EmploymentEvent::SalaryModification, day)));
    for leave in job.leaves(last) {
        let event = match leave.kind {
            LeaveKind::Absence => EmploymentEvent::Absence,
            LeaveKind::Sickness => EmploymentEvent::SickLeave,
        };
        updates.push(update(event, leave.from));
    }
    updates.sort_by_key(|update| update.update_date);
    if let Some(end) = job.ended_by(life.now.date()) {
        updates.push(update(EmploymentEvent::DismissedResigned, end));
    }
    updates.extend(contributions(life, job));
    updates
}

/// The last private employer's record tells when somebody went on contributing alone.
fn contributions(life: &Life<'_>, job: &Job) -> Option<EmploymentUpdate> {
    let latest = worker::known_jobs(life).next()?;
    let from = life.career.contributes_from(&life.person)?;
    if latest.chance != job.chance || from > life.now.date() {
        return None;
    }
    let month = crate::timeline::Month::of(from);
    let months = std::iter::successors(Some(month), |month| Some(month.next())).take(12);
    let mut paid = months.filter_map(|month| life.career.contribution(&life.person, month));
    Some(EmploymentUpdate {
        event: Some(EmploymentEvent::VoluntaryContribution),
        base_salary: money(paid.next()?.base),
        update_date: Date(from),
    })
}

/// The days on which the stated wage changed: raises, and years of service that add to benefits.
fn modifications(life: &Life<'_>, job: &Job, last: civil::Date) -> Vec<civil::Date> {
    let mut days = job.wage_days(&life.person, last);
    let years = 1..=job.years_on(last);
    days.extend(years.map(|years| job.start.saturating_add(jiff::Span::new().years(years))));
    // What is contributed on is capped, and the cap rises each February.
    days.extend((job.start.year()..=last.year()).map(|year| date(year, 2, 1)));
    days.retain(|day| job.start < *day && *day <= last);
    days.sort_unstable();
    days.dedup();
    let mut before = base(life, job, job.start);
    days.retain(|day| {
        let now = base(life, job, *day);
        std::mem::replace(&mut before, now) != now
    });
    days
}

/// Where the ISSSTE knows of a change from.
fn source(job: &Job, day: civil::Date) -> EmploymentEvent {
    let chance = job.chance.branch("source").at(i64::from(day.year()));
    match chance.below("source", 10) {
        0..6 => EmploymentEvent::Normal,
        6..8 => EmploymentEvent::BdutaCertificate,
        _ => EmploymentEvent::DyeCertificate,
    }
}

/// The report is of today, so the estimate is what is earned today.
fn estimation(life: &Life<'_>) -> SalaryEstimation {
    let today = life.now.date();
    let held = worker::known_jobs(life).filter(|job| job.is_held_on(today));
    let base: Cents = held.map(|job| base(life, job, today)).sum();
    SalaryEstimation {
        employment_status_estimate: Some(
            if base > 0 { "EMPLOYED" } else { "UNEMPLOYED" }.to_owned(),
        ),
        base_salary_estimate: Some(if base > 0 { money(base) } else { Money::ZERO }),
        currency: life.currency(),
    }
}
