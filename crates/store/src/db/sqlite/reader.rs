//! A thread that reads.

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::error::StoreError;

/// What a reading thread is asked to do.
pub(super) enum Reading {
    Work(Box<dyn FnOnce(&Connection) + Send>),
    Close(oneshot::Sender<()>),
}

pub(super) fn start(
    connection: Connection,
    readings: flume::Receiver<Reading>,
) -> Result<(), StoreError> {
    let thread = std::thread::Builder::new().name("store-reader".to_owned());
    let running = thread.spawn(move || {
        while let Ok(reading) = readings.recv() {
            match reading {
                Reading::Work(work) => work(&connection),
                Reading::Close(closed) => {
                    drop(connection);
                    // Who asks from now on learns that the store is closed, and who waits does too.
                    drop(readings.drain());
                    drop(readings);
                    let _ = closed.send(());
                    return;
                }
            }
        }
    });
    running
        .map(drop)
        .map_err(|error| StoreError::Unavailable(error.to_string()))
}

/// Reads several things as they were at one moment.
pub(super) fn in_snapshot<T>(
    connection: &Connection,
    work: impl FnOnce() -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    connection.prepare_cached("BEGIN")?.execute([])?;
    let outcome = work();
    connection.prepare_cached("COMMIT")?.execute([])?;
    outcome
}
