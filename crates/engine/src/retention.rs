//! Forgetting: data that nobody has renewed for as long as its link says, and links that nobody
//! confirmed.

use caudal_model::Timestamp;
use caudal_model::resources::link::LinkStatus;
use caudal_store::Batch;
use uuid::Uuid;

use crate::caller::Caller;
use crate::engine::Engine;
use crate::failure::{EngineError, Outcome};

/// How long a link may wait for its first token, in hours.
const UNCONFIRMED_HOURS_MAX: i64 = 24;
const MICROSECONDS_PER_HOUR: i64 = 3_600_000_000;

impl Engine {
    /// Forgets what was read through a link that nobody has read again in time. The link itself stays.
    ///
    /// # Errors
    /// `not_found`, and [`EngineError::Conflict`] while it is read.
    pub(crate) async fn forget_stale(&self, caller: &Caller, id: Uuid) -> Outcome<()> {
        let _turn = self.link_turn(caller, id).await?;
        let link = self.found_link(caller, id).await?;
        if link.stale_at().is_none_or(|at| at > self.now()) {
            // Somebody has read it since this was due.
            return Ok(());
        }
        let mut batch = Batch::new();
        batch.clear_link_documents(caller.organisation(), id);
        self.store.write(batch).await?;
        caller
            .trace
            .note(self.now(), "data forgotten: nobody had renewed it in time");
        Ok(())
    }

    /// Deletes the links that have waited for their token for more than a day; says how many.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn forget_unconfirmed(&self) -> Outcome<u64> {
        let before = self.now().microseconds() - UNCONFIRMED_HOURS_MAX * MICROSECONDS_PER_HOUR;
        let Some(before) = Timestamp::from_microseconds(before) else {
            return Ok(0);
        };
        let mut forgotten = 0;
        for (organisation, link) in self.store.unconfirmed_links(before).await? {
            let mut batch = Batch::new();
            batch.require_link_status(organisation, link, LinkStatus::Unconfirmed.as_str());
            batch.delete_link(organisation, link);
            match self.store.write(batch).await.map_err(EngineError::from) {
                Ok(()) => forgotten += 1,
                // It was confirmed or deleted in this moment.
                Err(EngineError::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(forgotten)
    }
}
