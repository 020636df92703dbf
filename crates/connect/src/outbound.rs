//! Requests that leave this deployment for addresses that somebody else chose: the one way out, with
//! a guard in it.
//!
//! The guard stands where a connection is made. A name is looked up, the addresses that may not be
//! reached are taken away, and what is left is dialled; so it does not matter how an address is
//! spelled, or whether a name leads elsewhere a moment later. Redirects are not followed and proxies
//! are not known.

mod address;
mod client;
mod dial;
mod target;

pub use client::{Answered, Outbound, OutboundError, Outgoing};
pub use dial::{Resolve, SystemResolver};

/// Which addresses may be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Public ones, encrypted.
    Public,
    /// Public ones, and programs on this machine.
    PublicAndLoopback,
    /// All: for addresses that the operator named.
    Anywhere,
}

impl Reach {
    /// Whether a request may travel unencrypted.
    pub(crate) fn allows_plain(self) -> bool {
        self != Self::Public
    }

    /// Whether this address may be dialled.
    pub(crate) fn allows(self, address: std::net::IpAddr) -> bool {
        match self {
            Self::Public => address::is_public(address),
            Self::PublicAndLoopback => address::is_public(address) || address::is_loopback(address),
            Self::Anywhere => true,
        }
    }
}
