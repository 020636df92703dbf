//! What a loan's contract says of its price and its security.

use caudal_latam::Country;
use caudal_model::Money;
use caudal_model::resources::account::{
    ChargeKind, Collateral, ContractedCharge, FeeCharge, FeeFrequency, InterestPeriod,
    InterestRate, InterestRateData, LoanFee, LoanFeeKind, RateKind, ReferenceIndex, TaxKind,
};
use rust_decimal::Decimal;

use super::super::{Life, money};
use crate::book::{Amortisation, LoanTerms, SETUP_MILLIONTHS};
use crate::person::Borrowing;
use crate::price::payable;

/// The fine for a late instalment, and the interest of a month on it, in millionths.
const FINE_MILLIONTHS: i64 = 20_000;
const ARREARS_MILLIONTHS: i64 = 10_000;

/// Who deducts the instalments of a payroll loan: the employer, by its CNPJ.
pub(super) fn consignee(life: &Life<'_>, terms: &LoanTerms) -> Option<String> {
    let employer = &life.person.employer.paper;
    (terms.kind == Borrowing::Payroll && employer.kind == "CNPJ").then(|| employer.number.clone())
}

/// The rate twice: what a month costs, and the yearly figure that contracts name beside it.
pub(super) fn interest_rates(monthly_rate: i64) -> Vec<InterestRate> {
    vec![
        rate(TaxKind::Effective, InterestPeriod::Monthly, monthly_rate),
        rate(TaxKind::Nominal, InterestPeriod::Yearly, monthly_rate * 12),
    ]
}

fn rate(tax_type: TaxKind, period: InterestPeriod, millionths: i64) -> InterestRate {
    let (name, rate_type) = match tax_type {
        TaxKind::Effective => ("EFFECTIVE", RateKind::Compound),
        TaxKind::Nominal => ("NOMINAL", RateKind::Simple),
    };
    InterestRate {
        name: Some(name.to_owned()),
        kind: period,
        value: Some(Money(Decimal::new(millionths, 4))),
        interest_rate_data: Some(InterestRateData {
            tax_type,
            rate_type,
            kind: Some(period),
            calculation_base: "30/360".to_owned(),
            reference_index_type: ReferenceIndex::PreFixed,
            reference_index_subtype: None,
            reference_index_info: None,
            pre_fixed_rate: Money(Decimal::new(millionths, 6)),
            post_fixed_rate: Money(Decimal::new(0, 6)),
            additional_info: None,
        }),
    }
}

/// The fee for setting the loan up, and the insurance where instalments hold one.
pub(super) fn fees(life: &Life<'_>, terms: &LoanTerms) -> Vec<LoanFee> {
    let brazil = life.person.country == Country::Brazil;
    let by_part = matches!(life.person.country, Country::Mexico | Country::Colombia);
    let kind = |kind| (!life.open_finance).then_some(kind);
    let setup = LoanFee {
        kind: kind(LoanFeeKind::OperationFee),
        value: Some(money(terms.fee)),
        name: if brazil {
            "Tarifa de cadastro"
        } else {
            "Comisión por apertura"
        }
        .to_owned(),
        code: if brazil { "CADASTRO" } else { "APERTURA" }.to_owned(),
        fee_charge_type: FeeFrequency::Single,
        fee_charge: if by_part {
            FeeCharge::Percentage
        } else {
            FeeCharge::Fixed
        },
        rate: by_part.then(|| Money(Decimal::new(SETUP_MILLIONTHS, 6))),
    };
    let insurance = LoanFee {
        kind: kind(LoanFeeKind::InsuranceFee),
        value: Some(money(terms.schedule.insurance)),
        name: if brazil {
            "Seguro prestamista"
        } else {
            "Seguro de vida deudor"
        }
        .to_owned(),
        code: "SEGURO".to_owned(),
        fee_charge_type: FeeFrequency::PerInstallment,
        fee_charge: FeeCharge::Fixed,
        rate: None,
    };
    let insured = (terms.schedule.insurance > 0).then_some(insurance);
    [Some(setup), insured].into_iter().flatten().collect()
}

/// What being late costs, and the tax that was kept back at signing.
pub(super) fn charges(life: &Life<'_>, terms: &LoanTerms) -> Vec<ContractedCharge> {
    let charge = |kind, millionths| ContractedCharge {
        kind: Some(kind),
        info: None,
        rate: Some(Money(Decimal::new(millionths, 6))),
    };
    let mut charges = vec![
        charge(ChargeKind::LatePaymentPenaltyFee, FINE_MILLIONTHS),
        charge(ChargeKind::LatePaymentInterestFee, ARREARS_MILLIONTHS),
    ];
    if terms.tax > 0 {
        let rate = Decimal::from(terms.tax) / Decimal::from(terms.schedule.principal.max(1));
        charges.push(ContractedCharge {
            kind: Some(ChargeKind::LoanContractTax),
            info: (life.person.country == Country::Brazil).then(|| "IOF".to_owned()),
            rate: Some(Money(rate.round_dp(6))),
        });
    }
    charges
}

