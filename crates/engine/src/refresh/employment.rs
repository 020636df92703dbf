//! What a scheduled reading tells of somebody's work: a job that began or ended, or another wage.

use std::collections::BTreeMap;

use caudal_model::event::catalogue::{self, Subject};
use caudal_model::resources::employment_record::{EmploymentRecord, EmploymentReport};
use caudal_model::{Date, Kind, Occurrence};
use serde_json::{Map, Value};

use crate::engine::Engine;
use crate::failure::Outcome;
use crate::links::LinkRecord;
use crate::refresh::Reading;
use crate::retrieval::Read;

impl Engine {
    /// What has changed in the working lives that were read on schedule since they were stored.
    ///
    /// # Errors
    /// A fault of the store.
    pub(super) async fn employment_changes(
        &self,
        link: &LinkRecord,
        kind: Kind,
        read: &Read,
        reading: Reading,
    ) -> Outcome<Option<Occurrence>> {
        let scheduled = matches!(reading, Reading::Recurrent { .. });
        if kind != Kind::EmploymentRecords || !scheduled || !self.settings.employment_changes {
            return Ok(None);
        }
        let stored = self.store.stored(link.organisation, link.id(), kind, None);
        let mut before = BTreeMap::new();
        for stored in stored.await? {
            let report: EmploymentReport = serde_json::from_str(&stored.body)?;
            before.insert(stored.identity, report);
        }
        let mut changes: Vec<&'static str> = Vec::new();
        for document in read.documents.iter().filter(|it| it.kind == kind) {
            let Some(before) = before.get(&document.identity) else {
                continue;
            };
            let after: EmploymentReport = serde_json::from_str(&document.body)?;
            let found = changes_between(&before.employment_records, &after.employment_records);
            changes.extend(found);
        }
        Ok(occurrence(&changes))
    }
}

fn occurrence(changes: &[&'static str]) -> Option<Occurrence> {
    let mut entries = catalogue::catalogue().iter();
    let entry = entries.find(|entry| entry.subject == Subject::EmploymentChanges)?;
    if changes.is_empty() {
        return None;
    }
    let mut data = Map::new();
    data.insert(
        entry.webhook_code.to_owned(),
        changes.iter().map(|&word| Value::from(word)).collect(),
    );
    Some(Occurrence {
        webhook_type: entry.webhook_type,
        process: entry.process,
        webhook_code: entry.webhook_code,
        data,
    })
}

/// What tells a job from others of the same person.
type Job<'a> = (&'a str, Date);

fn going_on(records: &[EmploymentRecord]) -> BTreeMap<Job<'_>, &EmploymentRecord> {
    let open = records.iter().filter(|record| record.end_date.is_none());
    open.map(|record| ((record.employer.as_str(), record.start_date), record))
        .collect()
}

/// Each change once: somebody took a job, was left without any, or is paid more or less in one that
/// goes on.
fn changes_between(before: &[EmploymentRecord], after: &[EmploymentRecord]) -> Vec<&'static str> {
    let (before, after) = (going_on(before), going_on(after));
    let wages = || {
        after.iter().filter_map(|(job, record)| {
            let old = before.get(job)?;
            Some((old.most_recent_base_salary, record.most_recent_base_salary))
        })
    };
    [
        (
            "EMPLOYED",
            after.keys().any(|job| !before.contains_key(job)),
        ),
        ("UNEMPLOYED", after.is_empty() && !before.is_empty()),
        ("SALARY_INCREASED", wages().any(|(old, new)| new > old)),
        ("SALARY_DECREASED", wages().any(|(old, new)| new < old)),
    ]
    .into_iter()
    .filter_map(|(word, happened)| happened.then_some(word))
    .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn job(employer: &str, end: Option<&str>, wage: &str) -> EmploymentRecord {
        let record = json!({
            "collected_at": "2026-03-01T00:00:00Z", "employer": employer, "employer_id": null,
            "start_date": "2020-01-01", "end_date": end, "weeks_employed": 10, "state": null,
            "most_recent_base_salary": wage.parse::<f64>().unwrap(), "monthly_salary": 1,
            "currency": "MXN", "employment_status_updates": null,
        });
        serde_json::from_value(record).unwrap()
    }

    #[test]
    fn what_changed_between_two_reports_is_named_once() {
        let (low, high) = ("500.25", "500.26");
        let ended = Some("2026-02-01");
        for (before, after, told) in [
            (vec![], vec![], vec![]),
            (vec![], vec![job("A", None, low)], vec!["EMPLOYED"]),
            (vec![job("A", None, low)], vec![job("A", None, low)], vec![]),
            (
                vec![job("A", None, low)],
                vec![job("A", ended, low)],
                vec!["UNEMPLOYED"],
            ),
            (
                vec![job("A", None, low)],
                vec![job("A", ended, low), job("B", None, high)],
                vec!["EMPLOYED"],
            ),
            (
                vec![job("A", None, low)],
                vec![job("A", None, high)],
                vec!["SALARY_INCREASED"],
            ),
            (
                vec![job("A", None, high), job("B", None, low)],
                vec![
                    job("A", None, low),
                    job("B", None, high),
                    job("C", None, low),
                ],
                vec!["EMPLOYED", "SALARY_INCREASED", "SALARY_DECREASED"],
            ),
            // What ended long ago changes nothing.
            (
                vec![job("A", ended, low)],
                vec![job("A", ended, high)],
                vec![],
            ),
        ] {
            assert_eq!(changes_between(&before, &after), told);
        }
    }

    #[test]
    fn nothing_is_told_where_nothing_changed() {
        assert_eq!(occurrence(&[]), None);
        let told = occurrence(&["EMPLOYED"]).unwrap();
        assert_eq!(told.webhook_type, "EMPLOYMENT_RECORDS");
        assert_eq!(told.webhook_code, "employment_changes");
        assert_eq!(told.data["employment_changes"], json!(["EMPLOYED"]));
    }
}
