//! What is counted of requests, and the page on which it is read.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use http::{Method, StatusCode};

use crate::app::App;

/// The form that the page is written in: Prometheus reads it, and so does everything that reads
/// OpenMetrics.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
/// What stands for the route of a request that none was found for.
const NO_ROUTE: &str = "none";

/// Counts a request and how long its answer took to begin.
pub(crate) async fn counted(State(app): State<App>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = word_for(request.method());
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let route = matched.as_ref().map_or(NO_ROUTE, MatchedPath::as_str);
    let status = response.status().as_u16();
    let metrics = app.engine.metrics();
    metrics.request(template_of(route), method, status, begun.elapsed());
    response
}

/// `GET /metrics`
pub(crate) async fn page(State(app): State<App>) -> Response {
    match app.engine.metrics_text().await {
        Ok(text) => ([(CONTENT_TYPE, OPEN_METRICS)], text).into_response(),
        Err(error) => {
            tracing::warn!(%error, "the metrics could not be read");
            (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer").into_response()
        }
    }
}

/// A route is served with and without its trailing slash; it is counted without.
fn template_of(route: &str) -> &str {
    match route.trim_end_matches('/') {
        "" => "/",
        bare => bare,
    }
}

/// A client can make up methods; it cannot make up labels.
fn word_for(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "OTHER",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_a_route_count_as_one() {
        assert_eq!(
            template_of("/api/links/{id}/"),
            template_of("/api/links/{id}")
        );
        assert_eq!(template_of("/"), "/");
    }

    #[test]
    fn invented_methods_are_one_word() {
        assert_eq!(word_for(&Method::from_bytes(b"BREW").unwrap()), "OTHER");
        assert_eq!(word_for(&Method::PATCH), "PATCH");
    }
}
