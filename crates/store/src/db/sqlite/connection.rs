//! Connections to a SQLite file and how they are set.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, ffi};

use crate::error::StoreError;

/// How long a statement waits for another process's lock, in seconds.
const BUSY_SECONDS: u64 = 30;
/// How often the change to write-ahead logging is tried while other processes are at the same.
const CREATE_ATTEMPTS_MAX: u32 = 200;
/// How long to wait between two such attempts, in milliseconds.
const CREATE_PAUSE_MS: u64 = 25;
/// Prepared statements kept per connection.
const STATEMENTS_MAX: usize = 256;

/// What a connection is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Reader,
    Lookup,
    Writer,
}

/// Makes the file and its folder where they are missing, and opens the connection that writes.
///
/// Several processes may do this at once. Switching to write-ahead logging is the one moment at
/// which SQLite does not wait for others by itself.
pub(super) async fn create(path: PathBuf) -> Result<Connection, StoreError> {
    let mut attempts = 0;
    loop {
        let path = path.clone();
        let opened = tokio::task::spawn_blocking(move || {
            make_file(&path)?;
            open(&path, Role::Writer)
        });
        match opened.await.map_err(|_| StoreError::Closed)? {
            Err(StoreError::Unavailable(_)) if attempts < CREATE_ATTEMPTS_MAX => {
                attempts += 1;
                tokio::time::sleep(Duration::from_millis(CREATE_PAUSE_MS)).await;
            }
            opened => return opened,
        }
    }
}

/// The file holds customers' data: only its owner may read it.
fn make_file(path: &Path) -> Result<(), StoreError> {
    let unusable = |error: std::io::Error| StoreError::Url(format!("{}: {error}", path.display()));
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        fs::create_dir_all(folder).map_err(unusable)?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(unusable)
}

pub(super) fn open(path: &Path, role: Role) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_secs(BUSY_SECONDS))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    // One plan per statement, whatever its values: otherwise SQLite plans anew at every execution,
    // which took longer than finding a document.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // Pages of 8 KiB hold two documents.
    connection.execute_batch(
        "PRAGMA page_size = 8192; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; \
         PRAGMA synchronous = FULL;",
    )?;
    match role {
        // The writer keeps 8 MiB of the indexes at hand. It folds the log into the file when it has
        // nothing else to do, in the midst of its work only if the log has grown to 8,000 pages, and
        // cuts it back to 64 MiB.
        Role::Writer => connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 8000; \
             PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -8192;",
        )?,
        // A reader keeps 2 MiB and maps nothing: mapping 32 or 256 MiB of the file served pages no
        // faster, and every mapped page counts as memory of the process, once per reader.
        Role::Reader => connection.execute_batch(
            "PRAGMA query_only = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -2048;",
        )?,
        // What is looked up stands on pages that nothing else needs soon: 2 MiB hold the inner pages
        // of the indexes. It never waits, for it would keep a whole server waiting.
        Role::Lookup => {
            connection.busy_timeout(Duration::ZERO)?;
            connection.execute_batch(
                "PRAGMA query_only = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -2048;",
            )?;
        }
    }
    Ok(connection)
}

/// Whether the violated constraint is a primary, unique or foreign key.
pub(super) fn is_about_keys(error: &rusqlite::Error) -> bool {
    let rusqlite::Error::SqliteFailure(failure, _) = error else {
        return false;
    };
    failure.code == ErrorCode::ConstraintViolation
        && matches!(
            failure.extended_code,
            ffi::SQLITE_CONSTRAINT_UNIQUE
                | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
                | ffi::SQLITE_CONSTRAINT_FOREIGNKEY
        )
}
