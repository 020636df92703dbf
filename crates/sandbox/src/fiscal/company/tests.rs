//! A company's documents agree with its books, its returns and its bank: tried over three hundred and
//! twenty companies of every kind.

mod bank;
mod form;
mod sums;

use caudal_latam::Country;
use caudal_latam::mexico::cfdi::{Cfdi, VoucherKind};
use caudal_model::Extent;
use caudal_model::resources::invoice::InvoiceStatus;
use jiff::civil::Date;

use super::super::invoices;
use super::super::tests::{authority, stamper, visit};
use super::Filed;
use crate::company::Ledger;
use crate::person::archetypes;
use crate::timeline::Month;
use crate::views::{Life, Request};

/// How many companies are tried.
const COMPANIES: usize = 320;

/// Calls `check` with every company, the place it has among them and its books.
fn each_company(check: impl Fn(usize, &Life<'_>, &Ledger)) {
    let kinds: Vec<String> = archetypes()
        .filter(|kind| kind.is_company())
        .map(|kind| kind.name.replace('-', "_"))
        .collect();
    let (authority, stamper) = (authority(), stamper());
    let request = Request {
        extent: Extent::default(),
        stamper: &stamper,
    };
    for turn in 0..COMPANIES {
        let seed = u64::try_from(turn / kinds.len()).unwrap();
        let visit = visit(&authority, &kinds[turn % kinds.len()]);
        let life = Life::new(seed, Country::Mexico, &visit, &authority, request, false);
        check(turn, &life, life.company.as_ref().unwrap());
    }
}

/// Some month for a company, each in its turn, of the time in which version 4.0 is in force.
fn a_month(turn: usize) -> Month {
    let first = Month {
        year: 2023,
        month: 4,
    };
    (0..turn % 35).fold(first, |month, _| month.next())
}

/// Everything on file from the first of these months to the last.
fn filed(life: &Life<'_>, first: Month, last: Month) -> Vec<Filed> {
    invoices(life, (first.first(), last.last())).collect()
}

fn everything(life: &Life<'_>) -> Vec<Filed> {
    invoices(life, (Date::MIN, life.now.date())).collect()
}

/// Whether a document counts, and the company issued it (or received it).
fn stands(filed: &Filed, life: &Life<'_>, issued: bool) -> bool {
    let own = super::super::holder(&life.person);
    filed.standing.status == InvoiceStatus::Vigente
        && (filed.document.issuer.tax_number == own) == issued
}

fn of_kind(documents: &[Filed], kind: VoucherKind) -> impl Iterator<Item = &Filed> {
    let same = move |filed: &&Filed| filed.document.kind == kind;
    documents.iter().filter(same)
}

fn number(document: &Cfdi) -> uuid::Uuid {
    document.complement.stamp.as_ref().unwrap().uuid
}
