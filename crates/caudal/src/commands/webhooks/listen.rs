//! `caudal webhooks listen`: follows a server's change feed and hands events to a local program.

use std::io::IsTerminal as _;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, bail};
use caudal_connect::{Answered, Chance, Clock, OutboundError, Outgoing};
use caudal_engine::{DELIVERY_TIME_MAX, Signer, new_secret};
use caudal_model::Timestamp;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::arguments::ListenArguments;
use crate::commands::answer;
use crate::commands::server::Server;
use crate::configuration::Configuration;

/// How many seconds one reading of the feed waits for events.
const WAIT_SECONDS: u64 = 20;
/// Events that one reading brings at most.
const LIMIT: u32 = 100;
/// How long to wait before a server that does not answer is asked again.
const PAUSE: Duration = Duration::from_secs(2);
/// How much of a local program's answer is looked at, in bytes.
const ANSWER_BYTES_MAX: usize = 2_048;

/// A stretch of the feed, its events as they came.
#[derive(Deserialize)]
struct Page {
    results: Vec<Box<RawValue>>,
    next_after: i64,
}

/// What listening needs.
struct Listener {
    server: Server,
    forward: Option<(String, Signer)>,
    json: bool,
    coloured: bool,
}

/// Listens until the process is ended.
pub(super) async fn run(
    configuration: &Configuration,
    arguments: ListenArguments,
) -> anyhow::Result<ExitCode> {
    let listener = Listener {
        server: Server::named(configuration, &arguments.server)?,
        forward: forwarding(&arguments)?,
        json: arguments.json,
        coloured: std::io::stdout().is_terminal(),
    };
    let mut after = arguments
        .after
        .map_or("latest".to_owned(), |at| at.to_string());
    // The first reading only finds the place, so that what happens from now on is not missed.
    let mut wait = 0;
    loop {
        match listener.read(&after, wait).await {
            Ok(page) => {
                if wait == 0 {
                    eprintln!(
                        "Listening to {}. Stop with Ctrl-C.",
                        listener.server.address
                    );
                }
                wait = WAIT_SECONDS;
                for event in &page.results {
                    listener.tell(event.get()).await?;
                }
                after = page.next_after.to_string();
            }
            Err(Failed::ForGood(reason)) => bail!(reason),
            Err(Failed::ForNow(reason)) => {
                eprintln!("{reason}; asking again");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Why the feed was not read.
enum Failed {
    ForGood(String),
    ForNow(String),
}

fn forwarding(arguments: &ListenArguments) -> anyhow::Result<Option<(String, Signer)>> {
    let Some(url) = &arguments.forward else {
        return Ok(None);
    };
    let secret = match &arguments.secret {
        Some(secret) => secret.clone(),
        None => {
            let made = new_secret(&Chance::system().bytes()?);
            eprintln!("What is handed on is signed with {made}");
            made
        }
    };
    let signer = Signer::new(&secret).context("--secret must be one that begins with whsec_")?;
    Ok(Some((url.clone(), signer)))
}

impl Listener {
    async fn read(&self, after: &str, wait: u64) -> Result<Page, Failed> {
        let server = &self.server.address;
        let path = format!("/api/events/?after={after}&wait={wait}&limit={LIMIT}");
        let time_max = Duration::from_secs(WAIT_SECONDS + 20);
        let answered = self.server.send(Method::GET, &path, None, time_max).await;
        let answered = answered.map_err(|error| match error {
            OutboundError::Address(_) => Failed::ForGood(format!("{server}: {error}")),
            error => Failed::ForNow(format!("{server}: {error}")),
        })?;
        match answered.status {
            200 => serde_json::from_slice(&answered.body)
                .map_err(|_| Failed::ForGood(format!("{server} is no server with a change feed"))),
            401 => Err(Failed::ForGood(format!("{server} does not know this key"))),
            status if status < 500 => Err(Failed::ForGood(format!("{server} answered {status}"))),
            status => Err(Failed::ForNow(format!("{server} answered {status}"))),
        }
    }

    /// Shows an event, and hands it on where somebody wants it.
    async fn tell(&self, text: &str) -> anyhow::Result<()> {
        let event: Value = serde_json::from_str(text)?;
        let now = Clock::system().now();
        let handed_on = match &self.forward {
            None => String::new(),
            Some((url, signer)) => match self.hand_on(url, signer, &event, text, now).await {
                Ok(answered) => format!("  -> {}", answered.status),
                Err(error) => format!("  -> {error}"),
            },
        };
        if self.json {
            return answer(text);
        }
        answer(&line(&event, now, &handed_on, self.coloured))
    }

    async fn hand_on(
        &self,
        url: &str,
        signer: &Signer,
        event: &Value,
        text: &str,
        now: Timestamp,
    ) -> Result<Answered, OutboundError> {
        let id = word(event, "webhook_id");
        let second = now.0.as_second();
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        for (name, value) in [
            ("webhook-id", id.to_owned()),
            ("webhook-timestamp", second.to_string()),
            ("webhook-signature", signer.sign(id, second, text)),
        ] {
            if let Ok(value) = HeaderValue::try_from(value) {
                headers.insert(HeaderName::from_static(name), value);
            }
        }
        let outgoing = Outgoing {
            method: Method::POST,
            url: url.to_owned(),
            headers,
            body: text.to_owned().into(),
            time_max: DELIVERY_TIME_MAX,
            answer_bytes_max: ANSWER_BYTES_MAX,
        };
        self.server.client.send(outgoing).await
    }
}

/// An event in one line.
fn line(event: &Value, now: Timestamp, handed_on: &str, coloured: bool) -> String {
    let [dim, bold, plain] = if coloured {
        ["\u{1b}[2m", "\u{1b}[1;36m", "\u{1b}[0m"]
    } else {
        [""; 3]
    };
    let (kind, code) = (word(event, "webhook_type"), word(event, "webhook_code"));
    let link = word(event, "link_id");
    let data = event
        .get("data")
        .map(ToString::to_string)
        .unwrap_or_default();
    format!("{dim}{now}{plain}  {bold}{kind} {code}{plain}  {link}  {data}{handed_on}")
}

fn word<'a>(event: &'a Value, key: &str) -> &'a str {
    event.get(key).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_event_is_one_line_and_coloured_only_where_it_is_seen() {
        let event = json!({
            "webhook_type": "ACCOUNTS", "webhook_code": "historical_update",
            "link_id": "7", "data": { "total_accounts": 3 },
        });
        let now: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
        assert_eq!(
            line(&event, now, "  -> 200", false),
            "2026-03-01T12:00:00.000000Z  ACCOUNTS historical_update  7  {\"total_accounts\":3}  -> 200"
        );
        assert!(line(&event, now, "", true).contains("\u{1b}["));
    }
}
