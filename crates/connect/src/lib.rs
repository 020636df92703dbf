//! How Caudal reaches institutions: the [`Connector`] trait, its implementations, and the
//! [`Connectors`] that a deployment has switched on.
//!
//! A connector knows one family of institutions and nothing about tenants' storage, webhooks or the
//! HTTP API: it logs in, resumes, and turns what it reads into documents.
//!
//! [`outbound`] is the one way out to addresses that somebody else chose.

pub mod connector;
pub mod context;
pub mod files;
pub mod outbound;
pub mod registry;
pub mod sandbox;

pub use caudal_sandbox::{Credentials, Holder, Persona, World};
pub use connector::{Connector, ConnectorError, Fetch, Harvest, Login, LoginRequest, Visit};
pub use context::{Chance, Clock, ClockSetting, Context};
pub use files::{FILES_INSTITUTION, FilesConnector};
pub use outbound::{Answered, Outbound, OutboundError, Outgoing, Reach, SystemResolver};
pub use registry::Connectors;
pub use sandbox::{KnownAs, PersonaSource, SandboxConnector};
