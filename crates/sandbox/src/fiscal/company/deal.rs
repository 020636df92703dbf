//! A deal's invoice, and the credit note that takes a part of it back.

use caudal_latam::mexico::cfdi::{
    Cfdi, GlobalPeriod, Line, PaymentMethod, RelatedDocument, RelatedDocuments, Version,
    VoucherKind,
};
use jiff::civil::DateTime;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::super::decimal;
use super::super::stamping::{modern, stamped, uuid_of, version};
use super::charge::Charge;
use super::parties::{issuer, place_of_issue, receiver};
use super::{Booked, at, invoice_chance};
use crate::company::{CreditNote, Deal, Fate, PartnerKind, Side, Terms, Ware};
use crate::person::Person;

/// How documents are related: a credit note to its invoice, an invoice to the one in whose place it is.
const RELATED_CREDIT: &str = "01";
const RELATED_SUBSTITUTION: &str = "04";

/// The number of a deal's invoice at the tax authority.
pub(super) fn number_of(deal: &Deal) -> Uuid {
    uuid_of(invoice_chance(deal))
}

/// The letters before the issuer's number.
pub(super) fn series(deal: &Deal) -> &'static str {
    match deal.side {
        Side::Sale => "A",
        Side::Purchase => "F",
    }
}

/// The invoice of a deal.
pub(super) fn invoice(person: &Person, one: Booked<'_>) -> Cfdi {
    let deal = one.deal;
    let issued_at = at(deal.issued, deal.second);
    let version = version(deal.issued);
    let charge = Charge::of_deal(deal);
    let (form, method) = match deal.terms {
        Terms::AtOnce => ("03", PaymentMethod::Single),
        Terms::Deferred => ("99", PaymentMethod::Deferred),
    };
    let (export, currency, rate) = match deal.foreign {
        Some(foreign) => ("02", foreign.currency, Decimal::new(foreign.rate, 4)),
        None => ("01", "MXN", Decimal::ONE),
    };
    let document = Cfdi {
        series: Some(series(deal).to_owned()),
        folio: Some(one.number.to_string()),
        payment_form: Some(form.to_owned()),
        payment_method: Some(method),
        export: modern(version, export),
        currency: currency.to_owned(),
        exchange_rate: Some(rate),
        kind: VoucherKind::Income,
        global: global(deal, version),
        related: replaced(deal),
        lines: vec![charge.line(version, deal.quantity, ware(deal.ware))],
        ..charged(person, deal, issued_at, &charge)
    };
    stamped(document, invoice_chance(deal))
}

/// When a credit note is written.
pub(super) fn noted_at(deal: &Deal, note: CreditNote) -> DateTime {
    at(note.issued, deal.second.max(12 * 3600) + 1800)
}

/// The credit note of a deal.
pub(super) fn credit_note(person: &Person, one: Booked<'_>, note: CreditNote) -> Cfdi {
    let deal = one.deal;
    let issued_at = noted_at(deal, note);
    let version = version(note.issued);
    let charge = Charge::of_note(deal, note);
    let mut document = Cfdi {
        series: Some("NC".to_owned()),
        folio: Some(one.number.to_string()),
        payment_form: Some("15".to_owned()),
        payment_method: Some(PaymentMethod::Single),
        export: modern(version, "01"),
        currency: "MXN".to_owned(),
        exchange_rate: Some(Decimal::ONE),
        kind: VoucherKind::Expense,
        related: vec![related(RELATED_CREDIT, number_of(deal))],
        lines: vec![charge.line(version, 1, given_back(deal.ware))],
        ..charged(person, deal, issued_at, &charge)
    };
    document.receiver.usage = "G02".to_owned();
    stamped(document, deal.chance.branch("credit note"))
}

/// What invoices and credit notes have in common.
fn charged(person: &Person, deal: &Deal, issued_at: DateTime, charge: &Charge) -> Cfdi {
    let version = version(issued_at.date());
    Cfdi {
        version,
        issued_at,
        subtotal: decimal(charge.gross),
        discount: charge.discount(),
        total: decimal(charge.total()),
        place_of_issue: place_of_issue(person, deal),
        issuer: issuer(person, deal),
        receiver: receiver(person, deal, version),
        taxes: charge.taxes(version),
        ..Cfdi::default()
    }
}

/// What a line calls a ware.
pub(super) fn ware(ware: &Ware) -> Line {
    Line {
        product: ware.product_code.to_owned(),
        unit: ware.unit_code.to_owned(),
        unit_name: Some(ware.unit.to_owned()),
        description: ware.name.to_owned(),
        ..Line::default()
    }
}

fn given_back(ware: &Ware) -> Line {
    Line {
        product: "84111506".to_owned(),
        unit: "ACT".to_owned(),
        description: format!("Bonificación: {}", ware.name),
        ..Line::default()
    }
}

/// What is sold to the public is billed for its day.
fn global(deal: &Deal, version: Version) -> Option<GlobalPeriod> {
    let public = deal.partner.kind == PartnerKind::Public && version == Version::V40;
    public.then(|| GlobalPeriod {
        periodicity: "01".to_owned(),
        months: format!("{:02}", deal.issued.month()),
        year: u32::from(deal.issued.year().unsigned_abs()),
    })
}

/// The cancelled invoice in whose place this one stands.
fn replaced(deal: &Deal) -> Vec<RelatedDocuments> {
    let Fate::Replacing { cancelled } = deal.fate else {
        return Vec::new();
    };
    let number = uuid_of(cancelled.branch("invoice"));
    vec![related(RELATED_SUBSTITUTION, number)]
}

fn related(relation: &str, uuid: Uuid) -> RelatedDocuments {
    RelatedDocuments {
        relation: relation.to_owned(),
        documents: vec![RelatedDocument { uuid }],
    }
}
