//! The hand on a sandbox: events that are let happen, and beginning anew.

use std::sync::Arc;

use caudal_engine::Settings;
use caudal_model::resources::hand::EVENT_DATA_BYTES_MAX;
use caudal_testing::{TestDatabase, both_engines};
use caudal_web::{App, Features};
use serde_json::{Value, json};

use crate::server::{Client, TestServer};

both_engines!(
    every_event_of_the_catalogue_can_happen,
    an_event_says_what_is_true_of_the_link,
    an_event_says_what_it_is_told_to_say,
    what_is_wrong_with_an_event_is_named,
    everything_begins_anew,
    the_hand_reaches_only_its_own_sandbox,
);

const EVENTS: &str = "/sandbox/events/";
const RESET: &str = "/sandbox/reset/";
const OPEN_FINANCE: &str = "ofmockbank_br_retail";
const NOBODY: &str = "http://127.0.0.1:9/in";

async fn linked(client: &Client, institution: &str) -> String {
    let mut body = json!({ "institution": institution, "access_mode": "recurrent" });
    if institution == OPEN_FINANCE {
        body["username"] = "76109277673".into();
    } else {
        body["username"] = "bnk100".into();
        body["password"] = "full".into();
    }
    let link = client.post("/api/links/", body).await;
    assert_eq!(link.status, 201, "{}", link.text);
    link.json()["id"].as_str().unwrap().to_owned()
}

fn firing(link: &str, family: &Value, code: &Value) -> Value {
    json!({ "link": link, "webhook_type": family, "webhook_code": code })
}

async fn feed(client: &Client) -> Vec<Value> {
    client.get("/api/events/?limit=1000").await.results()
}

async fn every_event_of_the_catalogue_can_happen(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = linked(&client, "erebor_mx_retail").await;
    let before = feed(&client).await.len();
    let catalogue = client.get(EVENTS).await.json();
    let catalogue = catalogue.as_array().unwrap();
    assert!(catalogue.len() > 40, "{}", catalogue.len());
    for entry in catalogue {
        let mut body = firing(&link, &entry["webhook_type"], &entry["webhook_code"]);
        let bare = client.post(EVENTS, body.clone()).await;
        if bare.status == 400 {
            // Nothing true can be said: the bank knows nothing of such things.
            bare.refused(400, "invalid", Some("webhook_type"));
        } else {
            assert_eq!(bare.status, 201, "{}", bare.text);
        }
        body["data"] = json!({ "told": [1, { "two": null }] });
        let reply = client.post(EVENTS, body).await;
        assert_eq!(reply.status, 201, "{}", reply.text);
        let event = reply.json();
        assert_eq!(event["data"], json!({ "told": [1, { "two": null }] }));
        assert_eq!(event["process_type"], entry["process_type"]);
        assert_eq!(event["link_id"], link.as_str());
    }
    let told = feed(&client).await;
    assert!(told.len() >= before + catalogue.len());
}

async fn an_event_says_what_is_true_of_the_link(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = linked(&client, OPEN_FINANCE).await;
    let announced = feed(&client).await;
    let fire = async |family: &str, code: &str| {
        let reply = client.post(EVENTS, firing(&link, &family.into(), &code.into()));
        let reply = reply.await;
        assert_eq!(reply.status, 201, "{}", reply.text);
        reply.json()
    };
    for event in &announced {
        let (family, code) = (&event["webhook_type"], &event["webhook_code"]);
        let again = fire(family.as_str().unwrap(), code.as_str().unwrap()).await;
        let of_family = announced.iter().filter(|it| it["webhook_type"] == *family);
        let mut said = of_family.map(|it| &it["data"]);
        assert!(said.any(|data| *data == again["data"]), "{again}");
        assert_ne!(again["webhook_id"], event["webhook_id"]);
    }
    let refused = fire("LINK", "invalid_credentials").await;
    assert_eq!(refused["data"]["error_code"], "login_error");
    assert_eq!(refused["data"]["status"], 400);
    let asked = fire("LINK", "token_required").await;
    assert_eq!(asked["data"]["error_code"], "token_required");
    assert_eq!(asked["data"]["status"], 428);
    assert_eq!(fire("LINK", "link_deleted").await["data"], json!({}));
    let news = fire("ACCOUNTS", "new_accounts_available").await;
    assert_eq!(news["data"], json!({ "new_accounts": 1 }));
    let news = fire("TRANSACTIONS", "new_transactions_available").await["data"].clone();
    let id = news["new_transaction_ids"][0].as_str().unwrap();
    let path = format!("/api/transactions/{id}/");
    assert_eq!(client.get(&path).await.status, 200);
    for (code, due, action) in [
        ("openfinance_consent_about_to_expire", true, true),
        ("openfinance_consent_expired", false, true),
        ("openfinance_consent_expiration_changed", true, true),
        (
            "openfinance_consent_with_unrecoverable_resources",
            false,
            false,
        ),
    ] {
        let data = fire("CONSENT", code).await["data"].clone();
        assert!(data["consent_id"].is_string(), "{data}");
        assert_eq!(data["institution"], OPEN_FINANCE);
        assert_eq!(data.get("consent_due_date").is_some(), due, "{code}");
        assert_eq!(data.get("action").is_some(), action, "{code}");
    }
    // Nothing happened to the link itself.
    let shown = client.get(&format!("/api/links/{link}/")).await.json();
    assert_eq!(shown["status"], "valid");
}

