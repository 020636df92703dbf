//! Organisations and the API keys that let programs act for them.

use caudal_model::Timestamp;
use uuid::Uuid;

use crate::batch::Batch;
use crate::db::{Query, Row, Statement, values};
use crate::error::StoreError;
use crate::store::Store;

/// Whose data it is. Nothing is shared between organisations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub id: Uuid,
    /// Its name for people.
    pub name: String,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A key with which a program acts for an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    /// The public half of the key.
    pub id: String,
    /// Whose data it opens.
    pub organisation: Uuid,
    /// Who acts with it: what is made with the key names this id as its maker.
    pub owner: Uuid,
    /// A keyed hash of the secret half; the secret itself is never stored.
    pub secret_hash: Vec<u8>,
    /// What people call it.
    pub name: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Since when it opens nothing any more.
    pub revoked_at: Option<Timestamp>,
}

const KEY_COLUMNS: &str = "id, organisation, owner, secret_hash, name, created_at, revoked_at";

impl Store {
    /// Every organisation, the oldest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn organisations(&self) -> Result<Vec<Organisation>, StoreError> {
        let query = Query::new(
            "SELECT id, name, created_at FROM organisations ORDER BY created_at, id",
            values![],
        );
        self.db.rows(query, Organisation::read).await
    }

    /// What people call an organisation.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn organisation_name(
        &self,
        organisation: Uuid,
    ) -> Result<Option<String>, StoreError> {
        let query = Query::new(
            "SELECT name FROM organisations WHERE id = $1",
            values![organisation],
        );
        self.db.row(query, |row| row.text(0)).await
    }

    /// The key with this public half, revoked or not. This is the one unscoped read of the API: it
    /// is what establishes the scope of all others.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn key(&self, id: &str) -> Result<Option<ApiKey>, StoreError> {
        let query = Query::new(
            format!("SELECT {KEY_COLUMNS} FROM api_keys WHERE id = $1"),
            values![id],
        );
        self.db.row(query, ApiKey::read).await
    }

    /// The organisation's keys, revoked ones included, the oldest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn keys(&self, organisation: Uuid) -> Result<Vec<ApiKey>, StoreError> {
        let query = Query::new(
            format!(
                "SELECT {KEY_COLUMNS} FROM api_keys WHERE organisation = $1 ORDER BY created_at, id"
            ),
            values![organisation],
        );
        self.db.rows(query, ApiKey::read).await
    }
}

impl Batch {
    /// Adds an organisation; conflicts when its id is taken.
    pub fn create_organisation(&mut self, organisation: &Organisation) -> &mut Self {
        self.push(Statement::new(
            "INSERT INTO organisations (id, name, created_at) VALUES ($1, $2, $3)",
            values![organisation.id, &organisation.name, organisation.created_at],
        ))
    }

    /// Adds a key; conflicts when its id is taken.
    pub fn insert_key(&mut self, key: &ApiKey) -> &mut Self {
        self.push(Statement::new(
            format!("INSERT INTO api_keys ({KEY_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7)"),
            values![
                &key.id,
                key.organisation,
                key.owner,
                &key.secret_hash,
                key.name.as_deref(),
                key.created_at,
                key.revoked_at,
            ],
        ))
    }

    /// Revokes a key from this moment on; one that is revoked already keeps its moment. Conflicts
    /// when the organisation has no such key.
    pub fn revoke_key(&mut self, organisation: Uuid, id: &str, at: Timestamp) -> &mut Self {
        self.push(
            Statement::new(
                "UPDATE api_keys SET revoked_at = COALESCE(revoked_at, $1) \
                 WHERE organisation = $2 AND id = $3",
                values![at, organisation, id],
            )
            .expecting(1, "no such key"),
        )
    }
}

impl Organisation {
    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.uuid(0)?,
            name: row.text(1)?,
            created_at: row.timestamp(2)?,
        })
    }
}

impl ApiKey {
    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.text(0)?,
            organisation: row.uuid(1)?,
            owner: row.uuid(2)?,
            secret_hash: row.bytes(3)?,
            name: row.optional_text(4)?,
            created_at: row.timestamp(5)?,
            revoked_at: row.optional_timestamp(6)?,
        })
    }
}
