//! Every route there is.

use axum::Router;
use axum::extract::State;
use axum::handler::Handler;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, any, delete, get, patch, post};
use caudal_model::{Failure, Kind, Resource};
use serde_json::{Map, Value};
use tower_http::compression::CompressionLayer;

use crate::app::App;
use crate::breakdown::caught;
use crate::entry::{Authenticated, Segment, enter};
use crate::problem::{Problem, rendered};
use crate::{
    address, clock, consents, events, faults, imports, injections, institutions, links, listing,
    logo, metrics, personas, reference, resources, sandbox, throttle, webhooks,
};

/// Collections that the contract has given up and that clients of its older edition still call.
const RETIRED: &[&str] = &["/api/statements/"];

/// Where the API begins: below these prefixes every request must show a key, known path or not.
const API_PREFIXES: &[&str] = &[
    "/api",
    "/investments",
    "/receivables",
    "/payments",
    "/sandbox",
];

/// The whole server as one service.
pub fn router(app: App) -> Router {
    let mut pages = Router::new();
    if app.features.metrics {
        pages = pages.route("/metrics", get(metrics::page));
    }
    let pages = pages
        .route("/", get(|| async { Redirect::to("/docs") }))
        .route("/docs", get(reference::page))
        .route("/docs/{file}", get(reference::asset))
        .route("/openapi.json", get(reference::contract))
        .route("/static/logos/{file}", get(logo::picture))
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .method_not_allowed_fallback(method_not_allowed)
        .layer(caught())
        .layer(from_fn(plain_problems))
        .with_state(app.clone());
    let features = app.features;
    let mut router = pages
        .merge(api(app.clone()))
        .fallback(not_found.layer(from_fn(plain_problems)));
    if features.metrics {
        router = router.layer(from_fn_with_state(app.clone(), metrics::counted));
    }
    if features.requests_per_ip > 0 {
        router = router.layer(from_fn_with_state(app, throttle::by_address));
    }
    if features.compression {
        router.layer(CompressionLayer::new())
    } else {
        router
    }
}

fn api(app: App) -> Router {
    let mut api = Router::new();
    api = both(api, "/api/", get(root));
    api = both(api, "/api/institutions/", get(institutions::list));
    api = both(api, "/api/institutions/{id}/", get(institutions::detail));
    let collection = get(links::list).post(links::register).patch(links::resume);
    api = both(api, "/api/links/", collection);
    let item = get(links::detail)
        .patch(links::patch)
        .put(links::put)
        .delete(links::delete);
    api = both(api, "/api/links/{id}/", item);
    api = both(api, "/api/links/{id}/refresh/", post(links::refresh));
    api = both(api, "/api/consents/", get(consents::list));
    api = both(api, "/api/consents/{id}/", get(consents::detail));
    api = both(api, imports::PATH, post(imports::invoices));
    api = told(api);
    for kind in Kind::ALL {
        let resource = kind.resource();
        if resource.manner.part_of.is_some() {
            api = both(api, resource.path, parts_of(resource));
            continue;
        }
        api = both(api, resource.path, collection_of(resource));
        api = both(api, &format!("{}{{id}}/", resource.path), item_of(resource));
    }
    if app.personas.is_some() {
        let collection = get(personas::list).post(personas::create);
        api = both(api, "/sandbox/personas/", collection);
        let item = get(personas::detail).delete(personas::delete);
        api = both(api, "/sandbox/personas/{id}/", item);
        api = both(api, "/sandbox/clock/", get(clock::read));
        api = both(api, "/sandbox/clock/advance/", post(clock::advance));
        api = both(api, "/sandbox/clock/hold/", post(clock::hold));
        api = both(api, "/sandbox/clock/run/", post(clock::run));
        api = acts_on_consents(api);
        let events = get(sandbox::events).post(sandbox::fire);
        api = both(api, "/sandbox/events/", events);
        api = both(api, "/sandbox/reset/", post(sandbox::reset));
        let collection = get(injections::list).post(injections::create);
        api = both(api, "/sandbox/transactions/", collection);
        let item = patch(injections::correct).delete(injections::delete);
        api = both(api, "/sandbox/transactions/{id}/", item);
        let collection = get(faults::list).post(faults::create).delete(faults::clear);
        api = both(api, "/sandbox/faults/", collection);
        api = both(api, "/sandbox/faults/{id}/", delete(faults::delete));
    }
    for path in RETIRED {
        let methods = get(resources::retired)
            .post(resources::retired)
            .patch(resources::retired);
        api = both(api, path, methods);
    }
    for prefix in API_PREFIXES {
        api = api.route(&format!("{prefix}/{{*rest}}"), any(not_found));
    }
    api.method_not_allowed_fallback(method_not_allowed)
        .layer(caught())
        .layer(from_fn_with_state(app.clone(), enter))
        .with_state(app)
}

