//! The accept loop: connections are counted, slow ones are cut, and a stop lets requests finish.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use http::Request;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tower::ServiceExt as _;

use crate::patience::Patient;
use crate::throttle::Peer;

/// The largest head of a request, in bytes: room for a filter of a thousand ids.
const HEAD_BYTES_MAX: usize = 128 * 1024;
/// The same for HTTP/2.
const H2_HEAD_BYTES_MAX: u32 = 128 * 1024;
/// Requests that one HTTP/2 connection has under way at once.
const STREAMS_MAX: u32 = 100;

/// Limits of the accept loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Connections that are open at the same time; more wait in the system's queue.
    pub connections_max: usize,
    /// How long a client may take to send a request's head, the wait for the next one included.
    pub head_time_max: Duration,
    /// How long a client may leave unread what it is sent.
    pub write_time_max: Duration,
    /// How long a stop waits for requests that are being answered.
    pub stop_time_max: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections_max: 4_096,
            head_time_max: Duration::from_secs(30),
            write_time_max: Duration::from_secs(30),
            stop_time_max: Duration::from_secs(30),
        }
    }
}

/// A listening server.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    limits: Limits,
}

impl Server {
    /// Listens on an address such as `127.0.0.1:8000`; port 0 takes any free one.
    ///
    /// # Errors
    /// When the address cannot be taken.
    pub async fn bind(address: &str, limits: Limits) -> io::Result<Self> {
        Ok(Self {
            listener: TcpListener::bind(address).await?,
            limits,
        })
    }

    /// The address that was taken.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Serves until `stop` is done, then finishes what is being answered. What takes longer than a
    /// stop may is cut off: nothing of this server runs any more when this is over.
    pub async fn serve(self, router: Router, stop: impl Future<Output = ()>) {
        let Self { listener, limits } = self;
        let open = Arc::new(Semaphore::new(limits.connections_max));
        let ending = GracefulShutdown::new();
        let (cut, _) = watch::channel(());
        let builder = builder(&limits);
        let mut stop = std::pin::pin!(stop);
        loop {
            let accepted = tokio::select! {
                accepted = accept(&listener, &open) => accepted,
                () = &mut stop => break,
            };
            let (stream, peer, place) = match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Out of file descriptors, mostly: those that are open must end first.
                    tracing::warn!(%error, "a connection was not accepted");
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    continue;
                }
            };
            let _ = stream.set_nodelay(true);
            let stream = Patient::new(stream, limits.head_time_max, limits.write_time_max);
            let service = router
                .clone()
                .map_request(move |mut request: Request<Incoming>| {
                    request.extensions_mut().insert(Peer(peer));
                    request
                });
            let service = TowerToHyperService::new(service);
            let connection = builder
                .serve_connection(TokioIo::new(stream), service)
                .into_owned();
            let connection = ending.watch(connection);
            let mut cut = cut.subscribe();
            tokio::spawn(async move {
                tokio::select! {
                    ended = connection => if let Err(error) = ended {
                        tracing::debug!(%error, "a connection ended early");
                    },
                    // Also when the server itself is dropped.
                    _ = cut.changed() => {}
                }
                drop(place);
            });
        }
        drop(listener);
        if tokio::time::timeout(limits.stop_time_max, ending.shutdown())
            .await
            .is_err()
        {
            tracing::warn!("requests were still being answered when the time to stop was over");
        }
        let _ = cut.send(());
        cut.closed().await;
    }
}

/// The next connection, once there is a place for it.
async fn accept(
    listener: &TcpListener,
    open: &Arc<Semaphore>,
) -> io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = Arc::clone(open).acquire_owned().await;
    let place = place.map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    Ok((stream, peer, place))
}

fn builder(limits: &Limits) -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_time_max)
        .max_buf_size(HEAD_BYTES_MAX);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(limits.head_time_max)
        .max_concurrent_streams(STREAMS_MAX)
        .max_header_list_size(H2_HEAD_BYTES_MAX);
    builder
}
