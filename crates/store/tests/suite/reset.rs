//! An organisation begins anew, and nobody else does.

use caudal_model::{Event, Kind, Occurrence, Process};
use caudal_store::{Appointment, Attempt, Belongings, EventChoice, Fault, Job, Store, Webhook};
use caudal_testing::TestDatabase;
use serde_json::Map;
use uuid::Uuid;

use crate::fixtures::*;

caudal_testing::both_engines! {
    everything_goes_but_what_is_to_stay,
    the_key_of_the_request_itself_stays,
}

const REQUEST: &str = "0123456789abcdef0123456789abcdef";

fn event(number: u128, link: Uuid) -> Event {
    Event {
        id: id(number),
        link,
        request_id: REQUEST.to_owned(),
        external_id: None,
        occurrence: Occurrence {
            webhook_type: "ACCOUNTS",
            process: Process::Historical,
            webhook_code: "historical_update",
            data: Map::new(),
        },
    }
}

fn attempt(organisation: Uuid, request_id: &str) -> Attempt {
    Attempt {
        organisation,
        key: format!("key of {request_id}"),
        fingerprint: vec![1],
        request_id: request_id.to_owned(),
        at: at(0),
        held_until: at(600),
    }
}

/// Gives an organisation something of everything.
async fn furnish(store: &Store, organisation_id: Uuid, number: u128) {
    let webhook = Webhook {
        id: id(number + 50),
        organisation: organisation_id,
        url: "https://hooks.example.com/".to_owned(),
        authorization_header: None,
        secret: vec![1],
        enabled: true,
        created_at: at(0),
        failing_since: None,
    };
    write(store, |batch| {
        batch.create_organisation(&organisation(organisation_id));
        batch.insert_key(&key(&format!("key-{number}"), organisation_id));
        batch.insert_webhook(&webhook, 9);
        batch.insert_link(&link(1, organisation_id));
        batch.insert_link(&link(2, organisation_id));
        let documents = documents(Kind::Transactions, number..number + 5);
        batch.save_documents(organisation_id, id(1), documents);
        batch.insert_session(&session("session", organisation_id, id(1)));
        for (place, link) in [None, Some(id(1))].into_iter().enumerate() {
            batch.enqueue(&Job {
                organisation: organisation_id,
                ..job(number + place as u128, link, at(0))
            });
        }
        batch.appoint(&Appointment {
            organisation: organisation_id,
            link: id(1),
            kind: "refresh".to_owned(),
            at: at(0),
            postponed: 0,
        });
        batch.insert_fault(&Fault {
            id: id(1),
            organisation: organisation_id,
            created_at: at(0),
            struck: 0,
            body: "{}".to_owned(),
        });
        for (number, link) in [(1, id(1)), (2, id(2)), (3, Uuid::nil())] {
            batch.announce(organisation_id, &event(number, link), at(0), at(0));
        }
    })
    .await;
    store.next_number(organisation_id, "links").await.unwrap();
    let attempt = attempt(organisation_id, REQUEST);
    store.take_key(&attempt).await.unwrap();
}

/// How much of everything an organisation has.
async fn owned(store: &Store, organisation: Uuid) -> Vec<u64> {
    let choice = EventChoice {
        limit: 100,
        ..EventChoice::default()
    };
    let (links, listing) = (page(1, 9), of_link(id(1)));
    let events = store.events(organisation, &choice).await.unwrap();
    let mut deliveries = 0;
    for event in &events {
        let found = store.deliveries(organisation, event.seq).await.unwrap();
        deliveries += found.len() as u64;
    }
    let documents = store.list(organisation, Kind::Transactions, &listing);
    let appointments = store.appointments(organisation, id(1)).await.unwrap();
    let session = store.session(organisation, "session").await.unwrap();
    vec![
        store.links(organisation, &links).await.unwrap().count,
        documents.await.unwrap().count,
        events.len() as u64,
        deliveries,
        appointments.len() as u64,
        store.faults(organisation).await.unwrap().len() as u64,
        u64::from(session.is_some()),
    ]
}

async fn everything_goes_but_what_is_to_stay(database: TestDatabase) {
    let store = database.open().await;
    furnish(&store, OURS, 10).await;
    furnish(&store, THEIRS, 30).await;
    let theirs = owned(&store, THEIRS).await;
    assert_eq!(theirs, [2, 5, 3, 3, 1, 1, 1]);
    assert_eq!(owned(&store, OURS).await, theirs);
    let (links, events) = (2, 3);
    let belongings = store.belongings(OURS).await.unwrap();
    assert_eq!(belongings, Belongings { links, events });
    assert_eq!(store.jobs_left().await.unwrap().0, 4);
    let revision = store.revision(OURS).await.unwrap();
    write(&store, |batch| {
        batch.clear_organisation(OURS, "another request");
    })
    .await;
    assert_eq!(owned(&store, OURS).await, [0; 7]);
    assert_eq!(owned(&store, THEIRS).await, theirs);
    assert_eq!(store.jobs_left().await.unwrap().0, 2);
    let (links, events) = (0, 0);
    let belongings = store.belongings(OURS).await.unwrap();
    assert_eq!(belongings, Belongings { links, events });
    assert_eq!(store.keys(OURS).await.unwrap().len(), 1);
    assert_eq!(store.webhooks(OURS).await.unwrap().len(), 1);
    assert!(store.revision(OURS).await.unwrap() > revision);
    assert_eq!(store.next_number(OURS, "links").await.unwrap(), 1);
    assert_eq!(store.next_number(THEIRS, "links").await.unwrap(), 2);
    // The same ids can be given again.
    write(&store, |batch| {
        batch.insert_link(&link(1, OURS));
        batch.save_documents(OURS, id(1), documents(Kind::Transactions, 10..15));
    })
    .await;
    let choice = EventChoice::default();
    assert!(store.events(OURS, &choice).await.unwrap().is_empty());
}

async fn the_key_of_the_request_itself_stays(database: TestDatabase) {
    let store = database.open().await;
    furnish(&store, OURS, 10).await;
    let mine = attempt(OURS, "me");
    store.take_key(&mine).await.unwrap();
    write(&store, |batch| {
        batch.clear_organisation(OURS, "me");
    })
    .await;
    let holder = |name: &str, request: &str| {
        let mut attempt = attempt(OURS, request);
        attempt.key = format!("key of {name}");
        attempt
    };
    let taken = store.take_key(&holder(REQUEST, "new")).await.unwrap();
    assert_eq!(taken.request_id, "new", "it was free");
    let taken = store.take_key(&holder("me", "new")).await.unwrap();
    assert_eq!(taken.request_id, "me");
}
