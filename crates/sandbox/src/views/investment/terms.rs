//! What an investment's contract says, in the words of Open Finance Brasil.

use caudal_latam::isin::isin;
use caudal_model::resources::investment::{
    CalculationBase, Debtor, FundCategory, FundClassification, Indexer, RatePeriodicity, RateType,
    Remuneration, VoucherPayment, VoucherPeriodicity,
};
use caudal_model::{Date, Money};
use rust_decimal::Decimal;

use super::super::Life;
use crate::book::investment::{Class, Earns, FundStyle, Holding};
use crate::market::asset::company_number;

/// Decimal places of a rate.
const RATE_PLACES: u32 = 6;

/// The CNPJ of who issued it: of the bank itself where nobody else did, none for the government.
pub(in crate::views) fn issuer_number(life: &Life<'_>, holding: &Holding) -> Option<String> {
    match holding.product.class {
        Class::Treasury => None,
        Class::Deposit => Some(company_number(&life.institution.name)),
        Class::Credit => Some(company_number(holding.product.issuer)),
        Class::Fund(_) | Class::Share | Class::Pension => holding
            .asset()
            .map(crate::market::asset::Asset::issuer_number),
    }
}

/// The number of the security, where it is one.
pub(in crate::views) fn isin_number(holding: &Holding) -> Option<String> {
    let letters: String = holding
        .product
        .name
        .chars()
        .filter(char::is_ascii_uppercase)
        .chain("XXXX".chars())
        .take(4)
        .collect();
    let national = match holding.product.class {
        Class::Deposit | Class::Pension => return None,
        Class::Share => format!("{letters}ACNOR"),
        Class::Fund(_) => format!("{letters}CTF00"),
        Class::Credit => format!("{letters}DBS{:02}", holding.chance.below("series", 100)),
        Class::Treasury => {
            let year = holding.due.map_or(0, |due| due.year() % 100);
            format!("STN{letters}{year:02}")
        }
    };
    Some(isin("BR", &national))
}

/// The code under which the clearing house keeps a deposit or a company's debt.
pub(in crate::views) fn clearing_code(holding: &Holding) -> String {
    let name: String = holding.product.name.chars().take(3).collect();
    let year = holding.issued.year() % 100;
    let serial = holding.chance.below("clearing", 0x00ff_ffff);
    format!("{name}{year:02}{serial:06X}")
}

/// Until when it cannot be cashed in.
pub(in crate::views) fn grace(holding: &Holding) -> Option<Date> {
    match holding.product.class {
        Class::Deposit | Class::Credit if holding.product.locked => holding.due.map(Date),
        Class::Deposit | Class::Credit => Some(Date(holding.issued)),
        _ => None,
    }
}

/// The fixed rate and the share of an index that it earns.
pub(in crate::views) fn rates(holding: &Holding) -> (Option<Money>, Option<Money>) {
    let fixed = || Some(Money(Decimal::new(holding.rate, RATE_PLACES)));
    let part = |permille: i64| Some(Money(Decimal::new(permille * 1_000, RATE_PLACES)));
    match holding.product.earns {
        Earns::BetweenBanks(..) => (None, part(holding.rate)),
        Earns::AboveBetweenBanks(..) | Earns::Prices(..) | Earns::DiscountedPrices => {
            (fixed(), part(1_000))
        }
        Earns::Fixed(..) | Earns::Discount(_) => (fixed(), None),
        Earns::Policy => (None, part(1_000)),
        Earns::Market => (None, None),
    }
}

pub(in crate::views) fn remuneration(holding: &Holding) -> Remuneration {
    let (pre_fixed_rate, post_fixed_rate) = rates(holding);
    let indexer = match holding.product.earns {
        Earns::BetweenBanks(..) | Earns::AboveBetweenBanks(..) => Indexer::Cdi,
        Earns::Prices(..) | Earns::DiscountedPrices => Indexer::Ipca,
        Earns::Fixed(..) | Earns::Discount(_) => Indexer::PreFixado,
        Earns::Policy => Indexer::Selic,
        Earns::Market => return Remuneration::default(),
    };
    Remuneration {
        pre_fixed_rate,
        post_fixed_rate,
        rate_type: Some(RateType::Exponencial),
        rate_periodicity: Some(RatePeriodicity::Anual),
        calculation_base: Some(CalculationBase::DiasUteis),
        indexer: Some(indexer),
        indexer_additional_info: None,
    }
}

pub(in crate::views) fn classification(class: Class) -> Option<FundClassification> {
    let Class::Fund(style) = class else {
        return None;
    };
    let (category, class, subclass) = match style {
        FundStyle::Debt => (
            Some(FundCategory::RendaFixa),
            "Renda Fixa Simples",
            "Soberano",
        ),
        // The contract names `MULTIMERCADO`, and has room for eleven letters: a strict client would
        // refuse the page. The class says it.
        FundStyle::Mixed => (None, "Multimercados Estratégia", "Macro"),
        FundStyle::Shares => (
            Some(FundCategory::Acoes),
            "Ações Ativo",
            "Valor/Crescimento",
        ),
        FundStyle::Currency => (Some(FundCategory::Cambial), "Cambial", "Dólar"),
    };
    Some(FundClassification {
        category,
        class: Some(class.to_owned()),
        subclass: Some(subclass.to_owned()),
    })
}

pub(in crate::views) fn voucher(holding: &Holding) -> VoucherPayment {
    let periodicity = match holding.product.coupon_months {
        0 => return VoucherPayment::default(),
        1 => VoucherPeriodicity::Mensal,
        3 => VoucherPeriodicity::Trimestral,
        6 => VoucherPeriodicity::Semestral,
        12 => VoucherPeriodicity::Anual,
        _ => VoucherPeriodicity::Irregular,
    };
    VoucherPayment {
        is_voucher_payment: true,
        periodicity: Some(periodicity),
        periodicity_additional_info: None,
    }
}

/// Who owes it in the end: the issuer of a debenture, somebody behind a certificate.
pub(in crate::views) fn debtor(holding: &Holding) -> Option<Debtor> {
    let name = match (holding.product.class, holding.product.name) {
        (Class::Credit, "CRI") => "Construtora Ponte Nova Ltda",
        (Class::Credit, "CRA") => "Distribuidora Campo Belo Ltda",
        (Class::Credit, _) => holding.product.issuer,
        _ => return None,
    };
    Some(Debtor {
        name: name.to_owned(),
        id_document_number: company_number(name),
    })
}
