//! `caudal migrate`.

use std::process::ExitCode;

use crate::assembly::open_store;
use crate::commands::answer;
use crate::configuration::Configuration;

/// Brings the tables up to date and says what was done.
pub(crate) async fn run(configuration: &Configuration) -> anyhow::Result<ExitCode> {
    let store = open_store(configuration).await?;
    let applied = store.migrate().await?;
    if applied.is_empty() {
        answer("The database is up to date.")?;
    }
    for name in applied {
        answer(&format!("Applied {name}."))?;
    }
    store.close().await;
    Ok(ExitCode::SUCCESS)
}
