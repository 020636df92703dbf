//! Loans and financings: the contract, its price and its progress.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::time::{Date, Timestamp};

/// What is known of a loan or financing. Amounts are in the account's currency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LoanData {
    /// When these facts were read from the institution.
    pub collected_at: Timestamp,
    /// The contract's number in the country's standard form (the IPOC in Brazil): 22 to 67 digits.
    #[schemars(regex(pattern = r"^\d{22,67}$"), length(min = 22, max = 67))]
    pub loan_code: String,
    /// What the contract was signed for: principal, interest, taxes and fees.
    pub contract_amount: Option<Money>,
    /// The total effective cost at signing (CET in Brazil, CAT in Mexico).
    pub total_effective_cost: Option<Money>,
    /// The total effective cost once more: the contract's list of required keys spells it like this,
    /// and clients that check against it refuse a loan without the key.
    #[schemars(extend("deprecated" = true))]
    pub total_effectove_cost: Option<Money>,
    /// The loan's type in the institution's words.
    pub loan_type: String,
    /// What remains to be paid, interest included.
    pub outstanding_balance: Option<Money>,
    /// The rates that make the price of the loan.
    pub interest_rates: Vec<InterestRate>,
    /// The fees that were agreed.
    pub fees: Option<Vec<LoanFee>>,
    /// What is charged on top in certain events, such as late payment.
    pub contracted_charges: Option<Vec<ContractedCharge>>,
    /// What secures the loan.
    pub collaterals: Option<Vec<Collateral>>,
    /// Large single payments besides the instalments.
    pub balloon_payments: Option<Vec<BalloonPayment>>,
    /// The unit of the term that was agreed at signing.
    pub installments_contract_term_frequency: Option<TermUnit>,
    /// How often an instalment is due.
    pub installment_frequency: InstallmentFrequency,
    /// What the institution adds about the frequency.
    #[schemars(length(max = 100))]
    pub installment_frequency_info: Option<String>,
    /// When the first instalment was due.
    pub first_installment_due_date: Option<Date>,
    /// How many instalments there are in all.
    pub number_of_installments_total: Option<u32>,
    /// How many instalments are still to be paid.
    pub number_of_installments_outstanding: Option<u32>,
    /// How many instalments were paid.
    pub number_of_installments_paid: Option<u32>,
    /// How many instalments are overdue.
    pub number_of_installments_past_due: Option<u32>,
    /// The days on which money was paid out to the customer; never an empty list.
    #[schemars(length(min = 1))]
    pub disbursement_dates: Option<Vec<Date>>,
    /// When the loan was settled.
    pub settlement_date: Option<Date>,
    /// When the contract was signed.
    pub contract_start_date: Date,
    /// When the contract ends.
    pub contract_end_date: Option<Date>,
    /// The unit of what remains of the term.
    pub contract_remaining_frequency: Option<TermUnit>,
    /// What remains of the term, in that unit.
    pub contract_remaining_total: Option<u32>,
    /// How the principal is paid back, in the institution's words: `PRICE`, `SAC`,
    /// `SEM_SISTEMA_AMORTIZACAO`.
    pub amortization_schedule: String,
    /// What the institution adds about the schedule.
    #[schemars(length(max = 200))]
    pub amortization_schedule_info: Option<String>,
    /// The CNPJ of who deducts the instalments from a salary: 14 digits.
    #[schemars(regex(pattern = r"^\d{14}$"), length(max = 14))]
    pub consignee_id: Option<String>,
    /// The institution's number of the contract.
    #[schemars(regex(pattern = r"^\d{1,100}$"), length(min = 1, max = 100))]
    pub contract_number: Option<String>,
    /// What is to be paid each month. Null for Open Finance accounts.
    pub monthly_payment: Option<Money>,
    /// The sum that was lent. Null for Open Finance accounts.
    pub principal: Option<Money>,
    /// The day of the month on which payments are due. Null for Open Finance accounts.
    pub payment_day: Option<String>,
    /// What remains of the sum that was lent. Null for Open Finance accounts.
    pub outstanding_principal: Option<Money>,
    /// Always null; older clients read it.
    #[schemars(extend("deprecated" = true))]
    pub credit_limit: Option<Money>,
    /// Always null; older clients read it.
    #[schemars(extend("deprecated" = true))]
    pub last_period_balance: Option<Money>,
    /// Always null; older clients read it.
    #[schemars(extend("deprecated" = true))]
    pub interest_rate: Option<Money>,
    /// Always null; older clients read it.
    #[schemars(extend("deprecated" = true))]
    pub limit_day: Option<String>,
    /// Always null; older clients read it.
    #[schemars(extend("deprecated" = true))]
    pub cutting_day: Option<String>,
    /// Always null; older clients read it.
    #[schemars(extend("deprecated" = true))]
    pub cutting_date: Option<String>,
    /// Always null; older clients read it.
    #[schemars(extend("deprecated" = true))]
    pub last_payment_date: Option<String>,
    /// Always null; older clients read it.
    #[schemars(extend("deprecated" = true))]
    pub no_interest_payment: Option<Money>,
}

