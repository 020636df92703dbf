//! The use cases: who may do what, in which order, and what is written when it is done.
//!
//! Every function takes the [`Caller`] it acts for, decides, asks connectors, and writes one batch.
//! HTTP is above it, SQL below it; rules about links, retrievals and ids live here and nowhere else.

mod agenda;
mod caller;
mod clock;
mod consents;
mod documents;
mod engine;
mod events;
mod failure;
mod faults;
mod feed;
mod firing;
mod idempotency;
mod import;
mod injections;
mod institutions;
mod journal;
mod keys;
mod links;
mod metrics;
mod paging;
mod personal;
mod personas;
mod refresh;
mod reset;
mod retention;
mod retrieval;
mod vault;
mod visiting;
mod webhooks;
mod worker;

pub use caller::{Caller, STEPS_MAX, Step, Tenant, Trace};
pub use engine::{
    DuplicateLinks, Engine, Environment, HistoryLoad, INSTITUTION_TIME_MAX_DEFAULT,
    LEASE_SECONDS_DEFAULT, SESSION_SECONDS_DEFAULT, Settings, TURN_TIME_MAX_DEFAULT,
    WEBHOOK_RETRIES_DEFAULT, WEBHOOK_RETRY_SECONDS_DEFAULT,
};
pub use failure::{EngineError, Outcome};
pub use faults::FAULTS_MAX;
pub use feed::{EVENTS_DAYS, Feed, History};
pub use idempotency::{IDEMPOTENCY_HOURS, Turn};
pub use import::{ARCHIVE_FILES_MAX, IMPORT_BYTES_MAX, INFLATED_BYTES_MAX, INFLATION_MAX, Upload};
pub use injections::{INJECTION_DAYS_MAX, INJECTIONS_MAX};
pub use journal::{JOURNAL_DAYS, Journal};
pub use keys::NewKey;
pub use metrics::Metrics;
pub use paging::{PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX, Paging};
pub use personas::{PERSONAS_MAX, Personas};
pub use retrieval::Retrieved;
pub use vault::{Vault, VaultError};
pub use webhooks::{
    DELIVERY_TIME_MAX, FAILING_DAYS_MAX, MASKED, RETRY_AFTER_SECONDS_MAX, Sender, Signer,
    WEBHOOKS_MAX, WebhookChange, new_secret,
};
pub use worker::{Advanced, Ran, Worker};
