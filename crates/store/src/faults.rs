//! Faults: what goes wrong in a sandbox because an organisation wants to see it.

use caudal_model::Timestamp;
use uuid::Uuid;

use crate::batch::Batch;
use crate::db::{Query, Row, Statement, values};
use crate::error::StoreError;
use crate::store::Store;

/// Something that goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its id.
    pub id: Uuid,
    /// To whom it happens.
    pub organisation: Uuid,
    /// When it was made.
    pub created_at: Timestamp,
    /// How often it struck.
    pub struck: u32,
    /// What was said of it, as JSON.
    pub body: String,
}

const COLUMNS: &str = "id, organisation, created_at, struck, body";

impl Store {
    /// The organisation's faults, the newest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn faults(&self, organisation: Uuid) -> Result<Vec<Fault>, StoreError> {
        let query = Query::new(
            format!(
                "SELECT {COLUMNS} FROM faults WHERE organisation = $1 \
                 ORDER BY created_at DESC, seq DESC"
            ),
            values![organisation],
        );
        self.db.rows(query, Fault::read).await
    }

    /// Counts that a fault strikes; whether it still may: it is there, and struck fewer times than it
    /// is to.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn strike(
        &self,
        organisation: Uuid,
        id: Uuid,
        times: u32,
    ) -> Result<bool, StoreError> {
        let query = Query::new(
            "UPDATE faults SET struck = struck + 1 \
             WHERE organisation = $1 AND id = $2 AND struck < $3 RETURNING 1",
            values![organisation, id, i64::from(times)],
        );
        Ok(!self.db.change(query, |_| Ok(())).await?.is_empty())
    }
}

impl Batch {
    /// Adds a fault; conflicts when its id is taken.
    pub fn insert_fault(&mut self, fault: &Fault) -> &mut Self {
        self.push(Statement::new(
            format!("INSERT INTO faults ({COLUMNS}) VALUES ($1, $2, $3, $4, $5)"),
            values![
                fault.id,
                fault.organisation,
                fault.created_at,
                i64::from(fault.struck),
                &fault.body,
            ],
        ))
    }

    /// Removes a fault; conflicts when it is absent.
    pub fn delete_fault(&mut self, organisation: Uuid, id: Uuid) -> &mut Self {
        self.push(
            Statement::new(
                "DELETE FROM faults WHERE organisation = $1 AND id = $2",
                values![organisation, id],
            )
            .expecting(1, "no such fault"),
        )
    }

    /// Removes all faults of an organisation.
    pub fn delete_faults(&mut self, organisation: Uuid) -> &mut Self {
        self.push(Statement::new(
            "DELETE FROM faults WHERE organisation = $1",
            values![organisation],
        ))
    }
}

impl Fault {
    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.uuid(0)?,
            organisation: row.uuid(1)?,
            created_at: row.timestamp(2)?,
            struck: row.small(3)?,
            body: row.text(4)?,
        })
    }
}
