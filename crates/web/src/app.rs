//! What every handler can reach.

use std::ops::Deref;
use std::sync::Arc;

use axum::body::Bytes;
use caudal_engine::{Engine, Journal, Personas};

use crate::page_cache::PageCache;
use crate::throttle::Throttle;

/// Switches of the HTTP face.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Features {
    /// Whether answers are compressed when the client offers to read that. Off by default: it costs
    /// more than the request itself, and a proxy does it as well.
    pub compression: bool,
    /// How many links, accounts, transactions and employment records an organisation may delete in a
    /// minute, of each; 0 for as many as it likes.
    pub deletes_per_minute: u32,
    /// How many requests may come from one address in 30 seconds; 0 for as many as it likes.
    pub requests_per_ip: u32,
    /// Whether requests are counted, and `/metrics` shows what was.
    pub metrics: bool,
}

/// The application, as every handler gets it: a request copies it several times, so it is a reference.
#[derive(Clone, Debug)]
pub struct App(Arc<Parts>);

/// What the application is made of: the engine, the journal and what was rendered once at the start.
#[derive(Debug)]
pub struct Parts {
    pub(crate) engine: Arc<Engine>,
    pub(crate) journal: Journal,
    pub(crate) openapi: Bytes,
    pub(crate) features: Features,
    pub(crate) pages: PageCache,
    pub(crate) personas: Option<Personas>,
    pub(crate) throttle: Throttle,
}

impl App {
    /// Puts the application together; a sandbox brings its personas, and gets addresses to describe
    /// them at.
    #[must_use]
    pub fn new(
        engine: Arc<Engine>,
        journal: Journal,
        features: Features,
        personas: Option<Personas>,
    ) -> Self {
        let document = caudal_model::openapi::document(env!("CARGO_PKG_VERSION"));
        Self(Arc::new(Parts {
            engine,
            journal,
            openapi: Bytes::from(document.to_string()),
            features,
            pages: PageCache::default(),
            personas,
            throttle: Throttle::new(features),
        }))
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
