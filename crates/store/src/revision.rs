//! An organisation's revision: a number that every change of its links or documents raises, so that
//! what was rendered under one revision may be sent again for as long as it stands.

use uuid::Uuid;

use crate::batch::Batch;
use crate::db::{Gather, Gathers, Lookup, Query, Row, Statement, Value, values};
use crate::error::StoreError;
use crate::store::Store;

impl Store {
    /// The organisation's revision; 0 for an organisation that is not there.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn revision(&self, organisation: Uuid) -> Result<i64, StoreError> {
        let found = self.db.look_up(RevisionKey(organisation)).await?;
        Ok(found.unwrap_or_default())
    }
}

/// Whose revision it is.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct RevisionKey(Uuid);

impl Lookup for RevisionKey {
    type Found = i64;

    fn query(&self) -> Query {
        Query::new(
            "SELECT revision FROM organisations WHERE id = $1",
            values![self.0],
        )
    }

    fn query_of_several(keys: &[Self]) -> Query {
        Query::new(
            "SELECT number, revision FROM UNNEST($1) WITH ORDINALITY AS key (id, number) \
             JOIN organisations USING (id)",
            vec![Value::Uuids(keys.iter().map(|key| key.0).collect())],
        )
    }

    fn read(row: &Row<'_>, column: usize) -> Result<i64, StoreError> {
        row.integer(column)
    }

    fn gather(gathers: &Gathers) -> &Gather<Self> {
        &gathers.revisions
    }
}

impl Batch {
    /// Notes that the batch changes what readers of this organisation see.
    pub(crate) fn touch(&mut self, organisation: Uuid) {
        self.touched.insert(organisation);
    }

    /// Raises the revisions of the organisations that the batch touches: last, because every other
    /// writer of the organisation waits for that row. Behind it stand only events.
    pub(crate) fn raise_revisions(&mut self) {
        for organisation in std::mem::take(&mut self.touched) {
            self.push(Statement::new(
                "UPDATE organisations SET revision = revision + 1 WHERE id = $1",
                values![organisation],
            ));
        }
        self.statements.append(&mut self.last);
    }
}
