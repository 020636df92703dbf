//! The worker: takes jobs out of the store and does them, as long as it is told to.
//!
//! A job is leased, not locked: a worker that dies leaves a lease that runs out, and another one
//! takes over. So every job must have the same effect when it is done twice.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use caudal_model::{Kind, Timestamp};
use caudal_store::{Batch, Job, RequestRecord};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::caller::{Caller, Tenant};
use crate::engine::Engine;
use crate::failure::{EngineError, Outcome};
use crate::journal::Journal;

/// Jobs that one worker takes at once.
const JOBS_AT_ONCE: u32 = 4;
/// How long a lease lasts without being renewed.
const LEASE_SECONDS: i64 = 60;
/// How often a lease is renewed while the job runs.
const HEARTBEAT: Duration = Duration::from_secs(20);
/// How long a worker without work waits before it looks again by itself.
const POLL: Duration = Duration::from_millis(500);
/// After so many attempts a job is put aside for a person to look at.
const ATTEMPTS_MAX: u32 = 8;
const PURPOSE: &str = "job";

/// What a job does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "work")]
pub(crate) enum Work {
    /// Retrieves a resource whose request has been answered already.
    Retrieve {
        /// The resource's stored name.
        resource: String,
        /// The request's body.
        body: Value,
    },
    /// Deletes a link. Its id stands here and not beside the job: a link takes its jobs with it.
    DeleteLink {
        /// The link.
        link: Uuid,
    },
}

impl Work {
    fn name(&self) -> &'static str {
        match self {
            Self::Retrieve { .. } => "retrieve",
            Self::DeleteLink { .. } => "delete_link",
        }
    }
}

/// What is sealed in a job's payload.
#[derive(Serialize, Deserialize)]
struct Order {
    owner: Uuid,
    key_id: String,
    work: Work,
}

impl Engine {
    /// Accepts a retrieval that is done later; answers nothing but that it was accepted.
    ///
    /// # Errors
    /// What can be refused without asking the institution.
    pub async fn retrieve_later(&self, caller: &Caller, kind: Kind, body: &Value) -> Outcome<()> {
        let values = kind.resource().request.read(body)?;
        let link = self.retrievable(caller, kind, &values).await?;
        if self.kept_credentials(&link)?.is_none() {
            return Err(caudal_model::Failure::ExpiredCredentials.into());
        }
        let resource = kind.as_str().to_owned();
        let work = Work::Retrieve {
            resource,
            body: body.clone(),
        };
        self.enqueue(caller, Some(link.id()), work).await
    }

    /// Accepts a link's deletion that is done later.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn delete_link_later(&self, caller: &Caller, id: Uuid) -> Outcome<()> {
        self.found_link(caller, id).await?;
        self.enqueue(caller, None, Work::DeleteLink { link: id })
            .await
    }

    async fn enqueue(&self, caller: &Caller, link: Option<Uuid>, work: Work) -> Outcome<()> {
        let id = self.context.chance.uuid()?;
        let kind = work.name().to_owned();
        let Tenant {
            organisation,
            owner,
            key_id,
        } = caller.tenant.clone();
        let order = serde_json::to_vec(&Order {
            owner,
            key_id,
            work,
        })?;
        let mut batch = Batch::new();
        batch.enqueue(&Job {
            id,
            organisation,
            link,
            kind: kind.clone(),
            payload: STANDARD.encode(self.vault.seal(PURPOSE, id, &order)?),
            request_id: caller.request_id.clone(),
            run_at: self.now(),
            attempts: 0,
        });
        self.store.write(batch).await?;
        caller.trace.note(
            self.now(),
            format!("accepted as a job to {}", kind.replace('_', " ")),
        );
        self.job_added.notify_one();
        Ok(())
    }

    fn order(&self, job: &Job) -> Outcome<Order> {
        let sealed = STANDARD.decode(&job.payload).map_err(EngineError::fault)?;
        Ok(serde_json::from_slice(
            &self.vault.open(PURPOSE, job.id, &sealed)?,
        )?)
    }
}

/// A running worker.
#[derive(Debug)]
pub struct Worker {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Worker {
    /// Starts a worker under a name that no other worker of the deployment has.
    #[must_use]
    pub fn start(engine: Arc<Engine>, journal: Journal, name: String) -> Self {
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(work(engine, journal, name, stopped));
        Self { stop, task }
    }

