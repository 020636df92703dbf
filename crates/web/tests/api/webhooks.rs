//! Webhooks and events over HTTP. Deliveries to receivers are the engine's tests; here nobody answers.

use caudal_engine::{Environment, Settings, WEBHOOKS_MAX};
use caudal_testing::{TestDatabase, both_engines};
use serde_json::{Value, json};

use crate::server::{Client, TestServer};

both_engines!(
    a_webhook_is_registered_read_changed_and_deleted,
    what_is_wrong_with_a_webhook_is_named,
    production_calls_nobody_inside_and_nobody_unencrypted,
    a_test_is_sent_read_and_sent_again,
    the_feed_is_read_to_its_end,
    what_is_wrong_with_a_reading_is_named,
    a_reader_may_wait,
    other_organisations_see_and_change_nothing,
);

const WEBHOOKS: &str = "/api/webhooks/";
const EVENTS: &str = "/api/events/";
/// An address where nobody answers.
const NOBODY: &str = "http://127.0.0.1:9/in";

async fn register(client: &Client) -> Value {
    let reply = client.post(WEBHOOKS, json!({ "url": NOBODY })).await;
    assert_eq!(reply.status, 201, "{}", reply.text);
    reply.json()
}

/// The address of what belongs to a webhook.
fn of(webhook: &Value, rest: &str) -> String {
    format!("{WEBHOOKS}{}/{rest}", webhook["id"].as_str().unwrap())
}

/// Sends a test and answers its event's id.
async fn tested(client: &Client, webhook: &Value) -> String {
    let reply = client.post(&of(webhook, "test/"), json!({})).await;
    assert_eq!(reply.status, 202, "{}", reply.text);
    reply.json()["webhook_id"].as_str().unwrap().to_owned()
}

async fn a_webhook_is_registered_read_changed_and_deleted(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    assert_eq!(client.get(WEBHOOKS).await.json(), json!([]));
    let body = json!({ "url": NOBODY, "authorization_header": "Bearer abc" });
    let made = client.post(WEBHOOKS, body).await.json();
    assert_eq!(made["url"], NOBODY);
    assert_eq!(made["authorization_header"], "Bearer abc");
    assert_eq!(made["enabled"], true);
    let secret = made["secret"].as_str().unwrap();
    assert!(
        secret.starts_with("whsec_") && secret.len() > 40,
        "{secret}"
    );
    let shown = client.get(&of(&made, "")).await.json();
    assert_eq!(shown["authorization_header"], "***");
    assert!(shown.get("secret").is_none());
    assert_eq!(client.get(WEBHOOKS).await.json(), json!([shown]));
    let changed = client
        .patch(&of(&made, ""), json!({ "enabled": false }))
        .await;
    assert_eq!(changed.json()["enabled"], false);
    assert_eq!(changed.json()["authorization_header"], "***", "it stays");
    let body = json!({ "authorization_header": "Basic eDp5" });
    let changed = client.patch(&of(&made, ""), body).await.json();
    assert_eq!(changed["authorization_header"], "Basic eDp5");
    assert_eq!(changed["enabled"], false, "it stays");
    let body = json!({ "authorization_header": null, "enabled": true });
    let changed = client.patch(&of(&made, ""), body).await.json();
    assert_eq!(changed["authorization_header"], Value::Null);
    assert_eq!(client.delete(&of(&made, "")).await.status, 204);
    client
        .get(&of(&made, ""))
        .await
        .refused(404, "not_found", None);
    client
        .delete(&of(&made, ""))
        .await
        .refused(404, "not_found", None);
}

async fn what_is_wrong_with_a_webhook_is_named(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let refused = async |body: Value, code: &str, field: &str| {
        let reply = client.post(WEBHOOKS, body).await;
        reply.refused(400, code, Some(field));
    };
    refused(json!({}), "required", "url").await;
    refused(json!({ "url": null }), "null", "url").await;
    refused(json!({ "url": "" }), "blank", "url").await;
    let long = format!("http://127.0.0.1/{}", "x".repeat(1_990));
    refused(json!({ "url": long }), "max_length", "url").await;
    for url in [
        "example.com",
        "ftp://example.com/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/",
        "http://[fd00::1]/",
        "http://user:secret@127.0.0.1/",
        "http://0x0a.1/",
    ] {
        refused(json!({ "url": url }), "invalid", "url").await;
    }
    let field = "authorization_header";
    for (header, code) in [
        ("x".repeat(1_001), "max_length"),
        ("a\nb".into(), "invalid"),
    ] {
        refused(json!({ "url": NOBODY, field: header }), code, field).await;
    }
    for _ in 0..WEBHOOKS_MAX {
        register(&client).await;
    }
    refused(json!({ "url": NOBODY }), "invalid", "non_field_errors").await;
}

