//! Events that are delivered once more.

use caudal_model::Timestamp;
use uuid::Uuid;

use crate::db::{Query, Value, values};
use crate::error::StoreError;
use crate::store::Store;

/// The most deliveries that are made anew in one go.
pub const REPLAYED_MAX: u32 = 10_000;

/// Which events are delivered once more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replay {
    /// This one.
    Event(Uuid),
    /// Those of a stretch of the feed.
    Stretch {
        /// Those behind this place.
        after: i64,
        /// Up to this place, if there is an end.
        before: Option<i64>,
        /// Those of this link.
        link: Option<Uuid>,
    },
    /// Those that were given up since this moment, to the webhooks that did not get them.
    FailedSince(Timestamp),
}

impl Store {
    /// Lets events go out again at `at` as they were: to this webhook or to all that are enabled, also
    /// to those that did not exist when the events happened. Says how many deliveries that makes;
    /// [`REPLAYED_MAX`] at most, the oldest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn replay(
        &self,
        organisation: Uuid,
        replay: &Replay,
        webhook: Option<Uuid>,
        at: Timestamp,
    ) -> Result<u64, StoreError> {
        let mut values = values![at, organisation];
        let also = |values: &mut Vec<Value>, condition: &str, value: Value| {
            values.push(value);
            format!(" AND {condition} ${}", values.len())
        };
        let mut which = String::new();
        if let Some(webhook) = webhook {
            which += &also(&mut values, "webhooks.id =", webhook.into());
        }
        let sql = match replay {
            Replay::FailedSince(moment) => {
                which += &also(&mut values, "deliveries.ended_at >=", (*moment).into());
                values.push(i64::from(REPLAYED_MAX).into());
                format!(
                    "UPDATE deliveries SET state = 'pending', attempts = 0, due_at = $1, \
                     ended_at = NULL, worker = NULL WHERE seq IN (SELECT deliveries.seq \
                     FROM webhooks JOIN deliveries ON deliveries.webhook = webhooks.id \
                     AND deliveries.state = 'failed' \
                     WHERE webhooks.organisation = $2 AND webhooks.enabled = 1{which} \
                     ORDER BY deliveries.seq LIMIT ${})",
                    values.len()
                )
            }
            Replay::Event(id) => {
                which += &also(&mut values, "events.id =", (*id).into());
                again(&which, &mut values)
            }
            Replay::Stretch {
                after,
                before,
                link,
            } => {
                which += &also(&mut values, "events.seq >", (*after).into());
                if let Some(before) = before {
                    which += &also(&mut values, "events.seq <=", (*before).into());
                }
                if let Some(link) = link {
                    which += &also(&mut values, "events.link =", (*link).into());
                }
                again(&which, &mut values)
            }
        };
        self.db.count_changed(Query::new(sql, values)).await
    }
}

/// Deliveries of the events of this choice, made or made anew.
fn again(which: &str, values: &mut Vec<Value>) -> String {
    values.push(i64::from(REPLAYED_MAX).into());
    format!(
        "INSERT INTO deliveries (organisation, webhook, event, state, attempts, due_at) \
         SELECT webhooks.organisation, webhooks.id, events.seq, 'pending', 0, CAST($1 AS BIGINT) \
         FROM events JOIN webhooks ON webhooks.organisation = events.organisation \
         WHERE events.organisation = $2 AND webhooks.enabled = 1{which} \
         ORDER BY events.seq, webhooks.id LIMIT ${} \
         ON CONFLICT (event, webhook) DO UPDATE SET state = excluded.state, \
         attempts = excluded.attempts, due_at = excluded.due_at, ended_at = NULL, worker = NULL",
        values.len()
    )
}
