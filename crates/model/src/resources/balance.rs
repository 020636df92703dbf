//! Balances.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::body::Body;
use crate::document::Item;
use crate::resource::{Kind, Operations, Resource};
use crate::time::Timestamp;

/// The declaration.
pub static BALANCES: Resource = Resource {
    kind: Kind::Balances,
    path: "/api/br/balances/",
    title: "Balances",
    item: "balance",
    about: "Balances.",
    capability: "BALANCES",
    operations: Operations::ALL,
    link_required: true,
    filters: &[],
    request: &Body {
        name: "BalanceRequest",
        about: "",
        fields: &[],
    },
    schema: |generator| generator.subschema_for::<Balance>(),
    check: |text| serde_json::from_str::<Balance>(text).map(drop),
};

/// One balance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Balance {
    /// Its id.
    pub id: Uuid,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// The institution's own identifier.
    pub internal_identification: String,
}

impl Item for Balance {
    const KIND: Kind = Kind::Balances;

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
