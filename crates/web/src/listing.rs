//! The envelope of a list.

use axum::body::Body;
use axum::response::Response;
use caudal_engine::Paging;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode, Uri};

use crate::address;
use crate::problem::Answer;
use crate::select::Selection;

/// What a page needs to know about its request.
pub(crate) struct Asked<'a> {
    pub(crate) headers: &'a HeaderMap,
    pub(crate) uri: &'a Uri,
    pub(crate) paging: Paging,
    pub(crate) selection: &'a Selection,
}

/// Renders a page: `count`, the neighbours' absolute addresses, and the items.
pub(crate) fn envelope<'a>(
    asked: &Asked<'_>,
    count: u64,
    items: impl Iterator<Item = &'a str>,
    bytes: usize,
) -> Answer {
    let Asked {
        headers,
        uri,
        paging,
        selection,
    } = asked;
    let (path, query) = (uri.path(), uri.query().unwrap_or_default());
    let neighbour = |exists: bool, page: u64| {
        if !exists {
            return "null".to_owned();
        }
        let address = address::page(&address::base(headers), path, query, page);
        serde_json::Value::from(address).to_string()
    };
    let next = neighbour(paging.has_next(count), paging.page.saturating_add(1));
    let previous = neighbour(paging.page > 1, paging.page - 1);
    let mut body = String::with_capacity(bytes + 512);
    body.push_str(&format!(
        "{{\"count\":{count},\"next\":{next},\"previous\":{previous},\"results\":["
    ));
    append(&mut body, items, selection)?;
    body.push_str("]}");
    Ok(json(StatusCode::OK, body))
}

/// Renders what was retrieved: a plain array.
pub(crate) fn array<'a>(
    status: StatusCode,
    items: impl Iterator<Item = &'a str>,
    selection: &Selection,
) -> Answer {
    let mut body = String::from("[");
    append(&mut body, items, selection)?;
    body.push(']');
    Ok(json(status, body))
}

/// Renders one object.
pub(crate) fn object(status: StatusCode, item: String, selection: &Selection) -> Answer {
    if selection.is_everything() {
        return Ok(json(status, item));
    }
    let picked = selection
        .apply(&item)
        .map_err(caudal_engine::EngineError::fault)?;
    Ok(json(status, picked))
}

fn append<'a>(
    body: &mut String,
    items: impl Iterator<Item = &'a str>,
    selection: &Selection,
) -> Result<(), crate::problem::Problem> {
    let everything = selection.is_everything();
    for (at, item) in items.enumerate() {
        if at > 0 {
            body.push(',');
        }
        if everything {
            body.push_str(item);
        } else {
            let picked = selection
                .apply(item)
                .map_err(caudal_engine::EngineError::fault)?;
            body.push_str(&picked);
        }
    }
    Ok(())
}

/// An answer of JSON text.
pub(crate) fn json(status: StatusCode, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    let kind = HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, kind);
    response
}
