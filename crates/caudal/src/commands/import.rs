//! `caudal import-cfdi`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use caudal_engine::{Caller, Engine, EngineError, IMPORT_BYTES_MAX, Tenant, Upload};
use caudal_model::Failure;
use uuid::Uuid;

use crate::assembly;
use crate::commands::answer;
use crate::configuration::Configuration;

/// Stores invoices that lie in files, all of them or none.
pub(crate) async fn run(
    configuration: &Configuration,
    link: Uuid,
    files: Vec<PathBuf>,
) -> anyhow::Result<ExitCode> {
    let uploads = read(files)?;
    let engine = assembly::engine(configuration).await?;
    let caller = owner_of(&engine, link).await?;
    let imported = engine.import_invoices(&caller, link, uploads).await;
    let code = match imported {
        Ok(bodies) => {
            answer(&format!("{} invoices stored.", bodies.len()))?;
            ExitCode::SUCCESS
        }
        Err(EngineError::Refused(error)) => {
            for failure in error.failures() {
                answer(&format!("{}: {}", failure.code(), failure.message()))?;
            }
            answer("Nothing was stored.")?;
            ExitCode::FAILURE
        }
        Err(other) => return Err(other.into()),
    };
    engine.store().close().await;
    Ok(code)
}

fn read(files: Vec<PathBuf>) -> anyhow::Result<Vec<Upload>> {
    let mut uploads = Vec::with_capacity(files.len());
    let mut total = 0;
    for file in files {
        let name = file.display().to_string();
        let bytes = std::fs::read(&file).with_context(|| format!("{name} cannot be read"))?;
        total += bytes.len();
        if total > IMPORT_BYTES_MAX {
            bail!("the files have more than {IMPORT_BYTES_MAX} bytes: bring them in several turns");
        }
        uploads.push(Upload { name, bytes });
    }
    Ok(uploads)
}

/// Acts for the organisation that the link belongs to.
async fn owner_of(engine: &Engine, link: Uuid) -> anyhow::Result<Caller> {
    for organisation in engine.organisations().await? {
        let tenant = Tenant {
            organisation: organisation.id,
            owner: organisation.id,
            key_id: "import-cfdi".to_owned(),
        };
        let caller = Caller::new(tenant, engine.request_id()?);
        match engine.link(&caller, link).await {
            Ok(_) => return Ok(caller),
            Err(EngineError::Refused(error))
                if error.failures().all(|each| *each == Failure::NotFound) => {}
            Err(other) => return Err(other.into()),
        }
    }
    bail!("there is no link {link}");
}
