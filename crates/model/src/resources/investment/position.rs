//! How much of an investment is held, and what it is worth.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::time::{Timestamp, as_seconds};

/// How much is held and what it is worth. Amounts are in the investment's currency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InvestmentBalance {
    /// As of when it is valued.
    #[serde(serialize_with = "as_seconds")]
    pub reference_date: Timestamp,
    /// What it is worth before tax: quantity times unit price.
    pub gross_value: Money,
    /// What of it cannot be sold for now.
    pub blocked_amount: Money,
    /// How many units are held.
    pub quantity: Money,
    /// What one unit is worth.
    pub gross_unit_price: Option<Money>,
    /// What would be paid out if all of it were cashed in.
    pub net_value: Option<Money>,
    /// What would be withheld then: income tax and the tax on financial operations.
    pub withheld_amount: Option<Money>,
    /// What the purchase cost in fees and taxes.
    pub transaction_fee: Option<Money>,
    /// What one unit cost when it was bought; the mean of several purchases.
    pub purchase_unit_price: Option<Money>,
    /// The fixed yearly rate, as a part of one.
    pub pre_fixed_rate: Option<Money>,
    /// The share of the index that it earns, as a part of one.
    pub post_fixed_rate: Option<Money>,
    /// The penalty that the contract knows for late payment.
    pub penalty_fee: Option<Money>,
    /// The interest that the contract knows for late payment.
    pub late_payment_fee: Option<Money>,
    /// The closing price of the day; shares only.
    pub closing_price: Option<Money>,
    /// To how many units a price refers.
    pub unit_price_factor: Option<Money>,
}
