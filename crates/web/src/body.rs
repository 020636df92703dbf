//! Request bodies: bounded in size and time, and always JSON.

use std::time::Duration;

use axum::body::Body;
use caudal_model::Failure;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use serde_json::{Map, Value};

use crate::problem::Problem;

/// The largest body that is read, in bytes.
pub(crate) const BODY_BYTES_MAX: usize = 1024 * 1024;
/// How long a client may take to send its body.
const BODY_TIME_MAX: Duration = Duration::from_secs(30);

/// Reads a body as JSON; an empty one is an empty object.
///
/// # Errors
/// `parse_error`, `request_too_large`, or `request_timeout` for a client that does not finish.
pub(crate) async fn json(body: Body) -> Result<Value, Problem> {
    let reading = Limited::new(body, BODY_BYTES_MAX).collect();
    let read = tokio::time::timeout(BODY_TIME_MAX, reading)
        .await
        .map_err(|_| Failure::RequestTimeout)?
        .map_err(|error| {
            if error.is::<LengthLimitError>() {
                Failure::TooLarge {
                    limit_bytes: BODY_BYTES_MAX,
                }
            } else {
                Failure::ParseError {
                    detail: "the body ended too early".into(),
                }
            }
        })?;
    let bytes = read.to_bytes();
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
