//! Consents: given with a link, renewed, taken back, and over.

use caudal_engine::Settings;
use caudal_store::EventChoice;
use caudal_testing::{TestDatabase, both_engines};
use serde_json::{Value, json};

use crate::server::{Client, TestServer};

both_engines!(
    a_consent_is_given_with_a_link,
    only_links_of_open_finance_have_a_consent,
    a_company_allows_what_companies_can,
    a_list_names_its_holder,
    a_consent_is_renewed_for_as_long_as_asked,
    a_consent_that_is_taken_back_invalidates_its_link,
    a_consent_outlives_its_link,
    a_consent_runs_out_in_its_time,
    a_reminder_can_be_switched_off,
    a_consent_without_an_end_does_not_run_out,
    what_is_over_is_not_read_before_anybody_marks_it,
    single_links_tell_nothing,
    new_credentials_give_a_new_consent,
    consents_belong_to_their_organisation,
);

const BANK: &str = "ofmockbank_br_retail";
const CPF: &str = "76109277673";
/// When a consent that is given now ends.
const OVER: &str = "2027-03-11T15:00:00Z";

async fn consents(client: &Client, holder: &str) -> Vec<Value> {
    let path = format!("/api/consents/?user_document={holder}");
    client.get(&path).await.results()
}

/// A link and its consent.
async fn linked(client: &Client) -> (String, Value) {
    let link = client.link(BANK, CPF, "full").await;
    let found = consents(client, CPF).await;
    let own = found
        .iter()
        .find(|consent| consent["link_id"] == link.as_str());
    (link, own.unwrap().clone())
}

async fn act(client: &Client, consent: &Value, what: &str, body: Value) -> Value {
    let id = consent["id"].as_str().unwrap();
    let reply = client
        .post(&format!("/sandbox/consents/{id}/{what}/"), body)
        .await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    assert_eq!(
        client.get(&format!("/api/consents/{id}/")).await.text,
        reply.text
    );
    reply.json()
}

async fn link_status(client: &Client, link: &str) -> Value {
    client.get(&format!("/api/links/{link}/")).await.json()["status"].clone()
}

/// What receivers were told of consents, the oldest first.
async fn told(server: &TestServer, organisation: &str) -> Vec<Value> {
    let organisation = server.engine.organisation(organisation).await.unwrap().id;
    let choice = EventChoice {
        webhook_type: Some("CONSENT".to_owned()),
        limit: 100,
        ..EventChoice::default()
    };
    let events = server.engine.store().events(organisation, &choice);
    let read = |event: &caudal_store::KeptEvent| serde_json::from_str(&event.body).unwrap();
    events.await.unwrap().iter().map(read).collect()
}

async fn a_consent_is_given_with_a_link(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let (link, consent) = linked(&client).await;
    let name = consent["display_name"].as_str().unwrap();
    assert!(name.contains(' '), "{name}");
    for (key, expected) in [
        ("document_number", json!(CPF)),
        ("belvo_institution_name", json!(BANK)),
        ("institution_display_name", json!("OF Mock Bank")),
        ("belvo_organization_name", json!("acme")),
        ("link_id", json!(link)),
        ("user_name", json!(null)),
        ("created_at", json!("2026-03-10T15:00:00.000000Z")),
        ("expired_at", json!("2027-03-11T15:00:00.000000Z")),
        ("undefined_consent_expiration", json!(false)),
        ("consent_duration", json!(366)),
        ("status", json!("AUTHORISED")),
    ] {
        assert_eq!(consent[key], expected, "{key}");
    }
    let logo = consent["institution_icon_logo"].as_str().unwrap();
    assert!(
        logo.starts_with("http://caudal.test/static/logos/"),
        "{logo}"
    );
    let register = &consent["permissions"]["REGISTER"];
    assert_eq!(register[0], "CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ");
    let id = consent["id"].as_str().unwrap();
    let detail = client.get(&format!("/api/consents/{id}/")).await.json();
    assert_eq!(detail, consent);
    let path = format!("/api/consents/?user_document={CPF}&fields=id,status");
    assert_eq!(
        client.get(&path).await.results(),
        [json!({ "id": id, "status": "AUTHORISED" })]
    );
}

async fn only_links_of_open_finance_have_a_consent(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    client
        .link("inss_br_employment", "99001000002", "secret123")
        .await;
    assert!(consents(&client, "99001000002").await.is_empty());
}

async fn a_company_allows_what_companies_can(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    client
        .link("ofbmg_br_business", "50685362006773", "full")
        .await;
    let found = consents(&client, "50.685.362/0067-73").await;
    assert_eq!(found[0]["document_number"], "50685362006773");
    let register = &found[0]["permissions"]["REGISTER"];
    assert_eq!(register[0], "CUSTOMERS_BUSINESS_IDENTIFICATIONS_READ");
}

