//! The loan's part of accounts and transactions.

use caudal_latam::Country;
use caudal_model::resources::account::{
    ChargeKind, Collateral, ContractedCharge, FeeCharge, FeeFrequency, InterestPeriod,
    InterestRate, InterestRateData, LoanData, LoanFee, LoanFeeKind, RateKind, ReferenceIndex,
    TaxKind, TermUnit,
};
use caudal_model::resources::transaction::LoanTransaction;
use caudal_model::{Date, Money, Timestamp};
use rust_decimal::Decimal;

use super::{Life, money};
use crate::book::LoanTerms;
use crate::person::Borrowing;
use crate::price::Cents;
use crate::timeline::{Cause, Event};

/// A fee for setting up a loan, in Brazilian centavos of 2024.
const SETUP_FEE: Cents = 180_00;
/// The fine for a late instalment, as a fraction of one in hundredths.
const LATE_FINE_HUNDREDTHS: i64 = 2;

/// How many instalments were paid by now.
pub(super) fn paid(life: &Life<'_>, place: usize) -> u32 {
    let count = life
        .events_of(place)
        .filter(|event| matches!(event.deed.cause, Cause::LoanInstalment { .. }))
        .count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The contract and its progress.
pub(super) fn loan_data(
    life: &Life<'_>,
    place: usize,
    terms: &LoanTerms,
    collected_at: Timestamp,
) -> LoanData {
    let today = life.now.date();
    let paid = paid(life, place);
    let due = (1..=terms.count)
        .take_while(|number| terms.due(*number) < today)
        .count();
    let due = u32::try_from(due).unwrap_or(0);
    let rest = terms.count.saturating_sub(paid);
    let settled = life.events_of(place).next_back().filter(|_| rest == 0);
    let known = LoanData {
        contract_amount: Some(money(terms.total())),
        total_effective_cost: Some(yearly(terms.monthly_rate)),
        total_effectove_cost: Some(yearly(terms.monthly_rate)),
        loan_type: if life.person.country == Country::Brazil {
            types_brazil(terms.kind).1.to_owned()
        } else {
            name_spanish(terms.kind).to_owned()
        },
        outstanding_balance: Some(money(life.balance(place))),
        interest_rates: vec![interest_rate(terms)],
        fees: Some(vec![fee(life, terms)]),
        contracted_charges: Some(vec![ContractedCharge {
            kind: Some(ChargeKind::LatePaymentPenaltyFee),
            info: None,
            rate: Some(Money(Decimal::new(LATE_FINE_HUNDREDTHS, 2))),
        }]),
        collaterals: Some(collaterals(life, terms)),
        balloon_payments: Some(Vec::new()),
        installments_contract_term_frequency: Some(TermUnit::Month),
        first_installment_due_date: Some(Date(terms.due(1))),
        number_of_installments_total: Some(terms.count),
        number_of_installments_outstanding: Some(rest),
        number_of_installments_paid: Some(paid),
        number_of_installments_past_due: Some(due.saturating_sub(paid)),
        disbursement_dates: Some(vec![Date(terms.paid_out())]),
        settlement_date: settled.map(|event| Date(event.date)),
        contract_end_date: Some(Date(terms.end())),
        contract_remaining_frequency: Some(TermUnit::Month),
        contract_remaining_total: Some(rest),
        amortization_schedule: "PRICE".to_owned(),
        consignee_id: consignee(life, terms),
        contract_number: Some(terms.code.chars().take(12).collect()),
        ..LoanData::unknown(collected_at, terms.code.clone(), Date(terms.start))
    };
    if life.open_finance {
        return known;
    }
    LoanData {
        monthly_payment: Some(money(terms.instalment)),
        principal: Some(money(terms.principal)),
        payment_day: Some(terms.due_day.to_string()),
        outstanding_principal: Some(money(terms.principal_after(paid))),
        ..known
    }
}

/// Who deducts the instalments of a payroll loan: the employer, by its CNPJ.
fn consignee(life: &Life<'_>, terms: &LoanTerms) -> Option<String> {
    let employer = &life.person.employer.paper;
    (terms.kind == Borrowing::Payroll && employer.kind == "CNPJ").then(|| employer.number.clone())
}

fn interest_rate(terms: &LoanTerms) -> InterestRate {
    InterestRate {
        name: None,
        kind: InterestPeriod::Monthly,
        value: Some(Money(Decimal::new(terms.monthly_rate, 4))),
        interest_rate_data: Some(InterestRateData {
            tax_type: TaxKind::Effective,
            rate_type: RateKind::Compound,
            kind: Some(InterestPeriod::Monthly),
            calculation_base: "30/360".to_owned(),
            reference_index_type: ReferenceIndex::PreFixed,
            reference_index_subtype: None,
            reference_index_info: None,
            pre_fixed_rate: Money(Decimal::new(terms.monthly_rate, 6)),
            post_fixed_rate: Money(Decimal::new(0, 2)),
            additional_info: None,
        }),
    }
}

fn fee(life: &Life<'_>, terms: &LoanTerms) -> LoanFee {
    let brazil = life.person.country == Country::Brazil;
    LoanFee {
        kind: (!life.open_finance).then_some(LoanFeeKind::OperationFee),
        value: Some(money(life.person.price(SETUP_FEE, terms.start.year()))),
        name: if brazil {
            "Tarifa de cadastro"
        } else {
            "Comisión por apertura"
        }
        .to_owned(),
        code: if brazil { "CADASTRO" } else { "APERTURA" }.to_owned(),
        fee_charge_type: FeeFrequency::Single,
        fee_charge: FeeCharge::Fixed,
        rate: None,
    }
}

fn collaterals(life: &Life<'_>, terms: &LoanTerms) -> Vec<Collateral> {
    let subtype = match terms.kind {
        Borrowing::Auto => "VEICULOS",
        Borrowing::Home => "IMOVEIS",
        _ => return Vec::new(),
    };
    vec![Collateral {
        kind: "ALIENACAO_FIDUCIARIA".to_owned(),
        subtype: subtype.to_owned(),
        currency: life.currency(),
        amount: money(terms.principal / 100 * 125),
    }]
}

/// The effective rate of a year, as a fraction of one with four decimals.
fn yearly(monthly_rate: i64) -> Money {
    let month = Decimal::ONE + Decimal::new(monthly_rate, 6);
    let year = (0..12).fold(Decimal::ONE, |rate, _| (rate * month).round_dp(12));
    Money((year - Decimal::ONE).round_dp(4))
}

/// Type and subtype in the words of Open Finance Brasil.
pub(super) fn types_brazil(kind: Borrowing) -> (&'static str, &'static str) {
    match kind {
        Borrowing::Personal => ("EMPRESTIMOS", "CREDITO_PESSOAL_SEM_CONSIGNACAO"),
        Borrowing::Payroll => ("EMPRESTIMOS", "CREDITO_PESSOAL_COM_CONSIGNACAO"),
        Borrowing::Auto => ("FINANCIAMENTOS", "AQUISICAO_BENS_VEICULOS_AUTOMOTORES"),
        Borrowing::Home => (
            "FINANCIAMENTOS_IMOBILIARIOS",
            "FINANCIAMENTO_HABITACIONAL_SFH",
        ),
        Borrowing::WorkingCapital => (
            "EMPRESTIMOS",
            "CAPITAL_GIRO_PRAZO_VENCIMENTO_SUPERIOR_365_DIAS",
        ),
    }
}

/// What a Brazilian calls the loan.
pub(super) fn name_brazil(kind: Borrowing) -> &'static str {
    match kind {
        Borrowing::Personal => "Empréstimo pessoal",
        Borrowing::Payroll => "Empréstimo consignado",
        Borrowing::Auto => "Financiamento de veículo",
        Borrowing::Home => "Financiamento imobiliário",
        Borrowing::WorkingCapital => "Capital de giro",
    }
}

/// What others call it.
pub(super) fn name_spanish(kind: Borrowing) -> &'static str {
    match kind {
        Borrowing::Personal => "Préstamo personal",
        Borrowing::Payroll => "Crédito de nómina",
        Borrowing::Auto => "Crédito automotriz",
        Borrowing::Home => "Crédito hipotecario",
        Borrowing::WorkingCapital => "Capital de trabajo",
    }
}

/// What a payment on the loan says of its instalment.
pub(super) fn loan_transaction(event: &Event) -> Option<LoanTransaction> {
    let Cause::LoanInstalment { number, .. } = event.deed.cause else {
        return None;
    };
    Some(LoanTransaction {
        is_detached: false,
        installment_id: Some(format!("{number:03}")),
        fees: Vec::new(),
        charges: Vec::new(),
    })
}
