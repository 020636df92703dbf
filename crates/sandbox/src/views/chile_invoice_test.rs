//! Chile's registers against the books: taxes by month, and the money at the bank.

use std::collections::BTreeMap;

use caudal_latam::Country;
use caudal_latam::chile::Rut;
use caudal_model::resources::chile_invoice::{ChileInvoice, ChileInvoiceStatus};
use caudal_model::resources::institution::Institution;
use caudal_model::resources::transaction::Direction;
use caudal_model::{Date, Extent, Identities, Stamper};
use jiff::civil::date;
use uuid::Uuid;

use super::chile_register::entries;
use super::{Life, Request, chile_invoice};
use crate::catalogue;
use crate::visit::{Access, Credentials, Visit};

const LIVES: u64 = 300;
const CREDIT_NOTE: u16 = 61;

fn institution(name: &str) -> Institution {
    let mut all = catalogue::institutions().into_iter();
    all.find(|one| one.name == name).unwrap()
}

fn visit(institution: &Institution, turn: u64) -> Visit {
    let credentials = Credentials {
        username: Rut::company(turn * 104_729).to_string(),
        ..Credentials::default()
    };
    match Visit::login(institution, &credentials, None) {
        Access::Open(visit) => visit,
        other => panic!("{other:?}"),
    }
}

fn stamper() -> Stamper {
    let now = "2026-03-12T15:00:00Z".parse().unwrap();
    Stamper::new(Identities::new(b"chile"), Uuid::from_u128(7), now)
}

fn year<'a>(stamper: &'a Stamper) -> Request<'a> {
    let day = |year, month, day| Date(date(year, month, day));
    Request {
        extent: Extent::within(Some((day(2025, 2, 1), day(2026, 1, 31)))),
        stamper,
    }
}

/// Sales or purchases of a month: net of notes, what counts of them.
fn sums(found: &[ChileInvoice], direction: Direction) -> BTreeMap<String, (i64, i64)> {
    let mut sums = BTreeMap::new();
    for one in found {
        let counts = one.direction == direction && one.status != ChileInvoiceStatus::Rejected;
        if !counts {
            continue;
        }
        let sign = if one.document_code == CREDIT_NOTE {
            -1
        } else {
            1
        };
        let month = one.issue_date.to_string()[..7].to_owned();
        let (whole, vat) = sums.entry(month).or_insert((0, 0));
        *whole += sign * (one.total_amount - one.vat_amount).cents().unwrap();
        *vat += sign * one.vat_amount.cents().unwrap();
    }
    sums
}

#[test]
fn in_300_lives_the_registers_add_up_to_the_value_added_tax_that_is_declared() {
    let office = institution("sii_cl_fiscal");
    let stamper = stamper();
    let (mut documents, mut months) = (0, 0);
    for turn in 0..LIVES {
        let visit = visit(&office, turn);
        let request = year(&stamper);
        let life = Life::new(3, Country::Chile, &visit, &office, request, false);
        let found = chile_invoice::invoices(&life, request);
        documents += found.len();
        let (sold, bought) = (
            sums(&found, Direction::Outflow),
            sums(&found, Direction::Inflow),
        );
        let ledger = life.company.as_ref().unwrap();
        for booked in &ledger.months {
            let name = booked.month.first().to_string()[..7].to_owned();
            if !("2025-02".."2026-02").contains(&name.as_str()) {
                continue;
            }
            months += 1;
            let nothing = (0, 0);
            let taxes = &booked.taxes;
            let declared = taxes.sold;
            let whole = declared.taxed + declared.zero + declared.exempt;
            let (net, vat) = *sold.get(&name).unwrap_or(&nothing);
            assert_eq!((net, vat), (whole, declared.vat), "{name} {turn}");
            let declared = taxes.bought;
            let whole = declared.taxed + declared.zero + declared.exempt;
            let (net, vat) = *bought.get(&name).unwrap_or(&nothing);
            assert_eq!((net, vat), (whole, declared.vat), "{name} {turn}");
        }
    }
    assert!(documents > 10_000 && months > 3_000, "{documents} {months}");
}

#[test]
fn in_300_lives_the_bank_sees_what_invoices_say_is_paid() {
    let (office, bank) = (institution("sii_cl_fiscal"), institution("bci_cl_business"));
    let stamper = stamper();
    let mut paid = 0;
    for turn in 0..LIVES {
        let visit = visit(&office, turn);
        let request = year(&stamper);
        let life = Life::new(3, Country::Chile, &visit, &office, request, false);
        let there = Life::new(3, Country::Chile, &visit, &bank, request, true);
        let opened = there.books.iter().map(|book| book.opened).min().unwrap();
        let mut seen: BTreeMap<u128, i64> = BTreeMap::new();
        for event in &there.events {
            *seen.entry(event.key).or_default() += event.amount;
        }
        let shown: BTreeMap<String, ChileInvoice> = chile_invoice::invoices(&life, request)
            .into_iter()
            .map(|one| {
                (
                    format!("{} {} {}", one.sender_id, one.document_code, one.folio),
                    one,
                )
            })
            .collect();
        let ledger = life.company.as_ref().unwrap();
        let own = &life.person.holder_paper().number;
        for entry in entries(&life, ledger)
            .iter()
            .filter(|entry| entry.note.is_none())
        {
            let deal = entry.deal;
            let sender = match deal.side {
                crate::company::Side::Sale => own,
                crate::company::Side::Purchase => &deal.partner.document,
            };
            let key = format!("{sender} {} {}", entry.code, entry.folio);
            let last = deal.instalments.last().map(|instalment| instalment.due);
            let settled = last.is_some_and(|day| day < date(2026, 3, 1)) && deal.issued >= opened;
            let Some(document) = shown
                .get(&key)
                .filter(|_| settled && deal.foreign.is_none())
            else {
                continue;
            };
            let moved: i64 = deal
                .instalments
                .iter()
                .filter_map(|instalment| seen.get(&deal.payment(instalment.number).name()))
                .sum();
            let given_back = deal.credit_note.map_or(0, |note| note.net + note.vat);
            assert_eq!(
                moved,
                document.total_amount.cents().unwrap() - given_back,
                "{key}"
            );
            paid += 1;
        }
    }
    assert!(paid > 10_000, "{paid}");
}

#[test]
fn documents_have_numbers_of_their_own_and_parties_with_valid_ruts() {
    let office = institution("sii_cl_fiscal");
    let stamper = stamper();
    let mut codes: BTreeMap<u16, usize> = BTreeMap::new();
    for turn in 0..LIVES {
        let visit = visit(&office, turn);
        let request = year(&stamper);
        let life = Life::new(3, Country::Chile, &visit, &office, request, false);
        let found = chile_invoice::invoices(&life, request);
        let mut ids = std::collections::HashSet::new();
        for one in &found {
            assert!(ids.insert(one.id), "{one:?}");
            assert!(one.sender_id.parse::<Rut>().is_ok(), "{}", one.sender_id);
            assert!(
                one.receiver_id.parse::<Rut>().is_ok(),
                "{}",
                one.receiver_id
            );
            assert_eq!(one.total_amount.cents().unwrap() % 100, 0);
            let summed = one.summary_invoice_details.is_some();
            assert_eq!(summed, matches!(one.document_code, 39 | 48));
            assert_eq!(
                one.claim_date.is_some(),
                one.status == ChileInvoiceStatus::Rejected
            );
            *codes.entry(one.document_code).or_default() += 1;
        }
    }
    for code in [33, 39, 48, CREDIT_NOTE] {
        assert!(codes.contains_key(&code), "{codes:?}");
    }
}
