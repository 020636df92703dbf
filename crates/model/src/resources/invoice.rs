//! Invoices: the electronic documents that a Mexican taxpayer issues and receives.

mod line;
mod mapping;
mod payment;
mod payroll;
mod standing;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use line::{
    InvoiceLine, InvoiceTaxDetails, RetainedLineTax, RetainedTax, TransferredLineTax,
    TransferredTax,
};
pub(in crate::resources) use mapping::wall_clock;
pub use mapping::{Source, Unfit, direction};
pub use payment::{InvoicePayment, PaidInvoice};
pub use payroll::{
    InvoicePayroll, PayrollDeduction, PayrollEarning, PayrollOtherPayment, Periodicity,
};
pub use standing::{FraudStatus, InvoiceStatus, InvoiceWarning, Standing};

use crate::announcement::{History, announced};
use crate::body::{Body, Field, FieldKind};
use crate::document::Item;
use crate::filter::{Filter, FilterKind, Operator};
use crate::money::Money;
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::resources::filters;
use crate::resources::retrieval::{ATTACH_XML, DATE_FROM, DATE_TO, DIRECTION, LINK, SAVE_DATA};
use crate::resources::transaction::Direction;
use crate::time::{Date, Timestamp};

/// The declaration.
pub static INVOICES: Resource = Resource {
    kind: Kind::Invoices,
    path: "/api/invoices/",
    title: "Invoices",
    item: "invoice",
    about: "Electronic invoices of Mexico (CFDI): sales, credit notes, goods in transit, payslips and \
            receipts of payments, issued or received by the link's owner.",
    capability: "INVOICES",
    operations: Operations::ALL,
    link_required: false,
    refers_to_accounts: false,
    loaded_with_link: true,
    period_days_max: Some(365),
    announcement: announced!(
        "INVOICES",
        "invoices",
        History::Invoices {
            at: "invoice_date",
            at_once: false,
        }
    ),
    manner: Manner::ORDINARY,
    filters: &[
        filters::LINK,
        filters::ID,
        filters::CREATED_AT,
        filters::date("invoice_date", "invoice_date", "day of issue"),
        filters::listed(
            "invoice_identification",
            "invoice_identification",
            "number at the tax authority",
        ),
        filters::listed("status", "status", "status"),
        filters::number("total_amount", "total_amount", "total"),
        Filter {
            name: "type",
            kind: FilterKind::Choice(&["OUTFLOW", "INFLOW"]),
            operators: Operator::LISTED,
            at: "type",
            about: "direction",
        },
    ],
    request: &Body {
        name: "InvoiceRetrieval",
        about: "Reads the invoices of a period from the tax authority: those that were issued, those \
                that were received, or both.",
        fields: &[
            LINK,
            DATE_FROM,
            DATE_TO,
            Field {
                kind: FieldKind::ChoiceOrNull(&["OUTFLOW", "INFLOW"]),
                about: "`OUTFLOW` for what the link's owner issued, `INFLOW` for what they received, \
                        null for both.",
                ..DIRECTION
            },
            ATTACH_XML,
            SAVE_DATA,
        ],
    },
    schema: |generator| generator.subschema_for::<Invoice>(),
    check: |text| serde_json::from_str::<Invoice>(text).map(drop),
};

