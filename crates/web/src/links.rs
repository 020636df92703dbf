//! `/api/links/`.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use caudal_model::filter::read_conditions;
use caudal_model::resources::link::{
    LINK_CREATE, LINK_FILTERS, LINK_PATCH, LINK_PUT, LINK_REFRESH,
};
use caudal_model::resources::retrieval::RESUME;
use caudal_model::{Body, Failure, Values};
use uuid::Uuid;

use crate::app::App;
use crate::body;
use crate::entry::{Authenticated, Segment};
use crate::listing::{object, stored};
use crate::problem::{Answer, Problem};
use crate::query::Query;
use crate::resources::{accepted, id_in, no_content, wants_later};
use crate::select::Selection;

fn link_id(path: &Segment) -> Result<Uuid, Problem> {
    id_in(&path.0).ok_or_else(|| Failure::NotFound.into())
}

fn selected(uri: &Uri) -> Result<Selection, Problem> {
    Ok(Query::read(uri.query().unwrap_or_default())?.selection())
}

/// What a request that changes something says, and which keys of the answer it wants.
async fn written(form: &Body, request: Request) -> Result<(Values, Selection), Problem> {
    let selection = selected(request.uri())?;
    let body = body::json(request.into_body()).await?;
    Ok((form.read(&body)?, selection))
}

/// `GET /api/links/`
pub(crate) async fn list(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    uri: Uri,
    headers: HeaderMap,
) -> Answer {
    stored(&app, &caller, &uri, &headers, async |query, paging| {
        let conditions = read_conditions(LINK_FILTERS, &query.parameters)?;
        Ok(app.engine.links(&caller, conditions, paging).await?)
    })
    .await
}

/// `POST /api/links/`
pub(crate) async fn register(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    request: Request,
) -> Answer {
    let (values, selection) = written(&LINK_CREATE, request).await?;
    let link = app.engine.register_link(&caller, &values).await?;
    object(StatusCode::CREATED, link, &selection)
}

/// `PATCH /api/links/`
pub(crate) async fn resume(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    request: Request,
) -> Answer {
    let (values, selection) = written(&RESUME, request).await?;
    let link = app.engine.resume_link(&caller, &values).await?;
    object(StatusCode::OK, link, &selection)
}

/// `GET /api/links/{id}/`
pub(crate) async fn detail(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    path: Segment,
    uri: Uri,
) -> Answer {
    let link = app.engine.link(&caller, link_id(&path)?).await?;
    object(StatusCode::OK, link, &selected(&uri)?)
}

/// `PATCH /api/links/{id}/`
pub(crate) async fn patch(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    path: Segment,
    request: Request,
) -> Answer {
    let (values, selection) = written(&LINK_PATCH, request).await?;
    let link = app
        .engine
        .patch_link(&caller, link_id(&path)?, &values)
        .await?;
    object(StatusCode::OK, link, &selection)
}

/// `PUT /api/links/{id}/`
pub(crate) async fn put(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    path: Segment,
    request: Request,
) -> Answer {
    let (values, selection) = written(&LINK_PUT, request).await?;
    let link = app
        .engine
        .update_link(&caller, link_id(&path)?, &values)
        .await?;
    object(StatusCode::OK, link, &selection)
}

/// `POST /api/links/{id}/refresh/`
pub(crate) async fn refresh(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    path: Segment,
    request: Request,
) -> Answer {
    let (values, _) = written(&LINK_REFRESH, request).await?;
    app.engine
        .refresh_link_later(&caller, link_id(&path)?, &values)
        .await?;
    Ok(accepted(&caller))
}

/// `DELETE /api/links/{id}/`
pub(crate) async fn delete(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    path: Segment,
    headers: HeaderMap,
) -> Answer {
    let id = link_id(&path)?;
    if wants_later(&headers) {
        app.engine.delete_link_later(&caller, id).await?;
        return Ok(accepted(&caller));
    }
    app.throttle.deletion(&caller, None)?;
    app.engine.delete_link(&caller, id).await?;
    Ok(no_content())
}
