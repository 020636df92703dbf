//! Determinism: the same question has the same answer, a later clock only reveals more.

use std::collections::BTreeMap;

use caudal_model::Kind;

use super::persona::{BANKS, NOW, Row, SEED, enter, personas};

const PEOPLE: usize = 200;

/// A month and a half after [`NOW`].
const LATER: &str = "2026-04-27T15:00:00Z";
const PERIOD: (&str, &str) = ("2025-12-01", "2026-03-12");

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let period = Some(("2026-02-01", "2026-03-12"));
    for (once, again) in personas(PEOPLE).zip(personas(PEOPLE)) {
        let documents = once.everything(period, NOW);
        assert!(!documents.is_empty(), "{}", once.name());
        assert_eq!(documents, again.everything(period, NOW), "{}", once.name());
    }
}

#[test]
fn kinds_asked_for_together_are_as_when_asked_for_alone() {
    let period = Some(("2026-02-01", "2026-03-12"));
    for persona in personas(BANKS.len()) {
        let alone: Vec<_> = Kind::ALL
            .iter()
            .flat_map(|kind| persona.documents(*kind, period, NOW))
            .collect();
        assert_eq!(persona.everything(period, NOW), alone, "{}", persona.name());
    }
}

#[test]
fn different_keys_are_different_lives() {
    let body = |seed, bank, user| {
        let rows = enter(seed, bank, user, "x").rows(Some(PERIOD), NOW);
        rows.iter()
            .map(|row| row.internal_identification.clone())
            .collect::<Vec<_>>()
    };
    let first = body(1, "erebor_br_retail", "ana");
    assert_ne!(first, body(2, "erebor_br_retail", "ana"));
    assert_ne!(first, body(1, "gringotts_br_retail", "ana"));
    assert_ne!(first, body(1, "erebor_br_retail", "eva"));
    assert_ne!(
        body(1, "erebor_br_retail", "bnk100"),
        body(1, "gringotts_br_retail", "bnk100")
    );
}

#[test]
fn advancing_the_clock_only_adds() {
    let mut pending = 0;
    for persona in personas(PEOPLE) {
        let by_key = |rows: Vec<Row>| -> BTreeMap<(String, String), Row> {
            rows.into_iter()
                .map(|row| {
                    let account = row.account.internal_identification.clone();
                    ((account, row.internal_identification.clone()), row)
                })
                .collect()
        };
        let before = by_key(persona.rows(Some(PERIOD), NOW));
        let after = by_key(persona.rows(Some(PERIOD), LATER));
        for (key, row) in &before {
            let later = after
                .get(key)
                .unwrap_or_else(|| panic!("{} lost {row:?}", persona.name()));
            pending += usize::from(row.status == "PENDING");
            assert_eq!(later.status, "PROCESSED");
            let unsettled = Row {
                status: row.status.clone(),
                credit_card_data: row.credit_card_data.clone(),
                ..later.clone()
            };
            assert_eq!(unsettled, *row, "{}", persona.name());
        }
        let added = after.iter().filter(|(key, _)| !before.contains_key(*key));
        for (_, row) in added {
            assert_eq!(
                row.value_date,
                "2026-03-12",
                "{} added {row:?}",
                persona.name()
            );
        }
    }
    assert!(pending > 10, "only {pending} were pending");
}

#[test]
fn nothing_is_dated_after_the_clock() {
    for (persona, now) in personas(PEOPLE).zip(
        [NOW, "2026-03-31T02:30:00Z", "2024-12-31T23:59:59Z"]
            .iter()
            .cycle(),
    ) {
        let today = now.split_once('T').unwrap().0;
        let rows = persona.rows(None, now);
        assert!(
            rows.iter().all(|row| row.value_date.as_str() <= today),
            "{}",
            persona.name()
        );
        let mut dates: Vec<&str> = rows.iter().map(|row| row.value_date.as_str()).collect();
        let listed = dates.clone();
        dates.sort_unstable();
        assert_eq!(dates, listed, "{}", persona.name());
    }
}

#[test]
fn before_the_world_began_there_is_nothing() {
    for persona in personas(10) {
        for kind in Kind::ALL {
            assert!(
                persona
                    .documents(*kind, None, "2018-06-01T00:00:00Z")
                    .is_empty()
            );
        }
    }
}

#[test]
fn a_clock_far_ahead_is_answered_too() {
    let persona = enter(SEED, "erebor_br_retail", "bnk100", "full");
    assert!(
        persona
            .documents(Kind::Transactions, None, "2060-01-01T00:00:00Z")
            .len()
            > 200
    );
    let _ = persona.documents(Kind::Accounts, None, "9999-12-01T00:00:00Z");
}

#[test]
fn every_document_is_of_its_resource() {
    for persona in personas(20) {
        for kind in Kind::ALL {
            for document in persona.documents(*kind, Some(("2026-02-20", "2026-03-12")), NOW) {
                let check = kind.resource().check;
                assert!(check(&document.body).is_ok(), "{} {kind}", persona.name());
            }
        }
    }
}
