//! DailyBalances.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::body::Body;
use crate::document::Item;
use crate::resource::{Kind, Operations, Resource};
use crate::time::Timestamp;

/// The declaration.
pub static DAILY_BALANCES: Resource = Resource {
    kind: Kind::DailyBalances,
    path: "/api/balances/",
    title: "DailyBalances",
    item: "balance",
    about: "DailyBalances.",
    capability: "BALANCES",
    operations: Operations::ALL,
    link_required: false,
    filters: &[],
    request: &Body {
        name: "DailyBalanceRequest",
        about: "",
        fields: &[],
    },
    schema: |generator| generator.subschema_for::<DailyBalance>(),
    check: |text| serde_json::from_str::<DailyBalance>(text).map(drop),
};

/// One balance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DailyBalance {
    /// Its id.
    pub id: Uuid,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// The institution's own identifier.
    pub internal_identification: String,
}

impl Item for DailyBalance {
    const KIND: Kind = Kind::DailyBalances;

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
