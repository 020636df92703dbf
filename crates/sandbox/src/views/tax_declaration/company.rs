//! Form 110: a company's income tax return, read off its books.

use std::ops::RangeInclusive;

use caudal_model::resources::tax_declaration::{
    BusinessDeclaration, BusinessEquity, BusinessIncome, BusinessTaxAssessment, CostsAndDeductions,
    TaxDeclaration,
};
use caudal_model::{Date, Kind};

use super::super::printed::printed;
use super::super::{Life, Request, money};
use super::{OFFICE, sheet, taxpayer};
use crate::company::{Account, Balances, YearReturn};
use crate::price::Cents;

/// The form: its number and name.
const FORM: (&str, &str) = (
    "110",
    "Declaración de renta y complementario para personas jurídicas y asimiladas",
);

/// The company's declarations of these years.
pub(super) fn declarations(
    life: &Life<'_>,
    request: Request<'_>,
    years: RangeInclusive<i16>,
) -> Vec<TaxDeclaration> {
    let filed = |year: &&YearReturn| years.contains(&year.year) && year.filed <= life.now.date();
    let closed = life.company.iter().flat_map(|ledger| &ledger.years);
    closed
        .filter(filed)
        .map(|year| declaration(life, request, year))
        .collect()
}

fn declaration(life: &Life<'_>, request: Request<'_>, year: &YearReturn) -> TaxDeclaration {
    let taxpayer = taxpayer(&life.person);
    let identity = format!(
        "{} {} {}",
        taxpayer.document_id.document_number, FORM.0, year.year
    );
    let stamp = request.stamper.stamp(Kind::TaxDeclarations, &identity);
    let mut declaration = BusinessDeclaration {
        id: stamp.id,
        link: Some(request.stamper.link),
        collected_at: stamp.collected_at,
        created_at: stamp.created_at,
        document_information: sheet(year.chance, FORM, year.year),
        tax_payer_information: taxpayer,
        equity_statement: equity(&year.books),
        annual_income_statement: income(&year.books),
        annual_costs_and_deductions_statement: costs(&year.books),
        tax_assessment: assessment(year),
        date_issued: Date(year.filed),
        pdf: None,
    };
    declaration.pdf = printed(life, request, (OFFICE, FORM.1), &declaration);
    TaxDeclaration::Business(Box::new(declaration))
}

/// Everything owned at cost less wear, and everything owed. Taxes stand on the side on which they are.
fn equity(books: &Balances) -> BusinessEquity {
    let taxes = [
        Account::VatToBeCredited,
        Account::VatCredited,
        Account::VatToBeCollected,
        Account::VatCollected,
        Account::VatSettled,
        Account::IncomeTax,
        Account::KeptBack,
        Account::SocialSecurity,
        Account::Payables,
    ]
    .map(|account| books.debit(account));
    let in_favour: Cents = taxes.iter().map(|amount| (*amount).max(0)).sum();
    let owed: Cents = taxes.iter().map(|amount| (-amount).max(0)).sum();
    let cash = books.debit(Account::Cash);
    let receivable = books.debit(Account::Receivables) + in_favour;
    let stock = books.debit(Account::Inventory);
    let lasting = books.debit(Account::Equipment) + books.debit(Account::Computers)
        - books.credit(Account::Depreciation);
    let gross = cash + receivable + stock + lasting;
    BusinessEquity {
        cash_and_cash_equivalents: money(cash),
        investments_and_derivative_financial_instruments: money(0),
        accounts_documents_and_finance_leases_receivable: money(receivable),
        inventory: money(stock),
        property_plant_and_equipment_investment_properties: money(lasting),
        total_gross_equity: money(gross),
        debts: money(owed),
        total_net_equity: money((gross - owed).max(0)),
    }
}

fn income(books: &Balances) -> BusinessIncome {
    let sales = books.credit(Account::SalesAtHome) + books.credit(Account::SalesAbroad);
    let other = books.credit(Account::ExchangeGain);
    let returned = books.debit(Account::Returns);
    BusinessIncome {
        gross_income_from_ordinary_activities: money(sales),
        dividends: money(0),
        other_income: money(other),
        total_gross_income: money(sales + other),
        returns_rebates_and_discounts_on_sales: money(returned),
        total_net_income: money(sales + other - returned),
    }
}

fn costs(books: &Balances) -> CostsAndDeductions {
    let costs = books.debit(Account::CostOfSales);
    let running: Cents = [
        Account::Wages,
        Account::EmployerSecurity,
        Account::Rent,
        Account::Services,
        Account::Wear,
        Account::Rounding,
        Account::TurnoverTax,
    ]
    .map(|account| books.debit(account))
    .iter()
    .sum();
    let financial = books.debit(Account::ExchangeLoss);
    CostsAndDeductions {
        costs: money(costs),
        administration_expenses: money(running),
        distribution_and_sales_expenses: money(0),
        financial_expenses: money(financial),
        total_costs_and_deductible_expenses: money(costs + running + financial),
    }
}

fn assessment(year: &YearReturn) -> BusinessTaxAssessment {
    let payable = money(year.difference.max(0));
    BusinessTaxAssessment {
        net_income_taxable: money(year.taxable),
        fortuitous_profit_tax: money(0),
        total_tax_on_taxable_net_income: money(year.tax),
        net_income_tax: money(year.tax),
        total_tax_due: money(year.tax),
        total_withholdings_for_the_taxable_year_to_be_declared: money(year.tax - year.difference),
        total_balance_payable: payable,
        total_balance_in_favor: money((-year.difference).max(0)),
        total_payment: payable,
    }
}
