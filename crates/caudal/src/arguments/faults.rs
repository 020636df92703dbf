//! The arguments of `caudal faults`.

use caudal_model::resources::fault::FAULT_PROFILES;
use clap::{Args, Subcommand};

/// What can be done with faults.
#[derive(Debug, Subcommand)]
pub(crate) enum FaultsCommand {
    /// Let something go wrong from now on.
    Add(FaultArguments),
    /// List the faults of an organisation, and how often each struck.
    List {
        /// The organisation that suffers them.
        #[arg(long, default_value = "default")]
        organisation: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Let everything go well again.
    Clear {
        /// The organisation that suffers them.
        #[arg(long, default_value = "default")]
        organisation: String,
    },
}

/// What is to go wrong.
#[derive(Debug, Args)]
pub(crate) struct FaultArguments {
    /// What goes wrong.
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(FAULT_PROFILES))]
    pub(crate) profile: String,
    /// Only at this institution.
    #[arg(long, value_name = "NAME")]
    pub(crate) institution: Option<String>,
    /// Only with this link.
    #[arg(long, value_name = "ID")]
    pub(crate) link: Option<uuid::Uuid>,
    /// Only to the user of this name.
    #[arg(long, value_name = "NAME")]
    pub(crate) username: Option<String>,
    /// Only when this is read, such as TRANSACTIONS.
    #[arg(long, value_name = "RESOURCE")]
    pub(crate) resource: Option<String>,
    /// How often it strikes where it could, from 0 to 1.
    #[arg(long, value_name = "SHARE")]
    pub(crate) probability: Option<String>,
    /// Only so many times.
    #[arg(long, value_name = "N")]
    pub(crate) next: Option<u32>,
    /// By how many milliseconds the institution answers late.
    #[arg(long, value_name = "MILLISECONDS")]
    pub(crate) delay_ms: Option<u32>,
    /// Only before this moment of the sandbox's time.
    #[arg(long, value_name = "MOMENT")]
    pub(crate) until: Option<String>,
    /// The organisation that suffers it.
    #[arg(long, default_value = "default")]
    pub(crate) organisation: String,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
