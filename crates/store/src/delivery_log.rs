//! What became of deliveries: for the organisation whose events they are.

use caudal_model::Timestamp;
use uuid::Uuid;

use crate::db::{Query, Row, values};
use crate::deliveries::{DeliveryAttempt, DeliveryState};
use crate::error::StoreError;
use crate::store::Store;

/// The most attempts that are shown of one event.
const ATTEMPTS_MAX: i64 = 1_000;

/// A delivery and its attempts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptDelivery {
    /// Its number.
    pub seq: i64,
    /// The webhook.
    pub webhook: Uuid,
    /// The receiver's address.
    pub url: String,
    /// How far it is.
    pub state: DeliveryState,
    /// When it is tried next, if it is.
    pub due_at: Option<Timestamp>,
    /// When it was over, if it is.
    pub ended_at: Option<Timestamp>,
    /// The attempts, the oldest first.
    pub attempts: Vec<DeliveryAttempt>,
}

/// An attempt with what it was about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedAttempt {
    /// The attempt.
    pub attempt: DeliveryAttempt,
    /// The webhook.
    pub webhook: Uuid,
    /// The event.
    pub event: Uuid,
    /// The event's family.
    pub webhook_type: String,
    /// The event within its family.
    pub webhook_code: String,
    /// How far the delivery is by now.
    pub state: DeliveryState,
}

impl Store {
    /// The deliveries of an event, the oldest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn deliveries(
        &self,
        organisation: Uuid,
        event: i64,
    ) -> Result<Vec<KeptDelivery>, StoreError> {
        let query = Query::new(
            "SELECT deliveries.seq, webhooks.id, webhooks.url, deliveries.state, \
             deliveries.due_at, deliveries.ended_at FROM deliveries \
             JOIN webhooks ON webhooks.id = deliveries.webhook \
             WHERE deliveries.organisation = $1 AND deliveries.event = $2 ORDER BY deliveries.seq",
            values![organisation, event],
        );
        let mut deliveries = self.db.rows(query, KeptDelivery::read).await?;
        let query = Query::new(
            "SELECT delivery, at, duration_us, status, answer FROM delivery_attempts \
             WHERE delivery IN (SELECT seq FROM deliveries WHERE organisation = $1 AND event = $2) \
             ORDER BY seq LIMIT $3",
            values![organisation, event, ATTEMPTS_MAX],
        );
        let attempts = self.db.rows(query, |row| {
            Ok((row.integer(0)?, DeliveryAttempt::read(row, 1)?))
        });
        for (seq, attempt) in attempts.await? {
            let delivery = deliveries.iter_mut().find(|delivery| delivery.seq == seq);
            if let Some(delivery) = delivery {
                delivery.attempts.push(attempt);
            }
        }
        Ok(deliveries)
    }

    /// The organisation's attempts, the newest first: of one webhook or of all.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn delivery_log(
        &self,
        organisation: Uuid,
        webhook: Option<Uuid>,
        limit: u32,
    ) -> Result<Vec<LoggedAttempt>, StoreError> {
        let mut values = values![organisation];
        let mut which = String::new();
        if let Some(webhook) = webhook {
            values.push(webhook.into());
            which.push_str("AND deliveries.webhook = $2 ");
        }
        values.push(i64::from(limit).into());
        let sql = format!(
            "SELECT deliveries.webhook, events.id, events.webhook_type, events.webhook_code, \
             deliveries.state, delivery_attempts.at, delivery_attempts.duration_us, \
             delivery_attempts.status, delivery_attempts.answer FROM delivery_attempts \
             JOIN deliveries ON deliveries.seq = delivery_attempts.delivery \
             JOIN events ON events.seq = deliveries.event \
             WHERE deliveries.organisation = $1 {which}\
             ORDER BY delivery_attempts.seq DESC LIMIT ${}",
            values.len()
        );
        let read = |row: &Row<'_>| {
            Ok(LoggedAttempt {
                webhook: row.uuid(0)?,
                event: row.uuid(1)?,
                webhook_type: row.text(2)?,
                webhook_code: row.text(3)?,
                state: DeliveryState::read(&row.text(4)?)?,
                attempt: DeliveryAttempt::read(row, 5)?,
            })
        };
        self.db.rows(Query::new(sql, values), read).await
    }
}

impl KeptDelivery {
    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            seq: row.integer(0)?,
            webhook: row.uuid(1)?,
            url: row.text(2)?,
            state: DeliveryState::read(&row.text(3)?)?,
            due_at: row.optional_timestamp(4)?,
            ended_at: row.optional_timestamp(5)?,
            attempts: Vec::new(),
        })
    }
}

impl DeliveryAttempt {
    /// Reads an attempt that begins at this column.
    fn read(row: &Row<'_>, column: usize) -> Result<Self, StoreError> {
        let status = row.optional_integer(column + 2)?;
        let status = status.map(u16::try_from).transpose();
        Ok(Self {
            at: row.timestamp(column)?,
            duration_us: row.small(column + 1)?,
            status: status.map_err(|_| StoreError::Unreadable("a status"))?,
            answer: row.text(column + 3)?,
        })
    }
}
