//! `caudal explain`: what a request did, and what became of the events it brought about.

use std::process::ExitCode;

use caudal_engine::{EVENTS_DAYS, JOURNAL_DAYS, Step};
use caudal_store::{KeptDelivery, KeptEvent, RequestRecord, Store};
use serde_json::{Value, json};

use crate::assembly::open_store;
use crate::commands::answer;
use crate::configuration::Configuration;

/// Tells what is noted of a request, or of an event and the request behind it.
pub(crate) async fn run(
    configuration: &Configuration,
    id: &str,
    as_json: bool,
) -> anyhow::Result<ExitCode> {
    let store = open_store(configuration).await?;
    let told = told(&store, id).await?;
    let request = told.first().map_or(id, |told| told.request_id());
    let records = store.request(request).await?;
    if records.is_empty() && told.is_empty() {
        eprintln!(
            "Nothing is noted of {id}. Requests that changed something or were refused are kept for \
             {JOURNAL_DAYS} days, events for {EVENTS_DAYS}; successful reads leave no trace."
        );
        return Ok(ExitCode::FAILURE);
    }
    for record in records {
        if as_json {
            answer(&serde_json::to_string_pretty(&record_as_json(&record)?)?)?;
        } else {
            answer(&record_in_words(&record)?)?;
        }
    }
    for told in told {
        if as_json {
            answer(&serde_json::to_string_pretty(&told.as_json())?)?;
        } else {
            answer(&told.in_words())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// An event, and what became of it.
struct Told {
    event: KeptEvent,
    body: Value,
    deliveries: Vec<KeptDelivery>,
}

async fn told(store: &Store, id: &str) -> anyhow::Result<Vec<Told>> {
    let mut told = Vec::new();
    for (organisation, event) in store.events_about(id).await? {
        told.push(Told {
            body: serde_json::from_str(&event.body)?,
            deliveries: store.deliveries(organisation, event.seq).await?,
            event,
        });
    }
    Ok(told)
}

impl Told {
    fn word(&self, key: &str) -> &str {
        self.body
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    fn request_id(&self) -> &str {
        self.word("request_id")
    }

    fn in_words(&self) -> String {
        let mut lines = vec![format!(
            "{} {} was told as {}, at {}",
            self.word("webhook_type"),
            self.word("webhook_code"),
            self.word("webhook_id"),
            self.event.created_at
        )];
        if self.deliveries.is_empty() {
            lines
                .push("  no webhook was there to be told; it stands in the change feed".to_owned());
        }
        for delivery in &self.deliveries {
            let state = delivery.state.as_str();
            lines.push(format!("  {state}: {}", delivery.url));
            for attempt in &delivery.attempts {
                let milliseconds = attempt.duration_us / 1_000;
                let came = match attempt.status {
                    Some(status) => format!("{status} after {milliseconds} ms"),
                    None => format!("no answer after {milliseconds} ms: {}", attempt.answer),
                };
                lines.push(format!("    {}  {came}", attempt.at));
            }
            if let Some(due) = delivery.due_at {
                lines.push(format!("    {due}  next attempt"));
            }
        }
        lines.join("\n")
    }

    fn as_json(&self) -> Value {
        let deliveries = self.deliveries.iter().map(|delivery| {
            let attempts = delivery.attempts.iter().map(|attempt| {
                json!({
                    "at": attempt.at, "status": attempt.status, "answer": attempt.answer,
                    "duration_us": attempt.duration_us,
                })
            });
            json!({
                "url": delivery.url, "state": delivery.state.as_str(), "due_at": delivery.due_at,
                "attempts": attempts.collect::<Vec<_>>(),
            })
        });
        json!({
            "event": self.body, "created_at": self.event.created_at,
            "deliveries": deliveries.collect::<Vec<_>>(),
        })
    }
}

fn record_in_words(record: &RequestRecord) -> anyhow::Result<String> {
    let milliseconds = record.duration_us / 1_000;
    let mut lines = vec![format!(
        "{} {} was answered with {} after {milliseconds} ms, at {}",
        record.method, record.path, record.status, record.at
    )];
    if let Some(link) = record.link {
        lines.push(format!("  about link {link}"));
    }
    let steps: Vec<Step> = serde_json::from_str(&record.steps)?;
    lines.extend(
        steps
            .iter()
            .map(|step| format!("  {}  {}", step.at, step.what)),
    );
    Ok(lines.join("\n"))
}

fn record_as_json(record: &RequestRecord) -> anyhow::Result<Value> {
    let steps: Vec<Step> = serde_json::from_str(&record.steps)?;
    Ok(json!({
        "request_id": record.id, "at": record.at, "method": record.method,
        "path": record.path, "status": record.status, "link": record.link,
        "duration_us": record.duration_us, "steps": steps,
    }))
}
