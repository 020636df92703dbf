//! The worker: takes jobs out of the store and does them, as long as it is told to.
//!
//! A job is leased, not locked: a worker that dies leaves a lease that runs out, and another one
//! takes over. So every job must have the same effect when it is done twice. Leases and retries go
//! by the system's clock, for they must come to an end also where the sandbox's time stands still.

mod advance;
mod housekeeping;
mod order;

use std::sync::Arc;
use std::time::Duration;

use caudal_model::{ApiError, Failure, Kind, Timestamp};
use caudal_store::{Batch, Job, RequestRecord};
use tokio::sync::watch;
use tokio::task::{JoinError, JoinHandle, JoinSet};

use crate::caller::Trace;
use crate::engine::Engine;
use crate::failure::{EngineError, Outcome};
use crate::journal::Journal;
use crate::links::schedule::later;
use crate::webhooks;

pub use advance::{Advanced, Ran};
pub(crate) use order::Work;

/// Jobs that one worker has at once.
const JOBS_AT_ONCE: usize = 4;
/// How often a lease is renewed before it runs out.
const HEARTBEATS_PER_LEASE: u32 = 3;
/// How long a worker without work waits before it looks again by itself.
const POLL: Duration = Duration::from_millis(500);
/// How long the agenda rests between two looks.
const AGENDA_POLL: Duration = Duration::from_secs(1);
/// After so many failures a job is put aside for a person to look at.
const FAILURES_MAX: u32 = 8;
/// After so many attempts as well: whatever is wrong with it, it takes its workers along.
const ATTEMPTS_MAX: u32 = 50;
/// How long a worker that is told to stop waits for the jobs it has. Those that take longer are
/// begun anew by another one when their leases have run out.
const STOP_TIME_MAX: Duration = Duration::from_secs(30);

/// A running worker.
#[derive(Debug)]
pub struct Worker {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
    housekeeping: JoinHandle<()>,
    agenda: JoinHandle<()>,
    deliveries: JoinHandle<()>,
}

impl Worker {
    /// Starts a worker under a name that no other worker of the deployment has.
    #[must_use]
    pub fn start(engine: Arc<Engine>, journal: Journal, name: String) -> Self {
        let (stop, stopped) = watch::channel(false);
        let housekeeping = tokio::spawn(housekeeping::keep(Arc::clone(&engine)));
        let agenda = tokio::spawn(keep_agenda(Arc::clone(&engine)));
        let deliveries = webhooks::dispatch(Arc::clone(&engine), name.clone(), stopped.clone());
        let worker = Arc::new(Hand {
            engine,
            journal,
            name,
        });
        Self {
            stop,
            task: tokio::spawn(work(worker, stopped)),
            housekeeping,
            agenda,
            deliveries: tokio::spawn(deliveries),
        }
    }

    /// Does the next job that is due, if there is one: one step of a worker, for simulations and for
    /// tests that decide themselves when work is done.
    pub async fn step(engine: &Arc<Engine>, journal: &Journal, name: &str) -> bool {
        let hand = Hand {
            engine: Arc::clone(engine),
            journal: journal.clone(),
            name: name.to_owned(),
        };
        let mut jobs = hand.claim(1).await;
        match jobs.pop() {
            None => false,
            Some(job) => {
                hand.perform(job).await;
                true
            }
        }
    }

    /// Takes no more jobs, finishes those it has, and ends.
    pub async fn stop(self) {
        self.housekeeping.abort();
        self.agenda.abort();
        let _ = self.stop.send(true);
        for task in [self.task, self.deliveries] {
            if let Err(error) = task.await {
                tracing::error!(%error, "the worker ended badly");
            }
        }
    }
}

/// What every job of a worker needs.
struct Hand {
    engine: Arc<Engine>,
    journal: Journal,
    name: String,
}

/// Turns what falls due into jobs, again and again.
async fn keep_agenda(engine: Arc<Engine>) {
    loop {
        if let Err(error) = engine.keep_appointments().await {
            tracing::warn!(%error, "the agenda could not be kept");
        }
        tokio::time::sleep(AGENDA_POLL).await;
    }
}

async fn work(hand: Arc<Hand>, mut stopped: watch::Receiver<bool>) {
    let mut running = JoinSet::new();
    while !*stopped.borrow() {
        while let Some(ended) = running.try_join_next() {
            report(ended);
        }
        let free = JOBS_AT_ONCE.saturating_sub(running.len());
        let jobs = hand.claim(free).await;
        let idle = jobs.is_empty();
        for job in jobs {
            let hand = Arc::clone(&hand);
            running.spawn(async move {
                hand.perform(job).await;
            });
        }
        if idle {
            tokio::select! {
                () = hand.engine.job_added.notified(), if free > 0 => {}
                () = tokio::time::sleep(POLL) => {}
                Some(ended) = running.join_next() => report(ended),
                // Whoever let go of the worker without a word does not want it either.
                told = stopped.changed() => if told.is_err() { break },
            }
        }
    }
    let finishing = async {
        while let Some(ended) = running.join_next().await {
            report(ended);
        }
    };
    if tokio::time::timeout(STOP_TIME_MAX, finishing)
        .await
        .is_err()
    {
        tracing::warn!("jobs were still being done when the time to stop was over");
    }
    running.shutdown().await;
}

/// A job that panicked keeps its lease: it is tried again when that has run out, and put aside after
/// some attempts like any other.
fn report(ended: Result<(), JoinError>) {
    if let Err(error) = ended {
        tracing::error!(%error, "a job ended badly");
    }
}

