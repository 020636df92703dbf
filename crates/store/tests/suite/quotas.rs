//! Calls are counted up to their limit, whoever counts at the same time.

use caudal_store::{Batch, Quota};
use caudal_testing::TestDatabase;
use futures_util::future::join_all;
use uuid::Uuid;

use crate::fixtures::*;

caudal_testing::both_engines! {
    calls_are_counted_apart,
    no_call_is_counted_beyond_the_limit,
    a_refused_call_takes_the_whole_batch_along,
    earlier_months_are_forgotten,
}

fn quota<'a>(holder: &'a [u8], call: &'a str, month: &'a str) -> Quota<'a> {
    Quota {
        holder,
        call,
        month,
        limit: 8,
    }
}

async fn used(
    store: &caudal_store::Store,
    organisation: Uuid,
    holder: &[u8],
) -> Vec<(String, i64)> {
    let used = store.calls_used(organisation, holder, "2026-03");
    used.await.unwrap()
}

fn counted(calls: &[(&str, i64)]) -> Vec<(String, i64)> {
    let owned = |(call, used): &(&str, i64)| ((*call).to_owned(), *used);
    calls.iter().map(owned).collect()
}

async fn calls_are_counted_apart(database: TestDatabase) {
    let store = database.open().await;
    write(&store, |batch| {
        batch.use_call(OURS, quota(b"ana", "accounts", "2026-03"));
        batch.use_call(OURS, quota(b"ana", "accounts", "2026-03"));
        batch.use_call(OURS, quota(b"ana", "owners", "2026-03"));
        batch.use_call(OURS, quota(b"ana", "owners", "2026-04"));
        batch.use_call(OURS, quota(b"bia", "owners", "2026-03"));
        batch.use_call(THEIRS, quota(b"ana", "bills", "2026-03"));
    })
    .await;
    let ana = counted(&[("accounts", 2), ("owners", 1)]);
    assert_eq!(used(&store, OURS, b"ana").await, ana);
    assert_eq!(used(&store, OURS, b"bia").await, counted(&[("owners", 1)]));
    assert_eq!(used(&store, THEIRS, b"ana").await, counted(&[("bills", 1)]));
}

async fn no_call_is_counted_beyond_the_limit(database: TestDatabase) {
    let store = database.open().await;
    let calling = (0..20).map(async |_| {
        let mut batch = Batch::new();
        batch.use_call(OURS, quota(b"ana", "accounts", "2026-03"));
        store.write(batch).await.is_ok()
    });
    let granted = join_all(calling).await;
    assert_eq!(granted.iter().filter(|granted| **granted).count(), 8);
    assert_eq!(
        used(&store, OURS, b"ana").await,
        counted(&[("accounts", 8)])
    );
}

async fn a_refused_call_takes_the_whole_batch_along(database: TestDatabase) {
    let store = database.open().await;
    let one = Quota {
        limit: 1,
        ..quota(b"ana", "accounts", "2026-03")
    };
    write(&store, |batch| {
        batch.use_call(OURS, one);
    })
    .await;
    refused(&store, |batch| {
        batch.use_call(OURS, quota(b"ana", "owners", "2026-03"));
        batch.use_call(OURS, one);
    })
    .await;
    assert_eq!(
        used(&store, OURS, b"ana").await,
        counted(&[("accounts", 1)])
    );
}

async fn earlier_months_are_forgotten(database: TestDatabase) {
    let store = database.open().await;
    write(&store, |batch| {
        for month in ["2025-12", "2026-02", "2026-03"] {
            batch.use_call(OURS, quota(b"ana", "accounts", month));
        }
    })
    .await;
    assert_eq!(store.prune_quotas("2026-03").await.unwrap(), 2);
    assert_eq!(
        used(&store, OURS, b"ana").await,
        counted(&[("accounts", 1)])
    );
}
