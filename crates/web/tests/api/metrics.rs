//! What is counted, and whether the server is ready.

use caudal_testing::{TestDatabase, both_engines};
use caudal_web::Features;
use http::Method;
use serde_json::json;

use crate::server::TestServer;

both_engines!(
    what_happens_is_counted,
    the_page_can_be_taken_away,
    no_label_says_whose_anything_is,
    a_page_without_a_store_says_so,
);

async fn counting(database: TestDatabase) -> TestServer {
    let features = Features {
        metrics: true,
        ..Features::default()
    };
    TestServer::start(database).await.with(features).await
}

async fn metrics(server: &TestServer) -> String {
    let page = server.stranger().get("/metrics").await;
    assert_eq!(page.status, 200, "{}", page.text);
    page.text
}

#[track_caller]
fn counted(page: &str, line: &str) {
    assert!(
        page.lines().any(|found| found == line),
        "no {line} in\n{page}"
    );
}

async fn what_happens_is_counted(database: TestDatabase) {
    let server = counting(database).await;
    let client = server.client("acme").await;
    let link = client.link("erebor_mx_retail", "bnk102", "low").await;
    for path in [format!("/api/links/{link}/"), format!("/api/links/{link}")] {
        assert_eq!(client.get(&path).await.status, 200);
    }
    client.get("/api/nothing/").await;
    client
        .call(Method::from_bytes(b"BREW").unwrap(), "/api/links/", None)
        .await;
    let refused = json!({
        "institution": "erebor_mx_retail", "username": "user_invalid", "password": "pass_invalid",
    });
    client.post("/api/links/", refused).await;
    let later = http::Request::builder()
        .method(Method::DELETE)
        .uri(format!("/api/links/{link}/"))
        .header("x-belvo-request-mode", "async");
    client
        .send(later.body(axum::body::Body::empty()).unwrap())
        .await;
    let page = metrics(&server).await;
    for line in [
        r#"caudal_requests_total{route="/api/links",method="POST",status="201"} 1"#,
        r#"caudal_requests_total{route="/api/links",method="POST",status="400"} 1"#,
        r#"caudal_requests_total{route="/api/links",method="OTHER",status="405"} 1"#,
        r#"caudal_requests_total{route="/api/links/{id}",method="GET",status="200"} 2"#,
        r#"caudal_requests_total{route="/api/{*rest}",method="GET",status="404"} 1"#,
        r#"caudal_request_duration_seconds_count{route="/api/links/{id}",method="GET"} 2"#,
        r#"caudal_institution_calls_total{institution="erebor_mx_retail",step="login",outcome="ok"} 1"#,
        r#"caudal_institution_calls_total{institution="erebor_mx_retail",step="fetch",outcome="ok"} 1"#,
        r#"caudal_institution_calls_total{institution="erebor_mx_retail",step="login",outcome="login_error"} 1"#,
        r#"caudal_queue_length{queue="jobs"} 1"#,
        r#"caudal_queue_length{queue="deliveries"} 0"#,
        r#"caudal_queue_overdue_seconds{queue="deliveries"} 0.0"#,
    ] {
        counted(&page, line);
    }
    assert!(page.contains("caudal_database_ping_seconds "), "{page}");
    assert!(page.ends_with("# EOF\n"));
}

async fn no_label_says_whose_anything_is(database: TestDatabase) {
    let server = counting(database).await;
    let client = server.client("a-secret-customer").await;
    let link = client
        .link("ofmockbank_br_retail", "76109277673", "full")
        .await;
    client.get(&format!("/api/accounts/?link={link}")).await;
    client.get(&format!("/api/{link}/")).await;
    let page = metrics(&server).await;
    for secret in ["a-secret-customer", "76109277673", &link] {
        assert!(!page.contains(secret), "{secret} in\n{page}");
    }
}

async fn a_page_without_a_store_says_so(database: TestDatabase) {
    let server = counting(database).await;
    assert_eq!(server.stranger().get("/readyz").await.text, "ready");
    server.engine.store().close().await;
    for path in ["/metrics", "/readyz"] {
        assert_eq!(server.stranger().get(path).await.status, 503, "{path}");
    }
    assert_eq!(server.stranger().get("/healthz").await.status, 200);
}

async fn the_page_can_be_taken_away(database: TestDatabase) {
    let server = TestServer::start(database).await;
    assert_eq!(server.stranger().get("/metrics").await.status, 404);
}
