//! Chile: the supervisor's debt report against the banks, and the tax office's file against the
//! owner that banks know.

use std::collections::BTreeMap;

use caudal_latam::chile::Rut;
use caudal_model::resources::account::Account;
use caudal_model::resources::chile_debt_report::ChileDebtReport;
use caudal_model::resources::chile_tax_status::ChileTaxStatus;
use caudal_model::{Extent, Kind, Money};
use caudal_sandbox::World;

use crate::persona::{NOW, SEED, enter, stamper};

/// A valid RUT: of a company every third time.
fn rut(turn: u64) -> (String, bool) {
    let company = turn % 3 == 2;
    let base = turn * 7_919;
    let rut = if company {
        Rut::company(base)
    } else {
        Rut::person(base)
    };
    (rut.to_string(), company)
}

fn read<T: serde::de::DeserializeOwned>(
    institution: &str,
    username: &str,
    kind: Kind,
    now: &str,
    extent: Extent,
) -> Vec<T> {
    let persona = enter(SEED, institution, username, "secret");
    let stamper = stamper(now);
    let world = &persona.world;
    let documents = world.fetch(&persona.visit, &persona.institution, kind, extent, &stamper);
    documents
        .iter()
        .map(|document| serde_json::from_str(&document.body).unwrap())
        .collect()
}

fn report(username: &str) -> ChileDebtReport {
    let mut found = read(
        "cmf_cl_fiscal",
        username,
        Kind::ChileDebtReports,
        NOW,
        Extent::default(),
    );
    assert_eq!(found.len(), 1);
    found.remove(0)
}

fn accounts(bank: &str, username: &str, now: &str) -> Vec<Account> {
    read(bank, username, Kind::Accounts, now, Extent::default())
}

/// The banks of Chile for people or for companies: their names and what people call them.
fn banks(company: bool) -> Vec<(String, String)> {
    World::new(SEED)
        .institutions()
        .iter()
        .filter(|bank| bank.country_code == "CL" && Kind::Accounts.is_offered_by(bank))
        .filter(|bank| bank.name.ends_with("_business") == company)
        .map(|bank| (bank.name.clone(), bank.display_name.clone()))
        .collect()
}

fn at_least_nothing(amount: Option<Money>) -> Money {
    amount.unwrap_or(Money::ZERO).max(Money::ZERO)
}

/// Lenders report whole pesos.
fn whole_pesos(amount: Money) -> Money {
    Money::from_cents((amount.cents().unwrap() + 50) / 100 * 100)
}

/// What a bank's accounts say is owed, and what may still be drawn.
fn owed_and_free(accounts: &[Account]) -> (Money, Money) {
    let (mut owed, mut free) = (Money::ZERO, Money::ZERO);
    for account in accounts {
        let balance = at_least_nothing(account.balance.current);
        if let Some(loan) = &account.loan_data {
            owed += whole_pesos(at_least_nothing(loan.outstanding_principal));
        } else if let Some(card) = &account.credit_data {
            owed += balance;
            free += (card.credit_limit.unwrap() - balance).max(Money::ZERO);
        } else if let Some(line) = &account.overdraft {
            owed += line.used + line.unarranged;
            free += line.arranged - line.used;
        }
    }
    (owed, free)
}

/// Midnight in Chile after the day, less a second: three hours behind UTC in summer, four in winter.
fn end_of(report: &ChileDebtReport) -> String {
    assert_eq!(report.debt_data_last_update.to_string(), "2026-02-28");
    "2026-03-01T02:59:59Z".to_owned()
}

fn by_lender(report: &ChileDebtReport) -> BTreeMap<String, Money> {
    let mut sums = BTreeMap::new();
    for debt in report.direct_debts.iter().flatten() {
        let sum: &mut Money = sums.entry(debt.financial_institution.clone()).or_default();
        *sum += debt.amount;
    }
    sums
}

#[test]
fn a_debt_report_lists_what_every_bank_is_owed_and_still_lends() {
    let mut debtors = 0;
    for turn in 0..40 {
        let (username, company) = rut(turn);
        let report = report(&username);
        let now = end_of(&report);
        let (mut owed, mut free) = (BTreeMap::new(), BTreeMap::new());
        for (bank, display_name) in banks(company) {
            let (debt, line) = owed_and_free(&accounts(&bank, &username, &now));
            if debt > Money::ZERO {
                owed.insert(display_name.clone(), debt);
            }
            if line > Money::ZERO {
                free.insert(display_name, line);
            }
        }
        debtors += usize::from(!owed.is_empty());
        assert_eq!(by_lender(&report), owed, "{username}");
        let lines = report.credit_lines.iter().flatten();
        let lines: BTreeMap<String, Money> = lines
            .map(|line| {
                (
                    line.financial_institution.clone(),
                    line.direct_amount.unwrap(),
                )
            })
            .collect();
        assert_eq!(lines, free, "{username}");
    }
    assert!(debtors > 20, "{debtors}");
}

