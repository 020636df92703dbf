//! The store's tests. Every one of them runs on SQLite and on PostgreSQL, each time on a fresh
//! database.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets what it does not expect has failed"
)]

mod batches;
mod consents;
mod deliveries;
mod documents;
mod durability;
mod faults;
mod fixtures;
mod idempotency;
mod injections;
mod jobs;
mod keys;
mod links;
mod migrations;
mod parity;
mod personas;
mod quotas;
mod requests;
mod reset;
mod sessions;
mod tenancy;
mod webhooks;
