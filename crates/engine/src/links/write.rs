//! Writing a link that others may be changing at the same time.

use caudal_store::Batch;

use crate::engine::Engine;
use crate::failure::{EngineError, Outcome};
use crate::links::LinkRecord;

/// How often a change is begun anew when somebody else was faster.
const WRITES_MAX: u32 = 16;

impl Engine {
    /// Applies a change to a link and writes it, together with `batch`, which holds what belongs to
    /// it. Where somebody else has changed the link since it was read, the change is applied to the
    /// link as it is now: what they wrote stays, and nobody is refused for having been slower.
    ///
    /// Answers the link as it was written, or none where it has been deleted.
    ///
    /// # Errors
    /// What `change` refuses, and [`EngineError::Conflict`] when the batch itself relies on something
    /// that is not so.
    pub(crate) async fn write_link(
        &self,
        mut link: LinkRecord,
        batch: Batch,
        change: impl Fn(&mut LinkRecord) -> Outcome<()>,
    ) -> Outcome<Option<LinkRecord>> {
        for _ in 0..WRITES_MAX {
            change(&mut link)?;
            let mut attempt = Batch::new();
            link.write(&mut attempt)?;
            attempt.append(batch.clone());
            match self.store.write(attempt).await.map_err(EngineError::from) {
                Ok(()) => {
                    if batch.announces() {
                        self.wake_deliveries();
                    }
                    return Ok(Some(link));
                }
                Err(EngineError::Conflict) if link.is_stored() => {}
                Err(error) => return Err(error),
            }
            let Some(row) = self.store.link(link.organisation, link.id()).await? else {
                return Ok(None);
            };
            let fresh = LinkRecord::from_row(row)?;
            if fresh.is_of_same_version(&link) {
                // It was not the link that stood in the way.
                return Err(EngineError::Conflict);
            }
            link = fresh;
        }
        Err(EngineError::Conflict)
    }
}
