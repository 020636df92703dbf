//! Links: one by one, in pages, and all that hangs on them.

use caudal_model::{Condition, Filter, FilterKind, Kind, Operand, Operator};
use caudal_store::{Batch, Listing};
use caudal_testing::TestDatabase;
use futures_util::future::join_all;
use rust_decimal::Decimal;

use crate::fixtures::*;

caudal_testing::both_engines! {
    a_link_comes_back_as_it_was,
    only_the_version_that_was_read_is_replaced,
    links_are_listed_and_filtered,
    links_of_a_person_are_found,
    of_two_first_links_of_a_person_one_is_made,
    credentials_are_forgotten_in_time,
    a_deleted_link_leaves_nothing,
    links_that_wait_are_found,
}

async fn a_link_comes_back_as_it_was(database: TestDatabase) {
    let store = database.open().await;
    let full = link(1, OURS);
    let mut bare = link(2, OURS);
    bare.credentials = None;
    bare.credentials_until = None;
    bare.last_accessed_at = Some(at(-1));
    write(&store, |batch| {
        batch.insert_link(&full).insert_link(&bare);
    })
    .await;
    assert_eq!(store.link(OURS, id(1)).await.unwrap(), Some(full.clone()));
    assert_eq!(store.link(OURS, id(2)).await.unwrap(), Some(bare));
    refused(&store, |batch| {
        batch.insert_link(&full);
    })
    .await;
}

async fn only_the_version_that_was_read_is_replaced(database: TestDatabase) {
    let store = database.open().await;
    write(&store, |batch| {
        batch.insert_link(&link(1, OURS));
    })
    .await;
    let mut read = store.link(OURS, id(1)).await.unwrap().unwrap();
    read.status = "invalid".to_owned();
    read.credentials = None;
    read.body = "{\"status\":\"invalid\"}".to_owned();
    write(&store, |batch| {
        batch.update_link(&read);
    })
    .await;
    refused(&store, |batch| {
        batch.update_link(&read);
    })
    .await;
    let stored = store.link(OURS, id(1)).await.unwrap().unwrap();
    read.version += 1;
    assert_eq!(stored, read);
}

async fn links_are_listed_and_filtered(database: TestDatabase) {
    static FILTERS: &[Filter] = &[
        filter("status", FilterKind::Text),
        filter("external_id", FilterKind::Text),
        filter("resources", FilterKind::Words),
        filter("rate", FilterKind::Number),
        filter("created_at", FilterKind::Moment),
        filter("institution_user_id", FilterKind::Text),
    ];
    let store = database.open().await;
    write(&store, |batch| {
        (1..=12).for_each(|number| {
            batch.insert_link(&link(number, OURS));
        });
        batch.insert_link(&link(13, THEIRS));
    })
    .await;
    let found = async |conditions: &[(&str, Operator, Operand)]| {
        let condition = |(name, operator, operand): &(&str, Operator, Operand)| Condition {
            filter: FILTERS.iter().find(|filter| filter.name == *name).unwrap(),
            operator: *operator,
            operands: vec![operand.clone()],
        };
        let listing = Listing {
            conditions: conditions.iter().map(condition).collect(),
            ..page(1, 5)
        };
        let page = store.links(OURS, &listing).await.unwrap();
        (page.items.len(), page.count)
    };
    let text = |text: &str| Operand::Text(text.to_owned());
    assert_eq!(found(&[]).await, (5, 12));
    assert_eq!(
        found(&[("status", Operator::Equal, text("valid"))]).await,
        (5, 12)
    );
    assert_eq!(
        found(&[("status", Operator::NotIn, text("valid"))]).await,
        (0, 0)
    );
    assert_eq!(
        found(&[("external_id", Operator::Equal, text("external-7"))]).await,
        (1, 1)
    );
    assert_eq!(
        found(&[("institution_user_id", Operator::In, text("user-3"))]).await,
        (1, 1)
    );
    assert_eq!(
        found(&[("resources", Operator::AllIn, text("OWNERS"))]).await,
        (5, 12)
    );
    assert_eq!(
        found(&[("rate", Operator::Less, Operand::Number(Decimal::TWO))]).await,
        (0, 0)
    );
    // The tenth second after the fixtures' moment is the first of February.
    let february = Operand::Date("2026-02-01".parse().unwrap());
    assert_eq!(
        found(&[("created_at", Operator::Equal, february)]).await,
        (3, 3)
    );
    let newest = store.links(OURS, &page(1, 1)).await.unwrap();
    assert_eq!(newest.items.as_joined(), link(12, OURS).body);
}