/// Where one is told of events, and where one reads what one was not told of.
fn told(mut api: Router<App>) -> Router<App> {
    let collection = get(webhooks::list).post(webhooks::register);
    api = both(api, "/api/webhooks/", collection);
    let item = get(webhooks::detail)
        .patch(webhooks::modify)
        .delete(webhooks::delete);
    api = both(api, "/api/webhooks/{id}/", item);
    api = both(api, "/api/webhooks/{id}/test/", post(webhooks::test));
    api = both(api, "/api/events/", get(events::feed));
    api = both(api, "/api/events/replay/", post(events::replay_all));
    api = both(api, "/api/events/{id}/", get(events::detail));
    both(api, "/api/events/{id}/replay/", post(events::replay))
}

/// What a sandbox can do to consents, as their users could at the institution.
fn acts_on_consents(mut api: Router<App>) -> Router<App> {
    api = both(api, "/sandbox/consents/{id}/renew/", post(consents::renew));
    api = both(
        api,
        "/sandbox/consents/{id}/revoke/",
        post(consents::revoke),
    );
    both(
        api,
        "/sandbox/consents/{id}/expire/",
        post(consents::expire),
    )
}

/// Serves a path with and without its trailing slash: a redirect would lose the body of a `POST`.
fn both(router: Router<App>, path: &str, methods: MethodRouter<App>) -> Router<App> {
    let bare = path.trim_end_matches('/');
    router.route(path, methods.clone()).route(bare, methods)
}

fn collection_of(resource: &'static Resource) -> MethodRouter<App> {
    let (kind, offered) = (resource.kind, resource.operations);
    let mut methods = MethodRouter::new();
    if offered.list {
        methods = methods.get(move |app, caller, uri: Uri, headers: HeaderMap| {
            resources::list(kind, app, caller, uri, headers)
        });
    }
    if offered.retrieve {
        methods = methods
            .post(move |app, caller, request| resources::retrieve(kind, app, caller, request));
    }
    if offered.resume {
        methods = methods
            .patch(move |app, caller, request| resources::resume(kind, app, caller, request));
    }
    methods
}

/// Parts are listed below the whole that they are parts of.
fn parts_of(resource: &'static Resource) -> MethodRouter<App> {
    let kind = resource.kind;
    get(
        move |app, caller, Segment(id): Segment, uri: Uri, headers: HeaderMap| {
            resources::parts(kind, app, caller, resources::id_in(&id), uri, headers)
        },
    )
}

fn item_of(resource: &'static Resource) -> MethodRouter<App> {
    let (kind, offered) = (resource.kind, resource.operations);
    let mut methods = MethodRouter::new();
    if offered.detail {
        methods = methods.get(move |app, caller, Segment(id): Segment, uri: Uri| {
            resources::detail(kind, app, caller, resources::id_in(&id), uri)
        });
    }
    if offered.delete {
        methods = methods.delete(move |app, caller, Segment(id): Segment| {
            resources::delete(kind, app, caller, resources::id_in(&id))
        });
    }
    methods
}

/// `GET /api/`: the collections and their addresses. Clients read it to learn whether a key is valid.
async fn root(Authenticated(_): Authenticated, headers: HeaderMap) -> Response {
    let base = address::base(&headers);
    let paths = ["/api/institutions/", "/api/links/", "/api/consents/"].into_iter();
    let collections: Map<String, Value> = paths
        .chain(Kind::ALL.iter().map(|kind| kind.resource().path))
        .filter(|path| !path.contains('{'))
        .map(|path| {
            let name = path
                .trim_matches('/')
                .trim_start_matches("api/")
                .replace('/', "-");
            (name, Value::from(format!("{base}{path}")))
        })
        .collect();
    listing::json(StatusCode::OK, Value::Object(collections).to_string())
}

async fn ready(State(app): State<App>) -> Response {
    match app.engine.store().pending_migrations().await {
        Ok(pending) if pending.is_empty() => "ready".into_response(),
        Ok(_) => {
            let what = "the database is not up to date";
            (StatusCode::SERVICE_UNAVAILABLE, what).into_response()
        }
        Err(error) => {
            tracing::warn!(%error, "the store does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer").into_response()
        }
    }
}

async fn not_found() -> Problem {
    Failure::NotFound.into()
}

async fn method_not_allowed(method: Method) -> Response {
    if method == Method::OPTIONS {
        // The router adds which methods there are.
        return StatusCode::NO_CONTENT.into_response();
    }
    Problem::from(Failure::MethodNotAllowed {
        method: method.to_string(),
    })
    .into_response()
}

/// Renders refusals outside the API, where no request id was given out.
async fn plain_problems(request: axum::extract::Request, next: axum::middleware::Next) -> Response {
    rendered(next.run(request).await, &"0".repeat(32))
}