    /// Takes no more jobs, finishes those it has, and ends.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the worker ended badly");
        }
    }
}

async fn work(
    engine: Arc<Engine>,
    journal: Journal,
    name: String,
    mut stopped: watch::Receiver<bool>,
) {
    while !*stopped.borrow() {
        let now = engine.now();
        let claimed = engine
            .store
            .claim_jobs(&name, now, lease_from(now), JOBS_AT_ONCE)
            .await;
        let jobs = claimed.unwrap_or_else(|error| {
            tracing::warn!(%error, "jobs could not be claimed");
            Vec::new()
        });
        if jobs.is_empty() {
            tokio::select! {
                () = engine.job_added.notified() => {}
                () = tokio::time::sleep(POLL) => {}
                _ = stopped.changed() => {}
            }
            continue;
        }
        let done = jobs
            .into_iter()
            .map(|job| perform(&engine, &journal, &name, job));
        futures_util::future::join_all(done).await;
    }
}

fn lease_from(now: Timestamp) -> Timestamp {
    Timestamp::from_microseconds(now.microseconds() + LEASE_SECONDS * 1_000_000).unwrap_or(now)
}

async fn perform(engine: &Engine, journal: &Journal, worker: &str, job: Job) {
    let started = engine.now();
    let outcome = tokio::select! {
        outcome = run(engine, &job) => outcome,
        () = keep_lease(engine, worker, &job) => Err(EngineError::Conflict),
    };
    let mut batch = Batch::new();
    let (steps, status) = match outcome {
        Ok(caller) => {
            batch.finish_job(job.id, worker);
            (caller.trace.take().1, 200)
        }
        // The institution's or the rules' answer is an answer: trying again would not change it.
        Err(EngineError::Refused(error)) => {
            batch.finish_job(job.id, worker);
            (Vec::new(), error.status())
        }
        Err(error) if job.attempts >= ATTEMPTS_MAX => {
            tracing::error!(job = %job.id, %error, "job put aside");
            batch.bury_job(job.id, worker, engine.now(), &error.to_string());
            (Vec::new(), 500)
        }
        Err(error) => {
            tracing::warn!(job = %job.id, attempt = job.attempts, %error, "job will be tried again");
            let later = engine.now().microseconds() + (1_000_000_i64 << job.attempts.min(8));
            let run_at = Timestamp::from_microseconds(later).unwrap_or(started);
            batch.retry_job(job.id, worker, run_at, &error.to_string());
            (Vec::new(), 500)
        }
    };
    if let Err(error) = engine.store.write(batch).await {
        tracing::warn!(job = %job.id, %error, "job's end was not written: its lease was lost");
    }
    journal.note(RequestRecord {
        id: job.request_id,
        organisation: Some(job.organisation),
        link: job.link,
        at: started,
        method: "JOB".to_owned(),
        path: job.kind,
        status,
        duration_us: u64::try_from(engine.now().microseconds() - started.microseconds())
            .unwrap_or_default(),
        steps: serde_json::to_string(&steps).unwrap_or_default(),
    });
}

async fn run(engine: &Engine, job: &Job) -> Outcome<Caller> {
    let Order {
        owner,
        key_id,
        work,
    } = engine.order(job)?;
    let tenant = Tenant {
        organisation: job.organisation,
        owner,
        key_id,
    };
    let caller = Caller::new(tenant, job.request_id.clone());
    match work {
        Work::Retrieve { resource, body } => {
            if let Some(kind) = Kind::from_name(&resource) {
                engine.retrieve(&caller, kind, &body).await?;
            }
        }
        Work::DeleteLink { link } => engine.delete_link(&caller, link).await?,
    }
    Ok(caller)
}

/// Renews the lease for as long as it is waited for; ends when the lease is lost.
async fn keep_lease(engine: &Engine, worker: &str, job: &Job) {
    loop {
        tokio::time::sleep(HEARTBEAT).await;
        let until = lease_from(engine.now());
        if matches!(
            engine.store.extend_lease(job.id, worker, until).await,
            Ok(false)
        ) {
            return;
        }
    }
}
