//! The HTTP face: routes, authentication, parsing, rendering, and the pages.
//!
//! A handler authenticates, parses, calls one function of the engine and renders its answer. It
//! decides nothing about links or data. Every route stands in `routes.rs`.

mod address;
mod app;
mod body;
mod breakdown;
mod clock;
mod consents;
mod entry;
mod events;
mod faults;
mod idempotency;
mod imports;
mod injections;
mod institutions;
mod links;
mod listing;
mod logo;
mod metrics;
mod page_cache;
mod patience;
mod personas;
mod problem;
mod query;
mod reference;
mod resources;
mod routes;
mod sandbox;
mod select;
mod server;
mod throttle;
mod webhooks;
mod window;

pub use app::{App, Features};
pub use routes::router;
pub use server::{Limits, Server};
