//! Things to store.

use caudal_model::event::{Event, Occurrence, Process};
use caudal_model::{Condition, Document, Filter, FilterKind, Kind, Operand, Operator, Timestamp};
use caudal_store::{
    ApiKey, Batch, DeliveryAttempt, DeliveryOutcome, DeliveryState, Job, Link, Listing,
    Organisation, Page, Session, Store, Webhook,
};
use caudal_testing::TestDatabase;
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// A moment: this many seconds after a fixed one, 2026-01-31T23:59:50Z.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_microseconds((1_769_903_990 + seconds) * 1_000_000).unwrap()
}

pub(crate) fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub(crate) const OURS: Uuid = Uuid::from_u128(0xA);
pub(crate) const THEIRS: Uuid = Uuid::from_u128(0xB);

pub(crate) fn organisation(id: Uuid) -> Organisation {
    Organisation {
        id,
        name: format!("Organisation {id}"),
        created_at: at(0),
    }
}

pub(crate) fn key(id: &str, organisation: Uuid) -> ApiKey {
    ApiKey {
        id: id.to_owned(),
        organisation,
        owner: Uuid::from_u128(7),
        secret_hash: vec![1, 2, 0, 255],
        name: None,
        created_at: at(1),
        revoked_at: None,
    }
}

pub(crate) fn link(number: u128, organisation: Uuid) -> Link {
    let Value::Object(facets) = json!({
        "institution": "erebor_br_retail", "external_id": format!("external-{number}"),
        "resources": ["ACCOUNTS", "OWNERS"], "rate": 2.5,
    }) else {
        unreachable!()
    };
    Link {
        id: id(number),
        organisation,
        institution: "erebor_br_retail".to_owned(),
        status: "valid".to_owned(),
        institution_user_id: format!("user-{number}"),
        created_at: at(i64::try_from(number).unwrap()),
        last_accessed_at: None,
        credentials: Some(vec![0, 159, 146, 150]),
        credentials_until: Some(at(1_000)),
        refused_logins: 0,
        refreshed_at: None,
        version: 1,
        facets,
        body: json!({ "id": id(number) }).to_string(),
    }
}

pub(crate) fn document(kind: Kind, number: u128, seconds: i64) -> Document {
    Document {
        kind,
        id: id(number),
        identity: format!("identity-{number}"),
        account: None,
        created_at: at(seconds),
        collected_at: at(seconds),
        facets: Map::new(),
        body: format!("{{\"number\":{number}}}"),
    }
}

/// The documents with these numbers, all written at the same moment.
pub(crate) fn documents(kind: Kind, numbers: impl IntoIterator<Item = u128>) -> Vec<Document> {
    let numbers = numbers.into_iter();
    numbers.map(|number| document(kind, number, 0)).collect()
}

pub(crate) fn session(id: &str, organisation: Uuid, link: Uuid) -> Session {
    Session {
        id: id.to_owned(),
        organisation,
        link,
        purpose: "{\"fetch\":[]}".to_owned(),
        state: vec![9, 0, 9],
        created_at: at(0),
        expires_at: at(600),
    }
}

pub(crate) fn job(number: u128, link: Option<Uuid>, run_at: Timestamp) -> Job {
    Job {
        id: id(number),
        organisation: OURS,
        link,
        kind: "fetch".to_owned(),
        payload: "{}".to_owned(),
        request_id: "0123456789abcdef0123456789abcdef".to_owned(),
        run_at,
        attempts: 0,
        failures: 0,
    }
}

/// Writes what these closures add, as one batch.
pub(crate) async fn write(store: &Store, fill: impl FnOnce(&mut Batch)) {
    try_write(store, fill).await.unwrap();
}

pub(crate) async fn try_write(
    store: &Store,
    fill: impl FnOnce(&mut Batch),
) -> Result<(), caudal_store::StoreError> {
    let mut batch = Batch::new();
    fill(&mut batch);
    store.write(batch).await
}

/// Asserts that this batch is refused because of the rows it meets.
pub(crate) async fn refused(store: &Store, fill: impl FnOnce(&mut Batch)) {
    let error = try_write(store, fill).await.unwrap_err();
    assert!(error.is_conflict(), "{error}");
}

