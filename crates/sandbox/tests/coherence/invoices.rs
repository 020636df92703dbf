//! What the documented company has on file at the tax authority.

use caudal_model::Kind;
use caudal_model::resources::invoice::{Invoice, InvoiceKind, InvoiceStatus};
use caudal_model::resources::tax_retention::TaxRetention;
use caudal_model::resources::transaction::Direction;
use serde::de::DeserializeOwned;

use super::persona::{NOW, SEED, enter};

fn on_file<T: DeserializeOwned>(kind: Kind) -> Vec<T> {
    let company = enter(SEED, "tatooine_mx_fiscal", "PMO010101000", "business");
    (company.documents(kind, None, NOW).iter())
        .map(|document| serde_json::from_str(&document.body).unwrap())
        .collect()
}

#[test]
fn the_documented_company_has_every_kind_of_invoice() {
    let invoices: Vec<Invoice> = on_file(Kind::Invoices);
    // Three years of a small business.
    let known = invoices.len();
    assert!((1_000..4_000).contains(&known), "{known}");
    let count = |counts: &dyn Fn(&Invoice) -> bool| {
        invoices.iter().filter(|invoice| counts(invoice)).count()
    };
    let kinds = [
        InvoiceKind::Ingreso,
        InvoiceKind::Egreso,
        InvoiceKind::Traslado,
        InvoiceKind::Nomina,
        InvoiceKind::Pago,
    ];
    for kind in kinds {
        assert!(count(&|invoice| invoice.invoice_type == Some(kind)) > 5);
    }
    for direction in [Direction::Inflow, Direction::Outflow] {
        assert!(count(&|invoice| invoice.direction == Some(direction)) > 300);
    }
    assert!(count(&|invoice| invoice.status == Some(InvoiceStatus::Cancelado)) > 3);
    assert!(count(&|invoice| !invoice.related_invoices.is_empty()) > 5);
}

#[test]
fn the_documented_company_gives_certificates_of_what_it_keeps_back() {
    let certificates: Vec<TaxRetention> = on_file(Kind::TaxRetentions);
    assert!(certificates.len() >= 35, "{}", certificates.len());
    for certificate in certificates {
        assert_eq!(certificate.sender_id.as_deref(), Some("PMO010101000"));
    }
}