pub(super) fn collaterals(life: &Life<'_>, terms: &LoanTerms) -> Vec<Collateral> {
    let subtype = match terms.kind {
        Borrowing::Auto => "VEICULOS",
        Borrowing::Home => "IMOVEIS",
        _ => return Vec::new(),
    };
    vec![Collateral {
        kind: "ALIENACAO_FIDUCIARIA".to_owned(),
        subtype: subtype.to_owned(),
        currency: life.currency(),
        amount: money(payable(
            life.person.country,
            terms.schedule.principal / 100 * 125,
        )),
    }]
}

/// How the principal is paid back, in the words of the country, and in a sentence.
pub(super) fn amortisation(country: Country, system: Amortisation) -> (&'static str, &'static str) {
    match (country, system) {
        (Country::Brazil, Amortisation::Equal) => ("PRICE", "Parcelas iguais"),
        (Country::Brazil, Amortisation::Constant) => ("SAC", "Amortização constante"),
        (Country::Mexico, Amortisation::Equal) => ("PAGOS_FIJOS", "Pagos iguales"),
        (Country::Mexico, Amortisation::Constant) => {
            ("PAGOS_DECRECIENTES", "Amortización constante de capital")
        }
        (Country::Colombia, Amortisation::Equal) => ("CUOTA_FIJA", "Cuota constante en pesos"),
        (Country::Colombia, Amortisation::Constant) => {
            ("ABONO_CONSTANTE", "Abono constante a capital")
        }
        (Country::Chile, Amortisation::Equal) => ("FRANCES", "Cuotas iguales"),
        (Country::Chile, Amortisation::Constant) => ("ALEMAN", "Amortización constante"),
    }
}

/// The effective rate of a year, as a fraction of one with four decimals.
pub(super) fn yearly(monthly_rate: i64) -> Money {
    let month = Decimal::ONE + Decimal::new(monthly_rate, 6);
    let year = (0..12).fold(Decimal::ONE, |rate, _| (rate * month).round_dp(12));
    Money((year - Decimal::ONE).round_dp(4))
}

/// Type and subtype in the words of Open Finance Brasil.
pub(in crate::views) fn types_brazil(kind: Borrowing) -> (&'static str, &'static str) {
    match kind {
        Borrowing::Personal => ("EMPRESTIMOS", "CREDITO_PESSOAL_SEM_CONSIGNACAO"),
        Borrowing::Payroll => ("EMPRESTIMOS", "CREDITO_PESSOAL_COM_CONSIGNACAO"),
        Borrowing::Auto => ("FINANCIAMENTOS", "AQUISICAO_BENS_VEICULOS_AUTOMOTORES"),
        Borrowing::Home => (
            "FINANCIAMENTOS_IMOBILIARIOS",
            "FINANCIAMENTO_HABITACIONAL_SFH",
        ),
        Borrowing::Invoices => ("DIREITOS_CREDITORIOS_DESCONTADOS", "DESCONTO_DUPLICATAS"),
        Borrowing::WorkingCapital => (
            "EMPRESTIMOS",
            "CAPITAL_GIRO_PRAZO_VENCIMENTO_SUPERIOR_365_DIAS",
        ),
    }
}

/// What a Brazilian calls the loan.
pub(in crate::views) fn name_brazil(kind: Borrowing) -> &'static str {
    match kind {
        Borrowing::Personal => "Empréstimo pessoal",
        Borrowing::Payroll => "Empréstimo consignado",
        Borrowing::Auto => "Financiamento de veículo",
        Borrowing::Home => "Financiamento imobiliário",
        Borrowing::WorkingCapital => "Capital de giro",
        Borrowing::Invoices => "Desconto de duplicatas",
    }
}

/// What others call it.
pub(in crate::views) fn name_spanish(kind: Borrowing) -> &'static str {
    match kind {
        Borrowing::Personal => "Préstamo personal",
        Borrowing::Payroll => "Crédito de nómina",
        Borrowing::Auto => "Crédito automotriz",
        Borrowing::Home => "Crédito hipotecario",
        Borrowing::WorkingCapital => "Capital de trabajo",
        Borrowing::Invoices => "Factoraje",
    }
}
