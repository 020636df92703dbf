//! What an investment's contract says.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::money::Money;

/// How an investment earns. All null where nothing is promised, as for shares.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Remuneration {
    /// The fixed yearly rate, as a part of one: `0.150000` is 15 %.
    pub pre_fixed_rate: Option<Money>,
    /// The share of the index that it earns, as a part of one: `1.100000` is 110 %.
    pub post_fixed_rate: Option<Money>,
    /// How the rate accrues.
    pub rate_type: Option<RateType>,
    /// To which span of time the rate refers.
    pub rate_periodicity: Option<RatePeriodicity>,
    /// Which days count.
    pub calculation_base: Option<CalculationBase>,
    /// The index that it follows.
    pub indexer: Option<Indexer>,
    /// The index in words; needed where it is `OUTROS`.
    #[schemars(length(max = 50))]
    pub indexer_additional_info: Option<String>,
}

/// How a rate accrues.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RateType {
    /// Simple interest.
    Linear,
    /// Compound interest.
    Exponencial,
}

/// To which span of time a rate refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RatePeriodicity {
    /// A day.
    Diario,
    /// A month.
    Mensal,
    /// A year.
    Anual,
    /// Half a year.
    Semestral,
}

/// Which days count for interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CalculationBase {
    /// Business days, 252 a year.
    DiasUteis,
    /// All days.
    DiasCorridos,
}

/// The index that an investment follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Indexer {
    /// The rate of loans between banks.
    Cdi,
    /// The same rate by its older name.
    Di,
    /// The reference rate of savings accounts.
    Tr,
    /// Consumer prices.
    Ipca,
    /// General market prices.
    IgpM,
    /// General prices, domestic supply.
    IgpDi,
    /// Consumer prices of lower incomes.
    Inpc,
    /// A basket of currencies.
    Bcp,
    /// The rate of the development bank's loans.
    Tlc,
    /// The central bank's rate.
    Selic,
    /// None: the rate is fixed.
    PreFixado,
    /// Another one.
    Outros,
}

/// What kind of fund a fund is, by the classes of its industry (ANBIMA).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FundClassification {
    /// The category.
    pub category: Option<FundCategory>,
    /// The class within it.
    #[schemars(length(max = 70))]
    pub class: Option<String>,
    /// The subclass within that.
    #[schemars(length(max = 70))]
    pub subclass: Option<String>,
}

/// The categories of funds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FundCategory {
    /// Debt.
    RendaFixa,
    /// Shares.
    Acoes,
    /// A bit of everything.
    Multimercado,
    /// Currencies.
    Cambial,
}

/// Whether an investment pays interest before its end.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct VoucherPayment {
    /// Whether it does.
    pub is_voucher_payment: bool,
    /// How often.
    pub periodicity: Option<VoucherPeriodicity>,
    /// How often, in words; needed where it is `OUTROS`.
    #[schemars(length(max = 50))]
    pub periodicity_additional_info: Option<String>,
}

/// How often interest is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum VoucherPeriodicity {
    /// Every month.
    Mensal,
    /// Every three months.
    Trimestral,
    /// Every six months.
    Semestral,
    /// Once a year.
    Anual,
    /// On no regular days.
    Irregular,
    /// Otherwise.
    Outros,
}

/// Who owes what stands behind a certificate or debenture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Debtor {
    /// The debtor's name.
    #[schemars(length(max = 70))]
    pub name: String,
    /// The debtor's CNPJ.
    #[schemars(regex(pattern = r"^\d{14}$"), length(max = 14))]
    pub id_document_number: String,
}
