//! The door to the API: every request gets an id, must show a key, and is noted in the journal.

use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use caudal_engine::{Caller, EngineError, Tenant};
use caudal_model::{Failure, Timestamp};
use caudal_store::RequestRecord;
use http::header::AUTHORIZATION;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method};

use crate::app::App;
use crate::problem::{Problem, rendered};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Lets a request in, and its answer out.
pub(crate) async fn enter(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let started = app.engine.now();
    let request_id = match app.engine.request_id() {
        Ok(id) => id,
        Err(error) => {
            let problem = Problem::from(EngineError::fault(error));
            return rendered(problem.into_response(), &"0".repeat(32));
        }
    };
    let response = match authenticate(&app, request.headers()).await {
        Err(problem) => problem.into_response(),
        Ok(tenant) => {
            let caller = Caller::new(tenant, request_id.clone());
            let (method, path) = (request.method().clone(), request.uri().path().to_owned());
            request.extensions_mut().insert(caller.clone());
            let response = next.run(request).await;
            note(
                &app,
                &caller,
                started,
                &method,
                path,
                response.status().as_u16(),
            );
            response
        }
    };
    let mut response = rendered(response, &request_id);
    if let Ok(value) = HeaderValue::from_str(&request_id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// Notes what changed something or went wrong. Reading what is stored leaves no trace: it would cost
/// more than the reading.
fn note(
    app: &App,
    caller: &Caller,
    started: Timestamp,
    method: &Method,
    path: String,
    status: u16,
) {
    if status < 400 && matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return;
    }
    let (link, steps) = caller.trace.take();
    let ended = app.engine.now();
    app.journal.note(RequestRecord {
        id: caller.request_id.clone(),
        organisation: Some(caller.organisation()),
        link,
        at: started,
        method: method.to_string(),
        path,
        status,
        duration_us: u64::try_from(ended.microseconds() - started.microseconds())
            .unwrap_or_default(),
        steps: serde_json::to_string(&steps).unwrap_or_default(),
    });
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
