//! Events, deliveries and attempts whose time is over.

use caudal_model::Timestamp;

use crate::db::values;
use crate::error::StoreError;
use crate::store::Store;
use crate::webhooks::CHUNK_ROWS;

impl Store {
    /// Forgets the events that were told of before this moment, with their deliveries and attempts;
    /// says how many. What still waits to be delivered stays.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn prune_events(&self, before: Timestamp) -> Result<u64, StoreError> {
        let attempts = "DELETE FROM delivery_attempts WHERE seq IN \
                        (SELECT seq FROM delivery_attempts WHERE at < $1 LIMIT $2)";
        let deliveries = "DELETE FROM deliveries WHERE seq IN (SELECT deliveries.seq FROM events \
                          JOIN deliveries ON deliveries.event = events.seq \
                          WHERE events.announced_at < $1 AND (deliveries.state <> 'pending' \
                          OR NOT EXISTS (SELECT 1 FROM webhooks \
                          WHERE webhooks.id = deliveries.webhook)) LIMIT $2)";
        let events = "DELETE FROM events WHERE seq IN (SELECT seq FROM events \
                      WHERE announced_at < $1 AND NOT EXISTS (SELECT 1 FROM deliveries \
                      WHERE deliveries.event = events.seq) LIMIT $2)";
        self.in_chunks(attempts, values![before, CHUNK_ROWS])
            .await?;
        self.in_chunks(deliveries, values![before, CHUNK_ROWS])
            .await?;
        self.in_chunks(events, values![before, CHUNK_ROWS]).await
    }
}
