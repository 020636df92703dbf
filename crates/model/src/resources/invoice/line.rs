//! What an invoice sells, and the taxes of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::time::Timestamp;

/// One line of an invoice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InvoiceLine {
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// What was sold, in the issuer's words.
    pub description: Option<String>,
    /// The same by the authority's catalogue.
    pub product_identification: Option<String>,
    /// How much of it.
    pub quantity: Option<Money>,
    /// The unit by the authority's catalogue.
    pub unit_code: Option<String>,
    /// The unit in the issuer's words.
    pub unit_description: Option<String>,
    /// The price of one unit before taxes.
    pub unit_amount: Option<Money>,
    /// What is taken off.
    pub discount: Option<Money>,
    /// Whether it bears taxes: `02` does, `01` does not.
    pub tax_subject_code: Option<String>,
    /// What was sold, by the issuer's own catalogue.
    pub identifier_number: Option<String>,
    /// The price of all units, before discount and taxes.
    pub pre_tax_amount: Option<Money>,
    /// The rate of the value added tax, in percent.
    pub tax_percentage: Option<Money>,
    /// The taxes that are added.
    pub tax_amount: Option<Money>,
    /// The price with the taxes that are added.
    pub total_amount: Option<Money>,
    /// The taxes that the receiver keeps back.
    pub retained_taxes: Vec<RetainedLineTax>,
    /// The taxes that are added, one by one.
    pub transferred_taxes: Vec<TransferredLineTax>,
}

/// A tax of a line that the receiver keeps back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RetainedLineTax {
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// How it is computed: `Tasa` or `Cuota`.
    pub tax_type: Option<String>,
    /// `ISR`, `IVA` or `IEPS`.
    pub tax: Option<String>,
    /// The rate in percent.
    pub tax_percentage: Option<Money>,
    /// How much is kept back.
    pub retained_tax_amount: Option<Money>,
}

/// A tax of a line that is added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TransferredLineTax {
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// How it is computed: `Tasa`, `Cuota` or `Exento`.
    pub tax_type: Option<String>,
    /// `ISR`, `IVA` or `IEPS`.
    pub tax: Option<String>,
    /// The rate in percent; null for what is exempt.
    pub tax_percentage: Option<Money>,
    /// How much is added; null for what is exempt.
    pub transferred_tax_amount: Option<Money>,
}

/// The taxes of a whole invoice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InvoiceTaxDetails {
    /// What the receiver keeps back.
    pub total_tax_retained: Money,
    /// What is added.
    pub total_tax_transferred: Money,
    /// What the receiver keeps back, by tax.
    pub retained_taxes: Vec<RetainedTax>,
    /// What is added, by tax and rate.
    pub transferred_taxes: Vec<TransferredTax>,
}

/// A tax that the receiver keeps back, over all lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RetainedTax {
    /// How it is computed, where all lines agree.
    pub tax_type: Option<String>,
    /// `ISR`, `IVA` or `IEPS`.
    pub tax: String,
    /// The rate in percent, where all lines agree.
    pub tax_percentage: Option<Money>,
    /// What it is computed on.
    pub pre_tax_amount: Option<Money>,
    /// How much.
    pub tax_amount: Money,
}

/// A tax that is added, over all lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TransferredTax {
    /// How it is computed: `Tasa`, `Cuota` or `Exento`.
    pub tax_type: Option<String>,
    /// `ISR`, `IVA` or `IEPS`.
    pub tax: String,
    /// The rate in percent; 0 for what is exempt.
    pub tax_percentage: Money,
    /// What it is computed on; left out by documents of version 3.3, which do not tell it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Money")]
    pub pre_tax_amount: Option<Money>,
    /// How much; 0 for what is exempt.
    pub tax_amount: Money,
}
