//! What payslips have in common as electronic invoices, whoever of the two sides looks at them.

use caudal_latam::mexico::cfdi::{
    Cfdi, Deduction as DeductionPart, Deductions, Issuer, Line, PaymentMethod, Payroll, Receiver,
    Version, VoucherKind,
};
use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;

use super::decimal;
use super::stamping::{modern, stamped, version};
use crate::career::{Deduction, days_from};
use crate::chance::Chance;
use crate::price::Cents;

/// A payslip and what surrounds it.
pub(super) struct Slip {
    pub(super) chance: Chance,
    pub(super) written: DateTime,
    pub(super) place_of_issue: String,
    pub(super) issuer: Issuer,
    /// Who is paid; use and regime are those of every payslip.
    pub(super) receiver: Receiver,
    pub(super) payroll: Payroll,
}

/// The invoice of a payslip: its total is what reached the bank.
pub(super) fn document(slip: Slip) -> Cfdi {
    let version = version(slip.payroll.paid_on);
    let total = |part: Option<Decimal>| part.unwrap_or_default();
    let paid = total(slip.payroll.total_earnings) + total(slip.payroll.total_other_payments);
    let taken_off = slip.payroll.total_deductions;
    let usage = match version {
        Version::V40 => "CN01",
        Version::V33 => "P01",
    };
    let mut document = Cfdi {
        version,
        series: Some("NOM".to_owned()),
        folio: Some(slip.chance.between("folio", 1, 99_999).to_string()),
        issued_at: slip.written,
        payment_form: (version == Version::V33).then(|| "99".to_owned()),
        subtotal: paid,
        discount: taken_off,
        currency: "MXN".to_owned(),
        total: paid - total(taken_off),
        kind: VoucherKind::Payroll,
        export: modern(version, "01"),
        payment_method: Some(PaymentMethod::Single),
        place_of_issue: slip.place_of_issue,
        issuer: slip.issuer,
        receiver: Receiver {
            regime: modern(version, "605"),
            usage: usage.to_owned(),
            ..slip.receiver
        },
        lines: vec![Line {
            product: "84111505".to_owned(),
            quantity: Decimal::ONE,
            unit: "ACT".to_owned(),
            description: "Pago de nómina".to_owned(),
            unit_price: paid,
            amount: paid,
            discount: taken_off,
            tax_object: modern(version, "01"),
            ..Line::default()
        }],
        ..Cfdi::default()
    };
    document.complement.payrolls.push(slip.payroll);
    stamped(document, slip.chance.branch("voucher"))
}

/// What is taken off, and the sums of tax and of the rest.
pub(super) fn deductions(taken_off: &[(Deduction, Cents)]) -> Option<Deductions> {
    let sum = |counts: fn(Deduction) -> bool| {
        let lines = taken_off.iter().filter(|(deduction, _)| counts(*deduction));
        some(lines.map(|(_, amount)| amount).sum())
    };
    (!taken_off.is_empty()).then(|| Deductions {
        total_other: sum(|deduction| deduction != Deduction::IncomeTax),
        total_taxes: sum(|deduction| deduction == Deduction::IncomeTax),
        deductions: taken_off
            .iter()
            .map(|(deduction, amount)| DeductionPart {
                kind: deduction.sat_code().to_owned(),
                code: deduction.sat_code().to_owned(),
                concept: deduction.concept().to_owned(),
                amount: decimal(*amount),
            })
            .collect(),
    })
}

/// How long somebody has worked, in full weeks.
pub(super) fn seniority(since: Date, until: Date) -> String {
    format!("P{}W", days_from(since, until).max(7) / 7)
}

/// The tax authority's letters for a state.
pub(super) fn state(name: &str) -> &'static str {
    match name {
        "JAL" => "JAL",
        "NL" => "NLE",
        "PUE" => "PUE",
        "YUC" => "YUC",
        "BC" => "BCN",
        "GTO" => "GUA",
        _ => "CMX",
    }
}

/// An amount that is left out when it is nothing.
pub(super) fn some(amount: Cents) -> Option<Decimal> {
    (amount > 0).then(|| decimal(amount))
}
