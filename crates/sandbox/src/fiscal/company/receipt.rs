//! The receipt that a payment of a deferred invoice gets: what was owed, what was paid, what is left.

use caudal_latam::Country;
use caudal_latam::mexico::cfdi::{
    Cfdi, Line, NO_CURRENCY, PaidDocument, PaidTax, PaidTaxes, Payment, PaymentTax, PaymentTaxes,
    PaymentTotals, Payments, Receiver, Version, VoucherKind,
};
use jiff::civil::DateTime;
use rust_decimal::Decimal;

use super::super::decimal;
use super::super::stamping::{modern, stamped, version};
use super::charge::{factor, millionths, rate};
use super::deal::{number_of, series};
use super::parties::{issuer, place_of_issue, receiver};
use super::{Booked, at};
use crate::company::{self, Deal, Instalment, part};
use crate::person::Person;
use crate::price::Cents;

/// Payments by transfer between banks.
const TRANSFER: &str = "03";
/// The second of the day at which receipts are written.
const WRITTEN_SECOND: i32 = 19 * 3600;

/// What a payment is worth to the invoice, in the invoice's currency.
struct Settled {
    /// What stood open before.
    before: Cents,
    paid: Cents,
    /// The price in what is paid. Who keeps taxes back pays at once, so the rest is value-added tax.
    net: Cents,
}

/// When the receipt of a payment is written.
pub(super) fn written_at(payment: &company::Payment) -> DateTime {
    at(payment.date, WRITTEN_SECOND)
}

/// The receipt of a payment.
pub(super) fn document(
    person: &Person,
    one: Booked<'_>,
    paid: &Instalment,
    payment: &company::Payment,
) -> Cfdi {
    let deal = one.deal;
    let version = version(payment.date);
    let usage = match version {
        Version::V40 => "CP01",
        Version::V33 => "P01",
    };
    let mut document = Cfdi {
        version,
        series: Some("P".to_owned()),
        folio: Some(format!("{}-{}", one.number, paid.number)),
        issued_at: written_at(payment),
        subtotal: Decimal::ZERO,
        currency: NO_CURRENCY.to_owned(),
        total: Decimal::ZERO,
        kind: VoucherKind::Payment,
        export: modern(version, "01"),
        place_of_issue: place_of_issue(person, deal),
        issuer: issuer(person, deal),
        receiver: Receiver {
            usage: usage.to_owned(),
            ..receiver(person, deal, version)
        },
        lines: vec![Line {
            product: "84111506".to_owned(),
            quantity: Decimal::ONE,
            unit: "ACT".to_owned(),
            description: "Pago".to_owned(),
            unit_price: Decimal::ZERO,
            amount: Decimal::ZERO,
            tax_object: modern(version, "01"),
            ..Line::default()
        }],
        ..Cfdi::default()
    };
    document.complement.payments = Some(payments(one, paid, payment, version));
    stamped(document, payment.chance.branch("receipt"))
}

fn payments(
    one: Booked<'_>,
    paid: &Instalment,
    payment: &company::Payment,
    version: Version,
) -> Payments {
    let deal = one.deal;
    let recent = version == Version::V40;
    let currency = deal.foreign.map_or("MXN", |foreign| foreign.currency);
    let settled = settled(deal, paid);
    let abroad = paid.rate.map(|rate| Decimal::new(rate, 4));
    Payments {
        version: if recent { "2.0" } else { "1.0" }.to_owned(),
        totals: recent.then(|| totals(deal, paid)),
        payments: vec![Payment {
            paid_at: at(payment.date, payment.second),
            form: TRANSFER.to_owned(),
            currency: currency.to_owned(),
            exchange_rate: abroad.or(recent.then_some(Decimal::ONE)),
            amount: decimal(settled.paid),
            operation_number: Some(format!("{:07}", payment.chance.name() % 10_000_000)),
            documents: vec![paid_document(one, paid, &settled, version)],
            taxes: recent.then(|| PaymentTaxes {
                retained: Vec::new(),
                transferred: vec![PaymentTax {
                    base: decimal(settled.net),
                    tax: "002".to_owned(),
                    factor: factor(rate(deal)),
                    rate: rate(deal).map(millionths),
                    amount: rate(deal).map(|_| decimal(settled.paid - settled.net)),
                }],
            }),
            ..Payment::default()
        }],
    }
}

/// What is paid in pesos, with the base and the tax under their rate.
fn totals(deal: &Deal, paid: &Instalment) -> PaymentTotals {
    let (base, vat) = (Some(decimal(paid.paid - paid.vat)), Some(decimal(paid.vat)));
    let totals = PaymentTotals {
        amount: decimal(paid.paid),
        ..PaymentTotals::default()
    };
    match deal.vat_rate {
        None => PaymentTotals {
            base_iva_exempt: base,
            ..totals
        },
        Some(0) => PaymentTotals {
            base_iva_0: base,
            iva_0: vat,
            ..totals
        },
        Some(80) => PaymentTotals {
            base_iva_8: base,
            iva_8: vat,
            ..totals
        },
        Some(_) => PaymentTotals {
            base_iva_16: base,
            iva_16: vat,
            ..totals
        },
    }
}

fn paid_document(
    one: Booked<'_>,
    paid: &Instalment,
    settled: &Settled,
    version: Version,
) -> PaidDocument {
    let deal = one.deal;
    let recent = version == Version::V40;
    PaidDocument {
        uuid: number_of(deal),
        series: Some(series(deal).to_owned()),
        folio: Some(one.number.to_string()),
        currency: deal
            .foreign
            .map_or("MXN", |foreign| foreign.currency)
            .to_owned(),
        equivalence: recent.then_some(Decimal::ONE),
        method: (!recent).then(|| "PPD".to_owned()),
        partiality: Some(paid.number),
        previous_balance: Some(decimal(settled.before)),
        paid: Some(decimal(settled.paid)),
        outstanding_balance: Some(decimal(settled.before - settled.paid)),
        tax_object: modern(version, "02"),
        taxes: recent.then(|| PaidTaxes {
            retained: Vec::new(),
            transferred: vec![PaidTax {
                base: decimal(settled.net),
                tax: "002".to_owned(),
                factor: factor(rate(deal)),
                rate: rate(deal).map(millionths),
                amount: rate(deal).map(|_| decimal(settled.paid - settled.net)),
            }],
        }),
        ..PaidDocument::default()
    }
}

fn settled(deal: &Deal, paid: &Instalment) -> Settled {
    if let Some(foreign) = deal.foreign {
        let count = i64::try_from(deal.instalments.len()).unwrap_or(1);
        let upto = |number: i64| part(Country::Mexico, foreign.net, number, count);
        let number = i64::from(paid.number);
        let settled = upto(number) - upto(number - 1);
        return Settled {
            before: foreign.net - upto(number - 1),
            paid: settled,
            net: settled,
        };
    }
    let earlier: Cents = (deal.instalments.iter())
        .filter(|other| other.number < paid.number)
        .map(|other| other.settled)
        .sum();
    Settled {
        before: deal.owed() - earlier,
        paid: paid.settled,
        net: paid.net,
    }
}
