//! What the Mexican tax office thinks of a taxpayer's duties: the opinion of compliance.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::announcement::announced;
use crate::body::Body;
use crate::document::Item;
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::resources::filters;
use crate::resources::retrieval::{ATTACH_PDF, LINK, SAVE_DATA};
use crate::time::Timestamp;

/// The declaration.
pub static TAX_COMPLIANCE_STATUS: Resource = Resource {
    kind: Kind::TaxComplianceStatus,
    path: "/api/tax-compliance-status/",
    title: "Tax compliance status",
    item: "tax_compliance_opinion",
    about: "Whether a taxpayer has filed and paid what was due, in the opinion of the Mexican tax office.",
    capability: "TAX_COMPLIANCE_STATUS",
    operations: Operations::UNRESUMED,
    link_required: false,
    refers_to_accounts: false,
    loaded_with_link: true,
    period_days_max: None,
    announcement: announced!("TAX_COMPLIANCE_STATUS", "tax_compliance_status"),
    manner: Manner::ONE,
    filters: &[filters::LINK, filters::ID, filters::CREATED_AT],
    request: &Body {
        name: "TaxComplianceStatusRetrieval",
        about: "Reads the tax office's opinion of a link's owner.",
        fields: &[LINK, ATTACH_PDF, SAVE_DATA],
    },
    schema: |generator| generator.subschema_for::<TaxComplianceStatus>(),
    check: |text| serde_json::from_str::<TaxComplianceStatus>(text).map(drop),
};

/// An opinion of compliance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TaxComplianceStatus {
    /// The opinion's id on this platform.
    pub id: Uuid,
    /// The link through which it was read.
    pub link: Option<Uuid>,
    /// When it was read from the tax office.
    pub collected_at: Timestamp,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// The tax office's number for it.
    pub internal_identification: Option<String>,
    /// The taxpayer's number (RFC).
    pub rfc: Option<String>,
    /// What the tax office thinks.
    #[serde(deserialize_with = "Option::deserialize")]
    pub outcome: Option<ComplianceOutcome>,
    /// The opinion on paper, in base64.
    pub pdf: Option<String>,
}

/// What the tax office thinks of somebody's duties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ComplianceOutcome {
    /// Everything was filed and paid.
    Positive,
    /// Something is missing.
    Negative,
    /// Nothing is to be filed.
    NoObligations,
}

impl Item for TaxComplianceStatus {
    const KIND: Kind = Kind::TaxComplianceStatus;

    fn id(&self) -> Uuid {
        self.id
    }

    /// A link has one taxpayer; a new opinion takes the place of the last.
    fn identity(&self) -> Cow<'_, str> {
        self.rfc.as_deref().unwrap_or_default().into()
    }

    fn created_at(&self) -> Timestamp {
        self.created_at
    }

    fn collected_at(&self) -> Timestamp {
        self.collected_at
    }
}
