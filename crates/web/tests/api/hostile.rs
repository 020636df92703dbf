//! Bad input: always the catalogue's answer, never a fault, and nothing stored.

use axum::body::Body;
use caudal_testing::{TestDatabase, both_engines};
use http::{Method, Request};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use serde_json::{Value, json};

use crate::server::{Client, Reply, TestServer};

both_engines!(broken_bodies, broken_queries);

async fn raw(client: &Client, method: Method, path: &str, body: impl Into<Body>) -> Reply {
    client
        .send(
            Request::builder()
                .method(method)
                .uri(path)
                .body(body.into())
                .unwrap(),
        )
        .await
}

async fn broken_bodies(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let deep = "[".repeat(10_000);
    for body in [
        "{",
        "nope",
        "{\"link\": }",
        "{\"a\":1}}",
        "\u{feff}{}",
        deep.as_str(),
    ] {
        raw(&client, Method::POST, "/api/links/", body.to_owned())
            .await
            .refused(400, "parse_error", None);
    }
    raw(&client, Method::POST, "/api/links/", vec![b'"', 0xff, b'"'])
        .await
        .refused(400, "parse_error", None);
    let large = format!("{{\"institution\": \"{}\"}}", "x".repeat(1_100_000));
    raw(&client, Method::POST, "/api/links/", large)
        .await
        .refused(413, "request_too_large", None);
    raw(&client, Method::POST, "/api/links/", "").await.refused(
        400,
        "required",
        Some("institution"),
    );
    raw(&client, Method::POST, "/api/links/", "[]")
        .await
        .refused(400, "invalid", Some("non_field_errors"));
    let null = json!({ "institution": "erebor_mx_retail", "username": "a\u{0}b" });
    client
        .post("/api/links/", null)
        .await
        .refused(400, "invalid", Some("username"));
    let every = json!({
        "institution": ["erebor"], "username": {}, "access_mode": 3, "fetch_resources": {},
        "external_id": true, "stale_in": "never",
    });
    let reply = client.post("/api/links/", every).await;
    assert_eq!(reply.status, 400);
    assert!(
        reply.json().as_array().unwrap().len() >= 6,
        "{}",
        reply.text
    );
    assert_eq!(client.get("/api/links/").await.json()["count"], 0);
}

async fn broken_queries(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = "0d3ffb69-f83b-456e-ad8e-208d0998d71d";
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let words = prop_oneof![
        "[ -~]{0,40}",
        "[0-9.,-]{1,30}",
        Just("%FF%00".to_owned()),
        Just("9".repeat(400)),
        Just("é".repeat(300)),
        Just("1e999".to_owned()),
        Just("' OR 1=1 --".to_owned()),
        Just("\u{202e}%".to_owned()),
    ];
    let contract = server.stranger().get("/openapi.json").await.json();
    for (path, operations) in contract["paths"].as_object().unwrap() {
        let parameters = operations["get"]["parameters"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        for parameter in parameters
            .iter()
            .filter(|parameter| parameter["in"] == "query")
        {
            let name = parameter["name"].as_str().unwrap_or_default();
            for _ in 0..4 {
                let value = words.new_tree(&mut runner).unwrap().current();
                let escaped: String = value
                    .bytes()
                    .map(|byte| match byte {
                        b'%' => "%".to_owned(),
                        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
                        byte => format!("%{byte:02X}"),
                    })
                    .collect();
                let path = path.replace("{id}", link);
                let reply = client
                    .get(&format!("{path}?{name}={escaped}&link={link}"))
                    .await;
                let status = reply.status.as_u16();
                assert!(
                    [200, 400, 404].contains(&status),
                    "{name}={value}: {}",
                    reply.text
                );
                if status != 200 {
                    let problems: Value = reply.json();
                    assert!(
                        problems[0]["code"].is_string(),
                        "{name}={value}: {}",
                        reply.text
                    );
                }
            }
        }
    }
}
