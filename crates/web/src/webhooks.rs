//! `/api/webhooks/`.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use caudal_engine::{EngineError, WebhookChange};
use caudal_model::Failure;
use caudal_model::resources::webhook::WebhookTest;
use serde::Serialize;
use uuid::Uuid;

use crate::app::App;
use crate::body;
use crate::entry::{Authenticated, Segment};
use crate::listing::json;
use crate::problem::{Answer, Problem};
use crate::resources::{id_in, no_content};

/// `GET /api/webhooks/`
pub(crate) async fn list(State(app): State<App>, Authenticated(caller): Authenticated) -> Answer {
    let found = app.engine.webhooks(caller.organisation()).await?;
    answered(StatusCode::OK, &found)
}

/// `POST /api/webhooks/`
pub(crate) async fn register(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    request: Request,
) -> Answer {
    let body = body::json(request.into_body()).await?;
    let organisation = caller.organisation();
    let made = app.engine.register_webhook(organisation, &body).await?;
    caller.trace.note(app.engine.now(), "webhook registered");
    answered(StatusCode::CREATED, &made)
}

/// `GET /api/webhooks/{id}/`
pub(crate) async fn detail(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    segment: Segment,
) -> Answer {
    let id = named(&segment)?;
    let found = app.engine.webhook(caller.organisation(), id).await?;
    answered(StatusCode::OK, &found)
}

/// `PATCH /api/webhooks/{id}/`
pub(crate) async fn modify(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    segment: Segment,
    request: Request,
) -> Answer {
    let id = named(&segment)?;
    let change = WebhookChange::read(&body::json(request.into_body()).await?)?;
    let organisation = caller.organisation();
    let changed = app.engine.modify_webhook(organisation, id, change).await?;
    caller.trace.note(app.engine.now(), "webhook changed");
    answered(StatusCode::OK, &changed)
}

/// `DELETE /api/webhooks/{id}/`
pub(crate) async fn delete(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    segment: Segment,
) -> Answer {
    let id = named(&segment)?;
    app.engine.delete_webhook(caller.organisation(), id).await?;
    caller.trace.note(app.engine.now(), "webhook deleted");
    Ok(no_content())
}

/// `POST /api/webhooks/{id}/test/`
pub(crate) async fn test(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    segment: Segment,
) -> Answer {
    let id = named(&segment)?;
    let (organisation, request) = (caller.organisation(), caller.request_id.clone());
    let event = app.engine.test_webhook(organisation, id, request).await?;
    let webhook_id = event.shown_id();
    answered(StatusCode::ACCEPTED, &WebhookTest { webhook_id })
}

/// The id in an address.
pub(crate) fn named(segment: &Segment) -> Result<Uuid, Problem> {
    id_in(&segment.0).ok_or_else(|| Failure::NotFound.into())
}

/// An answer of one of the contract's structs.
pub(crate) fn answered(status: StatusCode, object: &impl Serialize) -> Result<Response, Problem> {
    let text = serde_json::to_string(object).map_err(EngineError::fault)?;
    Ok(json(status, text))
}
