//! Connections for lookups by key, which are done by whoever asks: handing ten microseconds of work
//! to another thread and back takes longer than the work.

use std::path::Path;
use std::sync::Mutex;

use rusqlite::Connection;

use super::{all, connection};
use crate::db::{Query, Row};
use crate::error::StoreError;

/// One connection for each thread that may ask at the same time.
pub(super) struct Lookups(Vec<Mutex<Option<Connection>>>);

impl Lookups {
    pub(super) fn open(path: &Path, count: usize) -> Result<Self, StoreError> {
        let connections = (0..count).map(|_| {
            let connection = connection::open(path, connection::Role::Lookup)?;
            Ok(Mutex::new(Some(connection)))
        });
        Ok(Self(connections.collect::<Result<_, StoreError>>()?))
    }

    /// The first row of a query that finds its rows by their key; nothing when every connection is
    /// in use, or the database is busy: then a reading thread has the time to wait.
    pub(super) fn row<T>(
        &self,
        query: &Query,
        read: fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Option<Result<Option<T>, StoreError>> {
        let mut free = self.0.iter().filter_map(|slot| slot.try_lock().ok());
        let held = free.next()?;
        let found = all(held.as_ref()?, query, read);
        match found {
            Err(StoreError::Unavailable(_)) => None,
            found => Some(found.map(|rows| rows.into_iter().next())),
        }
    }

    pub(super) fn close(&self) {
        for slot in &self.0 {
            if let Ok(mut slot) = slot.lock() {
                slot.take();
            }
        }
    }
}
