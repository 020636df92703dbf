//! Webhooks: where organisations want to be told of events.

use std::fmt;

use caudal_model::Timestamp;
use uuid::Uuid;

use crate::batch::Batch;
use crate::db::{Query, Row, Statement, values};
use crate::error::StoreError;
use crate::store::Store;

/// How many deliveries are removed or given up in one go, so that other writers get their turn.
pub(crate) const CHUNK_ROWS: i64 = 5_000;

/// Where an organisation wants to be told.
#[derive(Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub organisation: Uuid,
    /// The receiver's address.
    pub url: String,
    /// What to send as `Authorization`, sealed.
    pub authorization_header: Option<Vec<u8>>,
    /// The key of the signatures, sealed.
    pub secret: Vec<u8>,
    /// Whether events are delivered to it.
    pub enabled: bool,
    /// When it was registered.
    pub created_at: Timestamp,
    /// Since when every delivery failed.
    pub failing_since: Option<Timestamp>,
}

const COLUMNS: &str =
    "id, organisation, url, authorization_header, secret, enabled, created_at, failing_since";

impl Store {
    /// The organisation's webhooks, the oldest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn webhooks(&self, organisation: Uuid) -> Result<Vec<Webhook>, StoreError> {
        let query = Query::new(
            format!(
                "SELECT {COLUMNS} FROM webhooks WHERE organisation = $1 ORDER BY created_at, id"
            ),
            values![organisation],
        );
        self.db.rows(query, Webhook::read).await
    }

    /// One webhook.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn webhook(
        &self,
        organisation: Uuid,
        id: Uuid,
    ) -> Result<Option<Webhook>, StoreError> {
        let query = Query::new(
            format!("SELECT {COLUMNS} FROM webhooks WHERE organisation = $1 AND id = $2"),
            values![organisation, id],
        );
        self.db.row(query, Webhook::read).await
    }

    /// The enabled webhooks, of whomever, that have deliveries which are due: those that take them
    /// before those that fail. For workers.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn webhooks_due(&self, now: Timestamp) -> Result<Vec<Webhook>, StoreError> {
        // A look at the first row of each webhook, however many wait: a join would read them all.
        let query = Query::new(
            format!(
                "SELECT {COLUMNS} FROM webhooks WHERE enabled = 1 AND (SELECT 1 FROM deliveries \
                 WHERE deliveries.webhook = webhooks.id AND deliveries.due_at <= $1 LIMIT 1) \
                 IS NOT NULL ORDER BY failing_since IS NOT NULL, id"
            ),
            values![now],
        );
        self.db.rows(query, Webhook::read).await
    }

    /// Gives up what waits to be delivered to a webhook that is disabled.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn give_up_deliveries(
        &self,
        organisation: Uuid,
        webhook: Uuid,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE deliveries SET state = 'failed', due_at = NULL, worker = NULL, \
                   ended_at = $1 WHERE seq IN (SELECT seq FROM deliveries \
                   WHERE organisation = $2 AND webhook = $3 AND due_at IS NOT NULL LIMIT $4) \
                   AND NOT EXISTS (SELECT 1 FROM webhooks WHERE id = $3 AND enabled = 1)";
        self.in_chunks(sql, values![at, organisation, webhook, CHUNK_ROWS])
            .await
            .map(drop)
    }

    /// Removes what was delivered, or was to be, to a webhook that is gone.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn clear_deliveries(
        &self,
        organisation: Uuid,
        webhook: Uuid,
    ) -> Result<(), StoreError> {
        let attempts = "DELETE FROM delivery_attempts WHERE seq IN \
                        (SELECT delivery_attempts.seq FROM deliveries JOIN delivery_attempts \
                        ON delivery_attempts.delivery = deliveries.seq \
                        WHERE deliveries.organisation = $1 AND deliveries.webhook = $2 LIMIT $3)";
        let deliveries = "DELETE FROM deliveries WHERE seq IN (SELECT seq FROM deliveries \
                          WHERE organisation = $1 AND webhook = $2 LIMIT $3)";
        for sql in [attempts, deliveries] {
            self.in_chunks(sql, values![organisation, webhook, CHUNK_ROWS])
                .await?;
        }
        Ok(())
    }

    /// Runs a statement that changes [`CHUNK_ROWS`] rows at most until it finds fewer.
    pub(crate) async fn in_chunks(
        &self,
        sql: &'static str,
        values: Vec<crate::db::Value>,
    ) -> Result<u64, StoreError> {
        let mut changed = 0;
        loop {
            let chunk = self
                .db
                .count_changed(Query::new(sql, values.clone()))
                .await?;
            changed += chunk;
            if chunk < CHUNK_ROWS.unsigned_abs() {
                return Ok(changed);
            }
        }
    }
}

