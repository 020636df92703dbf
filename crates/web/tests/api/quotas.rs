//! The calls that Open Finance Brasil grants in a month.

use caudal_engine::Settings;
use caudal_testing::{TestDatabase, both_engines};
use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::server::{Client, Reply, TestServer};

both_engines!(
    the_ninth_reading_of_a_month_is_refused,
    recent_movements_have_calls_of_their_own,
    links_of_one_holder_share_their_calls,
    what_is_left_is_loaded_all_the_same,
    calls_that_come_at_once_stay_within_the_limit,
    calls_can_be_free,
    other_institutions_count_nothing,
);

const BANK: &str = "ofmockbank_br_retail";
const CPF: &str = "76109277673";

/// A link that has used no calls yet.
async fn linked(client: &Client, institution: &str, username: &str) -> String {
    let body = json!({
        "institution": institution, "username": username, "access_mode": "single",
    });
    let link = client.post("/api/links/", body).await;
    assert_eq!(link.status, 201, "{}", link.text);
    link.json()["id"].as_str().unwrap().to_owned()
}

async fn read(client: &Client, path: &str, link: &str) -> Reply {
    client.post(path, json!({ "link": link })).await
}

async fn movements(client: &Client, link: &str, from: &str) -> Reply {
    let body = json!({ "link": link, "date_from": from, "date_to": "2026-03-10" });
    client.post("/api/transactions/", body).await
}

#[track_caller]
fn used_up(reply: &Reply) {
    reply.refused(400, "operational_limits_reached", None);
}

async fn the_ninth_reading_of_a_month_is_refused(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = linked(&client, BANK, CPF).await;
    for _ in 0..8 {
        let reply = read(&client, "/api/accounts/", &link).await;
        assert_eq!(reply.status, 201, "{}", reply.text);
    }
    used_up(&read(&client, "/api/accounts/", &link).await);
    assert_eq!(read(&client, "/api/owners/", &link).await.status, 201);
    let stranger = linked(&client, BANK, "52998224725").await;
    assert_eq!(read(&client, "/api/accounts/", &stranger).await.status, 201);
    let neighbour = server.client("neighbour").await;
    let theirs = linked(&neighbour, BANK, CPF).await;
    assert_eq!(
        read(&neighbour, "/api/accounts/", &theirs).await.status,
        201
    );
    let server = server.at("2026-04-01T03:00:00Z").await;
    let client = client.through(server.router.clone());
    assert_eq!(read(&client, "/api/accounts/", &link).await.status, 201);
}

async fn recent_movements_have_calls_of_their_own(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = linked(&client, BANK, CPF).await;
    for _ in 0..8 {
        let reply = movements(&client, &link, "2026-03-01").await;
        assert_eq!(reply.status, 201, "{}", reply.text);
    }
    used_up(&movements(&client, &link, "2026-03-01").await);
    used_up(&movements(&client, &link, "2026-03-04").await);
    let recent = movements(&client, &link, "2026-03-05").await;
    assert_eq!(recent.status, 201, "{}", recent.text);
}

async fn links_of_one_holder_share_their_calls(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let (one, two) = (
        linked(&client, BANK, CPF).await,
        linked(&client, BANK, CPF).await,
    );
    for link in [&one, &two].iter().cycle().take(8) {
        assert_eq!(read(&client, "/api/owners/", link).await.status, 201);
    }
    used_up(&read(&client, "/api/owners/", &one).await);
    used_up(&read(&client, "/api/owners/", &two).await);
}

async fn what_is_left_is_loaded_all_the_same(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let spent = linked(&client, BANK, CPF).await;
    for _ in 0..8 {
        assert_eq!(read(&client, "/api/owners/", &spent).await.status, 201);
    }
    let link = client.link(BANK, CPF, "full").await;
    let count = async |path: &str| {
        let listed = client.get(&format!("{path}?link={link}")).await;
        listed.json()["count"].as_u64().unwrap()
    };
    assert_eq!(count("/api/owners/").await, 0);
    assert!(count("/api/accounts/").await > 0);
    for _ in 0..7 {
        assert_eq!(read(&client, "/api/accounts/", &spent).await.status, 201);
    }
    let link: Value = client.link(BANK, CPF, "full").await.into();
    for path in ["/api/accounts/", "/api/transactions/", "/api/bills/"] {
        let path = format!("{path}?link={}", link.as_str().unwrap());
        let listed = client.get(&path).await.json();
        assert_eq!(
            listed["count"], 0,
            "{path} would refer to accounts that are not there"
        );
    }
}

async fn calls_that_come_at_once_stay_within_the_limit(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let links = [
        linked(&client, BANK, CPF).await,
        linked(&client, BANK, CPF).await,
    ];
    let reading = (0..12).map(|turn| read(&client, "/api/owners/", &links[turn % 2]));
    let replies = join_all(reading).await;
    let granted = replies.iter().filter(|reply| reply.status == 201).count();
    assert_eq!(granted, 8);
    for reply in replies.iter().filter(|reply| reply.status != 201) {
        used_up(reply);
    }
}

async fn calls_can_be_free(database: TestDatabase) {
    let settings = Settings {
        operational_limits: false,
        ..Settings::default()
    };
    let server = TestServer::start_with(database, settings).await;
    let client = server.client("acme").await;
    let link = linked(&client, BANK, CPF).await;
    for _ in 0..9 {
        assert_eq!(read(&client, "/api/owners/", &link).await.status, 201);
    }
}

async fn other_institutions_count_nothing(database: TestDatabase) {
    let server = TestServer::start(database).await;
    let client = server.client("acme").await;
    let link = linked(&client, "erebor_br_retail", "bnk102").await;
    for _ in 0..9 {
        assert_eq!(read(&client, "/api/owners/", &link).await.status, 201);
    }
}
