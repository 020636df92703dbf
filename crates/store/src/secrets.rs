//! Secrets that a deployment makes for itself once and every process then shares.

use crate::db::{Query, values};
use crate::error::StoreError;
use crate::store::Store;

impl Store {
    /// The deployment's secret of this name. The first caller's candidate becomes the secret; all
    /// later callers get that one, whatever they bring.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn deployment_secret(
        &self,
        name: &str,
        candidate: &[u8],
    ) -> Result<Vec<u8>, StoreError> {
        let query = Query::new(
            "INSERT INTO deployment_secrets (name, secret) VALUES ($1, $2) \
             ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING secret",
            values![name, candidate],
        );
        let stored = self.db.change(query, |row| row.bytes(0)).await?;
        let first = stored.into_iter().next();
        first.ok_or(StoreError::Unreadable("a deployment secret"))
    }
}
