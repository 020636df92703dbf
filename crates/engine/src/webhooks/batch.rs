//! One batch of deliveries to one webhook: claimed together, sent side by side, written together.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use caudal_connect::{OutboundError, Outgoing};
use caudal_model::Timestamp;
use caudal_store::{Batch, Delivery, DeliveryAttempt, DeliveryOutcome, DeliveryState, Webhook};
use futures_util::StreamExt as _;
use http::header::{AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use tokio::time::Instant;

use super::schedule::{after_attempt, taken};
use super::signature::Signer;
use super::{AUTHORIZATION_PURPOSE, DELIVERY_TIME_MAX, FAILING_DAYS_MAX, SECRET_PURPOSE};
use crate::engine::Engine;
use crate::failure::{EngineError, Outcome};

/// Deliveries that are claimed together.
const CLAIMED_MAX: u32 = 256;
/// Events that are sent to one webhook at once.
const AT_ONCE: usize = 16;
/// The same for a webhook that took nothing lately: it is only asked whether it is there again.
const AT_ONCE_FAILING: u32 = 2;
/// How long a batch may go on beginning to send; what is left is given back.
const BATCH_TIME_MAX: Duration = Duration::from_secs(20);
/// How much of an answer is read and kept, in bytes.
const ANSWER_BYTES_MAX: usize = 2_048;
const MICROSECONDS_PER_DAY: i64 = 86_400_000_000;

const WEBHOOK_ID: HeaderName = HeaderName::from_static("webhook-id");
const WEBHOOK_TIMESTAMP: HeaderName = HeaderName::from_static("webhook-timestamp");
const WEBHOOK_SIGNATURE: HeaderName = HeaderName::from_static("webhook-signature");

/// On whose behalf deliveries are claimed, and when.
pub(super) struct Hand<'a> {
    pub(super) engine: &'a Engine,
    pub(super) worker: &'a str,
    /// When it happens; the system's clock where it is not said.
    pub(super) at: Option<Timestamp>,
}

/// What every delivery of a batch shares.
struct Shared<'a> {
    webhook: &'a Webhook,
    headers: HeaderMap,
    signer: Signer,
    begun: Instant,
    taken: AtomicUsize,
    refused: AtomicUsize,
}

