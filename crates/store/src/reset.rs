//! Beginning anew: an organisation of a sandbox gives up what it has.

use uuid::Uuid;

use crate::batch::Batch;
use crate::db::{Query, Statement, values};
use crate::error::StoreError;
use crate::store::Store;

/// How much an organisation has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Belongings {
    /// Its links.
    pub links: u64,
    /// Its events.
    pub events: u64,
}

/// What goes with the links. A link that is made meanwhile keeps what it has: whatever still has its
/// link stays.
const OF_LINKS: &[&str] = &[
    "DELETE FROM bodies WHERE seq IN (SELECT seq FROM documents WHERE organisation = $1 \
     AND link NOT IN (SELECT id FROM links WHERE organisation = $1))",
    "DELETE FROM documents WHERE organisation = $1 \
     AND link NOT IN (SELECT id FROM links WHERE organisation = $1)",
    "DELETE FROM counts WHERE organisation = $1 \
     AND link NOT IN (SELECT id FROM links WHERE organisation = $1)",
    "DELETE FROM sessions WHERE organisation = $1 \
     AND link NOT IN (SELECT id FROM links WHERE organisation = $1)",
    "DELETE FROM appointments WHERE organisation = $1 \
     AND link NOT IN (SELECT id FROM links WHERE organisation = $1)",
    "DELETE FROM consents WHERE organisation = $1 \
     AND link NOT IN (SELECT id FROM links WHERE organisation = $1)",
    "DELETE FROM jobs WHERE organisation = $1 AND (link IS NULL \
     OR link NOT IN (SELECT id FROM links WHERE organisation = $1))",
    "DELETE FROM delivery_attempts WHERE delivery IN (SELECT seq FROM deliveries \
     WHERE organisation = $1 AND event IN (SELECT seq FROM events WHERE organisation = $1 \
     AND link NOT IN (SELECT id FROM links WHERE organisation = $1)))",
    "DELETE FROM deliveries WHERE organisation = $1 AND event IN (SELECT seq FROM events \
     WHERE organisation = $1 AND link NOT IN (SELECT id FROM links WHERE organisation = $1))",
    "DELETE FROM events WHERE organisation = $1 \
     AND link NOT IN (SELECT id FROM links WHERE organisation = $1)",
];

/// What goes whatever becomes of links.
const OF_ORGANISATION: &[&str] = &[
    "DELETE FROM quotas WHERE organisation = $1",
    "DELETE FROM faults WHERE organisation = $1",
    "DELETE FROM injections WHERE organisation = $1",
    "DELETE FROM sequences WHERE organisation = $1",
];

impl Store {
    /// How much an organisation has.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn belongings(&self, organisation: Uuid) -> Result<Belongings, StoreError> {
        let query = Query::new(
            "SELECT (SELECT count(*) FROM links WHERE organisation = $1), \
             (SELECT count(*) FROM events WHERE organisation = $1)",
            values![organisation],
        );
        let read = self.db.row(query, |row| {
            Ok(Belongings {
                links: row.integer(0)?.unsigned_abs(),
                events: row.integer(1)?.unsigned_abs(),
            })
        });
        read.await?.ok_or(StoreError::Unreadable("belongings"))
    }
}

impl Batch {
    /// Deletes everything of an organisation but its keys, webhooks, personas and journal. The key
    /// under which this very request may be sent again stays too.
    pub fn clear_organisation(&mut self, organisation: Uuid, request_id: &str) -> &mut Self {
        self.touch(organisation);
        // The links are held first, as by everybody who writes to them.
        self.push(Statement::new(
            "DELETE FROM links WHERE organisation = $1",
            values![organisation],
        ));
        for sql in OF_LINKS.iter().chain(OF_ORGANISATION) {
            self.push(Statement::new(*sql, values![organisation]));
        }
        self.push(Statement::new(
            "DELETE FROM idempotency WHERE organisation = $1 AND request_id <> $2",
            values![organisation, request_id],
        ))
    }
}
