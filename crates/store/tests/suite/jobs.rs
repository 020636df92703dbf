//! Jobs and their leases.

use std::collections::BTreeSet;

use caudal_testing::TestDatabase;
use futures_util::future::join_all;

use crate::fixtures::*;

caudal_testing::both_engines! {
    due_jobs_are_claimed_in_order,
    no_job_has_two_workers,
    a_lease_that_ends_frees_its_job,
    jobs_are_finished_retried_and_buried,
    one_job_is_claimed_by_its_id,
}

async fn due_jobs_are_claimed_in_order(database: TestDatabase) {
    let store = database.open().await;
    assert_eq!(store.next_job_at().await.unwrap(), None);
    write(&store, |batch| {
        batch.enqueue(&job(1, None, at(30)));
        batch.enqueue(&job(2, None, at(10)));
        batch.enqueue(&job(3, None, at(20)));
    })
    .await;
    assert_eq!(store.next_job_at().await.unwrap(), Some(at(10)));
    assert!(
        store
            .claim_jobs("w", at(9), at(99), 9)
            .await
            .unwrap()
            .is_empty()
    );
    let first = store.claim_jobs("w", at(20), at(99), 1).await.unwrap();
    let mut expected = job(2, None, at(10));
    expected.attempts = 1;
    assert_eq!(first, [expected]);
    let rest = store.claim_jobs("w", at(20), at(99), 9).await.unwrap();
    assert_eq!(rest.iter().map(|job| job.id).collect::<Vec<_>>(), [id(3)]);
    assert_eq!(store.next_job_at().await.unwrap(), Some(at(30)));
    refused(&store, |batch| {
        batch.enqueue(&job(1, None, at(0)));
    })
    .await;
}

async fn no_job_has_two_workers(database: TestDatabase) {
    const JOBS: u128 = 200;
    let stores = [database.open().await, database.open().await];
    write(&stores[0], |batch| {
        (1..=JOBS).for_each(|number| {
            batch.enqueue(&job(number, None, at(0)));
        });
    })
    .await;
    let workers = (0..6).map(async |worker| {
        let store = &stores[worker % 2];
        let name = format!("worker-{worker}");
        let mut claimed = Vec::new();
        loop {
            let jobs = store.claim_jobs(&name, at(0), at(99), 7).await.unwrap();
            if jobs.is_empty() {
                return claimed;
            }
            claimed.extend(jobs.iter().map(|job| job.id));
        }
    });
    let claimed: Vec<_> = join_all(workers).await.into_iter().flatten().collect();
    assert_eq!(claimed.len() as u128, JOBS);
    let distinct: BTreeSet<_> = claimed.into_iter().collect();
    assert_eq!(distinct.len() as u128, JOBS);
}

async fn a_lease_that_ends_frees_its_job(database: TestDatabase) {
    let store = database.open().await;
    write(&store, |batch| {
        batch.enqueue(&job(1, None, at(0)));
    })
    .await;
    store.claim_jobs("first", at(0), at(10), 1).await.unwrap();
    assert!(store.extend_lease(id(1), "first", at(20)).await.unwrap());
    assert!(!store.extend_lease(id(1), "second", at(50)).await.unwrap());
    assert_eq!(store.next_job_at().await.unwrap(), Some(at(20)));
    assert!(
        store
            .claim_jobs("second", at(19), at(99), 1)
            .await
            .unwrap()
            .is_empty()
    );
    let again = store.claim_jobs("second", at(20), at(30), 1).await.unwrap();
    assert_eq!(again[0].attempts, 2);
    assert!(!store.extend_lease(id(1), "first", at(50)).await.unwrap());
    refused(&store, |batch| {
        batch.finish_job(id(1), "first");
    })
    .await;
    write(&store, |batch| {
        batch.finish_job(id(1), "second");
    })
    .await;
    assert_eq!(store.next_job_at().await.unwrap(), None);
}

async fn jobs_are_finished_retried_and_buried(database: TestDatabase) {
    let store = database.open().await;
    write(&store, |batch| {
        batch.enqueue(&job(1, None, at(0)));
    })
    .await;
    refused(&store, |batch| {
        batch.finish_job(id(1), "w");
    })
    .await;
    store.claim_jobs("w", at(0), at(10), 1).await.unwrap();
    write(&store, |batch| {
        batch.retry_job(id(1), "w", at(5), &"ç".repeat(10_000));
    })
    .await;
    refused(&store, |batch| {
        batch.retry_job(id(1), "w", at(5), "it is not mine any more");
    })
    .await;
    assert_eq!(store.next_job_at().await.unwrap(), Some(at(5)));
    let claimed = store.claim_jobs("w", at(5), at(10), 1).await.unwrap();
    assert_eq!((claimed[0].attempts, claimed[0].run_at), (2, at(5)));
    write(&store, |batch| {
        batch.bury_job(id(1), "w", at(6), "it will never work");
    })
    .await;
    assert_eq!(store.next_job_at().await.unwrap(), None);
    assert!(
        store
            .claim_jobs("w", at(99), at(100), 9)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(!store.extend_lease(id(1), "w", at(99)).await.unwrap());
    refused(&store, |batch| {
        batch.finish_job(id(1), "w");
    })
    .await;
}

async fn one_job_is_claimed_by_its_id(database: TestDatabase) {
    let store = database.open().await;
    write(&store, |batch| {
        batch.enqueue(&job(1, None, at(10)));
        batch.enqueue(&job(2, None, at(0)));
    })
    .await;
    assert_eq!(
        store.claim_job(id(1), "w", at(9), at(20)).await.unwrap(),
        None
    );
    assert_eq!(
        store.claim_job(id(3), "w", at(9), at(20)).await.unwrap(),
        None
    );
    let claimed = store.claim_job(id(1), "w", at(10), at(20)).await.unwrap();
    assert_eq!(claimed.unwrap().id, id(1));
    assert_eq!(
        store.claim_job(id(1), "v", at(11), at(20)).await.unwrap(),
        None
    );
}
