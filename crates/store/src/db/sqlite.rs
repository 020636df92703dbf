//! SQLite: threads that read, each with a connection of its own, and one thread that writes.

mod connection;
mod lookup;
mod reader;
mod writer;

use std::future::poll_fn;
use std::path::PathBuf;
use std::sync::Arc;
use std::task::Poll;

use rusqlite::Connection;
use tokio::sync::oneshot;
use tokio::sync::oneshot::error::TryRecvError;

use super::{PageQuery, Query, Row, Statement};
use crate::error::StoreError;
use crate::items::Items;
use crate::migration::{LEDGER, Migration, outstanding};

use lookup::Lookups;
use reader::Reading;
use writer::Writing;

/// The most reads or writes that wait for their thread; those who come later wait to wait.
const WAITING_MAX: usize = 1_024;

/// Room that is made for a page before its texts are known, in bytes.
const PAGE_BYTES: usize = 64 * 1024;

pub(crate) struct Sqlite {
    readers: flume::Sender<Reading>,
    reader_count: usize,
    lookups: Lookups,
    writer: flume::Sender<Writing>,
    lockstep: bool,
}

impl Sqlite {
    pub(super) async fn open(
        path: &str,
        reader_count: usize,
        lockstep: bool,
    ) -> Result<Self, StoreError> {
        if path.is_empty() || path.starts_with(':') || path.contains('?') {
            return Err(StoreError::Url(
                "sqlite:// must be followed by the path of a file".to_owned(),
            ));
        }
        let path = PathBuf::from(path);
        let first = connection::create(path.clone()).await?;
        let (writer, writings) = flume::bounded(WAITING_MAX);
        writer::start(first, writings)?;
        let (readers, readings) = flume::bounded(WAITING_MAX);
        for _ in 0..reader_count {
            reader::start(
                connection::open(&path, connection::Role::Reader)?,
                readings.clone(),
            )?;
        }
        Ok(Self {
            readers,
            reader_count,
            lookups: Lookups::open(&path, reader_count)?,
            writer,
            lockstep,
        })
    }