impl LoanData {
    /// A loan of which little is known: the start of a struct update.
    #[must_use]
    pub fn unknown(collected_at: Timestamp, loan_code: String, contract_start_date: Date) -> Self {
        Self {
            collected_at,
            loan_code,
            contract_amount: None,
            total_effective_cost: None,
            total_effectove_cost: None,
            loan_type: String::new(),
            outstanding_balance: None,
            interest_rates: Vec::new(),
            fees: None,
            contracted_charges: None,
            collaterals: None,
            balloon_payments: None,
            installments_contract_term_frequency: None,
            installment_frequency: InstallmentFrequency::Monthly,
            installment_frequency_info: None,
            first_installment_due_date: None,
            number_of_installments_total: None,
            number_of_installments_outstanding: None,
            number_of_installments_paid: None,
            number_of_installments_past_due: None,
            disbursement_dates: None,
            settlement_date: None,
            contract_start_date,
            contract_end_date: None,
            contract_remaining_frequency: None,
            contract_remaining_total: None,
            amortization_schedule: String::new(),
            amortization_schedule_info: None,
            consignee_id: None,
            contract_number: None,
            monthly_payment: None,
            principal: None,
            payment_day: None,
            outstanding_principal: None,
            credit_limit: None,
            last_period_balance: None,
            interest_rate: None,
            limit_day: None,
            cutting_day: None,
            cutting_date: None,
            last_payment_date: None,
            no_interest_payment: None,
        }
    }
}

/// One rate that makes part of a loan's price.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InterestRate {
    /// The rate's name.
    pub name: Option<String>,
    /// The period that the rate is for.
    #[serde(rename = "type")]
    pub kind: InterestPeriod,
    /// The rate in percent.
    pub value: Option<Money>,
    /// The rate in the terms of Open Finance Brasil.
    pub interest_rate_data: Option<InterestRateData>,
}

/// The period that a rate is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum InterestPeriod {
    /// A month.
    Monthly,
    /// A year.
    Yearly,
}

/// A rate in the terms of Open Finance Brasil. Rates are fractions of one: 0.062 is 6.2 %.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InterestRateData {
    /// Whether the rate is nominal or effective.
    pub tax_type: TaxKind,
    /// Whether interest bears interest.
    pub rate_type: RateKind,
    /// The period that the rate is for.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "InterestPeriod")]
    pub kind: Option<InterestPeriod>,
    /// How days are counted: days of a month, a slash, days of a year (`30/360`).
    #[schemars(regex(pattern = r"^[0-9]{2}\/[0-9]{3}$"))]
    pub calculation_base: String,
    /// What the rate follows.
    pub reference_index_type: ReferenceIndex,
    /// Which index it follows, in the institution's words, such as `TR_TBF`.
    pub reference_index_subtype: Option<String>,
    /// What the institution adds about the index.
    #[schemars(length(max = 140))]
    pub reference_index_info: Option<String>,
    /// The part of the rate that is fixed beforehand.
    pub pre_fixed_rate: Money,
    /// The part of the rate that is fixed afterwards.
    pub post_fixed_rate: Money,
    /// What the institution adds about the rate.
    #[schemars(length(max = 1200))]
    pub additional_info: Option<String>,
}

