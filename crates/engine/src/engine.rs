//! The engine: everything a use case needs, in one place.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use caudal_connect::{Clock, ConnectorError, Connectors, Context, Outbound, Reach, SystemResolver};
use caudal_model::resources::fault::Fault;
use caudal_model::resources::link::RefreshRate;
use caudal_model::{Failure, Identities, Timestamp};
use caudal_store::Store;
use moka::sync::Cache;
use tokio::sync::{Notify, Semaphore};
use uuid::Uuid;

use crate::caller::{Caller, Tenant};
use crate::failure::Outcome;
use crate::faults::FAULT_CACHE_MS;
use crate::metrics::Metrics;
use crate::vault::Vault;
use crate::webhooks::{SENDS_MAX, Sender};

/// How long a key that was checked once is taken for valid without asking the store again.
pub(crate) const KEY_CACHE_SECONDS: u64 = 60;
/// The most keys that are remembered.
const KEY_CACHE_ENTRIES_MAX: u64 = 10_000;
/// The most organisations whose faults are remembered.
const FAULT_CACHE_ENTRIES_MAX: u64 = 1_000;
/// How many links' documents one process holds in memory at once, from reading to writing: some
/// 20 MB each. More would not be faster, for making and storing them is work and not waiting.
const RETRIEVALS_MAX: usize = 3;

/// The right to read from an institution for one link, for as long as it is held.
pub(crate) type Turn = tokio::sync::OwnedMutexGuard<()>;

/// What the deployment is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Environment {
    /// Made-up people, for development and tests.
    #[default]
    Sandbox,
    /// Real institutions and real people.
    Production,
}

impl Environment {
    /// The word for it in configuration and answers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sandbox => "sandbox",
            Self::Production => "production",
        }
    }
}

/// What to do with a second link of the same user at the same institution.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DuplicateLinks {
    /// Make it, with the same `institution_user_id`.
    #[default]
    Allow,
    /// Answer `duplicated`.
    Refuse,
}

/// What a deployment decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What the deployment is for.
    pub environment: Environment,
    /// Whether one user may be linked twice.
    pub duplicate_links: DuplicateLinks,
    /// Whether ids are to follow from what was asked, so that a run can be repeated.
    pub repeatable: bool,
    /// Whether recurrent links tell that their consent is about to end.
    pub consent_reminders: bool,
    /// Whether recurrent links tell of jobs that began or ended, and of other wages.
    pub employment_changes: bool,
    /// Whether institutions of Open Finance grant only so many calls in a month.
    pub operational_limits: bool,
    /// How long a session that waits for a token can be resumed, in seconds.
    pub session_seconds: i64,
    /// How long institutions may take over one request, waiting for the link's turn included.
    pub institution_time_max: Duration,
    /// How long work stays with a worker that has died, in seconds: longer than a batch of deliveries
    /// takes.
    pub lease_seconds: u32,
    /// How long a request waits for a link that is being read already.
    pub turn_time_max: Duration,
    /// How often recurrent links are read.
    pub refresh_rate: RefreshRate,
    /// When a new link's history is read.
    pub history_load: HistoryLoad,
    /// How often a delivery to a webhook is tried again.
    pub webhook_retries: u32,
    /// How much longer the pause before each further attempt is, in seconds.
    pub webhook_retry_seconds: u32,
}

/// When a new link's history is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HistoryLoad {
    /// Before the registration is answered: whoever has the link has its data.
    #[default]
    WithLink,
    /// Afterwards: the registration is answered at once, and events tell when the data is there.
    Later,
}

/// How long work stays with a worker that has died when nothing is configured, in seconds.
pub const LEASE_SECONDS_DEFAULT: u32 = 60;

/// How long a request waits for a link that is being read already, when nothing is configured.
pub const TURN_TIME_MAX_DEFAULT: Duration = Duration::from_secs(5);

/// How long institutions may take over one request when nothing is configured.
pub const INSTITUTION_TIME_MAX_DEFAULT: Duration = Duration::from_secs(300);

/// How often a delivery is tried again when nothing is configured.
pub const WEBHOOK_RETRIES_DEFAULT: u32 = 5;
/// How much longer each pause is when nothing is configured, in seconds.
pub const WEBHOOK_RETRY_SECONDS_DEFAULT: u32 = 60;

/// How long a session can be resumed when nothing is configured, in seconds.
pub const SESSION_SECONDS_DEFAULT: i64 = 720;

impl Default for Settings {
    fn default() -> Self {
        Self {
            environment: Environment::default(),
            duplicate_links: DuplicateLinks::default(),
            repeatable: false,
            consent_reminders: true,
            employment_changes: true,
            operational_limits: true,
            session_seconds: SESSION_SECONDS_DEFAULT,
            institution_time_max: INSTITUTION_TIME_MAX_DEFAULT,
            lease_seconds: LEASE_SECONDS_DEFAULT,
            turn_time_max: TURN_TIME_MAX_DEFAULT,
            refresh_rate: RefreshRate::Week,
            history_load: HistoryLoad::default(),
            webhook_retries: WEBHOOK_RETRIES_DEFAULT,
            webhook_retry_seconds: WEBHOOK_RETRY_SECONDS_DEFAULT,
        }
    }
}

