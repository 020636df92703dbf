//! `Idempotency-Key`: a client that does not know whether its request arrived sends it again under the
//! same key, and it is done once.

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use caudal_engine::{Caller, Turn};
use caudal_model::Failure;
use caudal_store::KeptAnswer;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use http_body_util::BodyExt as _;
use uuid::Uuid;

use crate::app::App;
use crate::problem::{Problem, rendered};

const KEY: HeaderName = HeaderName::from_static("idempotency-key");
const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");
/// The contract's own names, which the payments use: their key is a UUID.
const CONTRACT_KEY: HeaderName = HeaderName::from_static("belvo-idempotency-key");
const CONTRACT_STATUS: HeaderName = HeaderName::from_static("belvo-idempotency-status");
/// What else decides what a request does, besides method, address and body.
const MODE: HeaderName = HeaderName::from_static("x-belvo-request-mode");

/// The longest key, in bytes.
const KEY_BYTES_MAX: usize = 255;

/// The key of a request that has one and changes something.
///
/// # Errors
/// `idempotency_key_invalid` for an empty key, one that is too long, or one with other signs than
/// visible ones; under the contract's own name, for one that is no UUID.
pub(crate) fn key_of(request: &Request) -> Result<Option<String>, Problem> {
    if matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    ) {
        return Ok(None);
    }
    let headers = request.headers();
    if let Some(value) = headers.get(CONTRACT_KEY) {
        let id = value
            .to_str()
            .ok()
            .and_then(|text| text.parse::<Uuid>().ok());
        let id = id.ok_or(Failure::IdempotencyKeyInvalid)?;
        return Ok(Some(id.to_string()));
    }
    let Some(value) = headers.get(KEY) else {
        return Ok(None);
    };
    let fits = |text: &&str| {
        (1..=KEY_BYTES_MAX).contains(&text.len())
            && text.bytes().all(|sign| sign.is_ascii_graphic())
    };
    match value.to_str().ok().filter(fits) {
        Some(text) => Ok(Some(text.to_owned())),
        None => Err(Failure::IdempotencyKeyInvalid.into()),
    }
}

/// Does a request that has a key, or gives the answer that it got before.
pub(crate) async fn once(
    app: &App,
    caller: &Caller,
    key: &str,
    mut request: Request,
    body: Bytes,
    next: Next,
) -> Response {
    let named = Named::of(request.headers());
    let target = request.uri().path_and_query().map_or("", |it| it.as_str());
    let mode = request
        .headers()
        .get(MODE)
        .map_or(&b""[..], HeaderValue::as_bytes);
    let asked = [
        request.method().as_str().as_bytes(),
        target.as_bytes(),
        mode,
        &body,
    ];
    let attempt = match app.engine.turn(caller, key, &asked).await {
        Ok(Turn::First { attempt, origin }) => {
            request
                .extensions_mut()
                .insert(caller.clone().keyed(origin));
            attempt
        }
        Ok(Turn::Again(answer)) => return named.marked(given_again(answer), "REPLAYED", key),
        Err(error) => {
            let problem = Problem::from(error).into_response();
            return named.marked(problem, "PROCESSING", key);
        }
    };
    *request.body_mut() = Body::from(body);
    let response = next.run(request).await;
    // The journal asks for the problem; rendering takes it off.
    let problem = response.extensions().get::<Problem>().cloned();
    let (mut parts, answered) = rendered(response, &caller.request_id).into_parts();
    // What failed here, or came at a bad moment, may go better the next time.
    let passing = problem
        .as_ref()
        .is_some_and(|problem| problem.error.failures().any(Failure::is_passing));
    if let Some(problem) = problem {
        parts.extensions.insert(problem);
    }
    let answered = match answered.collect().await {
        Ok(collected) => collected.to_bytes(),
        Err(_) => Bytes::new(),
    };
    let kept = (!passing && !parts.status.is_server_error()).then(|| KeptAnswer {
        status: parts.status.as_u16(),
        content_type: text_of(&parts.headers, &CONTENT_TYPE),
        body: answered.to_vec(),
    });
    if let Err(error) = app.engine.answered(&attempt, kept.as_ref()).await {
        // What was done stays done: only a second request would be done again.
        tracing::warn!(%error, "an answer was not kept under its idempotency key");
    }
    named.marked(
        Response::from_parts(parts, Body::from(answered)),
        "AVAILABLE",
        key,
    )
}

fn given_again(answer: KeptAnswer) -> Response {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() =
        StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(REPLAYED, HeaderValue::from_static("true"));
    if let Some(kind) = HeaderValue::from_str(&answer.content_type)
        .ok()
        .filter(|kind| !kind.is_empty())
    {
        headers.insert(CONTENT_TYPE, kind);
    }
    response
}

fn text_of(headers: &HeaderMap, name: &HeaderName) -> String {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default().to_owned()
}

/// Under which name the key came.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    Commonly,
    ByContract,
}

impl Named {
    fn of(headers: &HeaderMap) -> Self {
        if headers.contains_key(CONTRACT_KEY) {
            Self::ByContract
        } else {
            Self::Commonly
        }
    }

    /// The contract's name is answered with the key and with what became of it.
    fn marked(self, mut response: Response, status: &'static str, key: &str) -> Response {
        if self == Self::ByContract {
            let headers = response.headers_mut();
            headers.insert(CONTRACT_STATUS, HeaderValue::from_static(status));
            if let Ok(key) = HeaderValue::from_str(key) {
                headers.insert(CONTRACT_KEY, key);
            }
        }
        response
    }
}
