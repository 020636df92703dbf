//! Invoices of Chile: the registers of purchases and sales that the tax office keeps.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::announcement::{History, announced};
use crate::body::{Body, Field};
use crate::document::Item;
use crate::money::Money;
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::resources::filters;
use crate::resources::retrieval::{DATE_FROM, DATE_TO, DIRECTION, LINK, SAVE_DATA};
use crate::resources::transaction::Direction;
use crate::time::{Date, Timestamp};

/// The declaration.
pub static CHILE_INVOICES: Resource = Resource {
    kind: Kind::ChileInvoices,
    path: "/api/cl/invoices/",
    title: "Chile invoices",
    item: "chile_invoice",
    about: "What a Chilean taxpayer bought and sold, one item for each document in the tax office's \
            registers, and one for each month of the documents that are only registered in sum.",
    capability: "INVOICES",
    operations: Operations::UNRESUMED,
    link_required: false,
    refers_to_accounts: false,
    loaded_with_link: true,
    period_days_max: Some(365),
    announcement: announced!(
        "INVOICES",
        "invoices",
        History::Invoices {
            at: "issue_date",
            at_once: true,
        }
    ),
    manner: Manner::ORDINARY,
    filters: &[filters::LINK, filters::ID, filters::CREATED_AT],
    request: &Body {
        name: "ChileInvoiceRetrieval",
        about: "Reads the documents of a period of a year at most, by their day of issue.",
        fields: &[
            LINK,
            DATE_FROM,
            DATE_TO,
            Field {
                required: false,
                about: "`INFLOW` for purchases, `OUTFLOW` for sales; both when absent.",
                ..DIRECTION
            },
            SAVE_DATA,
        ],
    },
    schema: |generator| generator.subschema_for::<ChileInvoice>(),
    check: |text| serde_json::from_str::<ChileInvoice>(text).map(drop),
};

/// A document in the register of purchases or in that of sales, or a month's sum of documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChileInvoice {
    /// The document's id on this platform.
    pub id: Uuid,
    /// The link through which it was read.
    pub link: Option<Uuid>,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// What is to be paid: net amount, exempt amount, tax and charges.
    pub total_amount: Money,
    /// What bears value added tax, without it.
    pub net_amount: Money,
    /// The value added tax.
    pub vat_amount: Money,
    /// The currency of all amounts (ISO 4217).
    #[schemars(regex(pattern = r"^[A-Z]{3}$"))]
    pub currency: String,
    /// The day of issue; a month's sum bears its first day.
    pub issue_date: Date,
    /// When the tax office received it.
    pub received_at: Timestamp,
    /// When the buyer acknowledged it, or could no longer refuse it; absent before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Timestamp")]
    pub acknowledged_at: Option<Timestamp>,
    /// The day on which the buyer refused it.
    pub claim_date: Option<Date>,
    /// Where it stands.
    pub status: ChileInvoiceStatus,
    /// The kind of document by the tax office's number: 33 is an electronic invoice.
    pub document_code: u16,
    /// The kind of purchase or sale, in the register's words.
    pub category: String,
    /// Its number among the sender's documents of this kind.
    pub folio: String,
    /// The seller's number, with check digit.
    pub sender_id: String,
    /// The seller's name.
    pub sender_name: String,
    /// The buyer's number, with check digit.
    pub receiver_id: String,
    /// The buyer's name.
    pub receiver_name: String,
    /// `INFLOW` for a purchase of the link's owner, `OUTFLOW` for a sale.
    #[serde(rename = "type")]
    pub direction: Direction,
    /// What the register of purchases says besides; null for sales and sums.
    pub purchase_invoice_details: Option<PurchaseDetails>,
    /// What the register of sales says besides; null for purchases and sums.
    pub sales_invoice_details: Option<SalesDetails>,
    /// Which documents a sum adds up; absent for single documents.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "SummaryDetails")]
    pub summary_invoice_details: Option<SummaryDetails>,
}

/// Where a document stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ChileInvoiceStatus {
    /// It counts.
    Registered,
    /// The buyer may still refuse it.
    Pending,
    /// The buyer refused it.
    Rejected,
    /// It is left out of the register.
    Cancelled,
}

