//! Accounts.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::body::Body;
use crate::document::Item;
use crate::resource::{Kind, Operations, Resource};
use crate::time::Timestamp;

/// The declaration.
pub static ACCOUNTS: Resource = Resource {
    kind: Kind::Accounts,
    path: "/api/accounts/",
    title: "Accounts",
    item: "account",
    about: "Accounts.",
    capability: "ACCOUNTS",
    operations: Operations::ALL,
    link_required: false,
    filters: &[],
    request: &Body {
        name: "AccountRequest",
        about: "",
        fields: &[],
    },
    schema: |generator| generator.subschema_for::<Account>(),
    check: |text| serde_json::from_str::<Account>(text).map(drop),
};

/// One account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Account {
    /// Its id.
    pub id: Uuid,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// The institution's own identifier.
    pub internal_identification: String,
}

impl Item for Account {
    const KIND: Kind = Kind::Accounts;

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
