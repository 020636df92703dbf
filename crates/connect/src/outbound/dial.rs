//! Makes connections, to addresses that the guard lets through.

use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs as _};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use async_trait::async_trait;
use http::Uri;
use hyper_util::client::legacy::connect::{Connected, Connection};
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio_rustls::TlsConnector;

use super::Reach;
use super::client::OutboundError;
use super::target::{Host, Target};

/// How long one address may take to answer before the next one is tried.
const CONNECT_TIME_MAX: Duration = Duration::from_secs(3);
/// The most addresses of a name that are tried.
const ADDRESSES_MAX: usize = 8;

/// Look-ups by the system at once: each holds a thread, and name servers that do not answer must leave
/// some for others.
static LOOK_UPS: Semaphore = Semaphore::const_new(128);

/// Finds out where a name leads.
#[async_trait]
pub trait Resolve: Send + Sync {
    /// The addresses of a name.
    async fn resolve(&self, name: &str) -> io::Result<Vec<IpAddr>>;
}

/// Asks the system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemResolver;

#[async_trait]
impl Resolve for SystemResolver {
    async fn resolve(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        let turn = LOOK_UPS.acquire().await.map_err(io::Error::other)?;
        let name = name.to_owned();
        let looking_up = tokio::task::spawn_blocking(move || {
            // Held until the system has answered, also where nobody waits for it any more.
            let _turn = turn;
            let found = (name.as_str(), 0_u16).to_socket_addrs()?;
            Ok(found.map(|address| address.ip()).collect())
        });
        looking_up.await.map_err(io::Error::other)?
    }
}

/// Dials what the guard lets through.
#[derive(Clone)]
pub(super) struct Dialler {
    pub(super) reach: Reach,
    pub(super) resolver: Arc<dyn Resolve>,
    /// Nothing to encrypt with is a reason not to dial, and none not to start.
    pub(super) encryption: Result<TlsConnector, OutboundError>,
}

/// A connection, encrypted or not.
pub(super) trait Wire: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Wire for T {}

impl Connection for Box<dyn Wire> {
    fn connected(&self) -> Connected {
        Connected::new()
    }
}

impl Dialler {
    /// The addresses of a target that may be dialled.
    pub(super) async fn addresses(
        &self,
        target: &Target,
    ) -> Result<Vec<SocketAddr>, OutboundError> {
        let found = match &target.host {
            Host::Address(address) => vec![*address],
            Host::Name(name) => self
                .resolver
                .resolve(name)
                .await
                .map_err(|_| OutboundError::Unknown)?,
        };
        if found.is_empty() {
            return Err(OutboundError::Unknown);
        }
        let mut allowed: Vec<_> = found
            .into_iter()
            .filter(|address| self.reach.allows(*address))
            .map(|address| SocketAddr::new(address, target.port))
            .collect();
        allowed.truncate(ADDRESSES_MAX);
        if allowed.is_empty() {
            return Err(OutboundError::Forbidden);
        }
        Ok(allowed)
    }

    async fn dial(self, uri: Uri) -> Result<TokioIo<Box<dyn Wire>>, OutboundError> {
        let target = Target::of(&uri, self.reach)?;
        let stream = connected(self.addresses(&target).await?).await?;
        // Small messages that wait for an answer gain nothing from being gathered.
        let _ = stream.set_nodelay(true);
        if !target.encrypted {
            return Ok(TokioIo::new(Box::new(stream)));
        }
        let name = match target.host {
            Host::Address(address) => ServerName::IpAddress(address.into()),
            Host::Name(name) => ServerName::try_from(name)
                .map_err(|_| OutboundError::Address("the address names no valid host"))?,
        };
        let stream = self.encryption?.connect(name, stream).await;
        let stream = stream.map_err(|error| OutboundError::Unencrypted(error.to_string()))?;
        Ok(TokioIo::new(Box::new(stream)))
    }
}

/// Connects to the first address that answers.
async fn connected(addresses: Vec<SocketAddr>) -> Result<TcpStream, OutboundError> {
    let mut reason = OutboundError::Unknown;
    for address in addresses {
        match tokio::time::timeout(CONNECT_TIME_MAX, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => reason = OutboundError::Unreachable(error.kind().to_string()),
            Err(_) => reason = OutboundError::Unreachable("no answer".to_owned()),
        }
    }
    Err(reason)
}

impl tower::Service<Uri> for Dialler {
    type Response = TokioIo<Box<dyn Wire>>;
    type Error = OutboundError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        Box::pin(self.clone().dial(uri))
    }
}
