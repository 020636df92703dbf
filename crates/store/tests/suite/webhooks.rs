//! Webhooks, and the events that are on their way to them.

use std::collections::BTreeSet;

use caudal_model::event::{Event, Occurrence, Process};
use caudal_store::{
    Batch, DeliveryAttempt, DeliveryOutcome, DeliveryState, REPLAYED_MAX, Replay, Store, Webhook,
};
use caudal_testing::TestDatabase;
use futures_util::future::join_all;
use serde_json::Map;
use uuid::Uuid;

use crate::fixtures::*;

caudal_testing::both_engines! {
    webhooks_are_kept_changed_and_deleted,
    an_organisation_has_so_many_webhooks_and_no_more,
    nothing_of_a_webhook_is_seen_or_changed_from_outside,
    every_delivery_is_claimed_once,
    a_lease_that_ends_frees_its_delivery,
    outcomes_are_written_and_shown,
    only_webhooks_that_work_is_due_for_are_named,
    failing_is_remembered_until_something_is_taken,
    what_waits_for_a_disabled_webhook_is_given_up,
    a_deleted_webhook_takes_its_deliveries_along,
    events_are_replayed,
    what_failed_is_replayed,
    no_more_than_so_many_are_replayed_in_one_go,
    events_are_forgotten_unless_they_still_wait,
    a_deleted_link_leaves_its_events,
}

const WORKER: &str = "worker";

fn webhook(number: u128, organisation: Uuid) -> Webhook {
    Webhook {
        id: id(number),
        organisation,
        url: format!("https://hooks.example.com/{number}"),
        authorization_header: Some(vec![1, 0, 255]),
        secret: vec![2, 0, 254],
        enabled: true,
        created_at: at(i64::try_from(number).unwrap()),
        failing_since: None,
    }
}

fn event(number: u128) -> Event {
    Event {
        id: id(number),
        link: id(number % 2),
        request_id: "0123456789abcdef0123456789abcdef".to_owned(),
        external_id: None,
        occurrence: Occurrence {
            webhook_type: "ACCOUNTS",
            process: Process::Historical,
            webhook_code: "historical_update",
            data: Map::new(),
        },
    }
}

/// Two organisations, ours with these webhooks.
async fn filled(database: &TestDatabase, webhooks: impl IntoIterator<Item = u128>) -> Store {
    let store = database.open().await;
    write(&store, |batch| {
        batch.create_organisation(&organisation(OURS));
        batch.create_organisation(&organisation(THEIRS));
        for number in webhooks {
            batch.insert_webhook(&webhook(number, OURS), 20);
        }
    })
    .await;
    store
}

async fn announce(store: &Store, numbers: impl IntoIterator<Item = u128>, seconds: i64) {
    write(store, |batch| {
        for number in numbers {
            batch.announce(OURS, &event(number), at(0), at(seconds));
        }
    })
    .await;
}

async fn claim(store: &Store, webhook: u128, seconds: i64) -> Vec<caudal_store::Delivery> {
    let (now, lease) = (at(seconds), at(seconds + 60));
    let claimed = store.claim_deliveries(id(webhook), WORKER, now, lease, 1_000);
    claimed.await.unwrap()
}

fn ended(seq: i64, state: DeliveryState, seconds: i64) -> DeliveryOutcome {
    let pending = state == DeliveryState::Pending;
    DeliveryOutcome {
        seq,
        state,
        attempts: 1,
        due_at: pending.then(|| at(seconds + 60)),
        ended_at: (!pending).then(|| at(seconds)),
        attempt: Some(DeliveryAttempt {
            at: at(seconds),
            duration_us: 1_234,
            status: (state == DeliveryState::Delivered).then_some(204),
            answer: "ça va".to_owned(),
        }),
    }
}

async fn record(store: &Store, outcomes: &[DeliveryOutcome]) {
    write(store, |batch| {
        batch.record_deliveries(WORKER, outcomes);
    })
    .await;
}

async fn states(store: &Store, event: i64) -> Vec<&'static str> {
    let found = store.deliveries(OURS, event).await.unwrap();
    found.iter().map(|one| one.state.as_str()).collect()
}