async fn production_calls_nobody_inside_and_nobody_unencrypted(database: TestDatabase) {
    let settings = Settings {
        environment: Environment::Production,
        ..Settings::default()
    };
    let server = TestServer::start_with(database, settings).await;
    let client = server.client("acme").await;
    for url in [
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://10.0.0.1/",
        "http://8.8.8.8/",
    ] {
        let reply = client.post(WEBHOOKS, json!({ "url": url })).await;
        reply.refused(400, "invalid", Some("url"));
    }
    let reply = client
        .post(WEBHOOKS, json!({ "url": "https://8.8.8.8/in" }))
        .await;
    assert_eq!(reply.status, 201);
}

async fn a_test_is_sent_read_and_sent_again(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let (webhook, other) = (register(&client).await, register(&client).await);
    let id = tested(&client, &webhook).await;
    assert_eq!(server.engine.deliver_due().await.unwrap(), 1);
    let record = client.get(&format!("{EVENTS}{id}/")).await.json();
    assert_eq!(record["event"]["webhook_type"], "TEST");
    assert_eq!(
        record["deliveries"].as_array().unwrap().len(),
        1,
        "no other is bothered"
    );
    let delivery = &record["deliveries"][0];
    assert_eq!(delivery["webhook"], webhook["id"]);
    assert_eq!(delivery["state"], "pending");
    assert!(delivery["next_attempt_at"].is_string());
    assert_eq!(delivery["attempts"][0]["status"], Value::Null);
    let answer = delivery["attempts"][0]["answer"].as_str().unwrap();
    assert!(answer.starts_with("cannot connect"), "{answer}");
    let replay = format!("{EVENTS}{id}/replay/");
    let reply = client
        .post(&replay, json!({ "webhook": other["id"] }))
        .await;
    assert_eq!(
        (reply.status.as_u16(), reply.json()),
        (202, json!({ "deliveries": 1 }))
    );
    let reply = client.post(&replay, json!({})).await;
    assert_eq!(reply.json(), json!({ "deliveries": 2 }));
    let unknown = json!({ "webhook": "5f0c1e6a-9b7d-4a1f-8e2d-3c4b5a697887" });
    client
        .post(&replay, unknown)
        .await
        .refused(400, "does_not_exist", Some("webhook"));
    let all = format!("{EVENTS}replay/");
    let reply = client
        .post(&all, json!({ "after": 0, "before": record["place"] }))
        .await;
    assert_eq!(reply.json(), json!({ "deliveries": 2 }));
    client
        .patch(&of(&webhook, ""), json!({ "enabled": false }))
        .await;
    let reply = client.post(&of(&webhook, "test/"), json!({})).await;
    reply.refused(400, "invalid", Some("non_field_errors"));
    client
        .patch(&of(&webhook, ""), json!({ "enabled": true }))
        .await;
    let reply = client
        .post(&all, json!({ "failed_since": "2020-01-01T00:00:00Z" }))
        .await;
    assert_eq!(reply.json(), json!({ "deliveries": 1 }), "it was given up");
    client
        .post(&all, json!({}))
        .await
        .refused(400, "required", Some("after"));
    let both = json!({ "failed_since": "2020-01-01T00:00:00Z", "after": 1 });
    client
        .post(&all, both)
        .await
        .refused(400, "invalid", Some("failed_since"));
    let wrong = json!({ "failed_since": "yesterday" });
    client
        .post(&all, wrong)
        .await
        .refused(400, "invalid", Some("failed_since"));
}

