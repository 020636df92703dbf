//! What a company earns and spends in a year.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::money::Money;

/// What a company earned and spent in a year. Of a profit and a loss, one is null.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IncomeStatement {
    /// Sales less discounts and returns.
    pub net_revenue: Option<Money>,
    /// Sales at home, before discounts and returns.
    pub domestic_sales: Option<Money>,
    /// Sales abroad, before discounts and returns.
    pub foreign_sales: Option<Money>,
    /// Materials that were used.
    pub materials_used: Option<Money>,
    /// What the goods cost that were sold.
    pub cost_of_goods_sold: Option<Money>,
    /// What the services cost that were sold.
    pub cost_of_services_sold: Option<Money>,
    /// Revenue less cost, where it is a profit.
    pub gross_profit: Option<Money>,
    /// Revenue less cost, where it is a loss.
    pub gross_loss: Option<Money>,
    /// Wages, rent and everything else that runs on.
    pub operating_expenses: Option<Money>,
    /// Result before finance and taxes, where it is a profit.
    pub operating_income: Option<Money>,
    /// Result before finance and taxes, where it is a loss.
    pub operating_loss: Option<Money>,
    /// Gains and costs of finance together.
    pub financial_result: Option<Money>,
    /// Interest and gains of exchange: zero or above.
    #[schemars(range(min = 0))]
    pub income_statement_financial_gains: Option<Money>,
    /// Interest and losses of exchange, as a number that is zero or below.
    #[schemars(range(max = 0))]
    pub income_statement_financial_costs: Option<Money>,
    /// Share in the results of associated companies.
    pub equity_in_earnings_of_affiliates: Option<Money>,
    /// Result before taxes, where it is a profit.
    pub income_before_taxes: Option<Money>,
    /// Result before taxes, where it is a loss.
    pub loss_before_taxes: Option<Money>,
    /// Income tax.
    pub income_taxes: Option<Money>,
    /// Result after taxes, where it is a profit.
    pub income_from_continuing_operations: Option<Money>,
    /// Result after taxes, where it is a loss.
    pub loss_from_continuing_operations: Option<Money>,
    /// Result of what was given up.
    pub discontinued_operations: Option<Money>,
    /// Result of the year, where it is a profit.
    pub net_income: Option<Money>,
    /// Result of the year, where it is a loss.
    pub net_loss: Option<Money>,
}
