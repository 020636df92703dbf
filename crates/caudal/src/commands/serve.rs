//! `caudal serve`.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use caudal_engine::{Engine, Environment, Journal, Worker};
use caudal_web::{App, Limits, Server};
use tokio::signal::unix::{SignalKind, signal};

use crate::arguments::Role;
use crate::assembly::{self, FirstKey};
use crate::commands::answer;
use crate::configuration::Configuration;

/// How long a stop waits for the journal to be written.
const JOURNAL_TIME_MAX: Duration = Duration::from_secs(10);

/// Serves until it is told to stop.
pub(crate) async fn run(configuration: &Configuration) -> anyhow::Result<ExitCode> {
    let (engine, personas) = assembly::deployment(configuration).await?;
    let key = assembly::first_key(configuration, &engine).await?;
    if let Some(secret) = assembly::first_webhook(configuration, &engine).await? {
        answer(&format!(
            "The configured webhook was registered. Its signatures are made with\n  {secret}"
        ))?;
    }
    let (journal, writing) = Journal::open(Arc::clone(&engine));
    let following = tokio::spawn(Engine::keep_following_clock(Arc::clone(&engine)));
    let worker = match configuration.role {
        Role::Api => None,
        Role::All | Role::Worker => {
            let name = caudal_connect::Chance::system().hexadecimal()?;
            Some(Worker::start(Arc::clone(&engine), journal.clone(), name))
        }
    };
    if configuration.role == Role::Worker {
        answer("Working. Stop with Ctrl-C.")?;
        ready(configuration.ready_file.as_deref(), "worker")?;
        stopped().await;
    } else {
        let app = App::new(
            Arc::clone(&engine),
            journal.clone(),
            configuration.features,
            personas,
        );
        answer_requests(configuration, app, &engine, &key).await?;
    }
    following.abort();
    if let Some(worker) = worker {
        worker.stop().await;
    }
    drop(journal);
    if tokio::time::timeout(JOURNAL_TIME_MAX, writing)
        .await
        .is_err()
    {
        tracing::warn!("a request that was cut off still held the journal open");
    }
    engine.store().close().await;
    Ok(ExitCode::SUCCESS)
}

async fn answer_requests(
    configuration: &Configuration,
    app: App,
    engine: &Engine,
    key: &FirstKey,
) -> anyhow::Result<()> {
    let server = Server::bind(&configuration.listen, Limits::default())
        .await
        .with_context(|| format!("cannot listen on {}", configuration.listen))?;
    let address = format!("http://{}", server.address()?);
    answer(&greeting(configuration, engine, &address, key))?;
    ready(configuration.ready_file.as_deref(), &address)?;
    server.serve(caudal_web::router(app), stopped()).await;
    Ok(())
}

fn greeting(
    configuration: &Configuration,
    engine: &Engine,
    address: &str,
    key: &FirstKey,
) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let environment = engine.settings().environment;
    let store = engine.store().engine();
    let mut lines = vec![
        format!("Caudal {version}, {} on {store}", environment.as_str()),
        String::new(),
        format!("  API        {address}/api/"),
        format!("  Reference  {address}/docs"),
    ];
    if let Some(clock) = configuration.sandbox_clock {
        // It may have been moved since.
        let stands_at = engine.now().max(clock);
        lines.push(format!("  Clock      stands at {stands_at}"));
    }
    match key {
        FirstKey::None => {
            lines.push("\nKeys: `caudal keys list`, `caudal keys create`.".to_owned());
        }
        FirstKey::Configured { id } => lines.push(format!("\nThe configured key {id} is valid.")),
        FirstKey::Made { id, password } => {
            lines.push("\nA key was made. Its password is shown only now:".to_owned());
            lines.push(format!("  id        {id}\n  password  {password}"));
            if environment == Environment::Sandbox {
                lines.push("\nLink a person and read their money:".to_owned());
                lines.push(format!(
                    "  curl -u {id}:{password} {address}/api/links/ -H 'Content-Type: \
                     application/json' -d '{{\"institution\": \"erebor_mx_retail\", \"username\": \
                     \"bnk100\", \"password\": \"full\"}}'\n  \
                     curl -u {id}:{password} {address}/api/accounts/"
                ));
            }
        }
    }
    lines.join("\n")
}

/// Tells whoever waits for it that the server answers; the file appears whole or not at all.
fn ready(file: Option<&Path>, text: &str) -> anyhow::Result<()> {
    let Some(file) = file else { return Ok(()) };
    let draft = file.with_extension("draft");
    std::fs::write(&draft, text)
        .and_then(|()| std::fs::rename(&draft, file))
        .with_context(|| format!("cannot write {}", file.display()))
}

async fn stopped() {
    let (Ok(mut interrupt), Ok(mut terminate)) = (
        signal(SignalKind::interrupt()),
        signal(SignalKind::terminate()),
    ) else {
        tracing::error!("signals cannot be heard: stop the process by force");
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    tracing::info!("stopping: requests that are being answered are finished first");
}
