//! Owners.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::body::Body;
use crate::document::Item;
use crate::resource::{Kind, Operations, Resource};
use crate::time::Timestamp;

/// The declaration.
pub static OWNERS: Resource = Resource {
    kind: Kind::Owners,
    path: "/api/owners/",
    title: "Owners",
    item: "owner",
    about: "Owners.",
    capability: "OWNERS",
    operations: Operations::ALL,
    link_required: false,
    filters: &[],
    request: &Body {
        name: "OwnerRequest",
        about: "",
        fields: &[],
    },
    schema: |generator| generator.subschema_for::<Owner>(),
    check: |text| serde_json::from_str::<Owner>(text).map(drop),
};

/// One owner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Owner {
    /// Its id.
    pub id: Uuid,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// The institution's own identifier.
    pub internal_identification: String,
}

impl Item for Owner {
    const KIND: Kind = Kind::Owners;

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
