//! Links: registering, reading, changing and deleting them.

mod credentials;
mod modify;
mod register;
mod resume;
pub(crate) mod schedule;
mod session;
mod stored;
mod write;

use caudal_model::{Condition, Failure, Occurrence, Process};
use caudal_store::{Batch, Page};
use serde_json::Map;
use uuid::Uuid;

use crate::caller::Caller;
use crate::engine::Engine;
use crate::failure::{EngineError, Outcome};
use crate::paging::Paging;

pub(crate) use register::{kinds_named, offered_kinds, require_offered};
pub(crate) use session::{Purpose, Waiting};
pub(crate) use stored::LinkRecord;

/// How often a deletion is begun anew when something happens to the link's consent meanwhile.
const DELETIONS_MAX: u32 = 16;
/// After so many refused logins in a row a link counts as invalid.
pub(crate) const REFUSED_LOGINS_MAX: u32 = 6;

impl Engine {
    /// A page of the organisation's links.
    ///
    /// # Errors
    /// `not_found` beyond the last page.
    pub async fn links(
        &self,
        caller: &Caller,
        conditions: Vec<Condition>,
        paging: Paging,
    ) -> Outcome<Page> {
        let listing = paging.listing(conditions);
        paging.existing(self.store.links(caller.organisation(), &listing).await?)
    }

    /// One link.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn link(&self, caller: &Caller, id: Uuid) -> Outcome<String> {
        let row = self.store.link(caller.organisation(), id).await?;
        row.map(|row| row.body)
            .ok_or_else(|| Failure::NotFound.into())
    }

    /// Deletes a link and everything that was read through it.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn delete_link(&self, caller: &Caller, id: Uuid) -> Outcome<()> {
        caller.trace.concerns(id);
        let organisation = caller.organisation();
        for _ in 0..DELETIONS_MAX {
            let mut batch = Batch::new();
            if caller.later {
                let link = self.found_link(caller, id).await?;
                let deleted = Occurrence {
                    webhook_type: "LINK",
                    process: Process::Asynchronous,
                    webhook_code: "link_deleted",
                    data: Map::new(),
                };
                self.announce(&mut batch, &link, &caller.request_id, [deleted]);
            }
            self.detach_consent(organisation, id, &mut batch).await?;
            batch.delete_link(organisation, id);
            match self.store.write(batch).await.map_err(EngineError::from) {
                Ok(()) => {
                    self.wake_deliveries();
                    let what = "link deleted with everything read through it";
                    caller.trace.note(self.now(), what);
                    return Ok(());
                }
                Err(EngineError::Conflict) => {
                    // Either there is no link, or something just happened to its consent.
                    let link = self.store.link(organisation, id).await?;
                    link.ok_or(Failure::NotFound)?;
                }
                Err(other) => return Err(other),
            }
        }
        Err(EngineError::Conflict)
    }
}
