//! One thin face over two databases. Everything that differs between them by nature (threads or
//! sockets, locks, bulk statements) ends here.

mod lookup;
mod postgres;
mod row;
mod sqlite;
mod statement;
mod value;

use std::fmt;
use std::sync::Arc;

use crate::error::StoreError;
use crate::items::Items;
use crate::migration::Migration;
use crate::store::StoreOptions;

pub(crate) use lookup::{Gathers, Lookup};
pub(crate) use postgres::Gather;
pub(crate) use row::Row;
pub(crate) use statement::{PageQuery, Query, Statement};
pub(crate) use value::{Value, values};

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    /// One file, in this process.
    Sqlite,
    /// A server.
    Postgres,
}

impl Engine {
    /// The expression that reads a column of binary JSON as its text.
    pub(crate) fn json_text(self, column: &str) -> String {
        match self {
            Self::Sqlite => format!("json({column})"),
            Self::Postgres => format!("CAST({column} AS TEXT)"),
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

#[derive(Clone)]
pub(crate) enum Db {
    Sqlite(Arc<sqlite::Sqlite>),
    Postgres(Arc<postgres::Postgres>),
}

impl Db {
    pub(crate) async fn open(url: &str, options: &StoreOptions) -> Result<Self, StoreError> {
        if let Some(path) = url.strip_prefix("sqlite://") {
            let sqlite = sqlite::Sqlite::open(path, options.readers, options.lockstep).await?;
            return Ok(Self::Sqlite(Arc::new(sqlite)));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let postgres = postgres::Postgres::open(url, options.postgres_connections).await?;
            return Ok(Self::Postgres(Arc::new(postgres)));
        }
        Err(StoreError::Url(
            "it must begin with sqlite:// or postgres://".to_owned(),
        ))
    }

    pub(crate) fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    pub(crate) async fn ping(&self) -> Result<(), StoreError> {
        let query = Query::new("SELECT CAST(1 AS BIGINT)", values![]);
        self.rows(query, |row| row.integer(0)).await.map(drop)
    }

    pub(crate) async fn durability(&self) -> Result<String, StoreError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.durability().await,
            Self::Postgres(postgres) => {
                let setting = "SELECT current_setting('synchronous_commit')";
                let query = Query::new(setting, values![]);
                let found = postgres.rows(&query, |row| row.text(0)).await?;
                Ok(found.concat())
            }
        }
    }

    /// Reads all rows of a query that changes nothing.
    pub(crate) async fn rows<T: Send + 'static>(
        &self,
        query: Query,
        read: fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.rows(query, read).await,
            Self::Postgres(postgres) => postgres.rows(&query, read).await,
        }
    }

    /// Reads the first row of a query that changes nothing.
    pub(crate) async fn row<T: Send + 'static>(
        &self,
        query: Query,
        read: fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        Ok(self.rows(query, read).await?.into_iter().next())
    }

    /// What stands under a key.
    pub(crate) async fn look_up<L: Lookup>(&self, key: L) -> Result<Option<L::Found>, StoreError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.look_up(key.query(), |row| L::read(row, 0)).await,
            Self::Postgres(postgres) => postgres.look_up(key).await,
        }
    }

    /// Reads a page of texts and how many there are in all.
    pub(crate) async fn page(&self, query: PageQuery) -> Result<(Items, u64), StoreError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.page(query).await,
            Self::Postgres(postgres) => postgres.page(&query).await,
        }
    }

    /// Runs one statement that changes rows and reads what it returns of them.
    pub(crate) async fn change<T: Send + 'static>(
        &self,
        query: Query,
        read: fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.change(query, read).await,
            Self::Postgres(postgres) => postgres.change(&query, read).await,
        }
    }

    /// Runs one statement that changes rows and says how many it changed.
    pub(crate) async fn count_changed(&self, query: Query) -> Result<u64, StoreError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.count_changed(query).await,
            Self::Postgres(postgres) => postgres.count_changed(&query).await,
        }
    }

    /// Runs statements in one transaction; all are written or none.
    pub(crate) async fn write(&self, statements: Vec<Arc<Statement>>) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.write(statements).await,
            Self::Postgres(postgres) => postgres.write(statements).await,
        }
    }

    pub(crate) async fn applied_migrations(&self) -> Result<Vec<(String, String)>, StoreError> {
        let exists = match self {
            Self::Sqlite(_) => "SELECT name FROM sqlite_schema WHERE name = 'migrations'",
            Self::Postgres(_) => "SELECT 'migrations' WHERE to_regclass('migrations') IS NOT NULL",
        };
        let exists = self.row(Query::new(exists, values![]), |row| row.text(0));
        if exists.await?.is_none() {
            return Ok(Vec::new());
        }
        let query = Query::new("SELECT name, sql FROM migrations ORDER BY name", values![]);
        self.rows(query, |row| Ok((row.text(0)?, row.text(1)?)))
            .await
    }

    pub(crate) async fn migrate(
        &self,
        known: &'static [Migration],
    ) -> Result<Vec<String>, StoreError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.migrate(known).await,
            Self::Postgres(postgres) => postgres.migrate(known).await,
        }
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(sqlite) => sqlite.close().await,
            Self::Postgres(postgres) => postgres.close().await,
        }
    }
}
