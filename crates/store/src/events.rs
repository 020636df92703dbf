//! Events: what happened to an organisation's links, in the order in which it became known, and who
//! is to be told of it.

use caudal_model::{Event, Timestamp};
use uuid::Uuid;

use crate::batch::Batch;
use crate::db::{Query, Row, Statement, values};
use crate::error::StoreError;
use crate::store::Store;

/// The most events that one reading brings.
pub const EVENTS_MAX: u32 = 1_000;

/// An event as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptEvent {
    /// Its place among the organisation's events: whoever has read up to here asks for what follows.
    pub seq: i64,
    /// Its id.
    pub id: Uuid,
    /// When it happened, by its institution's time.
    pub created_at: Timestamp,
    /// The text that receivers get.
    pub body: String,
}

/// Which of an organisation's events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventChoice {
    /// Those behind this place.
    pub after: i64,
    /// Those of this link.
    pub link: Option<Uuid>,
    /// Those of this family.
    pub webhook_type: Option<String>,
    /// Those of this code.
    pub webhook_code: Option<String>,
    /// How many; [`EVENTS_MAX`] at most.
    pub limit: u32,
}

impl Store {
    /// The organisation's events of this choice, the oldest first. No event ever appears before one
    /// that was read already.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn events(
        &self,
        organisation: Uuid,
        choice: &EventChoice,
    ) -> Result<Vec<KeptEvent>, StoreError> {
        let mut values = values![organisation, choice.after];
        let mut sql =
            "SELECT seq, id, created_at, body FROM events WHERE organisation = $1 AND seq > $2"
                .to_owned();
        let columns = [
            ("link", choice.link.map(crate::db::Value::from)),
            ("webhook_type", choice.webhook_type.clone().map(Into::into)),
            ("webhook_code", choice.webhook_code.clone().map(Into::into)),
        ];
        for (column, value) in columns {
            if let Some(value) = value {
                values.push(value);
                sql.push_str(&format!(" AND {column} = ${}", values.len()));
            }
        }
        values.push(i64::from(choice.limit.min(EVENTS_MAX)).into());
        sql.push_str(&format!(" ORDER BY seq LIMIT ${}", values.len()));
        self.db.rows(Query::new(sql, values), KeptEvent::read).await
    }

    /// The place of the organisation's newest event; 0 before the first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn last_event(&self, organisation: Uuid) -> Result<i64, StoreError> {
        let query = Query::new(
            "SELECT max(seq) FROM events WHERE organisation = $1",
            values![organisation],
        );
        let last = self.db.row(query, |row| row.optional_integer(0)).await?;
        Ok(last.flatten().unwrap_or_default())
    }

    /// Whether this request has brought about an event.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn has_event_of(
        &self,
        organisation: Uuid,
        request_id: &str,
    ) -> Result<bool, StoreError> {
        let query = Query::new(
            "SELECT 1 FROM events WHERE request_id = $1 AND organisation = $2 LIMIT 1",
            values![request_id, organisation],
        );
        Ok(self.db.row(query, |_| Ok(())).await?.is_some())
    }

    /// One event.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn event(
        &self,
        organisation: Uuid,
        id: Uuid,
    ) -> Result<Option<KeptEvent>, StoreError> {
        let query = Query::new(
            "SELECT seq, id, created_at, body FROM events WHERE organisation = $1 AND id = $2",
            values![organisation, id],
        );
        self.db.row(query, KeptEvent::read).await
    }
}

impl Store {
    /// The events that a request brought about, or the one event of this id, each with whose it is. For
    /// the operator of the deployment, who may see all of them.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn events_about(&self, id: &str) -> Result<Vec<(Uuid, KeptEvent)>, StoreError> {
        let about = |condition: &str, values| {
            let sql = format!(
                "SELECT seq, id, created_at, body, organisation FROM events WHERE {condition} \
                 ORDER BY seq LIMIT $2"
            );
            self.db.rows(Query::new(sql, values), |row| {
                let organisation = row.uuid(4)?;
                Ok((organisation, KeptEvent::read(row)?))
            })
        };
        let limit = i64::from(EVENTS_MAX);
        let told = about("request_id = $1", values![id, limit]).await?;
        match Uuid::try_parse(id) {
            Ok(event) if told.is_empty() => {
                // The index begins with the organisation.
                let condition = "id = $1 AND organisation IN (SELECT id FROM organisations)";
                about(condition, values![event, limit]).await
            }
            _ => Ok(told),
        }
    }
}

impl Batch {
    /// Adds an event, and its delivery to every webhook that the organisation has by then. An event
    /// that is there already is neither changed nor delivered again.
    ///
    /// `created_at` is by the institution's time, `deliver_at` by the system's.
    pub fn announce(
        &mut self,
        organisation: Uuid,
        event: &Event,
        created_at: Timestamp,
        deliver_at: Timestamp,
    ) -> &mut Self {
        self.keep_event(organisation, event, created_at, deliver_at);
        self.deliver_event(organisation, event.id, None, deliver_at)
    }

    /// Adds an event that only this webhook is told of. Otherwise as [`Self::announce`].
    pub fn announce_to(
        &mut self,
        organisation: Uuid,
        webhook: Uuid,
        event: &Event,
        created_at: Timestamp,
        deliver_at: Timestamp,
    ) -> &mut Self {
        self.keep_event(organisation, event, created_at, deliver_at);
        self.deliver_event(organisation, event.id, Some(webhook), deliver_at)
    }

    fn keep_event(
        &mut self,
        organisation: Uuid,
        event: &Event,
        created_at: Timestamp,
        announced_at: Timestamp,
    ) {
        self.touch(organisation);
        self.push_last(Statement::new(
            "INSERT INTO events (id, organisation, link, webhook_type, webhook_code, request_id, \
             created_at, announced_at, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
             ON CONFLICT (organisation, id) DO NOTHING",
            values![
                event.id,
                organisation,
                event.link,
                event.occurrence.webhook_type,
                event.occurrence.webhook_code,
                &event.request_id,
                created_at,
                announced_at,
                event.body(),
            ],
        ));
    }

    fn deliver_event(
        &mut self,
        organisation: Uuid,
        event: Uuid,
        webhook: Option<Uuid>,
        deliver_at: Timestamp,
    ) -> &mut Self {
        let mut values = values![deliver_at, organisation, event];
        let mut which = "";
        if let Some(webhook) = webhook {
            values.push(webhook.into());
            which = " AND webhooks.id = $4";
        }
        self.push_last(Statement::new(
            format!(
                "INSERT INTO deliveries (organisation, webhook, event, state, attempts, due_at) \
                 SELECT webhooks.organisation, webhooks.id, events.seq, 'pending', 0, \
                 CAST($1 AS BIGINT) FROM events \
                 JOIN webhooks ON webhooks.organisation = events.organisation \
                 WHERE events.organisation = $2 AND events.id = $3 AND webhooks.enabled = 1{which} \
                 ON CONFLICT (event, webhook) DO NOTHING"
            ),
            values,
        ))
    }
}

impl KeptEvent {
    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            seq: row.integer(0)?,
            id: row.uuid(1)?,
            created_at: row.timestamp(2)?,
            body: row.text(3)?,
        })
    }
}
