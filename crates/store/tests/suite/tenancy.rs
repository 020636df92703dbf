//! With a foreign organisation nothing is found and nothing is changed.

use caudal_model::Kind;
use caudal_testing::TestDatabase;

use crate::fixtures::*;

caudal_testing::both_engines! {
    nothing_foreign_is_found,
    nothing_foreign_is_changed,
    the_same_ids_live_side_by_side,
}

const KIND: Kind = Kind::Transactions;

async fn fill(store: &caudal_store::Store) {
    write(store, |batch| {
        batch.create_organisation(&organisation(OURS));
        batch.create_organisation(&organisation(THEIRS));
        batch.insert_key(&key("key", OURS));
        batch.insert_link(&link(1, OURS));
        batch.save_documents(OURS, id(1), documents(KIND, 1..=5));
        batch.insert_session(&session("session", OURS, id(1)));
    })
    .await;
}

async fn nothing_foreign_is_found(database: TestDatabase) {
    let store = database.open().await;
    fill(&store).await;
    assert!(store.keys(THEIRS).await.unwrap().is_empty());
    for listing in [page(1, 9), of_link(id(1))] {
        let listed = store.list(THEIRS, KIND, &listing).await.unwrap();
        assert_eq!((listed.count, listed.items.len()), (0, 0));
    }
    let links = store.links(THEIRS, &page(1, 9)).await.unwrap();
    assert_eq!((links.count, links.items.len()), (0, 0));
    assert_eq!(store.document(THEIRS, KIND, id(1)).await.unwrap(), None);
    assert!(store.known(THEIRS, id(1), KIND).await.unwrap().is_empty());
    assert_eq!(store.link(THEIRS, id(1)).await.unwrap(), None);
    let ids = store.link_ids_of_user(THEIRS, "erebor_br_retail", "user-1", "-");
    assert!(ids.await.unwrap().is_empty());
    assert_eq!(store.session(THEIRS, "session").await.unwrap(), None);
}

async fn nothing_foreign_is_changed(database: TestDatabase) {
    let store = database.open().await;
    fill(&store).await;
    let mut foreign = link(1, THEIRS);
    foreign.status = "invalid".to_owned();
    refused(&store, |batch| {
        batch.update_link(&foreign);
    })
    .await;
    refused(&store, |batch| {
        batch.delete_link(THEIRS, id(1));
    })
    .await;
    refused(&store, |batch| {
        batch.save_documents(THEIRS, id(1), documents(KIND, [1]));
    })
    .await;
    refused(&store, |batch| {
        batch.delete_document(THEIRS, KIND, id(1));
    })
    .await;
    refused(&store, |batch| {
        batch.clear_link_documents(THEIRS, id(1));
    })
    .await;
    refused(&store, |batch| {
        batch.take_session(THEIRS, "session");
    })
    .await;
    refused(&store, |batch| {
        batch.revoke_key(THEIRS, "key", at(9));
    })
    .await;
    assert_eq!(store.link(OURS, id(1)).await.unwrap(), Some(link(1, OURS)));
    assert_eq!(
        store.list(OURS, KIND, &of_link(id(1))).await.unwrap().count,
        5
    );
    assert!(store.session(OURS, "session").await.unwrap().is_some());
    assert_eq!(store.key("key").await.unwrap(), Some(key("key", OURS)));
}

async fn the_same_ids_live_side_by_side(database: TestDatabase) {
    let store = database.open().await;
    fill(&store).await;
    let mut other = document(KIND, 1, 0);
    other.body = "{\"number\":1000}".to_owned();
    write(&store, |batch| {
        batch.insert_link(&link(1, THEIRS));
        batch.save_documents(THEIRS, id(1), vec![other]);
    })
    .await;
    let ours = store.list(OURS, KIND, &of_link(id(1))).await.unwrap();
    assert_eq!((numbers(&ours), ours.count), (vec![5, 4, 3, 2, 1], 5));
    let theirs = store.list(THEIRS, KIND, &of_link(id(1))).await.unwrap();
    assert_eq!((numbers(&theirs), theirs.count), (vec![1_000], 1));
    write(&store, |batch| {
        batch.delete_link(THEIRS, id(1));
    })
    .await;
    assert_eq!(
        store.list(OURS, KIND, &of_link(id(1))).await.unwrap().count,
        5
    );
    assert!(store.document(OURS, KIND, id(1)).await.unwrap().is_some());
}
