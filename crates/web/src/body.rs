//! Request bodies: bounded in size and time, and nearly always JSON.

use std::time::Duration;

use axum::body::{Body, Bytes};
use caudal_engine::IMPORT_BYTES_MAX;
use caudal_model::Failure;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use serde_json::{Map, Value};

use crate::imports;
use crate::problem::Problem;

/// The largest body that is read, in bytes.
pub(crate) const BODY_BYTES_MAX: usize = 1024 * 1024;
/// How long a client may take to send its body.
const BODY_TIME_MAX: Duration = Duration::from_secs(30);

/// How long a client that is refused may take to finish its body.
const REST_TIME_MAX: Duration = Duration::from_secs(5);

/// The largest body that is read at this path, in bytes.
pub(crate) fn bytes_max(path: &str) -> usize {
    if path.trim_end_matches('/') == imports::PATH.trim_end_matches('/') {
        IMPORT_BYTES_MAX
    } else {
        BODY_BYTES_MAX
    }
}

/// Receives a whole body of at most so many bytes.
///
/// # Errors
/// `parse_error`, `request_too_large`, or `request_timeout` for a client that does not finish.
pub(crate) async fn received(body: Body, bytes_max: usize) -> Result<Bytes, Problem> {
    let reading = Limited::new(body, bytes_max).collect();
    let read = tokio::time::timeout(BODY_TIME_MAX, reading)
        .await
        .map_err(|_| Failure::RequestTimeout)?
        .map_err(|error| {
            if error.is::<LengthLimitError>() {
                Failure::TooLarge {
                    limit_bytes: bytes_max,
                }
            } else {
                Failure::ParseError {
                    detail: "the body ended too early".into(),
                }
            }
        })?;
    Ok(read.to_bytes())
}

/// Takes in what a refused client still sends and forgets it; whether it came to an end. A connection
/// whose body is left unread cannot serve another request.
pub(crate) async fn forgotten(body: Body) -> bool {
    let mut rest = Limited::new(body, BODY_BYTES_MAX);
    let reading = async {
        while let Some(frame) = rest.frame().await {
            if frame.is_err() {
                return false;
            }
        }
        true
    };
    tokio::time::timeout(REST_TIME_MAX, reading)
        .await
        .unwrap_or(false)
}

/// Reads a body as JSON; an empty one is an empty object.
///
/// # Errors
/// As [`received`].
pub(crate) async fn json(body: Body) -> Result<Value, Problem> {
    let bytes = received(body, BODY_BYTES_MAX).await?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(Value::Object(Map::new()));
    }
    serde_json::from_slice(&bytes).map_err(|error| {
        Failure::ParseError {
            detail: error.to_string(),
        }
        .into()
    })
}
