//! Work that is to be done later, or again: rows with a lease.
//!
//! A job has one moment at which it is *due*. A lease is nothing but a later due moment with the
//! worker's name beside it: a worker that dies leaves a job that becomes due again by itself.

use caudal_model::Timestamp;
use uuid::Uuid;

use crate::batch::Batch;
use crate::db::{Engine, Query, Row, Statement, values};
use crate::error::StoreError;
use crate::store::Store;

/// The most jobs that one claim takes.
const CLAIMED_MAX: u32 = 1_000;
/// The most characters of an error that are kept with its job.
const ERROR_CHARACTERS_MAX: usize = 2_000;

/// A piece of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub organisation: Uuid,
    /// The link it is about, where it is about one: it disappears with it.
    pub link: Option<Uuid>,
    /// What is to be done.
    pub kind: String,
    /// With what, as JSON.
    pub payload: String,
    /// The request that asked for it.
    pub request_id: String,
    /// Not before this moment.
    pub run_at: Timestamp,
    /// How many times it was claimed.
    pub attempts: u32,
    /// How many times it was tried and failed: less than that, where workers died.
    pub failures: u32,
}

const COLUMNS: &str =
    "id, organisation, link, kind, payload, request_id, run_at, attempts, failures";

impl Store {
    /// Claims jobs that are due, the longest due first: each is this worker's until
    /// `lease_until`, and nobody else's.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn claim_jobs(
        &self,
        worker: &str,
        now: Timestamp,
        lease_until: Timestamp,
        limit: u32,
    ) -> Result<Vec<Job>, StoreError> {
        let limit = i64::from(limit.min(CLAIMED_MAX));
        let choice = "due_at <= $1 ORDER BY due_at, id LIMIT $2";
        let values = values![now, limit, lease_until, worker];
        self.claim(choice, values).await
    }

    /// Claims this one job, if it is due and nobody's.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn claim_job(
        &self,
        id: Uuid,
        worker: &str,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<Option<Job>, StoreError> {
        let values = values![now, id, lease_until, worker];
        let claimed = self.claim("due_at <= $1 AND id = $2", values).await?;
        Ok(claimed.into_iter().next())
    }

    /// Claims the jobs of this choice. Values: now, what the choice needs, end of lease, worker.
    async fn claim(
        &self,
        choice: &str,
        values: Vec<crate::db::Value>,
    ) -> Result<Vec<Job>, StoreError> {
        let lock = match self.engine() {
            Engine::Sqlite => "",
            Engine::Postgres => "FOR UPDATE SKIP LOCKED",
        };
        let sql = format!(
            "WITH due AS MATERIALIZED (SELECT id FROM jobs WHERE {choice} {lock}) \
             UPDATE jobs SET due_at = $3, worker = $4, attempts = attempts + 1 \
             WHERE id IN (SELECT id FROM due) RETURNING {COLUMNS}"
        );
        let mut jobs = self.db.change(Query::new(sql, values), Job::read).await?;
        jobs.sort_by_key(|job| (job.run_at, job.id));
        Ok(jobs)
    }

    /// Prolongs the worker's lease; false when it was lost.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn extend_lease(
        &self,
        id: Uuid,
        worker: &str,
        lease_until: Timestamp,
    ) -> Result<bool, StoreError> {
        let query = Query::new(
            "UPDATE jobs SET due_at = $1 \
             WHERE id = $2 AND worker = $3 AND due_at IS NOT NULL RETURNING 1",
            values![lease_until, id, worker],
        );
        let extended = self.db.change(query, |_| Ok(())).await?;
        Ok(!extended.is_empty())
    }

    /// How many jobs wait or are being done, and how many were given up. For the operator of the
    /// deployment.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn jobs_left(&self) -> Result<(u64, u64), StoreError> {
        let query = Query::new("SELECT count(due_at), count(*) FROM jobs", values![]);
        let found = self
            .db
            .row(query, |row| Ok((row.integer(0)?, row.integer(1)?)));
        let (due, all) = found.await?.unwrap_or_default();
        let number = |count: i64| u64::try_from(count).unwrap_or_default();
        Ok((number(due), number(all - due)))
    }

    /// Whether there is a job that this request asked for.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn has_job_of(
        &self,
        organisation: Uuid,
        request_id: &str,
    ) -> Result<bool, StoreError> {
        let query = Query::new(
            "SELECT 1 FROM jobs WHERE organisation = $1 AND request_id = $2 LIMIT 1",
            values![organisation, request_id],
        );
        Ok(self.db.row(query, |_| Ok(())).await?.is_some())
    }

    /// When the next job can be claimed: one that waits becomes due, or a lease ends.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn next_job_at(&self) -> Result<Option<Timestamp>, StoreError> {
        let query = Query::new(
            "SELECT min(due_at) FROM jobs WHERE due_at IS NOT NULL",
            values![],
        );
        let next = self.db.row(query, |row| row.optional_timestamp(0)).await?;
        Ok(next.flatten())
    }
}

