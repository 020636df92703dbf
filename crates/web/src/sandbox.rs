//! `/sandbox/events/` and `/sandbox/reset/`: only where there is a sandbox.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use caudal_model::event::catalogue::catalogue;
use caudal_model::resources::hand::{EVENT_FIRE, EventKind};

use crate::app::App;
use crate::body;
use crate::entry::Authenticated;
use crate::listing::json;
use crate::problem::Answer;
use crate::webhooks::answered;

/// `GET /sandbox/events/`
pub(crate) async fn events(Authenticated(_): Authenticated) -> Answer {
    let all: Vec<EventKind> = catalogue().iter().map(EventKind::from).collect();
    answered(StatusCode::OK, &all)
}

/// `POST /sandbox/events/`
pub(crate) async fn fire(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    request: Request,
) -> Answer {
    let values = EVENT_FIRE.read_strictly(&body::json(request.into_body()).await?)?;
    let event = app.engine.fire_event(&caller, &values).await?;
    Ok(json(StatusCode::CREATED, event))
}

/// `POST /sandbox/reset/`
pub(crate) async fn reset(State(app): State<App>, Authenticated(caller): Authenticated) -> Answer {
    let went = app.engine.reset(&caller).await?;
    answered(StatusCode::OK, &went)
}
