//! Invoices that people ask for, or get unasked, for what they buy.

use caudal_latam::mexico::cfdi::{
    Cfdi, Line, LineTax, LineTaxes, PaymentMethod, RelatedDocument, RelatedDocuments, TaxFactor,
    TaxTotals, TransferredTotal, Version, VoucherKind,
};
use caudal_model::resources::invoice::Standing;
use caudal_model::resources::transaction::{Direction, Subcategory};
use jiff::Span;
use rust_decimal::Decimal;

use super::stamping::{merchant, own_receiver, stamped, version};
use super::standing::{cancelled, withheld};
use super::{Filed, decimal, part, regime};
use crate::chance::Chance;
use crate::person::Person;
use crate::timeline::{Cause, Event, Instrument};
use crate::views::Life;

/// The invoices of what the holder bought.
pub(super) fn invoices(life: &Life<'_>) -> Vec<Filed> {
    let bought = life.events.iter().filter(|event| is_invoiced(life, event));
    bought.flat_map(|event| filed(life, event)).collect()
}

/// What is bought, as an invoice sees it.
struct Ware {
    /// By the authority's catalogue.
    product: &'static str,
    unit: &'static str,
    description: &'static str,
    tax: ValueAdded,
    /// What somebody without a business may deduct it as.
    personal_usage: &'static str,
    /// Whether the seller invoices unasked.
    unasked: bool,
}

/// The value added tax of a ware.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ValueAdded {
    Sixteen,
    Zero,
    Exempt,
}

const fn ware(product: &'static str, unit: &'static str, description: &'static str) -> Ware {
    Ware {
        product,
        unit,
        description,
        tax: ValueAdded::Sixteen,
        personal_usage: "S01",
        unasked: false,
    }
}

fn ware_of(subcategory: Subcategory) -> Ware {
    let unasked = |ware: Ware| Ware {
        unasked: true,
        ..ware
    };
    match subcategory {
        Subcategory::ElectricityEnergy => unasked(ware("83101801", "E48", "Suministro de energía")),
        Subcategory::Telecommunications => unasked(ware("83111603", "E48", "Servicio telefónico")),
        Subcategory::Water => Ware {
            tax: ValueAdded::Zero,
            ..unasked(ware("83101500", "E48", "Suministro de agua"))
        },
        Subcategory::Groceries => Ware {
            tax: ValueAdded::Zero,
            ..ware("50000000", "H87", "Alimentos")
        },
        Subcategory::Pharmacies => Ware {
            tax: ValueAdded::Zero,
            ..ware("51100000", "H87", "Medicamentos")
        },
        Subcategory::Restaurants | Subcategory::Delivery | Subcategory::BakeryCoffee => {
            ware("90101501", "E48", "Consumo de alimentos")
        }
        Subcategory::Gas => ware("15101514", "LTR", "Gasolina"),
        Subcategory::Health => Ware {
            tax: ValueAdded::Exempt,
            personal_usage: "D01",
            ..unasked(ware("85121600", "E48", "Honorarios médicos"))
        },
        Subcategory::HealthLifeInsurance => Ware {
            personal_usage: "D07",
            ..unasked(ware("84131601", "E48", "Prima de seguro"))
        },
        Subcategory::AutoInsurance | Subcategory::HomeInsurance => {
            unasked(ware("84131503", "E48", "Prima de seguro"))
        }
        Subcategory::Education => Ware {
            tax: ValueAdded::Exempt,
            personal_usage: "D10",
            ..unasked(ware("86121500", "E48", "Colegiatura"))
        },
        Subcategory::AppsSoftwareCloudServices => ware("81112100", "E48", "Suscripción"),
        _ => ware("01010101", "H87", "Compra general"),
    }
}

/// Whether there is an invoice for what was paid: people with a business ask for more of them.
fn is_invoiced(life: &Life<'_>, event: &Event) -> bool {
    let bought = matches!(
        event.deed.cause,
        Cause::Purchase | Cause::Utility | Cause::Subscription | Cause::Insurance | Cause::School
    );
    if !bought || event.direction != Direction::Outflow {
        return false;
    }
    let asks = match regime(&life.person) {
        "612" | "625" => 350,
        _ => 40,
    };
    ware_of(event.deed.label.subcategory).unasked || chance_of(life, event).happens("asked", asks)
}

/// Decisions about the invoice of one event.
fn chance_of(life: &Life<'_>, event: &Event) -> Chance {
    let invoices = life.person.chance.branch("invoice");
    invoices.branch(&format!("{:032x}", event.key))
}

