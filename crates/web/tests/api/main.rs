//! The API through HTTP, in one process, on both databases.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that meets what it does not expect has failed"
)]

mod connections;
mod consents;
mod door;
mod faults;
mod hostile;
mod idempotency;
mod imports;
mod injections;
mod journal;
mod links;
mod lists;
mod metrics;
mod outage;
mod parts;
mod personas;
mod quotas;
mod refresh;
mod retrieval;
mod sandbox;
mod server;
mod sessions;
mod tenancy;
mod throttle;
mod webhooks;
