//! Form 110: the income tax return of a company.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{DeclarationForm, DeclaringTaxpayer};
use crate::money::Money;
use crate::time::{Date, Timestamp};

/// A company's income tax return.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BusinessDeclaration {
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
    /// What the company owns and owes at the end of the year.
    pub equity_statement: BusinessEquity,
    /// What came in during the year.
    pub annual_income_statement: BusinessIncome,
    /// What was spent during the year.
    pub annual_costs_and_deductions_statement: CostsAndDeductions,
    /// The tax that follows.
    pub tax_assessment: BusinessTaxAssessment,
    /// The day on which it was handed in.
    pub date_issued: Date,
    /// The declaration as a PDF in base64, when it was asked for.
    pub pdf: Option<String>,
}

/// What a company owns and owes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BusinessEquity {
    /// Money in hand and at banks.
    pub cash_and_cash_equivalents: Money,
    /// Investments.
    pub investments_and_derivative_financial_instruments: Money,
    /// What customers and others owe to it.
    pub accounts_documents_and_finance_leases_receivable: Money,
    /// Goods in stock.
    pub inventory: Money,
    /// Buildings, machines and computers, less their wear.
    pub property_plant_and_equipment_investment_properties: Money,
    /// Everything owned: the sum of the former.
    pub total_gross_equity: Money,
    /// Everything owed.
    pub debts: Money,
    /// The difference, zero at least.
    pub total_net_equity: Money,
}

/// What came in during a year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BusinessIncome {
    /// From what the company does.
    pub gross_income_from_ordinary_activities: Money,
    /// From shares in others.
    pub dividends: Money,
    /// From anything else.
    pub other_income: Money,
    /// The sum of the former.
    pub total_gross_income: Money,
    /// Returned goods, rebates and discounts.
    pub returns_rebates_and_discounts_on_sales: Money,
    /// The former sum less these.
    pub total_net_income: Money,
}

/// What was spent during a year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CostsAndDeductions {
    /// What was sold, at cost.
    pub costs: Money,
    /// Running the company.
    pub administration_expenses: Money,
    /// Selling.
    pub distribution_and_sales_expenses: Money,
    /// Interest, and what changing currencies cost.
    pub financial_expenses: Money,
    /// The sum of the former.
    pub total_costs_and_deductible_expenses: Money,
}

/// A company's tax of the year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BusinessTaxAssessment {
    /// What is taxed.
    pub net_income_taxable: Money,
    /// The tax on windfalls.
    pub fortuitous_profit_tax: Money,
    /// The tax on ordinary income.
    pub total_tax_on_taxable_net_income: Money,
    /// That tax less credits.
    pub net_income_tax: Money,
    /// That and the tax on windfalls.
    pub total_tax_due: Money,
    /// What was kept back or paid in advance during the year.
    pub total_withholdings_for_the_taxable_year_to_be_declared: Money,
    /// What is left to pay.
    pub total_balance_payable: Money,
    /// What comes back.
    pub total_balance_in_favor: Money,
    /// What is paid with the declaration.
    pub total_payment: Money,
}
