//! Balances of Brazilian deposit accounts at this moment.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::announcement::{History, announced};
use crate::body::{Body, Field, FieldKind};
use crate::document::Item;
use crate::money::Money;
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::resources::filters;
use crate::resources::retrieval::{LINK, SAVE_DATA};
use crate::time::Timestamp;

/// The declaration.
pub static BALANCES: Resource = Resource {
    kind: Kind::Balances,
    path: "/api/br/balances/",
    title: "Balances",
    item: "balance",
    about: "What current and savings accounts hold at this moment, without reading anything else of \
            them. Brazil only.",
    capability: "BALANCES",
    operations: Operations::READ,
    link_required: true,
    refers_to_accounts: true,
    loaded_with_link: true,
    period_days_max: None,
    announcement: announced!(
        "BALANCES",
        "balances",
        History::Dated {
            at: "last_updated_at",
            first: "first_balance_date",
            last: "last_balance_date",
        }
    ),
    manner: Manner::ORDINARY,
    filters: &[
        filters::LINK,
        filters::uuid("account", "account_id", "account"),
        filters::ID,
        filters::COLLECTED_AT,
        filters::CREATED_AT,
    ],
    request: &Body {
        name: "BalanceRetrieval",
        about: "Reads the balances of a link's current and savings accounts.",
        fields: &[
            LINK,
            Field {
                name: "account_id",
                kind: FieldKind::Uuid,
                required: false,
                about: "Read only this account of the link; all of them when absent.",
            },
            SAVE_DATA,
        ],
    },
    schema: |generator| generator.subschema_for::<Balance>(),
    check: |text| serde_json::from_str::<Balance>(text).map(drop),
};

/// The balance of one account at one reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Balance {
    /// The balance's id on this platform.
    pub id: Uuid,
    /// The link through which it was read.
    pub link: Uuid,
    /// The account it is the balance of.
    pub account_id: Uuid,
    /// The institution's own key of that account.
    #[schemars(length(max = 50))]
    pub account_internal_identification: String,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// As of when the institution vouches for it.
    pub last_updated_at: Timestamp,
    /// The currency of the amounts (ISO 4217).
    #[schemars(regex(pattern = r"^[A-Z]{3}$"))]
    pub currency: String,
    /// What can be used.
    pub available: Money,
    /// What is held back for movements under way.
    pub blocked: Money,
    /// What the institution invests by itself, as agreed with the customer.
    pub automatically_invested: Money,
}

impl Item for Balance {
    const KIND: Kind = Kind::Balances;

    fn id(&self) -> Uuid {
        self.id
    }

    fn identity(&self) -> Cow<'_, str> {
        self.account_internal_identification.as_str().into()
    }

    fn account(&self) -> Option<Uuid> {
        Some(self.account_id)
    }

    fn created_at(&self) -> Timestamp {
        self.created_at
    }

    fn collected_at(&self) -> Timestamp {
        self.collected_at
    }
}
