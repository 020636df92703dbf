//! From an electronic invoice to what readers get of it.

use caudal_latam::mexico::cfdi::{
    Cfdi, LineTax, Payment, PaymentMethod, Payroll, TaxNumber, TaxTotals, VoucherKind,
    deduction_name, earning_name, other_payment_name, tax_name,
};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use uuid::Uuid;

use super::{
    Invoice, InvoiceKind, InvoiceLine, InvoicePayment, InvoicePaymentMethod, InvoicePayroll,
    InvoiceTaxDetails, InvoiceWarning, PaidInvoice, PayrollDeduction, PayrollEarning,
    PayrollOtherPayment, Periodicity, RelatedInvoice, RetainedLineTax, RetainedTax, Standing,
    TransferredLineTax, TransferredTax, identity,
};
use crate::document::Stamper;
use crate::money::Money;
use crate::resource::Kind;
use crate::resources::transaction::Direction;
use crate::time::{Date, Timestamp};

/// Where a document comes from and what is known beside it.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// Gives id and times.
    pub stamper: &'a Stamper,
    /// The taxpayer whose link it is.
    pub owner: &'a TaxNumber,
    /// What the authority says about it now.
    pub standing: Standing,
    /// The document's own text, where it is to come along.
    pub xml: Option<String>,
}

/// Why a document is no invoice of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Without the authority's stamp it has no number.
    #[error("it has no stamp of the tax authority (TimbreFiscalDigital)")]
    Unstamped,
    /// It is between other people.
    #[error("the link's owner neither issued nor received it")]
    OfOthers,
}

/// Which way a document goes, seen from a taxpayer. What somebody issues to themselves, such as
/// goods between their own places, is issued.
#[must_use]
pub fn direction(owner: &TaxNumber, document: &Cfdi) -> Option<Direction> {
    if document.issuer.tax_number == *owner {
        Some(Direction::Outflow)
    } else if document.receiver.tax_number == *owner {
        Some(Direction::Inflow)
    } else {
        None
    }
}

impl Invoice {
    /// What readers get of a document.
    ///
    /// # Errors
    /// [`Unfit`] when it has no stamp or is not the owner's.
    pub fn from_cfdi(document: &Cfdi, source: Source<'_>) -> Result<Self, Unfit> {
        let direction = direction(source.owner, document).ok_or(Unfit::OfOthers)?;
        let stamp = document.complement.stamp.as_ref().ok_or(Unfit::Unstamped)?;
        let number = upper(stamp.uuid);
        let stamper = source.stamper;
        let seen = stamper.stamp(Kind::Invoices, &identity(&number, direction));
        let (issuer, receiver) = (&document.issuer, &document.receiver);
        let standing = source.standing;
        Ok(Self {
            id: seen.id,
            link: Some(stamper.link),
            collected_at: seen.collected_at,
            created_at: seen.created_at,
            invoice_identification: Some(number),
            invoice_date: Some(Date(document.issued_at.date())),
            status: Some(standing.status),
            invoice_type: Some(kind(document.kind)),
            direction: Some(direction),
            tax_details: Some(tax_details(document.taxes.as_ref())),
            sender_id: Some(issuer.tax_number.to_string()),
            sender_fiscal_regime: Some(issuer.regime.clone()),
            sender_name: issuer.name.clone(),
            sender_tax_fraud_status: Some(standing.sender_tax_fraud_status),
            receiver_id: Some(receiver.tax_number.to_string()),
            receiver_postal_code: receiver.postcode.clone(),
            receiver_fiscal_regime: receiver.regime.clone(),
            receiver_name: receiver.name.clone(),
            receiver_tax_fraud_status: Some(standing.receiver_tax_fraud_status),
            cancelation_status: standing.cancelation_status,
            cancelation_update_date: standing.cancelation_update_date,
            certification_date: Some(Date(stamp.stamped_at.date())),
            certification_authority: Some(stamp.stamper.to_string()),
            payment_type: document.payment_form.clone(),
            payment_type_description: None,
            payment_method: document.payment_method.map(payment_method),
            payment_method_description: None,
            usage: Some(receiver.usage.clone()),
            version: Some(document.version.as_str().to_owned()),
            place_of_issue: Some(document.place_of_issue.clone()),
            invoice_details: lines(document, seen.collected_at),
            currency: Some(document.currency.clone()),
            subtotal_amount: Some(document.subtotal.into()),
            exchange_rate: document.exchange_rate.map(Money),
            tax_amount: Some(Money(transferred(document.taxes.as_ref()))),
            discount_amount: Some(Money(document.discount.unwrap_or_default())),
            total_amount: Some(document.total.into()),
            related_invoices: related(document),
            payments: payments(document),
            payroll: payroll(document, seen.collected_at),
            folio: document.folio.clone(),
            series: document.series.clone(),
            export_type: document.export.clone(),
            xml: source.xml,
            warnings: None,
            sender_blacklist_status: None,
            receiver_blacklist_status: None,
        })
    }

