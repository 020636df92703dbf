//! The five operations of every resource. They are plain functions of the resource's declaration.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use caudal_engine::{Caller, Retrieved};
use caudal_model::filter::read_conditions;
use caudal_model::resources::retrieval::RESUME;
use caudal_model::{Failure, Kind};
use serde_json::json;
use uuid::Uuid;

use crate::app::App;
use crate::body;
use crate::entry::Authenticated;
use crate::listing::{array, json, object, stored};
use crate::problem::{Answer, Problem};
use crate::query::Query;

const REQUEST_MODE: &str = "x-belvo-request-mode";

/// `GET` on a collection.
pub(crate) async fn list(
    kind: Kind,
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    uri: Uri,
    headers: HeaderMap,
) -> Answer {
    stored(&app, &caller, &uri, &headers, async |query, paging| {
        let conditions = read_conditions(kind.resource().filters, &query.parameters)?;
        Ok(app
            .engine
            .documents(&caller, kind, conditions, paging)
            .await?)
    })
    .await
}

/// `GET` on the parts of one item.
pub(crate) async fn parts(
    kind: Kind,
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    whole: Option<Uuid>,
    uri: Uri,
    headers: HeaderMap,
) -> Answer {
    stored(&app, &caller, &uri, &headers, async |_, paging| {
        let whole = whole.ok_or(Failure::NotFound)?;
        Ok(app.engine.parts(&caller, kind, whole, paging).await?)
    })
    .await
}

/// Every verb on a collection that was retired: its clients hear what they hear of an institution
/// that does not offer something, which they know how to take.
pub(crate) async fn retired(Authenticated(_): Authenticated) -> Problem {
    Failure::UnsupportedOperation.into()
}

/// `GET` on one item.
pub(crate) async fn detail(
    kind: Kind,
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    id: Option<Uuid>,
    uri: Uri,
) -> Answer {
    let query = Query::read(uri.query().unwrap_or_default())?;
    let found = app
        .engine
        .document(&caller, kind, id.ok_or(Failure::NotFound)?)
        .await?;
    object(StatusCode::OK, found, &query.selection())
}

/// `DELETE` on one item.
pub(crate) async fn delete(
    kind: Kind,
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    id: Option<Uuid>,
) -> Answer {
    app.throttle.deletion(&caller, Some(kind))?;
    app.engine
        .delete_document(&caller, kind, id.ok_or(Failure::NotFound)?)
        .await?;
    Ok(no_content())
}

/// `POST` on a collection: fetch from the institution, at once or later.
pub(crate) async fn retrieve(
    kind: Kind,
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    request: Request,
) -> Answer {
    let query = Query::read(request.uri().query().unwrap_or_default())?;
    let later = wants_later(request.headers());
    let body = body::json(request.into_body()).await?;
    if later {
        app.engine.retrieve_later(&caller, kind, &body).await?;
        return Ok(accepted(&caller));
    }
    let retrieved = app.engine.retrieve(&caller, kind, &body).await?;
    answered(kind, &retrieved, &query)
}

/// `PATCH` on a collection: go on after a token was asked for.
pub(crate) async fn resume(
    kind: Kind,
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    request: Request,
) -> Answer {
    let query = Query::read(request.uri().query().unwrap_or_default())?;
    let body = body::json(request.into_body()).await?;
    let values = RESUME.read(&body)?;
    let retrieved = app.engine.resume_retrieval(&caller, kind, &values).await?;
    answered(kind, &retrieved, &query)
}

fn answered(kind: Kind, retrieved: &Retrieved, query: &Query) -> Answer {
    let status = if retrieved.created {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    if kind.resource().manner.answers_one
        && let Some(body) = retrieved.bodies.first()
    {
        return object(status, body.clone(), &query.selection());
    }
    array(
        status,
        retrieved.bodies.iter().map(String::as_str),
        &query.selection(),
    )
}

/// Whether the client wants an answer at once and the work done later.
pub(crate) fn wants_later(headers: &HeaderMap) -> bool {
    headers
        .get(REQUEST_MODE)
        .is_some_and(|mode| mode.as_bytes().eq_ignore_ascii_case(b"async"))
}

/// The answer to work that is done later.
pub(crate) fn accepted(caller: &Caller) -> axum::response::Response {
    json(
        StatusCode::ACCEPTED,
        json!({ "request_id": caller.request_id }).to_string(),
    )
}

/// The answer to a deletion.
pub(crate) fn no_content() -> axum::response::Response {
    let mut response = axum::response::Response::default();
    *response.status_mut() = StatusCode::NO_CONTENT;
    response
}

/// The id in an address; what is no UUID is the id of nothing.
pub(crate) fn id_in(text: &str) -> Option<Uuid> {
    Uuid::try_parse(text).ok()
}