async fn webhooks_are_kept_changed_and_deleted(database: TestDatabase) {
    let store = filled(&database, [2, 1]).await;
    let kept = store.webhooks(OURS).await.unwrap();
    assert_eq!(kept, [webhook(1, OURS), webhook(2, OURS)]);
    let changed = Webhook {
        authorization_header: None,
        enabled: false,
        failing_since: Some(at(9)),
        ..webhook(1, OURS)
    };
    write(&store, |batch| {
        batch.update_webhook(&changed);
    })
    .await;
    assert_eq!(store.webhook(OURS, id(1)).await.unwrap(), Some(changed));
    write(&store, |batch| {
        batch.delete_webhook(OURS, id(1));
    })
    .await;
    assert_eq!(store.webhook(OURS, id(1)).await.unwrap(), None);
    refused(&store, |batch| {
        batch.delete_webhook(OURS, id(1));
    })
    .await;
}

async fn an_organisation_has_so_many_webhooks_and_no_more(database: TestDatabase) {
    let store = filled(&database, 1..=2).await;
    // At the same time, as several processes would.
    let others = join_all((3..=9).map(|number| {
        let mut batch = Batch::new();
        batch.insert_webhook(&webhook(number, OURS), 5);
        store.write(batch)
    }));
    let added = others.await.into_iter().filter(Result::is_ok).count();
    assert_eq!((added, store.webhooks(OURS).await.unwrap().len()), (3, 5));
    write(&store, |batch| {
        batch.insert_webhook(&webhook(10, THEIRS), 1);
    })
    .await;
}

async fn nothing_of_a_webhook_is_seen_or_changed_from_outside(database: TestDatabase) {
    let store = filled(&database, [1]).await;
    announce(&store, [7], 0).await;
    assert!(store.webhooks(THEIRS).await.unwrap().is_empty());
    assert_eq!(store.webhook(THEIRS, id(1)).await.unwrap(), None);
    assert!(store.deliveries(THEIRS, 1).await.unwrap().is_empty());
    record(&store, &[ended(1, DeliveryState::Failed, 0)]).await;
    assert!(
        store
            .delivery_log(THEIRS, None, 9)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        store
            .delivery_log(THEIRS, Some(id(1)), 9)
            .await
            .unwrap()
            .is_empty()
    );
    refused(&store, |batch| {
        batch.update_webhook(&webhook(1, THEIRS));
    })
    .await;
    refused(&store, |batch| {
        batch.delete_webhook(THEIRS, id(1));
    })
    .await;
    store.clear_deliveries(THEIRS, id(1)).await.unwrap();
    store
        .give_up_deliveries(THEIRS, id(1), at(1))
        .await
        .unwrap();
    for replay in [
        Replay::Event(id(7)),
        Replay::Stretch {
            after: 0,
            before: None,
            link: None,
        },
        Replay::FailedSince(at(-9)),
    ] {
        assert_eq!(store.replay(THEIRS, &replay, None, at(0)).await.unwrap(), 0);
        assert_eq!(
            store
                .replay(THEIRS, &replay, Some(id(1)), at(0))
                .await
                .unwrap(),
            0
        );
    }
    assert_eq!(states(&store, 1).await, ["pending"]);
}

async fn every_delivery_is_claimed_once(database: TestDatabase) {
    const EVENTS: u128 = 200;
    let stores = [filled(&database, [1, 2]).await, database.open().await];
    announce(&stores[0], 1..=EVENTS, 0).await;
    let workers = (0..6_usize).map(async |worker| {
        let store = &stores[worker % 2];
        let name = format!("worker-{worker}");
        let mut claimed = Vec::new();
        loop {
            let some = store.claim_deliveries(id(1), &name, at(0), at(99), 7);
            let some = some.await.unwrap();
            if some.is_empty() {
                return claimed;
            }
            assert!(some.len() <= 7 && some.is_sorted_by_key(|one| one.seq));
            claimed.extend(some);
        }
    });
    let claimed: Vec<_> = join_all(workers).await.into_iter().flatten().collect();
    let distinct: BTreeSet<_> = claimed.iter().map(|one| one.event).collect();
    assert_eq!(
        (claimed.len() as u128, distinct.len() as u128),
        (EVENTS, EVENTS)
    );
    for one in &claimed {
        assert!(one.body.contains(&one.event.as_simple().to_string()));
    }
    assert_eq!(claim(&stores[0], 2, 0).await.len() as u128, EVENTS);
}

