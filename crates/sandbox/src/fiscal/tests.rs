//! Documents agree with the money, with themselves and with their XML: tried over three hundred lives.

use std::collections::{HashMap, HashSet};

use caudal_latam::Country;
use caudal_latam::mexico::cfdi::{Cfdi, Retention};
use caudal_model::resources::institution::Institution;
use caudal_model::resources::invoice::{Invoice, InvoiceStatus};
use caudal_model::resources::transaction::Direction;
use caudal_model::{Document, Extent, Identities, Kind, Stamper};
use jiff::civil::Date;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{Filed, decimal, holder, retentions};
use crate::catalogue;
use crate::timeline::Cause;
use crate::views::{Life, Request, documents};
use crate::visit::{Access, Credentials, Visit};

const LIVES: usize = 300;
const SEED: u64 = 11;
const NOW: &str = "2026-03-12T15:00:00Z";

pub(super) fn authority() -> Institution {
    let named = |each: &Institution| each.name == "sat_mx_fiscal";
    catalogue::institutions().into_iter().find(named).unwrap()
}

pub(super) fn visit(authority: &Institution, username: &str) -> Visit {
    let credentials = Credentials {
        username: username.to_owned(),
        ..Credentials::default()
    };
    match Visit::login(authority, &credentials, None) {
        Access::Open(visit) => visit,
        other => panic!("{other:?}"),
    }
}

pub(super) fn stamper() -> Stamper {
    let identities = Identities::new(b"fiscal");
    Stamper::new(identities, Uuid::from_u128(1), NOW.parse().unwrap())
}

/// Everything that is on file by now.
fn invoices(life: &Life<'_>) -> Vec<Filed> {
    super::invoices(life, (Date::MIN, life.now.date())).collect()
}

