//! Log-ins that wait for a token. They are stored, so any process may go on with them.

use std::fmt;

use caudal_model::Timestamp;
use uuid::Uuid;

use crate::batch::Batch;
use crate::db::{Query, Row, Statement, values};
use crate::error::StoreError;
use crate::store::Store;

/// A log-in that waits for a token.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id: 32 hexadecimal digits.
    pub id: String,
    /// Whose it is.
    pub organisation: Uuid,
    /// The link that logs in.
    pub link: Uuid,
    /// What to do once it is logged in, as JSON.
    pub purpose: String,
    /// What the connector needs to go on, sealed.
    pub state: Vec<u8>,
    /// When it began to wait.
    pub created_at: Timestamp,
    /// Until when a token is taken.
    pub expires_at: Timestamp,
}

const COLUMNS: &str = "id, organisation, link, purpose, state, created_at, expires_at";

impl Store {
    /// The session, expired or not. Reading does not take it: [`Batch::take_session`] does.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn session(
        &self,
        organisation: Uuid,
        id: &str,
    ) -> Result<Option<Session>, StoreError> {
        let query = Query::new(
            format!("SELECT {COLUMNS} FROM sessions WHERE organisation = $1 AND id = $2"),
            values![organisation, id],
        );
        self.db.row(query, Session::read).await
    }

    /// Removes the sessions that expired before this moment; says how many.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn prune_sessions(&self, before: Timestamp) -> Result<u64, StoreError> {
        let query = Query::new(
            "DELETE FROM sessions WHERE expires_at < $1",
            values![before],
        );
        self.db.count_changed(query).await
    }
}

impl Batch {
    /// Adds a session; conflicts when its id is taken.
    pub fn insert_session(&mut self, session: &Session) -> &mut Self {
        self.push(Statement::new(
            format!("INSERT INTO sessions ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7)"),
            values![
                &session.id,
                session.organisation,
                session.link,
                &session.purpose,
                &session.state,
                session.created_at,
                session.expires_at,
            ],
        ))
    }

    /// Removes a session, so that of several who resume it only one wins; conflicts for the others.
    pub fn take_session(&mut self, organisation: Uuid, id: &str) -> &mut Self {
        self.push(
            Statement::new(
                "DELETE FROM sessions WHERE organisation = $1 AND id = $2",
                values![organisation, id],
            )
            .expecting(1, "no such session"),
        )
    }
}

impl Session {
    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.text(0)?,
            organisation: row.uuid(1)?,
            link: row.uuid(2)?,
            purpose: row.text(3)?,
            state: row.bytes(4)?,
            created_at: row.timestamp(5)?,
            expires_at: row.timestamp(6)?,
        })
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Session(link {})", self.link)
    }
}
