//! Personas and the names they are known by.

use caudal_store::{KnownPersona as Known, Persona};
use caudal_testing::TestDatabase;
use uuid::Uuid;

use crate::fixtures::*;

caudal_testing::both_engines! {
    a_persona_is_found_by_each_of_its_names,
    a_name_belongs_to_one_persona_at_a_time,
    a_name_outlives_its_persona,
    personas_belong_to_their_organisation,
}

fn persona(number: u128, organisation: Uuid, names: &[&str]) -> Persona {
    Persona {
        id: id(number),
        organisation,
        created_at: at(0),
        names: names.iter().map(|&name| name.to_owned()).collect(),
        body: format!("{{\"number\":{number}}}"),
    }
}

fn known(number: u128) -> Known {
    Known::Persona(format!("{{\"number\":{number}}}"))
}

async fn a_persona_is_found_by_each_of_its_names(database: TestDatabase) {
    let store = database.open().await;
    write(&store, |batch| {
        batch.insert_persona(&persona(1, OURS, &["BR ana", "BR 123"]));
        batch.insert_persona(&persona(2, OURS, &["MX ana"]));
    })
    .await;
    for (name, expected) in [
        ("BR ana", known(1)),
        ("BR 123", known(1)),
        ("MX ana", known(2)),
        ("CL ana", Known::Nobody),
    ] {
        assert_eq!(store.persona_known_as(OURS, name).await.unwrap(), expected);
    }
    let listed = store.personas(OURS, &page(1, 9)).await.unwrap();
    assert_eq!((numbers(&listed), listed.count), (vec![2, 1], 2));
}

async fn a_name_belongs_to_one_persona_at_a_time(database: TestDatabase) {
    let store = database.open().await;
    write(&store, |batch| {
        batch.insert_persona(&persona(1, OURS, &["BR ana"]));
    })
    .await;
    for second in [
        persona(2, OURS, &["BR other", "BR ana"]),
        persona(1, OURS, &["BR third"]),
    ] {
        refused(&store, |batch| {
            batch.insert_persona(&second);
        })
        .await;
    }
    let other = store.persona_known_as(OURS, "BR other").await.unwrap();
    assert_eq!(
        other,
        Known::Nobody,
        "nothing of a refused batch is written"
    );
}

async fn a_name_outlives_its_persona(database: TestDatabase) {
    let store = database.open().await;
    write(&store, |batch| {
        batch.insert_persona(&persona(1, OURS, &["BR ana", "BR 123"]));
    })
    .await;
    write(&store, |batch| {
        batch.delete_persona(OURS, id(1));
    })
    .await;
    assert_eq!(store.persona(OURS, id(1)).await.unwrap(), None);
    for name in ["BR ana", "BR 123"] {
        let found = store.persona_known_as(OURS, name).await.unwrap();
        assert_eq!(found, Known::Gone);
    }
    refused(&store, |batch| {
        batch.delete_persona(OURS, id(1));
    })
    .await;
    write(&store, |batch| {
        batch.insert_persona(&persona(3, OURS, &["BR ana"]));
    })
    .await;
    let again = store.persona_known_as(OURS, "BR ana").await.unwrap();
    assert_eq!(again, known(3));
}

async fn personas_belong_to_their_organisation(database: TestDatabase) {
    let store = database.open().await;
    write(&store, |batch| {
        batch.create_organisation(&organisation(OURS));
        batch.insert_persona(&persona(1, OURS, &["BR ana"]));
        batch.insert_persona(&persona(1, THEIRS, &["BR ana"]));
    })
    .await;
    let before = store.revision(OURS).await.unwrap();
    write(&store, |batch| {
        batch.delete_persona(THEIRS, id(1));
    })
    .await;
    assert_eq!(
        store.persona_known_as(OURS, "BR ana").await.unwrap(),
        known(1)
    );
    assert_eq!(store.personas(THEIRS, &page(1, 9)).await.unwrap().count, 0);
    assert_eq!(store.revision(OURS).await.unwrap(), before);
    write(&store, |batch| {
        batch.delete_persona(OURS, id(1));
    })
    .await;
    assert!(store.revision(OURS).await.unwrap() > before);
}
