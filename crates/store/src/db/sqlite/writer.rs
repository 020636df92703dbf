//! The thread that writes. Writes that wait while one is being made durable go into the next
//! transaction together, so that one flush of the disk serves them all.

use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::super::{Engine, Statement};
use crate::error::StoreError;

/// The most writes that share a transaction.
const GROUP_MAX: usize = 256;
/// How long a transaction takes in further writes, in milliseconds.
const GROUP_MS: u64 = 20;
/// How often a transaction is begun anew when another process keeps the file locked; each attempt
/// waits for as long as the connection's busy time.
const BEGIN_ATTEMPTS_MAX: u32 = 4;

/// After how many changed rows the log is folded into the file, once nobody waits.
const FOLD_CHANGES: u64 = 3_000;

/// Does the work and says how to answer once it is known whether it is durable.
type Work = Box<dyn FnOnce(Result<&Connection, StoreError>) -> Answer + Send>;
type Answer = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// What the writing thread is asked to do.
pub(super) enum Writing {
    Work(Work),
    Close(oneshot::Sender<()>),
}

pub(super) fn start(
    connection: Connection,
    writings: flume::Receiver<Writing>,
) -> Result<(), StoreError> {
    let thread = std::thread::Builder::new().name("store-writer".to_owned());
    let running = thread.spawn(move || {
        let mut closing = None;
        let mut folded = connection.total_changes();
        while closing.is_none() {
            match writings.recv() {
                Ok(Writing::Work(first)) => closing = write_group(&connection, first, &writings),
                Ok(Writing::Close(closed)) => closing = Some(closed),
                Err(_) => break,
            }
            let changes = connection.total_changes();
            if writings.is_empty() && changes.saturating_sub(folded) >= FOLD_CHANGES {
                fold_log(&connection, "PRAGMA wal_checkpoint(PASSIVE)");
                folded = changes;
            }
        }
        // Who asks from now on learns that the store is closed.
        drop(writings);
        fold_log(&connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        drop(connection);
        if let Some(closed) = closing {
            let _ = closed.send(());
        }
    });
    running
        .map(drop)
        .map_err(|error| StoreError::Unavailable(error.to_string()))
}

/// Copies the write-ahead log into the file. Where it fails the log only stays longer.
fn fold_log(connection: &Connection, sql: &str) {
    if let Err(error) = connection.query_row(sql, [], |_| Ok(())) {
        tracing::warn!(%error, "the write-ahead log was not folded into the file");
    }
}

/// Writes the first and whatever waits behind it in one transaction. Gives back whom to tell when
/// it met the order to close.
fn write_group(
    connection: &Connection,
    first: Work,
    writings: &flume::Receiver<Writing>,
) -> Option<oneshot::Sender<()>> {
    if let Err(error) = begin(connection) {
        first(Err(error.clone()))(Err(error));
        return None;
    }
    let begun = Instant::now();
    let mut closing = None;
    let mut answers = vec![first(Ok(connection))];
    while answers.len() < GROUP_MAX && begun.elapsed() < Duration::from_millis(GROUP_MS) {
        match writings.try_recv() {
            Ok(Writing::Work(work)) => answers.push(work(Ok(connection))),
            Ok(Writing::Close(closed)) => {
                closing = Some(closed);
                break;
            }
            Err(_) => break,
        }
    }
    let committed = commit(connection);
    for answer in answers {
        answer(committed.clone());
    }
    closing
}

fn begin(connection: &Connection) -> Result<(), StoreError> {
    let mut attempts = 1;
    loop {
        let begun = connection
            .prepare_cached("BEGIN IMMEDIATE")
            .and_then(|mut begin| begin.execute([]));
        match begun.map_err(StoreError::from) {
            Err(StoreError::Unavailable(_)) if attempts < BEGIN_ATTEMPTS_MAX => attempts += 1,
            begun => return begun.map(drop),
        }
    }
}

fn commit(connection: &Connection) -> Result<(), StoreError> {
    // Some failures (a full disk) end the transaction by themselves, and with it all work in it.
    if connection.is_autocommit() {
        return Err(StoreError::Unavailable(
            "the transaction was given up by the database".to_owned(),
        ));
    }
    let committed = connection
        .prepare_cached("COMMIT")
        .and_then(|mut commit| commit.execute([]));
    committed.map(drop).map_err(|error| {
        let _ = connection.execute_batch("ROLLBACK");
        error.into()
    })
}

/// Does the work, or, where it fails, undoes what it did and nothing else of the transaction.
pub(super) fn in_savepoint<T>(
    connection: &Connection,
    work: impl FnOnce(&Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    if connection.is_autocommit() {
        return Err(StoreError::Unavailable(
            "the transaction was given up by the database".to_owned(),
        ));
    }
    connection.prepare_cached("SAVEPOINT work")?.execute([])?;
    let outcome = work(connection);
    if outcome.is_err() && !connection.is_autocommit() {
        connection.prepare_cached("ROLLBACK TO work")?.execute([])?;
    }
    if !connection.is_autocommit() {
        connection.prepare_cached("RELEASE work")?.execute([])?;
    }
    outcome
}

/// Runs a statement, once for each of its rows, and checks what it touched.
pub(super) fn execute(connection: &Connection, statement: &Statement) -> Result<(), StoreError> {
    let mut prepared = connection.prepare_cached(statement.sql(Engine::Sqlite))?;
    let mut touched = 0;
    match statement.rows {
        None => {
            for (place, value) in statement.values.iter().enumerate() {
                prepared.raw_bind_parameter(place + 1, value)?;
            }
            touched += prepared.raw_execute()?;
        }
        Some(rows) => {
            for row in 0..rows {
                for (place, value) in statement.values.iter().enumerate() {
                    prepared.raw_bind_parameter(place + 1, value.of_row(row))?;
                }
                touched += prepared.raw_execute()?;
            }
        }
    }
    match statement.expected {
        Some(expected) if expected.rows != touched as u64 => {
            Err(StoreError::Conflict(expected.otherwise))
        }
        _ => Ok(()),
    }
}