    /// What is left of an invoice when the authority lists it but does not hand it out: what only
    /// stands in the document is missing, and a warning says why.
    #[must_use]
    pub fn without_document(self, warning: InvoiceWarning) -> Self {
        Self {
            tax_details: None,
            sender_fiscal_regime: None,
            receiver_postal_code: None,
            receiver_fiscal_regime: None,
            usage: None,
            invoice_details: Vec::new(),
            related_invoices: Vec::new(),
            payments: Vec::new(),
            payroll: None,
            xml: None,
            warnings: Some(warning),
            ..self
        }
    }
}

pub(in crate::resources) fn upper(number: Uuid) -> String {
    number.hyphenated().to_string().to_uppercase()
}

fn kind(kind: VoucherKind) -> InvoiceKind {
    match kind {
        VoucherKind::Income => InvoiceKind::Ingreso,
        VoucherKind::Expense => InvoiceKind::Egreso,
        VoucherKind::Transfer => InvoiceKind::Traslado,
        VoucherKind::Payroll => InvoiceKind::Nomina,
        VoucherKind::Payment => InvoiceKind::Pago,
    }
}

fn payment_method(method: PaymentMethod) -> InvoicePaymentMethod {
    match method {
        PaymentMethod::Single => InvoicePaymentMethod::Single,
        PaymentMethod::Deferred => InvoicePaymentMethod::Deferred,
    }
}

/// `0.160000` as 16.
fn percent(rate: Decimal) -> Money {
    Money((rate * Decimal::ONE_HUNDRED).normalize())
}

fn transferred(taxes: Option<&TaxTotals>) -> Decimal {
    taxes
        .and_then(|taxes| taxes.total_transferred)
        .unwrap_or_default()
}

fn tax_details(taxes: Option<&TaxTotals>) -> InvoiceTaxDetails {
    let total_retained = taxes.and_then(|taxes| taxes.total_retained);
    InvoiceTaxDetails {
        total_tax_retained: Money(total_retained.unwrap_or_default()),
        total_tax_transferred: Money(transferred(taxes)),
        retained_taxes: taxes
            .iter()
            .flat_map(|taxes| &taxes.retained)
            .map(|each| RetainedTax {
                tax_type: None,
                tax: tax_name(&each.tax).to_owned(),
                tax_percentage: None,
                pre_tax_amount: None,
                tax_amount: each.amount.into(),
            })
            .collect(),
        transferred_taxes: taxes
            .iter()
            .flat_map(|taxes| &taxes.transferred)
            .map(|each| TransferredTax {
                tax_type: Some(each.factor.as_str().to_owned()),
                tax: tax_name(&each.tax).to_owned(),
                tax_percentage: percent(each.rate.unwrap_or_default()),
                pre_tax_amount: each.base.map(Money),
                tax_amount: Money(each.amount.unwrap_or_default()),
            })
            .collect(),
    }
}

fn lines(document: &Cfdi, collected_at: Timestamp) -> Vec<InvoiceLine> {
    let line = |line: &caudal_latam::mexico::cfdi::Line| {
        let taxes = line.taxes.as_ref();
        let added: &[LineTax] = taxes.map_or(&[], |taxes| &taxes.transferred);
        let kept: &[LineTax] = taxes.map_or(&[], |taxes| &taxes.retained);
        let amount: Decimal = added.iter().filter_map(|tax| tax.amount).sum();
        let value_added = added.iter().find(|tax| tax_name(&tax.tax) == "IVA");
        let rate = value_added.and_then(|tax| tax.rate).unwrap_or_default();
        InvoiceLine {
            collected_at,
            description: Some(line.description.clone()),
            product_identification: Some(line.product.clone()),
            quantity: Some(line.quantity.into()),
            unit_code: Some(line.unit.clone()),
            unit_description: line.unit_name.clone(),
            unit_amount: Some(line.unit_price.into()),
            discount: line.discount.map(Money),
            tax_subject_code: line.tax_object.clone(),
            identifier_number: line.sku.clone(),
            pre_tax_amount: Some(line.amount.into()),
            tax_percentage: Some(percent(rate)),
            tax_amount: Some(amount.into()),
            total_amount: Some(Money(line.amount + amount)),
            retained_taxes: kept
                .iter()
                .map(|tax| RetainedLineTax {
                    collected_at,
                    tax_type: Some(tax.factor.as_str().to_owned()),
                    tax: Some(tax_name(&tax.tax).to_owned()),
                    tax_percentage: tax.rate.map(percent),
                    retained_tax_amount: tax.amount.map(Money),
                })
                .collect(),
            transferred_taxes: added
                .iter()
                .map(|tax| TransferredLineTax {
                    collected_at,
                    tax_type: Some(tax.factor.as_str().to_owned()),
                    tax: Some(tax_name(&tax.tax).to_owned()),
                    tax_percentage: tax.rate.map(percent),
                    transferred_tax_amount: tax.amount.map(Money),
                })
                .collect(),
        }
    };
    document.lines.iter().map(line).collect()
}