#[test]
fn in_300_lives_a_bank_finds_in_the_debt_report_what_it_shows_to_the_debtor() {
    let mut debts = 0;
    for turn in 0..300 {
        let (username, company) = rut(1_000 + turn);
        let report = report(&username);
        let banks = banks(company);
        let (bank, display_name) = &banks[usize::try_from(turn).unwrap() % banks.len()];
        let (owed, _) = owed_and_free(&accounts(bank, &username, &end_of(&report)));
        let listed = by_lender(&report).get(display_name).copied();
        assert_eq!(listed.unwrap_or(Money::ZERO), owed, "{bank} {username}");
        debts += usize::from(listed.is_some());
    }
    assert!(debts > 100, "{debts}");
}

#[test]
fn in_300_lives_the_sums_of_a_debt_report_add_up() {
    let mut kinds = BTreeMap::new();
    for turn in 0..300 {
        let (username, _) = rut(2_000 + turn);
        let report = report(&username);
        let parts = |parts: [Option<Money>; 4]| parts.into_iter().flatten().sum::<Money>();
        let debts = report.direct_debts.clone().unwrap();
        for debt in &debts {
            let sum = parts([
                debt.current,
                debt.delinquent,
                debt.severely_delinquent,
                debt.defaulted,
            ]);
            assert_eq!(debt.amount, sum, "{username}");
            *kinds.entry(debt.credit_type.clone()).or_insert(0) += 1;
        }
        let listed: Money = debts.iter().map(|debt| debt.amount).sum();
        assert_eq!(report.total.unwrap(), listed, "{username}");
        let sum = parts([
            report.current,
            report.delinquent,
            report.severely_delinquent,
            report.defaulted,
        ]);
        assert_eq!(listed, sum, "{username}");
        let whole = |amount: Money| amount.cents().unwrap() % 100 == 0;
        assert!(debts.iter().all(|debt| whole(debt.amount)), "{username}");
    }
    assert!(
        kinds.contains_key("Consumo") && kinds.contains_key("Comercial"),
        "{kinds:?}"
    );
}

#[test]
fn in_300_lives_tax_office_supervisor_and_bank_know_the_same_taxpayer() {
    for turn in 0..300 {
        let (username, company) = rut(3_000 + turn);
        let status: Vec<ChileTaxStatus> = read(
            "sii_cl_fiscal",
            &username,
            Kind::ChileTaxStatus,
            NOW,
            Extent::default(),
        );
        let entity = &status[0].entity_details;
        assert_eq!(entity.document_id_number, username);
        assert!(entity.incorporation_date <= entity.start_date);
        assert_eq!(company, !status[0].equity_holders.is_empty());
        for holder in &status[0].equity_holders {
            assert!(holder.document_id_number.parse::<Rut>().is_ok());
        }
        let bank = if company {
            "bci_cl_business"
        } else {
            "bci_cl_retail"
        };
        let owners: Vec<serde_json::Value> =
            read(bank, &username, Kind::Owners, NOW, Extent::default());
        let owner = owners[0]["display_name"].as_str().unwrap();
        let folded = caudal_latam::text::folded_with_enye(owner);
        assert_eq!(entity.name, folded, "{username}");
    }
}

#[test]
fn in_300_lives_the_tax_on_homes_is_paid_as_the_tax_office_has_scheduled_it() {
    let (mut homes, mut paid) = (0, 0);
    for turn in 0..300 {
        let username = Rut::person(turn * 7_919).to_string();
        let status: Vec<ChileTaxStatus> = read(
            "sii_cl_fiscal",
            &username,
            Kind::ChileTaxStatus,
            "2026-01-02T12:00:00Z",
            Extent::default(),
        );
        let scheduled: Vec<Money> = status[0]
            .property_tax_liabilities
            .iter()
            .flatten()
            .flat_map(|home| &home.scheduled_tax_payments)
            .map(|part| part.amount_due)
            .collect();
        homes += usize::from(!scheduled.is_empty());
        assert!(scheduled.is_empty() || scheduled.len() == 4);
        let rows = enter(SEED, "bci_cl_retail", &username, "secret")
            .rows(Some(("2026-01-01", "2026-12-31")), "2027-01-15T12:00:00Z");
        for row in rows
            .iter()
            .filter(|row| row.subcategory.starts_with("Real Estate Tax"))
        {
            assert!(scheduled.contains(&row.amount), "{username} {row:?}");
            paid += 1;
        }
    }
    assert!(homes > 50 && paid > 100, "{homes} {paid}");
}

#[test]
fn papers_come_along_only_when_they_are_asked_for() {
    let (username, _) = rut(1);
    let asked = Extent {
        attach_pdf: true,
        ..Extent::default()
    };
    for (institution, kind) in [
        ("cmf_cl_fiscal", Kind::ChileDebtReports),
        ("sii_cl_fiscal", Kind::ChileTaxStatus),
    ] {
        let pdf = |extent| {
            let found: Vec<serde_json::Value> = read(institution, &username, kind, NOW, extent);
            found[0]["pdf"].as_str().map(str::to_owned)
        };
        assert!(pdf(Extent::default()).is_none());
        // `%PDF-` in base64.
        assert!(pdf(asked).unwrap().starts_with("JVBERi"));
    }
}
