//! `/sandbox/faults/`: only where there is a sandbox.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use caudal_model::Failure;
use caudal_model::resources::fault::FAULT_CREATE;

use crate::address;
use crate::app::App;
use crate::body;
use crate::entry::{Authenticated, Segment};
use crate::listing::{Asked, envelope, json, object};
use crate::problem::Answer;
use crate::query::Query;
use crate::resources::{id_in, no_content};

/// `GET /sandbox/faults/`
pub(crate) async fn list(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    uri: Uri,
    headers: HeaderMap,
) -> Answer {
    let query = Query::read(uri.query().unwrap_or_default())?;
    let paging = query.paging()?;
    let page = app.engine.faults(caller.organisation(), paging).await?;
    let asked = Asked {
        base: &address::base(&headers),
        uri: &uri,
        paging,
        selection: &query.selection(),
    };
    let page = envelope(&asked, page.count, page.items.iter())?;
    Ok(json(StatusCode::OK, page))
}

/// `POST /sandbox/faults/`
pub(crate) async fn create(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    request: Request,
) -> Answer {
    let query = Query::read(request.uri().query().unwrap_or_default())?;
    let body = body::json(request.into_body()).await?;
    let values = FAULT_CREATE.read_strictly(&body)?;
    let made = app.engine.add_fault(caller.organisation(), &values).await?;
    caller.trace.note(app.engine.now(), "fault added");
    object(StatusCode::CREATED, made, &query.selection())
}

/// `DELETE /sandbox/faults/`
pub(crate) async fn clear(State(app): State<App>, Authenticated(caller): Authenticated) -> Answer {
    app.engine.delete_faults(caller.organisation()).await?;
    caller.trace.note(app.engine.now(), "faults cleared");
    Ok(no_content())
}

/// `DELETE /sandbox/faults/{id}/`
pub(crate) async fn delete(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    Segment(id): Segment,
) -> Answer {
    let id = id_in(&id).ok_or(Failure::NotFound)?;
    app.engine.delete_fault(caller.organisation(), id).await?;
    caller.trace.note(app.engine.now(), "fault deleted");
    Ok(no_content())
}
