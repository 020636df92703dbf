//! Faults strike as often as they are to.

use caudal_store::Fault;
use caudal_testing::TestDatabase;
use futures_util::future::join_all;
use uuid::Uuid;

use crate::fixtures::*;

caudal_testing::both_engines! {
    faults_are_listed_newest_first,
    a_fault_strikes_so_many_times,
    faults_belong_to_their_organisation,
}

fn fault(number: u128, organisation: Uuid) -> Fault {
    Fault {
        id: id(number),
        organisation,
        created_at: at(i64::try_from(number).unwrap()),
        struck: 0,
        body: format!("{{\"number\":{number}}}"),
    }
}

async fn faults_are_listed_newest_first(database: TestDatabase) {
    let store = database.open().await;
    write(&store, |batch| {
        batch.insert_fault(&fault(1, OURS));
        batch.insert_fault(&fault(2, OURS));
    })
    .await;
    let listed = store.faults(OURS).await.unwrap();
    assert_eq!(listed, [fault(2, OURS), fault(1, OURS)]);
    write(&store, |batch| {
        batch.delete_fault(OURS, id(2));
    })
    .await;
    assert_eq!(store.faults(OURS).await.unwrap(), [fault(1, OURS)]);
    refused(&store, |batch| {
        batch.delete_fault(OURS, id(2));
    })
    .await;
}

async fn a_fault_strikes_so_many_times(database: TestDatabase) {
    let store = database.open().await;
    write(&store, |batch| {
        batch.insert_fault(&fault(1, OURS));
    })
    .await;
    let striking = (0..10).map(async |_| store.strike(OURS, id(1), 3).await.unwrap());
    let struck = join_all(striking).await;
    assert_eq!(struck.iter().filter(|struck| **struck).count(), 3);
    assert_eq!(store.faults(OURS).await.unwrap()[0].struck, 3);
    assert!(store.strike(OURS, id(1), u32::MAX).await.unwrap());
    assert!(
        !store.strike(OURS, id(9), 3).await.unwrap(),
        "there is none"
    );
}

async fn faults_belong_to_their_organisation(database: TestDatabase) {
    let store = database.open().await;
    write(&store, |batch| {
        batch.insert_fault(&fault(1, OURS));
        batch.delete_faults(THEIRS);
    })
    .await;
    assert!(store.faults(THEIRS).await.unwrap().is_empty());
    assert!(!store.strike(THEIRS, id(1), 3).await.unwrap());
    refused(&store, |batch| {
        batch.delete_fault(THEIRS, id(1));
    })
    .await;
    assert_eq!(store.faults(OURS).await.unwrap(), [fault(1, OURS)]);
    write(&store, |batch| {
        batch.delete_faults(OURS);
    })
    .await;
    assert!(store.faults(OURS).await.unwrap().is_empty());
}