impl Hand<'_> {
    fn now(&self) -> Timestamp {
        self.at
            .unwrap_or_else(|| self.engine.context.clock.unheld())
    }

    /// Delivers what is due to a webhook, one batch of it; says how many attempts were made.
    pub(super) async fn deliver(&self, webhook: &Webhook) -> Outcome<usize> {
        let engine = self.engine;
        let shared = self.shared(webhook)?;
        let now = self.now();
        let limit = match webhook.failing_since {
            None => CLAIMED_MAX,
            Some(_) => AT_ONCE_FAILING,
        };
        let lease = self.engine.lease_from(now);
        let claiming = engine
            .store
            .claim_deliveries(webhook.id, self.worker, now, lease, limit);
        let claimed = claiming.await?;
        if claimed.is_empty() {
            return Ok(0);
        }
        let outcomes: Vec<_> = futures_util::stream::iter(claimed)
            .map(|delivery| self.attempt(&shared, delivery))
            .buffer_unordered(AT_ONCE)
            .collect()
            .await;
        self.record(&shared, &outcomes).await?;
        Ok(outcomes.iter().filter(|it| it.attempt.is_some()).count())
    }

    fn shared<'a>(&self, webhook: &'a Webhook) -> Outcome<Shared<'a>> {
        let vault = &self.engine.vault;
        let unreadable = || EngineError::fault("a webhook's secret cannot be read");
        let secret = vault.open(SECRET_PURPOSE, webhook.id, &webhook.secret)?;
        let secret = std::str::from_utf8(&secret).map_err(EngineError::fault)?;
        let signer = Signer::new(secret).ok_or_else(unreadable)?;
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let agent = concat!("caudal/", env!("CARGO_PKG_VERSION"));
        headers.insert(USER_AGENT, HeaderValue::from_static(agent));
        if let Some(sealed) = &webhook.authorization_header {
            let opened = vault.open(AUTHORIZATION_PURPOSE, webhook.id, sealed)?;
            let mut value = HeaderValue::from_bytes(&opened).map_err(EngineError::fault)?;
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        Ok(Shared {
            webhook,
            headers,
            signer,
            begun: Instant::now(),
            taken: AtomicUsize::new(0),
            refused: AtomicUsize::new(0),
        })
    }

    /// Sends one event, unless the batch has no time or no hope left.
    async fn attempt(&self, shared: &Shared<'_>, delivery: Delivery) -> DeliveryOutcome {
        let turn = self.engine.sends.acquire().await;
        let hopeless = shared.refused.load(Ordering::Relaxed) >= AT_ONCE
            && shared.taken.load(Ordering::Relaxed) == 0;
        let now = self.now();
        if turn.is_err() || hopeless || shared.begun.elapsed() > BATCH_TIME_MAX {
            return DeliveryOutcome {
                seq: delivery.seq,
                state: DeliveryState::Pending,
                attempts: delivery.attempts,
                due_at: Some(now),
                ended_at: None,
                attempt: None,
            };
        }
        let begun = Instant::now();
        let answer = match shared.message(&delivery, now) {
            Ok(message) => self.engine.sender.send(message).await,
            Err(error) => Err(error),
        };
        let counted = match &answer {
            Ok(answer) if taken(answer) => &shared.taken,
            _ => &shared.refused,
        };
        counted.fetch_add(1, Ordering::Relaxed);
        let attempts = delivery.attempts.saturating_add(1);
        let ended = self.now();
        let next = after_attempt(attempts, &answer, &self.engine.settings, ended);
        self.engine.metrics.delivery(next.state);
        let status = answer.as_ref().map_or(0, |answer| answer.status);
        if next.state == DeliveryState::Delivered {
            tracing::debug!(event = %delivery.event, webhook = %shared.webhook.id, status, "event delivered");
        } else {
            tracing::info!(
                event = %delivery.event, webhook = %shared.webhook.id, status, attempt = attempts,
                state = next.state.as_str(), "event not delivered"
            );
        }
        DeliveryOutcome {
            seq: delivery.seq,
            state: next.state,
            attempts,
            due_at: next.due_at,
            ended_at: next.ended_at,
            attempt: Some(DeliveryAttempt {
                at: now,
                duration_us: u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX),
                status: answer.as_ref().ok().map(|answer| answer.status),
                answer: match &answer {
                    Ok(answer) => String::from_utf8_lossy(&answer.body).into_owned(),
                    Err(error) => error.to_string(),
                },
            }),
        }
    }

    /// Writes what came of a batch, and what it says about the webhook.
    async fn record(&self, shared: &Shared<'_>, outcomes: &[DeliveryOutcome]) -> Outcome<()> {
        let (store, webhook) = (&self.engine.store, shared.webhook);
        let mut batch = Batch::new();
        batch.record_deliveries(self.worker, outcomes);
        let took = shared.taken.load(Ordering::Relaxed) > 0;
        let failed = shared.refused.load(Ordering::Relaxed) > 0;
        let now = self.now();
        let patience = later(now, -FAILING_DAYS_MAX * MICROSECONDS_PER_DAY);
        let given_up = !took && failed && webhook.failing_since.is_some_and(|at| at <= patience);
        if took && (failed || webhook.failing_since.is_some()) {
            batch.webhook_took(webhook.id);
        } else if failed {
            batch.webhook_failed(webhook.id, now);
        }
        if given_up {
            batch.disable_webhook(webhook.id, patience);
        }
        store.write(batch).await?;
        if given_up {
            tracing::warn!(webhook = %webhook.id, "webhook disabled: it has taken nothing for days");
            let (organisation, id) = (webhook.organisation, webhook.id);
            store.give_up_deliveries(organisation, id, now).await?;
        }
        Ok(())
    }
}

impl Shared<'_> {
    fn message(&self, delivery: &Delivery, now: Timestamp) -> Result<Outgoing, OutboundError> {
        let id = delivery.event.as_simple().to_string();
        let second = now.0.as_second();
        let signature = self.signer.sign(&id, second, &delivery.body);
        let mut headers = self.headers.clone();
        for (name, text) in [
            (WEBHOOK_ID, id),
            (WEBHOOK_TIMESTAMP, second.to_string()),
            (WEBHOOK_SIGNATURE, signature),
        ] {
            let value = HeaderValue::try_from(text);
            headers.insert(name, value.map_err(|_| OutboundError::Address("a header"))?);
        }
        Ok(Outgoing {
            method: Method::POST,
            url: self.webhook.url.clone(),
            headers,
            body: delivery.body.clone().into(),
            time_max: DELIVERY_TIME_MAX,
            answer_bytes_max: ANSWER_BYTES_MAX,
        })
    }
}

fn later(now: Timestamp, microseconds: i64) -> Timestamp {
    Timestamp::from_microseconds(now.microseconds().saturating_add(microseconds)).unwrap_or(now)
}
