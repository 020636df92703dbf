//! What is noted of requests: why they were refused, and that they were begun at all.

use std::time::Duration;

use caudal_connect::Chance;
use caudal_store::RequestRecord;
use caudal_testing::{TestDatabase, both_engines};
use serde_json::json;

use crate::server::TestServer;

both_engines!(refusals_say_why, a_client_that_goes_away_leaves_a_trace);

/// What is noted of the request of this id, once it is.
async fn noted(server: &TestServer, id: &str) -> RequestRecord {
    noted_of_any(server, &[id.to_owned()]).await
}

async fn noted_of_any(server: &TestServer, ids: &[String]) -> RequestRecord {
    let looking = async {
        loop {
            for id in ids {
                if let Some(record) = server.engine.store().request(id).await.unwrap().pop() {
                    return record;
                }
            }
        }
    };
    let found = tokio::time::timeout(Duration::from_secs(20), looking).await;
    found.expect("the request is noted")
}

async fn refusals_say_why(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let body = json!({ "institution": "erebor_mx_retail", "password": "s3cret" });
    let refused = client.post("/api/links/", body).await;
    refused.refused(400, "required", Some("username"));
    let id = refused.headers["x-request-id"].to_str().unwrap();
    let record = noted(&server, id).await;
    assert_eq!(record.status, 400);
    assert!(
        record.steps.contains("refused: required (username)"),
        "{}",
        record.steps
    );
    assert!(!record.steps.contains("s3cret"));
    let odd = client.get("/api/links/?%1b%5B31mred%0a=%FF").await;
    odd.refused(400, "invalid", Some("\u{1b}[31mred\n"));
    let id = odd.headers["x-request-id"].to_str().unwrap();
    let record = noted(&server, id).await;
    assert!(
        record.steps.contains("refused: invalid\""),
        "{}",
        record.steps
    );
}

async fn a_client_that_goes_away_leaves_a_trace(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    // This bank answers as many seconds late as the second username says.
    let body = json!({
        "institution": "belvo_mx_retail", "username": "123456", "username2": "30", "password": "1",
    });
    let registering = client.post("/api/links/", body);
    let waited = tokio::time::timeout(Duration::from_millis(300), registering).await;
    assert!(waited.is_err(), "the bank was in time");
    // Nobody told its id, but the test's chance can be drawn again.
    let chance = Chance::seeded(b"test");
    let ids: Vec<String> = (0..20).map(|_| chance.hexadecimal().unwrap()).collect();
    let record = noted_of_any(&server, &ids).await;
    assert_eq!(record.status, 499);
    assert!(record.steps.contains("logging in at"), "{}", record.steps);
    assert_eq!(client.get("/api/links/").await.json()["count"], 0);
}