async fn a_lease_that_ends_frees_its_delivery(database: TestDatabase) {
    let store = filled(&database, [1]).await;
    announce(&store, [7], 5).await;
    assert!(claim(&store, 1, 4).await.is_empty(), "it is not due");
    let first = claim(&store, 1, 5).await;
    assert!(claim(&store, 1, 64).await.is_empty(), "it is leased");
    let again = store.claim_deliveries(id(1), "other", at(65), at(99), 9);
    assert_eq!(again.await.unwrap(), first);
    record(&store, &[ended(first[0].seq, DeliveryState::Delivered, 66)]).await;
    let kept = store.deliveries(OURS, 1).await.unwrap();
    assert_eq!(
        kept[0].state,
        DeliveryState::Pending,
        "whose lease was lost does not decide"
    );
    assert_eq!(kept[0].attempts.len(), 1, "but it was tried");
}

async fn outcomes_are_written_and_shown(database: TestDatabase) {
    let store = filled(&database, [1]).await;
    announce(&store, 1..=3, 0).await;
    let claimed = claim(&store, 1, 0).await;
    let states = [
        DeliveryState::Delivered,
        DeliveryState::Failed,
        DeliveryState::Pending,
    ];
    let outcomes: Vec<_> = claimed
        .iter()
        .zip(states)
        .map(|(one, state)| ended(one.seq, state, 3))
        .collect();
    record(&store, &outcomes).await;
    for (number, outcome) in (1_i64..).zip(&outcomes) {
        let shown = store.deliveries(OURS, number).await.unwrap();
        assert_eq!((shown.len(), shown[0].webhook), (1, id(1)));
        assert_eq!(shown[0].url, "https://hooks.example.com/1");
        assert_eq!(
            (shown[0].state, shown[0].due_at),
            (outcome.state, outcome.due_at)
        );
        assert_eq!(shown[0].ended_at, outcome.ended_at);
        assert_eq!(shown[0].attempts, [outcome.attempt.clone().unwrap()]);
    }
    assert!(claim(&store, 1, 62).await.is_empty());
    let released = DeliveryOutcome {
        attempt: None,
        ..outcomes[2].clone()
    };
    assert_eq!(claim(&store, 1, 63).await[0].attempts, 1);
    record(&store, &[released]).await;
    assert_eq!(
        store.deliveries(OURS, 3).await.unwrap()[0].attempts.len(),
        1
    );
    let log = store.delivery_log(OURS, Some(id(1)), 2).await.unwrap();
    let events: Vec<_> = log.iter().map(|one| one.event).collect();
    assert_eq!(events, [id(3), id(2)]);
    assert_eq!(log[0].webhook_type, "ACCOUNTS");
    assert!(
        store
            .delivery_log(OURS, Some(id(2)), 9)
            .await
            .unwrap()
            .is_empty()
    );
}

async fn only_webhooks_that_work_is_due_for_are_named(database: TestDatabase) {
    let store = filled(&database, 1..=3).await;
    write(&store, |batch| {
        batch.webhook_failed(id(1), at(0));
        let disabled = Webhook {
            enabled: false,
            ..webhook(3, OURS)
        };
        batch.update_webhook(&disabled);
    })
    .await;
    announce(&store, [7], 5).await;
    assert!(store.webhooks_due(at(4)).await.unwrap().is_empty());
    let due = store.webhooks_due(at(5)).await.unwrap();
    let ids: Vec<_> = due.iter().map(|one| one.id).collect();
    assert_eq!(
        ids,
        [id(2), id(1)],
        "those that fail come last, disabled ones never"
    );
    claim(&store, 2, 5).await;
    assert_eq!(store.webhooks_due(at(5)).await.unwrap().len(), 1);
}

