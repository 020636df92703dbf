//! What the authority says about a document, beside what stands in it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::time::Date;

/// Whether a document stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum InvoiceStatus {
    /// It stands.
    #[default]
    Vigente,
    /// It was taken back.
    Cancelado,
}

/// Whether somebody is on the authority's list of invoices without substance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FraudStatus {
    /// Presumed, and asked to explain.
    Investigating,
    /// Explained.
    Dismissed,
    /// Not explained.
    Confirmed,
    /// Set aside by a court.
    Overturned,
    /// Not on the list.
    #[default]
    NoTaxFraudStatus,
}

/// What the authority says about a document now. It may change; the document does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Whether it stands.
    pub status: InvoiceStatus,
    /// How it was cancelled, in the authority's words.
    pub cancelation_status: Option<String>,
    /// When it was cancelled.
    pub cancelation_update_date: Option<Date>,
    /// Whether the issuer is on the list.
    pub sender_tax_fraud_status: FraudStatus,
    /// Whether the receiver is on the list.
    pub receiver_tax_fraud_status: FraudStatus,
}

/// Why an invoice is not complete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct InvoiceWarning {
    /// `sat_xml_limit_reached` or `sat_service_unavailable`.
    pub code: Option<String>,
    /// The same as a sentence.
    pub message: Option<String>,
}

impl InvoiceWarning {
    /// The authority hands out only so many documents a day, and this one is over.
    #[must_use]
    pub fn xml_limit_reached() -> Self {
        Self {
            code: Some("sat_xml_limit_reached".into()),
            message: Some(
                "The tax authority hands out no more documents today; some of this one is missing."
                    .into(),
            ),
        }
    }

    /// The authority did not hand out this document.
    #[must_use]
    pub fn service_unavailable() -> Self {
        Self {
            code: Some("sat_service_unavailable".into()),
            message: Some(
                "The tax authority did not hand out this document; some of it is missing.".into(),
            ),
        }
    }
}
