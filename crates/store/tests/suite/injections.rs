//! Movements that are added to accounts of a sandbox, by login.

use caudal_store::Injection;
use caudal_testing::TestDatabase;
use uuid::Uuid;

use crate::fixtures::*;

caudal_testing::both_engines! {
    injections_are_shown_to_their_login_in_order,
    an_injection_changes_only_from_what_it_said,
    there_are_only_so_many_injections,
    injections_belong_to_their_organisation,
}

const BANK: &str = "erebor_br_retail";
const USER: &str = "user";

fn injection(number: u128, organisation: Uuid) -> Injection {
    Injection {
        id: id(number),
        organisation,
        institution: BANK.to_owned(),
        institution_user_id: USER.to_owned(),
        created_at: at(0),
        body: format!("{{\"number\":{number}}}"),
    }
}

async fn injections_are_shown_to_their_login_in_order(database: TestDatabase) {
    let store = database.open().await;
    let elsewhere = Injection {
        institution: "elsewhere".to_owned(),
        ..injection(3, OURS)
    };
    let somebody = Injection {
        institution_user_id: "somebody".to_owned(),
        ..injection(4, OURS)
    };
    write(&store, |batch| {
        batch.create_organisation(&organisation(OURS));
        for one in [injection(2, OURS), elsewhere, somebody, injection(1, OURS)] {
            batch.insert_injection(&one, 9);
        }
    })
    .await;
    let shown = store.injections_shown(OURS, BANK, USER).await.unwrap();
    assert_eq!(shown, ["{\"number\":2}", "{\"number\":1}"]);
    let listed = store.injections(OURS, &page(1, 9)).await.unwrap();
    assert_eq!((numbers(&listed), listed.count), (vec![1, 4, 3, 2], 4));
    write(&store, |batch| {
        batch.delete_injection(OURS, id(2));
    })
    .await;
    let shown = store.injections_shown(OURS, BANK, USER).await.unwrap();
    assert_eq!(shown, ["{\"number\":1}"]);
    assert_eq!(store.injection(OURS, id(2)).await.unwrap(), None);
}

async fn an_injection_changes_only_from_what_it_said(database: TestDatabase) {
    let store = database.open().await;
    write(&store, |batch| {
        batch.create_organisation(&organisation(OURS));
        batch.insert_injection(&injection(1, OURS), 9);
        batch.update_injection(OURS, id(1), "{\"number\":1}", "{\"number\":7}");
    })
    .await;
    let body = store.injection(OURS, id(1)).await.unwrap().unwrap();
    assert_eq!(body, "{\"number\":7}");
    refused(&store, |batch| {
        batch.update_injection(OURS, id(1), "{\"number\":1}", "{\"number\":8}");
    })
    .await;
    refused(&store, |batch| {
        batch.update_injection(OURS, id(9), "", "{}");
    })
    .await;
    refused(&store, |batch| {
        batch.delete_injection(OURS, id(9));
    })
    .await;
}

async fn there_are_only_so_many_injections(database: TestDatabase) {
    let store = database.open().await;
    write(&store, |batch| {
        batch.create_organisation(&organisation(OURS));
        batch.create_organisation(&organisation(THEIRS));
        batch.insert_injection(&injection(1, OURS), 2);
        batch.insert_injection(&injection(2, OURS), 2);
    })
    .await;
    refused(&store, |batch| {
        batch.insert_injection(&injection(3, OURS), 2);
    })
    .await;
    write(&store, |batch| {
        batch.insert_injection(&injection(3, THEIRS), 2);
    })
    .await;
    assert_eq!(store.injections(OURS, &page(1, 9)).await.unwrap().count, 2);
}

async fn injections_belong_to_their_organisation(database: TestDatabase) {
    let store = database.open().await;
    write(&store, |batch| {
        batch.create_organisation(&organisation(OURS));
        batch.insert_injection(&injection(1, OURS), 9);
    })
    .await;
    assert_eq!(store.injection(THEIRS, id(1)).await.unwrap(), None);
    let shown = store.injections_shown(THEIRS, BANK, USER).await.unwrap();
    assert!(shown.is_empty());
    assert_eq!(
        store.injections(THEIRS, &page(1, 9)).await.unwrap().count,
        0
    );
    refused(&store, |batch| {
        batch.update_injection(THEIRS, id(1), "{\"number\":1}", "{}");
    })
    .await;
    refused(&store, |batch| {
        batch.delete_injection(THEIRS, id(1));
    })
    .await;
    assert!(store.injection(OURS, id(1)).await.unwrap().is_some());
}
