//! Movements that are added to accounts: found by the next reading, and balances agree with them.

use caudal_engine::{INJECTION_DAYS_MAX, INJECTIONS_MAX};
use caudal_model::Money;
use caudal_testing::{TestDatabase, both_engines};
use serde_json::{Value, json};

use crate::server::{Client, TestServer};

both_engines!(
    a_movement_is_found_corrected_and_taken_back,
    balances_agree_with_movements_to_the_cent,
    every_link_of_the_login_shows_it_and_nobody_else,
    what_is_wrong_with_a_movement_is_named,
    there_are_only_so_many_movements,
);

const PATH: &str = "/sandbox/transactions/";
const BANK: &str = "erebor_br_retail";
const MEXICO: &str = "erebor_mx_retail";

async fn linked(client: &Client, institution: &str) -> String {
    let body = json!({
        "institution": institution, "username": "bnk100", "password": "full",
        "access_mode": "recurrent",
    });
    let link = client.post("/api/links/", body).await;
    assert_eq!(link.status, 201, "{}", link.text);
    link.json()["id"].as_str().unwrap().to_owned()
}

async fn of_category(client: &Client, link: &str, category: &str) -> Value {
    let path = format!("/api/accounts/?link={link}&category={category}");
    client.get(&path).await.results()[0].clone()
}

async fn checking(client: &Client, link: &str) -> Value {
    of_category(client, link, "CHECKING_ACCOUNT").await
}

async fn add(client: &Client, body: Value) -> Value {
    let reply = client.post(PATH, body).await;
    assert_eq!(reply.status, 201, "{}", reply.text);
    reply.json()
}

async fn advance(client: &Client, by: &str) {
    let moved = client
        .post("/sandbox/clock/advance/", json!({ "by": by }))
        .await;
    assert_eq!(moved.status, 200, "{}", moved.text);
}

async fn told(client: &Client, code: &str) -> Vec<Value> {
    let path = format!("/api/events/?limit=1000&webhook_type=TRANSACTIONS&webhook_code={code}");
    client.get(&path).await.results()
}

fn decimal(value: &Value) -> Money {
    value.to_string().parse().unwrap()
}

/// The transaction with the institution's key, where it is stored.
async fn stored(client: &Client, link: &str, key: &Value) -> Option<Value> {
    let path = format!("/api/transactions/?link={link}&page_size=1000");
    let all = client.get(&path).await.results();
    all.into_iter()
        .find(|it| it["internal_identification"] == *key)
}

async fn read(client: &Client, resource: &str, body: Value) -> Vec<Value> {
    let reply = client.post(&format!("/api/{resource}/"), body).await;
    assert!(reply.status.is_success(), "{}", reply.text);
    reply.json().as_array().unwrap().clone()
}

async fn a_movement_is_found_corrected_and_taken_back(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = linked(&client, MEXICO).await;
    // From one refresh to the next: what is added has to lie within what is read again.
    advance(&client, "8d").await;
    let account = checking(&client, &link).await["id"].clone();
    let added = add(
        &client,
        json!({
            "account": account, "amount": 123.45, "type": "OUTFLOW", "description": "Café",
            "category": "Food & Groceries", "status": "PENDING",
        }),
    )
    .await;
    assert_eq!(added["amount"].to_string(), "123.45");
    assert_eq!(client.get(PATH).await.json()["results"], json!([added]));
    let (id, key) = (
        added["id"].as_str().unwrap(),
        &added["internal_identification"],
    );
    let item = format!("{PATH}{id}/");
    assert_eq!(
        stored(&client, &link, key).await,
        None,
        "nobody has looked yet"
    );

    advance(&client, "5d").await;
    advance(&client, "2d").await;
    let shown = stored(&client, &link, key).await.unwrap();
    assert_eq!(shown["description"], "Café");
    assert_eq!(shown["category"], "Food & Groceries");
    assert_eq!(shown["status"], "PENDING");
    assert_eq!(shown["type"], "OUTFLOW");
    assert_eq!(shown["accounting_date"], Value::Null);
    let news = told(&client, "new_transactions_available").await;
    let names = |events: &[Value], key: &str| {
        let ids = events.iter().map(|it| it["data"][key].to_string());
        ids.collect::<String>()
            .contains(shown["id"].as_str().unwrap())
    };
    assert!(names(&news, "new_transaction_ids"));

    let body = json!({ "status": "PROCESSED", "amount": "120.00", "description": "Café da Ana" });
    let corrected = client.patch(&item, body).await;
    assert_eq!(corrected.status, 200, "{}", corrected.text);
    // The last week before the last reading is read again.
    advance(&client, "5d").await;
    advance(&client, "2d").await;
    let again = stored(&client, &link, key).await.unwrap();
    assert_eq!(again["id"], shown["id"], "it is the same one");
    assert_eq!(again["status"], "PROCESSED");
    assert_eq!(decimal(&again["amount"]), Money::from_cents(12_000));
    let updated = told(&client, "transactions_updated").await;
    assert!(names(&updated, "updated_transactions"));

    assert_eq!(client.delete(&item).await.status, 204);
    client.delete(&item).await.refused(404, "not_found", None);
    client
        .patch(&item, json!({}))
        .await
        .refused(404, "not_found", None);
    let body = json!({ "link": link });
    assert_eq!(
        client
            .post(&format!("/api/links/{link}/refresh/"), body)
            .await
            .status,
        202
    );
    advance(&client, "1s").await;
    assert_eq!(stored(&client, &link, key).await, None);
    let deleted = told(&client, "transactions_deleted").await;
    assert!(names(&deleted, "deleted_transactions"));
}