impl Hand {
    async fn claim(&self, free: usize) -> Vec<Job> {
        let Some(limit) = u32::try_from(free).ok().filter(|free| *free > 0) else {
            return Vec::new();
        };
        let now = self.engine.context.clock.unheld();
        let claimed = self
            .engine
            .store
            .claim_jobs(&self.name, now, self.engine.lease_from(now), limit)
            .await;
        claimed.unwrap_or_else(|error| {
            tracing::warn!(%error, "jobs could not be claimed");
            Vec::new()
        })
    }

    async fn perform(&self, job: Job) -> u16 {
        let engine = &self.engine;
        let (started, clock) = (engine.now(), &engine.context.clock);
        let begun = clock.unheld();
        let trace = Trace::default();
        let outcome = if job.attempts > ATTEMPTS_MAX {
            Err(EngineError::fault(
                "every worker that began it came to grief",
            ))
        } else {
            tokio::select! {
                outcome = run(engine, &job, &trace) => outcome,
                () = self.keep_lease(&job) => Err(EngineError::Conflict),
            }
        };
        let mut batch = Batch::new();
        let status = match outcome {
            Ok(()) => {
                batch.finish_job(job.id, &self.name);
                200
            }
            // The institution's or the rules' answer is an answer, unless it may be another one soon.
            Err(EngineError::Refused(error)) if !is_passing(&error) || is_last(&job) => {
                trace.refused(engine.now(), &error);
                batch.finish_job(job.id, &self.name);
                error.status()
            }
            Err(error) if is_last(&job) => {
                tracing::error!(job = %job.id, %error, "job put aside");
                trace.note(engine.now(), "put aside after too many attempts");
                batch.bury_job(job.id, &self.name, clock.unheld(), &error.to_string());
                500
            }
            Err(error) => {
                if let EngineError::Refused(refusal) = &error {
                    trace.refused(engine.now(), refusal);
                }
                tracing::warn!(job = %job.id, attempt = job.attempts, %error, "job will be tried again");
                trace.note(engine.now(), "failed: it will be tried again");
                let run_at = retry_at(clock.unheld(), job.failures + 1);
                batch.retry_job(job.id, &self.name, run_at, &error.to_string());
                500
            }
        };
        engine.metrics.job(&job.kind, status);
        if let Err(error) = engine.store.write(batch).await {
            tracing::warn!(job = %job.id, %error, "job's end was not written: its lease was lost");
        }
        let (link, steps) = trace.take();
        tracing::info!(
            request_id = job.request_id, job = %job.id, kind = job.kind, status,
            link = link.or(job.link).map(tracing::field::display), "job ended"
        );
        let duration = clock.unheld().microseconds() - begun.microseconds();
        self.journal.note(RequestRecord {
            id: job.request_id,
            organisation: Some(job.organisation),
            link: link.or(job.link),
            at: started,
            method: "JOB".to_owned(),
            path: job.kind,
            status,
            duration_us: u64::try_from(duration).unwrap_or_default(),
            steps: serde_json::to_string(&steps).unwrap_or_default(),
        });
        status
    }

    /// Does one job after the other until none is due.
    async fn do_what_is_due(&self) {
        loop {
            let jobs = self.claim(1).await;
            if jobs.is_empty() {
                return;
            }
            for job in jobs {
                self.perform(job).await;
            }
        }
    }

    /// Renews the lease for as long as it is waited for; ends when the lease is lost.
    async fn keep_lease(&self, job: &Job) {
        let (store, clock) = (&self.engine.store, &self.engine.context.clock);
        let lease = Duration::from_secs(self.engine.settings.lease_seconds.into());
        loop {
            tokio::time::sleep(lease / HEARTBEATS_PER_LEASE).await;
            let until = self.engine.lease_from(clock.unheld());
            if matches!(
                store.extend_lease(job.id, &self.name, until).await,
                Ok(false)
            ) {
                return;
            }
        }
    }
}

pub(crate) fn is_passing(error: &ApiError) -> bool {
    error.failures().all(Failure::is_passing)
}

impl Engine {
    /// Until when something that is leased now is nobody else's.
    pub(crate) fn lease_from(&self, now: Timestamp) -> Timestamp {
        later(now, self.settings.lease_seconds.into())
    }
}

/// Whether a job that fails now is given up.
fn is_last(job: &Job) -> bool {
    job.failures + 1 >= FAILURES_MAX || job.attempts > ATTEMPTS_MAX
}

/// Two seconds after the first failure, and twice as long after each further one.
fn retry_at(now: Timestamp, failures: u32) -> Timestamp {
    let pause = 1_000_000_i64 << failures.min(FAILURES_MAX);
    Timestamp::from_microseconds(now.microseconds() + pause).unwrap_or(now)
}

async fn run(engine: &Engine, job: &Job, trace: &Trace) -> Outcome<()> {
    let order = engine.order(job)?;
    let mut caller = order.caller(job);
    caller.trace = trace.clone();
    match order.work {
        Work::Retrieve { resource, body } => {
            let kind = Kind::from_name(&resource).ok_or_else(|| {
                EngineError::fault(format!("this version knows no resource {resource}"))
            })?;
            engine.retrieve(&caller, kind, &body).await.map(drop)
        }
        Work::DeleteLink { link } => engine.delete_link(&caller, link).await,
        Work::Refresh {
            link,
            resources,
            reading,
        } => {
            let resources = resources.as_deref();
            engine.refresh(&caller, link, resources, reading).await
        }
        Work::Forget { link } => engine.forget_stale(&caller, link).await,
        Work::ExpireConsent { link } => engine.expire_consent(&caller, link).await,
    }
}
