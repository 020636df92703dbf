//! What goes wrong because somebody wanted to see it.

use std::time::Duration;

use caudal_engine::{FAULTS_MAX, Settings};
use caudal_testing::{TestDatabase, both_engines};
use serde_json::{Value, json};

use crate::server::{Client, TestServer};

both_engines!(
    every_profile_answers_as_documented,
    a_fault_strikes_only_where_it_is_said,
    a_fault_is_over_in_its_time,
    a_fault_strikes_now_and_then,
    a_slow_bank_takes_its_time,
    a_storm_of_questions_can_be_answered,
    some_data_is_missing,
    a_consent_loses_its_accounts,
    wrong_faults_are_refused,
    faults_are_seen_by_every_process,
    faults_belong_to_their_organisation,
);

const PATH: &str = "/sandbox/faults/";
const BANK: &str = "erebor_br_retail";

async fn linked(client: &Client) -> String {
    let body = json!({
        "institution": BANK, "username": "bnk102", "password": "low", "access_mode": "single",
    });
    let link = client.post("/api/links/", body).await;
    assert_eq!(link.status, 201, "{}", link.text);
    link.json()["id"].as_str().unwrap().to_owned()
}

async fn add(client: &Client, fault: Value) -> Value {
    let reply = client.post(PATH, fault).await;
    assert_eq!(reply.status, 201, "{}", reply.text);
    reply.json()
}

async fn clear(client: &Client) {
    assert_eq!(client.delete(PATH).await.status, 204);
}

async fn read(client: &Client, link: &str) -> crate::server::Reply {
    client.post("/api/accounts/", json!({ "link": link })).await
}

async fn every_profile_answers_as_documented(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = linked(&client).await;
    for (profile, status, code) in [
        ("flaky", 500, "unexpected_error"),
        ("institution_down", 400, "institution_down"),
        ("mfa_storm", 428, "token_required"),
        ("too_many_sessions", 400, "too_many_sessions"),
        ("quota_exhausted", 400, "operational_limits_reached"),
        ("schema_surprise", 500, "unexpected_error"),
        ("login_refused", 400, "login_error"),
        ("locked", 400, "login_error"),
    ] {
        let fault = add(&client, json!({ "profile": profile, "probability": 1 })).await;
        assert_eq!(fault["profile"], profile);
        read(&client, &link).await.refused(status, code, None);
        clear(&client).await;
        assert_eq!(read(&client, &link).await.status, 201, "{profile} is over");
    }
    add(&client, json!({ "profile": "login_refused" })).await;
    for _ in 0..6 {
        read(&client, &link).await.refused(400, "login_error", None);
    }
    read(&client, &link)
        .await
        .refused(400, "invalid_link", None);
}

async fn a_fault_strikes_only_where_it_is_said(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let (one, two) = (linked(&client).await, linked(&client).await);
    for aside in [
        json!({ "institution": "erebor_mx_retail" }),
        json!({ "link": two }),
        json!({ "username": "bnk100" }),
        json!({ "resource": "OWNERS" }),
        json!({ "probability": 0 }),
    ] {
        let mut fault = json!({ "profile": "institution_down" });
        fault
            .as_object_mut()
            .unwrap()
            .extend(aside.as_object().unwrap().clone());
        add(&client, fault).await;
    }
    assert_eq!(read(&client, &one).await.status, 201);
    read(&client, &two)
        .await
        .refused(400, "institution_down", None);
    let owners = client.post("/api/owners/", json!({ "link": one })).await;
    owners.refused(400, "institution_down", None);
    clear(&client).await;
    add(
        &client,
        json!({ "profile": "quota_exhausted", "username": "bnk102" }),
    )
    .await;
    let reply = read(&client, &one).await;
    reply.refused(400, "operational_limits_reached", None);
}

async fn a_fault_is_over_in_its_time(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = linked(&client).await;
    let fault = add(&client, json!({ "profile": "institution_down", "next": 2 })).await;
    for _ in 0..2 {
        read(&client, &link)
            .await
            .refused(400, "institution_down", None);
    }
    assert_eq!(read(&client, &link).await.status, 201);
    let listed = client.get(PATH).await.results();
    assert_eq!(
        (&listed[0]["id"], &listed[0]["struck"]),
        (&fault["id"], &json!(2))
    );
    let until = json!({ "profile": "institution_down", "until": "2026-03-10T15:00:01Z" });
    add(&client, until).await;
    read(&client, &link)
        .await
        .refused(400, "institution_down", None);
    let server = server.at("2026-03-10T15:00:01Z").await;
    let client = client.through(server.router.clone());
    assert_eq!(read(&client, &link).await.status, 201);
}

async fn a_fault_strikes_now_and_then(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = linked(&client).await;
    add(
        &client,
        json!({ "profile": "institution_down", "probability": 0.5 }),
    )
    .await;
    let mut struck = 0;
    for _ in 0..40 {
        struck += u32::from(read(&client, &link).await.status == 400);
    }
    assert!((5..=35).contains(&struck), "{struck} of 40");
}

