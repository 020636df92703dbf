//! The envelope of a list.

use axum::body::{Body, Bytes};
use axum::response::Response;
use caudal_engine::{Caller, Paging};
use caudal_store::Page;
use http::header::{CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderMap, HeaderValue, StatusCode, Uri};

use crate::address;
use crate::app::App;
use crate::page_cache::PageKey;
use crate::problem::{Answer, Problem};
use crate::query::Query;
use crate::select::Selection;

/// What a page needs to know about its request.
pub(crate) struct Asked<'a> {
    /// Scheme and host, as the client sees them.
    pub(crate) base: &'a str,
    pub(crate) uri: &'a Uri,
    pub(crate) paging: Paging,
    pub(crate) selection: &'a Selection,
}

/// Answers a list of what an organisation has stored: a page that was rendered before while nothing
/// has changed since, or one that is read anew.
pub(crate) async fn stored(
    app: &App,
    caller: &Caller,
    uri: &Uri,
    headers: &HeaderMap,
    read: impl AsyncFnOnce(&Query, Paging) -> Result<Page, Problem>,
) -> Answer {
    let base = address::base(headers);
    let key = PageKey {
        organisation: caller.organisation(),
        base: base.clone(),
        target: uri.to_string(),
    };
    let revision = app.engine.revision(caller).await?;
    if let Some(page) = app.pages.get(&key, revision) {
        return Ok(json(StatusCode::OK, page));
    }
    let query = Query::read(uri.query().unwrap_or_default())?;
    let paging = query.paging()?;
    let page = read(&query, paging).await?;
    let asked = Asked {
        base: &base,
        uri,
        paging,
        selection: &query.selection(),
    };
    let rendered = if asked.selection.is_everything() {
        enclosed(&asked, page.count, page.items.into_joined())
    } else {
        envelope(&asked, page.count, page.items.iter())?
    };
    app.pages.keep(key, revision, rendered.clone());
    Ok(json(StatusCode::OK, rendered))
}

/// Renders a page around items that need no change, in the buffer that they stand in.
fn enclosed(asked: &Asked<'_>, count: u64, mut items: String) -> Bytes {
    items.insert_str(0, &opening(asked, count));
    items.push_str(CLOSING);
    items.shrink_to_fit();
    items.into()
}

/// Renders a page: `count`, the neighbours' absolute addresses, and the items.
pub(crate) fn envelope<'a>(
    asked: &Asked<'_>,
    count: u64,
    items: impl Iterator<Item = &'a str>,
) -> Result<Bytes, Problem> {
    let mut body = opening(asked, count);
    append(&mut body, items, asked.selection)?;
    body.push_str(CLOSING);
    Ok(body.into())
}

/// What a page ends with.
const CLOSING: &str = "]}";

/// What a page begins with, up to its items.
fn opening(asked: &Asked<'_>, count: u64) -> String {
    let Asked {
        base, uri, paging, ..
    } = asked;
    let (path, query) = (uri.path(), uri.query().unwrap_or_default());
    let neighbour = |exists: bool, page: u64| {
        if !exists {
            return "null".to_owned();
        }
        serde_json::Value::from(address::page(base, path, query, page)).to_string()
    };
    let next = neighbour(paging.has_next(count), paging.page.saturating_add(1));
    let previous = neighbour(paging.page > 1, paging.page.saturating_sub(1));
    format!("{{\"count\":{count},\"next\":{next},\"previous\":{previous},\"results\":[")
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
) -> Result<(), Problem> {
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
    let sniffing = HeaderValue::from_static("nosniff");
    response
        .headers_mut()
        .insert(X_CONTENT_TYPE_OPTIONS, sniffing);
    response
}
