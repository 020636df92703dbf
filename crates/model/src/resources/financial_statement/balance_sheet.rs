//! What a company owns and owes at the end of a year.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::money::Money;

/// What a company owns and owes at the end of a year. Assets are debts and equity together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BalanceSheet {
    /// What turns into money within a year.
    pub current_assets: CurrentAssets,
    /// What stays longer.
    pub non_current_assets: NonCurrentAssets,
    /// What is to be paid within a year.
    pub current_liabilities: CurrentLiabilities,
    /// What is to be paid later.
    pub non_current_liabilities: NonCurrentLiabilities,
    /// What is the owners'.
    pub equity: ShareholdersEquity,
}

/// What turns into money within a year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CurrentAssets {
    /// Cash and deposits.
    pub cash_and_equivalents: Option<Money>,
    /// Securities that are soon sold.
    pub short_term_investments: Option<Money>,
    /// What customers owe.
    pub accounts_receivable: Option<Money>,
    /// Promissory notes of others.
    pub notes_receivable: Option<Money>,
    /// What others owe.
    pub other_debtors: Option<Money>,
    /// What of it may never come.
    pub bad_debt_provision: Option<Money>,
    /// Taxes in favour.
    pub tax_recoverable: Option<Money>,
    /// Stock.
    pub inventory: Option<Money>,
    /// Expenses that are paid ahead.
    pub prepaid_expenses: Option<Money>,
    /// Lasting assets that are to be sold.
    pub assets_available_for_sale: Option<Money>,
    /// All of it.
    pub total: Option<Money>,
}

/// What stays longer than a year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NonCurrentAssets {
    /// Land, buildings, machines and vehicles, at cost.
    pub property_plant_and_equipment: Option<Money>,
    /// What was written off them: zero or below.
    pub accumulated_depreciation_and_amortization: Option<Money>,
    /// What customers owe for longer.
    pub long_term_accounts_receivable: Option<Money>,
    /// What suppliers were paid ahead.
    pub prepayment_to_suppliers: Option<Money>,
    /// What was paid for other companies beyond their worth.
    pub goodwill: Option<Money>,
    /// Patents, brands and rights.
    pub intangible_assets: Option<Money>,
    /// Shares in companies that it influences.
    pub investments_in_associates: Option<Money>,
    /// Securities that are kept.
    pub long_term_financial_instruments: Option<Money>,
    /// All of it.
    pub total: Option<Money>,
}

/// What is to be paid within a year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CurrentLiabilities {
    /// Loans of banks.
    pub bank_loans: Option<Money>,
    /// What suppliers are owed.
    pub accounts_payable: Option<Money>,
    /// Promissory notes given.
    pub notes_payable: Option<Money>,
    /// Other instruments.
    pub financial_instruments: Option<Money>,
    /// What others are owed.
    pub other_creditors: Option<Money>,
    /// Income tax owed.
    pub income_tax_payable: Option<Money>,
    /// What customers paid ahead.
    pub customer_advances: Option<Money>,
    /// What is set aside.
    pub provisions: Option<Money>,
    /// Other taxes and contributions owed.
    pub taxes_payable: Option<Money>,
    /// All of it.
    pub total: Option<Money>,
}

/// What is to be paid later than within a year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NonCurrentLiabilities {
    /// What suppliers are owed for longer.
    pub long_term_accounts_payable: Option<Money>,
    /// Bonds and long loans.
    pub long_term_financial_instruments: Option<Money>,
    /// What was received for later years.
    pub deferred_revenue: Option<Money>,
    /// Contributions that may have to be given back.
    pub contributions_for_future_capital_increases: Option<Money>,
    /// Income tax of later years.
    pub deferred_income_tax: Option<Money>,
    /// What the staff is owed later.
    pub employee_benefits: Option<Money>,
    /// What is set aside for later.
    pub long_term_provisions: Option<Money>,
    /// All of it.
    pub total: Option<Money>,
}

/// What is the owners'.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ShareholdersEquity {
    /// Capital that was paid in.
    pub stockholders_equity: Option<Money>,
    /// Contributions towards a future increase of capital.
    pub future_capital_contributions: Option<Money>,
    /// The reserve that the law asks for.
    pub legal_reserve: Option<Money>,
    /// Excess of restatement.
    pub capital_update_excess: Option<Money>,
    /// Insufficiency of restatement: zero or below.
    pub capital_update_insufficiency: Option<Money>,
    /// Reserves of other origin.
    pub capital_reserve: Option<Money>,
    /// What was paid beyond the shares' face value.
    pub share_premium_on_stock_sales: Option<Money>,
    /// Profits that were not paid out, the year's included.
    pub retained_earnings: Option<Money>,
    /// Gains that did not pass through the results.
    pub other_comprehensive_income: Option<Money>,
    /// The share of the controlling owners.
    pub controlling_interest: Option<Money>,
    /// The share of the others.
    pub non_controlling_interest: Option<Money>,
    /// All of it.
    pub total: Option<Money>,
}
