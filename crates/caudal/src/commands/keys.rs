//! `caudal keys`.

use std::process::ExitCode;

use anyhow::bail;
use serde_json::json;

use crate::arguments::KeysCommand;
use crate::assembly;
use crate::commands::answer;
use crate::configuration::Configuration;

/// Makes, lists or revokes keys.
pub(crate) async fn run(
    configuration: &Configuration,
    command: KeysCommand,
) -> anyhow::Result<ExitCode> {
    let engine = assembly::engine(configuration).await?;
    match command {
        KeysCommand::Create {
            organisation,
            name,
            json,
        } => {
            let organisation = engine.organisation(&organisation).await?;
            let key = engine.create_key(organisation.id, name.as_deref()).await?;
            let made = json!({
                "id": key.id, "password": key.password,
                "organisation": organisation.name, "organisation_id": organisation.id,
            });
            if json {
                answer(&made.to_string())?;
            } else {
                answer(&format!("id        {}\npassword  {}", key.id, key.password))?;
                answer("The password is not shown again.")?;
            }
        }
        KeysCommand::List { json } => {
            let mut lines = Vec::new();
            for organisation in engine.organisations().await? {
                for key in engine.organisation_keys(organisation.id).await? {
                    lines.push(json!({
                        "id": key.id, "organisation": organisation.name, "name": key.name,
                        "created_at": key.created_at, "revoked_at": key.revoked_at,
                    }));
                }
            }
            if json {
                answer(&serde_json::to_string_pretty(&lines)?)?;
            } else {
                for line in lines {
                    let text = |name: &str| {
                        let value = line.get(name).and_then(|value| value.as_str());
                        value.unwrap_or("-").to_owned()
                    };
                    let state = if text("revoked_at") == "-" {
                        "valid"
                    } else {
                        "revoked"
                    };
                    let (id, organisation) = (text("id"), text("organisation"));
                    answer(&format!("{id}  {organisation}  {state}  {}", text("name")))?;
                }
            }
        }
        KeysCommand::Revoke { id } => {
            for organisation in engine.organisations().await? {
                let keys = engine.organisation_keys(organisation.id).await?;
                if keys
                    .iter()
                    .any(|key| key.id == id && key.revoked_at.is_none())
                {
                    engine.revoke_key(organisation.id, &id).await?;
                    answer("Revoked. Running servers forget it within a minute.")?;
                    return Ok(ExitCode::SUCCESS);
                }
            }
            bail!("there is no valid key {id}: `caudal keys list` shows those there are");
        }
    }
    engine.store().close().await;
    Ok(ExitCode::SUCCESS)
}
