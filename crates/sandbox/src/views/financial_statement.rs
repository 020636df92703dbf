//! A company's yearly statements, read off its books.

use caudal_latam::Country;
use caudal_model::resources::financial_statement::{
    BalanceSheet, CurrentAssets, CurrentLiabilities, FinancialStatement, IncomeStatement,
    NonCurrentAssets, NonCurrentLiabilities, ShareholdersEquity,
};
use caudal_model::{Kind, Money};

use super::{Life, Request, money};
use crate::company::{Account, Balances, BookSide, Ledger, Trade, YearReturn};
use crate::price::Cents;

/// How many years back the tax office hands statements out.
const YEARS_SHOWN: usize = 3;

/// The statements of the last years that were declared, oldest first.
pub(super) fn financial_statements(
    life: &Life<'_>,
    request: Request<'_>,
) -> Vec<FinancialStatement> {
    let (Some(ledger), Country::Mexico) = (&life.company, life.person.country) else {
        return Vec::new();
    };
    if life.person.company.is_none() {
        return Vec::new();
    }
    let today = life.now.date();
    let declared: Vec<&YearReturn> = (ledger.years.iter())
        .filter(|year| year.filed <= today)
        .collect();
    let skipped = declared.len().saturating_sub(YEARS_SHOWN);
    declared
        .into_iter()
        .skip(skipped)
        .map(|year| statement(ledger, year, request))
        .collect()
}

fn statement(ledger: &Ledger, year: &YearReturn, request: Request<'_>) -> FinancialStatement {
    let name = year.year.to_string();
    let stamp = request.stamper.stamp(Kind::FinancialStatements, &name);
    FinancialStatement {
        id: stamp.id,
        link: Some(request.stamper.link),
        collected_at: stamp.collected_at,
        created_at: stamp.created_at,
        error: None,
        year: name,
        currency: "MXN".to_owned(),
        balance_sheet: balance_sheet(&year.books),
        income_statement: income_statement(ledger.profile.trade, &year.books),
    }
}

fn some(amount: Cents) -> Option<Money> {
    Some(money(amount))
}

fn balance_sheet(books: &Balances) -> BalanceSheet {
    let owed = |account| books.credit(account).max(0);
    let in_favour = |account| books.debit(account).max(0);
    let taxes = [
        Account::VatSettled,
        Account::VatToBeCollected,
        Account::VatCollected,
        Account::KeptBack,
        Account::SocialSecurity,
    ];
    let recoverable = in_favour(Account::VatSettled)
        + in_favour(Account::IncomeTax)
        + in_favour(Account::VatToBeCredited)
        + in_favour(Account::VatCredited);
    let (cash, receivable, stock) = (
        books.debit(Account::Cash),
        books.debit(Account::Receivables),
        books.debit(Account::Inventory),
    );
    let equipment = books.debit(Account::Equipment) + books.debit(Account::Computers);
    let worn = books.debit(Account::Depreciation);
    let taxes_payable: Cents = taxes.into_iter().map(owed).sum();
    let (payable, income_tax) = (books.credit(Account::Payables), owed(Account::IncomeTax));
    let (capital, contributions) = (
        books.credit(Account::Capital),
        books.credit(Account::Contributions),
    );
    let retained = books.credit(Account::Retained) + books.total(BookSide::Result);
    BalanceSheet {
        current_assets: CurrentAssets {
            cash_and_equivalents: some(cash),
            accounts_receivable: some(receivable),
            tax_recoverable: some(recoverable),
            inventory: some(stock),
            total: some(cash + receivable + recoverable + stock),
            ..CurrentAssets::default()
        },
        non_current_assets: NonCurrentAssets {
            property_plant_and_equipment: some(equipment),
            accumulated_depreciation_and_amortization: some(worn),
            total: some(equipment + worn),
            ..NonCurrentAssets::default()
        },
        current_liabilities: CurrentLiabilities {
            accounts_payable: some(payable),
            income_tax_payable: some(income_tax),
            taxes_payable: some(taxes_payable),
            total: some(payable + income_tax + taxes_payable),
            ..CurrentLiabilities::default()
        },
        non_current_liabilities: no_long_debts(),
        equity: ShareholdersEquity {
            stockholders_equity: some(capital),
            future_capital_contributions: some(contributions),
            retained_earnings: some(retained),
            total: some(capital + contributions + retained),
            ..ShareholdersEquity::default()
        },
    }
}

/// Companies of this world borrow for less than a year, or from their bank, which keeps that itself.
fn no_long_debts() -> NonCurrentLiabilities {
    NonCurrentLiabilities {
        total: some(0),
        ..Default::default()
    }
}

fn income_statement(trade: Trade, books: &Balances) -> IncomeStatement {
    let (home, abroad) = (
        books.credit(Account::SalesAtHome),
        books.credit(Account::SalesAbroad),
    );
    let revenue = home + abroad - books.debit(Account::Returns);
    let cost = books.debit(Account::CostOfSales);
    let gross = revenue - cost;
    let running = operating_expenses(books);
    let operating = gross - running;
    let (gains, costs) = (
        books.credit(Account::ExchangeGain),
        books.debit(Account::ExchangeLoss),
    );
    let before = operating + gains - costs;
    let tax = books.debit(Account::IncomeTaxOfYear);
    let net = before - tax;
    let goods = trade.sells_goods();
    let profit = |amount: Cents| (amount >= 0).then(|| money(amount));
    let loss = |amount: Cents| (amount < 0).then(|| money(amount));
    IncomeStatement {
        net_revenue: some(revenue),
        domestic_sales: some(home),
        foreign_sales: some(abroad),
        materials_used: None,
        cost_of_goods_sold: goods.then(|| money(cost)),
        cost_of_services_sold: (!goods).then(|| money(cost)),
        gross_profit: profit(gross),
        gross_loss: loss(gross),
        operating_expenses: some(running),
        operating_income: profit(operating),
        operating_loss: loss(operating),
        financial_result: some(gains - costs),
        income_statement_financial_gains: some(gains),
        income_statement_financial_costs: some(-costs),
        equity_in_earnings_of_affiliates: None,
        income_before_taxes: profit(before),
        loss_before_taxes: loss(before),
        income_taxes: some(tax),
        income_from_continuing_operations: profit(net),
        loss_from_continuing_operations: loss(net),
        discontinued_operations: None,
        net_income: profit(net),
        net_loss: loss(net),
    }
}

/// Everything that runs on: wages, rent, services, wear.
pub(super) fn operating_expenses(books: &Balances) -> Cents {
    [
        Account::Wages,
        Account::EmployerSecurity,
        Account::Rent,
        Account::Services,
        Account::Wear,
        Account::Rounding,
        Account::TurnoverTax,
    ]
    .into_iter()
    .map(|account| books.debit(account))
    .sum()
}
