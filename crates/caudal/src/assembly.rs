//! Puts the parts together as the configuration says.

use std::sync::Arc;

use anyhow::{Context as _, bail};
use caudal_connect::{
    Chance, Clock, Connector, Connectors, Context, FilesConnector, SandboxConnector, World,
};
use caudal_engine::{Engine, EngineError, Environment, Personas, Vault};
use caudal_model::Identities;
use caudal_store::{Store, StoreOptions};
use uuid::Uuid;

use crate::configuration::Configuration;
use crate::master_key;

/// The organisation that exists from the start.
pub(crate) const ORGANISATION_DEFAULT: &str = "default";

/// Opens the database without touching its tables.
pub(crate) async fn open_store(configuration: &Configuration) -> anyhow::Result<Store> {
    let options = StoreOptions {
        postgres_connections: configuration.database_connections,
        ..StoreOptions::default()
    };
    Store::open(&configuration.database_url, &options)
        .await
        .context("the database cannot be opened: is --database-url right and the server running?")
}

/// The engine over a database that is brought up to date first.
pub(crate) async fn engine(configuration: &Configuration) -> anyhow::Result<Arc<Engine>> {
    Ok(deployment(configuration).await?.0)
}

/// The engine, and the personas where the deployment is a sandbox.
pub(crate) async fn deployment(
    configuration: &Configuration,
) -> anyhow::Result<(Arc<Engine>, Option<Personas>)> {
    let store = open_store(configuration).await?;
    for applied in store
        .migrate()
        .await
        .context("the database cannot be brought up to date")?
    {
        tracing::info!(migration = applied, "database brought up to date");
    }
    let key = master_key::read_or_make(&configuration.master_key_file)?;
    let vault = Vault::new(&key, Chance::system())?;
    require_same_master_key(configuration, &store, &vault).await?;
    let identities = identities(configuration, &store).await?;
    let (connectors, personas) = match configuration.settings.environment {
        Environment::Sandbox => {
            let world = Arc::new(World::new(configuration.sandbox_seed));
            let kept = Personas::new(store.clone(), Arc::clone(&world), identities.clone());
            let sandbox = SandboxConnector::with_personas(world, Arc::new(kept.clone()));
            (
                Connectors::new([Arc::new(sandbox) as Arc<dyn Connector>]),
                Some(kept),
            )
        }
        Environment::Production => {
            let files = Arc::new(FilesConnector::new()) as Arc<dyn Connector>;
            (Connectors::new([files]), None)
        }
    };
    let context = context(configuration, &store).await?;
    let settings = configuration.settings;
    let engine = Engine::new(store, connectors, identities, vault, context, settings);
    engine.resume_clock().await?;
    Ok((Arc::new(engine), personas))
}

/// A database whose secrets were sealed under another key would seem to work until one is needed.
async fn require_same_master_key(
    configuration: &Configuration,
    store: &Store,
    vault: &Vault,
) -> anyhow::Result<()> {
    let fingerprint = vault.hash_password("master key", "fingerprint");
    let stored = store
        .deployment_secret("master key fingerprint", &fingerprint)
        .await?;
    if stored != fingerprint {
        let file = configuration.master_key_file.display();
        bail!(
            "this database was made under another master key than the one in {file}: give the right \
             file with --master-key-file"
        );
    }
    Ok(())
}

/// Ids follow from the seed in the sandbox, and from a secret of the deployment elsewhere.
async fn identities(configuration: &Configuration, store: &Store) -> anyhow::Result<Identities> {
    if configuration.settings.environment == Environment::Sandbox {
        let seed = format!("caudal sandbox {}", configuration.sandbox_seed);
        return Ok(Identities::new(seed.as_bytes()));
    }
    let candidate = Chance::system().bytes()?;
    Ok(Identities::new(
        &store.deployment_secret("identities", &candidate).await?,
    ))
}

async fn context(configuration: &Configuration, store: &Store) -> anyhow::Result<Context> {
    let Some(at) = configuration.sandbox_clock else {
        let clock = match configuration.settings.environment {
            Environment::Sandbox => Clock::own(),
            Environment::Production => Clock::system(),
        };
        let chance = Chance::system();
        return Ok(Context { clock, chance });
    };
    // Each start draws from a sequence of its own: the ids of sessions, jobs and requests that an
    // earlier start or another process gave out do not come again.
    let start = store.next_number(Uuid::nil(), "starts").await?;
    let seed = [
        configuration.sandbox_seed.to_be_bytes(),
        start.to_be_bytes(),
    ]
    .concat();
    Ok(Context {
        clock: Clock::held(at),
        chance: Chance::seeded(&seed),
    })
}

/// A key that was made at the first start.
pub(crate) enum FirstKey {
    /// There were keys already.
    None,
    /// The key that the configuration names.
    Configured { id: String },
    /// A key made by chance: its password is known only now.
    Made { id: String, password: String },
}

/// Sees to it that there is an organisation and a key to begin with.
pub(crate) async fn first_key(
    configuration: &Configuration,
    engine: &Engine,
) -> anyhow::Result<FirstKey> {
    let organisation = match engine.organisation(ORGANISATION_DEFAULT).await {
        // Another process of the deployment was faster.
        Err(EngineError::Conflict) => engine.organisation(ORGANISATION_DEFAULT).await?,
        other => other?,
    };
    if let Some((id, password)) = &configuration.bootstrap_key {
        engine.ensure_key(organisation.id, id, password).await?;
        return Ok(FirstKey::Configured { id: id.clone() });
    }
    if !engine.organisation_keys(organisation.id).await?.is_empty() {
        return Ok(FirstKey::None);
    }
    let key = engine
        .create_key(organisation.id, Some("first start"))
        .await?;
    Ok(FirstKey::Made {
        id: key.id,
        password: key.password,
    })
}

/// Sees to it that the configured webhook is there; answers its secret where it was made just now.
pub(crate) async fn first_webhook(
    configuration: &Configuration,
    engine: &Engine,
) -> anyhow::Result<Option<String>> {
    let Some(webhook) = &configuration.bootstrap_webhook else {
        return Ok(None);
    };
    let organisation = engine.organisation(ORGANISATION_DEFAULT).await?;
    let authorization = webhook.authorization.as_deref();
    let ensured = engine.ensure_webhook(organisation.id, &webhook.url, authorization);
    ensured.await.map_err(|error| {
        let answer = error.answer();
        let said: Vec<_> = answer.failures().map(|failure| failure.message()).collect();
        anyhow::anyhow!("--bootstrap-webhook {}: {}", webhook.url, said.join(" "))
    })
}
