//! Links that are read again: because it is asked for, because it is time, and what is told of it.

use caudal_store::EventChoice;
use caudal_testing::TestDatabase;
use http::Method;
use serde_json::{Value, json};

use crate::server::{Client, TestServer};

caudal_testing::both_engines! {
    a_registration_announces_each_resource_once,
    a_refresh_is_accepted_once_in_ten_minutes,
    a_history_read_anew_changes_no_id_and_announces_everything,
    time_brings_refreshes_in_order_and_news_of_what_changed,
    corrections_of_the_institution_are_found_and_told,
    a_password_that_changed_ends_the_reading_and_is_told,
    data_that_nobody_renews_is_forgotten,
    a_link_that_becomes_recurrent_is_read_the_next_day,
    work_that_was_accepted_ends_with_an_event,
}

const BANK: &str = "erebor_mx_retail";

async fn events(server: &TestServer, organisation: &str) -> Vec<Value> {
    let organisation = server.engine.organisation(organisation).await.unwrap();
    let choice = EventChoice {
        limit: 1_000,
        ..EventChoice::default()
    };
    let found = server.engine.store().events(organisation.id, &choice);
    let bodies = found.await.unwrap().into_iter();
    bodies
        .map(|event| serde_json::from_str(&event.body).unwrap())
        .collect()
}

fn told(events: &[Value]) -> Vec<(String, String)> {
    let word = |event: &Value, key: &str| event[key].as_str().unwrap().to_owned();
    events
        .iter()
        .map(|event| (word(event, "webhook_type"), word(event, "webhook_code")))
        .collect()
}

fn is_told(events: &[Value], family: &str, code: &str) -> bool {
    told(events).contains(&(family.to_owned(), code.to_owned()))
}

async fn link(client: &Client, body: Value) -> String {
    let made = client.post("/api/links/", body).await;
    assert_eq!(made.status, 201, "{}", made.text);
    made.json()["id"].as_str().unwrap().to_owned()
}

async fn advance(client: &Client, by: &str) -> Value {
    let moved = client
        .post("/sandbox/clock/advance/", json!({ "by": by }))
        .await;
    assert_eq!(moved.status, 200, "{}", moved.text);
    assert_eq!(moved.json()["complete"], true);
    moved.json()
}

async fn ids(client: &Client, link: &str, collection: &str) -> Vec<String> {
    let mut ids = Vec::new();
    let mut page = 1;
    loop {
        let path = format!("{collection}?link={link}&page_size=1000&page={page}");
        let found = client.get(&path).await.json();
        let results = found["results"].as_array().unwrap();
        ids.extend(
            results
                .iter()
                .map(|it| it["id"].as_str().unwrap().to_owned()),
        );
        if found["next"].is_null() {
            ids.sort();
            return ids;
        }
        page += 1;
    }
}

async fn a_registration_announces_each_resource_once(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let resources = json!(["OWNERS", "ACCOUNTS", "TRANSACTIONS"]);
    let body = json!({
        "institution": BANK, "username": "bnk100", "password": "full",
        "external_id": "user-1", "fetch_resources": resources,
    });
    let link = link(&client, body).await;
    let events = events(&server, "acme").await;
    let expected: Vec<_> = ["OWNERS", "ACCOUNTS", "TRANSACTIONS"]
        .map(|family| (family.to_owned(), "historical_update".to_owned()))
        .into();
    assert_eq!(told(&events), expected);
    let count = client.get(&format!("/api/transactions/?link={link}")).await;
    let event = &events[2];
    assert_eq!(event["data"]["total_transactions"], count.json()["count"]);
    assert_eq!(event["link_id"], link.as_str());
    assert_eq!(event["external_id"], "user-1");
    assert_eq!(event["process_type"], "historical_update");
    assert_eq!(event["request_id"].as_str().unwrap().len(), 32);
    assert_eq!(event["webhook_id"].as_str().unwrap().len(), 32);
}

