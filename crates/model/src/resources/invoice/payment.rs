//! What a receipt of payments tells.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::time::{Timestamp, as_milliseconds};

/// One payment of a receipt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InvoicePayment {
    /// When it was paid. The document tells the hour of a local clock without its zone, and so does
    /// this: the hour is that of the clock, whatever stands after it.
    #[serde(serialize_with = "as_milliseconds")]
    pub date: Option<Timestamp>,
    /// How it was paid: `03` is a transfer.
    pub payment_type: Option<String>,
    /// The currency (ISO 4217).
    pub currency: Option<String>,
    /// Pesos for one unit of the currency, as text.
    pub exchange_rate: Option<String>,
    /// How much was paid.
    pub amount: Option<Money>,
    /// The bank's number for it.
    pub operation_number: Option<String>,
    /// The taxpayer number of the bank that received it.
    pub beneficiary_rfc: Option<String>,
    /// The account that received it.
    pub beneficiary_account_number: Option<String>,
    /// The taxpayer number of the bank that it came from.
    pub payer_rfc: Option<String>,
    /// The account that it came from.
    pub payer_account_number: Option<String>,
    /// The bank that it came from, where it is abroad.
    pub payer_bank_name: Option<String>,
    /// The invoices that it pays.
    pub related_documents: Vec<PaidInvoice>,
}

/// An invoice that a payment pays, in whole or in part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PaidInvoice {
    /// The invoice's number at the tax authority.
    pub invoice_identification: Option<String>,
    /// The invoice's currency (ISO 4217).
    pub currency: Option<String>,
    /// `PPD`: only invoices that are paid later have receipts.
    pub payment_method: Option<String>,
    /// The how-manieth payment of the invoice it is; left out where the document does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "u32")]
    pub partiality_number: Option<u32>,
    /// What was owed before.
    pub previous_balance: Option<Money>,
    /// What was paid.
    pub amount_paid: Option<Money>,
    /// What is owed afterwards.
    pub outstanding_balance: Option<Money>,
}
