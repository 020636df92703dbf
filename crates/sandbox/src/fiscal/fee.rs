//! Invoices that somebody who works for clients issues: what reaches the bank is the fee with value
//! added tax, less what the client keeps back of both taxes.

use caudal_latam::mexico::cfdi::{
    Cfdi, Line, LineTax, LineTaxes, PaymentMethod, Receiver, RetainedTotal, TaxFactor, TaxTotals,
    TransferredTotal, Version, VoucherKind,
};
use caudal_model::resources::invoice::Standing;
use rust_decimal::Decimal;

use super::stamping::{modern, own_issuer, stamped, version};
use super::standing::reputation;
use super::{Filed, decimal};
use crate::chance::Chance;
use crate::person::Person;
use crate::price::Cents;
use crate::taxpayer::{Fee, INCOME_TAX_KEPT, VALUE_ADDED, value_added_kept};
use crate::timeline::{Cause, Event};
use crate::views::Life;

/// The invoices of what clients paid.
pub(super) fn invoices(life: &Life<'_>) -> Vec<Filed> {
    let paid = life
        .events
        .iter()
        .filter(|event| event.deed.cause == Cause::Invoice && event.deed.party.document.is_some());
    paid.map(|event| filed(life, event)).collect()
}

fn filed(life: &Life<'_>, event: &Event) -> Filed {
    let fees = life.person.chance.branch("fee");
    let chance = fees.branch(&format!("{:032x}", event.key));
    let client = event.deed.party.document.as_deref().unwrap_or_default();
    Filed {
        document: document(&life.person, event, chance),
        standing: Standing {
            receiver_tax_fraud_status: reputation(client),
            ..Standing::default()
        },
        withheld: None,
    }
}

fn document(person: &Person, event: &Event, chance: Chance) -> Cfdi {
    let version = version(event.date);
    let fee = Fee::leaving(event.amount);
    let modern = |text: &str| modern(version, text);
    let client = &event.deed.party;
    let document = Cfdi {
        version,
        series: Some("H".to_owned()),
        folio: Some(chance.between("folio", 1, 9_999).to_string()),
        issued_at: event.moment(),
        payment_form: Some("03".to_owned()),
        subtotal: decimal(fee.base),
        currency: "MXN".to_owned(),
        exchange_rate: Some(Decimal::ONE),
        total: decimal(event.amount),
        kind: VoucherKind::Income,
        export: modern("01"),
        payment_method: Some(PaymentMethod::Single),
        place_of_issue: person.postcode.clone(),
        issuer: own_issuer(person),
        receiver: Receiver {
            tax_number: client
                .document
                .as_deref()
                .and_then(|number| number.parse().ok())
                .unwrap_or_default(),
            name: Some(client.name.to_uppercase()),
            postcode: modern(&person.postcode),
            regime: modern("601"),
            usage: "G03".to_owned(),
            ..Receiver::default()
        },
        lines: vec![line(&fee, modern("02"))],
        taxes: Some(totals(&fee, version)),
        ..Cfdi::default()
    };
    stamped(document, chance)
}

fn line(fee: &Fee, tax_object: Option<String>) -> Line {
    let base = decimal(fee.base);
    let tax = |tax: &str, rate: i64, amount: Cents| LineTax {
        base,
        tax: tax.to_owned(),
        factor: TaxFactor::Rate,
        rate: Some(Decimal::new(rate, 6)),
        amount: Some(decimal(amount)),
    };
    Line {
        product: "80101500".to_owned(),
        quantity: Decimal::ONE,
        unit: "E48".to_owned(),
        description: "Honorarios por servicios profesionales".to_owned(),
        unit_price: base,
        amount: base,
        tax_object,
        taxes: Some(LineTaxes {
            transferred: vec![tax("002", VALUE_ADDED, fee.vat)],
            retained: vec![
                tax("001", INCOME_TAX_KEPT, fee.kept_tax),
                tax("002", value_added_kept(VALUE_ADDED), fee.kept_vat),
            ],
        }),
        ..Line::default()
    }
}

fn totals(fee: &Fee, version: Version) -> TaxTotals {
    let kept = |tax: &str, amount| RetainedTotal {
        tax: tax.to_owned(),
        amount: decimal(amount),
    };
    TaxTotals {
        total_retained: Some(decimal(fee.kept_tax + fee.kept_vat)),
        total_transferred: Some(decimal(fee.vat)),
        retained: vec![kept("001", fee.kept_tax), kept("002", fee.kept_vat)],
        transferred: vec![TransferredTotal {
            base: (version == Version::V40).then(|| decimal(fee.base)),
            tax: "002".to_owned(),
            factor: TaxFactor::Rate,
            rate: Some(Decimal::new(VALUE_ADDED, 6)),
            amount: Some(decimal(fee.vat)),
        }],
    }
}
