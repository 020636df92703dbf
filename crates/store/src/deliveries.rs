//! Deliveries: events on their way to webhooks. As with jobs, a lease is nothing but a later moment at
//! which the delivery is due, with the worker's name beside it.

use caudal_model::Timestamp;
use uuid::Uuid;

use crate::batch::Batch;
use crate::db::{Engine, Query, Row, Statement, Value, values};
use crate::error::StoreError;
use crate::store::Store;

/// The most deliveries that one claim takes.
pub const DELIVERIES_CLAIMED_MAX: u32 = 1_000;

/// An event that is to be delivered to a webhook now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Its number.
    pub seq: i64,
    /// How often it was tried.
    pub attempts: u32,
    /// The event.
    pub event: Uuid,
    /// The event's text.
    pub body: String,
}

/// How far a delivery is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryState {
    /// It is to be tried, perhaps again.
    Pending,
    /// The receiver has it.
    Delivered,
    /// It was given up.
    Failed,
}

/// One attempt to deliver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryAttempt {
    /// When.
    pub at: Timestamp,
    /// How long it took, in microseconds.
    pub duration_us: u64,
    /// The receiver's status, if it answered.
    pub status: Option<u16>,
    /// The beginning of its answer, or why there was none.
    pub answer: String,
}

/// What came of a claimed delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryOutcome {
    /// Its number.
    pub seq: i64,
    /// How far it is now.
    pub state: DeliveryState,
    /// How often it was tried by now.
    pub attempts: u32,
    /// When it is to be tried again, if it is.
    pub due_at: Option<Timestamp>,
    /// When it was over, if it is.
    pub ended_at: Option<Timestamp>,
    /// The attempt; none when its turn did not come.
    pub attempt: Option<DeliveryAttempt>,
}

impl DeliveryState {
    /// Its word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
        }
    }

    pub(crate) fn read(word: &str) -> Result<Self, StoreError> {
        [Self::Pending, Self::Delivered, Self::Failed]
            .into_iter()
            .find(|state| state.as_str() == word)
            .ok_or(StoreError::Unreadable("a delivery's state"))
    }
}

impl Store {
    /// Claims deliveries to a webhook that are due, the longest due first: each is this worker's until
    /// `lease_until`. For workers.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn claim_deliveries(
        &self,
        webhook: Uuid,
        worker: &str,
        now: Timestamp,
        lease_until: Timestamp,
        limit: u32,
    ) -> Result<Vec<Delivery>, StoreError> {
        let lock = match self.engine() {
            Engine::Sqlite => "",
            Engine::Postgres => "FOR UPDATE SKIP LOCKED",
        };
        let sql = format!(
            "WITH due AS MATERIALIZED (SELECT seq FROM deliveries \
             WHERE webhook = $1 AND due_at <= $2 ORDER BY due_at, seq LIMIT $3 {lock}) \
             UPDATE deliveries SET due_at = $4, worker = $5 WHERE seq IN (SELECT seq FROM due) \
             RETURNING seq, attempts, \
             (SELECT events.id FROM events WHERE events.seq = deliveries.event), \
             (SELECT events.body FROM events WHERE events.seq = deliveries.event)"
        );
        let limit = i64::from(limit.min(DELIVERIES_CLAIMED_MAX));
        let values = values![webhook, now, limit, lease_until, worker];
        let mut claimed = self
            .db
            .change(Query::new(sql, values), Delivery::read)
            .await?;
        claimed.sort_by_key(|delivery| delivery.seq);
        Ok(claimed)
    }
}

impl Batch {
    /// Writes what came of deliveries that this worker claimed. A delivery whose lease was lost keeps
    /// only the trace of the attempt.
    pub fn record_deliveries(&mut self, worker: &str, outcomes: &[DeliveryOutcome]) -> &mut Self {
        let moment = |moment: Option<Timestamp>| moment.map(Timestamp::microseconds);
        let each = |value: fn(&DeliveryOutcome) -> i64| outcomes.iter().map(value).collect();
        self.push(Statement::bulk(
            "UPDATE deliveries SET state = $1, attempts = $2, due_at = $3, ended_at = $4, \
             worker = NULL WHERE seq = $5 AND worker = $6",
            "UPDATE deliveries SET state = ended.state, attempts = ended.attempts, \
             due_at = ended.due_at, ended_at = ended.ended_at, worker = NULL \
             FROM UNNEST($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[]) \
             AS ended (state, attempts, due_at, ended_at, seq) \
             WHERE deliveries.seq = ended.seq AND deliveries.worker = $6",
            vec![
                Value::Texts(outcomes.iter().map(|it| it.state.as_str().into()).collect()),
                Value::Integers(each(|it| it.attempts.into())),
                Value::OptionalIntegers(outcomes.iter().map(|it| moment(it.due_at)).collect()),
                Value::OptionalIntegers(outcomes.iter().map(|it| moment(it.ended_at)).collect()),
                Value::Integers(each(|it| it.seq)),
                worker.into(),
            ],
            outcomes.len(),
        ));
        let tried: Vec<_> = outcomes
            .iter()
            .filter_map(|it| Some((it.seq, it.attempt.as_ref()?)))
            .collect();
        if tried.is_empty() {
            return self;
        }
        let insert =
            "INSERT INTO delivery_attempts (delivery, at, duration_us, status, answer)".to_owned();
        let microseconds = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let numbers = |value: fn(&DeliveryAttempt) -> Option<i64>| {
            tried.iter().map(|(_, attempt)| value(attempt)).collect()
        };
        self.push(Statement::bulk(
            format!("{insert} VALUES ($1, $2, $3, $4, $5)"),
            format!(
                "{insert} SELECT * FROM UNNEST($1::bigint[], $2::bigint[], $3::bigint[], \
                 $4::bigint[], $5::text[])"
            ),
            vec![
                Value::Integers(tried.iter().map(|(seq, _)| *seq).collect()),
                Value::OptionalIntegers(numbers(|attempt| Some(attempt.at.microseconds()))),
                Value::Integers(
                    tried
                        .iter()
                        .map(|(_, attempt)| microseconds(attempt.duration_us))
                        .collect(),
                ),
                Value::OptionalIntegers(numbers(|attempt| attempt.status.map(i64::from))),
                Value::Texts(
                    tried
                        .iter()
                        .map(|(_, attempt)| attempt.answer.clone())
                        .collect(),
                ),
            ],
            tried.len(),
        ))
    }
}

impl Delivery {
    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            seq: row.integer(0)?,
            attempts: row.small(1)?,
            event: row.uuid(2)?,
            body: row.text(3)?,
        })
    }
}