impl Batch {
    /// Adds a webhook; conflicts when the organisation has this many already.
    pub fn insert_webhook(&mut self, webhook: &Webhook, count_max: u32) -> &mut Self {
        // Whoever registers at the same time waits for this row, so that the count is right.
        self.push(Statement::new(
            "UPDATE organisations SET revision = revision WHERE id = $1",
            values![webhook.organisation],
        ));
        self.push(Statement::new(
            format!("INSERT INTO webhooks ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"),
            values![
                webhook.id,
                webhook.organisation,
                &webhook.url,
                webhook.authorization_header.as_deref(),
                &webhook.secret,
                i64::from(webhook.enabled),
                webhook.created_at,
                webhook.failing_since,
            ],
        ));
        self.push(
            Statement::new(
                "UPDATE webhooks SET url = url WHERE id = $1 AND \
                 (SELECT count(*) FROM webhooks WHERE organisation = $2) <= $3",
                values![webhook.id, webhook.organisation, i64::from(count_max)],
            )
            .expecting(1, "the organisation has enough webhooks"),
        )
    }

    /// Writes what can change of a webhook; conflicts when it is absent.
    pub fn update_webhook(&mut self, webhook: &Webhook) -> &mut Self {
        self.push(
            Statement::new(
                "UPDATE webhooks SET authorization_header = $1, enabled = $2, failing_since = $3 \
                 WHERE organisation = $4 AND id = $5",
                values![
                    webhook.authorization_header.as_deref(),
                    i64::from(webhook.enabled),
                    webhook.failing_since,
                    webhook.organisation,
                    webhook.id,
                ],
            )
            .expecting(1, "no such webhook"),
        )
    }

    /// Deletes a webhook; conflicts when it is absent. Its deliveries are never claimed again, and
    /// [`Store::clear_deliveries`] removes them.
    pub fn delete_webhook(&mut self, organisation: Uuid, id: Uuid) -> &mut Self {
        self.push(
            Statement::new(
                "DELETE FROM webhooks WHERE organisation = $1 AND id = $2",
                values![organisation, id],
            )
            .expecting(1, "no such webhook"),
        )
    }

    /// Notes that a webhook took a delivery.
    pub fn webhook_took(&mut self, id: Uuid) -> &mut Self {
        self.push(Statement::new(
            "UPDATE webhooks SET failing_since = NULL WHERE id = $1 AND failing_since IS NOT NULL",
            values![id],
        ))
    }

    /// Notes that a webhook took nothing, if it did not fail already.
    pub fn webhook_failed(&mut self, id: Uuid, at: Timestamp) -> &mut Self {
        self.push(Statement::new(
            "UPDATE webhooks SET failing_since = $1 WHERE id = $2 AND failing_since IS NULL",
            values![at, id],
        ))
    }

    /// Disables a webhook that has been failing since this moment or longer.
    pub fn disable_webhook(&mut self, id: Uuid, failing_since: Timestamp) -> &mut Self {
        self.push(Statement::new(
            "UPDATE webhooks SET enabled = 0 WHERE id = $1 AND failing_since <= $2",
            values![id, failing_since],
        ))
    }
}

impl Webhook {
    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.uuid(0)?,
            organisation: row.uuid(1)?,
            url: row.text(2)?,
            authorization_header: row.optional_bytes(3)?,
            secret: row.bytes(4)?,
            enabled: row.integer(5)? != 0,
            created_at: row.timestamp(6)?,
            failing_since: row.optional_timestamp(7)?,
        })
    }
}

impl fmt::Debug for Webhook {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Webhook({}, enabled: {})", self.id, self.enabled)
    }
}
