//! Requests that leave: what is dialled is what was let through, and an answer ends in time.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets what it does not expect has failed"
)]

use std::io;
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use caudal_connect::outbound::Resolve;
use caudal_connect::{Answered, Outbound, OutboundError, Outgoing, Reach, SystemResolver};
use http::{HeaderMap, HeaderValue, Method};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// A resolver that gives these answers one after the other, and the last one again and again.
struct Told {
    answers: Vec<Vec<IpAddr>>,
    asked: AtomicUsize,
}

impl Told {
    fn new(answers: &[&[&str]]) -> Arc<Self> {
        let read = |one: &&[&str]| one.iter().map(|text| text.parse().unwrap()).collect();
        let answers = answers.iter().map(read).collect();
        Arc::new(Self {
            answers,
            asked: AtomicUsize::new(0),
        })
    }
}

#[async_trait]
impl Resolve for Told {
    async fn resolve(&self, _: &str) -> io::Result<Vec<IpAddr>> {
        let number = self.asked.fetch_add(1, Ordering::SeqCst);
        Ok(self.answers[number.min(self.answers.len() - 1)].clone())
    }
}

/// A receiver that gives every connection this answer; what it was sent is kept.
struct Receiver {
    port: u16,
    received: Arc<Mutex<Vec<String>>>,
}

impl Receiver {
    async fn start(answer: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let received = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&received);
        tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut buffer = vec![0; 4_096];
                let length = stream.read(&mut buffer).await.unwrap();
                kept.lock()
                    .unwrap()
                    .push(String::from_utf8_lossy(&buffer[..length]).into_owned());
                stream.write_all(answer.as_bytes()).await.unwrap();
                if answer.is_empty() {
                    tokio::spawn(async move {
                        let _held_open = stream;
                        std::future::pending::<()>().await;
                    });
                }
            }
        });
        Self { port, received }
    }

    fn received(&self) -> Vec<String> {
        self.received.lock().unwrap().clone()
    }
}

fn client(reach: Reach, resolver: Arc<dyn Resolve>) -> Outbound {
    Outbound::new(reach, resolver)
}

async fn send(client: &Outbound, url: String) -> Result<Answered, OutboundError> {
    let mut headers = HeaderMap::new();
    headers.insert("x-test", HeaderValue::from_static("yes"));
    let sending = client.send(Outgoing {
        method: Method::POST,
        url,
        headers,
        body: "{\"a\":1}".into(),
        time_max: Duration::from_millis(700),
        answer_bytes_max: 10,
    });
    sending.await
}

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\nconnection: close\r\n\r\nhello";

#[tokio::test]
async fn a_request_arrives_and_its_answer_is_read() {
    let receiver = Receiver::start(OK).await;
    let client = client(Reach::PublicAndLoopback, Arc::new(SystemResolver));
    let answer = send(
        &client,
        format!("http://127.0.0.1:{}/hook?a=b", receiver.port),
    )
    .await
    .unwrap();
    assert_eq!(
        (answer.status, answer.body.as_slice(), answer.whole),
        (200, &b"hello"[..], true)
    );
    let received = receiver.received().concat();
    assert!(
        received.starts_with("POST /hook?a=b HTTP/1.1\r\n"),
        "{received}"
    );
    assert!(
        received.contains("x-test: yes") && received.ends_with("{\"a\":1}"),
        "{received}"
    );
    assert!(
        received.contains(&format!("host: 127.0.0.1:{}", receiver.port)),
        "{received}"
    );
}

#[tokio::test]
async fn only_the_allowed_ones_of_a_names_addresses_are_dialled() {
    let receiver = Receiver::start(OK).await;
    let resolver = Told::new(&[&["10.0.0.1", "169.254.169.254", "fd00::1", "127.0.0.1"]]);
    let client = client(Reach::PublicAndLoopback, resolver);
    let url = format!("http://hooks.example.com:{}/", receiver.port);
    assert_eq!(send(&client, url).await.unwrap().status, 200);
}

