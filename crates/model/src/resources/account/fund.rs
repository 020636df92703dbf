//! What older institutions list under an account: pension funds and merchants' receivables.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::time::Timestamp;

/// One fund of a pension or investment account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Fund {
    /// The fund's name.
    pub name: String,
    /// The fund's type, in the institution's words.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// What is invested in it, in the account's currency.
    pub balance: Money,
    /// Its share of the account, in percent.
    pub percentage: Option<Money>,
    /// The numbers by which the fund is known to the public.
    pub public_identifications: Vec<PublicIdentification>,
}

/// A number by which something is known to the public.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PublicIdentification {
    /// What kind of number it is.
    pub name: String,
    /// The number.
    pub value: String,
}

/// Card sales that a merchant is still to be paid for, in the account's currency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Receivables {
    /// All that is still to be paid out.
    pub current: Option<Money>,
    /// What could be paid out in advance.
    pub available: Option<Money>,
    /// What was paid out in advance already.
    pub anticipated: Option<Money>,
    /// When these facts were read from the institution.
    pub collected_at: Timestamp,
}
