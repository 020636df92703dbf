//! Refusals on their way out: a handler returns what was wrong, the entry renders it under the
//! request's id.

use std::sync::Arc;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use caudal_engine::EngineError;
use caudal_model::{ApiError, Failure};
use http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};

/// A request that was refused or that failed.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    /// What the client is told.
    pub(crate) error: ApiError,
    /// What only the log is told.
    pub(crate) cause: Option<Arc<EngineError>>,
}

/// The result of a handler.
pub(crate) type Answer = Result<Response, Problem>;

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        Self {
            error: failure.into(),
            cause: None,
        }
    }
}

impl From<ApiError> for Problem {
    fn from(error: ApiError) -> Self {
        Self { error, cause: None }
    }
}

impl From<EngineError> for Problem {
    fn from(error: EngineError) -> Self {
        let answer = error.answer();
        let cause = matches!(error, EngineError::Fault(_)).then(|| Arc::new(error));
        Self {
            error: answer,
            cause,
        }
    }
}

impl IntoResponse for Problem {
    /// Leaves the rendering to [`rendered`], which knows the request's id.
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = status_of(&self.error);
        response.extensions_mut().insert(self);
        response
    }
}

fn status_of(error: &ApiError) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Writes the array of problems into an answer that was refused; others pass as they are.
pub(crate) fn rendered(mut response: Response, request_id: &str) -> Response {
    let Some(problem) = response.extensions_mut().remove::<Problem>() else {
        return response;
    };
    if let Some(cause) = &problem.cause {
        tracing::error!(request_id, cause = %cause, "request failed");
    }
    *response.body_mut() = Body::from(problem.error.body(request_id).to_string());
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    for failure in problem.error.failures() {
        match failure {
            Failure::AuthenticationFailed => {
                let challenge = HeaderValue::from_static("Basic realm=\"api\"");
                headers.insert(WWW_AUTHENTICATE, challenge);
            }
            Failure::Throttled { wait_seconds } => {
                headers.insert(RETRY_AFTER, HeaderValue::from(*wait_seconds));
            }
            _ => {}
        }
    }
    response
}
