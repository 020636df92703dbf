//! What was asked of the API: the operator's record of requests.

use std::sync::Arc;

use caudal_model::Timestamp;
use uuid::Uuid;

use crate::db::{Query, Row, Statement, Value, values};
use crate::error::StoreError;
use crate::store::Store;

/// One request and how it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestRecord {
    /// The request's id: 32 hexadecimal digits.
    pub id: String,
    /// Who asked, once that was known.
    pub organisation: Option<Uuid>,
    /// The link it was about, where it was about one.
    pub link: Option<Uuid>,
    /// When it came.
    pub at: Timestamp,
    /// Its method.
    pub method: String,
    /// Its path, without the query.
    pub path: String,
    /// The status it was answered with.
    pub status: u16,
    /// How long it took, in microseconds.
    pub duration_us: u64,
    /// What happened on the way, as JSON.
    pub steps: String,
}

const COLUMNS: &str = "id, organisation, link, at, method, path, status, duration_us, steps";

impl Store {
    /// Keeps these records.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn record_requests(&self, records: Vec<RequestRecord>) -> Result<(), StoreError> {
        if records.is_empty() {
            return Ok(());
        }
        let rows = records.len();
        let number = |record: &RequestRecord| i64::try_from(record.duration_us).unwrap_or(i64::MAX);
        let columns = vec![
            Value::Texts(records.iter().map(|record| record.id.clone()).collect()),
            Value::OptionalUuids(records.iter().map(|record| record.organisation).collect()),
            Value::OptionalUuids(records.iter().map(|record| record.link).collect()),
            Value::Integers(
                records
                    .iter()
                    .map(|record| record.at.microseconds())
                    .collect(),
            ),
            Value::Texts(records.iter().map(|record| record.method.clone()).collect()),
            Value::Texts(records.iter().map(|record| record.path.clone()).collect()),
            Value::Integers(records.iter().map(|record| record.status.into()).collect()),
            Value::Integers(records.iter().map(number).collect()),
            Value::Texts(records.into_iter().map(|record| record.steps).collect()),
        ];
        let insert = format!("INSERT INTO requests ({COLUMNS})");
        let statement = Statement::bulk(
            format!("{insert} VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"),
            format!(
                "{insert} SELECT * FROM UNNEST($1::text[], $2::uuid[], $3::uuid[], $4::bigint[], \
                 $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::text[])"
            ),
            columns,
            rows,
        );
        self.db.write(vec![Arc::new(statement)]).await
    }

    /// The records of this request, the oldest first: the request itself, then the work it left for
    /// later. For the operator of the deployment, who may see all of them.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn request(&self, id: &str) -> Result<Vec<RequestRecord>, StoreError> {
        let query = Query::new(
            format!("SELECT {COLUMNS} FROM requests WHERE id = $1 ORDER BY seq"),
            values![id],
        );
        self.db.rows(query, RequestRecord::read).await
    }

    /// Forgets the requests that came before this moment; says how many.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn prune_requests(&self, before: Timestamp) -> Result<u64, StoreError> {
        let query = Query::new("DELETE FROM requests WHERE at < $1", values![before]);
        self.db.count_changed(query).await
    }
}

impl RequestRecord {
    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.text(0)?,
            organisation: row.optional_uuid(1)?,
            link: row.optional_uuid(2)?,
            at: row.timestamp(3)?,
            method: row.text(4)?,
            path: row.text(5)?,
            status: row.small(6)?,
            duration_us: row.small(7)?,
            steps: row.text(8)?,
        })
    }
}
