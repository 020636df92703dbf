//! Bills: what a credit card is to be paid for, period by period.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::announcement::announced;
use crate::body::Body;
use crate::document::Item;
use crate::money::Money;
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::resources::account::Account;
use crate::resources::filters;
use crate::resources::retrieval::{LINK, SAVE_DATA};
use crate::time::{Date, Timestamp};

/// The declaration.
pub static BILLS: Resource = Resource {
    kind: Kind::Bills,
    path: "/api/bills/",
    title: "Bills",
    item: "bill",
    about: "The bills of credit cards: one for each period that was closed, and the one to which \
            purchases are being added.",
    capability: "BILLS",
    operations: Operations::UNRESUMED,
    link_required: true,
    refers_to_accounts: true,
    loaded_with_link: true,
    period_days_max: None,
    announcement: announced!("BILLS", "bills"),
    manner: Manner::ORDINARY,
    filters: &[
        filters::LINK_OF_ACCOUNT,
        filters::ID,
        filters::ACCOUNT,
        filters::date("due_date", "due_date", "day by which it is to be paid"),
        filters::COLLECTED_AT,
        filters::CREATED_AT,
    ],
    request: &Body {
        name: "BillRetrieval",
        about: "Reads the bills of a link's credit cards from the institution.",
        fields: &[LINK, SAVE_DATA],
    },
    schema: |generator| generator.subschema_for::<Bill>(),
    check: |text| serde_json::from_str::<Bill>(text).map(drop),
};

/// One bill of a credit card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Bill {
    /// The bill's id on this platform; it stays the same when the bill is closed.
    pub id: Uuid,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// The card account, as it stood when this was read.
    #[schemars(required)]
    pub account: Option<Account>,
    /// The institution's own key of the bill.
    #[schemars(
        regex(pattern = r"^[a-zA-Z0-9][a-zA-Z0-9-]{0,99}$"),
        length(min = 1, max = 100)
    )]
    pub internal_identification: Option<String>,
    /// The bill's name, such as `apr-2020`; null while purchases are still added to it.
    pub bill_name: Option<String>,
    /// The day by which it is to be paid.
    pub due_date: Option<Date>,
    /// The currency of its amounts (ISO 4217).
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(max = 3))]
    pub currency: Option<String>,
    /// What is to be paid: what the bill before left open, and what was charged since, less what was
    /// given back. While the bill is open, what has come together so far.
    pub total_amount: Option<Money>,
    /// The least that must be paid.
    pub minimum_amount: Option<Money>,
    /// Whether the institution lets it be paid in instalments.
    pub is_installment: Option<bool>,
    /// What the institution charged on it for earlier bills being paid late or in part; one entry
    /// says so when there is nothing.
    #[schemars(length(min = 1))]
    pub finance_charges: Vec<FinanceCharge>,
    /// What has been paid on it.
    pub payments: Vec<BillPayment>,
}

/// Something that the institution charged for being paid late or in part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FinanceCharge {
    /// What it is for.
    #[serde(rename = "type")]
    pub kind: Option<FinanceChargeKind>,
    /// What the institution adds about it.
    #[schemars(length(max = 140))]
    pub additional_info: Option<String>,
    /// The currency of the amount (ISO 4217).
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(max = 3))]
    pub currency: Option<String>,
    /// How much it is.
    pub amount: Option<Money>,
}

/// What the charges of a bill are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FinanceChargeKind {
    /// The price of the credit that an unpaid rest is.
    LatePaymentInterest,
    /// A fine for paying late.
    LateFee,
    /// Interest for the days of being late.
    ArrearsInterest,
    /// The Brazilian tax on credit.
    Iof,
    /// Nothing was charged.
    NoCharge,
    /// Something else, described beside it.
    Other,
}

/// A payment on a bill.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BillPayment {
    /// How much of the bill it paid.
    #[serde(rename = "type")]
    pub kind: Option<BillPaymentKind>,
    /// The day of the payment.
    pub payment_date: Option<Date>,
    /// How it was made; null for ways that the contract has no word for.
    pub payment_mode: Option<BillPaymentMode>,
    /// The currency of the amount (ISO 4217).
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(max = 3))]
    pub currency: Option<String>,
    /// How much it was.
    pub amount: Option<Money>,
}

/// How much of a bill a payment paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BillPaymentKind {
    /// An agreed part of it.
    Installment,
    /// All of it.
    Full,
    /// Some other part of it.
    Other,
}

/// How a bill is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BillPaymentMode {
    /// The institution takes it from the account.
    DirectDebit,
    /// By a payment slip with a code (boleto).
    BankSlip,
    /// The employer takes it from the wage.
    SalaryDeduction,
    /// By Pix (Brazil).
    Pix,
}

impl Item for Bill {
    const KIND: Kind = Kind::Bills;

    fn id(&self) -> Uuid {
        self.id
    }

    fn identity(&self) -> Cow<'_, str> {
        self.internal_identification
            .as_deref()
            .unwrap_or_default()
            .into()
    }

    fn account(&self) -> Option<Uuid> {
        self.account.as_ref().map(|account| account.id)
    }

    fn created_at(&self) -> Timestamp {
        self.created_at
    }

    fn collected_at(&self) -> Timestamp {
        self.collected_at
    }
}
