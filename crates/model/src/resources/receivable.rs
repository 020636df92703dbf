//! Card sales of merchants, as older clients read them.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::announcement::{History, announced};
use crate::body::Body;
use crate::document::Item;
use crate::money::Money;
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::resources::account::AccountInstitution;
use crate::resources::filters;
use crate::resources::retrieval::{DATE_FROM, DATE_TO, LINK, SAVE_DATA, TOKEN};
use crate::time::{Date, Timestamp};

/// The declaration.
pub static RECEIVABLES: Resource = Resource {
    kind: Kind::Receivables,
    path: "/receivables/transactions/",
    title: "Receivables",
    item: "receivable",
    about: "A merchant's sales by card, which the acquirer pays out later. Kept for clients of the \
            contract's older edition.",
    capability: "TRANSACTIONS",
    operations: Operations::UNRESUMED,
    link_required: false,
    refers_to_accounts: true,
    loaded_with_link: true,
    period_days_max: None,
    announcement: announced!(
        "RECEIVABLES_TRANSACTIONS",
        "receivables_transactions",
        History::CountedIfAny
    ),
    manner: Manner::ORDINARY,
    filters: &[
        filters::LINK,
        filters::ID,
        filters::uuid("account", "account.id", "account"),
        filters::CREATED_AT,
        filters::date("value_date", "value_date", "day"),
    ],
    request: &Body {
        name: "ReceivableRetrieval",
        about: "Reads the card sales of a period.",
        fields: &[LINK, DATE_FROM, DATE_TO, TOKEN, SAVE_DATA],
    },
    schema: |generator| generator.subschema_for::<Receivable>(),
    check: |text| serde_json::from_str::<Receivable>(text).map(drop),
};

/// One sale by card. Amounts are in its currency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Receivable {
    /// The sale's id on this platform; it stays the same when it is read again.
    pub id: Uuid,
    /// The link through which it was read.
    pub link: Option<Uuid>,
    /// The account in which the sales are kept until they are paid out.
    pub account: ReceivableAccount,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// The day of the sale.
    pub value_date: Date,
    /// The time of the sale by the country's clock, `HH:MM:SS`.
    pub value_hour: Option<String>,
    /// The institution's own key.
    pub institution_transaction_id: String,
    /// The currency of the amounts (ISO 4217).
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(min = 3, max = 3))]
    pub currency: String,
    /// With which kind of card it was paid.
    #[serde(rename = "type")]
    pub scheme: Option<CardScheme>,
    /// What the customer paid.
    pub gross_amount: Money,
    /// What the merchant gets.
    pub net_amount: Money,
    /// What was taken off.
    pub fees: Vec<ReceivableFee>,
    /// How the sale fared.
    pub status: ReceivableStatus,
    /// In how many parts it is paid out, and how many were.
    pub number_of_installments: ReceivableInstallments,
}

/// The account in which sales are kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReceivableAccount {
    /// The account's id on this platform.
    pub id: Uuid,
    /// The institution that keeps it.
    pub institution: AccountInstitution,
}

/// Kinds of cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CardScheme {
    /// A Visa credit card.
    VisaCredit,
    /// A Visa debit card.
    VisaDebit,
    /// A Mastercard credit card.
    MastercardCredit,
    /// A Mastercard debit card.
    MastercardDebit,
    /// An Elo credit card.
    EloCredit,
    /// An Elo debit card.
    EloDebit,
}

impl CardScheme {
    /// Whether the customer pays later.
    #[must_use]
    pub fn is_credit(self) -> bool {
        matches!(
            self,
            Self::VisaCredit | Self::MastercardCredit | Self::EloCredit
        )
    }
}

/// Something that was taken off a sale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReceivableFee {
    /// What for.
    #[serde(rename = "type")]
    pub kind: ReceivableFeeKind,
    /// How much.
    pub value: Money,
}

/// What is taken off sales.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ReceivableFeeKind {
    /// The acquirer's fee.
    TransactionFee,
}

/// How a sale fared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ReceivableStatus {
    /// It holds.
    Approved,
    /// It was cancelled before it was booked.
    Cancelled,
    /// It was taken back.
    Reverted,
    /// Nothing that could be told.
    Uncategorized,
}

/// In how many parts a sale is paid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReceivableInstallments {
    /// How many were paid out.
    pub paid: u32,
    /// How many there are.
    pub total: u32,
}

impl Item for Receivable {
    const KIND: Kind = Kind::Receivables;

    fn id(&self) -> Uuid {
        self.id
    }

    fn identity(&self) -> Cow<'_, str> {
        self.institution_transaction_id.as_str().into()
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