#[tokio::test]
async fn a_name_that_turns_inwards_after_the_check_is_not_dialled() {
    let receiver = Receiver::start(OK).await;
    let resolver = Told::new(&[&["8.8.8.8"], &["127.0.0.1"]]);
    let client = client(Reach::Public, resolver);
    let url = format!("https://hooks.example.com:{}/", receiver.port);
    assert_eq!(
        client.check(&url).await,
        Ok(()),
        "it was public when it was checked"
    );
    assert_eq!(send(&client, url).await, Err(OutboundError::Forbidden));
    assert!(receiver.received().is_empty());
}

#[tokio::test]
async fn a_name_that_leads_inwards_is_refused_when_it_is_checked() {
    let check = async |reach, answer: &[&str]| {
        client(reach, Told::new(&[answer]))
            .check("https://hooks.example.com/")
            .await
    };
    for inside in [
        "10.0.0.1",
        "::ffff:10.0.0.1",
        "169.254.169.254",
        "64:ff9b::a00:1",
    ] {
        assert_eq!(
            check(Reach::PublicAndLoopback, &[inside]).await,
            Err(OutboundError::Forbidden)
        );
    }
    assert_eq!(
        check(Reach::Public, &["127.0.0.1"]).await,
        Err(OutboundError::Forbidden)
    );
    assert_eq!(
        check(Reach::PublicAndLoopback, &["127.0.0.1"]).await,
        Ok(())
    );
    assert_eq!(check(Reach::Anywhere, &["10.0.0.1"]).await, Ok(()));
    assert_eq!(
        check(Reach::Public, &[]).await,
        Ok(()),
        "it may be known one day"
    );
}

#[tokio::test]
async fn redirects_are_answers_and_not_followed() {
    let other = Receiver::start(OK).await;
    let location = format!("http://127.0.0.1:{}/other", other.port);
    let answer = format!(
        "HTTP/1.1 307 Temporary Redirect\r\nlocation: {location}\r\nretry-after: 7\r\n\
         content-length: 0\r\nconnection: close\r\n\r\n"
    );
    let receiver = Receiver::start(answer.leak()).await;
    let client = client(Reach::PublicAndLoopback, Arc::new(SystemResolver));
    let answer = send(&client, format!("http://127.0.0.1:{}/", receiver.port))
        .await
        .unwrap();
    assert_eq!(
        (answer.status, answer.retry_after.as_deref()),
        (307, Some("7"))
    );
    assert!(other.received().is_empty());
}

#[tokio::test]
async fn only_the_beginning_of_an_answer_is_read() {
    let long =
        "HTTP/1.1 500 Oh\r\ncontent-length: 20\r\nconnection: close\r\n\r\n01234567890123456789";
    let receiver = Receiver::start(long).await;
    let client = client(Reach::PublicAndLoopback, Arc::new(SystemResolver));
    let answer = send(&client, format!("http://127.0.0.1:{}/", receiver.port))
        .await
        .unwrap();
    assert_eq!(
        (answer.body.as_slice(), answer.whole),
        (&b"0123456789"[..], false)
    );
}

#[tokio::test]
async fn silence_nonsense_and_closed_doors_are_told_apart() {
    let client = client(Reach::PublicAndLoopback, Arc::new(SystemResolver));
    let silent = Receiver::start("").await;
    let url = format!("http://127.0.0.1:{}/", silent.port);
    assert_eq!(send(&client, url).await, Err(OutboundError::Late));
    let nonsense = Receiver::start("SSH-2.0-OpenSSH_9.9\r\n\r\n").await;
    let url = format!("http://127.0.0.1:{}/", nonsense.port);
    assert!(matches!(
        send(&client, url).await,
        Err(OutboundError::Broken(_))
    ));
    let url = format!("https://127.0.0.1:{}/", nonsense.port);
    assert!(matches!(
        send(&client, url).await,
        Err(OutboundError::Unencrypted(_))
    ));
    let free = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let url = format!("http://127.0.0.1:{free}/");
    assert!(matches!(
        send(&client, url).await,
        Err(OutboundError::Unreachable(_))
    ));
}
