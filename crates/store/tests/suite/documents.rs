//! Saving, listing, counting and deleting documents.

use caudal_model::Kind;
use caudal_store::{PAGE_SIZE_MAX, Store};
use caudal_testing::TestDatabase;

use crate::fixtures::*;

caudal_testing::both_engines! {
    the_newest_come_first,
    saving_again_keeps_the_place,
    of_repeats_the_last_is_saved,
    counts_follow_every_change,
    an_account_takes_its_documents_along,
    what_is_known_is_told,
    ids_do_not_move_between_links,
    many_at_once_get_their_own,
    pages_end_where_documents_end,
    large_saves_stay_in_order,
}

const KIND: Kind = Kind::Transactions;

async fn with_links(database: &TestDatabase) -> Store {
    let store = database.open().await;
    write(&store, |batch| {
        batch
            .insert_link(&link(1, OURS))
            .insert_link(&link(2, OURS));
    })
    .await;
    store
}

async fn the_newest_come_first(database: TestDatabase) {
    let store = with_links(&database).await;
    let saved = vec![
        document(KIND, 10, 5),
        document(KIND, 11, 9),
        document(KIND, 12, 5),
        document(KIND, 13, -7),
    ];
    write(&store, |batch| {
        batch.save_documents(OURS, id(1), saved);
    })
    .await;
    let listed = store.list(OURS, KIND, &of_link(id(1))).await.unwrap();
    assert_eq!(numbers(&listed), [11, 12, 10, 13]);
    assert_eq!(listed.count, 4);
    let second = store.list(OURS, KIND, &page(2, 3)).await.unwrap();
    assert_eq!((numbers(&second), second.count), (vec![13], 4));
    assert_eq!(
        store.document(OURS, KIND, id(12)).await.unwrap().as_deref(),
        Some("{\"number\":12}")
    );
    assert_eq!(
        store.document(OURS, Kind::Accounts, id(12)).await.unwrap(),
        None
    );
}

async fn many_at_once_get_their_own(database: TestDatabase) {
    let store = with_links(&database).await;
    write(&store, |batch| {
        batch.create_organisation(&organisation(OURS));
        batch.save_documents(OURS, id(1), documents(KIND, 100..200));
    })
    .await;
    // Every third id is of nothing, and some ask for a foreign organisation's document.
    let asked = (0..400_u128).map(|turn| {
        let store = &store;
        let number = 100 + turn % 150;
        let organisation = if turn % 7 == 0 { THEIRS } else { OURS };
        async move {
            let found = store
                .document(organisation, KIND, id(number))
                .await
                .unwrap();
            let ours = organisation == OURS && number < 200;
            assert_eq!(found, ours.then(|| format!("{{\"number\":{number}}}")));
            assert_eq!(
                store.revision(organisation).await.unwrap() > 0,
                organisation == OURS
            );
        }
    });
    futures_util::future::join_all(asked).await;
}

async fn saving_again_keeps_the_place(database: TestDatabase) {
    let store = with_links(&database).await;
    write(&store, |batch| {
        batch.save_documents(OURS, id(1), documents(KIND, [1, 2, 3]));
    })
    .await;
    let mut changed = document(KIND, 2, 0);
    changed.body = "{\"number\":22}".to_owned();
    write(&store, |batch| {
        batch.save_documents(OURS, id(1), vec![changed, document(KIND, 4, 0)]);
    })
    .await;
    let listed = store.list(OURS, KIND, &of_link(id(1))).await.unwrap();
    assert_eq!((numbers(&listed), listed.count), (vec![4, 3, 22, 1], 4));
}

async fn of_repeats_the_last_is_saved(database: TestDatabase) {
    let store = with_links(&database).await;
    let mut last = document(KIND, 1, 0);
    last.body = "{\"number\":111}".to_owned();
    let saved = vec![document(KIND, 1, 0), document(KIND, 2, 0), last];
    write(&store, |batch| {
        batch.save_documents(OURS, id(1), saved);
    })
    .await;
    let listed = store.list(OURS, KIND, &of_link(id(1))).await.unwrap();
    assert_eq!((numbers(&listed), listed.count), (vec![111, 2], 2));
}

