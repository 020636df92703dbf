//! `caudal sandbox`: what is let happen in a running server's sandbox.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context as _;
use caudal_model::resources::hand::{EventKind, SandboxReset};
use http::Method;
use serde_json::{Map, Value, json};

use crate::arguments::{FireArguments, SandboxCommand, TransactArguments, Way};
use crate::commands::answer;
use crate::commands::server::Server;
use crate::configuration::Configuration;

const EVENTS: &str = "/sandbox/events/";
const TRANSACTIONS: &str = "/sandbox/transactions/";
/// How long a request may take: a sandbox with much in it needs a while to begin anew.
const TIME_MAX: Duration = Duration::from_secs(120);

/// Lists events, lets them happen, moves money, or lets everything begin anew.
pub(crate) async fn run(
    configuration: &Configuration,
    command: SandboxCommand,
) -> anyhow::Result<ExitCode> {
    match command {
        SandboxCommand::Events { server, json } => {
            let server = Server::named(configuration, &server)?;
            list(server.ask(Method::GET, EVENTS, None, TIME_MAX).await?, json)?;
        }
        SandboxCommand::Fire(event) => {
            let server = Server::named(configuration, &event.server)?;
            fire(&server, event).await?;
        }
        SandboxCommand::Transact(movement) => {
            let server = Server::named(configuration, &movement.server)?;
            transact(&server, movement).await?;
        }
        SandboxCommand::Reset { server, json } => {
            let server = Server::named(configuration, &server)?;
            let went = server.ask(Method::POST, "/sandbox/reset/", None, TIME_MAX);
            let went = went.await?;
            if json {
                answer(&went.to_string())?;
            } else {
                let SandboxReset { links, events } = serde_json::from_value(went)?;
                answer(&format!("{links} links and {events} events are gone."))?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn fire(server: &Server, event: FireArguments) -> anyhow::Result<()> {
    let data = event.data.map(|data| {
        serde_json::from_str::<Map<String, Value>>(&data).context("--data must be a JSON object")
    });
    let body = json!({
        "link": event.link,
        "webhook_type": event.webhook_type,
        "webhook_code": event.webhook_code,
        "data": data.transpose()?,
    });
    let fired = server
        .ask(Method::POST, EVENTS, Some(&body), TIME_MAX)
        .await?;
    if event.json {
        return answer(&fired.to_string());
    }
    let data = fired.get("data").map(ToString::to_string);
    answer(&format!(
        "{} {}  {}  {}",
        event.webhook_type,
        event.webhook_code,
        word(&fired, "webhook_id"),
        data.unwrap_or_default(),
    ))
}

async fn transact(server: &Server, movement: TransactArguments) -> anyhow::Result<()> {
    let body = json!({
        "account": movement.account,
        "amount": movement.amount,
        "type": match movement.direction {
            Way::In => "INFLOW",
            Way::Out => "OUTFLOW",
        },
        "description": movement.description,
        "value_date": movement.on,
        "status": movement.pending.then_some("PENDING"),
        "category": movement.category,
    });
    let added = server
        .ask(Method::POST, TRANSACTIONS, Some(&body), TIME_MAX)
        .await?;
    if movement.json {
        return answer(&added.to_string());
    }
    let [id, day, description] = ["id", "value_date", "description"].map(|key| word(&added, key));
    answer(&format!("{id}  {day}  {description}"))
}

fn word<'a>(object: &'a Value, key: &str) -> &'a str {
    object.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn list(events: Value, json: bool) -> anyhow::Result<()> {
    if json {
        return answer(&events.to_string());
    }
    let events: Vec<EventKind> = serde_json::from_value(events)?;
    for event in events {
        let (family, code) = (event.webhook_type, event.webhook_code);
        answer(&format!("{family:<25} {code}"))?;
    }
    Ok(())
}