async fn the_feed_is_read_to_its_end(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let webhook = register(&client).await;
    let mut sent = Vec::new();
    for _ in 0..5 {
        sent.push(tested(&client, &webhook).await);
    }
    let (mut read, mut after) = (Vec::new(), 0);
    loop {
        let page = client
            .get(&format!("{EVENTS}?after={after}&limit=2"))
            .await
            .json();
        let events = page["results"].as_array().unwrap();
        read.extend(
            events
                .iter()
                .map(|event| event["webhook_id"].as_str().unwrap().to_owned()),
        );
        after = page["next_after"].as_i64().unwrap();
        if page["has_more"] == false {
            break;
        }
        assert_eq!(events.len(), 2);
    }
    assert_eq!(read, sent);
    let page = client.get(&format!("{EVENTS}?after={after}")).await.json();
    assert_eq!(
        page,
        json!({ "results": [], "next_after": after, "has_more": false })
    );
    let count = async |filter: &str| {
        let page = client.get(&format!("{EVENTS}?{filter}")).await.json();
        page["results"].as_array().unwrap().len()
    };
    assert_eq!(count("webhook_type=TEST&webhook_code=test").await, 5);
    assert_eq!(count("webhook_type=ACCOUNTS").await, 0);
    assert_eq!(count("link=00000000-0000-0000-0000-000000000000").await, 5);
    assert_eq!(count("link=5f0c1e6a-9b7d-4a1f-8e2d-3c4b5a697887").await, 0);
    assert_eq!(
        count("limit=99999").await,
        5,
        "more than the most is the most"
    );
    assert_eq!(
        client.get(&format!("{EVENTS}{}/", sent[0])).await.json()["place"],
        1
    );
}

async fn what_is_wrong_with_a_reading_is_named(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    for (query, field) in [
        ("after=-1", "after"),
        ("after=x", "after"),
        ("limit=0", "limit"),
        ("limit=1.5", "limit"),
        ("wait=-1", "wait"),
        ("wait=31", "wait"),
        ("link=7", "link"),
    ] {
        let reply = client.get(&format!("{EVENTS}?{query}")).await;
        reply.refused(400, "invalid", Some(field));
    }
    let largest = client
        .get(&format!("{EVENTS}?after=99999999999999999999"))
        .await;
    assert_eq!(largest.json()["next_after"], i64::MAX);
    for id in ["7", "5f0c1e6a9b7d4a1f8e2d3c4b5a697887"] {
        client
            .get(&format!("{EVENTS}{id}/"))
            .await
            .refused(404, "not_found", None);
        let replay = client
            .post(&format!("{EVENTS}{id}/replay/"), json!({}))
            .await;
        replay.refused(404, "not_found", None);
    }
}

async fn a_reader_may_wait(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let webhook = register(&client).await;
    let path = format!("{EVENTS}?wait=30");
    let (read, sent) = tokio::join!(client.get(&path), tested(&client, &webhook));
    assert_eq!(read.json()["results"][0]["webhook_id"], sent);
}

async fn other_organisations_see_and_change_nothing(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let (ours, theirs) = (server.client("ours").await, server.client("theirs").await);
    let webhook = register(&ours).await;
    let event = tested(&ours, &webhook).await;
    assert_eq!(theirs.get(WEBHOOKS).await.json(), json!([]));
    assert_eq!(theirs.get(EVENTS).await.json()["results"], json!([]));
    let not_found = |reply: crate::server::Reply| reply.refused(404, "not_found", None);
    not_found(theirs.get(&of(&webhook, "")).await);
    not_found(
        theirs
            .patch(&of(&webhook, ""), json!({ "enabled": false }))
            .await,
    );
    not_found(theirs.post(&of(&webhook, "test/"), json!({})).await);
    not_found(theirs.delete(&of(&webhook, "")).await);
    not_found(theirs.get(&format!("{EVENTS}{event}/")).await);
    not_found(
        theirs
            .post(&format!("{EVENTS}{event}/replay/"), json!({}))
            .await,
    );
    let body = json!({ "after": 0, "webhook": webhook["id"] });
    let reply = theirs.post(&format!("{EVENTS}replay/"), body).await;
    reply.refused(400, "does_not_exist", Some("webhook"));
    let reply = theirs
        .post(&format!("{EVENTS}replay/"), json!({ "after": 0 }))
        .await;
    assert_eq!(reply.json(), json!({ "deliveries": 0 }));
    assert_eq!(ours.get(&of(&webhook, "")).await.json()["enabled"], true);
    server
        .stranger()
        .get(WEBHOOKS)
        .await
        .refused(401, "authentication_failed", None);
    server
        .stranger()
        .get(EVENTS)
        .await
        .refused(401, "authentication_failed", None);
}
