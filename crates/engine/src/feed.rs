//! Events as an organisation reads them: a feed for those who cannot be called, what became of each,
//! and how it is sent again.

use std::time::Duration;

use caudal_model::openapi::{FEED_LIMIT_MAX, FEED_WAIT_SECONDS_MAX};
use caudal_model::resources::webhook::{
    AttemptRecord, DeliveryRecord, EVENT_REPLAY, EVENTS_REPLAY, EventRecord, Replayed,
};
use caudal_model::{Failure, Timestamp};
use caudal_store::{EventChoice, KeptDelivery, KeptEvent, LoggedAttempt, REPLAYED_MAX, Replay};
use serde_json::Value;
use tokio::time::Instant;
use uuid::Uuid;

use crate::engine::Engine;
use crate::failure::Outcome;

/// How long events, and what became of them, are kept, in days.
pub const EVENTS_DAYS: i64 = 30;
/// How often the feed is looked at for a reader who waits.
const FEED_POLL: Duration = Duration::from_millis(250);

/// A stretch of the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// The events, the oldest first.
    pub events: Vec<KeptEvent>,
    /// Where to read on.
    pub next_after: i64,
    /// Whether there is more already.
    pub has_more: bool,
}

/// What was sent lately, the newest first.
pub type History = Vec<LoggedAttempt>;

impl Engine {
    /// The events of this choice. Where there are none, waits so long for some to happen.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn feed(
        &self,
        organisation: Uuid,
        choice: &EventChoice,
        wait: Duration,
    ) -> Outcome<Feed> {
        let limit = choice.limit.clamp(1, FEED_LIMIT_MAX);
        let choice = EventChoice {
            // One more than is wanted tells whether there is more.
            limit: limit + 1,
            ..choice.clone()
        };
        let deadline = Instant::now() + wait.min(Duration::from_secs(FEED_WAIT_SECONDS_MAX.into()));
        loop {
            let mut events = self.store.events(organisation, &choice).await?;
            if events.is_empty() && Instant::now() < deadline {
                tokio::time::sleep_until(deadline.min(Instant::now() + FEED_POLL)).await;
                continue;
            }
            let limit = usize::try_from(limit).unwrap_or(usize::MAX);
            let has_more = events.len() > limit;
            events.truncate(limit);
            return Ok(Feed {
                next_after: events.last().map_or(choice.after, |event| event.seq),
                events,
                has_more,
            });
        }
    }

    /// Where the feed ends for now: whoever reads on from here sees only what happens from now on.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn feed_end(&self, organisation: Uuid) -> Outcome<i64> {
        Ok(self.store.last_event(organisation).await?)
    }

    /// One event and what became of it.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn event_record(&self, organisation: Uuid, id: Uuid) -> Outcome<EventRecord> {
        let found = self.store.event(organisation, id).await?;
        let event = found.ok_or(Failure::NotFound)?;
        let deliveries = self.store.deliveries(organisation, event.seq).await?;
        Ok(EventRecord {
            event: serde_json::from_str(&event.body)?,
            created_at: event.created_at,
            place: event.seq,
            deliveries: deliveries.into_iter().map(delivery_record).collect(),
        })
    }

    /// Sends one event again, as it was; says how many deliveries that makes.
    ///
    /// # Errors
    /// `not_found`; one failure per key of the body that is wrong.
    pub async fn replay_event(
        &self,
        organisation: Uuid,
        id: Uuid,
        body: &Value,
    ) -> Outcome<Replayed> {
        let webhook = EVENT_REPLAY.read(body)?.uuid("webhook");
        if self.store.event(organisation, id).await?.is_none() {
            return Err(Failure::NotFound.into());
        }
        self.replay(organisation, &Replay::Event(id), webhook).await
    }

    /// Sends events again, as they were: a stretch of the feed, or what was given up since a moment.
    ///
    /// # Errors
    /// One failure per key of the body that is wrong.
    pub async fn replay_events(&self, organisation: Uuid, body: &Value) -> Outcome<Replayed> {
        let values = EVENTS_REPLAY.read(body)?;
        let (after, before) = (values.whole("after"), values.whole("before"));
        let link = values.uuid("link");
        let since = values
            .text("failed_since")
            .and_then(|text| text.parse::<Timestamp>().ok());
        let replay = match (since, after) {
            (Some(since), None) if before.is_none() && link.is_none() => Replay::FailedSince(since),
            (Some(_), _) => {
                let message = "It stands alone: leave out after, before and link.";
                return Err(Failure::invalid("failed_since", message).into());
            }
            (None, Some(after)) => Replay::Stretch {
                after,
                before,
                link,
            },
            (None, None) => {
                let field = "after".into();
                return Err(Failure::Required { field }.into());
            }
        };
        self.replay(organisation, &replay, values.uuid("webhook"))
            .await
    }

    /// What was sent lately, the newest first: to one webhook or to all.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn delivery_log(
        &self,
        organisation: Uuid,
        webhook: Option<Uuid>,
        limit: u32,
    ) -> Outcome<History> {
        let limit = limit.min(REPLAYED_MAX);
        Ok(self
            .store
            .delivery_log(organisation, webhook, limit)
            .await?)
    }

    async fn replay(
        &self,
        organisation: Uuid,
        replay: &Replay,
        webhook: Option<Uuid>,
    ) -> Outcome<Replayed> {
        if let Some(webhook) = webhook
            && self.store.webhook(organisation, webhook).await?.is_none()
        {
            return Err(Failure::DoesNotExist {
                field: "webhook".into(),
                by: "id",
                value: webhook.to_string(),
            }
            .into());
        }
        let now = self.context.clock.unheld();
        let deliveries = self
            .store
            .replay(organisation, replay, webhook, now)
            .await?;
        self.wake_deliveries();
        Ok(Replayed { deliveries })
    }
}

fn delivery_record(delivery: KeptDelivery) -> DeliveryRecord {
    let attempts = delivery.attempts.into_iter().map(|attempt| AttemptRecord {
        at: attempt.at,
        duration_ms: attempt.duration_us / 1_000,
        status: attempt.status,
        answer: attempt.answer,
    });
    DeliveryRecord {
        webhook: delivery.webhook,
        url: delivery.url,
        state: delivery.state.as_str().to_owned(),
        next_attempt_at: delivery.due_at,
        ended_at: delivery.ended_at,
        attempts: attempts.collect(),
    }
}
