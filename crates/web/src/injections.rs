//! `/sandbox/transactions/`: only where there is a sandbox.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use caudal_model::resources::injection::{INJECTION_CREATE, INJECTION_PATCH};

use crate::address;
use crate::app::App;
use crate::body;
use crate::entry::{Authenticated, Segment};
use crate::listing::{Asked, envelope, json};
use crate::problem::Answer;
use crate::query::Query;
use crate::resources::no_content;
use crate::webhooks::named;

/// `GET /sandbox/transactions/`
pub(crate) async fn list(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    uri: Uri,
    headers: HeaderMap,
) -> Answer {
    let query = Query::read(uri.query().unwrap_or_default())?;
    let paging = query.paging()?;
    let page = app.engine.injections(&caller, paging).await?;
    let asked = Asked {
        base: &address::base(&headers),
        uri: &uri,
        paging,
        selection: &query.selection(),
    };
    let page = envelope(&asked, page.count, page.items.iter())?;
    Ok(json(StatusCode::OK, page))
}

/// `POST /sandbox/transactions/`
pub(crate) async fn create(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    request: Request,
) -> Answer {
    let values = INJECTION_CREATE.read_strictly(&body::json(request.into_body()).await?)?;
    let added = app.engine.inject(&caller, &values).await?;
    Ok(json(StatusCode::CREATED, added))
}

/// `PATCH /sandbox/transactions/{id}/`
pub(crate) async fn correct(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    segment: Segment,
    request: Request,
) -> Answer {
    let id = named(&segment)?;
    let values = INJECTION_PATCH.read_strictly(&body::json(request.into_body()).await?)?;
    let corrected = app.engine.correct_injection(&caller, id, &values).await?;
    Ok(json(StatusCode::OK, corrected))
}

/// `DELETE /sandbox/transactions/{id}/`
pub(crate) async fn delete(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    segment: Segment,
) -> Answer {
    let id = named(&segment)?;
    app.engine.withdraw_injection(&caller, id).await?;
    Ok(no_content())
}
