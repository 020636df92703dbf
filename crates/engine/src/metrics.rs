//! What a process counts, for whoever watches over it: requests, jobs, deliveries, institutions. No
//! label says whose anything is.

use std::sync::atomic::AtomicU64;
use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use caudal_connect::Login;
use caudal_model::{Failure, Timestamp};
use caudal_store::{DeliveryState, Queue};
use tokio::time::Instant;

use crate::engine::Engine;
use crate::failure::{EngineError, Outcome};

/// The bounds that durations are sorted by, in seconds: from a stored page to the longest retrieval.
const DURATION_BOUNDS: [f64; 12] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0, 300.0,
];

/// What a process counts.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<RequestLabels, Counter>,
    durations: Family<RouteLabels, Histogram>,
    jobs: Family<JobLabels, Counter>,
    deliveries: Family<OutcomeLabels, Counter>,
    institutions: Family<InstitutionLabels, Counter>,
    waiting: Family<QueueLabels, Gauge>,
    overdue: Family<QueueLabels, Gauge<f64, AtomicU64>>,
    ping: Gauge<f64, AtomicU64>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    route: String,
    method: String,
    status: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabels {
    route: String,
    method: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct JobLabels {
    kind: String,
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OutcomeLabels {
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct InstitutionLabels {
    institution: String,
    step: &'static str,
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct QueueLabels {
    queue: &'static str,
}

/// What is asked of an institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// To let a user in.
    Login,
    /// To go on after a token.
    Resume,
    /// To show data.
    Fetch,
}

impl Step {
    fn as_str(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::Resume => "resume",
            Self::Fetch => "fetch",
        }
    }
}

impl Default for Metrics {
    fn default() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("caudal"),
            requests: Family::default(),
            durations: Family::new_with_constructor(|| Histogram::new(DURATION_BOUNDS)),
            jobs: Family::default(),
            deliveries: Family::default(),
            institutions: Family::default(),
            waiting: Family::default(),
            overdue: Family::default(),
            ping: Gauge::default(),
        };
        metrics.register();
        metrics
    }
}

impl Metrics {
    fn register(&mut self) {
        let registry = &mut self.registry;
        registry.register("requests", "Requests answered", self.requests.clone());
        registry.register_with_unit(
            "request_duration",
            "How long requests took",
            Unit::Seconds,
            self.durations.clone(),
        );
        registry.register("jobs", "Attempts at jobs", self.jobs.clone());
        registry.register(
            "deliveries",
            "Attempts to deliver events",
            self.deliveries.clone(),
        );
        registry.register(
            "institution_calls",
            "What institutions were asked, and what came of it",
            self.institutions.clone(),
        );
        registry.register("queue_length", "How much waits", self.waiting.clone());
        registry.register_with_unit(
            "queue_overdue",
            "For how long the first in the queue has been due",
            Unit::Seconds,
            self.overdue.clone(),
        );
        registry.register_with_unit(
            "database_ping",
            "How long the database took for a sign of life",
            Unit::Seconds,
            self.ping.clone(),
        );
    }

    /// Counts a request: the template of its route, never the path itself.
    pub fn request(&self, route: &str, method: &str, status: u16, took: Duration) {
        let (route, method) = (route.to_owned(), method.to_owned());
        let labels = RequestLabels {
            route: route.clone(),
            method: method.clone(),
            status: status.into(),
        };
        self.requests.get_or_create(&labels).inc();
        let labels = RouteLabels { route, method };
        let seconds = took.as_secs_f64();
        self.durations.get_or_create(&labels).observe(seconds);
    }

    /// Counts an attempt at a job by the status that it ended with.
    pub(crate) fn job(&self, kind: &str, status: u16) {
        let outcome = match status {
            ..400 => "done",
            400..500 => "refused",
            _ => "failed",
        };
        let kind = kind.to_owned();
        self.jobs.get_or_create(&JobLabels { kind, outcome }).inc();
    }

    /// Counts an attempt to deliver an event by what the delivery is after it.
    pub(crate) fn delivery(&self, state: DeliveryState) {
        let outcome = match state {
            DeliveryState::Delivered => "delivered",
            DeliveryState::Pending => "retried",
            DeliveryState::Failed => "failed",
        };
        self.deliveries
            .get_or_create(&OutcomeLabels { outcome })
            .inc();
    }

    /// Counts what came of asking an institution.
    pub(crate) fn asked<T: Answered>(&self, institution: &str, step: Step, result: &Outcome<T>) {
        let outcome = match result {
            Ok(answer) => answer.word(),
            Err(EngineError::Refused(error)) => error
                .failures()
                .next()
                .map_or("unexpected_error", Failure::code),
            Err(EngineError::Conflict | EngineError::Fault(_)) => "unexpected_error",
        };
        let labels = InstitutionLabels {
            institution: institution.to_owned(),
            step: step.as_str(),
            outcome,
        };
        self.institutions.get_or_create(&labels).inc();
    }
}

/// What an institution answers, in a word.
pub(crate) trait Answered {
    /// The word.
    fn word(&self) -> &'static str;
}

impl Answered for Login {
    fn word(&self) -> &'static str {
        match self {
            Self::Open(_) => "ok",
            Self::Challenge { .. } => "token_required",
        }
    }
}

/// What was read, and whether the time was enough for all of it.
impl Answered for (Vec<caudal_model::Document>, bool) {
    fn word(&self) -> &'static str {
        if self.1 { "ok" } else { "request_timeout" }
    }
}

impl Engine {
    /// What this process counts.
    #[must_use]
    pub fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// What is counted, and how the store is at this moment, as Prometheus reads it.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn metrics_text(&self) -> Outcome<String> {
        let metrics = &self.metrics;
        let begun = Instant::now();
        self.store.ping().await?;
        metrics.ping.set(begun.elapsed().as_secs_f64());
        let now = self.context.clock.unheld();
        for queue in [Queue::Jobs, Queue::Deliveries] {
            let waiting = self.store.waiting(queue).await?;
            let labels = QueueLabels {
                queue: queue.as_str(),
            };
            let count = i64::try_from(waiting.count).unwrap_or(i64::MAX);
            metrics.waiting.get_or_create(&labels).set(count);
            let overdue = overdue_seconds(waiting.first_due_at, now);
            metrics.overdue.get_or_create(&labels).set(overdue);
        }
        let mut text = String::new();
        encode(&mut text, &metrics.registry).map_err(EngineError::fault)?;
        Ok(text)
    }
}

fn overdue_seconds(due_at: Option<Timestamp>, now: Timestamp) -> f64 {
    let due = due_at.unwrap_or(now).microseconds();
    let microseconds = u64::try_from(now.microseconds() - due).unwrap_or_default();
    Duration::from_micros(microseconds).as_secs_f64()
}
