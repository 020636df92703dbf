//! An organisation's revision: a number that every change of its links or documents raises, so that
//! what was rendered under one revision may be sent again for as long as it stands.

use uuid::Uuid;

use crate::batch::Batch;
use crate::db::{Query, Statement, values};
use crate::error::StoreError;
use crate::store::Store;

impl Store {
    /// The organisation's revision; 0 for an organisation that is not there.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn revision(&self, organisation: Uuid) -> Result<i64, StoreError> {
        let query = Query::new(
            "SELECT revision FROM organisations WHERE id = $1",
            values![organisation],
        );
        Ok(self
            .db
            .row(query, |row| row.integer(0))
            .await?
            .unwrap_or_default())
    }
}

impl Batch {
    /// Notes that the batch changes what readers of this organisation see.
    pub(crate) fn touch(&mut self, organisation: Uuid) {
        self.touched.insert(organisation);
    }

    /// Raises the revisions of the organisations that the batch touches: last, because every other
    /// writer of the organisation waits for that row.
    pub(crate) fn raise_revisions(&mut self) {
        for organisation in std::mem::take(&mut self.touched) {
            self.push(Statement::new(
                "UPDATE organisations SET revision = revision + 1 WHERE id = $1",
                values![organisation],
            ));
        }
    }
}