/// What the register of purchases says of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PurchaseDetails {
    /// Tax that is set against the tax on sales.
    pub vat_refundable_amount: Option<Money>,
    /// Tax that is not.
    pub vat_non_refundable_amount: Option<Money>,
    /// Why it is not, by the tax office's number.
    pub vat_non_refundable_code: Option<u32>,
    /// What was bought to be kept, without tax.
    pub net_amount_fixed_assets: Option<Money>,
    /// The tax on that.
    pub vat_fixed_assets: Option<Money>,
    /// Tax on what serves taxed and exempt sales alike.
    pub vat_common_use: Option<Money>,
    /// Other tax that is not set against anything.
    pub tax_non_credit_amount: Option<Money>,
    /// Tax that the buyer should have withheld and did not.
    pub vat_non_withheld: Option<Money>,
    /// What bears no tax.
    pub tax_exempt_amount: Option<Money>,
    /// Whether it corrects a document that the buyer issued.
    pub credit_or_debit_note_on_purchase: Option<bool>,
    /// Tax on cigarettes.
    pub tax_cigarettes_amount: Option<Money>,
    /// Tax on cigars.
    pub tax_cigar_amount: Option<Money>,
    /// Tax on other tobacco.
    pub tax_processed_tobacco_amount: Option<Money>,
    /// A tax beside the value added tax.
    pub additional_tax_amount: Option<Money>,
    /// Its rate in percent.
    pub additional_tax_rate: Option<String>,
    /// Its kind, by the tax office's number.
    pub additional_tax_code: Option<u32>,
}

/// What the register of sales says of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SalesDetails {
    /// The credit of building companies.
    pub construction_sector_tax_credit: Option<Money>,
    /// The tax of free zones.
    pub tax_free_trade_zone_amount: Option<Money>,
    /// Deposits on containers.
    pub container_deposit_guarantee: Option<Money>,
    /// Whether it was given away.
    pub is_free_of_charge: Option<bool>,
    /// Whether it is billed period by period.
    pub periodic_billing_type: Option<bool>,
    /// What is not billed by this document.
    pub non_billable_amount: Option<Money>,
    /// What the whole period comes to.
    pub total_amount_for_period: Option<Money>,
    /// Fares within the country.
    pub domestic_transportation_amount: Option<Money>,
    /// Fares abroad.
    pub international_transportation_amount: Option<Money>,
    /// The branch that issued it, by the tax office's number.
    pub branch_code: Option<u32>,
    /// What bears no tax.
    pub tax_exempt_amount: Option<Money>,
    /// Whether it corrects a document that the buyer issued.
    pub credit_or_debit_note_on_purchase: Option<bool>,
    /// The kind of a tax beside the value added tax, by the tax office's number.
    pub additional_tax_code: Option<u32>,
    /// Its rate in percent.
    pub additional_tax_rate: Option<String>,
    /// The tax itself.
    pub additional_tax_amount: Option<Money>,
    /// Tax that the buyer withheld in full.
    pub vat_total_withheld: Option<Money>,
    /// Tax that the buyer withheld in part.
    pub vat_partially_withheld: Option<Money>,
    /// Tax that the buyer did not withhold.
    pub vat_non_withheld: Option<Money>,
    /// Tax on the seller's own sales.
    pub vat_sales: Option<Money>,
    /// Tax on sales made for others.
    pub vat_third_party: Option<Money>,
    /// Tax that is declared late.
    pub vat_past_due: Option<Money>,
    /// Who settles sales made for others, by number.
    pub invoice_settlement_sender_id: Option<String>,
    /// The commission of that, without tax.
    pub invoice_settlement_net_commission: Option<Money>,
    /// The part of it that bears no tax.
    pub invoice_settlement_exempt_commission: Option<Money>,
    /// The tax on it.
    pub invoice_settlement_vat_commission: Option<Money>,
    /// The kind of the document that this one refers to.
    pub reference_document_type: Option<String>,
    /// The number of that document.
    pub reference_document_folio: Option<String>,
    /// The number of a buyer abroad.
    pub foreign_recipient_id: Option<String>,
    /// The country of a buyer abroad.
    pub foreign_recipient_nationality: Option<String>,
}

/// The documents of a month that are registered in sum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SummaryDetails {
    /// The month, `YYYY-MM`.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}$"))]
    pub month: String,
    /// When the sum last changed.
    pub updated_at: Timestamp,
    /// How many documents it adds up.
    pub total_documents: u32,
    /// What bears no tax.
    pub tax_exempt_amount: Money,
}

impl Item for ChileInvoice {
    const KIND: Kind = Kind::ChileInvoices;

    fn id(&self) -> Uuid {
        self.id
    }

    /// A sender's folios run by kind of document; a sum is told by its month.
    fn identity(&self) -> Cow<'_, str> {
        let Self {
            sender_id,
            document_code,
            folio,
            ..
        } = self;
        match &self.summary_invoice_details {
            Some(sum) => format!("{sender_id} {document_code} {}", sum.month).into(),
            None => format!("{sender_id} {document_code} {folio}").into(),
        }
    }

    fn created_at(&self) -> Timestamp {
        self.created_at
    }

    fn collected_at(&self) -> Timestamp {
        self.collected_at
    }
}
