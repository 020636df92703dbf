//! One thing in a portfolio.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::money::Money;
use crate::time::Date;

/// Something that is held. Amounts are in its currency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Instrument {
    /// The instrument's id on this platform; it stays the same when it is read again.
    pub id: Uuid,
    /// The numbers by which it is known to the public.
    pub public_id: Vec<InstrumentNumber>,
    /// What kind of thing it is.
    #[serde(rename = "type")]
    pub kind: InstrumentKind,
    /// What kind it is in the institution's words.
    pub subtype: Option<String>,
    /// Its name.
    pub name: String,
    /// The currency of its amounts (ISO 4217).
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(min = 3, max = 3))]
    pub currency: String,
    /// What one unit is worth.
    pub price: Money,
    /// How many units are held.
    pub quantity: Money,
    /// What it is worth before tax.
    pub balance_gross: Money,
    /// What would be paid out for it.
    pub balance_net: Money,
    /// What one unit cost on average.
    pub average_acquisition_price: Option<Money>,
    /// What it earned so far, before tax.
    pub profit: Option<Money>,
    /// When it was first bought.
    pub open_date: Option<Date>,
    /// When and how it can be cashed in.
    pub redemption_conditions: Vec<RedemptionCondition>,
    /// What it costs.
    pub fees: Vec<InstrumentFee>,
    /// What it earns.
    pub interest_rates: Vec<InstrumentRate>,
}

/// The kinds of instruments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum InstrumentKind {
    /// A bond.
    Bond,
    /// A deposit with a bank.
    Deposit,
    /// A fund that is traded like a share.
    Etf,
    /// A fund.
    Fund,
    /// A share.
    Stock,
    /// A fund for old age.
    Pension,
    /// Something else.
    Other,
}

/// A number by which something is known to the public.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InstrumentNumber {
    /// What kind of number it is, such as `ISIN` or `CNPJ`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The number.
    pub value: String,
}

/// When or how something can be cashed in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RedemptionCondition {
    /// What the condition is about, such as `MATURITY_DATE`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What it says.
    pub value: String,
}

/// What something costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InstrumentFee {
    /// What is charged for, such as `ADMINISTRATION_FEE`.
    #[serde(rename = "type")]
    pub kind: String,
    /// How much, in percent of the worth and year.
    pub value: Money,
}

/// What something earns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InstrumentRate {
    /// To which span of time the rate refers: `YEARLY`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The rate, in percent.
    pub value: Money,
    /// The index that it is on top of or a share of, where there is one.
    pub index: Option<String>,
}
