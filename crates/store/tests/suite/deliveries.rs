//! Events on their way to webhooks: claimed once, written down, sent again, forgotten.

use std::collections::BTreeSet;

use caudal_store::{DeliveryOutcome, DeliveryState, REPLAYED_MAX, Replay};
use caudal_testing::TestDatabase;
use futures_util::future::join_all;

use crate::fixtures::*;

caudal_testing::both_engines! {
    every_delivery_is_claimed_once,
    a_lease_that_ends_frees_its_delivery,
    outcomes_are_written_and_shown,
    events_are_replayed,
    what_failed_is_replayed,
    no_more_than_so_many_are_replayed_in_one_go,
    events_are_forgotten_unless_they_still_wait,
    a_deleted_link_leaves_its_events,
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
