//! Organisations, keys, secrets and sequences.

use std::collections::BTreeSet;

use caudal_testing::TestDatabase;
use futures_util::future::join_all;

use crate::fixtures::*;

caudal_testing::both_engines! {
    keys_are_found_and_revoked,
    organisations_and_keys_are_unique,
    the_first_secret_stays,
    numbers_count_up_without_gaps_or_repeats,
}

async fn keys_are_found_and_revoked(database: TestDatabase) {
    let store = database.open().await;
    let mut named = key("named", OURS);
    named.name = Some("Continuous integration".to_owned());
    named.created_at = at(5);
    write(&store, |batch| {
        batch.create_organisation(&organisation(OURS));
        batch.insert_key(&named).insert_key(&key("plain", OURS));
    })
    .await;
    assert_eq!(store.organisations().await.unwrap(), [organisation(OURS)]);
    assert_eq!(store.key("named").await.unwrap(), Some(named.clone()));
    assert_eq!(store.keys(OURS).await.unwrap(), [key("plain", OURS), named]);
    for moment in [at(9), at(10)] {
        write(&store, |batch| {
            batch.revoke_key(OURS, "plain", moment);
        })
        .await;
        let revoked = store.key("plain").await.unwrap().unwrap();
        assert_eq!(revoked.revoked_at, Some(at(9)));
    }
    assert_eq!(store.key("unknown' OR 1=1").await.unwrap(), None);
}

async fn organisations_and_keys_are_unique(database: TestDatabase) {
    let store = database.open().await;
    write(&store, |batch| {
        batch.create_organisation(&organisation(OURS));
        batch.insert_key(&key("key", OURS));
    })
    .await;
    refused(&store, |batch| {
        batch.create_organisation(&organisation(OURS));
    })
    .await;
    refused(&store, |batch| {
        batch.insert_key(&key("key", OURS));
    })
    .await;
    refused(&store, |batch| {
        batch.insert_key(&key("of nobody", THEIRS));
    })
    .await;
}

async fn the_first_secret_stays(database: TestDatabase) {
    let (one, other) = (database.open().await, database.open().await);
    let (first, second) = tokio::join!(
        one.deployment_secret("seal", b"one\0"),
        other.deployment_secret("seal", b"other"),
    );
    assert_eq!(first.as_ref().unwrap(), second.as_ref().unwrap());
    let later = one.deployment_secret("seal", b"later").await;
    assert_eq!(later.unwrap(), first.unwrap());
    assert_eq!(one.deployment_secret("other", b"x").await.unwrap(), b"x");
}

async fn numbers_count_up_without_gaps_or_repeats(database: TestDatabase) {
    let stores = [database.open().await, database.open().await];
    let counting = (0..100).map(|turn| stores[turn % 2].next_number(OURS, "invoice"));
    let numbers = join_all(counting).await.into_iter().map(Result::unwrap);
    let numbers: BTreeSet<i64> = numbers.collect();
    assert_eq!(numbers, (1..=100).collect());
    assert_eq!(stores[0].next_number(OURS, "payment").await.unwrap(), 1);
    assert_eq!(stores[0].next_number(THEIRS, "invoice").await.unwrap(), 1);
}
