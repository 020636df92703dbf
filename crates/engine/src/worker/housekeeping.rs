//! What has to be removed when its time is over: sessions, credentials, old records of requests.

use std::sync::Arc;
use std::time::Duration;

use caudal_model::Timestamp;

use crate::engine::Engine;
use crate::feed::EVENTS_DAYS;
use crate::idempotency::IDEMPOTENCY_HOURS;
use crate::journal::JOURNAL_DAYS;
use crate::retrieval::month_of;

/// How long to wait between two rounds.
const PAUSE: Duration = Duration::from_secs(600);
/// How long a consent is kept after its link, in days.
const CONSENT_DAYS: i64 = 365;
const MICROSECONDS_PER_HOUR: i64 = 3_600_000_000;
const MICROSECONDS_PER_DAY: i64 = 24 * MICROSECONDS_PER_HOUR;

/// Removes what is over, again and again.
pub(super) async fn keep(engine: Arc<Engine>) {
    loop {
        remove_what_is_over(&engine).await;
        tokio::time::sleep(PAUSE).await;
    }
}

async fn remove_what_is_over(engine: &Engine) {
    let (store, now) = (&engine.store, engine.now());
    let report = |what: &str, removed: Result<u64, caudal_store::StoreError>| match removed {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "removed {what}"),
        Err(error) => tracing::warn!(%error, "{what} were not removed"),
    };
    report("expired sessions", store.prune_sessions(now).await);
    report(
        "credentials whose time was over",
        store.forget_credentials(now).await,
    );
    match engine.forget_unconfirmed().await {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "removed links that nobody confirmed"),
        Err(error) => tracing::warn!(%error, "links that nobody confirmed were not removed"),
    }
    let detached = now.microseconds() - CONSENT_DAYS * MICROSECONDS_PER_DAY;
    if let Some(detached) = Timestamp::from_microseconds(detached) {
        report("old consents", store.prune_consents(detached).await);
    }
    report(
        "counts of earlier months",
        store.prune_quotas(&month_of(now)).await,
    );
    let taken = engine.context.clock.unheld().microseconds();
    let oldest = taken - IDEMPOTENCY_HOURS * MICROSECONDS_PER_HOUR;
    if let Some(oldest) = Timestamp::from_microseconds(oldest) {
        report("old idempotency keys", store.prune_keys(oldest).await);
    }
    let oldest = taken - EVENTS_DAYS * MICROSECONDS_PER_DAY;
    if let Some(oldest) = Timestamp::from_microseconds(oldest) {
        report("old events", store.prune_events(oldest).await);
    }
    let oldest = now.microseconds() - JOURNAL_DAYS * MICROSECONDS_PER_DAY;
    if let Some(oldest) = Timestamp::from_microseconds(oldest) {
        report("old journal records", store.prune_requests(oldest).await);
    }
}