    /// Does this work on one of the reading threads.
    async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (answer, answered) = oneshot::channel();
        let reading = Reading::Work(Box::new(move |connection| {
            // A caller who went away needs no answer, and so no work.
            if !answer.is_closed() {
                let _ = answer.send(work(connection));
            }
        }));
        self.pause_in_lockstep().await;
        let sent = self.readers.send_async(reading).await;
        sent.map_err(|_| StoreError::Closed)?;
        self.answer(answered).await
    }

    /// Does this work in a transaction on the writing thread; answers once it is durable.
    async fn in_transaction<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (answer, answered) = oneshot::channel();
        let writing = Writing::Work(Box::new(move |begun| {
            let outcome = begun.and_then(|connection| writer::in_savepoint(connection, work));
            Box::new(move |committed| {
                let _ = answer.send(committed.and(outcome));
            })
        }));
        self.pause_in_lockstep().await;
        let sent = self.writer.send_async(writing).await;
        sent.map_err(|_| StoreError::Closed)?;
        self.answer(answered).await
    }

    async fn answer<T>(
        &self,
        mut answered: oneshot::Receiver<Result<T, StoreError>>,
    ) -> Result<T, StoreError> {
        if !self.lockstep {
            return answered.await.map_err(|_| StoreError::Closed)?;
        }
        let answer = loop {
            match answered.try_recv() {
                Ok(answer) => break answer,
                Err(TryRecvError::Empty) => std::thread::yield_now(),
                Err(TryRecvError::Closed) => return Err(StoreError::Closed),
            }
        };
        self.pause_in_lockstep().await;
        answer
    }

    /// In a simulation: lets the scheduler decide who goes on.
    async fn pause_in_lockstep(&self) {
        let mut paused = !self.lockstep;
        poll_fn(|context| {
            if paused {
                return Poll::Ready(());
            }
            paused = true;
            context.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
    }

    pub(super) async fn rows<T: Send + 'static>(
        &self,
        query: Query,
        read: fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        self.read(move |connection| all(connection, &query, read))
            .await
    }

    /// The first row of a query that finds it by its key.
    pub(super) async fn look_up<T: Send + 'static>(
        &self,
        query: Query,
        read: fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        match self.lookups.row(&query, read) {
            Some(found) => found,
            None => Ok(self.rows(query, read).await?.into_iter().next()),
        }
    }

    pub(super) async fn change<T: Send + 'static>(
        &self,
        query: Query,
        read: fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        self.in_transaction(move |connection| all(connection, &query, read))
            .await
    }

    pub(super) async fn count_changed(&self, query: Query) -> Result<u64, StoreError> {
        self.in_transaction(move |connection| {
            let mut statement = connection.prepare_cached(&query.sql)?;
            let values = rusqlite::params_from_iter(&query.values);
            Ok(statement.execute(values)? as u64)
        })
        .await
    }

    pub(super) async fn page(&self, query: PageQuery) -> Result<(Items, u64), StoreError> {
        self.read(move |connection| {
            // One transaction, so that the count is of the same moment as the page.
            reader::in_snapshot(connection, || {
                let items = texts(connection, &query.items)?;
                let count = match query.implied_count(items.len()) {
                    Some(count) => count,
                    None => {
                        let counts = all(connection, &query.count, |row| row.small(0))?;
                        counts.first().copied().unwrap_or_default()
                    }
                };
                Ok((items, count))
            })
        })
        .await
    }

    /// The settings of the connection that writes.
    pub(super) async fn durability(&self) -> Result<String, StoreError> {
        self.in_transaction(|connection| {
            let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
            let flush: i64 = connection.query_row("PRAGMA synchronous", [], |row| row.get(0))?;
            let flush = match flush {
                2 => "full",
                3 => "extra",
                _ => "not at every commit",
            };
            Ok(format!("{mode} {flush}"))
        })
        .await
    }

    pub(super) async fn write(&self, statements: Vec<Arc<Statement>>) -> Result<(), StoreError> {
        self.in_transaction(move |connection| {
            let mut statements = statements.iter();
            statements.try_for_each(|statement| writer::execute(connection, statement))
        })
        .await
    }

    pub(super) async fn migrate(
        &self,
        known: &'static [Migration],
    ) -> Result<Vec<String>, StoreError> {
        self.in_transaction(move |connection| {
            connection.execute_batch(LEDGER)?;
            let query = Query::new("SELECT name, sql FROM migrations ORDER BY name", vec![]);
            let applied = all(connection, &query, |row| Ok((row.text(0)?, row.text(1)?)))?;
            let missing = outstanding(known, &applied)?;
            for step in missing {
                connection.execute_batch(step.sql)?;
                connection.execute(
                    "INSERT INTO migrations (name, sql) VALUES ($1, $2)",
                    (step.name, step.sql),
                )?;
            }
            Ok(missing.iter().map(|step| step.name.to_owned()).collect())
        })
        .await
    }

    /// Readers go first, so that the writer is the last to leave and can empty the log.
    pub(super) async fn close(&self) {
        self.lookups.close();
        for _ in 0..self.reader_count {
            let (closed, done) = oneshot::channel();
            if self
                .readers
                .send_async(Reading::Close(closed))
                .await
                .is_ok()
            {
                let _ = done.await;
            }
        }
        let (closed, done) = oneshot::channel();
        if self.writer.send_async(Writing::Close(closed)).await.is_ok() {
            let _ = done.await;
        }
    }
}

fn all<T>(
    connection: &Connection,
    query: &Query,
    read: fn(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = connection.prepare_cached(&query.sql)?;
    for (place, value) in query.values.iter().enumerate() {
        statement.raw_bind_parameter(place + 1, value)?;
    }
    let mut rows = statement.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(&Row::Sqlite(row))?);
    }
    Ok(found)
}

fn texts(connection: &Connection, query: &Query) -> Result<Items, StoreError> {
    let mut statement = connection.prepare_cached(&query.sql)?;
    for (place, value) in query.values.iter().enumerate() {
        statement.raw_bind_parameter(place + 1, value)?;
    }
    let mut rows = statement.raw_query();
    let mut items = Items::with_capacity(PAGE_BYTES);
    while let Some(row) = rows.next()? {
        let text = row.get_ref(0)?.as_str();
        items.push(text.map_err(|_| StoreError::Unreadable("a document"))?);
    }
    Ok(items)
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{
            CannotOpen, ConstraintViolation, DatabaseBusy, DatabaseLocked, DiskFull,
        };
        match error.sqlite_error_code() {
            Some(ConstraintViolation) if connection::is_about_keys(&error) => {
                Self::Conflict("a row of this key is there already, or one it refers to is not")
            }
            Some(DatabaseBusy | DatabaseLocked | DiskFull | CannotOpen) => {
                Self::Unavailable(error.to_string())
            }
            _ => Self::Refused(error.to_string()),
        }
    }
}
