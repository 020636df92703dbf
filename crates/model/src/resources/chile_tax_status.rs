//! Tax status in Chile: how the tax office knows a person or company.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::announcement::announced;
use crate::body::Body;
use crate::document::Item;
use crate::money::Money;
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::resources::chile_debt_report::ChileDocumentKind;
use crate::resources::filters;
use crate::resources::retrieval::{ATTACH_PDF, LINK, SAVE_DATA};
use crate::time::{Date, Timestamp};

/// The declaration.
pub static CHILE_TAX_STATUS: Resource = Resource {
    kind: Kind::ChileTaxStatus,
    path: "/api/cl/tax-status/",
    title: "Chile tax status",
    item: "chile_tax_status",
    about: "How Chile's tax office knows a person or company: addresses, activities, regimes, \
            representatives, partners, and the taxes on real estate.",
    capability: "TAX_STATUS",
    operations: Operations::UNRESUMED,
    link_required: false,
    refers_to_accounts: false,
    loaded_with_link: true,
    period_days_max: None,
    announcement: announced!("TAX_STATUS", "tax_status"),
    manner: Manner::ORDINARY,
    filters: &[filters::LINK, filters::ID, filters::CREATED_AT],
    request: &Body {
        name: "ChileTaxStatusRetrieval",
        about: "Reads the tax status of a link's owner.",
        fields: &[LINK, ATTACH_PDF, SAVE_DATA],
    },
    schema: |generator| generator.subschema_for::<ChileTaxStatus>(),
    check: |text| serde_json::from_str::<ChileTaxStatus>(text).map(drop),
};

/// The tax office's file on one person or company.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChileTaxStatus {
    /// The status's id on this platform.
    pub id: Uuid,
    /// The link through which it was read.
    pub link: Option<Uuid>,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// Who it is, and since when.
    pub entity_details: EntityDetails,
    /// Where they are found.
    pub addresses: Vec<FiscalAddress>,
    /// Where they are written to.
    pub emails: Vec<FiscalEmail>,
    /// Where they are called.
    pub phone_numbers: Vec<FiscalPhone>,
    /// What they do for a living.
    pub economic_activities: Vec<ChileActivity>,
    /// Who speaks for them.
    pub legal_representative: Vec<LegalRepresentative>,
    /// Whom they belong to.
    pub equity_holders: Vec<EquityHolder>,
    /// Which companies they hold a part of.
    pub company_partnership_stakes: Vec<PartnershipStake>,
    /// The regimes under which they pay tax.
    pub regimes: Option<Vec<ChileRegime>>,
    /// The documents that they may issue.
    pub authorized_tax_documents: Option<Vec<AuthorizedDocument>>,
    /// The real estate on which they pay tax.
    pub property_tax_liabilities: Option<Vec<PropertyTax>>,
    /// The office that looks after them.
    pub fiscal_office: FiscalOffice,
    /// The file as a PDF in base64, when it was asked for.
    pub pdf: Option<String>,
}

/// Who a taxpayer is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EntityDetails {
    /// The day on which it came to be.
    pub incorporation_date: Date,
    /// The day on which its activities began.
    pub start_date: Date,
    /// The day on which they ended; null while they go on.
    pub end_date: Option<Date>,
    /// The kind of document: `RUT`.
    pub document_id_type: String,
    /// Its number, with check digit.
    pub document_id_number: String,
    /// Name in full.
    pub name: String,
}

/// An address on file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FiscalAddress {
    /// What it is for.
    #[serde(rename = "type")]
    pub kind: FiscalAddressKind,
    /// Since when it is on file.
    pub date: Date,
    /// The address in one line.
    pub address: String,
}

/// What an address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FiscalAddressKind {
    /// The seat.
    Primary,
    /// A branch.
    Secondary,
    /// For letters.
    MailingAddress,
    /// For official notices.
    NotificationAddress,
}

/// An e-mail address on file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FiscalEmail {
    /// What it is for.
    #[serde(rename = "type")]
    pub kind: FiscalEmailKind,
    /// The address.
    #[schemars(extend("format" = "email"))]
    pub email: String,
}

/// What an e-mail address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FiscalEmailKind {
    /// For questions.
    Contact,
    /// For official notices.
    Notification,
    /// For anything else.
    Other,
}

/// A telephone number on file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FiscalPhone {
    /// What kind of number it is. The contract also knows the word `null`, which is never sent.
    #[serde(rename = "type")]
    #[schemars(extend("enum" = ["LANDLINE", "MOBILE", "OTHER", "null", null]))]
    pub kind: Option<FiscalPhoneKind>,
    /// The number.
    pub number: String,
}

