//! Forgetting: data that nobody has renewed for as long as its link says.

use caudal_store::Batch;
use uuid::Uuid;

use crate::caller::Caller;
use crate::engine::Engine;
use crate::failure::Outcome;

impl Engine {
    /// Forgets what was read through a link that nobody has read again in time. The link itself stays.
    ///
    /// # Errors
    /// `not_found`, and [`EngineError::Conflict`](crate::EngineError::Conflict) while it is read.
    pub(crate) async fn forget_stale(&self, caller: &Caller, id: Uuid) -> Outcome<()> {
        let _turn = self.link_turn(caller, id).await?;
        self.found_link(caller, id).await?;
        let mut batch = Batch::new();
        batch.clear_link_documents(caller.organisation(), id);
        self.store.write(batch).await?;
        caller
            .trace
            .note(self.now(), "data forgotten: nobody had renewed it in time");
        Ok(())
    }
}
