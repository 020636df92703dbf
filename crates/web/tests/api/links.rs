//! Links, from registration to deletion.

use caudal_engine::{DuplicateLinks, Environment, Settings};
use caudal_testing::{TestDatabase, both_engines};
use serde_json::{Value, json};

use crate::server::{NOW, TestServer};

both_engines!(
    a_link_is_made_read_changed_and_deleted,
    what_a_registration_may_not_say,
    single_links_and_storage,
    external_ids_tell_nothing,
    the_same_user_twice,
    open_finance_links,
    new_credentials,
    links_are_filtered,
);

fn registration(more: Value) -> Value {
    let mut body = json!({
        "institution": "erebor_mx_retail", "username": "bnk100", "password": "full",
    });
    if let (Value::Object(body), Value::Object(more)) = (&mut body, more) {
        body.extend(more);
    }
    body
}

async fn a_link_is_made_read_changed_and_deleted(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let made = client
        .post(
            "/api/links/",
            registration(json!({ "external_id": "user-1" })),
        )
        .await;
    assert_eq!(made.status, 201, "{}", made.text);
    let link = made.json();
    assert_eq!(link["status"], "valid");
    assert_eq!(link["access_mode"], "recurrent");
    assert_eq!(link["refresh_rate"], "7d");
    assert_eq!(link["credentials_storage"], "store");
    assert_eq!(link["external_id"], "user-1");
    assert_eq!(link["created_at"], "2026-03-10T15:00:00.000000Z", "{NOW}");
    assert_eq!(link["institution_user_id"].as_str().unwrap().len(), 44);
    let path = format!("/api/links/{}/", link["id"].as_str().unwrap());
    assert_eq!(client.get(&path).await.json(), link);

    let changed = client
        .patch(&path, json!({ "access_mode": "single", "stale_in": "30d" }))
        .await;
    assert_eq!(changed.status, 200, "{}", changed.text);
    assert_eq!(changed.json()["refresh_rate"], Value::Null);
    assert_eq!(changed.json()["stale_in"], "30d");
    let same = client.patch(&path, json!({ "access_mode": null })).await;
    assert_eq!(same.json()["access_mode"], "single");
    let wrong = client
        .patch(&path, json!({ "access_mode": "weekly" }))
        .await;
    wrong.refused(400, "invalid_choice", Some("access_mode"));

    let query = format!("/api/transactions/?link={}", link["id"].as_str().unwrap());
    assert!(client.get(&query).await.json()["count"].as_u64().unwrap() > 100);
    assert_eq!(client.delete(&path).await.status, 204);
    client.get(&path).await.refused(404, "not_found", None);
    client.delete(&path).await.refused(404, "not_found", None);
    assert_eq!(client.get(&query).await.json()["count"], 0);
    assert_eq!(client.get("/api/accounts/").await.json()["count"], 0);
}

async fn what_a_registration_may_not_say(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let refused = async |body: Value, status, code: &str, field: Option<&str>| {
        client
            .post("/api/links/", body)
            .await
            .refused(status, code, field);
    };
    refused(json!({}), 400, "required", Some("institution")).await;
    let unknown = registration(json!({ "institution": "nowhere_mx_retail" }));
    refused(unknown, 400, "does_not_exist", Some("institution")).await;
    let mode = registration(json!({ "access_mode": "often" }));
    refused(mode, 400, "invalid_choice", Some("access_mode")).await;
    let long = registration(json!({ "username": "1234567890abcdefg" }));
    refused(long, 400, "validation_error", None).await;
    let wrong = registration(json!({ "username": "user_invalid", "password": "pass_invalid" }));
    refused(wrong, 400, "login_error", None).await;
    let forgetful = registration(json!({ "credentials_storage": "nostore" }));
    refused(forgetful, 400, "invalid_credentials_storage", None).await;
    let text = registration(json!({ "fetch_resources": "ACCOUNTS" }));
    refused(text, 400, "not_a_list", Some("fetch_resources")).await;
    let fiscal = registration(json!({ "fetch_resources": ["INVOICES"] }));
    refused(fiscal, 400, "invalid", Some("resources")).await;
    assert_eq!(
        client.get("/api/links/").await.json()["count"],
        0,
        "nothing was stored"
    );
}

