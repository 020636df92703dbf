//! The commands that act on a running server's sandbox.

use clap::{Args, Subcommand, ValueEnum};

/// Which server is asked, and with which key.
#[derive(Clone, Debug, Args)]
pub(crate) struct ServerArguments {
    /// The server [default: where this configuration listens].
    #[arg(long, value_name = "URL")]
    pub(crate) server: Option<String>,
    /// The API key [default: the bootstrap key].
    #[arg(long, value_name = "ID:PASSWORD")]
    pub(crate) key: Option<String>,
}

/// What can be done with a sandbox's clock.
#[derive(Debug, Subcommand)]
pub(crate) enum ClockCommand {
    /// Show what time it is in the sandbox.
    Show {
        #[command(flatten)]
        server: ServerArguments,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Move the clock on and do everything that falls due on the way: refreshes, consents that end,
    /// data that is forgotten.
    ///
    /// `caudal clock advance 30d` moves it by a span: a number and s, m, h, d or w. `caudal clock
    /// advance --to 2026-04-01T00:00:00Z` moves it to a moment. It never goes back.
    Advance {
        /// How far, such as 90s, 12h, 30d or 2w.
        #[arg(required_unless_present = "to", conflicts_with = "to")]
        span: Option<String>,
        /// Where to, such as 2026-04-01T00:00:00Z.
        #[arg(long, value_name = "MOMENT")]
        to: Option<String>,
        #[command(flatten)]
        server: ServerArguments,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Let the clock stand still where it is.
    Hold {
        #[command(flatten)]
        server: ServerArguments,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Let the clock run on from where it is.
    Run {
        #[command(flatten)]
        server: ServerArguments,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

/// What can be done in a sandbox.
#[derive(Debug, Subcommand)]
pub(crate) enum SandboxCommand {
    /// List the events that can be let happen.
    Events {
        #[command(flatten)]
        server: ServerArguments,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Let an event happen to a link; webhooks and the change feed tell of it at once.
    ///
    /// It says what is true of the link, or what --data says: `caudal sandbox fire LINK LINK
    /// token_required`. Nothing happens to the link itself.
    Fire(FireArguments),
    /// Add a movement to a current or savings account: its institution shows it from now on, and the
    /// next refresh or retrieval finds it.
    Transact(TransactArguments),
    /// Delete everything that the key's organisation has but its keys, webhooks and personas.
    Reset {
        #[command(flatten)]
        server: ServerArguments,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

/// Which way money moves, seen from the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Way {
    /// It comes in.
    #[value(name = "inflow", alias = "INFLOW")]
    In,
    /// It goes out.
    #[value(name = "outflow", alias = "OUTFLOW")]
    Out,
}

/// The event that is let happen.
#[derive(Debug, Args)]
pub(crate) struct FireArguments {
    /// The link's id.
    pub(crate) link: uuid::Uuid,
    /// The event's type, such as TRANSACTIONS.
    pub(crate) webhook_type: String,
    /// The event's code, such as historical_update.
    pub(crate) webhook_code: String,
    /// What the event carries, as a JSON object.
    #[arg(long, value_name = "JSON")]
    pub(crate) data: Option<String>,
    #[command(flatten)]
    pub(crate) server: ServerArguments,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// The movement that is added.
#[derive(Debug, Args)]
pub(crate) struct TransactArguments {
    /// The account's id.
    pub(crate) account: uuid::Uuid,
    /// Whether the money comes in or goes out.
    pub(crate) direction: Way,
    /// How much, such as 12.30.
    pub(crate) amount: String,
    /// What the statement says.
    #[arg(long)]
    pub(crate) description: Option<String>,
    /// The day, such as 2026-03-01 [default: today, in the sandbox].
    #[arg(long, value_name = "DAY")]
    pub(crate) on: Option<String>,
    /// Let it not be booked yet.
    #[arg(long)]
    pub(crate) pending: bool,
    /// What the money is for, such as "Food & Groceries".
    #[arg(long)]
    pub(crate) category: Option<String>,
    #[command(flatten)]
    pub(crate) server: ServerArguments,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
