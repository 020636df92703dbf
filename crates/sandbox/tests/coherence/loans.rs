//! Loans: schedules, what was paid of them, late and ahead, and what remains.

use std::collections::{BTreeSet, HashSet};

use caudal_model::resources::account::{Account, AccountCategory, LoanData};
use caudal_model::{Date, Document, Kind, Money};
use serde::Deserialize;

use super::persona::{NOW, Persona, SEED, enter, personas};

const PEOPLE: usize = 300;
const TODAY: &str = "2026-03-12";
const HISTORY: (&str, &str) = ("2024-03-12", TODAY);
/// Contracts from this day on have all their movements within every bank's history.
const WHOLE_FROM: &str = "2025-03-13";

/// What these tests read of a movement on a loan.
#[derive(Debug, Deserialize)]
struct Movement {
    internal_identification: String,
    value_date: Date,
    amount: Money,
    #[serde(rename = "type")]
    direction: String,
    loan_data: Option<Payment>,
}

#[derive(Debug, Deserialize)]
struct Payment {
    is_detached: bool,
    installment_id: Option<String>,
    charges: Vec<Charge>,
}

#[derive(Debug, Deserialize)]
struct Charge {
    amount: Money,
}

impl Movement {
    fn is_instalment(&self) -> bool {
        self.loan_data.as_ref().is_some_and(|payment| {
            !payment.is_detached && payment.installment_id.as_deref() != Some("balloon")
        })
    }

    fn is_ahead(&self) -> bool {
        self.loan_data
            .as_ref()
            .is_some_and(|payment| payment.is_detached && payment.charges.is_empty())
    }
}

fn movements(persona: &Persona, account: &Account) -> Vec<Movement> {
    let documents = persona.documents_of(Kind::Transactions, account.id, Some(HISTORY), NOW);
    let read = |document: &Document| serde_json::from_str(&document.body).unwrap();
    documents.iter().map(read).collect()
}

/// The loans with instalments of many people.
fn each_loan(mut look: impl FnMut(&Persona, &Account, &LoanData)) {
    for persona in personas(PEOPLE) {
        for account in persona.accounts(NOW) {
            if let Some(loan) = account.loan_data.clone()
                && loan.number_of_installments_total.is_some()
            {
                look(&persona, &account, &loan);
            }
        }
    }
}

fn is_whole(loan: &LoanData) -> bool {
    loan.contract_start_date.to_string().as_str() >= WHOLE_FROM
}

#[test]
fn what_remains_of_a_loan_is_its_schedule_less_what_was_paid() {
    let (mut whole, mut seen) = (0, 0);
    each_loan(|persona, account, loan| {
        assert_eq!(account.balance.current, loan.outstanding_balance);
        let remaining = account.balance.available.unwrap();
        assert!(
            remaining <= loan.outstanding_balance.unwrap(),
            "{}",
            persona.name()
        );
        if loan.number_of_installments_outstanding == Some(0) {
            assert_eq!(
                loan.outstanding_balance,
                Some(Money::ZERO),
                "{}",
                persona.name()
            );
            assert!(loan.settlement_date.is_some());
        }
        if is_whole(loan) {
            let mut rest = loan.contract_amount.unwrap();
            for row in movements(persona, account) {
                rest += if row.direction == "INFLOW" {
                    -row.amount
                } else {
                    row.amount
                };
            }
            assert_eq!(loan.outstanding_balance, Some(rest), "{}", persona.name());
            whole += 1;
        }
        seen += 1;
    });
    assert!(
        seen > 60 && whole > 10,
        "{seen} loans, {whole} of them whole"
    );
}

#[test]
fn instalments_paid_due_and_past_due_agree_with_the_payments() {
    let (mut whole, mut late) = (0, 0);
    each_loan(|persona, account, loan| {
        let total = loan.number_of_installments_total.unwrap();
        let paid = loan.number_of_installments_paid.unwrap();
        assert_eq!(loan.number_of_installments_outstanding, Some(total - paid));
        assert_eq!(loan.contract_remaining_total, Some(total - paid));
        late += usize::from(loan.number_of_installments_past_due > Some(0));
        if !is_whole(loan) {
            return;
        }
        let rows = movements(persona, account);
        let ids: BTreeSet<&str> = rows
            .iter()
            .filter(|row| row.is_instalment() || row.is_ahead())
            .filter_map(|row| row.loan_data.as_ref()?.installment_id.as_deref())
            .collect();
        assert_eq!(ids.len(), paid as usize, "{} {ids:?}", persona.name());
        whole += 1;
    });
    assert!(whole > 10 && late > 0, "{whole} whole, {late} late");
}

