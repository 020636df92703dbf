//! Configuration: the command line over the environment over the file over the defaults.

use std::io::IsTerminal as _;
use std::path::PathBuf;

use anyhow::Context as _;
use caudal_engine::{
    DuplicateLinks, Environment, HistoryLoad, LEASE_SECONDS_DEFAULT, SESSION_SECONDS_DEFAULT,
    Settings, WEBHOOK_RETRIES_DEFAULT, WEBHOOK_RETRY_SECONDS_DEFAULT,
};
use caudal_model::Timestamp;
use caudal_model::resources::link::RefreshRate;
use caudal_web::Features;
use tracing_subscriber::EnvFilter;

use crate::arguments::{
    DuplicateLinksName, EnvironmentName, HistoryLoadName, LogFormat, Options, Role,
};

/// The configuration file that is read if it is there.
const FILE_DEFAULT: &str = "caudal.toml";
const LISTEN_DEFAULT: &str = "127.0.0.1:8000";
const DATABASE_URL_DEFAULT: &str = "sqlite://caudal-data/caudal.db";
const DATABASE_CONNECTIONS_DEFAULT: usize = 16;
/// What the public API grants.
const DELETES_PER_MINUTE_DEFAULT: u32 = 5;

/// What is configured, with nothing left open.
#[derive(Clone)]
pub(crate) struct Configuration {
    pub(crate) listen: String,
    pub(crate) database_url: String,
    pub(crate) database_connections: usize,
    pub(crate) role: Role,
    pub(crate) settings: Settings,
    pub(crate) ready_file: Option<PathBuf>,
    pub(crate) sandbox_seed: u64,
    pub(crate) sandbox_clock: Option<Timestamp>,
    pub(crate) bootstrap_key: Option<(String, String)>,
    pub(crate) bootstrap_webhook: Option<BootstrapWebhook>,
    pub(crate) master_key_file: PathBuf,
    pub(crate) features: Features,
    pub(crate) log: Logging,
}

/// A webhook that exists from the start.
#[derive(Clone)]
pub(crate) struct BootstrapWebhook {
    pub(crate) url: String,
    pub(crate) authorization: Option<String>,
}

/// What is logged, and how.
#[derive(Clone, Debug)]
pub(crate) struct Logging {
    filter: String,
    format: LogFormat,
}

impl Configuration {
    /// Completes what the command line and the environment gave.
    pub(crate) fn read(given: Options) -> anyhow::Result<Self> {
        let file = read_file(&given)?;
        let environment = match given.environment.or(file.environment).unwrap_or_default() {
            EnvironmentName::Sandbox => Environment::Sandbox,
            EnvironmentName::Production => Environment::Production,
        };
        let database_url = given
            .database_url
            .or(file.database_url)
            .unwrap_or_else(|| DATABASE_URL_DEFAULT.to_owned());
        let clock = given.sandbox_clock.or(file.sandbox_clock);
        let sandbox_clock = clock
            .map(|text| {
                text.parse::<Timestamp>()
                    .with_context(|| wrong_moment(&text))
            })
            .transpose()?;
        let seed = given.sandbox_seed.or(file.sandbox_seed);
        if environment == Environment::Production && (sandbox_clock.is_some() || seed.is_some()) {
            anyhow::bail!("--sandbox-seed and --sandbox-clock have no place in production");
        }
        let session_seconds = given.session_seconds.or(file.session_seconds);
        Ok(Self {
            listen: given
                .listen
                .or(file.listen)
                .unwrap_or_else(|| LISTEN_DEFAULT.to_owned()),
            database_connections: given
                .database_connections
                .or(file.database_connections)
                .unwrap_or(DATABASE_CONNECTIONS_DEFAULT),
            role: given.role.or(file.role).unwrap_or_default(),
            settings: Settings {
                environment,
                duplicate_links: match given.duplicate_links.or(file.duplicate_links) {
                    Some(DuplicateLinksName::Refuse) => DuplicateLinks::Refuse,
                    _ => DuplicateLinks::Allow,
                },
                repeatable: environment == Environment::Sandbox,
                consent_reminders: given
                    .consent_reminders
                    .or(file.consent_reminders)
                    .unwrap_or(environment == Environment::Sandbox),
                employment_changes: given
                    .employment_changes
                    .or(file.employment_changes)
                    .unwrap_or(environment == Environment::Sandbox),
                operational_limits: given
                    .operational_limits
                    .or(file.operational_limits)
                    .unwrap_or(true),
                session_seconds: session_seconds.map_or(SESSION_SECONDS_DEFAULT, i64::from),
                lease_seconds: (given.lease_seconds.or(file.lease_seconds))
                    .unwrap_or(LEASE_SECONDS_DEFAULT),
                refresh_rate: (given.refresh_rate.or(file.refresh_rate))
                    .map_or(RefreshRate::Week, RefreshRate::from),
                history_load: match given.history_load.or(file.history_load) {
                    Some(HistoryLoadName::Later) => HistoryLoad::Later,
                    _ => HistoryLoad::WithLink,
                },
                webhook_retries: given
                    .webhook_retries
                    .or(file.webhook_retries)
                    .unwrap_or(WEBHOOK_RETRIES_DEFAULT),
                webhook_retry_seconds: given
                    .webhook_retry_seconds
                    .or(file.webhook_retry_seconds)
                    .unwrap_or(WEBHOOK_RETRY_SECONDS_DEFAULT),
                ..Settings::default()
            },
            ready_file: given.ready_file.or(file.ready_file),
            sandbox_seed: seed.unwrap_or_default(),
            sandbox_clock,
            bootstrap_key: given
                .bootstrap_key
                .or(file.bootstrap_key)
                .map(|pair| read_key(&pair, "CAUDAL_BOOTSTRAP_KEY"))
                .transpose()?,
            bootstrap_webhook: bootstrap_webhook(
                given.bootstrap_webhook.or(file.bootstrap_webhook),
                given
                    .bootstrap_webhook_authorization
                    .or(file.bootstrap_webhook_authorization),
            )?,
            master_key_file: given
                .master_key_file
                .or(file.master_key_file)
                .unwrap_or_else(|| default_master_key_file(&database_url)),
            features: Features {
                compression: given.compression.or(file.compression).unwrap_or_default(),
                deletes_per_minute: given
                    .deletes_per_minute
                    .or(file.deletes_per_minute)
                    .unwrap_or(DELETES_PER_MINUTE_DEFAULT),
                metrics: given.metrics.or(file.metrics).unwrap_or(true),
                requests_per_ip: given
                    .requests_per_ip
                    .or(file.requests_per_ip)
                    .unwrap_or_default(),
            },
            log: Logging {
                filter: given.log.or(file.log).unwrap_or_else(|| "info".to_owned()),
                format: given.log_format.or(file.log_format).unwrap_or_default(),
            },
            database_url,
        })
    }
}

