//! How much waits to be done: for whoever watches over the deployment.

use caudal_model::Timestamp;

use crate::db::{Query, values};
use crate::error::StoreError;
use crate::store::Store;

/// Something that workers work off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Queue {
    /// Jobs.
    Jobs,
    /// Deliveries of events.
    Deliveries,
}

/// How much waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// How many are not done yet, those that are being worked on included.
    pub count: u64,
    /// When the first of them is due, or its worker's lease ends.
    pub first_due_at: Option<Timestamp>,
}

impl Queue {
    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Jobs => "jobs",
            Self::Deliveries => "deliveries",
        }
    }
}

impl Store {
    /// How much waits in this queue, of all organisations.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn waiting(&self, queue: Queue) -> Result<Waiting, StoreError> {
        let table = queue.as_str();
        let query = Query::new(
            format!("SELECT count(*), min(due_at) FROM {table} WHERE due_at IS NOT NULL"),
            values![],
        );
        let found = self.db.row(query, |row| {
            Ok(Waiting {
                count: row.small(0)?,
                first_due_at: row.optional_timestamp(1)?,
            })
        });
        Ok(found.await?.unwrap_or(Waiting {
            count: 0,
            first_due_at: None,
        }))
    }
}
