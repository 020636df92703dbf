//! `/api/consents/`, and what a sandbox can do to consents.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use caudal_engine::EngineError;
use caudal_model::Failure;
use caudal_model::resources::consent::{CONSENT_RENEWAL, Consent, USER_DOCUMENT};
use caudal_store::{Items, Page};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::address;
use crate::app::App;
use crate::entry::{Authenticated, Segment};
use crate::listing::{object, stored};
use crate::problem::{Answer, Problem};
use crate::query::Query;
use crate::resources::id_in;

/// Another name for the one filter of the list, which some of its clients use.
const DOCUMENT_NUMBER: &str = "document_number";

/// `GET /api/consents/`
pub(crate) async fn list(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    uri: Uri,
    headers: HeaderMap,
) -> Answer {
    let base = address::base(&headers);
    stored(&app, &caller, &uri, &headers, async |query, paging| {
        let named = query.last(USER_DOCUMENT.name);
        let holder = named.or_else(|| query.last(DOCUMENT_NUMBER));
        let page = app.engine.consents(&caller, holder, paging).await?;
        let mut items = Items::with_capacity(page.items.as_joined().len());
        for item in page.items.iter() {
            items.push(&written(item, &base)?);
        }
        Ok(Page { items, ..page })
    })
    .await
}

/// `GET /api/consents/{id}/`
pub(crate) async fn detail(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    Segment(id): Segment,
    uri: Uri,
    headers: HeaderMap,
) -> Answer {
    let consent = app.engine.consent(&caller, consent_id(&id)?).await?;
    answered(&consent, &uri, &headers)
}

/// `POST /sandbox/consents/{id}/renew/`
pub(crate) async fn renew(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    Segment(id): Segment,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let body = if body.is_empty() {
        Value::Object(Map::new())
    } else {
        serde_json::from_slice(&body).map_err(|error| Failure::ParseError {
            detail: error.to_string(),
        })?
    };
    let values = CONSENT_RENEWAL.read_strictly(&body)?;
    let consent = app
        .engine
        .renew_consent(&caller, consent_id(&id)?, &values)
        .await?;
    answered(&consent, &uri, &headers)
}

/// `POST /sandbox/consents/{id}/revoke/`
pub(crate) async fn revoke(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    Segment(id): Segment,
    uri: Uri,
    headers: HeaderMap,
) -> Answer {
    let consent = app.engine.revoke_consent(&caller, consent_id(&id)?).await?;
    answered(&consent, &uri, &headers)
}

/// `POST /sandbox/consents/{id}/expire/`
pub(crate) async fn expire(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    Segment(id): Segment,
    uri: Uri,
    headers: HeaderMap,
) -> Answer {
    let consent = app
        .engine
        .let_consent_run_out(&caller, consent_id(&id)?)
        .await?;
    answered(&consent, &uri, &headers)
}

fn consent_id(text: &str) -> Result<Uuid, Problem> {
    id_in(text).ok_or_else(|| Failure::NotFound.into())
}

fn answered(consent: &str, uri: &Uri, headers: &HeaderMap) -> Answer {
    let query = Query::read(uri.query().unwrap_or_default())?;
    let consent = written(consent, &address::base(headers))?;
    object(StatusCode::OK, consent, &query.selection())
}

/// The consent as text, its picture under the address that the client uses.
fn written(consent: &str, base: &str) -> Result<String, Problem> {
    let mut consent: Consent = serde_json::from_str(consent).map_err(EngineError::fault)?;
    if consent.institution_icon_logo.starts_with('/') {
        consent.institution_icon_logo.insert_str(0, base);
    }
    Ok(serde_json::to_string(&consent).map_err(EngineError::fault)?)
}
