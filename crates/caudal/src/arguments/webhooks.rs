//! The commands about webhooks.

use clap::{Args, Subcommand};

use super::ServerArguments;

/// What can be done with webhooks.
#[derive(Debug, Subcommand)]
pub(crate) enum WebhooksCommand {
    /// Register a webhook; the key of its signatures is shown this once.
    Add {
        /// Where events are to be sent.
        url: String,
        /// What to send as Authorization.
        #[arg(long, env = "CAUDAL_WEBHOOK_AUTHORIZATION", hide_env_values = true)]
        authorization: Option<String>,
        /// The organisation that is told.
        #[arg(long, default_value = "default")]
        organisation: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// List the webhooks of every organisation.
    List {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Remove a webhook and what was sent to it.
    Remove {
        /// Its id.
        id: uuid::Uuid,
    },
    /// Enable a webhook that was disabled.
    Enable {
        /// Its id.
        id: uuid::Uuid,
    },
    /// Show what was sent lately and what came of it, the newest first.
    Log {
        /// Only to this webhook.
        #[arg(long, value_name = "ID")]
        webhook: Option<uuid::Uuid>,
        /// How many attempts.
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=10_000))]
        limit: u32,
        /// The organisation that was told.
        #[arg(long, default_value = "default")]
        organisation: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Send events again: one, a stretch of the feed, or what was given up since a moment.
    Replay(ReplayArguments),
    /// Follow a running server's events, and hand them to a local program.
    Listen(ListenArguments),
}

/// What is sent again.
#[derive(Debug, Args)]
#[group(required = true, multiple = false, args = ["event", "after", "failed_since"])]
pub(crate) struct ReplayArguments {
    /// The event's id, 32 hexadecimal digits.
    pub(crate) event: Option<uuid::Uuid>,
    /// Events behind this place of the feed.
    #[arg(long, value_name = "PLACE")]
    pub(crate) after: Option<i64>,
    /// Up to and including this place.
    #[arg(long, value_name = "PLACE", requires = "after")]
    pub(crate) before: Option<i64>,
    /// Only events of this link.
    #[arg(long, value_name = "ID", requires = "after")]
    pub(crate) link: Option<uuid::Uuid>,
    /// What was given up since this moment, such as 2026-03-01T12:00:00Z.
    #[arg(long, value_name = "MOMENT")]
    pub(crate) failed_since: Option<String>,
    /// Only to this webhook.
    #[arg(long, value_name = "ID")]
    pub(crate) webhook: Option<uuid::Uuid>,
    /// The organisation that is told.
    #[arg(long, default_value = "default")]
    pub(crate) organisation: String,
}

/// Whose events are followed, and what becomes of them.
#[derive(Debug, Args)]
pub(crate) struct ListenArguments {
    /// A program's address that gets every event as a webhook would.
    #[arg(long, value_name = "URL")]
    pub(crate) forward: Option<String>,
    #[command(flatten)]
    pub(crate) server: ServerArguments,
    /// Begin behind this place of the feed instead of now.
    #[arg(long, value_name = "PLACE")]
    pub(crate) after: Option<i64>,
    /// Sign what is handed on with this key [default: one made by chance].
    #[arg(long, value_name = "WHSEC")]
    pub(crate) secret: Option<String>,
    /// Print each event as it came.
    #[arg(long)]
    pub(crate) json: bool,
}