async fn links_of_a_person_are_found(database: TestDatabase) {
    let store = database.open().await;
    let mut second = link(2, OURS);
    second.institution_user_id = "user-1".to_owned();
    let mut elsewhere = link(3, OURS);
    elsewhere.institution_user_id = "user-1".to_owned();
    elsewhere.institution = "erebor_mx_retail".to_owned();
    write(&store, |batch| {
        batch.insert_link(&second).insert_link(&link(1, OURS));
        batch.insert_link(&elsewhere);
    })
    .await;
    let found = store.link_ids_of_user(OURS, "erebor_br_retail", "user-1", "unconfirmed");
    assert_eq!(found.await.unwrap(), [id(1), id(2)]);
    let found = store.link_ids_of_user(OURS, "erebor_br_retail", "user-1", "valid");
    assert!(found.await.unwrap().is_empty());
}

async fn of_two_first_links_of_a_person_one_is_made(database: TestDatabase) {
    let stores = [database.open().await, database.open().await];
    write(&stores[0], |batch| {
        batch.create_organisation(&organisation(OURS));
        batch.insert_link(&link(9, OURS));
    })
    .await;
    let making = (0..8_usize).map(|turn| {
        let mut made = link(10 + turn as u128, OURS);
        made.institution_user_id = "the same".to_owned();
        let mut batch = Batch::new();
        batch.insert_link(&made);
        batch.require_only_link_of_user(&made, "unconfirmed");
        stores[turn % 2].write(batch)
    });
    let made = join_all(making).await;
    assert_eq!(made.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    let page = stores[0].links(OURS, &page(1, 99)).await.unwrap();
    assert_eq!(page.count, 2, "who came second left nothing");
}

async fn credentials_are_forgotten_in_time(database: TestDatabase) {
    let store = database.open().await;
    let mut kept = link(2, OURS);
    kept.credentials_until = None;
    write(&store, |batch| {
        batch.insert_link(&link(1, OURS)).insert_link(&kept);
    })
    .await;
    let read_before = store.link(OURS, id(1)).await.unwrap().unwrap();
    assert_eq!(store.forget_credentials(at(999)).await.unwrap(), 0);
    assert_eq!(store.forget_credentials(at(1_000)).await.unwrap(), 1);
    assert_eq!(store.forget_credentials(at(1_000)).await.unwrap(), 0);
    let forgotten = store.link(OURS, id(1)).await.unwrap().unwrap();
    assert_eq!(forgotten.credentials, None);
    let back = try_write(&store, |batch| {
        batch.update_link(&read_before);
    });
    assert!(back.await.unwrap_err().is_conflict());
    let kept = store.link(OURS, id(2)).await.unwrap().unwrap();
    assert!(kept.credentials.is_some());
}

async fn a_deleted_link_leaves_nothing(database: TestDatabase) {
    let store = database.open().await;
    write(&store, |batch| {
        batch
            .insert_link(&link(1, OURS))
            .insert_link(&link(2, OURS));
        for number in [1, 2] {
            batch.save_documents(OURS, id(number), documents(Kind::Owners, [10 * number]));
            batch.insert_session(&session(&format!("session-{number}"), OURS, id(number)));
            batch.enqueue(&job(number, Some(id(number)), at(0)));
        }
    })
    .await;
    write(&store, |batch| {
        batch.delete_link(OURS, id(1));
    })
    .await;
    refused(&store, |batch| {
        batch.delete_link(OURS, id(1));
    })
    .await;
    assert_eq!(store.link(OURS, id(1)).await.unwrap(), None);
    assert_eq!(store.session(OURS, "session-1").await.unwrap(), None);
    assert!(store.session(OURS, "session-2").await.unwrap().is_some());
    let owners = store.list(OURS, Kind::Owners, &page(1, 9)).await.unwrap();
    assert_eq!((numbers(&owners), owners.count), (vec![20], 1));
    let jobs = store.claim_jobs("worker", at(1), at(2), 9).await.unwrap();
    assert_eq!(jobs.iter().map(|job| job.id).collect::<Vec<_>>(), [id(2)]);
}

async fn links_that_wait_are_found(database: TestDatabase) {
    let store = database.open().await;
    let waiting = |number, organisation| {
        let mut waiting = link(number, organisation);
        waiting.status = "unconfirmed".to_owned();
        waiting
    };
    write(&store, |batch| {
        batch.insert_link(&link(1, OURS));
        batch.insert_link(&waiting(2, OURS));
        batch.insert_link(&waiting(3, THEIRS));
        batch.insert_link(&waiting(4, OURS));
    })
    .await;
    let found = store.unconfirmed_links(at(4)).await.unwrap();
    assert_eq!(found, [(OURS, id(2)), (THEIRS, id(3))]);
    write(&store, |batch| {
        batch.require_link_status(OURS, id(2), "unconfirmed");
    })
    .await;
    for (organisation, number) in [(OURS, 1), (THEIRS, 2), (OURS, 9)] {
        refused(&store, |batch| {
            batch.require_link_status(organisation, id(number), "unconfirmed");
        })
        .await;
    }
}