async fn counts_follow_every_change(database: TestDatabase) {
    let store = with_links(&database).await;
    let counts = async || {
        let one = store.list(OURS, KIND, &of_link(id(1))).await.unwrap().count;
        let two = store.list(OURS, KIND, &of_link(id(2))).await.unwrap().count;
        let all = store.list(OURS, KIND, &page(1, 1)).await.unwrap().count;
        [one, two, all]
    };
    assert_eq!(counts().await, [0, 0, 0]);
    write(&store, |batch| {
        batch.save_documents(OURS, id(1), documents(KIND, 1..=5));
        batch.save_documents(OURS, id(2), documents(KIND, 6..=8));
        batch.save_documents(OURS, id(2), documents(Kind::Owners, 9..=9));
    })
    .await;
    assert_eq!(counts().await, [5, 3, 8]);
    write(&store, |batch| {
        batch.delete_document(OURS, KIND, id(3));
    })
    .await;
    assert_eq!(counts().await, [4, 3, 7]);
    refused(&store, |batch| {
        batch.delete_document(OURS, KIND, id(3));
    })
    .await;
    write(&store, |batch| {
        batch.clear_link_documents(OURS, id(1));
    })
    .await;
    assert_eq!(counts().await, [0, 3, 3]);
    write(&store, |batch| {
        batch.delete_link(OURS, id(2));
    })
    .await;
    assert_eq!(counts().await, [0, 0, 0]);
    assert_eq!(store.document(OURS, KIND, id(6)).await.unwrap(), None);
    assert_eq!(
        store.document(OURS, Kind::Owners, id(9)).await.unwrap(),
        None
    );
}

async fn an_account_takes_its_documents_along(database: TestDatabase) {
    let store = with_links(&database).await;
    let mut movements = documents(KIND, 10..=13);
    movements[0].account = Some(id(1));
    movements[2].account = Some(id(1));
    movements[3].account = Some(id(2));
    write(&store, |batch| {
        batch.save_documents(OURS, id(1), documents(Kind::Accounts, 1..=2));
        batch.save_documents(OURS, id(1), movements);
    })
    .await;
    write(&store, |batch| {
        batch.delete_document(OURS, Kind::Accounts, id(1));
    })
    .await;
    let accounts = store.list(OURS, Kind::Accounts, &page(1, 9)).await.unwrap();
    assert_eq!((numbers(&accounts), accounts.count), (vec![2], 1));
    let movements = store.list(OURS, KIND, &page(1, 9)).await.unwrap();
    assert_eq!((numbers(&movements), movements.count), (vec![13, 11], 2));
    refused(&store, |batch| {
        batch.delete_document(OURS, KIND, id(2));
    })
    .await;
}

async fn what_is_known_is_told(database: TestDatabase) {
    let store = with_links(&database).await;
    write(&store, |batch| {
        batch.save_documents(
            OURS,
            id(1),
            vec![document(KIND, 1, 4), document(KIND, 2, 3)],
        );
        batch.save_documents(OURS, id(2), vec![document(KIND, 3, 3)]);
    })
    .await;
    let known = store.known(OURS, id(1), KIND).await.unwrap();
    let known: Vec<_> = known
        .iter()
        .map(|it| (it.identity.as_str(), it.created_at))
        .collect();
    assert_eq!(known, [("identity-2", at(3)), ("identity-1", at(4))]);
}

async fn ids_do_not_move_between_links(database: TestDatabase) {
    let store = with_links(&database).await;
    write(&store, |batch| {
        batch.save_documents(OURS, id(1), documents(KIND, [1]));
    })
    .await;
    for (link, kind) in [(2, KIND), (1, Kind::Owners), (3, KIND)] {
        refused(&store, |batch| {
            batch.save_documents(OURS, id(link), documents(kind, [9, 1]));
        })
        .await;
    }
    assert_eq!(store.list(OURS, KIND, &page(1, 9)).await.unwrap().count, 1);
}

async fn pages_end_where_documents_end(database: TestDatabase) {
    let store = with_links(&database).await;
    write(&store, |batch| {
        batch.save_documents(OURS, id(1), documents(KIND, 1..=7));
    })
    .await;
    for (number, size, expected) in [
        (3, 3, vec![1]),
        (4, 3, vec![]),
        (1, 0, vec![]),
        (0, 2, vec![7, 6]),
        (u64::MAX, u64::MAX, vec![]),
        (1, PAGE_SIZE_MAX + 1, vec![7, 6, 5, 4, 3, 2, 1]),
    ] {
        let listed = store.list(OURS, KIND, &page(number, size)).await.unwrap();
        assert_eq!(
            (numbers(&listed), listed.count),
            (expected, 7),
            "page {number} of {size}"
        );
    }
}

async fn large_saves_stay_in_order(database: TestDatabase) {
    let store = with_links(&database).await;
    write(&store, |batch| {
        batch.save_documents(OURS, id(1), documents(KIND, 1..=2_500));
    })
    .await;
    let listed = store.list(OURS, KIND, &page(2, 1_000)).await.unwrap();
    assert_eq!(listed.count, 2_500);
    assert_eq!(numbers(&listed), (501..=1_500).rev().collect::<Vec<_>>());
}
