//! Who asks, and what is noted down about it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use caudal_model::{ApiError, Timestamp};
use serde::{Deserialize, Serialize};
use tokio::time::Instant;
use uuid::Uuid;

/// The organisation that a valid API key speaks for. There is no other way to come by one, so no
/// use case runs without a scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenant {
    /// Whose data may be read and written.
    pub organisation: Uuid,
    /// The owner of the key: `created_by` of what it makes.
    pub owner: Uuid,
    /// The key's public half.
    pub key_id: String,
}

/// One request on behalf of a tenant.
#[derive(Clone, Debug)]
pub struct Caller {
    /// On whose behalf.
    pub tenant: Tenant,
    /// The request's id: 32 hexadecimal digits.
    pub request_id: String,
    /// What happened so far.
    pub trace: Trace,
    /// Whether the request was answered before the work was done: its end is then an event.
    pub(crate) later: bool,
    /// Whether a key makes sure that the request is done once: what it makes then follows from its id,
    /// so that doing it again makes the same.
    pub(crate) keyed: bool,
    /// Since when it is worked on: what bounds how long institutions may take over it.
    begun: Instant,
}

impl Caller {
    /// A request of this tenant under this id, with nothing noted yet.
    #[must_use]
    pub fn new(tenant: Tenant, request_id: String) -> Self {
        Self {
            tenant,
            request_id,
            trace: Trace::default(),
            later: false,
            keyed: false,
            begun: Instant::now(),
        }
    }

    /// The same request under a key that this request had first.
    #[must_use]
    pub fn keyed(self, origin: String) -> Self {
        Self {
            request_id: origin,
            keyed: true,
            ..self
        }
    }

    /// When a request that may take this long is over.
    pub(crate) fn deadline(&self, time_max: Duration) -> Instant {
        let distant = Duration::from_secs(86_400);
        self.begun + time_max.min(distant)
    }

    /// Whose data may be read and written.
    #[must_use]
    pub fn organisation(&self) -> Uuid {
        self.tenant.organisation
    }
}

/// The steps of one request, in words, for `caudal explain`. Never a secret, a document number or
/// what a document says.
#[derive(Clone, Debug, Default)]
pub struct Trace(Arc<Mutex<Noted>>);

#[derive(Debug, Default)]
struct Noted {
    link: Option<Uuid>,
    steps: Vec<Step>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// What happened.
    pub what: String,
}

/// The longest name of a field that is repeated in a step, in bytes.
const FIELD_BYTES_MAX: usize = 100;

/// The most steps that are kept of one request.
pub const STEPS_MAX: usize = 64;

impl Trace {
    /// Notes a step.
    pub fn note(&self, at: Timestamp, what: impl Into<String>) {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if noted.steps.len() < STEPS_MAX {
            noted.steps.push(Step {
                at,
                what: what.into(),
            });
        }
    }

    /// Notes what the client is told: codes and fields, never values.
    pub fn refused(&self, at: Timestamp, error: &ApiError) {
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        for failure in error.failures() {
            let field = failure.field().filter(|field| {
                // A field may be a parameter that the client made up.
                field.len() <= FIELD_BYTES_MAX && field.bytes().all(is_name)
            });
            self.note(
                at,
                match field {
                    Some(field) => format!("refused: {} ({field})", failure.code()),
                    None => format!("refused: {}", failure.code()),
                },
            );
        }
    }

    /// Notes which link the request is about.
    pub fn concerns(&self, link: Uuid) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).link = Some(link);
    }

    /// The link and the steps noted so far; they are taken out.
    #[must_use]
    pub fn take(&self) -> (Option<Uuid>, Vec<Step>) {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (noted.link, std::mem::take(&mut noted.steps))
    }
}
