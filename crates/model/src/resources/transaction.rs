//! Transactions: the movements of accounts, cards and loans.

mod card;
mod category;
mod counterparty;
mod loan;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use card::{BillReference, BillStatus, CardCreditKind, CardFeeKind, CardTransaction};
pub use category::{Category, Subcategory};
pub use counterparty::{Counterparty, CounterpartyKind, Merchant};
pub use loan::{LoanTransaction, LoanTransactionCharge, LoanTransactionFee};

use crate::announcement::{History, announced};
use crate::body::Body;
use crate::document::Item;
use crate::filter::{Filter, FilterKind, Operator};
use crate::money::Money;
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::resources::account::Account;
use crate::resources::filters;
use crate::resources::retrieval::{ACCOUNT, DATE_FROM, DATE_TO, LINK, SAVE_DATA, TOKEN};
use crate::time::{Date, Timestamp, as_milliseconds};

/// The declaration.
pub static TRANSACTIONS: Resource = Resource {
    kind: Kind::Transactions,
    path: "/api/transactions/",
    title: "Transactions",
    item: "transaction",
    about: "Money that came into or went out of an account, card or loan, with the account as it \
            stood when it was read.",
    capability: "TRANSACTIONS",
    operations: Operations::ALL,
    link_required: true,
    refers_to_accounts: true,
    loaded_with_link: true,
    period_days_max: Some(365),
    announcement: announced!("TRANSACTIONS", "transactions", History::Movements),
    manner: Manner::KEPT,
    filters: &[
        filters::LINK_OF_ACCOUNT,
        filters::ID,
        filters::ACCOUNT,
        filters::number(
            "account__balance__available",
            "account.balance.available",
            "account's available balance",
        ),
        filters::number(
            "account__balance__current",
            "account.balance.current",
            "account's current balance",
        ),
        filters::listed(
            "account_type",
            "account.type",
            "account type, as the institution calls it,",
        ),
        filters::date("accounting_date", "accounting_date", "day of being booked"),
        filters::number("amount", "amount", "amount"),
        filters::COLLECTED_AT,
        filters::CREATED_AT,
        filters::listed("currency", "currency", "three-letter currency code"),
        Filter {
            name: "credit_card_data__bill_name",
            kind: FilterKind::Text,
            operators: &[Operator::In],
            at: "credit_card_data.bill_name",
            about: "card bill's name",
        },
        filters::listed(
            "reference",
            "reference",
            "reference given by the institution",
        ),
        filters::choice(
            "status",
            "status",
            &["PENDING", "PROCESSED", "UNCATEGORIZED"],
            "status",
        ),
        filters::choice("type", "type", &["INFLOW", "OUTFLOW"], "direction"),
        filters::date("value_date", "value_date", "day of taking effect"),
    ],
    request: &Body {
        name: "TransactionRetrieval",
        about: "Reads the transactions of a period from the institution. What lies further back \
                than it keeps is left out without an error.",
        fields: &[LINK, ACCOUNT, DATE_FROM, DATE_TO, TOKEN, SAVE_DATA],
    },
    schema: |generator| generator.subschema_for::<Transaction>(),
    check: |text| serde_json::from_str::<Transaction>(text).map(drop),
};

/// One movement of money.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Transaction {
    /// The transaction's id on this platform; it stays the same when the institution corrects it.
    pub id: Uuid,
    /// The institution's own key: what tells it from the account's other transactions.
    #[schemars(
        regex(pattern = r"^[a-zA-Z0-9][a-zA-Z0-9-]{0,99}$"),
        length(min = 1, max = 100)
    )]
    pub internal_identification: String,
    /// The account that the money moved on, as it stood when this was read.
    pub account: Account,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// The day on which it took effect.
    pub value_date: Date,
    /// The moment at which it was made, to the millisecond. Left out where the institution tells only
    /// the day.
    #[serde(
        serialize_with = "as_milliseconds",
        skip_serializing_if = "Option::is_none",
        default
    )]
    #[schemars(with = "Timestamp")]
    pub transacted_at: Option<Timestamp>,
    /// The day on which the institution booked it.
    pub accounting_date: Option<Date>,
    /// The day on which it must have been booked: the next business day where it fell on a weekend or
    /// holiday.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Date")]
    pub inferred_accounting_date: Option<Date>,
    /// How much moved; never negative, the direction is in `type`.
    pub amount: Money,
    /// The same in the account's currency, where it was made in another one.
    pub local_currency_amount: Option<Money>,
    /// What the account held afterwards, where the institution says so.
    pub balance: Option<Money>,
    /// The currency of the amount (ISO 4217).
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(max = 3))]
    pub currency: Option<String>,
    /// What the statement says.
    pub description: Option<String>,
    /// What the statement says besides, such as the receipt of a transfer.
    pub observations: Option<String>,
    /// The merchant, where the description was understood.
    pub merchant: Option<Merchant>,
    /// What the money was for; null when nobody has judged it.
    pub category: Option<Category>,
    /// What it was for more precisely.
    pub subcategory: Option<Subcategory>,
    /// The reference given by the institution.
    #[schemars(length(max = 128))]
    pub reference: Option<String>,
    /// Whether the money came in or went out.
    #[serde(rename = "type")]
    pub kind: Option<Direction>,
    /// Whether it is final.
    pub status: Option<TransactionStatus>,
    /// The card's part of it; only for card accounts.
    pub credit_card_data: Option<CardTransaction>,
    /// Who stands on the other side.
    pub counterparty: Option<Counterparty>,
    /// The loan's part of it; only for loans.
    pub loan_data: Option<LoanTransaction>,
    /// Whether it was paid at once or by instalments.
    pub payment_type: Option<PaymentKind>,
    /// How the money moved, in the institution's words: `PIX`, `TED`, `CARTAO`. Letters and
    /// underscores only.
    #[schemars(regex(pattern = r"^[A-Za-z_]{0,50}$"), length(max = 50))]
    pub operation_type: String,
    /// What the institution adds about how the money moved; never blank.
    #[schemars(regex(pattern = r"^\S[\s\S]*$"), length(max = 140))]
    pub operation_type_additional_info: Option<String>,
    /// The merchant's category code (ISO 18245), for cards: 0 to 9999.
    #[schemars(range(max = 9999))]
    pub mcc: Option<u32>,
}

/// Which way money moved, seen from the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Direction {
    /// It came in.
    Inflow,
    /// It went out.
    Outflow,
}

/// How final a transaction is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TransactionStatus {
    /// It may still change or vanish.
    Pending,
    /// It is booked.
    Processed,
    /// The institution does not say. No longer written; older data has it.
    Uncategorized,
}

/// Whether something was paid at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PaymentKind {
    /// All of it at once.
    Full,
    /// One instalment of several.
    Installment,
}

impl Item for Transaction {
    const KIND: Kind = Kind::Transactions;

    fn id(&self) -> Uuid {
        self.id
    }

    fn identity(&self) -> Cow<'_, str> {
        identity(
            &self.account.internal_identification,
            &self.internal_identification,
        )
        .into()
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

/// What tells the transaction with this key of this account from the link's others.
#[must_use]
pub fn identity(account_internal_identification: &str, internal_identification: &str) -> String {
    format!("{account_internal_identification}/{internal_identification}")
}
