//! Transactions.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::body::Body;
use crate::document::Item;
use crate::resource::{Kind, Operations, Resource};
use crate::time::Timestamp;

/// The declaration.
pub static TRANSACTIONS: Resource = Resource {
    kind: Kind::Transactions,
    path: "/api/transactions/",
    title: "Transactions",
    item: "transaction",
    about: "Transactions.",
    capability: "TRANSACTIONS",
    operations: Operations::ALL,
    link_required: true,
    filters: &[],
    request: &Body {
        name: "TransactionRequest",
        about: "",
        fields: &[],
    },
    schema: |generator| generator.subschema_for::<Transaction>(),
    check: |text| serde_json::from_str::<Transaction>(text).map(drop),
};

/// One transaction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Transaction {
    /// Its id.
    pub id: Uuid,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// The institution's own identifier.
    pub internal_identification: String,
}

impl Item for Transaction {
    const KIND: Kind = Kind::Transactions;

    fn id(&self) -> Uuid {
        self.id
    }

    fn identity(&self) -> Cow<'_, str> {
        self.internal_identification.as_str().into()
    }

    fn account(&self) -> Option<Uuid> {
        None
    }

    fn created_at(&self) -> Timestamp {
        self.created_at
    }

    fn collected_at(&self) -> Timestamp {
        self.collected_at
    }
}
