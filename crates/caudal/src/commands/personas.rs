//! `caudal personas`.

use std::io::Read as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use caudal_connect::World;
use caudal_engine::{EngineError, Paging, Personas};
use caudal_model::resources::persona::Persona;
use serde_json::Value;
use uuid::Uuid;

use crate::arguments::PersonasCommand;
use crate::assembly;
use crate::commands::answer;
use crate::configuration::Configuration;

/// Adds, lists or removes personas.
pub(crate) async fn run(
    configuration: &Configuration,
    command: PersonasCommand,
) -> anyhow::Result<ExitCode> {
    if let PersonasCommand::Archetypes = command {
        for (name, sentence) in World::inhabitants() {
            answer(&format!("{name:<24}  {sentence}"))?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let (engine, personas) = assembly::deployment(configuration).await?;
    let personas = personas.context("only a sandbox has personas")?;
    match command {
        PersonasCommand::Archetypes => {}
        PersonasCommand::Add {
            files,
            organisation,
            json,
        } => {
            let organisation = engine.organisation(&organisation).await?.id;
            for file in files {
                let description = read(&file)?;
                let made = personas.add(organisation, &description, engine.now()).await;
                let made = made.map_err(|error| refusal(&file, error))?;
                show(&serde_json::from_str(&made)?, json)?;
            }
        }
        PersonasCommand::List { organisation, json } => {
            let organisation = engine.organisation(&organisation).await?.id;
            for persona in all(&personas, organisation).await? {
                show(&persona, json)?;
            }
        }
        PersonasCommand::Remove {
            persona,
            organisation,
        } => {
            let organisation = engine.organisation(&organisation).await?.id;
            let known = all(&personas, organisation).await?;
            let named =
                |each: &&Persona| each.id.to_string() == persona || each.username == persona;
            let mut found = known.iter().filter(named);
            match (found.next(), found.next()) {
                (Some(one), None) => personas.remove(organisation, one.id).await?,
                (None, _) => bail!("there is no persona {persona}: see `caudal personas list`"),
                (Some(_), Some(_)) => {
                    bail!("several countries have a persona {persona}: name it by its id");
                }
            }
            answer("Removed. Its logins are refused from now on.")?;
        }
    }
    engine.store().close().await;
    Ok(ExitCode::SUCCESS)
}

fn read(file: &Path) -> anyhow::Result<Value> {
    let mut text = String::new();
    if file == Path::new("-") {
        std::io::stdin().read_to_string(&mut text)?;
    } else {
        text = std::fs::read_to_string(file)
            .with_context(|| format!("cannot read {}", file.display()))?;
    }
    serde_json::from_str(&text).with_context(|| format!("{} is no JSON", file.display()))
}

/// What is wrong with a description, one line for each problem.
fn refusal(file: &Path, error: EngineError) -> anyhow::Error {
    let EngineError::Refused(problems) = error else {
        return error.into();
    };
    let lines = problems.failures().map(|failure| {
        let field = failure.field().unwrap_or("the description");
        format!("\n  {field}: {}", failure.message())
    });
    let lines: String = lines.collect();
    anyhow::anyhow!("{} describes nobody:{lines}", file.display())
}

/// Every persona of the organisation, the newest first.
async fn all(personas: &Personas, organisation: Uuid) -> anyhow::Result<Vec<Persona>> {
    let mut found = Vec::new();
    let mut paging = Paging::default();
    loop {
        let page = personas.list(organisation, paging).await?;
        for item in page.items.iter() {
            found.push(serde_json::from_str(item)?);
        }
        if !paging.has_next(page.count) {
            return Ok(found);
        }
        paging.page += 1;
    }
}

fn show(persona: &Persona, json: bool) -> anyhow::Result<()> {
    if json {
        return answer(&serde_json::to_string(persona)?);
    }
    let (id, country, username) = (persona.id, &persona.country, &persona.username);
    answer(&format!(
        "{id}  {country}  {username}  {}",
        persona.display_name
    ))?;
    for one in &persona.credentials {
        let named = [
            ("username", Some(&one.username)),
            ("password", one.password.as_ref()),
            ("username_type", one.username_type.as_ref()),
            ("username2", one.username2.as_ref()),
            ("password2", one.password2.as_ref()),
        ];
        let given = named
            .into_iter()
            .filter_map(|(name, value)| Some(format!("{name} {}", value?)));
        let given: Vec<String> = given.collect();
        answer(&format!(
            "  {}\n    at {}",
            given.join(", "),
            one.institutions.join(" ")
        ))?;
    }
    Ok(())
}
