//! `/api/institutions/`.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use caudal_model::Failure;
use caudal_model::filter::read_conditions;
use caudal_model::resources::institution::{INSTITUTION_FILTERS, Institution};

use crate::address;
use crate::app::App;
use crate::entry::{Authenticated, Segment};
use crate::listing::{Asked, envelope, json, object};
use crate::problem::{Answer, Problem};
use crate::query::Query;

/// `GET /api/institutions/`
pub(crate) async fn list(
    State(app): State<App>,
    Authenticated(_): Authenticated,
    uri: Uri,
    headers: HeaderMap,
) -> Answer {
    let query = Query::read(uri.query().unwrap_or_default())?;
    let conditions = read_conditions(INSTITUTION_FILTERS, &query.parameters)?;
    let paging = query.paging()?;
    let (count, page) = app.engine.institutions(&conditions, paging)?;
    let base = address::base(&headers);
    let items = page
        .into_iter()
        .map(|institution| written(institution, &base))
        .collect::<Result<Vec<_>, _>>()?;
    let selection = query.selection();
    let asked = Asked {
        base: &base,
        uri: &uri,
        paging,
        selection: &selection,
    };
    let page = envelope(&asked, count, items.iter().map(String::as_str))?;
    Ok(json(StatusCode::OK, page))
}

/// `GET /api/institutions/{id}/`
pub(crate) async fn detail(
    State(app): State<App>,
    Authenticated(_): Authenticated,
    Segment(id): Segment,
    uri: Uri,
    headers: HeaderMap,
) -> Answer {
    let query = Query::read(uri.query().unwrap_or_default())?;
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    let item = written(app.engine.institution(id)?, &address::base(&headers))?;
    object(StatusCode::OK, item, &query.selection())
}

/// The institution as text, its pictures under the address that the client uses.
fn written(institution: &Institution, base: &str) -> Result<String, Problem> {
    let mut institution = institution.clone();
    for picture in [
        &mut institution.logo,
        &mut institution.icon_logo,
        &mut institution.text_logo,
    ] {
        if let Some(path) = picture.as_mut().filter(|path| path.starts_with('/')) {
            path.insert_str(0, base);
        }
    }
    Ok(serde_json::to_string(&institution).map_err(caudal_engine::EngineError::fault)?)
}
