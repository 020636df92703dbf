//! How often somebody may ask: deletions by organisation, requests by address.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::time::{Duration, Instant};

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use caudal_engine::Caller;
use caudal_model::{Failure, Kind};
use http::StatusCode;
use uuid::Uuid;

use crate::app::{App, Features};
use crate::window::Window;

/// The time in which deletions are counted.
const DELETIONS_SPAN: Duration = Duration::from_secs(60);
/// The time in which an address's requests are counted.
const REQUESTS_SPAN: Duration = Duration::from_secs(30);
/// What one customer of a provider usually has of IPv6: the rest of the address is their own choice.
const IPV6_PREFIX_BITS: u32 = 64;

const FORBIDDEN_PAGE: &str = "<!doctype html>\n<html><head><title>403 Forbidden</title></head>\n\
    <body><h1>403 Forbidden</h1></body></html>\n";

/// Whose connection a request came over.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// What was asked so far.
#[derive(Debug)]
pub(crate) struct Throttle {
    deletions: Window<(Uuid, Option<Kind>)>,
    requests: Window<IpAddr>,
}

impl Throttle {
    pub(crate) fn new(features: Features) -> Self {
        Self {
            deletions: Window::new(features.deletes_per_minute, DELETIONS_SPAN),
            requests: Window::new(features.requests_per_ip, REQUESTS_SPAN),
        }
    }

    /// Lets an organisation delete one more item of this kind, or one more link.
    ///
    /// # Errors
    /// `throttled`, with the time to wait.
    pub(crate) fn deletion(&self, caller: &Caller, kind: Option<Kind>) -> Result<(), Failure> {
        if kind.is_some_and(|kind| !kind.resource().manner.deleted_sparingly) {
            return Ok(());
        }
        let key = (caller.organisation(), kind);
        self.deletions
            .take(key, Instant::now())
            .map_err(|wait| Failure::Throttled {
                wait_seconds: whole_seconds(wait),
            })
    }
}

/// Turns away addresses that ask too often, before anything else is looked at.
pub(crate) async fn by_address(State(app): State<App>, request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<Peer>();
    let admitted = peer.is_none_or(|Peer(peer)| {
        let address = network(peer.ip());
        app.throttle.requests.take(address, Instant::now()).is_ok()
    });
    if admitted {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, Html(FORBIDDEN_PAGE)).into_response()
    }
}

/// The address as it is counted.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let mask = u128::MAX << (u128::BITS - IPV6_PREFIX_BITS);
            IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & mask))
        }
        address => address,
    }
}

/// A client that waits so long does not come too early.
fn whole_seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_rounded_up() {
        assert_eq!(whole_seconds(Duration::from_millis(1)), 1);
        assert_eq!(whole_seconds(Duration::from_secs(2)), 2);
    }

    #[test]
    fn addresses_of_one_network_count_together() {
        let counted = |text: &str| network(text.parse().unwrap()).to_string();
        assert_eq!(counted("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(counted("::ffff:192.0.2.7"), "192.0.2.7");
        assert_eq!(counted("192.0.2.7"), "192.0.2.7");
    }
}
