//! `caudal faults`.

use std::process::ExitCode;

use anyhow::bail;
use caudal_engine::{EngineError, Environment, Paging};
use caudal_model::Failure;
use caudal_model::resources::fault::{FAULT_CREATE, Fault};
use serde_json::{Map, Value};

use crate::arguments::{FaultArguments, FaultsCommand};
use crate::assembly;
use crate::commands::answer;
use crate::configuration::Configuration;

/// Adds, lists or clears faults. Servers that run know of it within a quarter of a second.
pub(crate) async fn run(
    configuration: &Configuration,
    command: FaultsCommand,
) -> anyhow::Result<ExitCode> {
    let engine = assembly::engine(configuration).await?;
    if engine.settings().environment != Environment::Sandbox {
        bail!("only a sandbox has faults");
    }
    match command {
        FaultsCommand::Add(given) => {
            let organisation = engine.organisation(&given.organisation).await?.id;
            let values = FAULT_CREATE.read_strictly(&described(&given)?);
            let values = values.map_err(|error| refusal(EngineError::Refused(error)))?;
            let made = engine.add_fault(organisation, &values).await;
            show(&made.map_err(refusal)?, given.json)?;
        }
        FaultsCommand::List { organisation, json } => {
            let organisation = engine.organisation(&organisation).await?.id;
            let page = engine.faults(organisation, Paging::default()).await?;
            for fault in page.items.iter() {
                show(fault, json)?;
            }
        }
        FaultsCommand::Clear { organisation } => {
            let organisation = engine.organisation(&organisation).await?.id;
            engine.delete_faults(organisation).await?;
            answer("Cleared: everything goes well again.")?;
        }
    }
    engine.store().close().await;
    Ok(ExitCode::SUCCESS)
}

/// The description that a request would hold.
fn described(given: &FaultArguments) -> anyhow::Result<Value> {
    let probability = given.probability.as_deref().map(serde_json::from_str);
    let keys = [
        ("profile", Some(Value::from(given.profile.as_str()))),
        ("institution", given.institution.as_deref().map(Value::from)),
        ("link", given.link.map(|id| Value::from(id.to_string()))),
        ("username", given.username.as_deref().map(Value::from)),
        ("resource", given.resource.as_deref().map(Value::from)),
        ("probability", probability.transpose()?),
        ("next", given.next.map(Value::from)),
        ("delay_ms", given.delay_ms.map(Value::from)),
        ("until", given.until.as_deref().map(Value::from)),
    ];
    let said = keys
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Ok(Value::Object(said.collect::<Map<_, _>>()))
}

/// What is wrong, one line for each problem.
fn refusal(error: EngineError) -> anyhow::Error {
    let EngineError::Refused(problems) = error else {
        return error.into();
    };
    let line = |problem: &Failure| match problem.field() {
        Some(field) => format!("--{}: {}", field.replace('_', "-"), problem.message()),
        None => problem.message().to_string(),
    };
    let lines: Vec<_> = problems.failures().map(line).collect();
    anyhow::anyhow!("{}", lines.join("\n"))
}

fn show(fault: &str, json: bool) -> anyhow::Result<()> {
    if json {
        return answer(fault);
    }
    let fault: Fault = serde_json::from_str(fault)?;
    let profile = serde_json::to_value(fault.profile)?;
    let place = |name: &str, value: Option<String>| {
        value.map_or_else(String::new, |value| format!("  {name} {value}"))
    };
    answer(&format!(
        "{}  {}{}{}{}{}{}{}  struck {}",
        fault.id,
        profile.as_str().unwrap_or_default(),
        place("at", fault.institution),
        place("link", fault.link.map(|link| link.to_string())),
        place("user", fault.username),
        place("reading", fault.resource),
        place("next", fault.next.map(|next| next.to_string())),
        place("until", fault.until.map(|until| until.to_string())),
        fault.struck,
    ))
}