async fn an_event_says_what_it_is_told_to_say(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let hook = client
        .post("/api/webhooks/", json!({ "url": NOBODY }))
        .await;
    assert_eq!(hook.status, 201, "{}", hook.text);
    let link = linked(&client, "erebor_br_retail").await;
    let mut body = firing(&link, &"LINK".into(), &"link_deleted".into());
    body["data"] = json!({ "why": "\u{0}é", "amount": 12.30 });
    let event = client.post(EVENTS, body.clone()).await.json();
    let id = event["webhook_id"].as_str().unwrap();
    let record = client.get(&format!("/api/events/{id}/")).await.json();
    assert_eq!(record["event"]["data"], body["data"]);
    assert_eq!(record["deliveries"].as_array().unwrap().len(), 1);
}

async fn what_is_wrong_with_an_event_is_named(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = linked(&client, "erebor_br_retail").await;
    let before = feed(&client).await.len();
    let right = firing(&link, &"LINK".into(), &"link_deleted".into());
    let long = "x".repeat(EVENT_DATA_BYTES_MAX);
    for (key, value, code) in [
        ("link", json!(null), "null"),
        ("link", json!("no"), "invalid"),
        (
            "link",
            json!("00000000-0000-0000-0000-000000000000"),
            "does_not_exist",
        ),
        ("webhook_type", json!("NOTHING"), "invalid_choice"),
        ("webhook_type", json!("link"), "invalid_choice"),
        ("webhook_type", json!(""), "blank"),
        ("webhook_type", json!("x".repeat(101)), "max_length"),
        ("webhook_code", json!("historical_update"), "invalid_choice"),
        ("webhook_code", json!({}), "invalid"),
        ("data", json!([]), "invalid"),
        ("data", json!("x"), "invalid"),
        ("data", json!({ "x": long }), "invalid"),
        ("other", json!(1), "invalid"),
    ] {
        let mut body = right.clone();
        body[key] = value;
        let reply = client.post(EVENTS, body).await;
        reply.refused(400, code, Some(key));
    }
    let wrong = firing(&link, &"LINK".into(), &"nothing".into());
    let reply = client.post(EVENTS, wrong).await;
    assert!(reply.text.contains("token_required"), "{}", reply.text);
    let wrong = firing(&link, &"NOTHING".into(), &"nothing".into());
    let reply = client.post(EVENTS, wrong).await;
    assert!(reply.text.contains("CONSENT"), "{}", reply.text);
    let unsayable = firing(&link, &"TAX_STATUS".into(), &"historical_update".into());
    let reply = client.post(EVENTS, unsayable).await;
    reply.refused(400, "invalid", Some("webhook_type"));
    client
        .post(EVENTS, json!([]))
        .await
        .refused(400, "invalid", Some("non_field_errors"));
    assert_eq!(feed(&client).await.len(), before);
    let longest = json!({ "x": "x".repeat(EVENT_DATA_BYTES_MAX - 8) });
    let mut body = right;
    body["data"] = longest;
    assert_eq!(client.post(EVENTS, body).await.status, 201);
}

