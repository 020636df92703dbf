//! The command line.

mod faults;
mod sandbox;
mod webhooks;

use std::path::PathBuf;

use caudal_model::resources::link::RefreshRate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use serde::Deserialize;

pub(crate) use faults::{FaultArguments, FaultsCommand};
pub(crate) use sandbox::{
    ClockCommand, FireArguments, SandboxCommand, ServerArguments, TransactArguments, Way,
};
pub(crate) use webhooks::{ListenArguments, ReplayArguments, WebhooksCommand};

/// A self-hosted open-finance platform for Latin America.
///
/// Without a command it serves: a sandbox with made-up people, on SQLite in ./caudal-data, at
/// http://127.0.0.1:8000. Every option can also be given as the environment variable beside it or as
/// a key of the same name in caudal.toml; the command line wins, then the environment, then the file.
#[derive(Debug, Parser)]
#[command(name = "caudal", version, propagate_version = true, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) options: Options,
}

const EXAMPLES: &str = "Examples:
  caudal                                     serve a sandbox on SQLite
  caudal serve --listen 127.0.0.1:0 --ready-file /tmp/caudal.url
  caudal serve --database-url postgres://caudal@localhost/caudal --role worker
  caudal serve --sandbox-seed 7 --sandbox-clock 2026-03-01T12:00:00Z
  caudal keys create --organisation acme
  caudal personas add examples/personas/ride-driver.json
  caudal webhooks listen --forward http://localhost:3000/hook
  caudal clock advance 30d
  caudal explain a6e1c493d7a29d91aed4338e6fcf077d";

