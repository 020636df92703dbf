//! The journal: what requests did, step by step, for `caudal explain`.
//!
//! Records travel over a bounded channel to one task that writes them in groups. A full channel
//! drops records rather than slowing requests down: the journal explains, it does not account.

use std::sync::Arc;
use std::time::Duration;

use caudal_store::RequestRecord;
use tokio::sync::mpsc;

use crate::engine::Engine;

/// How long a record is kept, in days.
pub const JOURNAL_DAYS: i64 = 7;
/// Records that may wait to be written.
const WAITING_MAX: usize = 4_096;
/// Records written in one go.
const GROUP_MAX: usize = 256;
/// How long the first record of a group waits for company.
const GROUP_WAIT: Duration = Duration::from_millis(100);

/// Where finished requests are noted.
#[derive(Clone, Debug)]
pub struct Journal {
    records: mpsc::Sender<RequestRecord>,
}

impl Journal {
    /// Opens the journal; the task ends when the last `Journal` is gone and everything is written.
    pub fn open(engine: Arc<Engine>) -> (Self, tokio::task::JoinHandle<()>) {
        let (records, waiting) = mpsc::channel(WAITING_MAX);
        (Self { records }, tokio::spawn(write_down(engine, waiting)))
    }

    /// Notes a finished request.
    pub fn note(&self, record: RequestRecord) {
        // A full journal loses a record, never a request.
        let _ = self.records.try_send(record);
    }
}

async fn write_down(engine: Arc<Engine>, mut waiting: mpsc::Receiver<RequestRecord>) {
    let mut group = Vec::new();
    while let Some(first) = waiting.recv().await {
        group.push(first);
        let gather = async {
            while group.len() < GROUP_MAX {
                match waiting.recv().await {
                    Some(record) => group.push(record),
                    None => break,
                }
            }
        };
        let _ = tokio::time::timeout(GROUP_WAIT, gather).await;
        if let Err(error) = engine
            .store
            .record_requests(std::mem::take(&mut group))
            .await
        {
            tracing::warn!(%error, "journal records were not written");
        }
    }
}
