//! Credit cards: their limits, dates and plastic.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::time::{Date, Timestamp};

/// What is known of a credit card account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CreditData {
    /// When these facts were read from the institution.
    pub collected_at: Timestamp,
    /// How much may be owed on the card at most.
    pub credit_limit: Option<Money>,
    /// The limits line by line, where the institution tells them apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<CreditLimit>")]
    pub limits: Option<Vec<CreditLimit>>,
    /// The day by which the open period must be paid.
    pub cutting_date: Option<Date>,
    /// The least that must be paid in this period.
    pub minimum_payment: Option<Money>,
    /// The card's brand.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "CardNetwork")]
    pub network: Option<CardNetwork>,
    /// What the institution adds about the brand.
    #[schemars(length(max = 100))]
    pub network_additional_info: Option<String>,
    /// The pieces of plastic that draw on this account; never an empty list.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<CreditCard>", length(min = 1))]
    pub cards: Option<Vec<CreditCard>>,
    /// When the next payment is due. Null for Open Finance accounts.
    pub next_payment_date: Option<Date>,
    /// What must be paid so that no interest is charged. Null for Open Finance accounts.
    pub no_interest_payment: Option<Money>,
    /// The yearly interest in percent. Null for Open Finance accounts.
    pub interest_rate: Option<Money>,
    /// What is to be paid this month. Null for Open Finance accounts.
    #[schemars(extend("deprecated" = true))]
    pub monthly_payment: Option<Money>,
    /// When the last payment was made. Null for Open Finance accounts.
    #[schemars(extend("deprecated" = true))]
    pub last_payment_date: Option<Date>,
    /// When the card stops being valid; older institutions only.
    #[schemars(extend("deprecated" = true))]
    pub end_date: Option<Date>,
}

impl CreditData {
    /// A card of which nothing is known but when it was read: the start of a struct update.
    #[must_use]
    pub fn unknown(collected_at: Timestamp) -> Self {
        Self {
            collected_at,
            credit_limit: None,
            limits: None,
            cutting_date: None,
            minimum_payment: None,
            network: None,
            network_additional_info: None,
            cards: None,
            next_payment_date: None,
            no_interest_payment: None,
            interest_rate: None,
            monthly_payment: None,
            last_payment_date: None,
            end_date: None,
        }
    }
}

/// One limit of a card account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CreditLimit {
    /// The card it applies to, usually its last four digits.
    #[schemars(
        regex(pattern = r"^[a-zA-Z0-9][a-zA-Z0-9-]{0,99}$"),
        length(min = 1, max = 100)
    )]
    pub identification_number: Option<String>,
    /// The limit itself.
    pub credit_limit: Option<Money>,
    /// How much of it is in use.
    pub used_amount: Option<Money>,
    /// How much of it is left.
    pub available_amount: Money,
    /// Whether the institution may let the customer go beyond it.
    pub is_limit_flexible: bool,
    /// Whether it covers everything or one kind of credit.
    #[serde(rename = "type")]
    pub kind: CreditLimitKind,
    /// Whether several cards share it, in the institution's words: `CONSOLIDADO` or `INDIVIDUAL`.
    pub consolidation_type: String,
    /// The line of credit, such as `CREDITO_A_VISTA` or `SAQUE_CREDITO_BRASIL`.
    pub line_name: Option<String>,
    /// What the institution adds about the line.
    #[schemars(length(max = 100))]
    pub line_name_additional_info: Option<String>,
}

/// What a limit covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CreditLimitKind {
    /// All credit on the account.
    TotalLimit,
    /// One kind of credit, named by the line.
    ModalLimit,
}

/// One piece of plastic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CreditCard {
    /// Whether the card is debit and credit at once.
    pub is_multiple: bool,
    /// The card's number, usually its last four digits.
    #[schemars(
        regex(pattern = r"^[a-zA-Z0-9][a-zA-Z0-9-]{0,99}$"),
        length(min = 1, max = 100)
    )]
    pub identification_number: String,
}

/// The brands of cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CardNetwork {
    /// Visa.
    Visa,
    /// Mastercard.
    Mastercard,
    /// American Express.
    AmericanExpress,
    /// Diners Club.
    DinersClub,
    /// Hipercard (Brazil).
    Hipercard,
    /// The institution's own brand.
    BandeiraPropria,
    /// Electronic cheque (Brazil).
    ChequeEletronico,
    /// Elo (Brazil).
    Elo,
    /// Another brand, named beside it.
    Other,
}
