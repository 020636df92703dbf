//! Keys of requests: who has them, and what is kept under them.

use caudal_store::{Attempt, KeptAnswer};
use caudal_testing::TestDatabase;
use uuid::Uuid;

use crate::fixtures::*;

caudal_testing::both_engines! {
    a_key_is_its_first_request_s_until_it_is_answered_or_dead,
    an_answer_is_kept_for_the_same_organisation_and_for_a_time,
}

fn attempt(organisation: Uuid, request: &str, asked: &[u8], second: i64) -> Attempt {
    Attempt {
        organisation,
        key: "order-7".to_owned(),
        fingerprint: asked.to_vec(),
        request_id: request.to_owned(),
        at: at(second),
        held_until: at(second + 60),
    }
}

async fn a_key_is_its_first_request_s_until_it_is_answered_or_dead(database: TestDatabase) {
    let store = database.open().await;
    let first = attempt(OURS, "first", b"a", 0);
    let second = attempt(OURS, "second", b"a", 59);
    let other = attempt(OURS, "other", b"b", 61);
    let third = attempt(OURS, "third", b"a", 61);
    for (asking, holder) in [
        (&first, "first"),
        (&first, "first"),
        (&second, "first"),
        // Who asks for something else does not take over, however long it waits.
        (&other, "first"),
        (&third, "third"),
    ] {
        let found = store.take_key(asking).await.unwrap();
        assert_eq!((found.request_id.as_str(), found.answer), (holder, None));
        assert_eq!(found.fingerprint, b"a");
    }
    // The first is not dead after all: its answer comes too late, and giving up frees nothing.
    let answer = KeptAnswer {
        status: 201,
        content_type: "application/json".to_owned(),
        body: b"{}".to_vec(),
    };
    let mut late = caudal_store::Batch::new();
    late.keep_answer(&first, &answer);
    assert!(store.write(late).await.is_err());
    write(&store, |batch| {
        batch.give_up_key(&first);
    })
    .await;
    let found = store.take_key(&second).await.unwrap();
    assert_eq!(found.request_id, "third");
    write(&store, |batch| {
        batch.give_up_key(&third);
    })
    .await;
    let found = store.take_key(&other).await.unwrap();
    assert_eq!(found.request_id, "other");
}

async fn an_answer_is_kept_for_the_same_organisation_and_for_a_time(database: TestDatabase) {
    let store = database.open().await;
    let first = attempt(OURS, "first", b"a", 0);
    store.take_key(&first).await.unwrap();
    let answer = KeptAnswer {
        status: 204,
        content_type: String::new(),
        body: vec![0, 255, 13],
    };
    write(&store, |batch| {
        batch.keep_answer(&first, &answer);
    })
    .await;
    let later = attempt(OURS, "later", b"a", 5_000);
    let found = store.take_key(&later).await.unwrap();
    assert_eq!(found.answer, Some(answer));
    let theirs = store.take_key(&attempt(THEIRS, "theirs", b"z", 1)).await;
    assert_eq!(theirs.unwrap().request_id, "theirs");
    assert_eq!(store.prune_keys(at(1)).await.unwrap(), 1);
    assert_eq!(store.take_key(&later).await.unwrap().request_id, "later");
}