async fn a_list_names_its_holder(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let field = Some("user_document");
    client
        .get("/api/consents/")
        .await
        .refused(400, "required", field);
    let short = client.get("/api/consents/?user_document=1").await;
    short.refused(400, "min_length", field);
    let long = client
        .get("/api/consents/?user_document=123456789012345")
        .await;
    long.refused(400, "max_length", field);
    linked(&client).await;
    linked(&client).await;
    let other = client
        .get(&format!("/api/consents/?document_number={CPF}"))
        .await;
    assert_eq!(other.json()["count"], 2);
    let page = client
        .get(&format!("/api/consents/?user_document={CPF}&page_size=1"))
        .await;
    assert_eq!(page.json()["count"], 2);
    let next = page.json()["next"].as_str().unwrap().to_owned();
    assert!(next.contains("page=2") && next.contains(CPF), "{next}");
    let beyond = format!("/api/consents/?user_document={CPF}&page=9");
    client.get(&beyond).await.refused(404, "not_found", None);
    client
        .get("/api/consents/none/")
        .await
        .refused(404, "not_found", None);
}

async fn a_consent_is_renewed_for_as_long_as_asked(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let (link, consent) = linked(&client).await;
    let renewed = act(
        &client,
        &consent,
        "renew",
        json!({ "consent_duration": 92 }),
    )
    .await;
    assert_eq!(renewed["expired_at"], "2026-06-10T15:00:00.000000Z");
    assert_eq!(renewed["consent_duration"], 92);
    let endless = json!({ "undefined_consent_expiration": true });
    let renewed = act(&client, &consent, "renew", endless).await;
    assert_eq!(renewed["expired_at"], Value::Null);
    assert_eq!(renewed["undefined_consent_expiration"], true);
    assert_eq!(renewed["consent_duration"], Value::Null);
    let ended = act(&client, &consent, "expire", json!({})).await;
    assert_eq!(ended["status"], "EXPIRED");
    assert_eq!(ended["expired_at"], "2026-03-10T15:00:00.000000Z");
    assert_eq!(link_status(&client, &link).await, "invalid");
    let renewed = act(
        &client,
        &consent,
        "renew",
        json!({ "consent_duration": 183 }),
    )
    .await;
    assert_eq!(renewed["status"], "AUTHORISED");
    assert_eq!(link_status(&client, &link).await, "valid");
    let path = format!(
        "/sandbox/consents/{}/renew/",
        consent["id"].as_str().unwrap()
    );
    let wrong = client.post(&path, json!({ "consent_duration": 100 })).await;
    wrong.refused(400, "invalid_choice", Some("consent_duration"));
    let told = told(&server, "acme").await;
    let changed = "openfinance_consent_expiration_changed";
    assert_eq!(
        codes(&told),
        [changed, changed, "openfinance_consent_expired", changed]
    );
    let due = |event: &Value| event["data"]["consent_due_date"].clone();
    assert_eq!(due(&told[0]), "2026-06-10T15:00:00.000Z");
    assert_eq!(due(&told[1]), Value::Null);
}

async fn a_consent_that_is_taken_back_invalidates_its_link(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let (link, consent) = linked(&client).await;
    assert_eq!(
        act(&client, &consent, "revoke", json!({})).await["status"],
        "REJECTED"
    );
    let read = client.post("/api/accounts/", json!({ "link": link })).await;
    read.refused(400, "invalid_link", None);
    let id = consent["id"].as_str().unwrap();
    for again in ["revoke", "expire", "renew"] {
        let reply = client
            .post(&format!("/sandbox/consents/{id}/{again}/"), json!({}))
            .await;
        reply.refused(400, "invalid", Some("status"));
    }
    let told = told(&server, "acme").await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["webhook_code"], "openfinance_consent_expired");
    assert_eq!(told[0]["process_type"], "recurrent_update");
    assert_eq!(told[0]["link_id"], link.as_str());
    let mut keys: Vec<_> = told[0]["data"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    keys.sort();
    assert_eq!(
        keys,
        [
            "action",
            "consent_id",
            "institution",
            "institution_display_name",
            "institution_icon_logo"
        ]
    );
    assert_eq!(told[0]["data"]["consent_id"], consent["id"]);
    assert_eq!(told[0]["data"]["action"], "renew");
}

async fn a_consent_outlives_its_link(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let (link, consent) = linked(&client).await;
    let deleted = client.delete(&format!("/api/links/{link}/")).await;
    assert_eq!(deleted.status, 204, "{}", deleted.text);
    client
        .delete(&format!("/api/links/{link}/"))
        .await
        .refused(404, "not_found", None);
    let left = &consents(&client, CPF).await[0];
    assert_eq!(
        (&left["id"], &left["status"]),
        (&consent["id"], &json!("REJECTED"))
    );
    assert_eq!(left["link_id"], link.as_str());
    let path = format!(
        "/sandbox/consents/{}/renew/",
        consent["id"].as_str().unwrap()
    );
    let renewed = client.post(&path, json!({})).await;
    renewed.refused(400, "invalid", Some("status"));
    let (second, given) = linked(&client).await;
    assert_ne!((second, &given["id"]), (link, &consent["id"]));
}

async fn advance(client: &Client, by: &str) {
    let body = json!({ "by": by });
    let moved = client.post("/sandbox/clock/advance/", body).await;
    assert_eq!(moved.json()["complete"], true, "{}", moved.text);
}

