//! One process of the deployment: what it has in memory dies with it.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as Polling, Poll, Waker};

use caudal_connect::{Chance, Clock, Connector, Connectors, Context};
use caudal_engine::{Caller, Engine, Journal, Sender, Settings, Tenant, Vault, Worker};
use caudal_model::Identities;
use caudal_store::Store;
use uuid::Uuid;

use crate::bank::Bank;
use crate::receiver::Receiver;

/// Something that was answered: from then on it must come true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Accepted {
    Registered { link: Uuid },
    Refresh { link: Uuid, request_id: String },
    Retrieval { link: Uuid, request_id: String },
    Deletion { link: Uuid },
}

/// What somebody does, step by step.
pub(crate) type Doing = Pin<Box<dyn Future<Output = Option<Accepted>>>>;

/// What all processes share.
#[derive(Clone)]
pub(crate) struct Surroundings {
    pub(crate) seed: u64,
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    pub(crate) bank: Arc<Bank>,
    pub(crate) receiver: Arc<Receiver>,
    pub(crate) settings: Settings,
}

pub(crate) struct Process {
    pub(crate) engine: Arc<Engine>,
    journal: Journal,
    name: String,
    doing: Vec<Doing>,
}

impl Process {
    /// Starts a process; `life` tells it from those before it.
    pub(crate) fn start(surroundings: &Surroundings, place: usize, life: usize) -> Self {
        let name = format!("process {place}, life {life}");
        let seed = format!("{} {name}", surroundings.seed);
        let context = Context {
            clock: surroundings.clock.clone(),
            chance: Chance::seeded(seed.as_bytes()),
        };
        let bank = Arc::clone(&surroundings.bank) as Arc<dyn Connector>;
        let receiver = Arc::clone(&surroundings.receiver) as Arc<dyn Sender>;
        let engine = Engine::new(
            surroundings.store.clone(),
            Connectors::new([bank]),
            Identities::new(b"simulation"),
            Vault::new(&[7; 32], Chance::system()).unwrap(),
            context,
            surroundings.settings,
        );
        let engine = Arc::new(engine.with_sender(receiver));
        let (journal, _) = Journal::open(Arc::clone(&engine));
        Self {
            engine,
            journal,
            name,
            doing: Vec::new(),
        }
    }

    pub(crate) fn caller(&self, organisation: Uuid) -> Caller {
        let tenant = Tenant {
            organisation,
            owner: organisation,
            key_id: "simulated".to_owned(),
        };
        Caller::new(tenant, self.engine.request_id().unwrap())
    }

    pub(crate) fn begin(&mut self, doing: impl Future<Output = Option<Accepted>> + 'static) {
        self.doing.push(Box::pin(doing));
    }

    pub(crate) fn is_busy(&self) -> bool {
        !self.doing.is_empty()
    }

    pub(crate) fn begin_job(&mut self) {
        let (engine, journal) = (Arc::clone(&self.engine), self.journal.clone());
        let name = self.name.clone();
        self.begin(async move {
            Worker::step(&engine, &journal, &name).await;
            None
        });
    }

    pub(crate) fn begin_agenda(&mut self) {
        let engine = Arc::clone(&self.engine);
        self.begin(async move {
            engine.keep_appointments().await.unwrap();
            None
        });
    }

    pub(crate) fn begin_deliveries(&mut self) {
        let engine = Arc::clone(&self.engine);
        self.begin(async move {
            engine.deliver_due().await.unwrap();
            None
        });
    }

    /// Lets one of those who are doing something go on to its next stop; says what was accepted.
    pub(crate) fn go_on(&mut self, which: usize) -> Option<Accepted> {
        let which = which % self.doing.len().max(1);
        let doing = self.doing.get_mut(which)?;
        match doing.as_mut().poll(&mut Polling::from_waker(Waker::noop())) {
            Poll::Pending => None,
            Poll::Ready(accepted) => {
                drop(self.doing.swap_remove(which));
                accepted
            }
        }
    }

    /// Lets everybody come to an end.
    pub(crate) fn finish(&mut self) -> Vec<Accepted> {
        let mut accepted = Vec::new();
        let mut turns = 0;
        while self.is_busy() {
            turns += 1;
            assert!(turns < 1_000_000, "somebody waits for ever");
            accepted.extend(self.go_on(turns));
        }
        accepted
    }
}