/// The use cases over one store and one set of connectors.
#[derive(Debug)]
pub struct Engine {
    pub(crate) store: Store,
    pub(crate) connectors: Connectors,
    pub(crate) identities: Identities,
    pub(crate) vault: Vault,
    pub(crate) context: Context,
    pub(crate) settings: Settings,
    pub(crate) keys: Cache<[u8; 32], Tenant>,
    pub(crate) metrics: Metrics,
    pub(crate) faults: Cache<Uuid, Arc<Vec<Fault>>>,
    pub(crate) retrievals: Semaphore,
    pub(crate) job_added: Notify,
    /// Held while the clock is set here and in the store, which would otherwise set it back.
    pub(crate) clock_turn: tokio::sync::Mutex<()>,
    pub(crate) delivery_added: Notify,
    pub(crate) sender: Arc<dyn Sender>,
    pub(crate) sends: Semaphore,
    running: Mutex<HashMap<Uuid, Weak<tokio::sync::Mutex<()>>>>,
}

impl Engine {
    /// Puts the parts together. `identities` must be the same in every process of a deployment.
    #[must_use]
    pub fn new(
        store: Store,
        connectors: Connectors,
        identities: Identities,
        vault: Vault,
        context: Context,
        settings: Settings,
    ) -> Self {
        let reach = match settings.environment {
            Environment::Sandbox => Reach::PublicAndLoopback,
            Environment::Production => Reach::Public,
        };
        Self {
            store,
            connectors,
            identities,
            vault,
            context,
            settings,
            keys: Cache::builder()
                .max_capacity(KEY_CACHE_ENTRIES_MAX)
                .time_to_live(Duration::from_secs(KEY_CACHE_SECONDS))
                .build(),
            metrics: Metrics::default(),
            faults: Cache::builder()
                .max_capacity(FAULT_CACHE_ENTRIES_MAX)
                .time_to_live(Duration::from_millis(FAULT_CACHE_MS))
                .build(),
            retrievals: Semaphore::new(RETRIEVALS_MAX),
            job_added: Notify::new(),
            clock_turn: tokio::sync::Mutex::default(),
            delivery_added: Notify::new(),
            sender: Arc::new(Outbound::new(reach, Arc::new(SystemResolver))),
            sends: Semaphore::new(SENDS_MAX),
            running: Mutex::default(),
        }
    }

    /// The same engine with another way to webhooks: a test's own receiver.
    #[must_use]
    pub fn with_sender(self, sender: Arc<dyn Sender>) -> Self {
        Self { sender, ..self }
    }

    /// The clock of this deployment.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.context.clock
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.context.clock.now()
    }

    /// What the deployment decided.
    #[must_use]
    pub fn settings(&self) -> Settings {
        self.settings
    }

    /// The store beneath.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// An id for a new request.
    ///
    /// # Errors
    /// When the random generator fails.
    pub fn request_id(&self) -> Result<String, caudal_connect::context::ChanceError> {
        self.context.chance.hexadecimal()
    }

    /// Waits for this link's turn: whoever holds it is the only one in this process who reads from
    /// the institution for that link. Between processes the link's version decides. Work for which
    /// nobody waits has more patience than a request.
    ///
    /// # Errors
    /// `too_many_sessions` when the turn does not come in time.
    pub(crate) async fn link_turn(&self, caller: &Caller, link: Uuid) -> Outcome<Turn> {
        let time_max = if caller.later {
            self.settings.institution_time_max
        } else {
            self.settings
                .turn_time_max
                .min(self.settings.institution_time_max)
        };
        let deadline = caller.deadline(time_max);
        tokio::time::timeout_at(deadline, self.link_lock(link).lock_owned())
            .await
            .map_err(|_| Failure::TooManySessions.into())
    }

    /// Waits for an institution, no longer than the request has time.
    ///
    /// # Errors
    /// What the institution refuses; `request_timeout` when it takes too long.
    pub(crate) async fn in_time<T>(
        &self,
        caller: &Caller,
        work: impl Future<Output = Result<T, ConnectorError>>,
    ) -> Outcome<T> {
        let deadline = caller.deadline(self.settings.institution_time_max);
        match tokio::time::timeout_at(deadline, work).await {
            Ok(done) => Ok(done?),
            Err(_) => Err(Failure::RequestTimeout.into()),
        }
    }

    fn link_lock(&self, link: Uuid) -> Arc<tokio::sync::Mutex<()>> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lock) = running.get(&link).and_then(Weak::upgrade) {
            return lock;
        }
        running.retain(|_, lock| lock.strong_count() > 0);
        let lock = Arc::default();
        running.insert(link, Arc::downgrade(&lock));
        lock
    }
}
