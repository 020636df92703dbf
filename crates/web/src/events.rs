//! `/api/events/`: the change feed, what became of each event, and replay.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{StatusCode, Uri};
use caudal_model::body::shortened;
use caudal_model::failure::not_a_uuid;
use caudal_model::openapi::{FEED_LIMIT_DEFAULT, FEED_LIMIT_MAX, FEED_WAIT_SECONDS_MAX};
use caudal_model::{ApiError, Failure};
use caudal_store::EventChoice;
use uuid::Uuid;

use crate::app::App;
use crate::body;
use crate::entry::{Authenticated, Segment};
use crate::listing::json;
use crate::problem::Answer;
use crate::query::Query;
use crate::webhooks::{answered, named};

/// What stands for the place where the feed ends.
const LATEST: &str = "latest";

/// `GET /api/events/`
pub(crate) async fn feed(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    uri: Uri,
) -> Answer {
    let query = Query::read(uri.query().unwrap_or_default())?;
    let (mut choice, wait) = asked(&query)?;
    if query.last("after") == Some(LATEST) {
        choice.after = app.engine.feed_end(caller.organisation()).await?;
    }
    let feed = app.engine.feed(caller.organisation(), &choice, wait);
    let feed = feed.await?;
    let mut text = String::from("{\"results\":[");
    for (place, event) in feed.events.iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        text.push_str(&event.body);
    }
    let (next_after, has_more) = (feed.next_after, feed.has_more);
    text.push_str(&format!(
        "],\"next_after\":{next_after},\"has_more\":{has_more}}}"
    ));
    Ok(json(StatusCode::OK, text))
}

/// `GET /api/events/{id}/`
pub(crate) async fn detail(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    segment: Segment,
) -> Answer {
    let id = named(&segment)?;
    let found = app.engine.event_record(caller.organisation(), id).await?;
    answered(StatusCode::OK, &found)
}

/// `POST /api/events/{id}/replay/`
pub(crate) async fn replay(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    segment: Segment,
    request: Request,
) -> Answer {
    let id = named(&segment)?;
    let body = body::json(request.into_body()).await?;
    let replayed = app.engine.replay_event(caller.organisation(), id, &body);
    answered(StatusCode::ACCEPTED, &replayed.await?)
}

/// `POST /api/events/replay/`
pub(crate) async fn replay_all(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    request: Request,
) -> Answer {
    let body = body::json(request.into_body()).await?;
    let replayed = app.engine.replay_events(caller.organisation(), &body);
    answered(StatusCode::ACCEPTED, &replayed.await?)
}

/// What of the feed is asked for, and how long the client waits for it.
fn asked(query: &Query) -> Result<(EventChoice, Duration), ApiError> {
    let after = match query.last("after") {
        Some(LATEST) => Ok(0),
        _ => whole(query, "after", 0, 0),
    };
    let limit = whole(query, "limit", 1, FEED_LIMIT_DEFAULT.into());
    let wait = whole(query, "wait", 0, 0).and_then(|wait| {
        let most = i64::from(FEED_WAIT_SECONDS_MAX);
        let message = format!("Nobody waits longer than {most} seconds.");
        Some(wait)
            .filter(|wait| *wait <= most)
            .ok_or_else(|| Failure::invalid("wait", message))
    });
    let link = query.last("link").map(|text| {
        let wrong = |_| Failure::invalid("link", not_a_uuid(&shortened(text)));
        Uuid::try_parse(text).map_err(wrong)
    });
    match (after, limit, wait, link.transpose()) {
        (Ok(after), Ok(limit), Ok(wait), Ok(link)) => Ok((
            EventChoice {
                after,
                link,
                webhook_type: query.last("webhook_type").map(str::to_owned),
                webhook_code: query.last("webhook_code").map(str::to_owned),
                limit: u32::try_from(limit).unwrap_or(FEED_LIMIT_MAX),
            },
            Duration::from_secs(wait.unsigned_abs()),
        )),
        (after, limit, wait, link) => {
            let wrong = [after.err(), limit.err(), wait.err(), link.err()];
            let wrong = ApiError::collect(wrong.into_iter().flatten());
            Err(wrong.unwrap_or_else(|| Failure::Unexpected.into()))
        }
    }
}

/// A whole number; one that is too large for the machine is the largest there is.
fn whole(query: &Query, name: &'static str, min: i64, default: i64) -> Result<i64, Failure> {
    let Some(text) = query.last(name) else {
        return Ok(default);
    };
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.then(|| text.parse().unwrap_or(i64::MAX));
    number
        .filter(|number| *number >= min)
        .ok_or_else(|| Failure::invalid(name, format!("Enter a whole number of at least {min}.")))
}
