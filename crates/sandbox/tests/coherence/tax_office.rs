//! The tax offices of Chile and Colombia: each has on file what it names, and what is on file agrees with
//! the taxpayer's standing and with the bank.

use std::collections::{BTreeMap, BTreeSet};

use caudal_latam::chile::Rut;
use caudal_model::resources::chile_invoice::{ChileInvoice, ChileInvoiceStatus};
use caudal_model::resources::chile_tax_status::ChileTaxStatus;
use caudal_model::resources::institution::{Institution, InstitutionKind};
use caudal_model::resources::transaction::Direction;
use caudal_model::{Kind, Money};
use caudal_sandbox::World;

use super::persona::{NOW, Persona, SEED, enter, institution};

const YEAR: (&str, &str) = ("2025-03-13", "2026-03-12");
const OFFICE: &str = "sii_cl_fiscal";

/// Who lives of their own work and writes receipts for it.
const FEE_EARNERS: [&str; 5] = [
    "ride-driver",
    "delivery-rider",
    "freelancer",
    "consultant",
    "content-maker",
];

/// Who earns nothing in Colombia that is declared: what comes in is cash, help or the state's.
const UNDECLARED: [&str; 14] = [
    "street-vendor",
    "market-trader",
    "bricklayer",
    "housekeeper",
    "hairdresser",
    "tutor",
    "farmer",
    "fruit-picker",
    "tour-guide",
    "student",
    "homemaker",
    "remit-receiver",
    "benefit-family",
    "unemployed",
];

fn of_kind<T: serde::de::DeserializeOwned>(
    persona: &Persona,
    kind: Kind,
    period: Option<(&str, &str)>,
) -> Vec<T> {
    let documents = persona.documents(kind, period, NOW);
    documents
        .iter()
        .map(|document| serde_json::from_str(&document.body).unwrap())
        .collect()
}

fn invoices(persona: &Persona) -> Vec<ChileInvoice> {
    of_kind(persona, Kind::ChileInvoices, Some(YEAR))
}

fn status(persona: &Persona) -> ChileTaxStatus {
    of_kind(persona, Kind::ChileTaxStatus, None).remove(0)
}

fn offices(country: &str) -> Vec<Institution> {
    let world = World::new(SEED);
    let offices: Vec<Institution> = world
        .institutions()
        .iter()
        .filter(|one| one.kind == InstitutionKind::Fiscal && one.country_code == country)
        .cloned()
        .collect();
    assert!(!offices.is_empty(), "{country}");
    offices
}

/// Whether this inhabitant should have something of a kind on file.
fn is_due(office: &Persona, kind: Kind, inhabitant: &str) -> bool {
    match kind {
        // Who has no trade of their own stands in no register of sales.
        Kind::ChileInvoices => !status(office).economic_activities.is_empty(),
        Kind::TaxDeclarations => !UNDECLARED.contains(&inhabitant),
        _ => true,
    }
}

