//! Documents that are parts of others, and collections that were retired.

use caudal_testing::{TestDatabase, both_engines};
use serde_json::json;

use crate::server::TestServer;

both_engines!(
    a_history_is_listed_below_its_contract_and_goes_with_it,
    reading_contracts_brings_their_history,
    a_retired_collection_says_that_it_is_not_supported,
);

const BANK: &str = "gringotts_br_retail";

async fn a_history_is_listed_below_its_contract_and_goes_with_it(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = client.link(BANK, "bnk100", "full").await;
    let list = format!("/api/br/exchanges/?link={link}");
    let contracts = client.get(&list).await.results();
    assert!(contracts.len() > 2);
    let history = |place: usize| {
        let id = contracts[place]["id"].as_str().unwrap();
        format!("/api/br/exchanges/{id}/history/")
    };
    let events = client.get(&history(0)).await.results();
    assert!(!events.is_empty());
    assert!(
        events
            .iter()
            .all(|event| event["exchange_id"] == contracts[0]["id"])
    );
    let page = client.get(&format!("{}?page_size=1", history(0))).await;
    assert_eq!(page.results().len(), 1);
    let neighbour = server.client("other").await;
    let path = history(0);
    neighbour.get(&path).await.refused(404, "not_found", None);
    let id = contracts[0]["id"].as_str().unwrap();
    let gone = client.delete(&format!("/api/br/exchanges/{id}/")).await;
    assert_eq!(gone.status, 204);
    client
        .get(&history(0))
        .await
        .refused(404, "not_found", None);
    assert!(!client.get(&history(1)).await.results().is_empty());
    client
        .post(&history(1), json!({ "link": link }))
        .await
        .refused(405, "method_not_allowed", None);
    for unknown in ["0d3ffb69-f83b-456e-ad8e-208d0998d71d", "x"] {
        client
            .get(&format!("/api/br/exchanges/{unknown}/history/"))
            .await
            .refused(404, "not_found", None);
    }
}

async fn reading_contracts_brings_their_history(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let body = json!({
        "institution": BANK, "username": "bnk100", "password": "full", "access_mode": "single",
    });
    let link = client.post("/api/links/", body).await.json();
    let link = link["id"].as_str().unwrap();
    let read = client
        .post("/api/br/exchanges/", json!({ "link": link }))
        .await;
    assert_eq!(read.status, 201);
    let contracts = read.json();
    let contracts = contracts.as_array().unwrap();
    assert!(
        contracts
            .iter()
            .all(|contract| contract["operation_type"].is_string())
    );
    let id = contracts[0]["id"].as_str().unwrap();
    let events = client.get(&format!("/api/br/exchanges/{id}/history")).await;
    assert!(!events.results().is_empty());
}

async fn a_retired_collection_says_that_it_is_not_supported(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = client.link(BANK, "bnk102", "low").await;
    let body = json!({ "link": link, "account": link, "year": "2026", "month": "1" });
    for reply in [
        client.get("/api/statements/").await,
        client.post("/api/statements", body.clone()).await,
        client.patch("/api/statements/", body).await,
    ] {
        reply.refused(400, "unsupported_operation", None);
    }
    let stranger = server.stranger();
    let asked = stranger.get("/api/statements/").await;
    asked.refused(401, "authentication_failed", None);
}
