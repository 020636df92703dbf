//! The API as values: what a resource looks like, which filters it offers, what a request may say
//! and which errors there are.
//!
//! A resource is declared once, in a file of its own under [`resources`]: its structs, and one
//! `static` [`Resource`] with its path, operations, filters, retrieval body and schema. Routes,
//! filters, storage, the OpenAPI document and the connector hooks all follow from that table.
//!
//! Nothing here talks to a database, a network or a clock.

pub mod announcement;
pub mod body;
pub mod document;
pub mod event;
pub mod extent;
pub mod facets;
pub mod failure;
pub mod filter;
pub mod identity;
pub mod money;
pub mod openapi;
pub mod resource;
pub mod resources;
pub mod time;

pub use announcement::{Announcement, History};
pub use body::{Body, Field, FieldKind, Values};
pub use document::{Document, Item, Stamp, Stamper};
pub use event::{Event, Occurrence, Process};
pub use extent::{Cadence, Extent};
pub use failure::{ApiError, Failure};
pub use filter::{Condition, Filter, FilterKind, Operand, Operator};
pub use identity::Identities;
pub use money::Money;
pub use resource::{Kind, Manner, Operations, Resource};
pub use time::{Date, Timestamp};
