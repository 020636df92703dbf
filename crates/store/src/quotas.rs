//! How often a network was asked for somebody's data in a month.

use uuid::Uuid;

use crate::batch::Batch;
use crate::db::{Query, Statement, values};
use crate::error::StoreError;
use crate::store::Store;

/// Whose calls, of which kind, in which month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota<'a> {
    /// Who, as a digest that tells nothing else.
    pub holder: &'a [u8],
    /// The kind of call.
    pub call: &'a str,
    /// The month, as `2026-03`.
    pub month: &'a str,
    /// The most calls of this kind in a month.
    pub limit: u32,
}

impl Store {
    /// How many calls of each kind a holder's month has seen.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn calls_used(
        &self,
        organisation: Uuid,
        holder: &[u8],
        month: &str,
    ) -> Result<Vec<(String, i64)>, StoreError> {
        let query = Query::new(
            "SELECT call, used FROM quotas \
             WHERE organisation = $1 AND holder = $2 AND month = $3 ORDER BY call",
            values![organisation, holder, month],
        );
        self.db
            .rows(query, |row| Ok((row.text(0)?, row.integer(1)?)))
            .await
    }

    /// Forgets the months before this one; says how many counts there were.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn prune_quotas(&self, month: &str) -> Result<u64, StoreError> {
        let query = Query::new("DELETE FROM quotas WHERE month < $1", values![month]);
        self.db.count_changed(query).await
    }
}

impl Batch {
    /// Counts one call; conflicts when there is none left.
    pub fn use_call(&mut self, organisation: Uuid, quota: Quota<'_>) -> &mut Self {
        let Quota {
            holder,
            call,
            month,
            limit,
        } = quota;
        self.push(
            Statement::new(
                "INSERT INTO quotas (organisation, holder, call, month, used) \
                 VALUES ($1, $2, $3, $4, 1) \
                 ON CONFLICT (organisation, holder, call, month) \
                 DO UPDATE SET used = quotas.used + 1 WHERE quotas.used < $5",
                values![organisation, holder, call, month, i64::from(limit)],
            )
            .expecting(1, "the month's calls are used up"),
        )
    }
}
