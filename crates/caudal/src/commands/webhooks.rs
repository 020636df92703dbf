//! `caudal webhooks`.

mod listen;

use std::process::ExitCode;

use anyhow::bail;
use caudal_engine::{Engine, EngineError, WebhookChange};
use caudal_model::resources::webhook::Webhook;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::arguments::{ReplayArguments, WebhooksCommand};
use crate::assembly;
use crate::commands::answer;
use crate::configuration::Configuration;

/// Adds, lists, removes and enables webhooks, shows and repeats deliveries, or listens.
pub(crate) async fn run(
    configuration: &Configuration,
    command: WebhooksCommand,
) -> anyhow::Result<ExitCode> {
    if let WebhooksCommand::Listen(arguments) = command {
        return listen::run(configuration, arguments).await;
    }
    let engine = assembly::engine(configuration).await?;
    match command {
        WebhooksCommand::Listen(_) => {}
        WebhooksCommand::Add {
            url,
            authorization,
            organisation,
            json,
        } => {
            let organisation = engine.organisation(&organisation).await?.id;
            let body = json!({ "url": url, "authorization_header": authorization });
            let made = engine.register_webhook(organisation, &body).await;
            added(&made.map_err(refusal)?, json)?;
        }
        WebhooksCommand::List { json } => list(&engine, json).await?,
        WebhooksCommand::Remove { id } => {
            let organisation = owner(&engine, id).await?;
            engine.delete_webhook(organisation, id).await?;
            answer("Removed.")?;
        }
        WebhooksCommand::Enable { id } => {
            let organisation = owner(&engine, id).await?;
            let change = WebhookChange {
                enabled: Some(true),
                authorization_header: None,
            };
            engine.modify_webhook(organisation, id, change).await?;
            answer("Enabled. `caudal webhooks replay --failed-since` sends what it missed.")?;
        }
        WebhooksCommand::Log {
            webhook,
            limit,
            organisation,
            json,
        } => {
            let organisation = engine.organisation(&organisation).await?.id;
            log(&engine, organisation, webhook, limit, json).await?;
        }
        WebhooksCommand::Replay(arguments) => replay(&engine, arguments).await?,
    }
    engine.store().close().await;
    Ok(ExitCode::SUCCESS)
}

fn added(webhook: &Webhook, json: bool) -> anyhow::Result<()> {
    if json {
        return answer(&serde_json::to_string(webhook)?);
    }
    let secret = webhook.secret.as_deref().unwrap_or_default();
    answer(&format!("id      {}\nsecret  {secret}", webhook.id))?;
    answer("The secret, which signatures are made with, is not shown again.")
}

async fn list(engine: &Engine, json: bool) -> anyhow::Result<()> {
    let mut all = Vec::new();
    for organisation in engine.organisations().await? {
        for webhook in engine.webhooks(organisation.id).await? {
            let state = if webhook.enabled {
                "enabled"
            } else {
                "disabled"
            };
            if !json {
                let (id, url) = (webhook.id, &webhook.url);
                answer(&format!("{id}  {}  {state}  {url}", organisation.name))?;
            }
            let mut object = serde_json::to_value(webhook)?;
            if let Value::Object(keys) = &mut object {
                keys.insert("organisation".to_owned(), organisation.name.clone().into());
            }
            all.push(object);
        }
    }
    if json {
        answer(&serde_json::to_string_pretty(&all)?)?;
    }
    Ok(())
}

async fn log(
    engine: &Engine,
    organisation: Uuid,
    webhook: Option<Uuid>,
    limit: u32,
    json: bool,
) -> anyhow::Result<()> {
    for one in engine.delivery_log(organisation, webhook, limit).await? {
        let (attempt, event) = (one.attempt, one.event.as_simple());
        if json {
            let line = json!({
                "at": attempt.at, "event": event.to_string(), "webhook": one.webhook,
                "webhook_type": one.webhook_type, "webhook_code": one.webhook_code,
                "status": attempt.status, "duration_ms": attempt.duration_us / 1_000,
                "answer": attempt.answer, "state": one.state.as_str(),
            });
            answer(&line.to_string())?;
            continue;
        }
        let came = match attempt.status {
            Some(status) => status.to_string(),
            None => attempt.answer,
        };
        answer(&format!(
            "{}  {event}  {} {}  {}  {came}, {} ms, {}",
            attempt.at,
            one.webhook_type,
            one.webhook_code,
            one.webhook,
            attempt.duration_us / 1_000,
            one.state.as_str(),
        ))?;
    }
    Ok(())
}

async fn replay(engine: &Engine, arguments: ReplayArguments) -> anyhow::Result<()> {
    let organisation = engine.organisation(&arguments.organisation).await?.id;
    let replayed = match arguments.event {
        Some(event) => {
            let body = json!({ "webhook": arguments.webhook });
            engine.replay_event(organisation, event, &body).await
        }
        None => {
            let body = json!({
                "after": arguments.after, "before": arguments.before, "link": arguments.link,
                "failed_since": arguments.failed_since, "webhook": arguments.webhook,
            });
            engine.replay_events(organisation, &body).await
        }
    };
    let count = replayed.map_err(refusal)?.deliveries;
    answer(&format!(
        "{count} deliveries are sent again by the running server."
    ))
}

/// Whose webhook it is.
async fn owner(engine: &Engine, id: Uuid) -> anyhow::Result<Uuid> {
    for organisation in engine.organisations().await? {
        let webhooks = engine.webhooks(organisation.id).await?;
        if webhooks.iter().any(|webhook| webhook.id == id) {
            return Ok(organisation.id);
        }
    }
    bail!("there is no webhook {id}: `caudal webhooks list` shows those there are");
}

/// What a refusal says, for whoever sits at a terminal.
fn refusal(error: EngineError) -> anyhow::Error {
    let EngineError::Refused(refused) = &error else {
        return error.into();
    };
    let said = refused.failures().map(|failure| match failure.field() {
        Some(field) => format!("{field}: {}", failure.message()),
        None => failure.message().into_owned(),
    });
    anyhow::anyhow!(said.collect::<Vec<_>>().join("\n"))
}
