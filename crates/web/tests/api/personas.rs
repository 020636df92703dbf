//! People whom an organisation describes: taken in, linked, read, and met by nobody else.

use std::path::Path;

use caudal_testing::{TestDatabase, both_engines};
use caudal_web::{App, Features};
use http::Method;
use serde_json::{Value, json};

use crate::server::{Client, Reply, TestServer};

both_engines!(
    every_example_is_accepted_linked_and_read,
    described_movements_make_the_balance,
    problems_are_named_by_their_path,
    only_its_organisation_meets_a_persona,
    a_deleted_persona_is_refused_and_may_come_back,
    a_wrong_password_is_refused,
    limits_are_kept,
    only_a_sandbox_has_personas
);

const PATH: &str = "/sandbox/personas/";

/// The ready descriptions that the repository ships.
fn examples() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/personas");
    let mut found: Vec<(String, Value)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, serde_json::from_str(&text).unwrap())
        })
        .collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

async fn describe(client: &Client, description: &Value) -> Value {
    let reply = client.post(PATH, description.clone()).await;
    assert_eq!(reply.status, 201, "{}", reply.text);
    reply.json()
}

/// Registers a link at the first institution of a group of credentials.
async fn link_with(client: &Client, credentials: &Value) -> Reply {
    let mut body = credentials.clone();
    let keys = body.as_object_mut().unwrap();
    let institutions = keys.remove("institutions").unwrap();
    keys.insert("institution".to_owned(), institutions[0].clone());
    client.post("/api/links/", body).await
}

fn of_bank(persona: &Value) -> Value {
    let all = persona["credentials"].as_array().unwrap();
    let fits = |one: &&Value| one["username"] == persona["username"];
    // Where banks want documents, as in Chile, no institution knows the username.
    all.iter().find(fits).unwrap_or(&all[0]).clone()
}

async fn every_example_is_accepted_linked_and_read(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let examples = examples();
    assert!(examples.len() >= 10);
    for (name, description) in &examples {
        let persona = describe(&client, description).await;
        assert_eq!(persona["description"], *description);
        let credentials = persona["credentials"].as_array().unwrap();
        let places = |one: &Value| one["institutions"].as_array().unwrap().len();
        let places: usize = credentials.iter().map(places).sum();
        assert!(places > 3, "{name} is known in few places");
        for one in credentials {
            let reply = link_with(&client, one).await;
            let link = match name.as_str() {
                "locked-out" => {
                    reply.refused(400, "login_error", None);
                    continue;
                }
                "bank-down" => {
                    reply.refused(400, "institution_down", None);
                    continue;
                }
                "two-factor" => {
                    reply.refused(428, "token_required", None);
                    let asked = reply.json();
                    assert_eq!(asked[0]["token_generation_data"]["type"], "numeric");
                    let body = json!({ "session": asked[0]["session"], "token": "111111" });
                    client.patch("/api/links/", body).await.json()
                }
                _ => reply.json(),
            };
            assert_eq!(link["status"], "valid", "{name} {one}: {link}");
            let id = link["id"].as_str().unwrap();
            let owners = client
                .get(&format!("/api/owners/?link={id}"))
                .await
                .results();
            // Companies of Open Finance are shown under other keys.
            let shown = owners
                .first()
                .and_then(|owner| owner["display_name"].as_str());
            if let Some(shown) = shown {
                assert_eq!(shown, persona["display_name"], "{name}");
            }
            if *one == of_bank(&persona) {
                for list in ["accounts", "transactions"] {
                    let found = client.get(&format!("/api/{list}/?link={id}")).await;
                    assert!(!found.results().is_empty(), "{name} has no {list}");
                }
            }
        }
    }
    let listed = client.get(PATH).await;
    assert_eq!(listed.json()["count"], examples.len());
}

async fn described_movements_make_the_balance(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let (_, description) = examples()
        .into_iter()
        .find(|(name, _)| name == "exact-books")
        .unwrap();
    let persona = describe(&client, &description).await;
    assert_eq!(persona["display_name"], "Elena Prieto Luna");
    let link = link_with(&client, &of_bank(&persona)).await.json();
    let id = link["id"].as_str().unwrap();
    let accounts = client.get(&format!("/api/accounts/?link={id}")).await;
    let balances: Vec<String> = accounts
        .results()
        .iter()
        .map(|account| account["balance"]["current"].to_string())
        .collect();
    assert_eq!(balances.len(), 2, "{balances:?}");
    assert!(balances.contains(&"750.6".to_owned()), "{balances:?}");
    let rows = client
        .get(&format!("/api/transactions/?link={id}"))
        .await
        .results();
    assert_eq!(rows.len(), 4);
    let cinema = rows
        .iter()
        .find(|row| row["description"] == "CINE LA PERLA");
    let cinema = cinema.unwrap();
    assert_eq!(cinema["category"], "Online Platforms & Leisure");
    assert_eq!(cinema["merchant"]["merchant_name"], "Cine La Perla");
}

