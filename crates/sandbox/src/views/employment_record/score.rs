//! How likely somebody is to earn in the months to come: a model of this platform's own, which says so
//! in its version. It adds up points for steady work and takes off points for what breaks it.

use caudal_latam::calendar::shifted;
use caudal_model::resources::employment_record::EmploymentScore;
use jiff::civil::Date;

use super::super::{Life, worker};
use crate::career::{Job, days_from};

/// The version of the model; what follows the dash tells it from others.
const VERSION: &str = "1.0.0-caudal";
/// Months ahead, and what the farther ones cost, in thousandths.
const PERIODS: [(i64, i64); 3] = [(3, 0), (6, 25), (12, 60)];
/// The scale's ends.
const LOWEST: i64 = 300;
const WIDTH: i64 = 600;

/// The score of each period; without a history there is none.
pub(super) fn scores(life: &Life<'_>) -> Vec<EmploymentScore> {
    let points = points(life);
    let score = |(period, cost): (i64, i64)| EmploymentScore {
        score: points.map(|points| LOWEST + WIDTH * (points - cost).clamp(20, 980) / 1000),
        period,
        version: VERSION.to_owned(),
    };
    PERIODS.map(score).to_vec()
}

/// The chance of earning soon, in thousandths.
fn points(life: &Life<'_>) -> Option<i64> {
    let today = life.now.date();
    let jobs: Vec<&Job> = worker::known_jobs(life).collect();
    let latest = jobs.first()?;
    let last = latest.ended_by(today).unwrap_or(today);
    let two_years = worked(&jobs, shifted(today, -729), today) / 30;
    let tenure = days_from(latest.start, last) / 30;
    let since = shifted(today, -1095);
    let recent = jobs
        .iter()
        .filter(|job| job.ended_by(today).is_none_or(|end| end >= since));
    let employers = i64::try_from(recent.count()).unwrap_or(0);
    let idle = days_from(last, today) - 1;
    let steady = 250 + 17 * two_years.min(24) + 3 * tenure.min(72);
    Some(steady - 45 * (employers - 1).max(0) - (idle / 2).min(350))
}

/// Days of a period on which at least one of the jobs was held.
fn worked(jobs: &[&Job], from: Date, to: Date) -> i64 {
    let days = std::iter::successors(Some(from), |day| day.tomorrow().ok());
    let held = days
        .take_while(|day| *day <= to)
        .filter(|day| jobs.iter().any(|job| job.is_held_on(*day)));
    i64::try_from(held.count()).unwrap_or(0)
}
