//! Opening and closing.

use std::fmt;

use crate::batch::Batch;
use crate::db::{Db, Engine};
use crate::error::StoreError;

/// The most reader threads or connections that may be asked for.
const CONNECTIONS_MAX: usize = 256;

/// An open database. Clones share the same connections.
#[derive(Clone)]
pub struct Store {
    pub(crate) db: Db,
}

/// How a database is opened.
#[derive(Clone, Debug)]
pub struct StoreOptions {
    /// Reader threads of SQLite, each with a connection of its own.
    pub readers: usize,
    /// Connections to PostgreSQL, opened as they are needed.
    pub postgres_connections: usize,
    /// Whether each use of SQLite is waited for on the spot, and stops for a moment before and after:
    /// the scheduler of a simulation then decides alone who acts next and who dies. Not for serving.
    pub lockstep: bool,
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self {
            readers: std::thread::available_parallelism()
                .map_or(2, usize::from)
                .clamp(2, 8),
            postgres_connections: 8,
            lockstep: false,
        }
    }
}

impl Store {
    /// Opens the database at `sqlite://path` (relative or absolute; file and folder are made where
    /// they are missing) or `postgres://user:password@host/database`.
    ///
    /// A PostgreSQL connection is encrypted when the URL says `sslmode=require`, `verify-ca` or
    /// `verify-full`; the certificate is then always verified, against the public authorities or
    /// those in the PEM file that `sslrootcert` names.
    ///
    /// # Errors
    /// A URL that cannot be used, or a database that cannot be reached.
    pub async fn open(url: &str, options: &StoreOptions) -> Result<Self, StoreError> {
        let options = StoreOptions {
            readers: options.readers.clamp(1, CONNECTIONS_MAX),
            postgres_connections: options.postgres_connections.clamp(1, CONNECTIONS_MAX),
            lockstep: options.lockstep,
        };
        Ok(Self {
            db: Db::open(url, &options).await?,
        })
    }

    /// Which database this is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.db.engine()
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// When it gives none.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.db.ping().await
    }

    /// How the database makes sure that what it acknowledged survives a crash, in its own words: for
    /// `doctor` to show. SQLite: the journal's mode and when it is flushed. PostgreSQL: whether a
    /// commit waits for the disk.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn durability(&self) -> Result<String, StoreError> {
        self.db.durability().await
    }

    /// Writes the whole batch, durably, or nothing of it.
    ///
    /// The writing goes on to its end even where the caller stops waiting for it.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when a row that the batch relies on is not as it should be.
    pub async fn write(&self, mut batch: Batch) -> Result<(), StoreError> {
        if batch.is_empty() {
            return Ok(());
        }
        batch.raise_revisions();
        self.db.write(batch.statements).await
    }

    /// Finishes the writes that were begun and lets go of the database; whatever is asked of any
    /// clone afterwards fails with [`StoreError::Closed`].
    pub async fn close(&self) {
        self.db.close().await;
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Store({})", self.engine())
    }
}
