//! The API through HTTP, in one process, on both databases.

mod door;
mod hostile;
mod links;
mod lists;
mod retrieval;
mod server;
mod sessions;
mod tenancy;