async fn a_refresh_is_accepted_once_in_ten_minutes(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let body = json!({ "institution": BANK, "username": "bnk102", "password": "low" });
    let link = link(&client, body).await;
    let path = format!("/api/links/{link}/refresh/");
    let wrong = client
        .post(&path, json!({ "fetch_resources": ["INVOICES"] }))
        .await;
    assert_eq!(wrong.status, 400);
    assert_eq!(wrong.json()[0]["field"], "resources");
    let accepted = client.post(&path, json!({})).await;
    assert_eq!(accepted.status, 202, "{}", accepted.text);
    advance(&client, "3m").await;
    let again = client.post(&path, json!({})).await;
    assert_eq!(again.status, 409);
    assert_eq!(again.json()[0]["code"], "link_refreshed");
    assert!(
        again.json()[0]["message"]
            .as_str()
            .unwrap()
            .contains("7 minutes")
    );
    advance(&client, "7m").await;
    assert_eq!(client.post(&path, json!({})).await.status, 202);
    let stranger = server.client("other").await;
    assert_eq!(stranger.post(&path, json!({})).await.status, 404);
}

async fn a_history_read_anew_changes_no_id_and_announces_everything(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let body = json!({ "institution": BANK, "username": "bnk100", "password": "full" });
    let link = link(&client, body).await;
    let before = ids(&client, &link, "/api/transactions/").await;
    let heard = events(&server, "acme").await.len();
    let path = format!("/api/links/{link}/refresh/");
    let asked = json!({ "fetch_resources": ["ACCOUNTS", "TRANSACTIONS"] });
    let accepted = client.post(&path, asked).await.json();
    // Moving the clock by nothing does what is waiting to be done.
    advance(&client, "0s").await;
    assert_eq!(ids(&client, &link, "/api/transactions/").await, before);
    let news = events(&server, "acme").await.split_off(heard);
    let families: Vec<_> = told(&news).into_iter().map(|(family, _)| family).collect();
    assert_eq!(families, ["ACCOUNTS", "TRANSACTIONS"]);
    assert!(
        news.iter()
            .all(|event| event["request_id"] == accepted["request_id"])
    );
    assert_eq!(news[1]["data"]["total_transactions"], before.len());
}