fn each_life(check: impl Fn(&Life<'_>)) {
    let authority = authority();
    let stamper = stamper();
    let request = Request {
        extent: Extent::default(),
        stamper: &stamper,
    };
    for turn in 0..LIVES {
        let visit = visit(&authority, &format!("taxpayer{turn}"));
        check(&Life::new(
            SEED,
            Country::Mexico,
            &visit,
            &authority,
            request,
            true,
        ));
    }
}

/// Calls `check` with every invoice of the lives.
fn each_invoice(check: impl Fn(&Life<'_>, &Cfdi)) {
    let met = std::cell::Cell::new(0);
    each_life(|life| {
        for filed in invoices(life) {
            check(life, &filed.document);
            met.set(met.get() + 1);
        }
    });
    assert!(met.get() > 10 * LIVES, "only {} invoices", met.get());
}

#[test]
fn the_xml_of_every_document_is_read_back_equal() {
    each_invoice(|_, document| {
        let read = Cfdi::read(document.to_xml().as_bytes());
        assert!(read.as_ref() == Ok(document), "{:?}", read.err());
    });
    each_life(|life| {
        for certificate in retentions(life) {
            let read = Retention::read(certificate.to_xml().as_bytes());
            assert_eq!(read, Ok(certificate));
        }
    });
}

#[test]
fn totals_follow_from_lines_and_taxes() {
    each_invoice(|_, document| assert_totals(document));
}

/// Asserts that the totals of a document follow from its lines and their taxes.
pub(super) fn assert_totals(document: &Cfdi) {
    let lines: Decimal = document.lines.iter().map(|line| line.amount).sum();
    assert_eq!(lines, document.subtotal);
    let taxes = document.taxes.as_ref();
    let total = |part: Option<Decimal>| part.unwrap_or_default();
    let added = total(taxes.and_then(|taxes| taxes.total_transferred));
    let kept = total(taxes.and_then(|taxes| taxes.total_retained));
    let discount = total(document.discount);
    assert_eq!(document.subtotal - discount + added - kept, document.total);
    for tax in document.lines.iter().flat_map(|line| &line.taxes) {
        for each in tax.transferred.iter().chain(&tax.retained) {
            let computed = each.base * total(each.rate);
            let apart = (computed - total(each.amount)).abs();
            // Two taxes of one amount share its last cent.
            assert!(apart <= Decimal::new(2, 2), "{each:?}");
        }
    }
}

#[test]
fn what_stands_is_what_moved_on_the_holders_accounts() {
    each_life(|life| {
        let mut moved: HashMap<(String, Decimal), i32> = HashMap::new();
        for event in &life.events {
            let key = (event.moment().date().to_string(), decimal(event.amount));
            *moved.entry(key).or_default() += 1;
        }
        let standing = invoices(life)
            .into_iter()
            .filter(|filed| filed.standing.status == InvoiceStatus::Vigente)
            .filter(|filed| filed.document.related.is_empty());
        for filed in standing.filter(|filed| filed.document.complement.payrolls.is_empty()) {
            let document = filed.document;
            let key = (document.issued_at.date().to_string(), document.total);
            let left = moved.get_mut(&key).unwrap_or_else(|| panic!("{key:?}"));
            *left -= 1;
            assert!(*left >= 0, "{key:?} is invoiced twice");
        }
    });
}

#[test]
fn the_net_of_every_payslip_reached_the_bank() {
    let met = std::cell::Cell::new(0);
    each_life(|life| {
        let Some(opened) = life.books.first().map(|book| book.opened) else {
            return;
        };
        for filed in invoices(life) {
            let document = filed.document;
            let Some(payroll) = document.complement.payrolls.first() else {
                continue;
            };
            let part = |amount: Option<Decimal>| amount.unwrap_or_default();
            let net = part(payroll.total_earnings) + part(payroll.total_other_payments)
                - part(payroll.total_deductions);
            assert_eq!(net, document.total);
            assert_eq!(document.receiver.tax_number, holder(&life.person));
            if payroll.paid_on < opened {
                continue;
            }
            let issuer = document.issuer.tax_number.as_str();
            let credited = life.events.iter().any(|event| {
                event.date == payroll.paid_on
                    && decimal(event.amount) == net
                    && event.direction == Direction::Inflow
                    && event.deed.party.document.as_deref() == Some(issuer)
            });
            // What is paid later today is not at the bank yet.
            assert!(credited || payroll.paid_on == life.now.date());
            met.set(met.get() + 1);
        }
    });
    assert!(met.get() > 5 * LIVES, "only {} payslips", met.get());
}

#[test]
fn what_was_taken_back_is_replaced() {
    let met = std::cell::Cell::new(0);
    each_life(|life| {
        let all = invoices(life);
        let number = |document: &Cfdi| document.complement.stamp.as_ref().unwrap().uuid;
        let replaced: HashSet<Uuid> = all
            .iter()
            .flat_map(|filed| &filed.document.related)
            .flat_map(|group| &group.documents)
            .map(|other| other.uuid)
            .collect();
        for filed in &all {
            let stands = filed.standing.status == InvoiceStatus::Vigente;
            assert_ne!(stands, replaced.contains(&number(&filed.document)));
            met.set(met.get() + i32::from(!stands));
        }
    });
    assert!(met.get() > 0);
}

#[test]
fn every_document_has_a_number_of_its_own_and_is_the_holders() {
    let numbers = std::cell::RefCell::new(HashSet::new());
    each_invoice(|life, document| {
        let owner = holder(&life.person);
        let direction = caudal_model::resources::invoice::direction(&owner, document);
        assert!(direction.is_some());
        let stamp = document.complement.stamp.as_ref().unwrap();
        assert!(numbers.borrow_mut().insert(stamp.uuid));
        assert!(stamp.stamped_at >= document.issued_at);
        assert!(document.issued_at <= life.now);
    });
}

#[test]
fn certificates_account_for_what_reached_the_bank() {
    let met = std::cell::Cell::new(0);
    each_life(|life| {
        let mut certified = Decimal::ZERO;
        for certificate in retentions(life) {
            let totals = &certificate.totals;
            let kept: Decimal = totals.taxes.iter().map(|tax| tax.amount).sum();
            assert_eq!(totals.retained, kept);
            met.set(met.get() + 1);
            if certificate.code == 16 {
                certified += totals.operation - totals.retained;
            }
        }
        let earned = life
            .events
            .iter()
            .filter(|event| event.deed.cause == Cause::Interest && event.date.year() < 2026)
            .map(|event| decimal(event.amount))
            .sum();
        assert_eq!(certified, earned);
    });
    assert!(met.get() > LIVES, "only {} certificates", met.get());
}

fn read(extent: Extent, username: &str) -> Vec<Document> {
    let (authority, stamper) = (authority(), stamper());
    let request = Request {
        extent,
        stamper: &stamper,
    };
    let visit = visit(&authority, username);
    documents(SEED, &visit, &authority, &[Kind::Invoices], request)
}

#[test]
fn xml_and_direction_are_as_asked_for() {
    for turn in 0..20 {
        let username = format!("taxpayer{turn}");
        let whole = read(Extent::default(), &username);
        let split = [Direction::Inflow, Direction::Outflow].map(|direction| Extent {
            direction: Some(direction),
            attach_xml: true,
            ..Extent::default()
        });
        let parts = split.map(|extent| read(extent, &username));
        assert_eq!(whole.len(), parts[0].len() + parts[1].len());
        for document in &whole {
            let invoice: Invoice = serde_json::from_str(&document.body).unwrap();
            assert_eq!(invoice.xml, None);
        }
        for (document, direction) in parts
            .iter()
            .zip(["/INFLOW", "/OUTFLOW"])
            .flat_map(|(part, direction)| part.iter().map(move |document| (document, direction)))
        {
            assert!(document.identity.ends_with(direction));
            let invoice: Invoice = serde_json::from_str(&document.body).unwrap();
            let read = invoice.xml.map(|xml| Cfdi::read(xml.as_bytes()).unwrap());
            assert_eq!(read.is_none(), invoice.warnings.is_some());
        }
    }
}
