//! The card's part of a transaction: bill, fees and instalments.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::money::Money;
use crate::time::{Date, Timestamp};

/// What is known of a purchase, fee or credit on a card. What it says of the bill is null until the
/// bill is closed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CardTransaction {
    /// When these facts were read from the institution.
    pub collected_at: Timestamp,
    /// The name of the bill it stands on, such as `apr-2020`.
    pub bill_name: Option<String>,
    /// When that bill is due.
    pub bill_due_date: Option<Date>,
    /// The institution's own key of that bill.
    #[schemars(
        regex(pattern = r"^[a-zA-Z0-9][a-zA-Z0-9-]{0,99}$"),
        length(min = 1, max = 100)
    )]
    pub bill_internal_identification: Option<String>,
    /// How far that bill is. Null for Open Finance accounts.
    pub bill_status: Option<BillStatus>,
    /// The total of the bill before, as text. Null for Open Finance accounts.
    pub previous_bill_total: Option<String>,
    /// The total of that bill when this was read; negative when the bank owes the customer.
    pub bill_amount: Option<Money>,
    /// The card that was used, usually its last four digits.
    #[schemars(
        regex(pattern = r"^[a-zA-Z0-9][a-zA-Z0-9-]{0,99}$"),
        length(min = 1, max = 100)
    )]
    pub card_number: String,
    /// Which fee it is, where it is one.
    pub fee_type: Option<CardFeeKind>,
    /// What the institution adds about the fee.
    #[schemars(length(max = 140))]
    pub fee_type_additional_info: Option<String>,
    /// Which credit it is, where it is one.
    pub credits_type: Option<CardCreditKind>,
    /// What the institution adds about the credit.
    #[schemars(length(max = 140))]
    pub credits_type_additional_info: Option<String>,
    /// The institution's key of this instalment.
    #[schemars(length(max = 140))]
    pub installment_identifier: String,
    /// In how many instalments the purchase is paid.
    #[schemars(range(max = 999))]
    pub number_of_installments: Option<u32>,
    /// The bill it stands on, as a document of its own.
    pub credit_card_bill: Option<BillReference>,
}

/// Where to find a card bill.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BillReference {
    /// The bill's id on this platform.
    pub id: Uuid,
    /// The institution's own key of the bill.
    #[schemars(
        regex(pattern = r"^[a-zA-Z0-9][a-zA-Z0-9-]{0,99}$"),
        length(min = 1, max = 100)
    )]
    pub internal_identification: Option<String>,
}

/// How far a card bill is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BillStatus {
    /// Purchases are still added to it.
    Open,
    /// It is closed and waits for its payment.
    Closed,
    /// It is paid.
    Paid,
    /// Its period has not begun.
    Future,
}

/// The fees of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CardFeeKind {
    /// For the year.
    AnnualFee,
    /// For taking out cash in the country.
    NationalWithdrawal,
    /// For taking out cash abroad.
    InternationalWithdrawal,
    /// For judging a request beyond the limit.
    EmergencyCreditEvaluationFee,
    /// For another piece of plastic.
    DuplicateIssuanceFee,
    /// For paying a bill with the card.
    PaymentFee,
    /// For text messages.
    SmsFee,
    /// Another fee, described beside it.
    Others,
}

/// The credits of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CardCreditKind {
    /// What was left unpaid of a bill.
    RevolvingCredit,
    /// A bill that is paid by instalments.
    BillInstallmentPayment,
    /// A loan.
    Loan,
    /// Another credit, described beside it.
    Others,
}
