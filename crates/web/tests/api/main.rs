//! The API through HTTP, in one process, on both databases.

mod connections;
mod door;
mod hostile;
mod journal;
mod links;
mod lists;
mod outage;
mod retrieval;
mod server;
mod sessions;
mod tenancy;