/// What an account's documents say, summed up.
async fn amounts(client: &Client, link: &str, account: &Value, day: &str) -> [Money; 5] {
    let account = account.as_str().unwrap();
    let accounts = read(client, "accounts", json!({ "link": link })).await;
    let mine = accounts.iter().find(|it| it["id"] == account).unwrap();
    let balances = read(client, "br/balances", json!({ "link": link })).await;
    let balance = balances.iter().find(|it| it["account_id"] == account);
    let body = json!({ "link": link, "account": account, "date_from": day, "date_to": day });
    let days = read(client, "balances", body).await;
    assert_eq!(days[0]["account"]["balance"], mine["balance"]);
    let balance = balance.unwrap();
    assert_eq!(balance["blocked"], mine["balance"]["blocked"]);
    [
        decimal(&mine["balance"]["current"]),
        decimal(&mine["balance"]["available"]),
        decimal(&mine["balance"]["blocked"]),
        decimal(&balance["available"]),
        decimal(&days[0]["balance"]),
    ]
}

async fn balances_agree_with_movements_to_the_cent(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    for institution in [BANK, MEXICO] {
        let link = linked(&client, institution).await;
        let account = checking(&client, &link).await["id"].clone();
        let brazil = institution == BANK;
        let (day, before_it) = ("2026-03-05", "2026-03-04");
        let period = json!({
            "link": link, "account": account, "date_from": "2026-02-20", "date_to": "2026-03-10",
        });
        let before = if brazil {
            Some((
                amounts(&client, &link, &account, day).await,
                amounts(&client, &link, &account, before_it).await,
            ))
        } else {
            None
        };
        let transactions = read(&client, "transactions", period.clone()).await;
        for (amount, way, status) in [
            ("1000.07", "INFLOW", "PROCESSED"),
            ("250.01", "OUTFLOW", "PENDING"),
        ] {
            let body = json!({
                "account": account, "amount": amount, "type": way, "status": status,
                "value_date": day,
            });
            add(&client, body).await;
        }
        let (effect, held) = (Money::from_cents(75_006), Money::from_cents(25_001));
        if let Some((on_it, earlier)) = before {
            let now = amounts(&client, &link, &account, day).await;
            let expected = [effect, effect, held, effect, effect];
            for ((now, before), effect) in now.iter().zip(on_it).zip(expected) {
                assert_eq!(*now, before + effect);
            }
            let now = amounts(&client, &link, &account, before_it).await;
            assert_eq!(now[4], earlier[4], "days before it stay as they were");
        }
        let after = read(&client, "transactions", period).await;
        assert_eq!(after.len(), transactions.len() + 2);
        let dates = after.iter().map(|it| it["value_date"].as_str().unwrap());
        assert!(dates.collect::<Vec<_>>().is_sorted(), "the oldest first");
        let mut running: Option<Money> = None;
        for transaction in &after {
            let amount = decimal(&transaction["amount"]);
            let effect = if transaction["type"] == "INFLOW" {
                amount
            } else {
                -amount
            };
            let balance = decimal(&transaction["balance"]);
            if let Some(running) = running {
                assert_eq!(running + effect, balance, "{transaction}");
            }
            running = Some(balance);
        }
        let current = &after[0]["account"]["balance"]["current"];
        assert_eq!(running.unwrap(), decimal(current));
        let one_day = json!({
            "link": link, "account": account, "date_from": day, "date_to": day,
        });
        let narrow = read(&client, "transactions", one_day).await;
        let of_day = after.iter().filter(|it| it["value_date"] == day).count();
        assert_eq!(narrow.len(), of_day);
        let savings = of_category(&client, &link, "SAVINGS_ACCOUNT").await["id"].clone();
        let other = json!({ "link": link, "account": savings, "date_from": day, "date_to": day });
        let other = read(&client, "transactions", other).await;
        assert!(other.iter().all(|it| it["description"] != "SANDBOX"));
    }
}

