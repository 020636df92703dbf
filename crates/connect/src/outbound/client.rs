//! Sends a request and reads the beginning of its answer.

use std::sync::Arc;
use std::time::Duration;

use http::header::{HeaderMap, RETRY_AFTER};
use http::{Method, Request};
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper_util::client::legacy::Client;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::{ClientConfig, RootCertStore};
use tokio_rustls::TlsConnector;

use super::Reach;
use super::dial::{Dialler, Resolve};
use super::target::{Target, parse};

/// How long a connection is kept for the next request.
const IDLE_TIME_MAX: Duration = Duration::from_secs(20);
/// Connections to one host that are kept.
const IDLE_CONNECTIONS_MAX: usize = 32;
/// How long the look-up of a name may take when an address is only checked.
const LOOK_UP_TIME_MAX: Duration = Duration::from_secs(2);
/// The most memory that the head of an answer may take.
const HEAD_BYTES_MAX: usize = 16 * 1024;

/// The one client for addresses that somebody else chose.
#[derive(Clone)]
pub struct Outbound {
    client: Client<Dialler, Full<Bytes>>,
    dialler: Dialler,
}

/// A request that leaves.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// What is to be done.
    pub method: Method,
    /// Where it goes.
    pub url: String,
    /// What it says about itself.
    pub headers: HeaderMap,
    /// What it carries.
    pub body: Bytes,
    /// How long all of it may take, from the look-up to the end of the answer.
    pub time_max: Duration,
    /// How much of the answer is read, in bytes.
    pub answer_bytes_max: usize,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The status.
    pub status: u16,
    /// How long to wait before asking again, as the answer puts it.
    pub retry_after: Option<String>,
    /// The beginning of the body.
    pub body: Vec<u8>,
    /// Whether that is all of it.
    pub whole: bool,
}

/// Why nothing came back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutboundError {
    /// An address that cannot be called; the text is for whoever wrote it.
    #[error("{0}")]
    Address(&'static str),
    /// An address that this deployment does not call.
    #[error("the address is not in the public internet")]
    Forbidden,
    /// A name that leads nowhere.
    #[error("the host's name is not known")]
    Unknown,
    /// Nobody answers there.
    #[error("cannot connect: {0}")]
    Unreachable(String),
    /// The encryption failed.
    #[error("no encrypted connection: {0}")]
    Unencrypted(String),
    /// The connection broke, or the answer was none of HTTP.
    #[error("no answer: {0}")]
    Broken(String),
    /// It took too long.
    #[error("no answer in time")]
    Late,
}

impl Outbound {
    /// A client of this reach.
    #[must_use]
    pub fn new(reach: Reach, resolver: Arc<dyn Resolve>) -> Self {
        let dialler = Dialler {
            reach,
            resolver,
            encryption: encryption(),
        };
        let client = Client::builder(TokioExecutor::new())
            .pool_idle_timeout(IDLE_TIME_MAX)
            .pool_max_idle_per_host(IDLE_CONNECTIONS_MAX)
            .pool_timer(TokioTimer::new())
            .http1_max_buf_size(HEAD_BYTES_MAX)
            .build(dialler.clone());
        Self { client, dialler }
    }

    /// Whether an address may be called, as far as can be told beforehand: a name that is not known
    /// yet may be one day.
    ///
    /// # Errors
    /// Why it may not.
    pub async fn check(&self, url: &str) -> Result<(), OutboundError> {
        let target = Target::of(&parse(url)?, self.dialler.reach)?;
        let found = tokio::time::timeout(LOOK_UP_TIME_MAX, self.dialler.addresses(&target)).await;
        match found {
            Ok(Err(error)) if error != OutboundError::Unknown => Err(error),
            _ => Ok(()),
        }
    }

    /// Sends a request. An answer is an answer whatever its status.
    ///
    /// # Errors
    /// When there was none.
    pub async fn send(&self, outgoing: Outgoing) -> Result<Answered, OutboundError> {
        let time_max = outgoing.time_max;
        tokio::time::timeout(time_max, self.exchange(outgoing))
            .await
            .map_err(|_| OutboundError::Late)?
    }

    async fn exchange(&self, outgoing: Outgoing) -> Result<Answered, OutboundError> {
        let mut request = Request::new(Full::new(outgoing.body));
        *request.method_mut() = outgoing.method;
        *request.uri_mut() = parse(&outgoing.url)?;
        *request.headers_mut() = outgoing.headers;
        // Connections that are kept were made to an address that was let through.
        Target::of(request.uri(), self.dialler.reach)?;
        let answer = self
            .client
            .request(request)
            .await
            .map_err(|error| reason(&error))?;
        let (parts, body) = answer.into_parts();
        let (body, whole) = beginning(body, outgoing.answer_bytes_max).await?;
        let retry_after = parts.headers.get(RETRY_AFTER);
        Ok(Answered {
            status: parts.status.as_u16(),
            retry_after: retry_after
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned),
            body,
            whole,
        })
    }
}

/// The beginning of a body, and whether it is all of it.
async fn beginning(mut body: Incoming, bytes_max: usize) -> Result<(Vec<u8>, bool), OutboundError> {
    let mut read = Vec::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| OutboundError::Broken(error.to_string()))?;
        let Some(bytes) = frame.data_ref() else {
            continue;
        };
        let room = bytes_max.saturating_sub(read.len());
        read.extend(bytes.iter().take(room));
        if bytes.len() > room {
            return Ok((read, false));
        }
    }
    Ok((read, true))
}

/// The dialler's own reason where it was the dialler, else the last cause.
fn reason(error: &(dyn std::error::Error + 'static)) -> OutboundError {
    let mut cause = error;
    loop {
        if let Some(known) = cause.downcast_ref::<OutboundError>() {
            return known.clone();
        }
        match cause.source() {
            Some(deeper) => cause = deeper,
            None => return OutboundError::Broken(cause.to_string()),
        }
    }
}

fn encryption() -> Result<TlsConnector, OutboundError> {
    let mut roots = RootCertStore::empty();
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| OutboundError::Unencrypted(error.to_string()))?;
    let config = config.with_root_certificates(roots).with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

impl std::fmt::Debug for Outbound {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Outbound({:?})", self.dialler.reach)
    }
}
