//! PostgreSQL: a pool of connections with prepared statements.

mod connect;
mod gather;

use std::sync::Arc;

use deadpool_postgres::{Object, Pool, PoolError};
use futures_util::future::{join, join_all};
use tokio::sync::RwLock;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::ToSql;

use super::{Engine, Gathers, PageQuery, Query, Row, Statement, Value};
use crate::error::StoreError;
use crate::items::Items;
use crate::migration::{LEDGER, Migration, outstanding};

pub(crate) use gather::Gather;

/// How often a statement or transaction is tried that failed through no fault of its own.
const ATTEMPTS_MAX: u32 = 6;
/// Prepared statements kept per connection.
const STATEMENTS_MAX: usize = 256;
/// The most statements that are under way at once on one connection.
const PIPELINE_MAX: usize = 24;
/// Names the lock that a migration holds; any number that nobody else uses.
const MIGRATION_LOCK: i64 = 0x0CA0_DA11;

type Rows = Vec<tokio_postgres::Row>;

pub(crate) struct Postgres {
    pool: Pool,
    /// Held by every write while it lasts, so that closing can wait for the last.
    writing: Arc<RwLock<()>>,
    gathers: Gathers,
}

/// A failure, and whether nothing happened, so that the same can be tried again.
struct Failed {
    error: StoreError,
    again: bool,
}

impl Postgres {
    pub(super) async fn open(url: &str, connections: usize) -> Result<Self, StoreError> {
        let postgres = Self {
            pool: connect::pool(url, connections)?,
            writing: Arc::default(),
            gathers: Gathers::default(),
        };
        // The first connection tells whether the URL is any good.
        drop(postgres.client().await?);
        Ok(postgres)
    }

    async fn client(&self) -> Result<Object, StoreError> {
        self.pool.get().await.map_err(|error| match error {
            PoolError::Closed => StoreError::Closed,
            PoolError::Backend(error) => StoreError::from(error),
            error => StoreError::Unavailable(error.to_string()),
        })
    }

    pub(super) async fn rows<T>(
        &self,
        query: &Query,
        read: fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let work = |client: Arc<Object>| async move { run(&client, query).await };
        let rows = self.with_retries(work).await?;
        rows.iter().map(|row| read(&Row::Postgres(row))).collect()
    }

    pub(super) async fn change<T>(
        &self,
        query: &Query,
        read: fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        // What is changed this way does no harm when it is done twice: a number that is skipped, a
        // lease that ends by itself.
        self.rows(query, read).await
    }

    pub(super) async fn count_changed(&self, query: &Query) -> Result<u64, StoreError> {
        let work = |client: Arc<Object>| async move {
            let statement = prepared(&client, &query.sql).await?;
            let parameters = parameters(&query.values);
            let changed = client.execute(&statement, &parameters).await;
            changed.map_err(Failed::from)
        };
        self.with_retries(work).await
    }

    pub(super) async fn page(&self, query: &PageQuery) -> Result<(Items, u64), StoreError> {
        let work = |client: Arc<Object>| async move { page(&client, query).await };
        let (rows, counted) = self.with_retries(work).await?;
        let mut items = Items::with_capacity(rows.len() * 1024);
        for row in &rows {
            let text = row.try_get(0);
            items.push(text.map_err(|_| StoreError::Unreadable("a document"))?);
        }
        // The two are of different moments, and a count must not contradict the page: a page that is
        // not full says by itself how many there are.
        let count = match (query.count_of_last(items.len()), counted.as_deref()) {
            (Some(count), _) => count,
            (None, Some([row, ..])) => Row::Postgres(row).small(0)?,
            (None, _) => 0,
        };
        let count = count.max(least_count(query.skipped, items.len()));
        Ok((items, count))
    }

    pub(super) async fn write(
        self: &Arc<Self>,
        statements: Vec<Arc<Statement>>,
    ) -> Result<(), StoreError> {
        let held = Arc::clone(&self.writing).read_owned().await;
        let postgres = Arc::clone(self);
        // A task of its own: a caller who stops waiting must not leave a transaction half done.
        let statements = Arc::new(statements);
        let task = tokio::spawn(async move {
            let work = |client: Arc<Object>| {
                let statements = Arc::clone(&statements);
                async move { transaction(&client, &statements).await }
            };
            let outcome = postgres.with_retries(work).await;
            drop(held);
            outcome
        });
        task.await.map_err(|_| StoreError::Closed)?
    }

    pub(super) async fn migrate(
        &self,
        known: &'static [Migration],
    ) -> Result<Vec<String>, StoreError> {
        let client = Object::take(self.client().await?);
        let begun = format!(
            "BEGIN; SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock({MIGRATION_LOCK}); \
             {LEDGER};"
        );
        client.batch_execute(&begun).await?;
        let rows = client
            .query("SELECT name, sql FROM migrations ORDER BY name", &[])
            .await?;
        let applied = rows.iter().map(|row| {
            let row = Row::Postgres(row);
            Ok((row.text(0)?, row.text(1)?))
        });
        let applied = applied.collect::<Result<Vec<_>, StoreError>>()?;
        let missing = outstanding(known, &applied)?;
        for step in missing {
            client.batch_execute(step.sql).await?;
            let insert = "INSERT INTO migrations (name, sql) VALUES ($1, $2)";
            client.execute(insert, &[&step.name, &step.sql]).await?;
        }
        // The connection is not of the pool any more: an error above ends it and the transaction.
        client.batch_execute("COMMIT").await?;
        Ok(missing.iter().map(|step| step.name.to_owned()).collect())
    }