async fn every_link_of_the_login_shows_it_and_nobody_else(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let (client, neighbour) = (server.client("acme").await, server.client("other").await);
    let first = linked(&client, BANK).await;
    let theirs = linked(&neighbour, BANK).await;
    let account = checking(&client, &first).await["id"].clone();
    let body = json!({ "account": account, "amount": 5, "type": "INFLOW" });
    let reply = neighbour.post(PATH, body.clone()).await;
    reply.refused(400, "does_not_exist", Some("account"));
    let added = add(&client, body).await;
    let key = &added["internal_identification"];
    let second = linked(&client, BANK).await;
    assert!(stored(&client, &second, key).await.is_some());
    let today = json!({ "link": first, "date_from": "2026-03-10", "date_to": "2026-03-10" });
    let found = read(&client, "transactions", today).await;
    assert!(found.iter().any(|it| it["internal_identification"] == *key));
    let today = json!({ "link": theirs, "date_from": "2026-03-10", "date_to": "2026-03-10" });
    let found = read(&neighbour, "transactions", today).await;
    assert!(found.iter().all(|it| it["internal_identification"] != *key));
    assert_eq!(neighbour.get(PATH).await.json()["count"], 0);
    let item = format!("{PATH}{}/", added["id"].as_str().unwrap());
    neighbour
        .delete(&item)
        .await
        .refused(404, "not_found", None);
    let reply = neighbour.patch(&item, json!({ "amount": 1 })).await;
    reply.refused(404, "not_found", None);
    assert_eq!(client.get(PATH).await.json()["results"], json!([added]));
    assert_eq!(client.post("/sandbox/reset/", json!({})).await.status, 200);
    assert_eq!(client.get(PATH).await.json()["count"], 0);
    let link = linked(&client, BANK).await;
    assert_eq!(link, first);
    let body = json!({ "account": account, "amount": 5, "type": "INFLOW" });
    assert_eq!(
        add(&client, body).await["id"],
        added["id"],
        "the same from the beginning"
    );
}

async fn what_is_wrong_with_a_movement_is_named(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = linked(&client, BANK).await;
    let account = checking(&client, &link).await["id"].clone();
    let card = of_category(&client, &link, "CREDIT_CARD").await["id"].clone();
    let right = json!({ "account": account, "amount": 5, "type": "INFLOW" });
    for (key, value, code) in [
        ("account", json!("no"), "invalid"),
        ("account", json!(link), "does_not_exist"),
        ("account", card, "invalid"),
        ("amount", json!(0), "invalid"),
        ("amount", json!(-1), "invalid"),
        ("amount", json!(0.001), "invalid"),
        ("amount", json!(1_000_000_000), "invalid"),
        ("amount", json!("much"), "invalid"),
        ("amount", json!(null), "null"),
        ("type", json!("SIDEWAYS"), "invalid_choice"),
        ("status", json!("UNCATEGORIZED"), "invalid_choice"),
        ("category", json!("Fun"), "invalid_choice"),
        ("description", json!(""), "blank"),
        ("description", json!("x".repeat(201)), "max_length"),
        ("description", json!("a\u{0}b"), "invalid"),
        ("value_date", json!("2026-03-11"), "invalid"),
        ("value_date", json!("2025-03-09"), "invalid"),
        ("value_date", json!("2026-02-30"), "invalid"),
        ("other", json!(1), "invalid"),
    ] {
        let mut body = right.clone();
        body[key] = value;
        client.post(PATH, body).await.refused(400, code, Some(key));
    }
    assert_eq!(INJECTION_DAYS_MAX, 365);
    for day in ["2025-03-10", "2026-03-10"] {
        let mut body = right.clone();
        body["value_date"] = day.into();
        let added = add(&client, body).await;
        let item = format!("{PATH}{}/", added["id"].as_str().unwrap());
        let reply = client.patch(&item, json!({ "amount": 0 })).await;
        reply.refused(400, "invalid", Some("amount"));
        let reply = client
            .patch(&item, json!({ "value_date": "2026-01-01" }))
            .await;
        reply.refused(400, "invalid", Some("value_date"));
        let same = client.patch(&item, json!({})).await;
        assert_eq!(same.json(), added);
    }
    client
        .delete("/sandbox/transactions/x/")
        .await
        .refused(404, "not_found", None);
    server
        .stranger()
        .post(PATH, right)
        .await
        .refused(401, "authentication_failed", None);
}

async fn there_are_only_so_many_movements(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = linked(&client, BANK).await;
    let account = checking(&client, &link).await["id"].clone();
    let body = json!({ "account": account, "amount": 1, "type": "INFLOW" });
    for _ in 0..INJECTIONS_MAX {
        add(&client, body.clone()).await;
    }
    let reply = client.post(PATH, body.clone()).await;
    reply.refused(400, "invalid", Some("account"));
    let listed = client.get(&format!("{PATH}?page_size=1")).await.json();
    assert_eq!(listed["count"], INJECTIONS_MAX);
    let item = format!("{PATH}{}/", listed["results"][0]["id"].as_str().unwrap());
    assert_eq!(client.delete(&item).await.status, 204);
    add(&client, body).await;
}