async fn failing_is_remembered_until_something_is_taken(database: TestDatabase) {
    let store = filled(&database, [1]).await;
    let since = async || {
        store
            .webhook(OURS, id(1))
            .await
            .unwrap()
            .unwrap()
            .failing_since
    };
    for seconds in [3, 9] {
        write(&store, |batch| {
            batch.webhook_failed(id(1), at(seconds));
            batch.disable_webhook(id(1), at(2));
        })
        .await;
        assert_eq!(since().await, Some(at(3)));
    }
    write(&store, |batch| {
        batch.webhook_took(id(1));
        batch.disable_webhook(id(1), at(99));
    })
    .await;
    assert_eq!(since().await, None);
    assert!(store.webhook(OURS, id(1)).await.unwrap().unwrap().enabled);
    write(&store, |batch| {
        batch.webhook_failed(id(1), at(3));
        batch.disable_webhook(id(1), at(3));
    })
    .await;
    assert!(!store.webhook(OURS, id(1)).await.unwrap().unwrap().enabled);
}

async fn what_waits_for_a_disabled_webhook_is_given_up(database: TestDatabase) {
    let store = filled(&database, [1, 2]).await;
    announce(&store, [7], 0).await;
    store.give_up_deliveries(OURS, id(1), at(1)).await.unwrap();
    assert_eq!(
        states(&store, 1).await,
        ["pending", "pending"],
        "it is enabled"
    );
    let disabled = Webhook {
        enabled: false,
        ..webhook(1, OURS)
    };
    write(&store, |batch| {
        batch.update_webhook(&disabled);
    })
    .await;
    store.give_up_deliveries(OURS, id(1), at(1)).await.unwrap();
    let kept = store.deliveries(OURS, 1).await.unwrap();
    let failed = kept.iter().find(|one| one.webhook == id(1)).unwrap();
    assert_eq!(
        (failed.state, failed.ended_at),
        (DeliveryState::Failed, Some(at(1)))
    );
    let other = kept.iter().find(|one| one.webhook == id(2)).unwrap();
    assert_eq!(other.state, DeliveryState::Pending);
    announce(&store, [8], 0).await;
    assert_eq!(
        states(&store, 2).await,
        ["pending"],
        "disabled ones are told nothing"
    );
}

async fn a_deleted_webhook_takes_its_deliveries_along(database: TestDatabase) {
    let store = filled(&database, [1, 2]).await;
    announce(&store, 1..=3, 0).await;
    let claimed = claim(&store, 1, 0).await;
    record(
        &store,
        &[ended(claimed[0].seq, DeliveryState::Delivered, 1)],
    )
    .await;
    write(&store, |batch| {
        batch.delete_webhook(OURS, id(1));
    })
    .await;
    store.clear_deliveries(OURS, id(1)).await.unwrap();
    assert_eq!(states(&store, 1).await, ["pending"]);
    assert!(store.delivery_log(OURS, None, 9).await.unwrap().is_empty());
    assert!(claim(&store, 1, 999).await.is_empty());
    assert_eq!(claim(&store, 2, 0).await.len(), 3);
}