    pub(super) async fn close(&self) {
        let _nobody_writes = self.writing.write().await;
        self.pool.close();
    }

    /// Does the work on a connection, and again on another where that may help.
    async fn with_retries<T, F>(&self, work: impl Fn(Arc<Object>) -> F) -> Result<T, StoreError>
    where
        F: Future<Output = Result<T, Failed>>,
    {
        let mut attempt = 1;
        loop {
            let client = Arc::new(self.client().await?);
            match work(Arc::clone(&client)).await {
                Ok(done) => return Ok(done),
                Err(failed) if failed.again && attempt < ATTEMPTS_MAX => {
                    // Whatever state it is in, nobody else shall meet it.
                    drop(Arc::into_inner(client).map(Object::take));
                    attempt += 1;
                }
                Err(failed) => return Err(failed.error),
            }
        }
    }
}

async fn run(client: &Object, query: &Query) -> Result<Rows, Failed> {
    let statement = prepared(client, &query.sql).await?;
    let rows = client.query(&statement, &parameters(&query.values)).await;
    rows.map_err(Failed::from)
}

/// The page's rows, and the count's where the page does not tell.
async fn page(client: &Object, query: &PageQuery) -> Result<(Rows, Option<Rows>), Failed> {
    if query.count_always {
        // Both are under way at once.
        let both = join(run(client, &query.items), run(client, &query.count));
        let (rows, counted) = both.await;
        return Ok((rows?, Some(counted?)));
    }
    let rows = run(client, &query.items).await?;
    match query.implied_count(rows.len()) {
        Some(_) => Ok((rows, None)),
        None => Ok((rows, Some(run(client, &query.count).await?))),
    }
}

/// Sends everything at once and looks at the answers afterwards: two round trips for any batch.
async fn transaction(client: &Object, statements: &[Arc<Statement>]) -> Result<(), Failed> {
    let mut prepared_statements = Vec::with_capacity(statements.len());
    for statement in statements {
        prepared_statements.push(prepared(client, statement.sql(Engine::Postgres)).await?);
    }
    let mut begin = Some(client.batch_execute("BEGIN"));
    let outcome = async {
        for (parts, prepared) in statements
            .chunks(PIPELINE_MAX)
            .zip(prepared_statements.chunks(PIPELINE_MAX))
        {
            let sent = parts
                .iter()
                .zip(prepared)
                .map(|(statement, prepared)| async move {
                    client
                        .execute(prepared, &parameters(&statement.values))
                        .await
                });
            let touched = match begin.take() {
                Some(begin) => {
                    let (begun, touched) = join(begin, join_all(sent)).await;
                    begun?;
                    touched
                }
                None => join_all(sent).await,
            };
            for (statement, touched) in parts.iter().zip(touched) {
                let touched = touched?;
                if let Some(expected) = statement.expected.filter(|it| it.rows != touched) {
                    return Err(Failed {
                        error: StoreError::Conflict(expected.otherwise),
                        again: false,
                    });
                }
            }
        }
        Ok(())
    };
    if let Err(failed) = outcome.await {
        let undone = client.batch_execute("ROLLBACK").await;
        if let (Err(error), false) = (undone, failed.again) {
            tracing::debug!(%error, "a connection was lost before its transaction was undone");
        }
        return Err(failed);
    }
    client
        .batch_execute("COMMIT")
        .await
        .map_err(|error| Failed {
            // Whether it was committed is not known, so it must not be done again.
            error: error.into(),
            again: false,
        })
}

async fn prepared(client: &Object, sql: &str) -> Result<tokio_postgres::Statement, Failed> {
    if client.statement_cache.size() >= STATEMENTS_MAX {
        client.statement_cache.clear();
    }
    client.prepare_cached(sql).await.map_err(Failed::from)
}

fn parameters(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values
        .iter()
        .map(|value| value as &(dyn ToSql + Sync))
        .collect()
}

fn least_count(skipped: u64, found: usize) -> u64 {
    match found {
        0 => 0,
        found => skipped.saturating_add(found as u64),
    }
}

impl From<tokio_postgres::Error> for Failed {
    fn from(error: tokio_postgres::Error) -> Self {
        let again = match error.code() {
            None => error.is_closed() || error.to_string().contains("communicating"),
            Some(code) => {
                is_of_class(code, "08")
                    || is_of_class(code, "57P")
                    || [
                        SqlState::T_R_SERIALIZATION_FAILURE,
                        SqlState::T_R_DEADLOCK_DETECTED,
                        // A prepared statement whose table was changed since.
                        SqlState::FEATURE_NOT_SUPPORTED,
                    ]
                    .contains(code)
            }
        };
        Self {
            error: error.into(),
            again,
        }
    }
}

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(refusal) = error.as_db_error() else {
            return Self::Unavailable(error.to_string());
        };
        let code = refusal.code();
        if [SqlState::UNIQUE_VIOLATION, SqlState::FOREIGN_KEY_VIOLATION].contains(code) {
            return Self::Conflict(
                "a row of this key is there already, or one it refers to is not",
            );
        }
        // The message only: the detail may quote a row.
        let text = format!("{} ({})", refusal.message(), code.code());
        let passing = ["08", "40", "53", "57"];
        if passing.iter().any(|class| is_of_class(code, class)) {
            Self::Unavailable(text)
        } else {
            Self::Refused(text)
        }
    }
}

fn is_of_class(code: &SqlState, class: &str) -> bool {
    code.code().starts_with(class)
}
