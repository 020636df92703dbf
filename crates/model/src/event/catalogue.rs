//! Which events there are: every type with its codes, and what was going on. What is told of
//! resources follows from their declarations; the rest stands here.

use std::sync::LazyLock;

use crate::announcement::{Announcement, History};
use crate::event::Process;
use crate::resource::Kind;

/// One event that receivers may get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CatalogueEntry {
    /// The family: `ACCOUNTS`, `LINK`, `CONSENT`.
    pub webhook_type: &'static str,
    /// The event within its family.
    pub webhook_code: &'static str,
    /// What is going on when it happens.
    pub process: Process,
    /// What it tells of.
    pub subject: Subject,
}

/// What an event tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A history that was read.
    History,
    /// Documents that are new.
    News,
    /// Transactions that the institution corrected or took back, under this key.
    Corrections {
        /// The key of their ids.
        ids: &'static str,
    },
    /// A login that no longer works.
    Login,
    /// A link that was deleted.
    Deletion,
    /// What became of a consent.
    Consent,
    /// A job that began or ended, or its wage.
    EmploymentChanges,
}

/// What no resource declares.
const OTHERS: [(&str, &str, Process, Subject); 11] = [
    (
        "TRANSACTIONS",
        "transactions_updated",
        Process::Recurrent,
        Subject::Corrections {
            ids: "updated_transactions",
        },
    ),
    (
        "TRANSACTIONS",
        "transactions_deleted",
        Process::Recurrent,
        Subject::Corrections {
            ids: "deleted_transactions",
        },
    ),
    (
        "LINK",
        "invalid_credentials",
        Process::Recurrent,
        Subject::Login,
    ),
    ("LINK", "token_required", Process::Recurrent, Subject::Login),
    (
        "LINK",
        "link_deleted",
        Process::Asynchronous,
        Subject::Deletion,
    ),
    (
        "CONSENT",
        "openfinance_consent_about_to_expire",
        Process::Recurrent,
        Subject::Consent,
    ),
    (
        "CONSENT",
        "openfinance_consent_expired",
        Process::Recurrent,
        Subject::Consent,
    ),
    (
        "CONSENT",
        "openfinance_consent_with_unrecoverable_resources",
        Process::Recurrent,
        Subject::Consent,
    ),
    (
        "CONSENT",
        "openfinance_consent_with_temporarily_unavailable_resources",
        Process::Recurrent,
        Subject::Consent,
    ),
    (
        "CONSENT",
        "openfinance_consent_expiration_changed",
        Process::Recurrent,
        Subject::Consent,
    ),
    (
        "EMPLOYMENT_RECORDS",
        "employment_changes",
        Process::Recurrent,
        Subject::EmploymentChanges,
    ),
];

static CATALOGUE: LazyLock<Vec<CatalogueEntry>> = LazyLock::new(|| {
    let mut entries: Vec<CatalogueEntry> = Vec::new();
    let announced = Kind::ALL.iter().filter_map(|kind| {
        let announcement = kind.resource().announcement?;
        Some(of_announcement(announcement))
    });
    let others = OTHERS.map(
        |(webhook_type, webhook_code, process, subject)| CatalogueEntry {
            webhook_type,
            webhook_code,
            process,
            subject,
        },
    );
    for entry in announced.flatten().chain(others) {
        // Kinds of several countries share a family.
        let is_same = |it: &&CatalogueEntry| {
            (it.webhook_type, it.webhook_code) == (entry.webhook_type, entry.webhook_code)
        };
        if !entries.iter().any(|it| is_same(&it)) {
            entries.push(entry);
        }
    }
    entries.sort_by_key(|entry| entry.webhook_type);
    entries
});

/// All events that there are, by family.
#[must_use]
pub fn catalogue() -> &'static [CatalogueEntry] {
    &CATALOGUE
}

/// The event of this family and code.
#[must_use]
pub fn entry(webhook_type: &str, webhook_code: &str) -> Option<CatalogueEntry> {
    let of_family = of_type(webhook_type);
    of_family
        .into_iter()
        .find(|entry| entry.webhook_code == webhook_code)
}

/// The events of a family.
#[must_use]
pub fn of_type(webhook_type: &str) -> Vec<CatalogueEntry> {
    let entries = catalogue().iter().copied();
    entries
        .filter(|entry| entry.webhook_type == webhook_type)
        .collect()
}

/// The resources that a family tells of.
pub fn kinds_of(webhook_type: &str) -> impl Iterator<Item = Kind> {
    let all = Kind::ALL.iter().copied();
    all.filter(move |kind| {
        let announcement = kind.resource().announcement;
        announcement.is_some_and(|it| it.webhook_type == webhook_type)
    })
}

fn of_announcement(announcement: Announcement) -> Vec<CatalogueEntry> {
    let entry = |webhook_code, process, subject| CatalogueEntry {
        webhook_type: announcement.webhook_type,
        webhook_code,
        process,
        subject,
    };
    let history = |code| entry(code, Process::Historical, Subject::History);
    let news = |code| entry(code, Process::Recurrent, Subject::News);
    match announcement.history {
        History::Invoices { .. } => vec![
            history("initial_inflow_update"),
            history("initial_outflow_update"),
            history("historical_inflow_update"),
            history("historical_outflow_update"),
            news("new_inflow_invoices_available"),
            news("new_outflow_invoices_available"),
            entry(announcement.new_code, Process::Asynchronous, Subject::News),
        ],
        _ => vec![history("historical_update"), news(announcement.new_code)],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::announcement;
    use crate::time::Date;

    #[test]
    fn every_announcement_is_in_the_catalogue() {
        let today: Date = "2026-03-01".parse().unwrap();
        for kind in Kind::ALL {
            let mut told = announcement::history(*kind, &[], today);
            told.extend(announcement::news(*kind, Process::Asynchronous, 1));
            for occurrence in told {
                let (family, code) = (occurrence.webhook_type, occurrence.webhook_code);
                let found = entry(family, code).unwrap();
                assert_eq!(
                    found.subject == Subject::History,
                    occurrence.process == Process::Historical,
                    "{family} {code}"
                );
                assert!(kinds_of(family).any(|it| it == *kind));
            }
        }
    }

    #[test]
    fn a_pair_stands_there_once() {
        let pairs: BTreeSet<(&str, &str)> = catalogue()
            .iter()
            .map(|entry| (entry.webhook_type, entry.webhook_code))
            .collect();
        assert_eq!(pairs.len(), catalogue().len());
        assert_eq!(of_type("CONSENT").len(), 5);
        assert_eq!(of_type("INVOICES").len(), 7);
        assert!(entry("ACCOUNTS", "link_deleted").is_none());
    }
}