/// What a client sees of everything.
async fn seen(client: &Client, link: &str) -> Vec<Value> {
    let mut seen = vec![client.get(&format!("/api/links/{link}/")).await.json()];
    for collection in ["accounts", "owners", "transactions", "bills"] {
        let path = format!("/api/{collection}/?link={link}&page_size=1000");
        seen.extend(client.get(&path).await.results());
    }
    seen
}

async fn everything_begins_anew(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let hook = client
        .post("/api/webhooks/", json!({ "url": NOBODY }))
        .await;
    assert_eq!(hook.status, 201);
    let persona = json!({ "username": "stayer", "country": "BR", "archetype": "nurse" });
    assert_eq!(client.post("/sandbox/personas/", persona).await.status, 201);
    let fault = json!({ "profile": "slow_bank", "probability": 0 });
    assert_eq!(client.post("/sandbox/faults/", fault).await.status, 201);
    let neighbour = server.client("other").await;
    let theirs = linked(&neighbour, "erebor_br_retail").await;
    let first = linked(&client, OPEN_FINANCE).await;
    let second = linked(&client, OPEN_FINANCE).await;
    assert_ne!(first, second);
    let before = seen(&client, &first).await;
    assert!(before.len() > 50);
    let document = &before[0];
    assert_eq!(document["id"], first.as_str());
    let events = feed(&client).await.len();

    let went = client.post(RESET, json!({})).await;
    assert_eq!(went.status, 200, "{}", went.text);
    assert_eq!(went.json(), json!({ "links": 2, "events": events }));
    for path in [
        "/api/links/",
        "/api/accounts/",
        "/api/owners/",
        "/sandbox/faults/",
    ] {
        assert_eq!(client.get(path).await.json()["count"], 0, "{path}");
    }
    assert_eq!(feed(&client).await.len(), 0);
    assert_eq!(client.get("/sandbox/personas/").await.json()["count"], 1);
    let hooks = client.get("/api/webhooks/").await.json();
    assert_eq!(hooks.as_array().unwrap().len(), 1);
    assert_eq!(seen(&neighbour, &theirs).await[0]["id"], theirs.as_str());
    let moved = client.post("/sandbox/clock/advance/", json!({ "by": "60d" }));
    let ran = moved.await.json()["ran"].clone();
    let mut ran = ran.as_array().unwrap().iter();
    assert!(
        ran.all(|it| it["link"] == theirs.as_str()),
        "nothing is left due"
    );
}

async fn the_hand_reaches_only_its_own_sandbox(database: TestDatabase) {
    let settings = Settings {
        repeatable: true,
        ..Settings::default()
    };
    let server = TestServer::start_with(database, settings).await;
    let (client, neighbour) = (server.client("acme").await, server.client("other").await);
    let link = linked(&client, OPEN_FINANCE).await;
    let before = seen(&client, &link).await;
    let events = feed(&client).await;
    let body = firing(&link, &"LINK".into(), &"link_deleted".into());
    let reply = neighbour.post(EVENTS, body.clone()).await;
    reply.refused(400, "does_not_exist", Some("link"));
    let went = neighbour.post(RESET, json!({})).await.json();
    assert_eq!(went, json!({ "links": 0, "events": 0 }));
    assert_eq!(seen(&client, &link).await, before);
    assert_eq!(feed(&client).await, events);

    // What was asked once is answered alike from the beginning, id for id.
    assert_eq!(client.post(RESET, json!({})).await.status, 200);
    assert_eq!(linked(&client, OPEN_FINANCE).await, link);
    assert_eq!(seen(&client, &link).await, before);

    for path in [EVENTS, RESET] {
        let reply = server.stranger().post(path, body.clone()).await;
        assert_eq!(reply.status, 401);
    }
    let journal = server.journal();
    let engine = Arc::clone(&server.engine);
    let elsewhere = caudal_web::router(App::new(engine, journal, Features::default(), None));
    let client = client.through(elsewhere);
    for path in [EVENTS, RESET] {
        let reply = client.post(path, body.clone()).await;
        reply.refused(404, "not_found", None);
    }
}
