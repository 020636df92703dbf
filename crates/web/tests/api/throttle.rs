//! How often somebody may ask.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use axum::body::Body;
use caudal_testing::{TestDatabase, both_engines};
use caudal_web::{Features, Limits, Server};
use http::{Method, Request};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::oneshot;

use crate::server::{Client, Reply, TestServer};

both_engines!(
    the_sixth_deletion_in_a_minute_is_refused,
    what_is_not_limited_is_deleted_freely,
    a_link_is_deleted_later_without_a_limit,
    an_address_that_asks_too_often_is_turned_away,
);

const LIMITED: Features = Features {
    compression: false,
    deletes_per_minute: 5,
    requests_per_ip: 0,
    metrics: false,
};

async fn ids(client: &Client, path: &str) -> Vec<String> {
    let listed = client.get(&format!("{path}&page_size=10")).await.results();
    let id = |item: &serde_json::Value| item["id"].as_str().unwrap().to_owned();
    listed.iter().map(id).collect()
}

fn throttled(reply: &Reply) {
    reply.refused(429, "throttled", None);
    let wait: u64 = reply.headers["retry-after"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    assert!(
        reply
            .text
            .contains(&format!("Expected available in {wait} seconds."))
    );
}

async fn the_sixth_deletion_in_a_minute_is_refused(database: TestDatabase) {
    let server = TestServer::start(database).await.with(LIMITED).await;
    let client = server.client("acme").await;
    let link = client.link("erebor_mx_retail", "bnk100", "full").await;
    let transactions = ids(&client, &format!("/api/transactions/?link={link}")).await;
    for id in &transactions[..5] {
        let reply = client.delete(&format!("/api/transactions/{id}/")).await;
        assert_eq!(reply.status, 204, "{}", reply.text);
    }
    let sixth = format!("/api/transactions/{}/", transactions[5]);
    throttled(&client.delete(&sixth).await);
    assert_eq!(client.get(&sixth).await.status, 200, "nothing was deleted");
    let account = &ids(&client, "/api/accounts/?").await[0];
    let reply = client.delete(&format!("/api/accounts/{account}/")).await;
    assert_eq!(reply.status, 204, "accounts are counted by themselves");
    let neighbour = server.client("neighbour").await;
    neighbour
        .delete(&sixth)
        .await
        .refused(404, "not_found", None);
}

async fn what_is_not_limited_is_deleted_freely(database: TestDatabase) {
    let server = TestServer::start(database).await.with(LIMITED).await;
    let client = server.client("acme").await;
    for path in ["/api/owners/", "/api/balances/"] {
        for _ in 0..6 {
            let path = format!("{path}{}/", uuid::Uuid::nil());
            client.delete(&path).await.refused(404, "not_found", None);
        }
    }
}

async fn a_link_is_deleted_later_without_a_limit(database: TestDatabase) {
    let server = TestServer::start(database).await.with(LIMITED).await;
    let client = server.client("acme").await;
    let nothing = format!("/api/links/{}/", uuid::Uuid::nil());
    for _ in 0..5 {
        client
            .delete(&nothing)
            .await
            .refused(404, "not_found", None);
    }
    throttled(&client.delete(&nothing).await);
    let link = client.link("erebor_mx_retail", "bnk102", "low").await;
    let later = Request::builder()
        .method(Method::DELETE)
        .uri(format!("/api/links/{link}/"))
        .header("x-belvo-request-mode", "async");
    let reply = client.send(later.body(Body::empty()).unwrap()).await;
    assert_eq!(reply.status, 202, "{}", reply.text);
}

async fn an_address_that_asks_too_often_is_turned_away(database: TestDatabase) {
    let features = Features {
        requests_per_ip: 3,
        ..Features::default()
    };
    let server = TestServer::start(database).await.with(features).await;
    let socket = Server::bind("127.0.0.1:0", Limits::default())
        .await
        .unwrap();
    let address = socket.address().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = tokio::spawn(socket.serve(server.router.clone(), async {
        let _ = stopped.await;
    }));
    for _ in 0..3 {
        assert!(asked(address).await.starts_with("HTTP/1.1 200"));
    }
    let refused = asked(address).await;
    assert!(refused.starts_with("HTTP/1.1 403"), "{refused}");
    assert!(refused.contains("content-type: text/html"), "{refused}");
    assert!(refused.contains("403 Forbidden</h1>"), "{refused}");
    drop(stop);
    serving.await.unwrap();
    assert_eq!(address.ip(), IpAddr::from([127, 0, 0, 1]));
}

async fn asked(address: SocketAddr) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = "GET /healthz HTTP/1.1\r\nHost: caudal.test\r\nConnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut text = String::new();
    let reading = stream.read_to_string(&mut text);
    tokio::time::timeout(Duration::from_secs(20), reading)
        .await
        .unwrap()
        .unwrap();
    text
}
