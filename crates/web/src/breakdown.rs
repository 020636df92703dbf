//! A handler that panics is a bug, and still owes its client an answer.

use std::any::Any;

use axum::response::{IntoResponse, Response};
use caudal_model::Failure;
use tower_http::catch_panic::CatchPanicLayer;

use crate::problem::Problem;

/// Answers for a handler that broke down, as for any other fault.
type Answering = fn(Box<dyn Any + Send>) -> Response;

/// Turns a handler's panic into an answer with status 500; the connection lives on.
pub(crate) fn caught() -> CatchPanicLayer<Answering> {
    CatchPanicLayer::custom(answered as Answering)
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the layer hands the panic over"
)]
fn answered(panic: Box<dyn Any + Send>) -> Response {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    tracing::error!(
        panic = text.unwrap_or("without a text"),
        "a handler broke down"
    );
    Problem::from(Failure::Unexpected).into_response()
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::routing::get;
    use http::{Request, StatusCode};
    use tower::ServiceExt as _;

    use super::*;

    async fn breaks(text: Option<&str>) -> StatusCode {
        match text {
            None => StatusCode::OK,
            Some(text) => std::panic::panic_any(text.to_owned()),
        }
    }

    #[tokio::test]
    async fn a_panic_is_answered_and_the_next_request_served() {
        let router = Router::new()
            .route("/breaks", get(|| breaks(Some("it broke"))))
            .route("/holds", get(|| breaks(None)))
            .layer(caught());
        let ask = async |path: &str| {
            let request = Request::get(path).body(Body::empty()).unwrap();
            router.clone().oneshot(request).await.unwrap()
        };
        let broken = ask("/breaks").await;
        assert_eq!(broken.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let problem = broken.extensions().get::<Problem>().unwrap();
        assert!(matches!(
            problem.error.failures().next(),
            Some(Failure::Unexpected)
        ));
        assert_eq!(ask("/holds").await.status(), StatusCode::OK);
    }
}