impl Batch {
    /// Adds a job; conflicts when its id is taken.
    pub fn enqueue(&mut self, job: &Job) -> &mut Self {
        self.insert_job(job, None)
    }

    /// Adds a job that this worker has already claimed, with a lease up to this moment; conflicts when
    /// its id is taken.
    pub fn enqueue_claimed(
        &mut self,
        job: &Job,
        worker: &str,
        lease_until: Timestamp,
    ) -> &mut Self {
        self.insert_job(job, Some((worker, lease_until)))
    }

    fn insert_job(&mut self, job: &Job, claim: Option<(&str, Timestamp)>) -> &mut Self {
        let due_at = claim.map_or(job.run_at, |(_, lease_until)| lease_until);
        self.push(Statement::new(
            format!(
                "INSERT INTO jobs ({COLUMNS}, due_at, worker) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
            ),
            values![
                job.id,
                job.organisation,
                job.link,
                &job.kind,
                &job.payload,
                &job.request_id,
                job.run_at,
                i64::from(job.attempts),
                i64::from(job.failures),
                due_at,
                claim.map(|(worker, _)| worker),
            ],
        ))
    }

    /// Removes a job that is done; conflicts when its lease was lost to another worker.
    pub fn finish_job(&mut self, id: Uuid, worker: &str) -> &mut Self {
        self.push(
            Statement::new(
                "DELETE FROM jobs WHERE id = $1 AND worker = $2 AND due_at IS NOT NULL",
                values![id, worker],
            )
            .expecting(1, LEASE_LOST),
        )
    }

    /// Gives a job back, to be tried again at `run_at`; conflicts when its lease was lost.
    pub fn retry_job(
        &mut self,
        id: Uuid,
        worker: &str,
        run_at: Timestamp,
        error: &str,
    ) -> &mut Self {
        self.push(
            Statement::new(
                "UPDATE jobs SET run_at = $1, due_at = $1, worker = NULL, error = $2, \
                 failures = failures + 1 \
                 WHERE id = $3 AND worker = $4 AND due_at IS NOT NULL",
                values![run_at, shortened(error), id, worker],
            )
            .expecting(1, LEASE_LOST),
        )
    }

    /// Gives a job up: it stays for the operator to see and is never claimed again. Conflicts when
    /// its lease was lost.
    pub fn bury_job(&mut self, id: Uuid, worker: &str, at: Timestamp, error: &str) -> &mut Self {
        self.push(
            Statement::new(
                "UPDATE jobs SET buried_at = $1, due_at = NULL, error = $2 \
                 WHERE id = $3 AND worker = $4 AND due_at IS NOT NULL",
                values![at, shortened(error), id, worker],
            )
            .expecting(1, LEASE_LOST),
        )
    }
}

const LEASE_LOST: &str = "the job's lease was lost";

fn shortened(error: &str) -> String {
    error.chars().take(ERROR_CHARACTERS_MAX).collect()
}

impl Job {
    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.uuid(0)?,
            organisation: row.uuid(1)?,
            link: row.optional_uuid(2)?,
            kind: row.text(3)?,
            payload: row.text(4)?,
            request_id: row.text(5)?,
            run_at: row.timestamp(6)?,
            attempts: row.small(7)?,
            failures: row.small(8)?,
        })
    }
}
