//! The use cases without HTTP, on both databases, before a bank that does what a test tells it.
//!
//! The bank is the one thing that is made up: refusals, slowness and panics of a remote institution
//! cannot be had otherwise.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that meets what it does not expect has failed"
)]

mod again;
mod bank;
mod deliveries;
mod deployment;
mod jobs;
mod life_cycle;
mod links;
mod races;
mod retention;
mod time;
