//! Second factors: asking, resuming, failing, and going on in another process.

use caudal_engine::Settings;
use caudal_testing::{TestDatabase, both_engines};
use serde_json::{Value, json};

use crate::server::{Client, TestServer};

both_engines!(
    every_kind_of_challenge,
    a_link_is_made_with_a_token,
    retrievals_ask_too,
    a_session_outlives_its_process,
    sessions_expire_and_belong_to_one,
    a_token_given_up_front,
);

const HEIMDALL: &str = "heimdall_mx_retail";

async fn challenged(client: &Client, username: &str, password: &str) -> Value {
    let body = json!({ "institution": HEIMDALL, "username": username, "password": password });
    let reply = client.post("/api/links/", body).await;
    reply.refused(428, "token_required", None);
    reply.json()[0].clone()
}

fn answer(challenge: &Value, token: &str) -> Value {
    json!({ "session": challenge["session"], "link": challenge["link"], "token": token })
}

async fn every_kind_of_challenge(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let text = challenged(&client, "mfa_default", "pass_valid").await;
    assert_eq!(text["token_generation_data"]["type"], "text");
    assert_eq!(text["token_generation_data"]["expects_user_input"], true);
    assert_eq!(text["expiry"], 720);
    assert_eq!(text["session"].as_str().unwrap().len(), 32);
    let numeric = challenged(&client, "mfa_numeric", "numeric_code").await;
    assert_eq!(numeric["token_generation_data"]["type"], "numeric");
    assert!(numeric["token_generation_data"]["value"].is_string());
    let qr = challenged(&client, "mfa_qr", "qr_code").await;
    assert_eq!(qr["token_generation_data"]["type"], "qr");
    assert!(
        qr["token_generation_data"]["value"]
            .as_str()
            .unwrap()
            .starts_with("data:image/")
    );
}

async fn a_link_is_made_with_a_token(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let challenge = challenged(&client, "mfa_default", "pass_valid").await;
    let path = format!("/api/links/{}/", challenge["link"].as_str().unwrap());
    assert_eq!(client.get(&path).await.json()["status"], "unconfirmed");
    let early = client
        .post("/api/accounts/", json!({ "link": challenge["link"] }))
        .await;
    early.refused(400, "unconfirmed_link", None);

    let wrong = client
        .patch("/api/links/", answer(&challenge, "999999"))
        .await;
    wrong.refused(428, "token_required", None);
    let again = wrong.json()[0].clone();
    assert_ne!(again["session"], challenge["session"]);
    assert_eq!(again["link"], challenge["link"]);
    let old = client
        .patch("/api/links/", answer(&challenge, "111111"))
        .await;
    old.refused(400, "session_expired", None);

    let right = json!({ "session": again["session"], "token": "111111" });
    let made = client.patch("/api/links/", right.clone()).await;
    assert_eq!(made.status, 200, "{}", made.text);
    assert_eq!(made.json()["status"], "valid");
    client
        .patch("/api/links/", right)
        .await
        .refused(400, "session_expired", None);
    assert!(
        client.get("/api/accounts/").await.json()["count"]
            .as_u64()
            .unwrap()
            > 0
    );
}

async fn retrievals_ask_too(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let challenge = challenged(&client, "mfa_numeric", "numeric_code").await;
    let made = client
        .patch("/api/links/", answer(&challenge, "111111"))
        .await
        .json();
    let body = json!({
        "link": made["id"], "date_from": "2026-01-01", "date_to": "2026-01-31",
    });
    let asked = client.post("/api/transactions/", body).await;
    asked.refused(428, "token_required", None);
    let challenge = asked.json()[0].clone();
    let path = format!("/api/links/{}/", made["id"].as_str().unwrap());
    assert_eq!(client.get(&path).await.json()["status"], "token_required");
    let elsewhere = client
        .patch("/api/accounts/", answer(&challenge, "111111"))
        .await;
    elsewhere.refused(400, "session_expired", None);
    let read = client
        .patch("/api/transactions/", answer(&challenge, "111111"))
        .await;
    assert_eq!(read.status, 201, "{}", read.text);
    assert!(!read.json().as_array().unwrap().is_empty());
    assert_eq!(client.get(&path).await.json()["status"], "valid");
}

async fn a_session_outlives_its_process(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let challenge = challenged(&client, "mfa_qr", "qr_code").await;
    let server = server.restarted().await;
    let client = server.client("acme").await;
    let made = client
        .patch("/api/links/", answer(&challenge, "111111"))
        .await;
    assert_eq!(made.status, 200, "{}", made.text);
}

async fn sessions_expire_and_belong_to_one(database: TestDatabase) {
    let settings = Settings {
        repeatable: true,
        session_seconds: 0,
        ..Settings::default()
    };
    let server = TestServer::start_with(database, settings).await;
    let client = server.client("acme").await;
    let over = challenged(&client, "mfa_default", "pass_valid").await;
    let late = client.patch("/api/links/", answer(&over, "111111")).await;
    late.refused(400, "session_expired", None);

    let server = TestServer::start(TestDatabase::sqlite().await).await;
    let client = server.client("acme").await;
    let challenge = challenged(&client, "mfa_default", "pass_valid").await;
    let stranger = server.client("other").await;
    let stolen = stranger
        .patch("/api/links/", answer(&challenge, "111111"))
        .await;
    stolen.refused(400, "session_expired", None);
    let mut mixed = answer(&challenge, "111111");
    mixed["link"] = json!("0d3ffb69-f83b-456e-ad8e-208d0998d71d");
    client
        .patch("/api/links/", mixed)
        .await
        .refused(400, "invalid", Some("link"));
    client
        .patch("/api/links/", json!({ "session": "short" }))
        .await
        .refused(400, "invalid", Some("session"));
}

async fn a_token_given_up_front(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let body = json!({
        "institution": HEIMDALL, "username": "mfa_default", "password": "pass_valid",
        "token": "111111",
    });
    let made = client.post("/api/links/", body).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let link = made.json()["id"].clone();
    let asked = client.post("/api/owners/", json!({ "link": link })).await;
    asked.refused(428, "token_required", None);
    let read = client
        .post("/api/owners/", json!({ "link": link, "token": "111111" }))
        .await;
    assert_eq!(read.status, 201, "{}", read.text);
}
