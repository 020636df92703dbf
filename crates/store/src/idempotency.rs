//! Requests that are sent twice and done once.

use caudal_model::Timestamp;
use uuid::Uuid;

use crate::batch::Batch;
use crate::db::{Query, Row, Statement, values};
use crate::error::StoreError;
use crate::store::Store;

/// A request that wants a key of its organisation for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Whose key.
    pub organisation: Uuid,
    /// The key that the client chose.
    pub key: String,
    /// A digest of what is asked.
    pub fingerprint: Vec<u8>,
    /// The request's id.
    pub request_id: String,
    /// When it came.
    pub at: Timestamp,
    /// Until when nobody else may have the key.
    pub held_until: Timestamp,
}

/// An answer that was kept, to be given again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptAnswer {
    /// Its HTTP status.
    pub status: u16,
    /// What its body is.
    pub content_type: String,
    /// Its body.
    pub body: Vec<u8>,
}

/// What stands under a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// A digest of what was asked.
    pub fingerprint: Vec<u8>,
    /// The request that has the key.
    pub request_id: String,
    /// The request that had it first.
    pub origin: String,
    /// What it was answered, once it was.
    pub answer: Option<KeptAnswer>,
}

impl Store {
    /// Takes a key that is free, or whose holder died before it was answered, and says who has it now.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn take_key(&self, attempt: &Attempt) -> Result<Holder, StoreError> {
        let taking = Query::new(
            "INSERT INTO idempotency (organisation, key, fingerprint, request_id, origin, \
             held_until, created_at, status, content_type, body) \
             VALUES ($1, $2, $3, $4, $4, $5, $6, 0, '', $7) \
             ON CONFLICT (organisation, key) DO UPDATE \
             SET request_id = excluded.request_id, held_until = excluded.held_until \
             WHERE idempotency.status = 0 AND idempotency.held_until <= excluded.created_at \
             AND idempotency.fingerprint = excluded.fingerprint",
            values![
                attempt.organisation,
                &attempt.key,
                &attempt.fingerprint,
                &attempt.request_id,
                attempt.held_until,
                attempt.at,
                &Vec::new(),
            ],
        );
        self.db.count_changed(taking).await?;
        let query = Query::new(
            "SELECT fingerprint, request_id, status, content_type, body, origin FROM idempotency \
             WHERE organisation = $1 AND key = $2",
            values![attempt.organisation, &attempt.key],
        );
        let found = self.db.row(query, Holder::read).await?;
        found.ok_or(StoreError::Conflict("the key was given up meanwhile"))
    }

    /// Forgets the keys that were taken before this moment; says how many.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn prune_keys(&self, before: Timestamp) -> Result<u64, StoreError> {
        let query = Query::new(
            "DELETE FROM idempotency WHERE created_at < $1",
            values![before],
        );
        self.db.count_changed(query).await
    }
}

impl Batch {
    /// Keeps what the holder of a key was answered; conflicts when another request has the key.
    pub fn keep_answer(&mut self, attempt: &Attempt, answer: &KeptAnswer) -> &mut Self {
        self.push(
            Statement::new(
                "UPDATE idempotency SET status = $1, content_type = $2, body = $3 \
                 WHERE organisation = $4 AND key = $5 AND request_id = $6 AND status = 0",
                values![
                    i64::from(answer.status),
                    &answer.content_type,
                    &answer.body,
                    attempt.organisation,
                    &attempt.key,
                    &attempt.request_id,
                ],
            )
            .expecting(1, "another request has the key"),
        )
    }

    /// Gives up a key that was not answered; does nothing when another request has it.
    pub fn give_up_key(&mut self, attempt: &Attempt) -> &mut Self {
        self.push(Statement::new(
            "DELETE FROM idempotency \
             WHERE organisation = $1 AND key = $2 AND request_id = $3 AND status = 0",
            values![attempt.organisation, &attempt.key, &attempt.request_id],
        ))
    }
}

impl Holder {
    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        let answer = match row.small(2)? {
            0 => None,
            status => Some(KeptAnswer {
                status,
                content_type: row.text(3)?,
                body: row.bytes(4)?,
            }),
        };
        Ok(Self {
            fingerprint: row.bytes(0)?,
            request_id: row.text(1)?,
            origin: row.text(5)?,
            answer,
        })
    }
}
