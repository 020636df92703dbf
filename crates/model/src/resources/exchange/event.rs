//! What happened to a contract of foreign exchange.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::SettlementMethod;
use crate::body::Body;
use crate::document::Item;
use crate::money::Money;
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::time::{Date, Timestamp, as_seconds};

/// The declaration.
pub static EXCHANGE_HISTORY: Resource = Resource {
    kind: Kind::ExchangeHistory,
    path: "/api/br/exchanges/{id}/history/",
    title: "Exchange history",
    item: "exchange_event",
    about: "What happened to one exchange contract since it was agreed.",
    capability: "EXCHANGES",
    operations: Operations::LIST,
    link_required: false,
    refers_to_accounts: false,
    loaded_with_link: true,
    period_days_max: None,
    announcement: None,
    manner: Manner::part_of(Kind::Exchanges),
    filters: &[],
    request: &Body {
        name: "ExchangeHistoryRetrieval",
        about: "Comes with the contracts; it is not asked for by itself.",
        fields: &[],
    },
    schema: |generator| generator.subschema_for::<ExchangeEvent>(),
    check: |text| serde_json::from_str::<ExchangeEvent>(text).map(drop),
};

/// One thing that happened to a contract, and how the contract stood afterwards.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ExchangeEvent {
    /// The event's id on this platform; it stays the same when it is read again.
    pub id: Uuid,
    /// The link through which it was read.
    pub link: Option<Uuid>,
    /// The contract that it happened to.
    pub exchange_id: Uuid,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// The institution's own key of the contract.
    #[schemars(
        regex(pattern = r"^[a-zA-Z0-9][a-zA-Z0-9\-]{0,99}$"),
        length(max = 100)
    )]
    pub operation_identifier: String,
    /// The event's number at the central bank.
    #[schemars(regex(pattern = r"^\d{12}$"), length(max = 12))]
    pub event_sequence_number: String,
    /// What happened.
    pub event_type: ExchangeEventKind,
    /// When it happened.
    #[serde(serialize_with = "as_seconds")]
    pub event_created_at: Timestamp,
    /// When the contract is to be settled from then on.
    pub operation_due_date: Option<Date>,
    /// The exchange rate from then on.
    pub local_operation_tax_amount: Option<Money>,
    /// The currency of the rate.
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(min = 3, max = 3))]
    pub local_operation_tax_currency: Option<String>,
    /// The amount in local currency from then on.
    pub local_operation_value_amount: Option<Money>,
    /// The local currency.
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(min = 3, max = 3))]
    pub local_operation_value_currency: Option<String>,
    /// The amount in foreign currency from then on.
    pub foreign_operation_value_amount: Option<Money>,
    /// The foreign currency.
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(min = 3, max = 3))]
    pub foreign_operation_value_currency: Option<String>,
    /// What was still to be settled, in foreign currency.
    pub operation_outstanding_balance_amount: Option<Money>,
    /// The currency of what was still to be settled.
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(min = 3, max = 3))]
    pub operation_outstanding_balance_currency: Option<String>,
    /// What one unit of foreign currency cost or brought in all (VET).
    pub tev_amount_amount: Option<Money>,
    /// The currency of that: always BRL.
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(min = 3, max = 3))]
    pub tev_amount_currency: Option<String>,
    /// Which part of the amount the customer had got in advance, as a part of one.
    pub local_currency_advance_percentage: Option<Money>,
    /// How the foreign currency changes hands.
    pub settlement_method: Option<SettlementMethod>,
    /// What it is for: five digits of the central bank's table.
    #[schemars(regex(pattern = r"^\d{5}$"), length(max = 5))]
    pub operation_category_code: Option<String>,
    /// How customer and foreign party are related: two digits of the central bank's table.
    #[schemars(regex(pattern = r"^\d{2}$"), length(max = 2))]
    pub foreign_partie_relationship_code: Option<String>,
    /// Who pays or is paid abroad.
    #[schemars(length(max = 80))]
    pub foreign_partie_name: Option<String>,
    /// In which country (ISO 3166-1).
    #[schemars(regex(pattern = r"^[A-Z]{2}$"), length(min = 2, max = 2))]
    pub foreign_partie_country_code: Option<String>,
}

/// What happened to a contract, by the numbers of the central bank's messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum ExchangeEventKind {
    /// It was agreed (1).
    Contracted,
    /// It was changed (2).
    Changed,
    /// It was cancelled (3).
    Cancelled,
    /// It was settled (4).
    Settled,
    /// What was outstanding was written off (5).
    WrittenOff,
    /// What had been written off was taken up again (6).
    Reinstated,
    /// An earlier event was declared void (9).
    Nullified,
}

impl ExchangeEventKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Contracted,
        Self::Changed,
        Self::Cancelled,
        Self::Settled,
        Self::WrittenOff,
        Self::Reinstated,
        Self::Nullified,
    ];
}

impl From<ExchangeEventKind> for u8 {
    fn from(kind: ExchangeEventKind) -> Self {
        match kind {
            ExchangeEventKind::Contracted => 1,
            ExchangeEventKind::Changed => 2,
            ExchangeEventKind::Cancelled => 3,
            ExchangeEventKind::Settled => 4,
            ExchangeEventKind::WrittenOff => 5,
            ExchangeEventKind::Reinstated => 6,
            ExchangeEventKind::Nullified => 9,
        }
    }
}

/// The number is none of those that the central bank's messages know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not the number of an event")]
pub struct UnknownEvent(u8);

impl TryFrom<u8> for ExchangeEventKind {
    type Error = UnknownEvent;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        let known = Self::ALL.into_iter().find(|kind| u8::from(*kind) == number);
        known.ok_or(UnknownEvent(number))
    }
}

impl JsonSchema for ExchangeEventKind {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "ExchangeEventKind".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let numbers = Self::ALL.map(u8::from);
        json_schema!({ "type": "integer", "enum": numbers })
    }
}

impl Item for ExchangeEvent {
    const KIND: Kind = Kind::ExchangeHistory;

    fn id(&self) -> Uuid {
        self.id
    }

    fn identity(&self) -> Cow<'_, str> {
        identity(&self.operation_identifier, &self.event_sequence_number).into()
    }

    fn account(&self) -> Option<Uuid> {
        Some(self.exchange_id)
    }

    fn created_at(&self) -> Timestamp {
        self.created_at
    }

    fn collected_at(&self) -> Timestamp {
        self.collected_at
    }
}

/// What tells the event of this contract and number from the link's others.
#[must_use]
pub fn identity(operation_identifier: &str, event_sequence_number: &str) -> String {
    format!("{operation_identifier}/{event_sequence_number}")
}
