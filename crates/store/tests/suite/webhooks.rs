//! Webhooks: kept, bounded, and seen by their organisation only.

use caudal_store::{Batch, DeliveryState, Replay, Webhook};
use caudal_testing::TestDatabase;
use futures_util::future::join_all;

use crate::fixtures::*;

caudal_testing::both_engines! {
    webhooks_are_kept_changed_and_deleted,
    an_organisation_has_so_many_webhooks_and_no_more,
    nothing_of_a_webhook_is_seen_or_changed_from_outside,
    only_webhooks_that_work_is_due_for_are_named,
    failing_is_remembered_until_something_is_taken,
    what_waits_for_a_disabled_webhook_is_given_up,
    a_deleted_webhook_takes_its_deliveries_along,
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