/// What the program can do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the API and do the work behind it (the default).
    Serve,
    /// Make, list and revoke API keys.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Describe people of the sandbox, list and remove them.
    #[command(subcommand)]
    Personas(PersonasCommand),
    /// Register webhooks, see what was sent to them, send it again, and listen without one.
    #[command(subcommand)]
    Webhooks(WebhooksCommand),
    /// Let institutions of the sandbox fail, list what goes wrong, and end it.
    #[command(subcommand)]
    Faults(FaultsCommand),
    /// Move the time of a running server's sandbox, and do what falls due on the way.
    #[command(subcommand)]
    Clock(ClockCommand),
    /// Let things happen in a running server's sandbox, or let it begin anew.
    #[command(subcommand)]
    Sandbox(SandboxCommand),
    /// Bring the database's tables up to date; `serve` does it by itself.
    Migrate,
    /// Look for what is wrong with this installation, and say how to mend it.
    Doctor,
    /// Tell what a request did, step by step.
    Explain {
        /// The request's id: 32 hexadecimal digits, as errors and the X-Request-Id header show it.
        request_id: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Store Mexican electronic invoices (CFDI) that lie in files: all of them or none.
    ImportCfdi {
        /// The link whose owner issued or received them.
        #[arg(long, value_name = "ID")]
        link: uuid::Uuid,
        /// XML documents, or ZIP archives of them.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Print the OpenAPI document.
    Openapi,
    /// Print every field of a resource with its type and meaning.
    Dictionary(DictionaryArguments),
}

/// What can be done with keys.
#[derive(Debug, Subcommand)]
pub(crate) enum KeysCommand {
    /// Make a key; its password is shown this once.
    Create {
        /// The organisation it speaks for, made if there is none of that name.
        #[arg(long, default_value = "default")]
        organisation: String,
        /// A note to know it by.
        #[arg(long)]
        name: Option<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// List the keys of every organisation, without their passwords.
    List {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Revoke a key. Running servers forget it within a minute.
    Revoke {
        /// The key's id.
        id: String,
    },
}

/// What can be done with personas.
#[derive(Debug, Subcommand)]
pub(crate) enum PersonasCommand {
    /// Take in the people whom JSON files describe, and show how to log in as them.
    Add {
        /// A description; - reads one from standard input.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The organisation that meets them.
        #[arg(long, default_value = "default")]
        organisation: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// List the personas of an organisation.
    List {
        /// The organisation that meets them.
        #[arg(long, default_value = "default")]
        organisation: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Remove a persona: its logins are refused from then on.
    Remove {
        /// Its id, or its username.
        persona: String,
        /// The organisation that meets it.
        #[arg(long, default_value = "default")]
        organisation: String,
    },
    /// List the kinds of people that a description can begin with.
    Archetypes,
}

/// Which dictionary, and how.
#[derive(Debug, Args)]
pub(crate) struct DictionaryArguments {
    /// A resource, such as accounts or br/balances; without one, which there are.
    pub(crate) resource: Option<String>,
    /// Print JSON instead of CSV.
    #[arg(long)]
    pub(crate) json: bool,
}

/// What every command may be told. Absent values come from the configuration file, then from the
/// defaults that the help names.
#[derive(Clone, Debug, Default, Args, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Options {
    /// The configuration file [default: caudal.toml, if it is there].
    #[arg(long, global = true, env = "CAUDAL_CONFIG", value_name = "FILE")]
    #[serde(skip)]
    pub(crate) config: Option<PathBuf>,
    /// Where to listen; port 0 takes any free one [default: 127.0.0.1:8000].
    #[arg(long, global = true, env = "CAUDAL_LISTEN", value_name = "ADDRESS")]
    pub(crate) listen: Option<String>,
    /// sqlite://FILE or postgres://… [default: sqlite://caudal-data/caudal.db].
    #[arg(
        long,
        global = true,
        env = "CAUDAL_DATABASE_URL",
        value_name = "URL",
        hide_env_values = true
    )]
    pub(crate) database_url: Option<String>,
    /// Connections to PostgreSQL that this process opens at most [default: 16].
    #[arg(
        long,
        global = true,
        env = "CAUDAL_DATABASE_CONNECTIONS",
        value_name = "N"
    )]
    pub(crate) database_connections: Option<usize>,
    /// What this process does: answer requests, do jobs, or both [default: all].
    #[arg(long, global = true, env = "CAUDAL_ROLE")]
    pub(crate) role: Option<Role>,
    /// Made-up people, or real institutions [default: sandbox].
    #[arg(long, global = true, env = "CAUDAL_ENVIRONMENT")]
    pub(crate) environment: Option<EnvironmentName>,
    /// A file that gets the server's address once it answers, for scripts that wait for it.
    #[arg(long, global = true, env = "CAUDAL_READY_FILE", value_name = "FILE")]
    pub(crate) ready_file: Option<PathBuf>,
    /// The number that decides who lives in the sandbox [default: 0].
    #[arg(long, global = true, env = "CAUDAL_SANDBOX_SEED", value_name = "N")]
    pub(crate) sandbox_seed: Option<u64>,
    /// Let the sandbox's time stand still at this moment, such as 2026-03-01T12:00:00Z.
    #[arg(
        long,
        global = true,
        env = "CAUDAL_SANDBOX_CLOCK",
        value_name = "MOMENT"
    )]
    pub(crate) sandbox_clock: Option<String>,
    /// An API key that exists from the start, as ID:PASSWORD, instead of one made by chance.
    #[arg(
        long,
        global = true,
        env = "CAUDAL_BOOTSTRAP_KEY",
        value_name = "ID:PASSWORD",
        hide_env_values = true
    )]
    pub(crate) bootstrap_key: Option<String>,
    /// A webhook of the default organisation that exists from the start.
    #[arg(
        long,
        global = true,
        env = "CAUDAL_BOOTSTRAP_WEBHOOK",
        value_name = "URL"
    )]
    pub(crate) bootstrap_webhook: Option<String>,
    /// What is sent to that webhook as Authorization.
    #[arg(
        long,
        global = true,
        env = "CAUDAL_BOOTSTRAP_WEBHOOK_AUTHORIZATION",
        value_name = "VALUE",
        hide_env_values = true
    )]
    pub(crate) bootstrap_webhook_authorization: Option<String>,
    /// How often a delivery to a webhook is tried again [default: 5].
    #[arg(long, global = true, env = "CAUDAL_WEBHOOK_RETRIES", value_name = "N",
          value_parser = clap::value_parser!(u32).range(0..=20))]
    pub(crate) webhook_retries: Option<u32>,
    /// Seconds by which each pause before a further attempt is longer than the one before
    /// [default: 60].
    #[arg(long, global = true, env = "CAUDAL_WEBHOOK_RETRY_SECONDS", value_name = "SECONDS",
          value_parser = clap::value_parser!(u32).range(1..=3_600))]
    pub(crate) webhook_retry_seconds: Option<u32>,
    /// The file with the master key that seals secrets [default: master.key beside the database].
    #[arg(
        long,
        global = true,
        env = "CAUDAL_MASTER_KEY_FILE",
        value_name = "FILE"
    )]
    pub(crate) master_key_file: Option<PathBuf>,
    /// What to do with a second link of the same user [default: allow].
    #[arg(long, global = true, env = "CAUDAL_DUPLICATE_LINKS")]
    pub(crate) duplicate_links: Option<DuplicateLinksName>,
    /// How often recurrent links are read: 6h, 12h, 24h, 7d or 30d [default: 7d].
    #[arg(long, global = true, env = "CAUDAL_REFRESH_RATE", value_name = "RATE")]
    pub(crate) refresh_rate: Option<RefreshRateName>,
    /// When a new link's history is read: before the registration is answered, or afterwards
    /// [default: with-link].
    #[arg(long, global = true, env = "CAUDAL_HISTORY_LOAD", value_name = "WHEN")]
    pub(crate) history_load: Option<HistoryLoadName>,
    /// Seconds that work stays with a worker that has died before another one takes it
    /// [default: 60].
    #[arg(long, global = true, env = "CAUDAL_LEASE_SECONDS", value_name = "SECONDS",
          value_parser = clap::value_parser!(u32).range(10..=3_600))]
    pub(crate) lease_seconds: Option<u32>,
    /// Seconds that a session waits for the user's token [default: 720].
    #[arg(long, global = true, env = "CAUDAL_SESSION_SECONDS", value_name = "SECONDS",
          value_parser = clap::value_parser!(u32).range(1..=86_400))]
    pub(crate) session_seconds: Option<u32>,
    /// Tell webhooks a week before that a consent ends [default: true in the sandbox].
    #[arg(long, global = true, env = "CAUDAL_CONSENT_REMINDERS", num_args = 0..=1,
          default_missing_value = "true", value_name = "BOOL")]
    pub(crate) consent_reminders: Option<bool>,
    /// Tell webhooks when somebody took or lost a job, or is paid otherwise [default: true in the
    /// sandbox].
    #[arg(long, global = true, env = "CAUDAL_EMPLOYMENT_CHANGES", num_args = 0..=1,
          default_missing_value = "true", value_name = "BOOL")]
    pub(crate) employment_changes: Option<bool>,
    /// Grant only as many calls in a month as Open Finance Brasil does: on or off [default: on].
    #[arg(long, global = true, env = "CAUDAL_OPERATIONAL_LIMITS", value_name = "BOOL",
          value_parser = clap::builder::BoolishValueParser::new())]
    pub(crate) operational_limits: Option<bool>,
    /// Compress answers for clients that offer to read that [default: false].
    #[arg(long, global = true, env = "CAUDAL_COMPRESSION", num_args = 0..=1,
          default_missing_value = "true", value_name = "BOOL")]
    pub(crate) compression: Option<bool>,
    /// How many links, accounts, transactions and employment records an organisation may delete in a
    /// minute, of each; 0 for no limit [default: 5].
    #[arg(long, global = true, env = "CAUDAL_DELETES_PER_MINUTE", value_name = "N",
          value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    pub(crate) deletes_per_minute: Option<u32>,
    /// Show what is counted at /metrics [default: true].
    #[arg(long, global = true, env = "CAUDAL_METRICS", num_args = 0..=1,
          default_missing_value = "true", value_name = "BOOL")]
    pub(crate) metrics: Option<bool>,
    /// How many requests may come from one address in 30 seconds; 0 for no limit [default: 0].
    #[arg(long, global = true, env = "CAUDAL_REQUESTS_PER_IP", value_name = "N",
          value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    pub(crate) requests_per_ip: Option<u32>,
    /// What is logged: error, warn, info, debug, or a filter such as caudal_engine=debug
    /// [default: info].
    #[arg(long, global = true, env = "CAUDAL_LOG", value_name = "FILTER")]
    pub(crate) log: Option<String>,
    /// How it is logged [default: text].
    #[arg(long, global = true, env = "CAUDAL_LOG_FORMAT")]
    pub(crate) log_format: Option<LogFormat>,
}

