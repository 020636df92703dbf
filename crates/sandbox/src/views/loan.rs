//! The loan's part of accounts and transactions.

mod contract;

use caudal_latam::Country;
use caudal_model::resources::account::{BalloonPayment, InstallmentFrequency, LoanData, TermUnit};
use caudal_model::resources::transaction::{LoanTransaction, LoanTransactionCharge};
use caudal_model::{Date, Timestamp};

use super::{Life, money};
use crate::book::{AdvanceTerms, LoanTerms};
use crate::price::Cents;
use crate::timeline::{Cause, Event};

pub(super) use contract::{name_brazil, name_spanish, types_brazil};

/// Days to a month in the interest of an advance.
const MONTH_DAYS: i64 = 30;

/// How far a loan is paid back.
#[derive(Clone, Copy, Debug, Default)]
struct Progress {
    /// Instalments paid when they were due or later.
    paid: u32,
    /// Instalments paid before their time, from the last on.
    ahead: u32,
}

fn progress(life: &Life<'_>, place: usize) -> Progress {
    let mut progress = Progress::default();
    for event in life.events_of(place) {
        match event.deed.cause {
            Cause::LoanInstalment { .. } => progress.paid += 1,
            Cause::LoanAhead { .. } => progress.ahead += 1,
            _ => {}
        }
    }
    progress
}

/// What would settle a loan now: the principal that remains.
pub(super) fn settlement(life: &Life<'_>, place: usize, terms: &LoanTerms) -> Cents {
    let Progress { paid, ahead } = progress(life, place);
    terms.schedule.principal_after(paid, ahead)
}

/// The contract and its progress.
pub(super) fn loan_data(
    life: &Life<'_>,
    place: usize,
    terms: &LoanTerms,
    collected_at: Timestamp,
) -> LoanData {
    let (today, country) = (life.now.date(), life.person.country);
    let Progress { paid, ahead } = progress(life, place);
    let last = terms.count().saturating_sub(ahead);
    let due = (1..=last)
        .take_while(|number| terms.due(*number) < today)
        .count();
    let due = u32::try_from(due).unwrap_or(0);
    let rest = last.saturating_sub(paid);
    let settled = life.events_of(place).next_back().filter(|_| rest == 0);
    let (system, info) = contract::amortisation(country, terms.schedule.amortisation);
    let cost = contract::yearly(terms.schedule.effective_rate(terms.disbursed()));
    let known = LoanData {
        contract_amount: Some(money(terms.schedule.total())),
        total_effective_cost: Some(cost),
        total_effectove_cost: Some(cost),
        loan_type: if country == Country::Brazil {
            types_brazil(terms.kind).1.to_owned()
        } else {
            name_spanish(terms.kind).to_owned()
        },
        outstanding_balance: Some(money(life.balance(place))),
        interest_rates: contract::interest_rates(terms.schedule.monthly_rate),
        fees: Some(contract::fees(life, terms)),
        contracted_charges: Some(contract::charges(life, terms)),
        collaterals: Some(contract::collaterals(life, terms)),
        balloon_payments: Some(balloon(life, terms)),
        installments_contract_term_frequency: Some(TermUnit::Month),
        first_installment_due_date: Some(Date(terms.due(1))),
        number_of_installments_total: Some(terms.count()),
        number_of_installments_outstanding: Some(rest),
        number_of_installments_paid: Some(paid + ahead),
        number_of_installments_past_due: Some(due.saturating_sub(paid)),
        disbursement_dates: Some(vec![Date(terms.paid_out())]),
        settlement_date: settled.map(|event| Date(event.date)),
        contract_end_date: Some(Date(if ahead > 0 {
            terms.due(last)
        } else {
            terms.end()
        })),
        contract_remaining_frequency: Some(TermUnit::Month),
        contract_remaining_total: Some(rest),
        amortization_schedule: system.to_owned(),
        amortization_schedule_info: Some(info.to_owned()),
        consignee_id: contract::consignee(life, terms),
        contract_number: Some(terms.code.chars().take(12).collect()),
        ..LoanData::unknown(collected_at, terms.code.clone(), Date(terms.start))
    };
    if life.open_finance {
        return known;
    }
    LoanData {
        monthly_payment: Some(money(terms.schedule.instalment((paid + 1).min(last)))),
        principal: Some(money(terms.schedule.principal)),
        payment_day: Some(terms.due_day.to_string()),
        outstanding_principal: Some(money(terms.schedule.principal_after(paid, ahead))),
        ..known
    }
}

fn balloon(life: &Life<'_>, terms: &LoanTerms) -> Vec<BalloonPayment> {
    let amount = terms.schedule.balloon;
    let payment = BalloonPayment {
        due_date: Some(Date(terms.end())),
        currency: Some(life.currency()),
        amount: Some(money(amount)),
    };
    (amount > 0).then_some(payment).into_iter().collect()
}

/// An advance on deposits: no instalments, and interest for each day of its use.
pub(super) fn advance_data(
    life: &Life<'_>,
    place: usize,
    terms: &AdvanceTerms,
    collected_at: Timestamp,
) -> LoanData {
    let opened = life
        .books
        .get(place)
        .map_or(life.now.date(), |book| book.opened);
    LoanData {
        contract_amount: Some(money(terms.limit)),
        loan_type: "ADIANTAMENTO_A_DEPOSITANTES".to_owned(),
        outstanding_balance: Some(money(life.balance(place))),
        interest_rates: contract::interest_rates(terms.daily_rate * MONTH_DAYS),
        fees: Some(Vec::new()),
        contracted_charges: Some(Vec::new()),
        collaterals: Some(Vec::new()),
        balloon_payments: Some(Vec::new()),
        installments_contract_term_frequency: Some(TermUnit::NoDeadlineRemaining),
        installment_frequency: InstallmentFrequency::Irregular,
        contract_remaining_frequency: Some(TermUnit::NoDeadlineRemaining),
        amortization_schedule: "SEM_SISTEMA_AMORTIZACAO".to_owned(),
        contract_number: Some(terms.code.chars().take(12).collect()),
        outstanding_principal: (!life.open_finance).then(|| money(life.balance(place))),
        ..LoanData::unknown(collected_at, terms.code.clone(), Date(opened))
    }
}

/// What a payment on the loan says of its instalment.
pub(super) fn loan_transaction(event: &Event) -> Option<LoanTransaction> {
    let payment = |is_detached, installment_id| LoanTransaction {
        is_detached,
        installment_id: Some(installment_id),
        fees: Vec::new(),
        charges: Vec::new(),
    };
    Some(match event.deed.cause {
        Cause::LoanInstalment { number, .. } => payment(false, format!("{number:03}")),
        Cause::LoanBalloon => payment(false, "balloon".to_owned()),
        Cause::LoanAhead { number } => payment(true, format!("{number:03}")),
        Cause::LoanChargesPaid {
            number,
            fine,
            interest,
        } => LoanTransaction {
            charges: vec![
                charge("MULTA_ATRASO_PAGAMENTO", number, fine),
                charge("JUROS_MORA_ATRASO", number, interest),
            ],
            ..payment(true, format!("{number:03}"))
        },
        _ => return None,
    })
}

fn charge(kind: &str, number: u32, amount: Cents) -> LoanTransactionCharge {
    LoanTransactionCharge {
        kind: kind.to_owned(),
        info: format!("{number:03}"),
        amount: money(amount),
    }
}
