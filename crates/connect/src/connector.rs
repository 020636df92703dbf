//! What a family of institutions must be able to do.

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use caudal_model::failure::{Failure, LoginError, TokenGeneration};
use caudal_model::resources::institution::Institution;
use caudal_model::{Document, Extent, Kind, Stamper};
use caudal_sandbox::{Credentials, Holder};
use uuid::Uuid;

/// A family of institutions that are reached the same way.
///
/// Quotas, time limits and retries stand around this trait, not inside its implementations.
#[async_trait]
pub trait Connector: Send + Sync {
    /// The institutions it reaches.
    fn institutions(&self) -> &[Institution];

    /// Whether what the user gave has the form that the institution asks for.
    fn check(
        &self,
        institution: &Institution,
        credentials: &Credentials,
    ) -> Result<(), ConnectorError>;

    /// Logs a user in.
    async fn login(&self, request: LoginRequest<'_>) -> Result<Login, ConnectorError>;

    /// Goes on with a login that asked for a token.
    async fn resume(&self, visit: &Visit, token: Option<&str>) -> Result<Login, ConnectorError>;

    /// Reads resources for a user who is logged in: what was not brought to the harvest before.
    async fn fetch(&self, fetch: Fetch<'_>) -> Result<Vec<Document>, ConnectorError>;

    /// Who gives a consent by this visit, at institutions that are entered by consent.
    async fn holder(&self, _: &Institution, _: &Visit) -> Result<Option<Holder>, ConnectorError> {
        Ok(None)
    }

    /// The taxpayer number of the user of these credentials, at tax authorities whose documents the
    /// user may bring along.
    async fn taxpayer(&self, _: LoginRequest<'_>) -> Result<Option<String>, ConnectorError> {
        Ok(None)
    }
}

/// Who logs in, and where.
#[derive(Clone, Copy, Debug)]
pub struct LoginRequest<'a> {
    /// The tenant on whose behalf.
    pub organisation: Uuid,
    /// The institution.
    pub institution: &'a Institution,
    /// What the user gave.
    pub credentials: &'a Credentials,
}

/// What came of a login.
#[derive(Clone, Debug)]
pub enum Login {
    /// The user is in.
    Open(Visit),
    /// The institution asks for a token first.
    Challenge {
        /// What to resume with.
        visit: Visit,
        /// How the user comes by the token.
        token: TokenGeneration,
    },
}

/// A login's state between requests, opaque outside its connector. Sealed wherever it is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Visit(pub Vec<u8>);

impl std::fmt::Debug for Visit {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Visit(..)")
    }
}

/// What to read.
#[derive(Clone, Copy, Debug)]
pub struct Fetch<'a> {
    /// The institution.
    pub institution: &'a Institution,
    /// The user who is logged in.
    pub visit: &'a Visit,
    /// The resources, in the order in which they are wanted.
    pub kinds: &'a [Kind],
    /// Which part of them, and what is to come with it.
    pub extent: Extent,
    /// Gives ids and times to what is read.
    pub stamper: &'a Stamper,
    /// Where what takes long can be put as it comes.
    pub harvest: &'a Harvest,
}

/// What was read so far: kept, should the time run out before the rest is there.
#[derive(Debug, Default)]
pub struct Harvest(Mutex<Vec<Document>>);

impl Harvest {
    /// Puts documents in safety that need not be answered again.
    pub fn bring(&self, documents: impl IntoIterator<Item = Document>) {
        let mut brought = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        brought.extend(documents);
    }

    /// Takes out what was brought.
    #[must_use]
    pub fn take(&self) -> Vec<Document> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Why an institution did not serve.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ConnectorError {
    /// The login was refused.
    #[error("the institution refused the login: {0:?}")]
    Login(LoginError),
    /// The credentials do not have the form that the institution asks for.
    #[error("the credentials do not fit the institution's form")]
    Malformed,
    /// A token was refused, or the session is over.
    #[error("the session with the institution is over")]
    SessionExpired,
    /// The institution does not offer this resource.
    #[error("the institution does not offer this resource")]
    Unsupported,
    /// The institution does not answer.
    #[error("the institution is down")]
    Down,
    /// Something that should not happen; the text is for the log.
    #[error("unexpected: {0}")]
    Unexpected(String),
}

impl From<ConnectorError> for Failure {
    fn from(error: ConnectorError) -> Self {
        match error {
            ConnectorError::Login(reason) => Self::Login(reason),
            ConnectorError::Malformed => Self::ValidationError {
                message: "Bad request".into(),
            },
            ConnectorError::SessionExpired => Self::SessionExpired,
            ConnectorError::Unsupported => Self::UnsupportedOperation,
            ConnectorError::Down => Self::InstitutionDown,
            ConnectorError::Unexpected(_) => Self::Unexpected,
        }
    }
}