/// The invoice of one payment. A few were issued with a mistake, taken back, and issued anew.
fn filed(life: &Life<'_>, event: &Event) -> Vec<Filed> {
    let chance = chance_of(life, event);
    let document = document(&life.person, event, chance);
    if !chance.happens("mistaken", 20) {
        return vec![standing(life, document, chance)];
    }
    let mut anew = Cfdi {
        issued_at: document
            .issued_at
            .saturating_add(Span::new().minutes(chance.between("noticed", 20, 2_000))),
        folio: document.folio.as_ref().map(|folio| format!("{folio}1")),
        ..document.clone()
    };
    let mistaken = document.complement.stamp.as_ref();
    anew.related = vec![RelatedDocuments {
        relation: "04".to_owned(),
        documents: mistaken
            .map(|stamp| RelatedDocument { uuid: stamp.uuid })
            .into_iter()
            .collect(),
    }];
    let taken_back = anew.issued_at;
    let mut first = standing(life, document, chance);
    if taken_back <= life.now {
        first.standing = cancelled(taken_back.date());
    }
    let again = chance.branch("anew");
    vec![first, standing(life, stamped(anew, again), again)]
}

fn standing(life: &Life<'_>, document: Cfdi, chance: Chance) -> Filed {
    Filed {
        withheld: withheld(life, document.issued_at.date(), chance),
        document,
        standing: Standing::default(),
    }
}

fn document(person: &Person, event: &Event, chance: Chance) -> Cfdi {
    let ware = ware_of(event.deed.label.subcategory);
    let version = version(event.date);
    let (base, tax) = match ware.tax {
        ValueAdded::Sixteen => {
            let base = part(event.amount, 100, 116);
            (base, event.amount - base)
        }
        ValueAdded::Zero | ValueAdded::Exempt => (event.amount, 0),
    };
    let usage = match regime(person) {
        "612" | "625" => "G03",
        _ if version == Version::V33 && ware.personal_usage == "S01" => "P01",
        _ => ware.personal_usage,
    };
    let document = Cfdi {
        version,
        series: Some(chance.pick("series", &["A", "B", "FAC", "W"]).to_owned()),
        folio: Some(chance.between("folio", 1_000, 999_999).to_string()),
        issued_at: event.moment(),
        payment_form: Some(form(event.deed.instrument).to_owned()),
        subtotal: decimal(base),
        currency: "MXN".to_owned(),
        exchange_rate: Some(Decimal::ONE),
        total: decimal(event.amount),
        kind: VoucherKind::Income,
        export: (version == Version::V40).then(|| "01".to_owned()),
        payment_method: Some(PaymentMethod::Single),
        place_of_issue: person.postcode.clone(),
        issuer: merchant(&event.deed.party.name),
        receiver: own_receiver(person, version, usage),
        lines: vec![line(&ware, version, decimal(base), decimal(tax))],
        taxes: totals(&ware, version, decimal(base), decimal(tax)),
        ..Cfdi::default()
    };
    stamped(document, chance)
}

/// How it was paid, by the authority's catalogue.
fn form(instrument: Instrument) -> &'static str {
    match instrument {
        Instrument::Cash => "01",
        Instrument::CreditCard => "04",
        Instrument::DebitCard => "28",
        Instrument::Transfer
        | Instrument::Bill
        | Instrument::DirectDebit
        | Instrument::Payroll
        | Instrument::Internal => "03",
    }
}

fn line(ware: &Ware, version: Version, base: Decimal, tax: Decimal) -> Line {
    let (factor, rate, amount) = terms(ware.tax, tax);
    Line {
        product: ware.product.to_owned(),
        sku: None,
        quantity: Decimal::ONE,
        unit: ware.unit.to_owned(),
        unit_name: None,
        description: ware.description.to_owned(),
        unit_price: base,
        amount: base,
        discount: None,
        tax_object: (version == Version::V40).then(|| "02".to_owned()),
        taxes: Some(LineTaxes {
            transferred: vec![LineTax {
                base,
                tax: "002".to_owned(),
                factor,
                rate,
                amount,
            }],
            retained: Vec::new(),
        }),
    }
}

fn terms(tax: ValueAdded, amount: Decimal) -> (TaxFactor, Option<Decimal>, Option<Decimal>) {
    let rate = |permille: i64| Some(Decimal::new(permille * 1_000, 6));
    match tax {
        ValueAdded::Sixteen => (TaxFactor::Rate, rate(160), Some(amount)),
        ValueAdded::Zero => (TaxFactor::Rate, rate(0), Some(amount)),
        ValueAdded::Exempt => (TaxFactor::Exempt, None, None),
    }
}

/// The taxes of the whole; version 3.3 does not list what is exempt.
fn totals(ware: &Ware, version: Version, base: Decimal, tax: Decimal) -> Option<TaxTotals> {
    let exempt = ware.tax == ValueAdded::Exempt;
    if exempt && version == Version::V33 {
        return None;
    }
    let (factor, rate, amount) = terms(ware.tax, tax);
    Some(TaxTotals {
        total_retained: None,
        total_transferred: (!exempt).then_some(tax),
        retained: Vec::new(),
        transferred: vec![TransferredTotal {
            base: (version == Version::V40).then_some(base),
            tax: "002".to_owned(),
            factor,
            rate,
            amount,
        }],
    })
}
