//! Form 210: the income tax return of a person.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{DeclarationForm, DeclaringTaxpayer};
use crate::money::Money;
use crate::time::{Date, Timestamp};

/// A person's income tax return.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndividualDeclaration {
    /// The declaration's id on this platform.
    pub id: Uuid,
    /// The link through which it was read.
    pub link: Option<Uuid>,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// Which form it is.
    pub document_information: DeclarationForm,
    /// Who declares.
    pub tax_payer_information: DeclaringTaxpayer,
    /// What the person owns and owes at the end of the year.
    pub equity_statement: IndividualEquity,
    /// What came in during the year, pensions aside.
    pub annual_income_statement: IndividualIncome,
    /// Pensions.
    pub pension_income_statement: PensionIncome,
    /// The tax that follows.
    pub tax_assessment: IndividualTaxAssessment,
    /// The day on which it was handed in.
    pub date_issued: Date,
    /// The declaration as a PDF in base64, when it was asked for.
    pub pdf: Option<String>,
}

/// What a person owns and owes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndividualEquity {
    /// Everything owned.
    pub total_gross_equity: Money,
    /// Everything owed.
    pub total_debts: Money,
    /// The former less the latter, zero at least.
    pub total_net_equity: Money,
}

/// What came in during a year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndividualIncome {
    /// As it was earned.
    pub gross_income: IncomeByKind,
    /// What of it is not income by law, such as contributions to social security.
    pub non_taxable_income: IncomeByKind,
    /// The first less the second.
    pub net_income: IncomeByKind,
    /// What is taken off all of it.
    pub annual_totals: AnnualTotals,
}

/// Income by where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IncomeByKind {
    /// From employment.
    pub earned_income: Money,
    /// From fees for work of one's own.
    pub fee_based_income: Money,
    /// From capital.
    pub capital_income: Money,
    /// From anything else.
    pub non_labor_income: Money,
}

/// What is taken off a year's income.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnnualTotals {
    /// Exempt income.
    pub total_exempt_income: Money,
    /// Deductions.
    pub total_applicable_deductions: Money,
    /// Both together.
    pub total_exemptions_and_deductions: Money,
    /// Net income less both: what is taxed.
    pub total_ordinary_net_income: Money,
}

/// Pensions of a year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PensionIncome {
    /// Pensions less contributions.
    pub net_pension_income: Money,
    /// What of that is taxed.
    pub net_taxable_pension_income: Money,
}

/// A person's tax of the year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndividualTaxAssessment {
    /// The tax on windfalls.
    pub fortuitous_profit_tax: Money,
    /// The tax on ordinary income.
    pub total_tax_on_taxable_net_income: Money,
    /// That tax less credits.
    pub net_income_tax: Money,
    /// That and the tax on windfalls.
    pub total_tax_due: Money,
    /// What the year before left in favour.
    pub previous_year_balance: Money,
    /// What payers kept back during the year.
    pub total_withheld_tax: Money,
    /// What is left to pay.
    pub balance_payable: Money,
    /// What comes back.
    pub balance_refundable: Money,
    /// What is paid with the declaration.
    pub total_payment: Money,
}
