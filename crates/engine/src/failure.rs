//! What can go wrong in a use case, with its two faces: what the client is told, and the cause that
//! only the log sees.

use caudal_connect::ConnectorError;
use caudal_connect::context::ChanceError;
use caudal_model::{ApiError, Failure};
use caudal_store::StoreError;

use crate::vault::VaultError;

/// A use case that was refused or that failed.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// A refusal that the client is told.
    #[error("refused: {}", .0.failures().map(Failure::code).collect::<Vec<_>>().join(", "))]
    Refused(ApiError),
    /// Somebody else changed the same rows; nothing was written and the work can be done again.
    #[error("changed by somebody else at the same time")]
    Conflict,
    /// A fault on this side; the client learns only that it happened.
    #[error("{0}")]
    Fault(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// The result of a use case.
pub type Outcome<T> = Result<T, EngineError>;

impl EngineError {
    /// What the client is told.
    #[must_use]
    pub fn answer(&self) -> ApiError {
        match self {
            Self::Refused(error) => error.clone(),
            Self::Conflict => Failure::TooManySessions.into(),
            Self::Fault(_) => Failure::Unexpected.into(),
        }
    }

    /// A fault on this side.
    pub fn fault(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Fault(cause.into())
    }
}

impl From<Failure> for EngineError {
    fn from(failure: Failure) -> Self {
        Self::Refused(failure.into())
    }
}

impl From<ApiError> for EngineError {
    fn from(error: ApiError) -> Self {
        Self::Refused(error)
    }
}

impl From<StoreError> for EngineError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict(_) => Self::Conflict,
            other => Self::fault(other),
        }
    }
}

impl From<ConnectorError> for EngineError {
    fn from(error: ConnectorError) -> Self {
        match error {
            ConnectorError::Unexpected(_) => Self::fault(error),
            known => Failure::from(known).into(),
        }
    }
}

impl From<VaultError> for EngineError {
    fn from(error: VaultError) -> Self {
        Self::fault(error)
    }
}

impl From<ChanceError> for EngineError {
    fn from(error: ChanceError) -> Self {
        Self::fault(error)
    }
}

impl From<serde_json::Error> for EngineError {
    fn from(error: serde_json::Error) -> Self {
        Self::fault(error)
    }
}
