//! `/api/invoices/import/`: documents that their owner brings along.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use caudal_engine::{IMPORT_BYTES_MAX, Upload};
use caudal_model::Failure;
use caudal_model::body::shortened;
use caudal_model::failure::not_a_uuid;
use uuid::Uuid;

use crate::app::App;
use crate::body;
use crate::entry::Authenticated;
use crate::listing::array;
use crate::problem::Answer;
use crate::query::Query;

/// Where invoices are brought along.
pub(crate) const PATH: &str = "/api/invoices/import/";

/// What the body is called when something is wrong with it.
const BODY_NAME: &str = "body";

/// `POST /api/invoices/import/?link=…`: the body is an XML document or a ZIP of them.
pub(crate) async fn invoices(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    request: Request,
) -> Answer {
    let query = Query::read(request.uri().query().unwrap_or_default())?;
    let link = query.last("link").ok_or(Failure::Required {
        field: "link".into(),
    })?;
    let link = Uuid::try_parse(link)
        .map_err(|_| Failure::invalid("link", not_a_uuid(&shortened(link))))?;
    let bytes = body::received(request.into_body(), IMPORT_BYTES_MAX).await?;
    if bytes.is_empty() {
        return Err(Failure::Required {
            field: "file".into(),
        }
        .into());
    }
    let upload = Upload {
        name: BODY_NAME.to_owned(),
        bytes: bytes.into(),
    };
    let bodies = app
        .engine
        .import_invoices(&caller, link, vec![upload])
        .await?;
    array(
        StatusCode::CREATED,
        bodies.iter().map(String::as_str),
        &query.selection(),
    )
}
