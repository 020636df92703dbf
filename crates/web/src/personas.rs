//! `/sandbox/personas/`: only where there is a sandbox.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use caudal_engine::Personas;
use caudal_model::Failure;

use crate::app::App;
use crate::body;
use crate::entry::{Authenticated, Segment};
use crate::listing::{object, stored};
use crate::problem::{Answer, Problem};
use crate::query::Query;
use crate::resources::{id_in, no_content};

fn personas(app: &App) -> Result<&Personas, Problem> {
    app.personas
        .as_ref()
        .ok_or_else(|| Failure::NotFound.into())
}

/// `GET /sandbox/personas/`
pub(crate) async fn list(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    uri: Uri,
    headers: HeaderMap,
) -> Answer {
    let organisation = caller.organisation();
    stored(&app, &caller, &uri, &headers, async |_, paging| {
        Ok(personas(&app)?.list(organisation, paging).await?)
    })
    .await
}

/// `POST /sandbox/personas/`
pub(crate) async fn create(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    request: Request,
) -> Answer {
    let query = Query::read(request.uri().query().unwrap_or_default())?;
    let personas = personas(&app)?;
    let description = body::json(request.into_body()).await?;
    let now = app.engine.now();
    let made = personas
        .add(caller.organisation(), &description, now)
        .await?;
    caller.trace.note(now, "persona taken in");
    object(StatusCode::CREATED, made, &query.selection())
}

/// `GET /sandbox/personas/{id}/`
pub(crate) async fn detail(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    Segment(id): Segment,
    uri: Uri,
) -> Answer {
    let query = Query::read(uri.query().unwrap_or_default())?;
    let id = id_in(&id).ok_or(Failure::NotFound)?;
    let found = personas(&app)?.one(caller.organisation(), id).await?;
    object(StatusCode::OK, found, &query.selection())
}

/// `DELETE /sandbox/personas/{id}/`
pub(crate) async fn delete(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    Segment(id): Segment,
) -> Answer {
    let id = id_in(&id).ok_or(Failure::NotFound)?;
    personas(&app)?.remove(caller.organisation(), id).await?;
    caller.trace.note(app.engine.now(), "persona deleted");
    Ok(no_content())
}
