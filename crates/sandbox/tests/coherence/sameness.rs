//! Determinism: the same question has the same answer, a later clock only reveals more.

use std::collections::{BTreeMap, BTreeSet};

use caudal_model::{Kind, Money};

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
fn advancing_the_clock_only_adds_and_puts_right_what_was_pending() {
    let (mut pending, mut corrected, mut dropped) = (0, 0, 0);
    for persona in personas(PEOPLE) {
        let key = |row: &Row| {
            let account = row.account.internal_identification.clone();
            (account, row.internal_identification.clone())
        };
        let before = persona.rows(Some(PERIOD), NOW);
        let later: BTreeMap<_, Row> = (persona.rows(Some(PERIOD), LATER).into_iter())
            .map(|row| (key(&row), row))
            .collect();
        // By how much each account's balance has been put right so far.
        let mut drift: BTreeMap<String, Money> = BTreeMap::new();
        for row in &before {
            let account = row.account.internal_identification.clone();
            let drift = drift.entry(account).or_insert(Money::ZERO);
            pending += usize::from(row.status == "PENDING");
            let Some(known) = later.get(&key(row)) else {
                assert_eq!(row.status, "PENDING", "{} lost {row:?}", persona.name());
                *drift = -row.signed() + *drift;
                dropped += 1;
                continue;
            };
            assert_eq!(known.status, "PROCESSED");
            *drift = *drift + known.signed() - row.signed();
            assert_eq!(known.balance, row.balance.map(|balance| balance + *drift));
            let put_right = known.amount != row.amount || known.description != row.description;
            assert!(!put_right || row.status == "PENDING", "{row:?} {known:?}");
            corrected += usize::from(put_right);
            let unsettled = Row {
                status: row.status.clone(),
                credit_card_data: row.credit_card_data.clone(),
                amount: row.amount,
                local_currency_amount: row.local_currency_amount,
                description: row.description.clone(),
                balance: row.balance,
                ..known.clone()
            };
            assert_eq!(unsettled, *row, "{}", persona.name());
        }
        let shown: BTreeSet<_> = before.iter().map(key).collect();
        for (_, row) in later.iter().filter(|(key, _)| !shown.contains(*key)) {
            let name = persona.name();
            assert_eq!(row.value_date, "2026-03-12", "{name} added {row:?}");
        }
    }
    assert!(pending > 10, "only {pending} were pending");
    assert!(corrected > 3, "{corrected} were put right");
    assert!(
        corrected + dropped < pending / 5,
        "{corrected} and {dropped} of {pending}"
    );
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
