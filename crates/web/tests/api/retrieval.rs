//! Retrieving resources, keeping them or not, and deleting them.

use caudal_engine::Worker;
use caudal_testing::{TestDatabase, both_engines};
use http::{Method, Request};
use serde_json::{Value, json};

use crate::server::TestServer;

both_engines!(
    what_is_retrieved_can_be_read,
    nothing_is_kept_when_asked,
    what_a_retrieval_may_not_say,
    periods_and_accounts,
    deleting_documents,
    ids_and_first_times_survive_a_second_reading,
    work_for_later,
);

const BOTH_DATES: [&str; 2] = ["2026-01-01", "2026-02-28"];

async fn what_is_retrieved_can_be_read(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = client.link("gringotts_br_retail", "bnk100", "full").await;
    for (path, more) in [
        ("/api/owners/", json!({})),
        ("/api/accounts/", json!({})),
        ("/api/br/balances/", json!({})),
        (
            "/api/transactions/",
            json!({ "date_from": BOTH_DATES[0], "date_to": BOTH_DATES[1] }),
        ),
        (
            "/api/balances/",
            json!({ "date_from": BOTH_DATES[0], "date_to": BOTH_DATES[1] }),
        ),
    ] {
        let mut body = json!({ "link": link });
        body.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        let made = client.post(path, body).await;
        assert_eq!(made.status, 201, "{path}: {}", made.text);
        let items = made.json().as_array().unwrap().clone();
        assert!(!items.is_empty(), "{path}");
        let one = client
            .get(&format!("{path}{}/", items[0]["id"].as_str().unwrap()))
            .await;
        assert_eq!(one.json(), items[0], "{path}");
        let listed = client
            .get(&format!("{path}?link={link}&page_size=1000"))
            .await
            .results();
        assert!(items.iter().all(|item| listed.contains(item)), "{path}");
    }
}

async fn nothing_is_kept_when_asked(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let body = json!({
        "institution": "erebor_mx_retail", "username": "bnk100", "password": "full",
        "access_mode": "single",
    });
    let link = client.post("/api/links/", body).await.json()["id"].clone();
    let seen = client
        .post(
            "/api/accounts/",
            json!({ "link": link, "save_data": false }),
        )
        .await;
    assert_eq!(seen.status, 200);
    assert!(!seen.json().as_array().unwrap().is_empty());
    assert_eq!(client.get("/api/accounts/").await.json()["count"], 0);
    let kept = client
        .post("/api/accounts/?fields=id,name", json!({ "link": link }))
        .await;
    assert_eq!(kept.status, 201);
    assert_eq!(
        kept.json()[0].as_object().unwrap().len(),
        2,
        "fields apply to retrievals"
    );
    assert_eq!(
        kept.json()[0]["id"],
        seen.json()[0]["id"],
        "ids do not depend on keeping"
    );
}

async fn what_a_retrieval_may_not_say(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = client.link("gringotts_br_retail", "bnk102", "low").await;
    let unknown = json!({ "link": "0d3ffb69-f83b-456e-ad8e-208d0998d71d" });
    client
        .post("/api/accounts/", unknown)
        .await
        .refused(400, "does_not_exist", Some("link"));
    client
        .post("/api/accounts/", json!({}))
        .await
        .refused(400, "required", Some("link"));
    client
        .post("/api/accounts/", json!({ "link": null }))
        .await
        .refused(400, "null", Some("link"));
    client
        .post("/api/accounts/", json!({ "link": 5 }))
        .await
        .refused(400, "invalid", Some("link"));
    let fiscal = client
        .link("tatooine_mx_fiscal", "PFIS010101000", "individual")
        .await;
    let wrong = client
        .post("/api/accounts/", json!({ "link": fiscal }))
        .await;
    wrong.refused(400, "unsupported_operation", None);
    let empty = client.link("erebor_mx_retail", "bnk101", "nodata").await;
    let nothing = client
        .post("/api/accounts/", json!({ "link": empty }))
        .await;
    assert_eq!(
        (nothing.status.as_u16(), nothing.text.as_str()),
        (201, "[]")
    );
    let low = client
        .get(&format!("/api/transactions/?link={link}"))
        .await
        .json();
    assert!((1..=10).contains(&low["count"].as_u64().unwrap()));
}

