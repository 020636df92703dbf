//! Clients that do nothing, or not enough, on real sockets.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use caudal_web::{Limits, Server};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

const REQUEST: &[u8] = b"GET /ok HTTP/1.1\r\nHost: caudal.test\r\nConnection: close\r\n\r\n";
/// Long enough for whatever is waited for on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

fn limits() -> Limits {
    Limits {
        connections_max: 1,
        head_time_max: Duration::from_millis(300),
        write_time_max: Duration::from_millis(300),
        stop_time_max: Duration::from_millis(300),
    }
}

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<()>,
}

impl Running {
    async fn start(limits: Limits) -> Self {
        let router = Router::new()
            .route("/ok", get(async || "fine"))
            .route("/endless", get(std::future::pending::<&'static str>))
            .route("/large", get(async || "x".repeat(64 * 1024 * 1024)));
        let server = Server::bind("127.0.0.1:0", limits).await.unwrap();
        let address = server.address().unwrap();
        let (stop, stopped) = oneshot::channel();
        let serving = tokio::spawn(server.serve(router, async {
            let _ = stopped.await;
        }));
        Self {
            address,
            stop,
            serving,
        }
    }

    async fn connect(&self, first: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(first).await.unwrap();
        stream
    }

    async fn answers(&self) {
        let mut stream = self.connect(REQUEST).await;
        let mut text = String::new();
        let reading = stream.read_to_string(&mut text);
        let read = tokio::time::timeout(PATIENCE, reading).await;
        read.expect("an answer in time").unwrap();
        assert!(text.ends_with("fine"), "{text}");
    }

    async fn stops(self) {
        self.stop.send(()).unwrap();
        let stopped = tokio::time::timeout(PATIENCE, self.serving).await;
        stopped.expect("a stop in time").unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn silence_holds_no_connection() {
    let server = Running::start(limits()).await;
    // With one place in all, the next client is served only if these are sent away: nothing said,
    // half of what HTTP/2 begins with, half a head, and a second request that never comes.
    for first in [
        &b""[..],
        b"PRI * HTTP/2.0\r\n",
        b"GET /ok HTTP/1.1\r\nHost: caudal",
        b"GET /ok HTTP/1.1\r\nHost: caudal.test\r\n\r\n",
    ] {
        let silent = server.connect(first).await;
        server.answers().await;
        drop(silent);
    }
    server.stops().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_does_not_read_holds_no_connection() {
    let server = Running::start(limits()).await;
    let deaf = server
        .connect(b"GET /large HTTP/1.1\r\nHost: caudal.test\r\n\r\n")
        .await;
    server.answers().await;
    drop(deaf);
    server.stops().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_server_still_stops_in_time() {
    let server = Running::start(limits()).await;
    let endless = server
        .connect(b"GET /endless HTTP/1.1\r\nHost: caudal.test\r\n\r\n")
        .await;
    let waiting = server.connect(REQUEST).await;
    server.stops().await;
    drop((endless, waiting));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_filter_fits_into_a_head() {
    let server = Running::start(limits()).await;
    let ids = "0d3ffb69-f83b-456e-ad8e-208d0998d71d,".repeat(1_000);
    let request =
        format!("GET /ok?id__in={ids} HTTP/1.1\r\nHost: caudal.test\r\nConnection: close\r\n\r\n");
    let mut stream = server.connect(request.as_bytes()).await;
    let mut text = String::new();
    stream.read_to_string(&mut text).await.unwrap();
    assert!(text.ends_with("fine"), "{text}");
    let request = format!(
        "GET /ok HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n",
        "x".repeat(300_000)
    );
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    let _ = stream.write_all(request.as_bytes()).await;
    let mut status = [0; 12];
    if stream.read_exact(&mut status).await.is_ok() {
        assert_eq!(&status, b"HTTP/1.1 431");
    }
    server.stops().await;
}