fn codes(told: &[Value]) -> Vec<&str> {
    told.iter()
        .map(|event| event["webhook_code"].as_str().unwrap())
        .collect()
}

async fn a_consent_runs_out_in_its_time(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let (link, consent) = linked(&client).await;
    act(
        &client,
        &consent,
        "renew",
        json!({ "consent_duration": 92 }),
    )
    .await;
    advance(&client, "91d").await;
    let consent = &consents(&client, CPF).await[0];
    assert_eq!(consent["status"], "AUTHORISED");
    assert_eq!(link_status(&client, &link).await, "valid");
    advance(&client, "1d").await;
    let consent = &consents(&client, CPF).await[0];
    assert_eq!(consent["status"], "EXPIRED");
    assert_eq!(link_status(&client, &link).await, "invalid");
    advance(&client, "30d").await;
    let told = told(&server, "acme").await;
    assert_eq!(
        codes(&told),
        [
            "openfinance_consent_expiration_changed",
            "openfinance_consent_about_to_expire",
            "openfinance_consent_expired"
        ]
    );
    assert_eq!(
        told[1]["data"]["consent_due_date"],
        "2026-06-10T15:00:00.000Z"
    );
}

async fn a_reminder_can_be_switched_off(database: TestDatabase) {
    let silent = Settings {
        consent_reminders: false,
        ..Settings::default()
    };
    let server = TestServer::start_with(database, silent).await;
    let client = server.client("acme").await;
    let (_, consent) = linked(&client).await;
    act(
        &client,
        &consent,
        "renew",
        json!({ "consent_duration": 92 }),
    )
    .await;
    advance(&client, "92d").await;
    let told = told(&server, "acme").await;
    assert_eq!(
        codes(&told),
        [
            "openfinance_consent_expiration_changed",
            "openfinance_consent_expired"
        ]
    );
}

async fn a_consent_without_an_end_does_not_run_out(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let body = json!({ "institution": BANK, "username": CPF, "access_mode": "single" });
    assert_eq!(client.post("/api/links/", body).await.status, 201);
    let consent = consents(&client, CPF).await[0].clone();
    let endless = json!({ "undefined_consent_expiration": true });
    act(&client, &consent, "renew", endless).await;
    advance(&client, "1000d").await;
    assert_eq!(consents(&client, CPF).await[0]["status"], "AUTHORISED");
}

async fn what_is_over_is_not_read_before_anybody_marks_it(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let (link, _) = linked(&client).await;
    let server = server.at(OVER).await;
    let client = client.through(server.router.clone());
    for _ in 0..2 {
        let read = client.post("/api/accounts/", json!({ "link": link })).await;
        read.refused(400, "invalid_link", None);
    }
    assert_eq!(consents(&client, CPF).await[0]["status"], "EXPIRED");
    assert_eq!(link_status(&client, &link).await, "invalid");
    assert_eq!(told(&server, "acme").await.len(), 1, "told once");
}

async fn single_links_tell_nothing(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let body = json!({ "institution": BANK, "username": CPF, "access_mode": "single" });
    let link = client.post("/api/links/", body).await.json();
    let consent = consents(&client, CPF).await[0].clone();
    assert_eq!(
        act(&client, &consent, "expire", json!({})).await["status"],
        "EXPIRED"
    );
    assert_eq!(
        link_status(&client, link["id"].as_str().unwrap()).await,
        "invalid"
    );
    assert!(told(&server, "acme").await.is_empty());
}

async fn new_credentials_give_a_new_consent(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let (link, consent) = linked(&client).await;
    let path = format!("/api/links/{link}/");
    let update = || client.put(&path, json!({ "password": "full" }));
    assert_eq!(update().await.status, 200);
    assert_eq!(
        consents(&client, CPF).await,
        std::slice::from_ref(&consent),
        "nothing was over"
    );
    act(&client, &consent, "expire", json!({})).await;
    assert_eq!(update().await.json()["status"], "valid");
    assert_eq!(consents(&client, CPF).await[0]["status"], "AUTHORISED");
    act(&client, &consent, "revoke", json!({})).await;
    assert_eq!(update().await.json()["status"], "valid");
    let both = consents(&client, CPF).await;
    let status: Vec<_> = both.iter().map(|consent| &consent["status"]).collect();
    assert_eq!(status, ["AUTHORISED", "REJECTED"]);
}

async fn consents_belong_to_their_organisation(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let (_, consent) = linked(&client).await;
    let neighbour = server.client("neighbour").await;
    assert!(consents(&neighbour, CPF).await.is_empty());
    let id = consent["id"].as_str().unwrap();
    let path = format!("/api/consents/{id}/");
    neighbour.get(&path).await.refused(404, "not_found", None);
    for what in ["renew", "revoke", "expire"] {
        let path = format!("/sandbox/consents/{id}/{what}/");
        neighbour
            .post(&path, json!({}))
            .await
            .refused(404, "not_found", None);
    }
    assert_eq!(consents(&client, CPF).await, [consent]);
}
