//! Rows that come back from a database.

use caudal_model::Timestamp;
use rusqlite::types::FromSql as SqliteFromSql;
use tokio_postgres::types::FromSql;
use uuid::Uuid;

use crate::error::StoreError;

/// A row of either engine. Columns are counted from 0.
pub(crate) enum Row<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

impl Row<'_> {
    pub(crate) fn integer(&self, column: usize) -> Result<i64, StoreError> {
        self.optional_integer(column)?
            .ok_or(StoreError::Unreadable("a number"))
    }

    pub(crate) fn optional_integer(&self, column: usize) -> Result<Option<i64>, StoreError> {
        self.get(column, "a number")
    }

    /// A number that fits a smaller type.
    pub(crate) fn small<T: TryFrom<i64>>(&self, column: usize) -> Result<T, StoreError> {
        let number = self.integer(column)?;
        T::try_from(number).map_err(|_| StoreError::Unreadable("a number of this size"))
    }

    pub(crate) fn timestamp(&self, column: usize) -> Result<Timestamp, StoreError> {
        self.optional_timestamp(column)?
            .ok_or(StoreError::Unreadable("a moment"))
    }

    pub(crate) fn optional_timestamp(
        &self,
        column: usize,
    ) -> Result<Option<Timestamp>, StoreError> {
        let moment = self.optional_integer(column)?.map(|microseconds| {
            Timestamp::from_microseconds(microseconds).ok_or(StoreError::Unreadable("a moment"))
        });
        moment.transpose()
    }

    pub(crate) fn text(&self, column: usize) -> Result<String, StoreError> {
        self.optional_text(column)?
            .ok_or(StoreError::Unreadable("text"))
    }

    pub(crate) fn optional_text(&self, column: usize) -> Result<Option<String>, StoreError> {
        self.get(column, "text")
    }

    pub(crate) fn bytes(&self, column: usize) -> Result<Vec<u8>, StoreError> {
        self.optional_bytes(column)?
            .ok_or(StoreError::Unreadable("bytes"))
    }

    pub(crate) fn optional_bytes(&self, column: usize) -> Result<Option<Vec<u8>>, StoreError> {
        self.get(column, "bytes")
    }

    pub(crate) fn uuid(&self, column: usize) -> Result<Uuid, StoreError> {
        self.optional_uuid(column)?
            .ok_or(StoreError::Unreadable("an id"))
    }

    pub(crate) fn optional_uuid(&self, column: usize) -> Result<Option<Uuid>, StoreError> {
        match self {
            Self::Sqlite(_) => {
                let bytes: Option<[u8; 16]> = self.sqlite(column, "an id")?;
                Ok(bytes.map(Uuid::from_bytes))
            }
            Self::Postgres(row) => row
                .try_get(column)
                .map_err(|_| StoreError::Unreadable("an id")),
        }
    }

    fn get<T>(&self, column: usize, what: &'static str) -> Result<Option<T>, StoreError>
    where
        T: SqliteFromSql + for<'a> FromSql<'a>,
    {
        match self {
            Self::Sqlite(_) => self.sqlite(column, what),
            Self::Postgres(row) => row
                .try_get(column)
                .map_err(|_| StoreError::Unreadable(what)),
        }
    }

    fn sqlite<T: SqliteFromSql>(
        &self,
        column: usize,
        what: &'static str,
    ) -> Result<Option<T>, StoreError> {
        match self {
            Self::Sqlite(row) => row.get(column).map_err(|_| StoreError::Unreadable(what)),
            Self::Postgres(_) => Err(StoreError::Unreadable(what)),
        }
    }
}