fn read_file(given: &Options) -> anyhow::Result<Options> {
    let path = given
        .config
        .clone()
        .unwrap_or_else(|| PathBuf::from(FILE_DEFAULT));
    let source = config::File::from(path.as_path())
        .format(config::FileFormat::Toml)
        .required(given.config.is_some());
    config::Config::builder()
        .add_source(source)
        .build()
        .and_then(config::Config::try_deserialize)
        .with_context(|| format!("the configuration file {} cannot be used", path.display()))
}

fn wrong_moment(text: &str) -> String {
    format!("--sandbox-clock {text}: write a moment such as 2026-03-01T12:00:00Z")
}

/// Reads a key as `name` gives it.
pub(crate) fn read_key(pair: &str, name: &str) -> anyhow::Result<(String, String)> {
    match pair.split_once(':') {
        Some((id, password)) if !id.is_empty() && !password.is_empty() => {
            Ok((id.to_owned(), password.to_owned()))
        }
        _ => anyhow::bail!("{name} must be written as ID:PASSWORD"),
    }
}

fn bootstrap_webhook(
    url: Option<String>,
    authorization: Option<String>,
) -> anyhow::Result<Option<BootstrapWebhook>> {
    match (url, authorization) {
        (None, Some(_)) => {
            anyhow::bail!("--bootstrap-webhook-authorization needs --bootstrap-webhook beside it")
        }
        (url, authorization) => Ok(url.map(|url| BootstrapWebhook { url, authorization })),
    }
}

/// Beside an SQLite database; for PostgreSQL in the data folder of the working directory.
fn default_master_key_file(database_url: &str) -> PathBuf {
    let beside = database_url
        .strip_prefix("sqlite://")
        .and_then(|path| PathBuf::from(path).parent().map(PathBuf::from));
    beside
        .unwrap_or_else(|| PathBuf::from("caudal-data"))
        .join("master.key")
}

impl Logging {
    /// Begins to log, on standard error: standard output is for what the command answers.
    pub(crate) fn start(&self) -> anyhow::Result<()> {
        let filter = EnvFilter::try_new(&self.filter)
            .with_context(|| format!("--log {}: not a filter", self.filter))?;
        let lines = tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_writer(std::io::stderr);
        match self.format {
            LogFormat::Text => lines.with_ansi(std::io::stderr().is_terminal()).init(),
            LogFormat::Json => lines.json().init(),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_need_nothing_to_be_said() {
        let read = Configuration::read(Options::default()).unwrap();
        assert_eq!(read.listen, "127.0.0.1:8000");
        assert_eq!(
            read.master_key_file,
            PathBuf::from("caudal-data/master.key")
        );
        assert_eq!(read.settings.environment, Environment::Sandbox);
        assert_eq!(read.features.deletes_per_minute, 5);
        assert_eq!(read.features.requests_per_ip, 0);
    }

    #[test]
    fn wrong_values_are_refused_with_a_remedy() {
        let refused = |options: Options| Configuration::read(options).err().unwrap().to_string();
        let clock = Options {
            sandbox_clock: Some("noon".into()),
            ..Options::default()
        };
        assert!(refused(clock).contains("2026-03-01T12:00:00Z"));
        let key = Options {
            bootstrap_key: Some("only-id".into()),
            ..Options::default()
        };
        assert!(refused(key).contains("ID:PASSWORD"));
        let production = Options {
            environment: Some(EnvironmentName::Production),
            sandbox_seed: Some(1),
            ..Options::default()
        };
        assert!(refused(production).contains("production"));
    }

    #[test]
    fn the_master_key_lies_beside_the_database() {
        let path = default_master_key_file("sqlite:///var/lib/caudal/caudal.db");
        assert_eq!(path, PathBuf::from("/var/lib/caudal/master.key"));
        let path = default_master_key_file("postgres://localhost/caudal");
        assert_eq!(path, PathBuf::from("caudal-data/master.key"));
    }
}
