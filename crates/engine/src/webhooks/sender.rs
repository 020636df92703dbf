//! How events leave.

use async_trait::async_trait;
use caudal_connect::{Answered, Outbound, OutboundError, Outgoing};

/// Carries requests to receivers.
#[async_trait]
pub trait Sender: Send + Sync + std::fmt::Debug {
    /// Whether an address may be called.
    async fn check(&self, url: &str) -> Result<(), OutboundError>;

    /// Sends a request.
    async fn send(&self, outgoing: Outgoing) -> Result<Answered, OutboundError>;
}

#[async_trait]
impl Sender for Outbound {
    async fn check(&self, url: &str) -> Result<(), OutboundError> {
        Self::check(self, url).await
    }

    async fn send(&self, outgoing: Outgoing) -> Result<Answered, OutboundError> {
        Self::send(self, outgoing).await
    }
}
