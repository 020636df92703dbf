//! `Idempotency-Key`: what is sent twice is done once.

use axum::body::Body;
use caudal_testing::{TestDatabase, both_engines};
use http::{Method, Request};
use serde_json::{Value, json};

use crate::server::{Client, Reply, TestServer};

both_engines!(
    the_second_is_answered_like_the_first,
    many_at_once_make_one_link,
    a_key_stands_for_one_request,
    keys_that_are_none,
    a_passing_failure_frees_the_key,
);

const PLAIN: &str = "idempotency-key";
const CONTRACT: &str = "belvo-idempotency-key";
const KEY: &str = "0d5a51a4-6a4c-4c05-9bd2-4f4bd9a8a1e7";

async fn send(client: &Client, header: &str, key: &str, method: Method, body: &Value) -> Reply {
    let request = Request::builder()
        .method(method)
        .uri("/api/links/")
        .header(header, key)
        .body(Body::from(body.to_string()))
        .unwrap();
    client.send(request).await
}

async fn post(client: &Client, header: &str, key: &str, body: &Value) -> Reply {
    send(client, header, key, Method::POST, body).await
}

fn somebody(username: &str) -> Value {
    json!({ "institution": "erebor_mx_retail", "username": username, "password": "secret" })
}

async fn links(client: &Client) -> usize {
    client.get("/api/links/").await.results().len()
}

async fn the_second_is_answered_like_the_first(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    for (header, key) in [(PLAIN, "a-1"), (CONTRACT, KEY)] {
        let first = post(&client, header, key, &somebody("ana")).await;
        let second = post(&client, header, key, &somebody("ana")).await;
        assert_eq!(first.status, 201, "{}", first.text);
        assert_eq!((second.status, &second.text), (first.status, &first.text));
        assert_eq!(second.headers["content-type"], "application/json");
        assert_eq!(second.headers["idempotent-replayed"], "true");
        assert!(!first.headers.contains_key("idempotent-replayed"));
        let status = |reply: &Reply| reply.headers.get("belvo-idempotency-status").cloned();
        if header == CONTRACT {
            assert_eq!(status(&first).unwrap(), "AVAILABLE");
            assert_eq!(status(&second).unwrap(), "REPLAYED");
            assert_eq!(second.headers[CONTRACT], KEY);
        } else {
            assert_eq!(status(&second), None);
        }
    }
    assert_eq!(links(&client).await, 2);
    // A refusal is an answer like any other, under its own request's id.
    let refused = post(&client, PLAIN, "a-2", &json!({})).await;
    let again = post(&client, PLAIN, "a-2", &json!({})).await;
    refused.refused(400, "required", Some("institution"));
    assert_eq!(refused.text, again.text);
    // What only reads is read anew, whatever key it has.
    let read = send(&client, PLAIN, "a-1", Method::GET, &json!({})).await;
    assert_eq!(read.results().len(), 2);
}

async fn many_at_once_make_one_link(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let body = somebody("ana");
    let replies =
        futures_util::future::join_all((0..12).map(|_| post(&client, PLAIN, "k", &body))).await;
    let made: Vec<&Reply> = replies.iter().filter(|reply| reply.status == 201).collect();
    assert!(!made.is_empty());
    assert!(made.iter().all(|reply| reply.text == made[0].text));
    for reply in replies.iter().filter(|reply| reply.status != 201) {
        reply.refused(409, "idempotency_key_conflict", None);
    }
    assert_eq!(links(&client).await, 1);
}

async fn a_key_stands_for_one_request(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let first = post(&client, PLAIN, "k", &somebody("ana")).await;
    assert_eq!(first.status, 201);
    let other = post(&client, PLAIN, "k", &somebody("eva")).await;
    other.refused(422, "idempotency_payload_mismatch", None);
    // Another organisation's key of this name is another key.
    let neighbour = server.client("globex").await;
    let theirs = post(&neighbour, PLAIN, "k", &somebody("eva")).await;
    assert_eq!(theirs.status, 201, "{}", theirs.text);
    assert_eq!((links(&client).await, links(&neighbour).await), (1, 1));
}

async fn keys_that_are_none(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let long = "k".repeat(256);
    for (header, key) in [
        (PLAIN, ""),
        (PLAIN, "two words"),
        (PLAIN, long.as_str()),
        (CONTRACT, "order-7"),
    ] {
        let reply = post(&client, header, key, &somebody("ana")).await;
        reply.refused(400, "idempotency_key_invalid", None);
    }
    assert_eq!(links(&client).await, 0);
}

async fn a_passing_failure_frees_the_key(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let persona =
        json!({ "username": "later", "country": "MX", "faults": { "institution": "down" } });
    let made = client.post("/sandbox/personas/", persona).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let body = json!({
        "institution": "erebor_mx_retail", "username": "later", "password": "sandbox1",
    });
    for _ in 0..2 {
        let down = post(&client, PLAIN, "k", &body).await;
        down.refused(400, "institution_down", None);
        assert!(!down.headers.contains_key("idempotent-replayed"));
    }
}
