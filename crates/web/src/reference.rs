//! `/docs`: the browsable reference of the API, and `/openapi.json` that it shows.
//!
//! Everything it needs is inside the program, so it works without a network; its policy lets the
//! browser talk to this server alone.

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::response::Response;
use caudal_model::Failure;
use http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderValue, StatusCode};

use crate::app::App;
use crate::entry::Segment;
use crate::listing::json;
use crate::problem::Answer;

/// Styles alone may be inline: the reference adds its own sheet as an element.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
                      img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; \
                      worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; \
                      form-action 'self'; frame-ancestors 'none'";

/// A file inside the program.
struct Asset {
    name: &'static str,
    kind: &'static str,
    gzipped: bool,
    bytes: &'static [u8],
}

static PAGE: Asset = Asset {
    name: "index.html",
    kind: "text/html; charset=utf-8",
    gzipped: false,
    bytes: include_bytes!("../assets/reference/index.html"),
};

static ASSETS: &[Asset] = &[
    Asset {
        name: "reference.js",
        kind: "text/javascript; charset=utf-8",
        gzipped: false,
        bytes: include_bytes!("../assets/reference/reference.js"),
    },
    Asset {
        name: "reference.css",
        kind: "text/css; charset=utf-8",
        gzipped: false,
        bytes: include_bytes!("../assets/reference/reference.css"),
    },
    Asset {
        name: "icon.svg",
        kind: "image/svg+xml",
        gzipped: false,
        bytes: include_bytes!("../assets/reference/icon.svg"),
    },
    Asset {
        name: "scalar.js",
        kind: "text/javascript; charset=utf-8",
        gzipped: true,
        bytes: include_bytes!("../assets/reference/scalar.js.gz"),
    },
];

/// `GET /docs`
pub(crate) async fn page() -> Response {
    served(&PAGE)
}

/// `GET /docs/{file}`
pub(crate) async fn asset(Segment(file): Segment) -> Answer {
    let found = ASSETS.iter().find(|asset| asset.name == file);
    Ok(served(found.ok_or(Failure::NotFound)?))
}

/// `GET /openapi.json`
pub(crate) async fn contract(State(app): State<App>) -> Response {
    json(StatusCode::OK, app.openapi.clone())
}

fn served(asset: &'static Asset) -> Response {
    let mut response = Response::new(Body::from(Bytes::from_static(asset.bytes)));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=3600"),
    );
    if asset.gzipped {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    response
}