#[test]
fn every_payment_on_a_loan_leaves_a_current_account() {
    let mut seen = 0;
    for persona in personas(PEOPLE) {
        let accounts = persona.accounts(NOW);
        let departures: HashSet<(String, Date, Money)> = accounts
            .iter()
            .filter(|account| account.category == Some(AccountCategory::CheckingAccount))
            .flat_map(|account| movements(&persona, account))
            .filter(|row| row.direction == "OUTFLOW")
            .map(|row| (row.internal_identification, row.value_date, row.amount))
            .collect();
        for account in accounts
            .iter()
            .filter(|account| account.loan_data.is_some())
        {
            for row in movements(&persona, account) {
                let charges = row.loan_data.as_ref().map(|payment| &payment.charges);
                let charged: Money = charges.into_iter().flatten().map(|one| one.amount).sum();
                assert!(charged == Money::ZERO || charged == row.amount);
                if row.loan_data.is_some() {
                    let key = (row.internal_identification, row.value_date, row.amount);
                    assert!(departures.contains(&key), "{} {key:?}", persona.name());
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 500, "only {seen} payments were looked at");
}

#[test]
fn contracts_cost_what_their_rates_and_fees_say() {
    let (mut constant, mut balloons) = (0, 0);
    each_loan(|persona, account, loan| {
        let name = persona.name();
        let rate = loan.interest_rates[0].interest_rate_data.as_ref().unwrap();
        let year = (0..12).fold(rust_decimal::Decimal::ONE, |year, _| {
            year * (rust_decimal::Decimal::ONE + rate.pre_fixed_rate.0)
        });
        let cost = loan.total_effective_cost.unwrap();
        assert!(cost.0 > year - rust_decimal::Decimal::ONE, "{name}: {cost}");
        assert!(loan.contract_amount.unwrap() > account.balance.available.unwrap());
        if let Some(principal) = loan.principal {
            assert!(loan.contract_amount.unwrap() > principal, "{name}");
        }
        let balloon = loan.balloon_payments.as_ref().unwrap();
        balloons += balloon.len();
        assert!(
            balloon
                .iter()
                .all(|one| one.due_date == loan.contract_end_date)
        );
        constant += usize::from(matches!(
            loan.amortization_schedule.as_str(),
            "SAC" | "PAGOS_DECRECIENTES" | "ABONO_CONSTANTE" | "ALEMAN"
        ));
        let financed = account.category == Some(AccountCategory::FinancingAccount);
        assert_eq!(
            loan.collaterals.as_ref().unwrap().len(),
            usize::from(financed)
        );
    });
    assert!(
        constant > 3 && balloons > 1,
        "{constant} constant, {balloons} balloons"
    );
}

#[test]
fn the_documented_user_with_everything_holds_every_kind_of_credit() {
    use AccountCategory as Category;
    for (bank, mut wanted) in [
        ("erebor_br_retail", vec![Category::LoanAccount]),
        ("gringotts_mx_retail", vec![Category::LoanAccount]),
        ("erebor_co_retail", vec![Category::LoanAccount]),
        (
            "ironbank_br_business",
            vec![Category::LoanAccount, Category::InvoiceFinancingAccount],
        ),
    ] {
        wanted.extend([
            Category::CheckingAccount,
            Category::SavingsAccount,
            Category::CreditCard,
            Category::FinancingAccount,
            Category::AdvanceDepositAccount,
        ]);
        let accounts = enter(SEED, bank, "bnk100", "full").accounts(NOW);
        for category in wanted {
            assert!(
                accounts
                    .iter()
                    .any(|account| account.category == Some(category)),
                "{bank} {category:?}"
            );
        }
    }
}

#[test]
fn an_advance_is_used_paid_back_and_bears_interest() {
    let (mut used, mut paid_back) = (0, 0);
    for persona in personas(PEOPLE) {
        for account in persona.accounts(NOW) {
            if account.category != Some(AccountCategory::AdvanceDepositAccount) {
                continue;
            }
            let rows = movements(&persona, &account);
            used += usize::from(rows.iter().any(|row| row.direction == "OUTFLOW"));
            paid_back += usize::from(rows.iter().any(|row| row.direction == "INFLOW"));
            let data = account.loan_data.as_ref().unwrap();
            assert_eq!(data.outstanding_balance, account.balance.current);
        }
    }
    assert!(
        used > 5 && paid_back > 5,
        "{used} used, {paid_back} paid back"
    );
}

#[test]
fn held_back_and_invested_amounts_follow_from_the_movements() {
    let (mut held, mut invested) = (0, 0);
    for persona in personas(PEOPLE) {
        for account in persona.accounts(NOW) {
            let blocked = account.balance.blocked.unwrap();
            let swept = account.balance.automatically_invested.unwrap();
            assert!(blocked >= Money::ZERO && swept >= Money::ZERO);
            let current = account.balance.current.unwrap();
            assert!(swept <= current.max(Money::ZERO), "{}", persona.name());
            held += usize::from(blocked > Money::ZERO);
            invested += usize::from(swept > Money::ZERO);
            if matches!(
                account.category,
                Some(AccountCategory::CheckingAccount | AccountCategory::SavingsAccount)
            ) {
                let documents = persona.documents_of(
                    Kind::Transactions,
                    account.id,
                    Some(("2026-03-01", TODAY)),
                    NOW,
                );
                let pending: Money = documents
                    .iter()
                    .map(|document| {
                        serde_json::from_str::<serde_json::Value>(&document.body).unwrap()
                    })
                    .filter(|row| row["status"] == "PENDING" && row["type"] == "OUTFLOW")
                    .map(|row| row["amount"].to_string().parse::<Money>().unwrap())
                    .sum();
                assert_eq!(blocked, pending, "{}", persona.name());
            }
        }
    }
    assert!(
        held > 30 && invested > 10,
        "{held} held back, {invested} invested"
    );
}
