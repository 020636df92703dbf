//! One file per command.

pub(crate) mod clock;
pub(crate) mod contract;
pub(crate) mod doctor;
pub(crate) mod explain;
pub(crate) mod faults;
pub(crate) mod import;
pub(crate) mod keys;
pub(crate) mod migrate;
pub(crate) mod personas;
pub(crate) mod sandbox;
pub(crate) mod serve;
mod server;
pub(crate) mod webhooks;

use std::io::Write as _;

/// Writes an answer to standard output; a reader that has gone away ends it quietly.
pub(crate) fn answer(text: &str) -> anyhow::Result<()> {
    match writeln!(std::io::stdout().lock(), "{text}") {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}
