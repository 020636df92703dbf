//! Who stands on the other side of a transaction.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The merchant of a purchase.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Merchant {
    /// Where its logo is found.
    pub logo: Option<String>,
    /// Its website.
    pub website: Option<String>,
    /// Its name as people know it.
    pub merchant_name: String,
}

/// Who sent or received a transfer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Counterparty {
    /// Whether it is a person or a company.
    #[serde(rename = "type")]
    pub kind: Option<CounterpartyKind>,
    /// Its tax number, digits only: CPF for a person, CNPJ for a company. The reference's pattern
    /// knows only the eleven digits of the CPF.
    #[schemars(length(max = 14))]
    pub document_number: Option<String>,
    /// Its bank's clearing code: three digits.
    #[schemars(regex(pattern = r"^\d{3}$"), length(max = 3))]
    pub clearing_code: Option<String>,
    /// Its branch: one to four digits.
    #[schemars(regex(pattern = r"^\d{1,4}$"), length(max = 4))]
    pub agency: Option<String>,
    /// The digits that protect its account number.
    #[schemars(length(max = 2))]
    pub check_digit: Option<String>,
    /// Its account number: 8 to 20 digits.
    #[schemars(regex(pattern = r"^\d{8,20}$"), length(max = 20))]
    pub number: Option<String>,
}

/// A person or a company.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CounterpartyKind {
    /// A person.
    Individual,
    /// A company.
    Company,
}
