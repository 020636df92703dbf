//! `caudal explain`: what a request did.

use std::process::ExitCode;

use caudal_engine::{JOURNAL_DAYS, Step};
use serde_json::json;

use crate::assembly::open_store;
use crate::commands::answer;
use crate::configuration::Configuration;

/// Tells what is noted of a request.
pub(crate) async fn run(
    configuration: &Configuration,
    request_id: &str,
    as_json: bool,
) -> anyhow::Result<ExitCode> {
    let store = open_store(configuration).await?;
    let records = store.request(request_id).await?;
    if records.is_empty() {
        eprintln!(
            "Nothing is noted of {request_id}. Requests that changed something or were refused are \
             kept for {JOURNAL_DAYS} days; successful reads leave no trace."
        );
        return Ok(ExitCode::FAILURE);
    }
    for record in records {
        let steps: Vec<Step> = serde_json::from_str(&record.steps)?;
        if as_json {
            answer(&serde_json::to_string_pretty(&json!({
                "request_id": record.id, "at": record.at, "method": record.method,
                "path": record.path, "status": record.status, "link": record.link,
                "duration_us": record.duration_us, "steps": steps,
            }))?)?;
            continue;
        }
        let milliseconds = record.duration_us / 1_000;
        answer(&format!(
            "{} {} was answered with {} after {milliseconds} ms, at {}",
            record.method, record.path, record.status, record.at
        ))?;
        if let Some(link) = record.link {
            answer(&format!("  about link {link}"))?;
        }
        for step in steps {
            answer(&format!("  {}  {}", step.at, step.what))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
