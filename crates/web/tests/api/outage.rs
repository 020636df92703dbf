//! A database that goes away and comes back.

use caudal_testing::TestDatabase;
use serde_json::json;

use crate::server::TestServer;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_outage_is_a_fault_while_it_lasts_and_no_longer() {
    let server = TestServer::start(TestDatabase::postgres().await).await;
    let client = server.client("acme").await;
    let link = client.link("erebor_mx_retail", "bnk102", "low").await;
    let (path, query) = (format!("/api/links/{link}/"), "/api/accounts/?page_size=1");
    assert_eq!(client.get(query).await.status, 200);

    server.database.cut_off().await;
    for path in [path.as_str(), query] {
        let failed = client.get(path).await;
        failed.refused(500, "unexpected_error", None);
        assert!(!failed.text.contains("connection"), "{}", failed.text);
    }
    let changed = client.patch(&path, json!({ "stale_in": "30d" })).await;
    changed.refused(500, "unexpected_error", None);
    assert_eq!(client.get("/readyz").await.status, 503);
    assert_eq!(client.get("/healthz").await.status, 200);

    server.database.let_in().await;
    assert_eq!(client.get("/readyz").await.status, 200);
    assert_eq!(client.get(query).await.status, 200);
    let kept = client.get(&path).await.json();
    assert_eq!(kept["stale_in"], json!(null), "what failed left nothing");
    let changed = client.patch(&path, json!({ "stale_in": "30d" })).await;
    assert_eq!(changed.status, 200, "{}", changed.text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_that_were_cut_are_not_noticed() {
    let server = TestServer::start(TestDatabase::postgres().await).await;
    let client = server.client("acme").await;
    let reads = (0..20).map(|_| client.get("/api/links/?page_size=1"));
    futures_util::future::join_all(reads).await;
    server.database.cut_off().await;
    server.database.let_in().await;
    assert_eq!(client.get("/api/links/").await.status, 200);
    client.link("erebor_mx_retail", "bnk102", "low").await;
}
