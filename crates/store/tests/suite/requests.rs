//! The record of requests.

use caudal_store::RequestRecord;
use caudal_testing::TestDatabase;

use crate::fixtures::*;

caudal_testing::both_engines! {
    requests_are_recorded_and_forgotten,
    null_characters_are_only_text,
}

fn record(number: u128) -> RequestRecord {
    RequestRecord {
        id: id(number).as_simple().to_string(),
        organisation: number.is_multiple_of(2).then_some(OURS),
        link: number.is_multiple_of(3).then(|| id(number)),
        at: at(i64::try_from(number).unwrap()),
        method: "GET".to_owned(),
        path: "/api/accounts/".to_owned(),
        status: 200,
        duration_us: 1_234,
        steps: "[]".to_owned(),
    }
}

async fn requests_are_recorded_and_forgotten(database: TestDatabase) {
    let store = database.open().await;
    store.record_requests(Vec::new()).await.unwrap();
    store
        .record_requests((1..=50).map(record).collect())
        .await
        .unwrap();
    for number in [1, 2, 6] {
        let found = store.request(&record(number).id).await.unwrap();
        assert_eq!(found, [record(number)]);
    }
    assert_eq!(store.request("unknown").await.unwrap(), []);
    assert_eq!(store.prune_requests(at(11)).await.unwrap(), 10);
    assert_eq!(store.request(&record(10).id).await.unwrap(), []);
    assert_eq!(store.request(&record(11).id).await.unwrap().len(), 1);
}

async fn null_characters_are_only_text(database: TestDatabase) {
    let store = database.open().await;
    let mut odd = record(1);
    odd.path = "/api/\0/".to_owned();
    store.record_requests(vec![odd, record(2)]).await.unwrap();
    assert_eq!(store.request(&record(1).id).await.unwrap().len(), 1);
    assert_eq!(store.request("\0").await.unwrap(), []);
    assert_eq!(store.key("key\0").await.unwrap(), None);
    assert_eq!(store.session(OURS, "\0").await.unwrap(), None);
    let links = store.link_ids_of_user(OURS, "erebor\0", "\0", "\0").await;
    assert!(links.unwrap().is_empty());
}
