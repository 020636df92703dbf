//! End-of-day balances over a period, as older clients read them.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::announcement::{History, announced};
use crate::body::Body;
use crate::document::Item;
use crate::money::Money;
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::resources::account::Account;
use crate::resources::filters;
use crate::resources::retrieval::{ACCOUNT, DATE_FROM, DATE_TO, LINK, SAVE_DATA, TOKEN};
use crate::time::{Date, Timestamp};

/// The declaration.
pub static DAILY_BALANCES: Resource = Resource {
    kind: Kind::DailyBalances,
    path: "/api/balances/",
    title: "Daily balances",
    item: "daily_balance",
    about: "What an account held at the end of each day of a period. Kept for clients of the \
            contract's older edition.",
    capability: "BALANCES",
    operations: Operations::ALL,
    link_required: false,
    refers_to_accounts: true,
    loaded_with_link: false,
    period_days_max: None,
    announcement: announced!(
        "BALANCES",
        "balances",
        History::Dated {
            at: "value_date",
            first: "first_balance_date",
            last: "last_balance_date",
        }
    ),
    manner: Manner::ORDINARY,
    filters: &[
        filters::LINK_OF_ACCOUNT,
        filters::ACCOUNT,
        filters::listed("account__type", "account.type", "account type"),
        filters::number("balance", "balance", "balance"),
        filters::listed("currency", "account.currency", "three-letter currency code"),
        filters::ID,
        filters::listed(
            "institution",
            "account.institution.name",
            "institution's name",
        ),
        filters::date("value_date", "value_date", "day"),
    ],
    request: &Body {
        name: "DailyBalanceRetrieval",
        about: "Reads the end-of-day balances of a period.",
        fields: &[LINK, ACCOUNT, DATE_FROM, DATE_TO, TOKEN, SAVE_DATA],
    },
    schema: |generator| generator.subschema_for::<DailyBalance>(),
    check: |text| serde_json::from_str::<DailyBalance>(text).map(drop),
};

/// What one account held at the end of one day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DailyBalance {
    /// The balance's id on this platform.
    pub id: Uuid,
    /// The account, as it stood when it was read.
    pub account: Account,
    /// The day.
    pub value_date: Date,
    /// What the account held at the end of that day, in its currency.
    pub balance: Money,
    /// Always null; older clients read it.
    #[schemars(extend("deprecated" = true))]
    pub current_balance: Option<Money>,
    /// Always null; older clients read it.
    #[schemars(extend("deprecated" = true))]
    pub statement: Option<String>,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// When it was first written here.
    pub created_at: Timestamp,
}

impl Item for DailyBalance {
    const KIND: Kind = Kind::DailyBalances;

    fn id(&self) -> Uuid {
        self.id
    }

    fn identity(&self) -> Cow<'_, str> {
        identity(&self.account.internal_identification, self.value_date).into()
    }

    fn account(&self) -> Option<Uuid> {
        Some(self.account.id)
    }

    fn created_at(&self) -> Timestamp {
        self.created_at
    }

    fn collected_at(&self) -> Timestamp {
        self.collected_at
    }
}

/// What tells the balance of this account and day from the link's others.
#[must_use]
pub fn identity(account_internal_identification: &str, value_date: Date) -> String {
    format!("{account_internal_identification}/{value_date}")
}
