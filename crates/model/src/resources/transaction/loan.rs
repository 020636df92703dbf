//! The loan's part of a transaction: the instalment and what was charged with it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::money::Money;

/// What is known of a payment on a loan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LoanTransaction {
    /// True when it was paid outside the agreed instalments.
    pub is_detached: bool,
    /// The institution's key of the instalment.
    #[schemars(
        regex(pattern = r"^[a-zA-Z0-9][a-zA-Z0-9-]{0,99}$"),
        length(min = 1, max = 100)
    )]
    pub installment_id: Option<String>,
    /// The fees that were paid with it.
    pub fees: Vec<LoanTransactionFee>,
    /// What was paid on top, such as for being late.
    pub charges: Vec<LoanTransactionCharge>,
}

/// A fee that was paid with an instalment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LoanTransactionFee {
    /// The fee's name.
    #[schemars(length(max = 140))]
    pub name: String,
    /// The fee's code.
    #[schemars(length(max = 140))]
    pub code: String,
    /// How much it was.
    pub amount: Option<Money>,
}

/// Something that was paid on top of an instalment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LoanTransactionCharge {
    /// What it was for, in the institution's words, such as `MULTA_ATRASO_PAGAMENTO`.
    #[serde(rename = "type")]
    #[schemars(length(max = 140))]
    pub kind: String,
    /// What the institution adds about it.
    #[schemars(length(max = 140))]
    pub info: String,
    /// How much it was.
    pub amount: Money,
}