/// Whether a rate is nominal or effective.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TaxKind {
    /// As written in the contract.
    Nominal,
    /// As it works out over the period.
    Effective,
}

/// Whether interest bears interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RateKind {
    /// It does not.
    Simple,
    /// It does.
    Compound,
}

/// What a rate follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ReferenceIndex {
    /// No index.
    WithoutIndexType,
    /// A rate fixed beforehand.
    PreFixed,
    /// A rate fixed afterwards.
    PostFixed,
    /// A floating rate.
    Floating,
    /// A price index.
    IndexedPrice,
    /// The rules of rural credit.
    RuralCredit,
    /// Another index, named beside it.
    OtherIndex,
}

/// One fee of a loan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LoanFee {
    /// What the fee is for. Null for Open Finance accounts.
    #[serde(rename = "type")]
    pub kind: Option<LoanFeeKind>,
    /// The fee in the loan's currency.
    pub value: Option<Money>,
    /// The fee's name.
    #[schemars(length(max = 140))]
    pub name: String,
    /// The fee's code.
    #[schemars(length(max = 140))]
    pub code: String,
    /// Whether it is charged once or with each instalment.
    pub fee_charge_type: FeeFrequency,
    /// How it is worked out.
    pub fee_charge: FeeCharge,
    /// The rate as a fraction of one; there when the fee is a percentage.
    pub rate: Option<Money>,
}

/// What a fee is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LoanFeeKind {
    /// Setting up the loan.
    OperationFee,
    /// Insurance.
    InsuranceFee,
    /// Something else.
    Others,
}

/// When a fee is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FeeFrequency {
    /// Once.
    Single,
    /// With each instalment.
    PerInstallment,
}

/// How a fee is worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FeeCharge {
    /// At least so much.
    Minimum,
    /// At most so much.
    Maximum,
    /// So much.
    Fixed,
    /// A share of an amount.
    Percentage,
}

/// What is charged on top in a certain event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ContractedCharge {
    /// The event.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "ChargeKind")]
    pub kind: Option<ChargeKind>,
    /// What the institution adds about it.
    #[schemars(length(max = 140))]
    pub info: Option<String>,
    /// The charge as a fraction of the loan.
    pub rate: Option<Money>,
}

/// Events that cost extra.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ChargeKind {
    /// Interest for paying late.
    LatePaymentInterestFee,
    /// A fine for paying late.
    LatePaymentPenaltyFee,
    /// Interest for not paying.
    DefaultInterestFee,
    /// Tax on the contract.
    LoanContractTax,
    /// Tax on late payment.
    LatePaymentTax,
    /// Nothing is charged.
    NoCharge,
    /// Something else, described beside it.
    Other,
}

/// Something that secures a loan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Collateral {
    /// Its type, in the institution's words.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its subtype, in the institution's words.
    pub subtype: String,
    /// The currency of its value (ISO 4217).
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(max = 3))]
    pub currency: String,
    /// Its value.
    pub amount: Money,
}

/// A large single payment besides the instalments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BalloonPayment {
    /// When it is due.
    pub due_date: Option<Date>,
    /// Its currency (ISO 4217).
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(max = 3))]
    pub currency: Option<String>,
    /// How much it is.
    pub amount: Option<Money>,
}

/// The unit of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TermUnit {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
    /// No end was agreed, or none is left.
    NoDeadlineRemaining,
}

/// How often an instalment is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum InstallmentFrequency {
    /// At no regular interval.
    Irregular,
    /// Every week.
    Weekly,
    /// Every two weeks.
    Fortnightly,
    /// Every month.
    Monthly,
    /// Every two months.
    Bimonthly,
    /// Every three months.
    Quarterly,
    /// Every six months.
    Biannually,
    /// Every year.
    Annually,
    /// At another interval, described beside it.
    Other,
}