async fn events_are_replayed(database: TestDatabase) {
    let store = filled(&database, [1]).await;
    announce(&store, 1..=4, 0).await;
    let outcomes: Vec<_> = claim(&store, 1, 0)
        .await
        .iter()
        .map(|one| ended(one.seq, DeliveryState::Delivered, 1))
        .collect();
    record(&store, &outcomes).await;
    write(&store, |batch| {
        batch.insert_webhook(&webhook(2, OURS), 20);
    })
    .await;
    let replay = async |replay: Replay, webhook: Option<u128>| {
        let count = store.replay(OURS, &replay, webhook.map(id), at(5)).await;
        count.unwrap()
    };
    assert_eq!(replay(Replay::Event(id(99)), None).await, 0);
    assert_eq!(replay(Replay::Event(id(3)), Some(1)).await, 1);
    let again = claim(&store, 1, 5).await;
    assert_eq!(
        (again.len(), again[0].event, again[0].attempts),
        (1, id(3), 0)
    );
    assert_eq!(
        store.deliveries(OURS, 3).await.unwrap()[0].attempts.len(),
        1
    );
    assert_eq!(
        replay(Replay::Event(id(3)), None).await,
        2,
        "also to those that are new"
    );
    let stretch = |after, before, link: Option<u128>| Replay::Stretch {
        after,
        before,
        link: link.map(id),
    };
    assert_eq!(replay(stretch(1, Some(3), None), Some(2)).await, 2);
    assert_eq!(claim(&store, 2, 5).await.len(), 2);
    assert_eq!(replay(stretch(0, None, Some(1)), Some(2)).await, 2);
    assert_eq!(replay(stretch(0, None, None), None).await, 8);
    assert_eq!(replay(stretch(4, None, None), None).await, 0);
}

async fn what_failed_is_replayed(database: TestDatabase) {
    let store = filled(&database, [1, 2]).await;
    announce(&store, 1..=3, 0).await;
    let claimed = claim(&store, 1, 0).await;
    let outcomes = [
        ended(claimed[0].seq, DeliveryState::Failed, 10),
        ended(claimed[1].seq, DeliveryState::Failed, 20),
        ended(claimed[2].seq, DeliveryState::Delivered, 30),
    ];
    record(&store, &outcomes).await;
    let replay = async |seconds, webhook: Option<u128>| {
        let replay = Replay::FailedSince(at(seconds));
        let count = store.replay(OURS, &replay, webhook.map(id), at(40)).await;
        count.unwrap()
    };
    assert_eq!(replay(0, Some(2)).await, 0);
    assert_eq!(replay(11, None).await, 1);
    assert_eq!(claim(&store, 1, 40).await[0].event, id(2));
    assert_eq!(replay(0, Some(1)).await, 1);
    assert_eq!(replay(0, None).await, 0);
}

async fn no_more_than_so_many_are_replayed_in_one_go(database: TestDatabase) {
    let store = filled(&database, [1]).await;
    let most = u128::from(REPLAYED_MAX);
    announce(&store, 1..=most + 1, 0).await;
    let all = Replay::Stretch {
        after: 0,
        before: None,
        link: None,
    };
    let replayed = store.replay(OURS, &all, None, at(5)).await.unwrap();
    assert_eq!(u128::from(replayed), most);
}

async fn events_are_forgotten_unless_they_still_wait(database: TestDatabase) {
    let store = filled(&database, [1]).await;
    announce(&store, 1..=2, 0).await;
    announce(&store, [3], 50).await;
    let claimed = claim(&store, 1, 60).await;
    let outcomes = [
        ended(claimed[0].seq, DeliveryState::Delivered, 20),
        ended(claimed[1].seq, DeliveryState::Pending, 20),
        ended(claimed[2].seq, DeliveryState::Delivered, 60),
    ];
    record(&store, &outcomes).await;
    assert_eq!(store.prune_events(at(50)).await.unwrap(), 1);
    assert_eq!(store.event(OURS, id(1)).await.unwrap(), None);
    assert_eq!(states(&store, 2).await, ["pending"]);
    assert_eq!(states(&store, 3).await, ["delivered"]);
    assert_eq!(store.delivery_log(OURS, None, 9).await.unwrap().len(), 1);
    write(&store, |batch| {
        batch.delete_webhook(OURS, id(1));
    })
    .await;
    assert_eq!(
        store.prune_events(at(99)).await.unwrap(),
        2,
        "nobody waits for them any more"
    );
}

async fn a_deleted_link_leaves_its_events(database: TestDatabase) {
    let store = filled(&database, [1]).await;
    write(&store, |batch| {
        batch.insert_link(&link(1, OURS));
        batch.announce(OURS, &event(1), at(0), at(0));
        batch.delete_link(OURS, id(1));
    })
    .await;
    assert!(store.event(OURS, id(1)).await.unwrap().is_some());
    assert_eq!(claim(&store, 1, 0).await.len(), 1);
}