async fn problems_are_named_by_their_path(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let body = json!({
        "username": "a b", "country": "AR", "colour": "red",
        "accounts": [{ "kind": "checking" }, { "kind": "savings", "opening_balance": "much" }],
    });
    let reply = client.post(PATH, body).await;
    assert_eq!(reply.status, 400);
    let named: Vec<Value> = reply
        .json()
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["field"].clone())
        .collect();
    let expected = [
        "username",
        "country",
        "accounts[1].opening_balance",
        "colour",
    ];
    assert_eq!(named, expected);
    for body in ["[]", "7", "null"] {
        let reply = client.post(PATH, serde_json::from_str(body).unwrap()).await;
        reply.refused(400, "invalid", Some("non_field_errors"));
    }
    assert_eq!(client.get(PATH).await.json()["count"], 0);
}

async fn only_its_organisation_meets_a_persona(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let (ours, theirs) = (server.client("ours").await, server.client("theirs").await);
    let description = json!({ "username": "ana", "country": "BR", "first_name": "Anacleta" });
    let persona = describe(&ours, &description).await;
    let one = format!("{PATH}{}/", persona["id"].as_str().unwrap());
    for method in [Method::GET, Method::DELETE] {
        theirs
            .call(method, &one, None)
            .await
            .refused(404, "not_found", None);
    }
    assert_eq!(theirs.get(PATH).await.json()["count"], 0);
    let read = ours.get(&one).await.json();
    assert_eq!(read, persona);
    let credentials = of_bank(&persona);
    let mut names = Vec::new();
    for client in [&ours, &theirs] {
        let link = link_with(client, &credentials).await.json();
        let id = link["id"].as_str().unwrap();
        let owners = client.get(&format!("/api/owners/?link={id}")).await;
        names.push(owners.results()[0]["display_name"].clone());
    }
    assert_eq!(names[0], persona["display_name"]);
    assert_ne!(names[0], names[1], "the stranger meets somebody else");
    describe(&theirs, &description).await;
    server
        .stranger()
        .get(PATH)
        .await
        .refused(401, "authentication_failed", None);
}

async fn a_deleted_persona_is_refused_and_may_come_back(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let description = json!({ "username": "ana", "country": "BR" });
    let persona = describe(&client, &description).await;
    let credentials = of_bank(&persona);
    let link = link_with(&client, &credentials).await.json();
    let again = client.post(PATH, description.clone()).await;
    again.refused(400, "invalid", Some("username"));
    let one = format!("{PATH}{}/", persona["id"].as_str().unwrap());
    assert_eq!(client.delete(&one).await.status, 204);
    client.get(&one).await.refused(404, "not_found", None);
    client.delete(&one).await.refused(404, "not_found", None);
    link_with(&client, &credentials)
        .await
        .refused(400, "login_error", None);
    let body = json!({ "link": link["id"] });
    client
        .post("/api/accounts/", body.clone())
        .await
        .refused(400, "login_error", None);
    let kept = format!("/api/accounts/?link={}", link["id"].as_str().unwrap());
    assert!(
        !client.get(&kept).await.results().is_empty(),
        "what was read stays"
    );
    describe(&client, &description).await;
    assert_eq!(client.post("/api/accounts/", body).await.status, 201);
}

async fn a_wrong_password_is_refused(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let description = json!({ "username": "ana", "country": "BR", "password": "Secret0123" });
    let persona = describe(&client, &description).await;
    let mut credentials = of_bank(&persona);
    assert_eq!(credentials["password"], "Secret0123");
    assert_eq!(link_with(&client, &credentials).await.status, 201);
    credentials["password"] = "Secret0124".into();
    link_with(&client, &credentials)
        .await
        .refused(400, "login_error", None);
}

async fn limits_are_kept(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let movement =
        json!({ "date": "2025-01-01", "amount": 1, "type": "INFLOW", "description": "x" });
    let with = |username: &str, count: usize| json!({ "username": username, "country": "BR", "transactions": vec![movement.clone(); count] });
    let reply = client.post(PATH, with("many", 501)).await;
    reply.refused(400, "invalid", Some("transactions"));
    describe(&client, &with("some", 500)).await;
    for (name, count) in [("accounts", 7), ("cards", 5), ("loans", 7)] {
        let body = json!({ "username": "x", "country": "BR", name: vec![json!({}); count] });
        let reply = client.post(PATH, body).await;
        reply.refused(400, "invalid", Some(name));
    }
}

async fn only_a_sandbox_has_personas(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let app = App::new(
        server.engine.clone(),
        server.journal(),
        Features::default(),
        None,
    );
    let elsewhere = client.through(caudal_web::router(app));
    elsewhere.get(PATH).await.refused(404, "not_found", None);
    let body = json!({ "username": "ana", "country": "BR" });
    elsewhere
        .post(PATH, body)
        .await
        .refused(404, "not_found", None);
    for path in [PATH, PATH.trim_end_matches('/')] {
        assert_eq!(client.get(path).await.status, 200);
    }
}
