//! Log-ins that wait for a token.

use caudal_testing::TestDatabase;
use futures_util::future::join_all;

use crate::fixtures::*;

caudal_testing::both_engines! {
    a_session_waits_in_the_database,
    only_one_takes_a_session,
    expired_sessions_are_pruned,
}

async fn a_session_waits_in_the_database(database: TestDatabase) {
    let (one, other) = (database.open().await, database.open().await);
    write(&one, |batch| {
        batch.insert_session(&session("waiting", OURS, id(1)));
    })
    .await;
    one.close().await;
    let found = other.session(OURS, "waiting").await.unwrap();
    assert_eq!(found, Some(session("waiting", OURS, id(1))));
}

async fn only_one_takes_a_session(database: TestDatabase) {
    let stores = [database.open().await, database.open().await];
    write(&stores[0], |batch| {
        batch.insert_session(&session("wanted", OURS, id(1)));
    })
    .await;
    let taking = (0..8).map(|turn| {
        try_write(&stores[turn % 2], |batch| {
            batch.take_session(OURS, "wanted");
        })
    });
    let taken = join_all(taking).await;
    assert_eq!(taken.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    let conflicts = taken.iter().filter_map(|outcome| outcome.as_ref().err());
    assert!(
        conflicts
            .into_iter()
            .all(caudal_store::StoreError::is_conflict)
    );
    assert_eq!(stores[1].session(OURS, "wanted").await.unwrap(), None);
}

async fn expired_sessions_are_pruned(database: TestDatabase) {
    let store = database.open().await;
    let mut long = session("long", OURS, id(1));
    long.expires_at = at(601);
    write(&store, |batch| {
        batch.insert_session(&session("short", OURS, id(1)));
        batch.insert_session(&long);
    })
    .await;
    assert_eq!(store.prune_sessions(at(601)).await.unwrap(), 1);
    assert_eq!(store.session(OURS, "short").await.unwrap(), None);
    assert_eq!(store.session(OURS, "long").await.unwrap(), Some(long));
}
