//! The door to the API: every request gets an id, must show a key, and is noted in the journal.

use std::sync::Arc;
use std::time::Instant;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequestParts, Path, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use caudal_engine::{Caller, Engine, EngineError, Journal, Tenant};
use caudal_model::{Failure, Timestamp};
use caudal_store::RequestRecord;
use http::header::{AUTHORIZATION, CONNECTION, HOST};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use hyper::body::Body as _;

use crate::app::App;
use crate::body;
use crate::idempotency;
use crate::problem::{Problem, rendered};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The longest path that the journal keeps, in bytes.
const PATH_BYTES_MAX: usize = 512;
/// What the journal says of a request whose client went away before it was answered.
const CLIENT_GONE: u16 = 499;

/// Lets a request in, and its answer out.
pub(crate) async fn enter(State(app): State<App>, request: Request, next: Next) -> Response {
    let request_id = match app.engine.request_id() {
        Ok(id) => id,
        Err(error) => {
            let problem = Problem::from(EngineError::fault(error));
            return rendered(problem.into_response(), &"0".repeat(32));
        }
    };
    // The body is received here, whatever becomes of the request: a connection with an unread body
    // cannot serve another one.
    let (parts, sent) = request.into_parts();
    let mut request = Request::from_parts(parts, Body::empty());
    let mut whole = true;
    let response = match authenticate(&app, request.headers()).await {
        Err(problem) => {
            whole = sent.is_end_stream() || body::forgotten(sent).await;
            problem.into_response()
        }
        Ok(tenant) => {
            let caller = Caller::new(tenant, request_id.clone());
            let entry = Entry::new(&app, &caller, &request);
            name_host(&mut request);
            request.extensions_mut().insert(caller.clone());
            let read = if sent.is_end_stream() {
                Ok(Bytes::new())
            } else {
                let bytes_max = body::bytes_max(request.uri().path());
                body::received(sent, bytes_max).await
            };
            let response = match read {
                Ok(bytes) => answer(&app, &caller, request, bytes, next).await,
                Err(problem) => {
                    whole = false;
                    problem.into_response()
                }
            };
            entry.answered(&response);
            response
        }
    };
    let mut response = rendered(response, &request_id);
    if !whole {
        let closing = HeaderValue::from_static("close");
        response.headers_mut().insert(CONNECTION, closing);
    }
    if let Ok(value) = HeaderValue::from_str(&request_id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// Has a request answered that has come in whole; once only, if its client named it.
async fn answer(
    app: &App,
    caller: &Caller,
    mut request: Request,
    bytes: Bytes,
    next: Next,
) -> Response {
    match idempotency::key_of(&request) {
        Ok(Some(key)) => idempotency::once(app, caller, &key, request, bytes, next).await,
        Ok(None) => {
            *request.body_mut() = Body::from(bytes);
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    }
}

/// HTTP/2 names the host in the request's target: it is put where HTTP/1 has it.
fn name_host(request: &mut Request) {
    let authority = request.uri().authority().map(|it| it.as_str().to_owned());
    if let Some(Ok(host)) = authority.map(HeaderValue::try_from) {
        request.headers_mut().entry(HOST).or_insert(host);
    }
}

/// A request's line in the journal. It is written when the request has been answered, and also when
/// it never is: a client that goes away takes the work with it, but not the trace of it.
struct Entry {
    engine: Arc<Engine>,
    journal: Journal,
    caller: Caller,
    started: Timestamp,
    begun: Instant,
    method: Method,
    path: String,
    status: u16,
}

impl Entry {
    fn new(app: &App, caller: &Caller, request: &Request) -> Self {
        let path = request.uri().path();
        let end = path.floor_char_boundary(PATH_BYTES_MAX);
        Self {
            engine: Arc::clone(&app.engine),
            journal: app.journal.clone(),
            caller: caller.clone(),
            started: app.engine.now(),
            begun: Instant::now(),
            method: request.method().clone(),
            path: path.get(..end).unwrap_or_default().to_owned(),
            status: CLIENT_GONE,
        }
    }

    fn answered(mut self, response: &Response) {
        self.status = response.status().as_u16();
        if let Some(problem) = response.extensions().get::<Problem>() {
            let trace = &self.caller.trace;
            trace.refused(self.engine.now(), &problem.error);
        }
    }
}

impl Drop for Entry {
    /// Notes what changed something or went wrong. Reading what is stored leaves no trace: it would
    /// cost more than the reading.
    fn drop(&mut self) {
        let reads = matches!(self.method, Method::GET | Method::HEAD | Method::OPTIONS);
        if reads && (self.status < 400 || self.status == CLIENT_GONE) {
            return;
        }
        let (link, steps) = self.caller.trace.take();
        tracing::info!(
            request_id = self.caller.request_id, method = %self.method, path = self.path,
            status = self.status, link = link.map(tracing::field::display), "request ended"
        );
        self.journal.note(RequestRecord {
            id: self.caller.request_id.clone(),
            organisation: Some(self.caller.organisation()),
            link,
            at: self.started,
            method: self.method.to_string(),
            path: std::mem::take(&mut self.path),
            status: self.status,
            duration_us: u64::try_from(self.begun.elapsed().as_micros()).unwrap_or(u64::MAX),
            steps: serde_json::to_string(&steps).unwrap_or_default(),
        });
    }
}

async fn authenticate(app: &App, headers: &HeaderMap) -> Result<Tenant, Problem> {
    let (id, password) = basic(headers).ok_or(Failure::AuthenticationFailed)?;
    Ok(app.engine.authenticate(&id, &password).await?)
}

fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let text = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, encoded) = text.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, password) = decoded.split_once(':')?;
    Some((id.to_owned(), password.to_owned()))
}

/// The variable part of a path. One that is no text is the name of nothing.
pub(crate) struct Segment(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Segment {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        path.map(|Path(text)| Self(text))
            .map_err(|_| Failure::NotFound.into())
    }
}

/// The caller: only a request that showed a valid key has one, so a handler without this argument
/// can reach no tenant's data.
pub(crate) struct Authenticated(pub(crate) Caller);

impl<S: Sync> FromRequestParts<S> for Authenticated {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let caller = parts.extensions.remove::<Caller>();
        caller
            .map(Self)
            .ok_or_else(|| Failure::AuthenticationFailed.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn basic_credentials_are_read_strictly() {
        let read = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(AUTHORIZATION, value.parse().unwrap());
            basic(&headers)
        };
        assert_eq!(
            read("Basic aWQ6cGE6c3M="),
            Some(("id".into(), "pa:ss".into()))
        );
        assert_eq!(
            read("basic  aWQ6cGE6c3M="),
            Some(("id".into(), "pa:ss".into()))
        );
        for wrong in ["Bearer x", "Basic", "Basic !!!", "Basic aWQ=", "Basic /w=="] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
