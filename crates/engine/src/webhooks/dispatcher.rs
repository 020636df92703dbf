//! The dispatcher: begins batches for the webhooks that something is due to, so that one which is slow
//! or dead stands in nobody's way but its own.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use caudal_model::Timestamp;
use caudal_store::Webhook;
use futures_util::future::join_all;
use tokio::sync::watch;
use tokio::task::{Id, JoinError, JoinSet};
use uuid::Uuid;

use super::batch::Hand;
use crate::engine::Engine;
use crate::failure::Outcome;

/// How long a dispatcher without work waits before it looks again by itself.
const POLL: Duration = Duration::from_millis(500);
/// Batches of one webhook at once: while one is written the next is sent.
const BATCHES_PER_WEBHOOK: usize = 2;
/// Batches at once.
const BATCHES_MAX: usize = 64;
/// Of webhooks that took nothing lately: they wait for their time limits, so they may be many.
const BATCHES_FAILING_MAX: usize = 32;
/// How long a dispatcher that is told to stop waits for what is under way.
const STOP_TIME_MAX: Duration = Duration::from_secs(10);

/// Delivers until it is told to stop, and then finishes what is under way.
pub(crate) async fn dispatch(
    engine: Arc<Engine>,
    worker: String,
    mut stopped: watch::Receiver<bool>,
) {
    let mut dispatcher = Dispatcher {
        engine,
        worker,
        running: JoinSet::new(),
        batches: HashMap::new(),
    };
    while !*stopped.borrow() {
        dispatcher.begin().await;
        tokio::select! {
            () = dispatcher.engine.delivery_added.notified() => {}
            () = tokio::time::sleep(POLL) => {}
            Some(ended) = dispatcher.running.join_next_with_id() => dispatcher.ended(ended),
            // Whoever let go of the worker without a word does not want it either.
            told = stopped.changed() => if told.is_err() { break },
        }
        while let Some(ended) = dispatcher.running.try_join_next_with_id() {
            dispatcher.ended(ended);
        }
    }
    let finishing = async { while dispatcher.running.join_next().await.is_some() {} };
    if tokio::time::timeout(STOP_TIME_MAX, finishing)
        .await
        .is_err()
    {
        tracing::warn!("events were still being sent when the time to stop was over");
    }
}

struct Dispatcher {
    engine: Arc<Engine>,
    worker: String,
    running: JoinSet<()>,
    batches: HashMap<Id, Running>,
}

/// Whose batch it is.
struct Running {
    webhook: Uuid,
    failing: bool,
}

impl Dispatcher {
    /// Begins batches for whoever something is due to.
    async fn begin(&mut self) {
        let now = self.engine.context.clock.unheld();
        let due = self.engine.store.webhooks_due(now).await;
        let due = due.unwrap_or_else(|error| {
            tracing::warn!(%error, "deliveries could not be looked for");
            Vec::new()
        });
        // First one each, then a second where there is room.
        for _ in 0..BATCHES_PER_WEBHOOK {
            for webhook in &due {
                self.begin_batch(webhook);
            }
        }
    }

    fn begin_batch(&mut self, webhook: &Webhook) {
        let failing = webhook.failing_since.is_some();
        let count = |which: &dyn Fn(&Running) -> bool| {
            self.batches
                .values()
                .filter(|running| which(running))
                .count()
        };
        let own_max = if failing { 1 } else { BATCHES_PER_WEBHOOK };
        let all_max = if failing {
            BATCHES_FAILING_MAX
        } else {
            BATCHES_MAX
        };
        if count(&|running| running.webhook == webhook.id) >= own_max
            || count(&|running| running.failing == failing) >= all_max
        {
            return;
        }
        let (engine, worker) = (Arc::clone(&self.engine), self.worker.clone());
        let whose = Running {
            webhook: webhook.id,
            failing,
        };
        let webhook = webhook.clone();
        let begun = self.running.spawn(async move {
            let hand = Hand {
                engine: &engine,
                worker: &worker,
                at: None,
            };
            if let Err(error) = hand.deliver(&webhook).await {
                tracing::warn!(webhook = %webhook.id, %error, "events could not be delivered");
                // It would be begun anew at once.
                tokio::time::sleep(POLL).await;
            }
        });
        self.batches.insert(begun.id(), whose);
    }

    fn ended(&mut self, ended: Result<(Id, ()), JoinError>) {
        let id = match ended {
            Ok((id, ())) => id,
            Err(error) => {
                tracing::error!(%error, "a batch of deliveries ended badly");
                error.id()
            }
        };
        self.batches.remove(&id);
    }
}

impl Engine {
    /// Delivers everything that is due now, once; says how many attempts were made.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn deliver_due(&self) -> Outcome<usize> {
        self.deliver_due_at(self.context.clock.unheld()).await
    }

    /// Delivers everything that is due at a moment of the system's time as if it were that moment; says
    /// how many attempts were made.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn deliver_due_at(&self, at: Timestamp) -> Outcome<usize> {
        let worker = self.context.chance.hexadecimal()?;
        let hand = Hand {
            engine: self,
            worker: &worker,
            at: Some(at),
        };
        let mut attempts = 0;
        loop {
            let due = self.store.webhooks_due(at).await?;
            let batches = join_all(due.iter().map(|webhook| hand.deliver(webhook))).await;
            let made = batches.into_iter().sum::<Outcome<usize>>()?;
            if made == 0 {
                return Ok(attempts);
            }
            attempts += made;
        }
    }
}