async fn single_links_and_storage(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let single = registration(json!({ "access_mode": "single" }));
    let link = client.post("/api/links/", single).await.json();
    assert_eq!(link["credentials_storage"], "365d");
    assert_eq!(link["refresh_rate"], Value::Null);
    let of_link = format!("/api/accounts/?link={}", link["id"].as_str().unwrap());
    assert_eq!(
        client.get(&of_link).await.json()["count"],
        0,
        "a single link loads nothing itself"
    );

    let bare = registration(json!({ "access_mode": "single", "credentials_storage": "nostore" }));
    client
        .post("/api/links/", bare)
        .await
        .refused(400, "invalid_fetch_resources", None);
    let once = registration(json!({
        "access_mode": "single", "credentials_storage": "nostore", "fetch_resources": ["ACCOUNTS"],
    }));
    let link = client.post("/api/links/", once).await.json();
    let id = link["id"].as_str().unwrap();
    let accounts = client.get(&format!("/api/accounts/?link={id}")).await;
    assert!(accounts.json()["count"].as_u64().unwrap() >= 5);
    let again = client.post("/api/accounts/", json!({ "link": id })).await;
    again.refused(404, "expired_credentials", None);
    let recurrent = json!({ "access_mode": "recurrent" });
    let switched = client.patch(&format!("/api/links/{id}/"), recurrent).await;
    switched.refused(404, "expired_credentials", None);
}

async fn external_ids_tell_nothing(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    for (given, stored) in [
        (json!("order_17"), json!("order_17")),
        (json!("ana@example.com"), Value::Null),
        (json!("76109277673"), Value::Null),
    ] {
        let body = registration(json!({ "external_id": given, "access_mode": "single" }));
        let made = client.post("/api/links/", body).await;
        assert_eq!(made.status, 201, "{}", made.text);
        assert_eq!(made.json()["external_id"], stored);
    }
    let short = registration(json!({ "external_id": "ab" }));
    client
        .post("/api/links/", short)
        .await
        .refused(400, "min_length", Some("external_id"));
}

async fn the_same_user_twice(database: TestDatabase) {
    let settings = Settings {
        duplicate_links: DuplicateLinks::Refuse,
        repeatable: true,
        ..Settings::default()
    };
    let server = TestServer::start_with(database, settings).await;
    let client = server.client("acme").await;
    let first = client
        .post("/api/links/", registration(json!({})))
        .await
        .json();
    let second = client.post("/api/links/", registration(json!({}))).await;
    second.refused(400, "duplicated", None);
    assert_eq!(
        second.json()[0]["institution_user_id"],
        first["institution_user_id"]
    );
    let elsewhere = server.client("other").await;
    let other = elsewhere.post("/api/links/", registration(json!({}))).await;
    assert_eq!(
        other.status, 201,
        "another organisation's link is no duplicate"
    );
    assert_ne!(
        other.json()["institution_user_id"],
        first["institution_user_id"]
    );
}

async fn open_finance_links(database: TestDatabase) {
    let body = json!({ "institution": "ofmockbank_br_retail", "username": "76109277673" });
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let made = client.post("/api/links/", body.clone()).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let owners = client.get("/api/owners/").await.results();
    assert_eq!(owners[0]["display_name"], "Ralph Bragg");
    let settings = Settings {
        environment: Environment::Production,
        ..Settings::default()
    };
    let production = TestServer::start_with(TestDatabase::sqlite().await, settings).await;
    let refused = production
        .client("acme")
        .await
        .post("/api/links/", body)
        .await;
    refused.refused(403, "access_to_resource_denied", None);
}

async fn new_credentials(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let id = client
        .link("erebor_mx_retail", "user_valid", "pass_valid")
        .await;
    let path = format!("/api/links/{id}/");
    let updated = client.put(&path, json!({ "password": "new_secret" })).await;
    assert_eq!(updated.status, 200, "{}", updated.text);
    assert_eq!(updated.json()["id"], id.as_str());
    client
        .put(
            "/api/links/0d3ffb69-f83b-456e-ad8e-208d0998d71d/",
            json!({ "password": "x" }),
        )
        .await
        .refused(404, "not_found", None);
    assert!(!updated.text.contains("new_secret"));
}

async fn links_are_filtered(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    for (institution, mode) in [
        ("erebor_mx_retail", "single"),
        ("gringotts_br_retail", "recurrent"),
    ] {
        let body = registration(json!({ "institution": institution, "access_mode": mode }));
        assert_eq!(client.post("/api/links/", body).await.status, 201);
    }
    let count = async |query: &str| {
        let reply = client.get(&format!("/api/links/?{query}")).await;
        reply.json()["count"]
            .as_u64()
            .unwrap_or_else(|| panic!("{}", reply.text))
    };
    assert_eq!(count("").await, 2);
    assert_eq!(count("access_mode=single").await, 1);
    assert_eq!(
        count("institution__in=erebor_mx_retail,gringotts_br_retail").await,
        2
    );
    assert_eq!(count("refresh_rate=null").await, 1);
    assert_eq!(count("refresh_rate=7d").await, 1);
    assert_eq!(count("status=valid&created_at=2026-03-10").await, 2);
    assert_eq!(count("created_at__lt=2026-03-10").await, 0);
    assert_eq!(
        count("created_by__not_in=0d3ffb69-f83b-456e-ad8e-208d0998d71d").await,
        2
    );
    client
        .get("/api/links/?created_at=tuesday")
        .await
        .refused(400, "invalid", Some("created_at"));
}
