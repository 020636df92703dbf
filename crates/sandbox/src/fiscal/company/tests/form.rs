//! What holds in every document by itself, and between documents that name one another.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

use caudal_latam::mexico::cfdi::{Cfdi, Retention, VoucherKind};
use caudal_model::resources::invoice::{InvoiceStatus, direction};
use jiff::ToSpan;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::super::super::tests::assert_totals;
use super::super::super::{holder, retentions};
use super::super::certificates;
use super::{a_month, each_company, everything, filed, number};
use crate::timeline::Month;
use crate::views::Life;

#[test]
fn the_xml_of_every_document_is_read_back_equal() {
    let read_back = Cell::new(0);
    each_company(|turn, life, ledger| {
        // A month of either version of the schema.
        let old = Month {
            year: 2022,
            ..a_month(turn)
        };
        for month in [old, a_month(turn)] {
            for filed in filed(life, month, month) {
                let document = filed.document;
                let read = Cfdi::read(document.to_xml().as_bytes());
                assert!(read.as_ref() == Ok(&document), "{:?}", read.err());
                read_back.set(read_back.get() + 1);
            }
        }
        let given = certificates(&life.person, ledger);
        for certificate in given.into_iter().skip(turn % 12).step_by(12) {
            let read = Retention::read(certificate.to_xml().as_bytes());
            assert_eq!(read, Ok(certificate));
        }
    });
    assert!(read_back.get() > 15_000, "only {}", read_back.get());
}

#[test]
fn totals_follow_from_lines_and_taxes() {
    each_company(|turn, life, _| {
        let month = a_month(turn);
        for filed in filed(life, month, month.next()) {
            let document = filed.document;
            assert_totals(&document);
            for line in &document.lines {
                assert_eq!(line.unit_price * line.quantity, line.amount);
            }
            let payrolls = &document.complement.payrolls;
            for slip in payrolls {
                let part = |amount: Option<Decimal>| amount.unwrap_or_default();
                let net = part(slip.total_earnings) - part(slip.total_deductions);
                assert_eq!(net, document.total);
                let since = slip.employee.since.unwrap();
                assert!(since < slip.first_day && slip.employee.curp.len() == 18);
            }
            assert_eq!(
                document.kind == VoucherKind::Payroll,
                payrolls.len() == 1,
                "{document:?}"
            );
        }
    });
}

#[test]
fn every_document_is_the_companys_and_has_a_number_of_its_own() {
    let numbers = RefCell::new(HashSet::new());
    each_company(|turn, life, _| {
        let owner = holder(&life.person);
        let month = a_month(turn);
        let mut before = None;
        let mut counted: Vec<u32> = Vec::new();
        for filed in filed(life, month, month.next()) {
            let document = filed.document;
            assert!(direction(&owner, &document).is_some());
            assert!(numbers.borrow_mut().insert(number(&document)));
            assert!(!document.receiver.tax_number.as_str().is_empty());
            assert!(document.issued_at <= life.now);
            assert!(before <= Some(document.issued_at));
            before = Some(document.issued_at);
            if document.series.as_deref() == Some("A") {
                counted.push(document.folio.unwrap().parse().unwrap());
            }
        }
        counted.sort_unstable();
        assert!(counted.windows(2).all(|pair| pair[0] + 1 == pair[1]));
    });
    assert!(numbers.borrow().len() > 15_000);
}

#[test]
fn what_was_taken_back_is_neither_paid_nor_corrected_and_may_be_replaced() {
    let (cancelled, replaced) = (Cell::new(0), Cell::new(0));
    each_company(|turn, life, _| {
        let first = a_month(turn);
        let last = (0..5).fold(first, |month, _| month.next());
        let documents = filed(life, first, last);
        let standing: HashMap<Uuid, InvoiceStatus> = (documents.iter())
            .map(|filed| (number(&filed.document), filed.standing.status))
            .collect();
        for filed in &documents {
            let taken_back = filed.standing.status == InvoiceStatus::Cancelado;
            cancelled.set(cancelled.get() + usize::from(taken_back));
            assert_eq!(taken_back, filed.standing.cancelation_update_date.is_some());
            let document = &filed.document;
            let payments = document.complement.payments.iter();
            for paid in payments.flat_map(|all| &all.payments) {
                for invoice in &paid.documents {
                    let status = standing.get(&invoice.uuid);
                    assert_ne!(status, Some(&InvoiceStatus::Cancelado));
                }
            }
            for group in &document.related {
                let other = standing.get(&group.documents[0].uuid);
                match (document.kind, other) {
                    (VoucherKind::Expense, Some(other)) => {
                        assert_eq!((*other, &*group.relation), (InvoiceStatus::Vigente, "01"));
                    }
                    (_, Some(other)) => {
                        assert_eq!((*other, &*group.relation), (InvoiceStatus::Cancelado, "04"));
                        replaced.set(replaced.get() + 1);
                    }
                    // The other one was written before the first of these months.
                    (_, None) => {}
                }
            }
        }
    });
    assert!(cancelled.get() > 100, "only {}", cancelled.get());
    assert!(replaced.get() > 50, "only {}", replaced.get());
}

#[test]
fn a_later_clock_shows_more_and_changes_only_what_was_taken_back_since() {
    let changed = Cell::new(0);
    each_company(|turn, life, _| {
        if turn % 8 > 0 {
            return;
        }
        let month = a_month(turn);
        let now = month.day(17).at(12, 30, 0, 0);
        let early: Vec<_> = {
            let sooner = Life {
                visit: life.visit.clone(),
                person: life.person.clone(),
                books: Vec::new(),
                events: Vec::new(),
                career: life.career.clone(),
                company: crate::company::Ledger::kept_by(&life.person, now.date()),
                portfolio: life.portfolio.clone(),
                now,
                ..*life
            };
            filed(&sooner, month, month)
        };
        let late = filed(life, month, month);
        assert!(early.len() < late.len());
        for (early, late) in early.iter().zip(&late) {
            assert_eq!(early.document, late.document);
            if early.standing != late.standing {
                let on = late.standing.cancelation_update_date.unwrap().0;
                assert!(on >= now.date(), "{on}");
                changed.set(changed.get() + 1);
            }
        }
    });
}

#[test]
fn certificates_are_given_after_their_month_and_only_by_now() {
    each_company(|_, life, _| {
        let owner = holder(&life.person);
        for certificate in retentions(life) {
            assert_eq!(certificate.issuer.tax_number, owner);
            assert!(certificate.issued_at.local <= life.now);
            let year = i16::try_from(certificate.period.year).unwrap();
            let month = i8::try_from(certificate.period.last_month).unwrap();
            let last = Month { year, month }.last();
            assert_eq!(certificate.issued_at.local.date(), last + 5.days());
        }
    });
}

#[test]
fn a_few_years_are_some_hundred_to_a_few_thousand_documents() {
    each_company(|turn, life, _| {
        if turn < 64 {
            let count = everything(life).len();
            assert!((300..9_000).contains(&count), "{count}");
        }
    });
}
