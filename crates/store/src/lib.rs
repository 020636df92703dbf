//! Where everything that Caudal keeps is kept: SQLite or PostgreSQL behind one [`Store`].
//!
//! Documents are kept as the JSON text that a reader will get, beside the few values that filters
//! look at. A write is a [`Batch`]: all of it happens or nothing. Every function that touches a
//! customer's data takes the organisation it acts for first. What the store does not know: what a
//! document means, what time it is, and who asks.

mod appointments;
mod batch;
mod clock;
mod condition;
mod consents;
mod db;
mod deliveries;
mod delivery_log;
mod documents;
mod error;
mod events;
mod facets;
mod faults;
mod idempotency;
mod injections;
mod items;
mod jobs;
mod keys;
mod links;
mod listing;
mod migration;
mod personas;
mod queues;
mod quotas;
mod replay;
mod requests;
mod reset;
mod retention;
mod revision;
mod secrets;
mod sequences;
mod sessions;
mod store;
mod webhooks;

pub use appointments::Appointment;
pub use batch::Batch;
pub use clock::KeptClock;
pub use consents::Consent;
pub use db::Engine;
pub use deliveries::{
    DELIVERIES_CLAIMED_MAX, Delivery, DeliveryAttempt, DeliveryOutcome, DeliveryState,
};
pub use delivery_log::{KeptDelivery, LoggedAttempt};
pub use documents::{Known, Stored};
pub use error::StoreError;
pub use events::{EVENTS_MAX, EventChoice, KeptEvent};
pub use facets::fold;
pub use faults::Fault;
pub use idempotency::{Attempt, Holder, KeptAnswer};
pub use injections::Injection;
pub use items::Items;
pub use jobs::Job;
pub use keys::{ApiKey, Organisation};
pub use links::Link;
pub use listing::{Listing, PAGE_SIZE_MAX, Page};
pub use migration::{Migration, migrations};
pub use personas::{Known as KnownPersona, Persona};
pub use queues::{Queue, Waiting};
pub use quotas::Quota;
pub use replay::{REPLAYED_MAX, Replay};
pub use requests::RequestRecord;
pub use reset::Belongings;
pub use sessions::Session;
pub use store::{Store, StoreOptions};
pub use webhooks::Webhook;