async fn time_brings_refreshes_in_order_and_news_of_what_changed(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let body = json!({ "institution": BANK, "username": "bnk100", "password": "full" });
    let link = link(&client, body).await;
    let before = ids(&client, &link, "/api/transactions/").await;
    let heard = events(&server, "acme").await.len();
    let moved = advance(&client, "30d").await;
    assert_eq!(moved["now"], "2026-04-09T15:00:00.000000Z");
    let ran = moved["ran"].as_array().unwrap();
    assert_eq!(ran.len(), 4, "{moved}");
    assert!(
        ran.iter()
            .all(|it| it["what"] == "refresh" && it["status"] == 200)
    );
    assert!(
        ran.windows(2)
            .all(|two| two[0]["at"].as_str() < two[1]["at"].as_str())
    );
    let after = ids(&client, &link, "/api/transactions/").await;
    let news = events(&server, "acme").await.split_off(heard);
    assert!(
        news.iter()
            .all(|event| event["process_type"] == "recurrent_update")
    );
    let of = |code: &'static str, key: &'static str| {
        let mine = news.iter().filter(move |event| {
            event["webhook_type"] == "TRANSACTIONS" && event["webhook_code"] == code
        });
        mine.flat_map(move |event| event["data"][key].as_array().unwrap().clone())
            .map(|id| id.as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let mut expected = before;
    expected.extend(of("new_transactions_available", "new_transaction_ids"));
    let deleted = of("transactions_deleted", "deleted_transactions");
    expected.retain(|id| !deleted.contains(id));
    expected.sort();
    assert_eq!(after, expected, "what is stored is what was told");
    assert!(is_told(&news, "ACCOUNTS", "new_accounts_available"));
    assert!(
        !is_told(&news, "OWNERS", "new_owners_available"),
        "owners do not change"
    );
}

async fn corrections_of_the_institution_are_found_and_told(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    for user in ["bnk100", "anna", "bruno", "carla"] {
        let body =
            json!({ "institution": "erebor_br_retail", "username": user, "password": "full" });
        link(&client, body).await;
    }
    advance(&client, "60d").await;
    let news = events(&server, "acme").await;
    assert!(is_told(&news, "TRANSACTIONS", "transactions_updated"));
    // What was pending when it was first told of is settled under the same id.
    let updated = news
        .iter()
        .find(|event| event["webhook_code"] == "transactions_updated")
        .unwrap();
    let listed = updated["data"]["updated_transactions"].as_array().unwrap();
    assert_eq!(updated["data"]["count"], listed.len());
    let id = listed[0].as_str().unwrap();
    assert_eq!(
        client.get(&format!("/api/transactions/{id}/")).await.status,
        200
    );
}

async fn a_password_that_changed_ends_the_reading_and_is_told(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let persona = json!({ "username": "dora", "country": "BR", "password": "Secret0123" });
    let made = client.post("/sandbox/personas/", persona).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let body =
        json!({ "institution": "erebor_br_retail", "username": "dora", "password": "Secret0123" });
    let link = link(&client, body).await;
    let persona = made.json()["id"].as_str().unwrap().to_owned();
    let gone = client
        .delete(&format!("/sandbox/personas/{persona}/"))
        .await;
    assert_eq!(gone.status, 204);
    advance(&client, "7d").await;
    let news = events(&server, "acme").await;
    let last = news.last().unwrap();
    assert_eq!(
        (&last["webhook_type"], &last["webhook_code"]),
        (&json!("LINK"), &json!("invalid_credentials"))
    );
    assert_eq!(last["data"]["error_code"], "login_error");
    assert_eq!(last["data"]["status"], 400);
    let found = client.get(&format!("/api/links/{link}/")).await.json();
    assert_eq!(found["status"], "invalid");
    let heard = news.len();
    advance(&client, "30d").await;
    assert_eq!(events(&server, "acme").await.len(), heard, "told once");
}

async fn data_that_nobody_renews_is_forgotten(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let body = json!({
        "institution": BANK, "username": "bnk102", "password": "low", "access_mode": "single",
        "fetch_resources": ["ACCOUNTS"], "stale_in": "42d",
    });
    let link = link(&client, body).await;
    advance(&client, "41d").await;
    assert!(!ids(&client, &link, "/api/accounts/").await.is_empty());
    let read = client.post("/api/accounts/", json!({ "link": link })).await;
    assert_eq!(read.status, 201);
    advance(&client, "41d").await;
    assert!(
        !ids(&client, &link, "/api/accounts/").await.is_empty(),
        "renewed by the reading"
    );
    let moved = advance(&client, "1d").await;
    assert_eq!(moved["ran"][0]["what"], "stale");
    assert!(ids(&client, &link, "/api/accounts/").await.is_empty());
    assert_eq!(client.get(&format!("/api/links/{link}/")).await.status, 200);
}

async fn a_link_that_becomes_recurrent_is_read_the_next_day(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let body = json!({
        "institution": BANK, "username": "bnk102", "password": "low", "access_mode": "single",
    });
    let link = link(&client, body).await;
    assert!(events(&server, "acme").await.is_empty());
    assert!(
        advance(&client, "30d").await["ran"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    let path = format!("/api/links/{link}/");
    let patched = client
        .patch(&path, json!({ "access_mode": "recurrent" }))
        .await;
    assert_eq!(patched.status, 200, "{}", patched.text);
    assert_eq!(patched.json()["refresh_rate"], "7d");
    let moved = advance(&client, "1d").await;
    assert_eq!(moved["ran"][0]["what"], "history");
    assert!(is_told(
        &events(&server, "acme").await,
        "ACCOUNTS",
        "historical_update"
    ));
    assert_eq!(advance(&client, "7d").await["ran"][0]["what"], "refresh");
    let patched = client
        .patch(&path, json!({ "access_mode": "single" }))
        .await;
    assert_eq!(patched.status, 200);
    assert!(
        advance(&client, "30d").await["ran"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

async fn work_that_was_accepted_ends_with_an_event(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let body = json!({
        "institution": BANK, "username": "bnk102", "password": "low", "access_mode": "single",
    });
    let link = link(&client, body).await;
    let asked = json!({ "link": link, "date_from": "2026-01-01", "date_to": "2026-03-01" });
    let accepted = client
        .later(Method::POST, "/api/transactions/", &asked)
        .await;
    assert_eq!(accepted.status, 202, "{}", accepted.text);
    advance(&client, "0s").await;
    let found = events(&server, "acme").await;
    let stored = ids(&client, &link, "/api/transactions/").await.len();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["process_type"], "async_post");
    assert_eq!(found[0]["webhook_code"], "new_transactions_available");
    assert_eq!(found[0]["data"]["new_transactions"], stored);
    assert_eq!(found[0]["request_id"], accepted.json()["request_id"]);
    let accepted = client
        .later(Method::DELETE, &format!("/api/links/{link}/"), &json!({}))
        .await;
    advance(&client, "0s").await;
    let found = events(&server, "acme").await;
    assert!(is_told(&found, "LINK", "link_deleted"));
    assert_eq!(found[1]["request_id"], accepted.json()["request_id"]);
}
