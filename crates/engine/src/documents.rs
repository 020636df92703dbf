//! Reading and deleting what is stored.

use caudal_model::filter::{Filter, FilterKind, Operand};
use caudal_model::{Condition, Failure, Kind, Operator};
use caudal_store::{Batch, Page};
use serde_json::Value;
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

    /// A page of the documents that are parts of one other, such as the history of a contract.
    ///
    /// # Errors
    /// `not_found` where there is no such whole, and beyond the last page.
    pub async fn parts(
        &self,
        caller: &Caller,
        kind: Kind,
        whole: Uuid,
        paging: Paging,
    ) -> Outcome<Page> {
        let whole_kind = kind.resource().manner.part_of.ok_or(Failure::NotFound)?;
        let body = self.document(caller, whole_kind, whole).await?;
        let value: Value = serde_json::from_str(&body)?;
        let link = value.get("link").and_then(Value::as_str);
        let link = link.and_then(|text| Uuid::try_parse(text).ok());
        // The link finds the whole's neighbours by an index, the whole picks its own among them.
        let conditions = vec![
            same(&OF_LINK, link.ok_or(Failure::NotFound)?),
            same(&OF_WHOLE, whole),
        ];
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

    /// Deletes one document; what belongs to it or is a part of it goes with it.
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

/// By link.
static OF_LINK: Filter = own_filter("link");
/// By the whole that a document is a part of; it stands where others have their account.
static OF_WHOLE: Filter = own_filter("account");

/// A filter that the platform uses itself and no list offers.
const fn own_filter(name: &'static str) -> Filter {
    Filter {
        name,
        kind: FilterKind::Uuid,
        operators: Operator::EXACT,
        at: name,
        about: name,
    }
}

fn same(filter: &'static Filter, id: Uuid) -> Condition {
    Condition {
        filter,
        operator: Operator::Equal,
        operands: vec![Operand::Uuid(id)],
    }
}
