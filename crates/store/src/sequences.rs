//! Numbers that count up: 1, 2, 3 …

use uuid::Uuid;

use crate::db::{Query, values};
use crate::error::StoreError;
use crate::store::Store;

impl Store {
    /// The next number of the organisation's sequence of this name. No number comes twice, also
    /// between processes.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn next_number(&self, organisation: Uuid, sequence: &str) -> Result<i64, StoreError> {
        let query = Query::new(
            "INSERT INTO sequences (organisation, name, number) VALUES ($1, $2, 1) \
             ON CONFLICT (organisation, name) DO UPDATE SET number = sequences.number + 1 \
             RETURNING number",
            values![organisation, sequence],
        );
        let numbers = self.db.change(query, |row| row.integer(0)).await?;
        let first = numbers.into_iter().next();
        first.ok_or(StoreError::Unreadable("a number of a sequence"))
    }
}