async fn periods_and_accounts(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = client.link("gringotts_br_retail", "bnk100", "full").await;
    let ask = async |more: Value| {
        let mut body = json!({ "link": link, "date_from": "2026-01-01", "date_to": "2026-01-31" });
        body.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        client.post("/api/transactions/", body).await
    };
    let january = ask(json!({})).await.json();
    let january = january.as_array().unwrap();
    assert!(january.iter().all(|item| {
        let day = item["value_date"].as_str().unwrap();
        ("2026-01-01"..="2026-01-31").contains(&day)
    }));
    let account = january[0]["account"]["id"].clone();
    let of_account = ask(json!({ "account": account })).await.json();
    assert!(
        of_account
            .as_array()
            .unwrap()
            .iter()
            .all(|item| item["account"]["id"] == account)
    );
    assert!(of_account.as_array().unwrap().len() < january.len());
    let foreign = json!({ "account": "0d3ffb69-f83b-456e-ad8e-208d0998d71d" });
    ask(foreign)
        .await
        .refused(400, "does_not_exist", Some("account"));
    ask(json!({ "date_from": "2024-12-31", "date_to": "2026-01-31" }))
        .await
        .refused(400, "validation_error", None);
    ask(json!({ "date_to": "2026-03-12" }))
        .await
        .refused(400, "invalid", Some("date_to"));
    ask(json!({ "date_from": "2026-02-01" }))
        .await
        .refused(400, "invalid", Some("date_from"));
    ask(json!({ "date_from": "01/02/2026" }))
        .await
        .refused(400, "invalid", Some("date_from"));
}

async fn deleting_documents(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = client.link("gringotts_br_retail", "bnk100", "full").await;
    let transactions = format!("/api/transactions/?link={link}&page_size=1");
    let before = client.get(&transactions).await.json();
    let gone = before["results"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(
        client
            .delete(&format!("/api/transactions/{gone}/"))
            .await
            .status,
        204
    );
    client
        .get(&format!("/api/transactions/{gone}/"))
        .await
        .refused(404, "not_found", None);
    let after = client.get(&transactions).await.json();
    assert_eq!(after["count"], before["count"].as_u64().unwrap() - 1);
    let account = after["results"][0]["account"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(
        client
            .delete(&format!("/api/accounts/{account}/"))
            .await
            .status,
        204
    );
    let of_account = format!("/api/transactions/?link={link}&account={account}");
    assert_eq!(
        client.get(&of_account).await.json()["count"],
        0,
        "an account takes them with it"
    );
    client
        .delete(&format!("/api/accounts/{account}/"))
        .await
        .refused(404, "not_found", None);
}

async fn ids_and_first_times_survive_a_second_reading(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = client.link("gringotts_br_retail", "bnk100", "full").await;
    let listed = format!("/api/accounts/?link={link}");
    let first = client.get(&listed).await.results();
    let again = client
        .post("/api/accounts/", json!({ "link": link }))
        .await
        .json();
    assert_eq!(again.as_array().unwrap().len(), first.len());
    assert_eq!(
        client.get(&listed).await.results(),
        first,
        "the clock stands: nothing changed"
    );
}

async fn work_for_later(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let body = json!({
        "institution": "erebor_mx_retail", "username": "bnk100", "password": "full",
        "access_mode": "single",
    });
    let link = client.post("/api/links/", body).await.json()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let later = |method: Method, path: &str, body: Value| {
        let request = Request::builder().method(method).uri(path);
        let request = request.header("X-Belvo-Request-Mode", "async");
        request
            .body(axum::body::Body::from(body.to_string()))
            .unwrap()
    };
    let request = later(Method::POST, "/api/accounts/", json!({ "link": link }));
    let accepted = client.send(request).await;
    assert_eq!(accepted.status, 202, "{}", accepted.text);
    assert_eq!(accepted.json()["request_id"].as_str().unwrap().len(), 32);
    let unknown = json!({ "link": "0d3ffb69-f83b-456e-ad8e-208d0998d71d" });
    let refused = client
        .send(later(Method::POST, "/api/accounts/", unknown))
        .await;
    refused.refused(400, "does_not_exist", Some("link"));
    assert_eq!(client.get("/api/accounts/").await.json()["count"], 0);

    let worker = Worker::start(server.engine.clone(), server.journal(), "test".into());
    let read = async || {
        client.get("/api/accounts/").await.json()["count"]
            .as_u64()
            .unwrap()
    };
    wait_until(async || read().await >= 5).await;
    let request = later(Method::DELETE, &format!("/api/links/{link}/"), json!({}));
    assert_eq!(client.send(request).await.status, 202);
    wait_until(async || read().await == 0).await;
    worker.stop().await;
}

/// Looks again and again until it is so: for what another task does in its own time.
async fn wait_until(mut so: impl AsyncFnMut() -> bool) {
    for _ in 0..10_000 {
        if so().await {
            return;
        }
        tokio::task::yield_now().await;
    }
    panic!("it never came to be so");
}
