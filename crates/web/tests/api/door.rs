//! Who is let in, and how refusals look.

use axum::body::Body;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use caudal_testing::{TestDatabase, both_engines};
use http::{Method, Request};
use serde_json::json;

use crate::server::TestServer;

both_engines!(
    keys_open_the_door,
    odd_keys_are_only_wrong,
    pages_name_the_host_of_http_2,
    addresses_and_verbs,
    the_contract_is_public
);

async fn keys_open_the_door(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let root = client.get("/api/").await;
    assert_eq!(root.status, 200);
    assert_eq!(root.json()["links"], "http://caudal.test/api/links/");
    let refused = server.stranger().get("/api/").await;
    refused.refused(401, "authentication_failed", None);
    assert_eq!(refused.headers["www-authenticate"], "Basic realm=\"api\"");
    // A key comes before everything else: a stranger does not learn which addresses there are.
    server
        .stranger()
        .get("/api/nowhere/")
        .await
        .refused(401, "authentication_failed", None);
}

async fn odd_keys_are_only_wrong(database: TestDatabase) {
    let server = TestServer::start(database).await;
    for pair in [
        "a\0b:password".to_owned(),
        ":".to_owned(),
        format!("{}:x", "k".repeat(20_000)),
        "\u{202e}:\u{1f600}".to_owned(),
    ] {
        let request = Request::get("/api/links/")
            .header("authorization", format!("Basic {}", STANDARD.encode(&pair)))
            .body(Body::empty());
        let refused = server.stranger().send(request.unwrap()).await;
        refused.refused(401, "authentication_failed", None);
    }
}

async fn pages_name_the_host_of_http_2(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    // An HTTP/2 request has no `Host`: it says in its target whom it asks.
    let target = "https://money.example/api/institutions/?page_size=1";
    let request = Request::get(target).body(Body::empty()).unwrap();
    let page = client.send_as_it_is(request).await;
    assert_eq!(
        page.json()["next"],
        "http://money.example/api/institutions/?page_size=1&page=2"
    );
}

async fn addresses_and_verbs(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    client
        .get("/api/nowhere/")
        .await
        .refused(404, "not_found", None);
    client.get("/nowhere").await.refused(404, "not_found", None);
    client
        .get("/api/accounts/not-a-uuid/")
        .await
        .refused(404, "not_found", None);
    assert_eq!(client.get("/api/links").await.status, 200);
    let wrong = client.put("/api/links/", json!({})).await;
    wrong.refused(405, "method_not_allowed", None);
    assert!(wrong.headers["allow"].to_str().unwrap().contains("POST"));
    client
        .call(Method::DELETE, "/api/br/balances/", None)
        .await
        .refused(405, "method_not_allowed", None);
    let head = client.call(Method::HEAD, "/api/institutions/", None).await;
    assert_eq!((head.status.as_u16(), head.text.as_str()), (200, ""));
    let options = client.call(Method::OPTIONS, "/api/accounts/", None).await;
    assert_eq!(options.status, 204);
    assert!(options.headers["allow"].to_str().unwrap().contains("PATCH"));
}

async fn the_contract_is_public(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let contract = server.stranger().get("/openapi.json").await.json();
    assert!(contract["paths"]["/api/accounts/"]["post"].is_object());
    let page = server.stranger().get("/docs").await;
    assert_eq!(page.status, 200);
    assert!(
        page.headers["content-security-policy"]
            .to_str()
            .unwrap()
            .contains("default-src 'none'")
    );
    let script = server.stranger().get("/docs/scalar.js").await;
    assert_eq!(script.headers["content-encoding"], "gzip");
    server
        .stranger()
        .get("/docs/../Cargo.toml")
        .await
        .refused(404, "not_found", None);
}
