//! `/sandbox/clock/`: only where there is a sandbox.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use caudal_engine::Advanced;
use caudal_model::resources::clock::{
    CLOCK_ADVANCE, ClockMovement, FallenDue, SandboxClock, span_microseconds,
};
use caudal_model::{Failure, Timestamp, Values};
use serde::Serialize;

use crate::app::App;
use crate::body;
use crate::entry::Authenticated;
use crate::listing::json;
use crate::problem::{Answer, Problem};

/// `GET /sandbox/clock/`
pub(crate) async fn read(State(app): State<App>, Authenticated(_): Authenticated) -> Answer {
    shown(&app)
}

/// `POST /sandbox/clock/advance/`
pub(crate) async fn advance(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    request: Request,
) -> Answer {
    let values = CLOCK_ADVANCE.read(&body::json(request.into_body()).await?)?;
    let to = destination(&values, app.engine.now())?;
    let advanced = app.engine.advance_clock(&app.journal, to).await?;
    let what = format!("clock moved from {} to {}", advanced.from, advanced.now);
    caller.trace.note(app.engine.now(), what);
    answer(&movement(advanced))
}

/// `POST /sandbox/clock/hold/`
pub(crate) async fn hold(State(app): State<App>, Authenticated(_): Authenticated) -> Answer {
    app.engine.hold_clock().await?;
    shown(&app)
}

/// `POST /sandbox/clock/run/`
pub(crate) async fn run(State(app): State<App>, Authenticated(_): Authenticated) -> Answer {
    app.engine.run_clock().await?;
    shown(&app)
}

fn shown(app: &App) -> Answer {
    let setting = app.engine.clock_setting()?;
    let clock = app.engine.clock();
    let now = clock.now();
    answer(&SandboxClock {
        now,
        held: setting.held_at.is_some(),
        ahead_seconds: (now.microseconds() - clock.unheld().microseconds()) / 1_000_000,
    })
}

fn movement(advanced: Advanced) -> ClockMovement {
    let ran = advanced.ran.into_iter().map(|ran| FallenDue {
        at: ran.at,
        what: ran.what,
        link: ran.link,
        request_id: ran.request_id,
        status: ran.status,
    });
    ClockMovement {
        from: advanced.from,
        now: advanced.now,
        complete: advanced.complete,
        count: advanced.count,
        ran: ran.collect(),
    }
}

fn answer<T: Serialize>(value: &T) -> Result<Response, Problem> {
    let text = serde_json::to_string(value).map_err(caudal_engine::EngineError::fault)?;
    Ok(json(StatusCode::OK, text))
}

/// The moment that a request names: by a span from now, or itself.
fn destination(values: &Values, now: Timestamp) -> Result<Timestamp, Problem> {
    match (values.text("by"), values.text("to")) {
        (Some(_), Some(_)) => {
            Err(Failure::invalid("to", "Say either how far the clock moves or where to.").into())
        }
        (None, None) => Err(Failure::Required { field: "by".into() }.into()),
        (Some(span), None) => span_microseconds(span)
            .and_then(|span| now.microseconds().checked_add(span))
            .and_then(Timestamp::from_microseconds)
            .ok_or_else(|| Failure::invalid("by", "Write a span such as 30d.").into()),
        (None, Some(moment)) => moment.parse().map_err(|_| {
            Failure::invalid("to", "Write a moment such as 2026-03-01T12:00:00Z.").into()
        }),
    }
}
