//! Moving a sandbox's clock: everything that falls due on the way is done on the way, in its order and
//! at its own time.

use std::sync::Arc;

use caudal_model::{Failure, Timestamp};
use caudal_store::Appointment;
use tokio::time::{Duration, Instant};
use uuid::Uuid;

use super::Hand;
use crate::engine::Engine;
use crate::failure::Outcome;
use crate::journal::Journal;
use crate::links::schedule::later;

/// The most steps that an answer lists; all of them are counted.
const LISTED_MAX: usize = 1_000;
/// How long one request moves the clock; whatever is left is done when it is asked for again.
const ADVANCE_TIME_MAX: Duration = Duration::from_secs(240);
/// How long an answer waits for the deliveries of what fell due.
const DELIVERY_TIME_MAX: Duration = Duration::from_secs(20);
/// The furthest that one request moves the clock, in days.
pub(crate) const ADVANCE_DAYS_MAX: i64 = 3_660;
/// How long the right to move the clock lasts without being prolonged.
const MOVING_SECONDS: i64 = 60;

/// One thing that fell due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ran {
    /// When it fell due.
    pub at: Timestamp,
    /// What it was: `refresh`, `history`, `stale`, `consent`.
    pub what: String,
    /// The link that it happened to.
    pub link: Uuid,
    /// The id that its events and its journal carry.
    pub request_id: String,
    /// How it ended, as a request's answer would say it.
    pub status: u16,
}

/// How far the clock came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advanced {
    /// Where it stood before.
    pub from: Timestamp,
    /// Where it stands now.
    pub now: Timestamp,
    /// Whether it came as far as it was to.
    pub complete: bool,
    /// How many things fell due on the way.
    pub count: usize,
    /// The first of them, in order.
    pub ran: Vec<Ran>,
}

impl Engine {
    /// Moves a sandbox's clock on to this moment. Answers when everything that fell due has been done.
    ///
    /// # Errors
    /// `not_found` where the clock is the system's; `invalid` on `to` for a moment that has passed or
    /// is too far ahead, and while somebody else moves the clock.
    pub async fn advance_clock(
        self: &Arc<Self>,
        journal: &Journal,
        to: Timestamp,
    ) -> Outcome<Advanced> {
        self.clock_setting()?;
        let from = self.now();
        let days = (to.microseconds() - from.microseconds()) / 86_400_000_000;
        if to < from || days > ADVANCE_DAYS_MAX {
            let message = format!(
                "The clock stands at {from}: it moves forwards only, {ADVANCE_DAYS_MAX} days at most."
            );
            return Err(Failure::invalid("to", message).into());
        }
        self.keep_clock().await?;
        let mut moving = Moving::begin(Arc::clone(self)).await?;
        let hand = Hand {
            engine: Arc::clone(self),
            journal: journal.clone(),
            name: self.context.chance.hexadecimal()?,
        };
        let advanced = moving.advance(&hand, from, to).await;
        moving.end().await?;
        self.deliver_as_if_later(advanced.as_ref().map_or(from, |it| it.now), from)
            .await?;
        advanced
    }

    /// Delivers what is due by the system's clock, and what would be had it moved as far: pauses after
    /// failed attempts pass with the time of the sandbox.
    async fn deliver_as_if_later(&self, now: Timestamp, from: Timestamp) -> Outcome<()> {
        let moved = (now.microseconds() - from.microseconds()) / 1_000_000;
        let system = later(self.context.clock.unheld(), moved);
        let delivering = self.deliver_due_at(system);
        match tokio::time::timeout(DELIVERY_TIME_MAX, delivering).await {
            Ok(delivered) => delivered.map(drop),
            // What is left is delivered by the worker.
            Err(_) => Ok(()),
        }
    }
}

/// The right to move the clock, for as long as it is prolonged.
struct Moving {
    engine: Arc<Engine>,
    until: Timestamp,
}

impl Moving {
    async fn begin(engine: Arc<Engine>) -> Outcome<Self> {
        let now = engine.context.clock.unheld();
        let until = later(now, MOVING_SECONDS);
        if engine.store.take_clock(now, None, until).await? {
            return Ok(Self { engine, until });
        }
        let message = "The clock is being moved by another request: wait until it has ended.";
        Err(Failure::invalid("to", message).into())
    }

    async fn prolong(&mut self) -> Outcome<()> {
        let now = self.engine.context.clock.unheld();
        if later(now, MOVING_SECONDS / 2) < self.until {
            return Ok(());
        }
        let until = later(now, MOVING_SECONDS);
        self.engine
            .store
            .take_clock(now, Some(self.until), until)
            .await?;
        self.until = until;
        Ok(())
    }

    async fn end(self) -> Outcome<()> {
        Ok(self.engine.store.release_clock(self.until).await?)
    }

    async fn advance(&mut self, hand: &Hand, from: Timestamp, to: Timestamp) -> Outcome<Advanced> {
        let engine = Arc::clone(&self.engine);
        let begun = Instant::now();
        let (mut ran, mut count) = (Vec::new(), 0);
        // What was accepted before is done at its own time.
        hand.do_what_is_due().await;
        let complete = loop {
            if begun.elapsed() > ADVANCE_TIME_MAX {
                break false;
            }
            self.prolong().await?;
            let next = engine.store.due_appointments(to, 1).await?;
            let Some(appointment) = next.into_iter().next() else {
                engine.move_clock(to).await?;
                break true;
            };
            if appointment.at > engine.now() {
                engine.move_clock(appointment.at).await?;
            }
            if let Some(done) = hand.keep_now(appointment).await? {
                count += 1;
                if ran.len() < LISTED_MAX {
                    ran.push(done);
                }
            }
        };
        Ok(Advanced {
            from,
            now: engine.now(),
            complete,
            count,
            ran,
        })
    }
}

impl Hand {
    /// Keeps an appointment and does its work at once.
    async fn keep_now(&self, appointment: Appointment) -> Outcome<Option<Ran>> {
        let engine = &self.engine;
        let lease_until = engine.lease_from(engine.context.clock.unheld());
        let claim = Some((self.name.as_str(), lease_until));
        let Some(mut job) = engine.keep(&appointment, claim).await? else {
            return Ok(None);
        };
        job.attempts += 1;
        let request_id = job.request_id.clone();
        let status = self.perform(job).await;
        Ok(Some(Ran {
            at: appointment.at,
            what: appointment.kind,
            link: appointment.link,
            request_id,
            status,
        }))
    }
}
