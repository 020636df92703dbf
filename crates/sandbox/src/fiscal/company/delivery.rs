//! Documents for goods that a company carries to its customers itself.

use caudal_latam::mexico::cfdi::{Cfdi, Line, NO_CURRENCY, VoucherKind};
use jiff::civil::DateTime;
use rust_decimal::Decimal;

use super::super::stamping::{modern, own_issuer, own_receiver, stamped, version};
use super::parties::unregistered;
use super::{Booked, at, deal};
use crate::company::{Deal, Fate, Ledger, PartnerKind, Side};
use crate::person::Person;

/// How many of a thousand sales of goods to other companies are carried there.
const CARRIED_PERMILLE: u32 = 300;
/// Seconds after its invoice at which a load leaves.
const LOADING_SECONDS: i32 = 600;

/// Whether what is sold is carried to the customer.
pub(super) fn is_carried(ledger: &Ledger, deal: &Deal) -> bool {
    ledger.profile.trade.sells_goods()
        && deal.side == Side::Sale
        && deal.fate == Fate::Standing
        && deal.partner.kind == PartnerKind::Company
        && deal.chance.happens("carried", CARRIED_PERMILLE)
}

/// When the load leaves.
pub(super) fn left_at(deal: &Deal) -> DateTime {
    at(deal.issued, deal.second + LOADING_SECONDS)
}

/// The document that goes with the load: from the company to itself, without a price.
pub(super) fn document(person: &Person, one: Booked<'_>) -> Cfdi {
    let sold = one.deal;
    let version = version(sold.issued);
    let document = Cfdi {
        version,
        series: Some("T".to_owned()),
        folio: Some(one.number.to_string()),
        issued_at: left_at(sold),
        subtotal: Decimal::ZERO,
        currency: NO_CURRENCY.to_owned(),
        total: Decimal::ZERO,
        kind: VoucherKind::Transfer,
        export: modern(version, "01"),
        place_of_issue: person.postcode.clone(),
        issuer: own_issuer(person),
        receiver: own_receiver(person, version, unregistered(version)),
        lines: vec![Line {
            quantity: Decimal::from(sold.quantity),
            tax_object: modern(version, "01"),
            ..deal::ware(sold.ware)
        }],
        ..Cfdi::default()
    };
    stamped(document, sold.chance.branch("delivery"))
}