#[test]
fn every_inhabitant_finds_on_file_what_the_tax_office_names() {
    let (mut shown, mut wrong) = (BTreeMap::new(), BTreeSet::new());
    for office in ["CL", "CO"].into_iter().flat_map(offices) {
        for (inhabitant, _) in World::inhabitants() {
            let username = World::username(&office, inhabitant, 0).unwrap();
            let persona = enter(SEED, &office.name, &username, "secret");
            for kind in Kind::ALL.iter().filter(|kind| kind.is_offered_by(&office)) {
                let found = persona.documents(*kind, None, NOW).len();
                *shown.entry(*kind).or_insert(0) += usize::from(found > 0);
                if (found > 0) != is_due(&persona, *kind, inhabitant) {
                    wrong.insert(format!("{inhabitant} at {}: {found} {kind}", office.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    for kind in [
        Kind::ChileInvoices,
        Kind::ChileTaxStatus,
        Kind::ChileDebtReports,
        Kind::TaxDeclarations,
    ] {
        assert!(shown[&kind] >= 15, "{kind}: {shown:?}");
    }
}

#[test]
fn documented_users_declare_in_colombia_unless_there_is_nothing_to_declare() {
    for (username, password, declares) in [
        ("bnk100", "full", true),
        ("user_valid", "pass_valid", true),
        ("900123456-8", "secret", true),
        ("bnk101", "nodata", false),
        ("bnk102", "low", false),
        ("bnk103", "negative", false),
    ] {
        let persona = enter(SEED, "dian_co_fiscal", username, password);
        let count = persona.documents(Kind::TaxDeclarations, None, NOW).len();
        assert_eq!(count > 0, declares, "{username}: {count}");
        assert!(count <= 5, "{username}: {count}");
    }
}

#[test]
fn in_300_lives_fee_receipts_are_what_clients_and_applications_paid() {
    let world = World::new(SEED);
    let office = institution(&world, OFFICE);
    let mut receipts = 0;
    for turn in 0..60 {
        for kind in FEE_EARNERS {
            let username = World::username(&office, kind, turn).unwrap();
            let written = invoices(&enter(SEED, OFFICE, &username, "secret"));
            let mut paid: Vec<(String, Money)> = Vec::new();
            for one in &written {
                assert_eq!(one.document_code, 71, "{username}");
                assert_eq!(one.sender_id, username);
                assert!(one.receiver_id.parse::<Rut>().is_ok(), "{one:?}");
                let details = one.sales_invoice_details.as_ref().unwrap();
                let kept = details.additional_tax_amount.unwrap();
                paid.push((one.issue_date.to_string(), one.total_amount - kept));
            }
            let rows = enter(SEED, "bci_cl_retail", &username, "secret").rows(Some(YEAR), NOW);
            let fees = rows.iter().filter(|row| row.subcategory == "Freelance");
            let mut came: Vec<(String, Money)> = fees
                .map(|row| (row.value_date[..10].to_owned(), row.amount))
                .collect();
            paid.sort_unstable();
            came.sort_unstable();
            assert_eq!(paid, came, "{kind} {username}");
            receipts += written.len();
        }
    }
    assert!(receipts > 3_000, "{receipts}");
}

#[test]
fn in_300_lives_registers_hold_what_the_tax_office_authorised_taxed_at_19_percent() {
    let mut codes: BTreeMap<u16, usize> = BTreeMap::new();
    for turn in 0..300 {
        let username = Rut::company(turn * 7_919 + 5).to_string();
        let office = enter(SEED, OFFICE, &username, "secret");
        let status = status(&office);
        let authorised: BTreeSet<String> = status
            .authorized_tax_documents
            .iter()
            .flatten()
            .map(|one| one.kind.clone())
            .collect();
        for one in invoices(&office) {
            assert!(
                one.issue_date >= status.entity_details.start_date,
                "{one:?}"
            );
            assert_eq!(one.vat_amount, expected_tax(&one), "{one:?}");
            for number in [&one.sender_id, &one.receiver_id] {
                assert!(number.parse::<Rut>().is_ok(), "{number}");
            }
            let (own, refused) = match one.direction {
                Direction::Outflow => (&one.sender_id, one.purchase_invoice_details.is_some()),
                Direction::Inflow => (&one.receiver_id, one.sales_invoice_details.is_some()),
            };
            assert!(*own == username && !refused, "{one:?}");
            assert_eq!(
                one.claim_date.is_some(),
                one.status == ChileInvoiceStatus::Rejected
            );
            if let Some(name) = issued_as(&one) {
                assert!(authorised.contains(name), "{name}: {authorised:?}");
            }
            *codes.entry(one.document_code).or_default() += 1;
        }
    }
    for code in [33, 39, 48, 61, 110] {
        assert!(codes.contains_key(&code), "{codes:?}");
    }
}

/// 19 % of what is taxed, in whole pesos; a month's sum is rounded document by document.
fn expected_tax(one: &ChileInvoice) -> Money {
    let net = one.net_amount.cents().unwrap();
    if let Some(sum) = &one.summary_invoice_details {
        let exact = net * 19 / 100;
        let off = (one.vat_amount.cents().unwrap() - exact).abs();
        assert!(off <= i64::from(sum.total_documents) * 100, "{one:?}");
        return one.vat_amount;
    }
    Money::from_cents((net * 19 + 5_000) / 10_000 * 100)
}

/// What a document that somebody issues is called where it is authorised; vouchers need no leave.
fn issued_as(one: &ChileInvoice) -> Option<&'static str> {
    if one.direction == Direction::Inflow {
        return None;
    }
    match one.document_code {
        33 => Some("FACTURA ELECTRONICA"),
        39 => Some("BOLETA ELECTRONICA"),
        48 => None,
        61 => Some("NOTA DE CREDITO ELECTRONICA"),
        110 => Some("FACTURA DE EXPORTACION ELECTRONICA"),
        other => panic!("nobody issues {other}: {one:?}"),
    }
}
