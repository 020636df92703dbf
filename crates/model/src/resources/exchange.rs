//! Contracts of foreign exchange in Brazil, and their history.

mod event;
mod settlement;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use event::{EXCHANGE_HISTORY, ExchangeEvent, ExchangeEventKind, identity as event_identity};
pub use settlement::SettlementMethod;

use crate::announcement::announced;
use crate::body::Body;
use crate::document::Item;
use crate::money::Money;
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::resources::filters;
use crate::resources::retrieval::{DATE_FROM_OPTIONAL, DATE_TO_OPTIONAL, LINK, SAVE_DATA};
use crate::time::{Date, Timestamp, as_seconds};

/// The declaration.
pub static EXCHANGES: Resource = Resource {
    kind: Kind::Exchanges,
    path: "/api/br/exchanges/",
    title: "Exchanges",
    item: "exchange",
    about: "Contracts by which a customer of a Brazilian bank bought or sold foreign currency. \
            Reading them brings their history along, deleting one deletes its history.",
    capability: "EXCHANGES",
    operations: Operations::UNRESUMED,
    link_required: true,
    refers_to_accounts: false,
    loaded_with_link: true,
    period_days_max: None,
    announcement: announced!("EXCHANGES", "exchanges"),
    manner: Manner::ORDINARY,
    filters: &[
        filters::LINK,
        filters::ID,
        filters::COLLECTED_AT,
        filters::CREATED_AT,
    ],
    request: &Body {
        name: "ExchangeRetrieval",
        about: "Reads the exchange contracts of a period, and the history of each.",
        fields: &[LINK, DATE_FROM_OPTIONAL, DATE_TO_OPTIONAL, SAVE_DATA],
    },
    schema: |generator| generator.subschema_for::<Exchange>(),
    check: |text| serde_json::from_str::<Exchange>(text).map(drop),
};

/// One contract, as it stands after everything that happened to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Exchange {
    /// The contract's id on this platform; it stays the same when it is read again.
    pub id: Uuid,
    /// The link through which it was read.
    pub link: Option<Uuid>,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// The institution's own key: what tells it from the link's other contracts.
    #[schemars(
        regex(pattern = r"^[a-zA-Z0-9][a-zA-Z0-9\-]{0,99}$"),
        length(max = 100)
    )]
    pub operation_identifier: String,
    /// The number under which the central bank registered it; null until it has.
    #[schemars(regex(pattern = r"^\d{12}$"), length(max = 12))]
    pub operation_number: Option<String>,
    /// Whether the customer buys or sells foreign currency.
    pub operation_type: ExchangeKind,
    /// When it was agreed.
    #[serde(serialize_with = "as_seconds")]
    pub operation_requested_at: Timestamp,
    /// The CNPJ of the institution that is authorised to deal, as a number: zeros in front are lost.
    pub authorized_institution_identifier: i64,
    /// That institution's name.
    #[schemars(length(max = 80))]
    pub authorized_institution_name: String,
    /// The CNPJ of a broker in between, as a number.
    pub intermediary_institution_identifier: Option<i64>,
    /// The broker's name.
    #[schemars(length(max = 80))]
    pub intermediary_institution_name: Option<String>,
    /// When it is to be settled, after all changes.
    pub operation_due_date: Date,
    /// The exchange rate.
    pub local_operation_tax_amount: Money,
    /// The currency of the rate.
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(min = 3, max = 3))]
    pub local_operation_tax_currency: String,
    /// The amount in local currency.
    pub local_operation_value_amount: Money,
    /// The local currency.
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(min = 3, max = 3))]
    pub local_operation_value_currency: String,
    /// The amount in foreign currency.
    pub foreign_operation_value_amount: Money,
    /// The foreign currency.
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(min = 3, max = 3))]
    pub foreign_operation_value_currency: String,
    /// What is still to be settled, in foreign currency; null for contracts of two days.
    pub operation_outstanding_balance_amount: Option<Money>,
    /// The currency of what is still to be settled.
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(min = 3, max = 3))]
    pub operation_outstanding_balance_currency: Option<String>,
    /// What one unit of foreign currency costs or brings in all, taxes and fees included (VET); for
    /// contracts of two days up to 100,000 dollars.
    pub tev_amount_amount: Option<Money>,
    /// The currency of that: always BRL.
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(min = 3, max = 3))]
    pub tev_amount_currency: Option<String>,
    /// Which part of the amount the customer got in advance, as a part of one; null for contracts of
    /// two days.
    pub local_currency_advance_percentage: Option<Money>,
    /// How the foreign currency changes hands.
    pub settlement_method: Option<SettlementMethod>,
    /// What it is for: five digits of the central bank's table.
    #[schemars(regex(pattern = r"^\d{5}$"), length(max = 5))]
    pub operation_category_code: String,
}

/// Whether foreign currency is bought or sold, from the customer's side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ExchangeKind {
    /// The customer buys foreign currency.
    Compra,
    /// The customer sells foreign currency.
    Venda,
}

impl Item for Exchange {
    const KIND: Kind = Kind::Exchanges;

    fn id(&self) -> Uuid {
        self.id
    }

    fn identity(&self) -> Cow<'_, str> {
        self.operation_identifier.as_str().into()
    }

    fn created_at(&self) -> Timestamp {
        self.created_at
    }

    fn collected_at(&self) -> Timestamp {
        self.collected_at
    }
}