async fn a_slow_bank_takes_its_time(database: TestDatabase) {
    let settings = Settings {
        institution_time_max: Duration::from_millis(200),
        ..Settings::default()
    };
    let server = TestServer::start_with(database, settings).await;
    let client = server.client("acme").await;
    let link = linked(&client).await;
    add(&client, json!({ "profile": "slow_bank", "delay_ms": 1 })).await;
    assert_eq!(read(&client, &link).await.status, 201);
    clear(&client).await;
    add(&client, json!({ "profile": "slow_bank" })).await;
    read(&client, &link)
        .await
        .refused(408, "request_timeout", None);
}

async fn a_storm_of_questions_can_be_answered(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    add(&client, json!({ "profile": "mfa_storm", "next": 1 })).await;
    let body = json!({ "institution": BANK, "username": "bnk102", "password": "low" });
    let asked = client.post("/api/links/", body).await;
    asked.refused(428, "token_required", None);
    let session = &asked.json()[0]["session"];
    let body = json!({ "session": session, "token": "123456" });
    let link = client.patch("/api/links/", body).await;
    assert_eq!(link.json()["status"], "valid", "{}", link.text);
}

async fn some_data_is_missing(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = linked(&client).await;
    let body = json!({ "link": link, "date_from": "2025-06-01", "date_to": "2026-03-10" });
    let read = async || {
        let reply = client.post("/api/transactions/", body.clone()).await;
        assert_eq!(reply.status, 201, "{}", reply.text);
        reply.json().as_array().unwrap().len()
    };
    let whole = read().await;
    assert!(whole >= 3, "{whole}");
    add(
        &client,
        json!({ "profile": "partial_data", "resource": "TRANSACTIONS" }),
    )
    .await;
    assert_eq!(read().await, whole - whole / 3);
    clear(&client).await;
    assert_eq!(read().await, whole);
}

async fn a_consent_loses_its_accounts(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let body = json!({ "institution": "ofmockbank_br_retail", "username": "76109277673" });
    let link = client.post("/api/links/", body).await.json()["id"].clone();
    add(&client, json!({ "profile": "accounts_gone" })).await;
    let body = json!({ "link": link, "date_from": "2026-01-01", "date_to": "2026-03-01" });
    for path in ["/api/accounts/", "/api/transactions/"] {
        let read = client.post(path, body.clone()).await;
        read.refused(401, "consent_without_accounts", None);
    }
    assert_eq!(client.post("/api/owners/", body).await.status, 201);
}

async fn wrong_faults_are_refused(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    for (fault, code, field) in [
        (json!({}), "required", "profile"),
        (json!({ "profile": "rain" }), "invalid_choice", "profile"),
        (
            json!({ "profile": "flaky", "probability": 1.01 }),
            "invalid",
            "probability",
        ),
        (
            json!({ "profile": "flaky", "probability": 0.001 }),
            "invalid",
            "probability",
        ),
        (json!({ "profile": "flaky", "next": 0 }), "invalid", "next"),
        (
            json!({ "profile": "slow_bank", "delay_ms": 300_001 }),
            "invalid",
            "delay_ms",
        ),
        (
            json!({ "profile": "flaky", "until": "tomorrow, at the latest" }),
            "invalid",
            "until",
        ),
        (
            json!({ "profile": "flaky", "institution": "no_br_bank" }),
            "does_not_exist",
            "institution",
        ),
        (
            json!({ "profile": "locked", "resource": "ACCOUNTS" }),
            "invalid",
            "resource",
        ),
        (
            json!({ "profile": "flaky", "unheard": 1 }),
            "invalid",
            "unheard",
        ),
    ] {
        client
            .post(PATH, fault)
            .await
            .refused(400, code, Some(field));
    }
    for _ in 0..FAULTS_MAX {
        add(&client, json!({ "profile": "flaky", "probability": 0 })).await;
    }
    let one_more = client.post(PATH, json!({ "profile": "flaky" })).await;
    one_more.refused(400, "invalid", Some("profile"));
    let page = client
        .get(&format!("{PATH}?page_size=30&page=4"))
        .await
        .json();
    assert_eq!(page["count"], 100);
    assert_eq!(page["results"].as_array().unwrap().len(), 10);
    client
        .get(&format!("{PATH}?page=9"))
        .await
        .refused(404, "not_found", None);
}

async fn faults_are_seen_by_every_process(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = linked(&client).await;
    add(&client, json!({ "profile": "institution_down" })).await;
    let server = server.restarted().await;
    let client = client.through(server.router.clone());
    read(&client, &link)
        .await
        .refused(400, "institution_down", None);
}

async fn faults_belong_to_their_organisation(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let neighbour = server.client("neighbour").await;
    let fault = add(&client, json!({ "profile": "institution_down" })).await;
    linked(&neighbour).await;
    assert_eq!(neighbour.get(PATH).await.json()["count"], 0);
    let path = format!("{PATH}{}/", fault["id"].as_str().unwrap());
    neighbour
        .delete(&path)
        .await
        .refused(404, "not_found", None);
    clear(&neighbour).await;
    assert_eq!(client.get(PATH).await.json()["count"], 1);
    assert_eq!(client.delete(&path).await.status, 204);
    client.delete(&path).await.refused(404, "not_found", None);
}
