//! Whom somebody works for now, as the IMSS answers at once.

use caudal_model::resources::current_employment::{CurrentEmployment, CurrentJob, CurrentStatus};
use caudal_model::{Kind, Money};

use super::{Life, Request, money, worker};
use crate::career::days_from;

/// Decimal places of a month's wage in this answer.
const MONTHLY_SCALE: u32 = 2;

/// The one answer about a person.
pub(super) fn current_employments(life: &Life<'_>, request: Request<'_>) -> Vec<CurrentEmployment> {
    if life.person.company.is_some() {
        return Vec::new();
    }
    let (person, today) = (&life.person, life.now.date());
    let state = worker::state(life);
    let held: Vec<CurrentJob> = worker::known_jobs(life)
        .filter(|job| job.is_held_on(today))
        .map(|job| {
            let base = job.contribution_base_on(person, today);
            CurrentJob {
                employer: job.employer.company.name.to_uppercase(),
                employer_id: job.employer.registration.clone(),
                employer_rfc: job.employer.company.paper.number.clone(),
                state: state.clone(),
                days_employed: days_from(job.start, today),
                base_salary: Some(money(base)),
                monthly_salary: Some(Money(worker::monthly(base).0.round_dp(MONTHLY_SCALE))),
            }
        })
        .collect();
    let employed = !held.is_empty();
    let month = format!("{:04}-{:02}", today.year(), today.month());
    let key = key(&month, &held);
    let stamp = request.stamper.stamp(Kind::CurrentEmployments, &key);
    vec![CurrentEmployment {
        id: stamp.id,
        link: Some(request.stamper.link),
        created_at: stamp.created_at,
        collected_at: stamp.collected_at,
        month: employed.then_some(month),
        internal_identification: employed.then(|| person.national.number.clone()),
        personal_data: worker::identity(life),
        status: if employed {
            CurrentStatus::Employed
        } else {
            CurrentStatus::Unemployed
        },
        current_employment_records: employed.then_some(held),
        key,
    }]
}

/// What makes an answer another one: the month, the employers, the wages. Days go by all the time.
fn key(month: &str, held: &[CurrentJob]) -> String {
    let jobs = held.iter().map(|job| {
        let wage = job.base_salary.map(|wage| wage.to_string());
        format!("/{}:{}", job.employer_id, wage.unwrap_or_default())
    });
    let jobs: String = jobs.collect();
    format!("{month}{jobs}")
}
