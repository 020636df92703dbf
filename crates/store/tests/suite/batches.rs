//! A batch is written whole or not at all.

use caudal_model::Kind;
use caudal_store::Batch;
use caudal_testing::TestDatabase;
use futures_util::future::join_all;

use crate::fixtures::*;

caudal_testing::both_engines! {
    a_refused_batch_leaves_nothing,
    a_refused_batch_does_not_harm_its_neighbours,
    savers_of_one_link_take_turns,
    an_empty_batch_is_written,
    a_closed_store_says_so,
}

async fn a_refused_batch_leaves_nothing(database: TestDatabase) {
    let store = database.open().await;
    refused(&store, |batch| {
        batch.create_organisation(&organisation(OURS));
        batch.insert_link(&link(1, OURS));
        batch.save_documents(OURS, id(1), documents(Kind::Owners, 1..=30));
        batch.enqueue(&job(1, None, at(0)));
        batch.take_session(OURS, "there is none");
    })
    .await;
    assert!(store.organisations().await.unwrap().is_empty());
    assert_eq!(store.link(OURS, id(1)).await.unwrap(), None);
    assert_eq!(
        store
            .list(OURS, Kind::Owners, &page(1, 9))
            .await
            .unwrap()
            .count,
        0
    );
    assert_eq!(
        store.document(OURS, Kind::Owners, id(1)).await.unwrap(),
        None
    );
    assert_eq!(store.next_job_at().await.unwrap(), None);
}

async fn a_refused_batch_does_not_harm_its_neighbours(database: TestDatabase) {
    let store = database.open().await;
    let writes = (1..=40_u128).map(|number| {
        let mut batch = Batch::new();
        batch.insert_link(&link(number, OURS));
        if number.is_multiple_of(3) {
            batch.take_session(OURS, "there is none");
        }
        store.write(batch)
    });
    let outcomes = join_all(writes).await;
    for (number, outcome) in (1..=40_u128).zip(outcomes) {
        let is_there = store.link(OURS, id(number)).await.unwrap().is_some();
        assert_eq!(
            (outcome.is_ok(), is_there),
            (number % 3 != 0, number % 3 != 0)
        );
    }
}

async fn savers_of_one_link_take_turns(database: TestDatabase) {
    let stores = [database.open().await, database.open().await];
    write(&stores[0], |batch| {
        batch.insert_link(&link(1, OURS));
    })
    .await;
    let saves = (0..20_u128).map(|turn| {
        let mut batch = Batch::new();
        let numbers = turn * 10..turn * 10 + 15;
        batch.save_documents(OURS, id(1), documents(Kind::Transactions, numbers));
        stores[usize::try_from(turn % 2).unwrap()].write(batch)
    });
    join_all(saves).await.into_iter().for_each(Result::unwrap);
    let listed = stores[0]
        .list(OURS, Kind::Transactions, &page(1, 1_000))
        .await
        .unwrap();
    assert_eq!((listed.count, listed.items.len()), (205, 205));
}

async fn an_empty_batch_is_written(database: TestDatabase) {
    let store = database.open().await;
    let mut batch = Batch::new();
    assert!(batch.is_empty());
    batch.save_documents(OURS, id(1), Vec::new());
    store.write(batch).await.unwrap();
    store.ping().await.unwrap();
}

async fn a_closed_store_says_so(database: TestDatabase) {
    let store = database.open().await;
    let other = store.clone();
    let writing = try_write(&store, |batch| {
        batch.insert_link(&link(1, OURS));
    });
    let (written, ()) = tokio::join!(writing, async {
        tokio::task::yield_now().await;
    });
    written.unwrap();
    store.close().await;
    store.close().await;
    assert_eq!(other.ping().await, Err(caudal_store::StoreError::Closed));
    assert!(
        try_write(&other, |batch| {
            batch.insert_link(&link(2, OURS));
        })
        .await
        .is_err()
    );
    let again = database.open().await;
    assert!(again.link(OURS, id(1)).await.unwrap().is_some());
}
