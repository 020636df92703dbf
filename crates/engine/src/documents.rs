//! Reading and deleting what is stored.

use caudal_model::{Condition, Failure, Kind};
use caudal_store::{Batch, Page};
use uuid::Uuid;

use crate::caller::Caller;
use crate::engine::Engine;
use crate::failure::{EngineError, Outcome};
use crate::paging::Paging;

impl Engine {
    /// A number that every change of the organisation's links or documents raises.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn revision(&self, caller: &Caller) -> Outcome<i64> {
        Ok(self.store.revision(caller.organisation()).await?)
    }

    /// A page of a resource's documents.
    ///
    /// # Errors
    /// `required` when the resource's list must name a link and does not; `not_found` beyond the
    /// last page.
    pub async fn documents(
        &self,
        caller: &Caller,
        kind: Kind,
        conditions: Vec<Condition>,
        paging: Paging,
    ) -> Outcome<Page> {
        let names_link = |condition: &Condition| condition.filter.name == "link";
        if kind.resource().link_required && !conditions.iter().any(names_link) {
            return Err(Failure::Required {
                field: "link".into(),
            }
            .into());
        }
        let listing = paging.listing(conditions);
        paging.existing(
            self.store
                .list(caller.organisation(), kind, &listing)
                .await?,
        )
    }

    /// One document.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn document(&self, caller: &Caller, kind: Kind, id: Uuid) -> Outcome<String> {
        let found = self.store.document(caller.organisation(), kind, id).await?;
        found.ok_or_else(|| Failure::NotFound.into())
    }

    /// Deletes one document; an account takes everything with it that belongs to it.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn delete_document(&self, caller: &Caller, kind: Kind, id: Uuid) -> Outcome<()> {
        let mut batch = Batch::new();
        batch.delete_document(caller.organisation(), kind, id);
        match self.store.write(batch).await.map_err(EngineError::from) {
            Err(EngineError::Conflict) => Err(Failure::NotFound.into()),
            Err(other) => Err(other),
            Ok(()) => {
                let what = format!("{} {id} deleted", kind.resource().item);
                caller.trace.note(self.now(), what);
                Ok(())
            }
        }
    }
}
