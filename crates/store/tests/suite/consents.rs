//! Consents, with and without their links.

use caudal_model::resources::consent::USER_DOCUMENT;
use caudal_model::{Condition, Operand, Operator};
use caudal_store::{Consent, Listing};
use caudal_testing::TestDatabase;
use uuid::Uuid;

use crate::fixtures::*;

caudal_testing::both_engines! {
    a_holders_consents_are_listed_newest_first,
    a_link_has_one_consent,
    an_outdated_consent_is_not_replaced,
    old_consents_without_a_link_are_forgotten,
    consents_belong_to_their_organisation,
}

fn consent(number: u128, link: u128, document: &str) -> Consent {
    Consent {
        id: id(number),
        organisation: OURS,
        link: id(link),
        document: document.to_owned(),
        created_at: at(i64::try_from(number).unwrap()),
        detached_at: None,
        version: 1,
        body: format!("{{\"number\":{number}}}"),
    }
}

fn of_holder(document: &str) -> Listing {
    Listing {
        conditions: vec![Condition {
            filter: &USER_DOCUMENT,
            operator: Operator::Equal,
            operands: vec![Operand::Text(document.to_owned())],
        }],
        page: 1,
        page_size: 9,
    }
}

async fn a_holders_consents_are_listed_newest_first(database: TestDatabase) {
    let store = database.open().await;
    write(&store, |batch| {
        batch.insert_consent(&consent(1, 11, "76109277673"));
        batch.insert_consent(&consent(2, 12, "50685362006773"));
        batch.insert_consent(&consent(3, 13, "76109277673"));
    })
    .await;
    let listed = store
        .consents(OURS, &of_holder("76109277673"))
        .await
        .unwrap();
    assert_eq!((numbers(&listed), listed.count), (vec![3, 1], 2));
    let found = store.consent(OURS, id(2)).await.unwrap();
    assert_eq!(found, Some(consent(2, 12, "50685362006773")));
}

async fn a_link_has_one_consent(database: TestDatabase) {
    let store = database.open().await;
    let first = consent(1, 11, "76109277673");
    write(&store, |batch| {
        batch.require_no_consent(OURS, id(11));
        batch.insert_consent(&first);
    })
    .await;
    refused(&store, |batch| {
        batch.insert_consent(&consent(2, 11, "76109277673"));
    })
    .await;
    refused(&store, |batch| {
        batch.require_no_consent(OURS, id(11));
    })
    .await;
    assert_eq!(
        store.consent_of_link(OURS, id(11)).await.unwrap(),
        Some(first.clone())
    );
    let detached = Consent {
        detached_at: Some(at(50)),
        ..first
    };
    write(&store, |batch| {
        batch.update_consent(&detached);
        batch.insert_consent(&consent(2, 11, "76109277673"));
    })
    .await;
    let now = store.consent_of_link(OURS, id(11)).await.unwrap();
    assert_eq!(now, Some(consent(2, 11, "76109277673")));
}

async fn an_outdated_consent_is_not_replaced(database: TestDatabase) {
    let store = database.open().await;
    let mut read = consent(1, 11, "76109277673");
    write(&store, |batch| {
        batch.insert_consent(&read);
    })
    .await;
    read.body = "{\"number\":7}".to_owned();
    write(&store, |batch| {
        batch.update_consent(&read);
    })
    .await;
    refused(&store, |batch| {
        batch.update_consent(&read);
    })
    .await;
    let found = store.consent(OURS, id(1)).await.unwrap().unwrap();
    assert_eq!((found.version, found.body), (2, read.body));
}

async fn old_consents_without_a_link_are_forgotten(database: TestDatabase) {
    let store = database.open().await;
    let detached = |number, at| Consent {
        detached_at: Some(at),
        ..consent(number, number, "76109277673")
    };
    write(&store, |batch| {
        batch.insert_consent(&consent(1, 1, "76109277673"));
        batch.insert_consent(&detached(2, at(10)));
        batch.insert_consent(&detached(3, at(20)));
    })
    .await;
    assert_eq!(store.prune_consents(at(20)).await.unwrap(), 1);
    let listed = store
        .consents(OURS, &of_holder("76109277673"))
        .await
        .unwrap();
    assert_eq!(numbers(&listed), [3, 1]);
}

async fn consents_belong_to_their_organisation(database: TestDatabase) {
    let store = database.open().await;
    let own = consent(1, 11, "76109277673");
    write(&store, |batch| {
        batch.insert_consent(&own);
    })
    .await;
    let foreign = |organisation: Uuid| Consent {
        organisation,
        ..own.clone()
    };
    assert_eq!(store.consent(THEIRS, id(1)).await.unwrap(), None);
    assert_eq!(store.consent_of_link(THEIRS, id(11)).await.unwrap(), None);
    let listed = store
        .consents(THEIRS, &of_holder("76109277673"))
        .await
        .unwrap();
    assert_eq!(listed.count, 0);
    refused(&store, |batch| {
        batch.update_consent(&foreign(THEIRS));
    })
    .await;
    write(&store, |batch| {
        batch.require_no_consent(THEIRS, id(11));
        batch.insert_consent(&foreign(THEIRS));
    })
    .await;
}