/// What a process does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    /// Answer requests and do jobs.
    #[default]
    All,
    /// Only answer requests.
    Api,
    /// Only do jobs.
    Worker,
}

/// What a deployment is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum EnvironmentName {
    /// Made-up people.
    #[default]
    Sandbox,
    /// Real institutions.
    Production,
}

/// Whether a user may be linked twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum DuplicateLinksName {
    /// Make the second link.
    #[default]
    Allow,
    /// Answer `duplicated`.
    Refuse,
}

/// How often recurrent links are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize)]
pub(crate) enum RefreshRateName {
    /// Every six hours.
    #[value(name = "6h")]
    #[serde(rename = "6h")]
    SixHours,
    /// Every twelve hours.
    #[value(name = "12h")]
    #[serde(rename = "12h")]
    TwelveHours,
    /// Every day.
    #[value(name = "24h")]
    #[serde(rename = "24h")]
    Day,
    /// Every week.
    #[value(name = "7d")]
    #[serde(rename = "7d")]
    Week,
    /// Every month, on the link's own day.
    #[value(name = "30d")]
    #[serde(rename = "30d")]
    Month,
}

impl From<RefreshRateName> for RefreshRate {
    fn from(name: RefreshRateName) -> Self {
        match name {
            RefreshRateName::SixHours => Self::SixHours,
            RefreshRateName::TwelveHours => Self::TwelveHours,
            RefreshRateName::Day => Self::Day,
            RefreshRateName::Week => Self::Week,
            RefreshRateName::Month => Self::Month,
        }
    }
}

/// When a new link's history is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum HistoryLoadName {
    /// Before the registration is answered: whoever has the link has its data.
    #[default]
    WithLink,
    /// Afterwards, as a job; events tell when the data is there.
    Later,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For machines: one JSON object per line.
    Json,
}