/// One electronic invoice, seen from the link's owner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Invoice {
    /// The invoice's id on this platform.
    pub id: Uuid,
    /// The link it was read through.
    pub link: Option<Uuid>,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// The number that the authority gave it: a UUID in upper case.
    pub invoice_identification: Option<String>,
    /// The day of issue.
    pub invoice_date: Option<Date>,
    /// Whether it stands.
    pub status: Option<InvoiceStatus>,
    /// What kind of document it is.
    pub invoice_type: Option<InvoiceKind>,
    /// `OUTFLOW` when the link's owner issued it, `INFLOW` when they received it.
    #[serde(rename = "type")]
    pub direction: Option<Direction>,
    /// The taxes of the whole document; left out when they are not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "InvoiceTaxDetails")]
    pub tax_details: Option<InvoiceTaxDetails>,
    /// The issuer's taxpayer number.
    pub sender_id: Option<String>,
    /// The issuer's tax regime by the authority's catalogue: `601` is a company of the general one.
    pub sender_fiscal_regime: Option<String>,
    /// The issuer's name.
    pub sender_name: Option<String>,
    /// Whether the issuer is on the authority's list of invoices without substance.
    pub sender_tax_fraud_status: Option<FraudStatus>,
    /// The receiver's taxpayer number.
    pub receiver_id: Option<String>,
    /// The receiver's postcode; left out by documents that do not tell it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub receiver_postal_code: Option<String>,
    /// The receiver's tax regime.
    pub receiver_fiscal_regime: Option<String>,
    /// The receiver's name.
    pub receiver_name: Option<String>,
    /// Whether the receiver is on the authority's list of invoices without substance.
    pub receiver_tax_fraud_status: Option<FraudStatus>,
    /// How it was cancelled, in the authority's words.
    pub cancelation_status: Option<String>,
    /// The day on which it was cancelled.
    pub cancelation_update_date: Option<Date>,
    /// The day on which it was stamped.
    pub certification_date: Option<Date>,
    /// The taxpayer number of who stamped it.
    pub certification_authority: Option<String>,
    /// How it is paid: `03` is a transfer, `99` is not known yet.
    pub payment_type: Option<String>,
    /// No longer filled.
    #[schemars(extend("deprecated" = true))]
    pub payment_type_description: Option<String>,
    /// Whether it is paid at once or later.
    pub payment_method: Option<InvoicePaymentMethod>,
    /// No longer filled.
    #[schemars(extend("deprecated" = true))]
    pub payment_method_description: Option<String>,
    /// What the receiver uses it for: `G03` is general expenses.
    pub usage: Option<String>,
    /// The version of the document's schema.
    pub version: Option<String>,
    /// The postcode of the place of issue.
    pub place_of_issue: Option<String>,
    /// What was sold, line by line.
    pub invoice_details: Vec<InvoiceLine>,
    /// The currency (ISO 4217).
    pub currency: Option<String>,
    /// Before discounts and taxes.
    pub subtotal_amount: Option<Money>,
    /// Pesos for one unit of the currency.
    pub exchange_rate: Option<Money>,
    /// The taxes that are added.
    pub tax_amount: Option<Money>,
    /// The discounts of all lines.
    pub discount_amount: Option<Money>,
    /// What is to be paid.
    pub total_amount: Option<Money>,
    /// The documents that it has to do with.
    pub related_invoices: Vec<RelatedInvoice>,
    /// For the receipt of payments: the payments.
    pub payments: Vec<InvoicePayment>,
    /// For a payslip: the pay.
    pub payroll: Option<InvoicePayroll>,
    /// The issuer's own number.
    pub folio: Option<String>,
    /// The letters that the issuer sets before it.
    pub series: Option<String>,
    /// Whether it is an export: `01` is none.
    pub export_type: Option<String>,
    /// The document as XML text, where it was asked for.
    pub xml: Option<String>,
    /// Why something is missing, where it is.
    pub warnings: Option<InvoiceWarning>,
    /// No longer filled: see `sender_tax_fraud_status`.
    #[schemars(extend("deprecated" = true))]
    pub sender_blacklist_status: Option<String>,
    /// No longer filled: see `receiver_tax_fraud_status`.
    #[schemars(extend("deprecated" = true))]
    pub receiver_blacklist_status: Option<String>,
}

/// What kind of document an invoice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum InvoiceKind {
    /// A sale.
    Ingreso,
    /// What is given back, such as a credit note.
    Egreso,
    /// Goods on their way.
    Traslado,
    /// A payslip.
    #[serde(rename = "Nómina")]
    Nomina,
    /// The receipt of a payment.
    Pago,
}

/// Whether an invoice is paid at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum InvoicePaymentMethod {
    /// At once.
    #[serde(rename = "PUE")]
    Single,
    /// Later or in parts.
    #[serde(rename = "PPD")]
    Deferred,
}

/// A document that an invoice has to do with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RelatedInvoice {
    /// In which way: `01` is a credit note to it, `04` replaces it.
    pub relationship_type: Option<String>,
    /// Its number at the tax authority.
    pub related_invoice_identification: Option<String>,
}

impl Item for Invoice {
    const KIND: Kind = Kind::Invoices;

    fn id(&self) -> Uuid {
        self.id
    }

    fn identity(&self) -> Cow<'_, str> {
        let number = self.invoice_identification.as_deref().unwrap_or_default();
        identity(number, self.direction.unwrap_or(Direction::Outflow)).into()
    }

    fn created_at(&self) -> Timestamp {
        self.created_at
    }

    fn collected_at(&self) -> Timestamp {
        self.collected_at
    }
}

/// What tells the invoice with this number and direction from the link's others.
#[must_use]
pub fn identity(invoice_identification: &str, direction: Direction) -> String {
    let direction = match direction {
        Direction::Inflow => "INFLOW",
        Direction::Outflow => "OUTFLOW",
    };
    format!("{}/{direction}", invoice_identification.to_uppercase())
}