pub(crate) fn page(page: u64, page_size: u64) -> Listing {
    Listing {
        conditions: Vec::new(),
        page,
        page_size,
    }
}

/// The first hundred of a link.
pub(crate) fn of_link(link: Uuid) -> Listing {
    Listing {
        conditions: vec![Condition {
            filter: &LINK,
            operator: Operator::Equal,
            operands: vec![Operand::Uuid(link)],
        }],
        ..page(1, 100)
    }
}

/// The numbers of the documents on a page.
pub(crate) fn numbers(page: &Page) -> Vec<u64> {
    let parse = |text| serde_json::from_str::<Value>(text).unwrap();
    let items = page.items.iter().map(parse);
    items.map(|item| item["number"].as_u64().unwrap()).collect()
}

pub(crate) const fn filter(name: &'static str, kind: FilterKind) -> Filter {
    Filter {
        name,
        kind,
        operators: &[Operator::Equal, Operator::Contains],
        at: name,
        about: name,
    }
}

pub(crate) static LINK: Filter = filter("link", FilterKind::Uuid);

/// Who claims deliveries.
pub(crate) const WORKER: &str = "worker";

pub(crate) fn webhook(number: u128, organisation: Uuid) -> Webhook {
    Webhook {
        id: id(number),
        organisation,
        url: format!("https://hooks.example.com/{number}"),
        authorization_header: Some(vec![1, 0, 255]),
        secret: vec![2, 0, 254],
        enabled: true,
        created_at: at(i64::try_from(number).unwrap()),
        failing_since: None,
    }
}

pub(crate) fn event(number: u128) -> Event {
    Event {
        id: id(number),
        link: id(number % 2),
        request_id: "0123456789abcdef0123456789abcdef".to_owned(),
        external_id: None,
        occurrence: Occurrence {
            webhook_type: "ACCOUNTS",
            process: Process::Historical,
            webhook_code: "historical_update",
            data: Map::new(),
        },
    }
}

/// Two organisations, ours with these webhooks.
pub(crate) async fn filled(
    database: &TestDatabase,
    webhooks: impl IntoIterator<Item = u128>,
) -> Store {
    let store = database.open().await;
    write(&store, |batch| {
        batch.create_organisation(&organisation(OURS));
        batch.create_organisation(&organisation(THEIRS));
        for number in webhooks {
            batch.insert_webhook(&webhook(number, OURS), 20);
        }
    })
    .await;
    store
}

pub(crate) async fn announce(store: &Store, numbers: impl IntoIterator<Item = u128>, seconds: i64) {
    write(store, |batch| {
        for number in numbers {
            batch.announce(OURS, &event(number), at(0), at(seconds));
        }
    })
    .await;
}

pub(crate) async fn claim(
    store: &Store,
    webhook: u128,
    seconds: i64,
) -> Vec<caudal_store::Delivery> {
    let (now, lease) = (at(seconds), at(seconds + 60));
    let claimed = store.claim_deliveries(id(webhook), WORKER, now, lease, 1_000);
    claimed.await.unwrap()
}

pub(crate) fn ended(seq: i64, state: DeliveryState, seconds: i64) -> DeliveryOutcome {
    let pending = state == DeliveryState::Pending;
    DeliveryOutcome {
        seq,
        state,
        attempts: 1,
        due_at: pending.then(|| at(seconds + 60)),
        ended_at: (!pending).then(|| at(seconds)),
        attempt: Some(DeliveryAttempt {
            at: at(seconds),
            duration_us: 1_234,
            status: (state == DeliveryState::Delivered).then_some(204),
            answer: "ça va".to_owned(),
        }),
    }
}

pub(crate) async fn record(store: &Store, outcomes: &[DeliveryOutcome]) {
    write(store, |batch| {
        batch.record_deliveries(WORKER, outcomes);
    })
    .await;
}

pub(crate) async fn states(store: &Store, event: i64) -> Vec<&'static str> {
    let found = store.deliveries(OURS, event).await.unwrap();
    found.iter().map(|one| one.state.as_str()).collect()
}
