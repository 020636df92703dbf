//! What every handler can reach.

use std::sync::Arc;

use axum::body::Bytes;
use caudal_engine::{Engine, Journal, Personas};

use crate::page_cache::PageCache;

/// Switches of the HTTP face.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Features {
    /// Whether answers are compressed when the client offers to read that. Off by default: it costs
    /// more than the request itself, and a proxy does it as well.
    pub compression: bool,
}

/// The application: the engine, the journal and what was rendered once at the start.
#[derive(Clone, Debug)]
pub struct App {
    pub(crate) engine: Arc<Engine>,
    pub(crate) journal: Journal,
    pub(crate) openapi: Bytes,
    pub(crate) features: Features,
    pub(crate) pages: PageCache,
    pub(crate) personas: Option<Personas>,
}

impl App {
    /// Puts the application together.
    #[must_use]
    pub fn new(engine: Arc<Engine>, journal: Journal, features: Features) -> Self {
        let document = caudal_model::openapi::document(env!("CARGO_PKG_VERSION"));
        Self {
            engine,
            journal,
            openapi: Bytes::from(document.to_string()),
            features,
            pages: PageCache::default(),
            personas: None,
        }
    }

    /// The same with the personas of a sandbox, and the addresses to describe them at.
    #[must_use]
    pub fn with_personas(self, personas: Option<Personas>) -> Self {
        Self { personas, ..self }
    }
}