/// Kinds of telephone numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FiscalPhoneKind {
    /// Fixed.
    Landline,
    /// Mobile.
    Mobile,
    /// Of another kind.
    Other,
}

/// Something that a taxpayer does for a living.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChileActivity {
    /// The line of business, in the taxpayer's words.
    #[serde(rename = "type")]
    pub kind: String,
    /// The activity in the tax office's words.
    pub activity: String,
    /// The activity's code at the tax office: six digits.
    pub code: String,
    /// 1 for businesses, 2 for work of one's own.
    pub tax_category: u8,
    /// Whether what is sold bears value added tax.
    pub vat_affected: bool,
    /// The day on which it began.
    pub start_date: Date,
}

/// Somebody who speaks for a taxpayer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LegalRepresentative {
    /// Whether they still do.
    pub is_current: bool,
    /// Name in full.
    pub name: String,
    /// The kind of their document.
    pub document_id_type: ChileDocumentKind,
    /// Its number, with check digit.
    pub document_id_number: String,
    /// Since when they do.
    pub start_date: Date,
    /// Until when they did; null while they do.
    pub end_date: Option<Date>,
}

/// Somebody who holds a part of a taxpayer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EquityHolder {
    /// Whether they still do.
    pub is_current: bool,
    /// Name in full.
    pub name: String,
    /// The kind of their document.
    pub document_id_type: ChileDocumentKind,
    /// Its number, with check digit.
    pub document_id_number: String,
    /// Whether their part rests.
    pub inactive: bool,
    /// Since when they hold it.
    pub start_date: Date,
    /// Until when they held it; null while they do.
    pub end_date: Option<Date>,
    /// The capital they have paid in.
    pub capital_contributed: Money,
    /// The capital they have promised and not yet paid in.
    pub capital_contribution_outstanding: Money,
    /// Their part of the capital, in percent.
    pub ownership_share: Money,
    /// Their part of the profit, in percent.
    pub profit_share: Money,
}

/// A part that a taxpayer holds of a company.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PartnershipStake {
    /// The company's name.
    pub name: String,
    /// The kind of its document.
    pub document_id_type: ChileDocumentKind,
    /// Its number, with check digit.
    pub document_id_number: String,
    /// Whether the part rests.
    pub inactive: bool,
    /// Since when it is held.
    pub start_date: Date,
    /// Until when it was held; null while it is.
    pub end_date: Option<Date>,
    /// The capital that was paid in.
    pub capital_contributed: Money,
    /// The capital that was promised and not yet paid in.
    pub capital_contribution_outstanding: Money,
    /// The part of the capital, in percent.
    pub ownership_share: Money,
    /// The part of the profit, in percent.
    pub profit_share: Money,
}

/// A regime under which tax is paid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChileRegime {
    /// What the tax office calls it.
    #[serde(rename = "type")]
    pub kind: String,
    /// Since when it holds.
    pub start_date: Date,
}

/// A kind of document that a taxpayer may issue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AuthorizedDocument {
    /// What the tax office calls it.
    #[serde(rename = "type")]
    pub kind: String,
    /// How many of them.
    pub document_limit: u32,
    /// The day on which it was allowed.
    pub authorization_date: Date,
}

/// Real estate on which tax is paid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PropertyTax {
    /// The property's number in the register.
    pub property_id: String,
    /// The commune in which it lies.
    pub district: String,
    /// Its address.
    pub address: String,
    /// What it is used for.
    #[serde(rename = "type")]
    pub kind: String,
    /// Instalments that are late.
    pub overdue_tax_payments: Vec<PropertyTaxPayment>,
    /// Instalments that are not due yet.
    pub scheduled_tax_payments: Vec<PropertyTaxPayment>,
}

/// An instalment of the tax on real estate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PropertyTaxPayment {
    /// The year it belongs to.
    pub year: u16,
    /// Its number within the year, from 1 to 4.
    pub installment: u8,
    /// The day on which it is due.
    pub due_date: Date,
    /// What is to be paid.
    pub amount_due: Money,
}

/// An office of the tax authority.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FiscalOffice {
    /// Its name: that of its town.
    pub name: String,
    /// Its address.
    pub address: String,
}

impl Item for ChileTaxStatus {
    const KIND: Kind = Kind::ChileTaxStatus;

    fn id(&self) -> Uuid {
        self.id
    }

    fn identity(&self) -> Cow<'_, str> {
        self.entity_details.document_id_number.as_str().into()
    }

    fn created_at(&self) -> Timestamp {
        self.created_at
    }

    fn collected_at(&self) -> Timestamp {
        self.collected_at
    }
}
