//! Beginning anew in a sandbox.

use caudal_model::resources::hand::SandboxReset;
use caudal_store::Batch;

use crate::caller::Caller;
use crate::engine::Engine;
use crate::failure::Outcome;

impl Engine {
    /// Deletes everything of the organisation but its keys, webhooks and personas; says how much that
    /// was.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn reset(&self, caller: &Caller) -> Outcome<SandboxReset> {
        let organisation = caller.organisation();
        let belongings = self.store.belongings(organisation).await?;
        let mut batch = Batch::new();
        batch.clear_organisation(organisation, &caller.request_id);
        self.store.write(batch).await?;
        self.faults.invalidate(&organisation);
        let (links, events) = (belongings.links, belongings.events);
        let what = format!("everything began anew: {links} links and {events} events went");
        caller.trace.note(self.now(), what);
        Ok(SandboxReset { links, events })
    }
}