fn related(document: &Cfdi) -> Vec<RelatedInvoice> {
    let groups = document.related.iter();
    let each = groups.flat_map(|group| {
        group.documents.iter().map(|other| RelatedInvoice {
            relationship_type: Some(group.relation.clone()),
            related_invoice_identification: Some(upper(other.uuid)),
        })
    });
    each.collect()
}

fn payments(document: &Cfdi) -> Vec<InvoicePayment> {
    let payments = document.complement.payments.iter();
    payments
        .flat_map(|payments| &payments.payments)
        .map(payment)
        .collect()
}

fn payment(payment: &Payment) -> InvoicePayment {
    InvoicePayment {
        date: wall_clock(payment.paid_at),
        payment_type: Some(payment.form.clone()),
        currency: Some(payment.currency.clone()),
        exchange_rate: payment.exchange_rate.map(|rate| rate.to_string()),
        amount: Some(payment.amount.into()),
        operation_number: payment.operation_number.clone(),
        beneficiary_rfc: payment.payee_bank_tax_number.clone(),
        beneficiary_account_number: payment.payee_account.clone(),
        payer_rfc: payment.payer_bank_tax_number.clone(),
        payer_account_number: payment.payer_account.clone(),
        payer_bank_name: payment.payer_bank_name.clone(),
        related_documents: payment
            .documents
            .iter()
            .map(|paid| PaidInvoice {
                invoice_identification: Some(upper(paid.uuid)),
                currency: Some(paid.currency.clone()),
                payment_method: Some(paid.method.clone().unwrap_or_else(|| "PPD".to_owned())),
                partiality_number: paid.partiality,
                previous_balance: paid.previous_balance.map(Money),
                amount_paid: paid.paid.map(Money),
                outstanding_balance: paid.outstanding_balance.map(Money),
            })
            .collect(),
    }
}

/// What a clock without a zone showed, as a moment with the same hour.
pub(in crate::resources) fn wall_clock(shown: DateTime) -> Option<Timestamp> {
    let zoned = shown.to_zoned(TimeZone::UTC).ok()?;
    Some(Timestamp(zoned.timestamp()))
}

/// The payslip; where a document has two, as after a severance, what they pay is put together.
fn payroll(document: &Cfdi, collected_at: Timestamp) -> Option<InvoicePayroll> {
    let all = &document.complement.payrolls;
    let first = all.first()?;
    let days: Decimal = all.iter().map(|each| each.days).sum();
    let named = |name: Option<&'static str>, code: &str| Some(name.unwrap_or(code).to_owned());
    Some(InvoicePayroll {
        days: days.round().to_u32(),
        kind: Some(first.kind.as_str().to_owned()),
        amount: all.iter().map(|each| Money(net(each))).sum(),
        version: first.version.clone(),
        date_from: Some(Date(first.first_day)),
        date_to: Some(Date(first.last_day)),
        collected_at,
        payment_date: Date(first.paid_on),
        periodicity: Periodicity::of_code(&first.employee.periodicity),
        earnings_breakdown: Some(
            all.iter()
                .filter_map(|each| each.earnings.as_ref())
                .flat_map(|earnings| &earnings.earnings)
                .map(|earning| PayrollEarning {
                    kind: named(earning_name(&earning.kind), &earning.kind),
                    taxable_amount: earning.taxable.into(),
                    vat_free_amount: earning.exempt.into(),
                })
                .collect(),
        ),
        tax_deductions: Some(
            all.iter()
                .filter_map(|each| each.deductions.as_ref())
                .flat_map(|deductions| &deductions.deductions)
                .map(|deduction| PayrollDeduction {
                    kind: named(deduction_name(&deduction.kind), &deduction.kind),
                    amount: deduction.amount.into(),
                })
                .collect(),
        ),
        other_payments: Some(
            all.iter()
                .flat_map(|each| &each.other_payments)
                .map(|other| PayrollOtherPayment {
                    kind: named(other_payment_name(&other.kind), &other.kind),
                    amount: other.amount.into(),
                })
                .collect(),
        ),
    })
}

/// Earnings and other payments less deductions.
fn net(payroll: &Payroll) -> Decimal {
    let total = |amount: Option<Decimal>| amount.unwrap_or_default();
    total(payroll.total_earnings) + total(payroll.total_other_payments)
        - total(payroll.total_deductions)
}
