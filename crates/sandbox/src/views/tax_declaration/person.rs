//! Form 210: a person's income tax return, and what the banks hold at the end of its year.

use std::ops::RangeInclusive;

use caudal_latam::calendar::date;
use caudal_model::resources::account::BalanceKind;
use caudal_model::resources::tax_declaration::{
    AnnualTotals, IncomeByKind, IndividualDeclaration, IndividualEquity, IndividualIncome,
    IndividualTaxAssessment, PensionIncome, TaxDeclaration,
};
use caudal_model::{Date, Kind, Money};

use super::super::banks::at_every_bank;
use super::super::printed::printed;
use super::super::{Life, Request, account, money};
use super::{OFFICE, sheet, taxpayer};
use crate::taxpayer::{ColombianYear, filed_on};

/// The form: its number and name.
const FORM: (&str, &str) = (
    "210",
    "Declaración de renta y complementario de personas naturales residentes",
);

/// The person's declarations of these years. Who earned nothing declares nothing.
pub(super) fn declarations(
    life: &Life<'_>,
    request: Request<'_>,
    years: RangeInclusive<i16>,
) -> Vec<TaxDeclaration> {
    let today = life.now.date();
    years
        .filter(|year| filed_on(&life.person, *year) <= today)
        .filter_map(|year| ColombianYear::of(&life.person, &life.career, year))
        .map(|year| declaration(life, request, year))
        .collect()
}

fn declaration(life: &Life<'_>, request: Request<'_>, declared: ColombianYear) -> TaxDeclaration {
    let year = declared.year;
    let taxpayer = taxpayer(&life.person);
    let identity = format!("{} {} {year}", taxpayer.document_id.document_number, FORM.0);
    let stamp = request.stamper.stamp(Kind::TaxDeclarations, &identity);
    let chance = life.person.chance.branch("form 210").at(i64::from(year));
    let mut declaration = IndividualDeclaration {
        id: stamp.id,
        link: Some(request.stamper.link),
        collected_at: stamp.collected_at,
        created_at: stamp.created_at,
        document_information: sheet(chance, FORM, year),
        tax_payer_information: taxpayer,
        equity_statement: equity(life, request, year),
        annual_income_statement: income(declared),
        pension_income_statement: PensionIncome {
            net_pension_income: money(declared.net_pension()),
            net_taxable_pension_income: money(declared.taxable_pension()),
        },
        tax_assessment: assessment(declared),
        date_issued: Date(filed_on(&life.person, year)),
        pdf: None,
    };
    declaration.pdf = printed(life, request, (OFFICE, FORM.1), &declaration);
    TaxDeclaration::Individual(Box::new(declaration))
}

/// What all banks held for the person, and were owed, at the end of the year.
fn equity(life: &Life<'_>, request: Request<'_>, year: i16) -> IndividualEquity {
    let (mut held, mut owed) = (0, 0);
    at_every_bank(
        life,
        date(year, 12, 31),
        request.stamper,
        |there, request| {
            for shown in account::accounts(there, request) {
                let balance = shown.balance.current.and_then(Money::cents).unwrap_or(0);
                match shown.balance_type {
                    Some(BalanceKind::Liability) => owed += balance.max(0),
                    _ => {
                        held += balance.max(0);
                        owed += (-balance).max(0);
                    }
                }
            }
        },
    );
    IndividualEquity {
        total_gross_equity: money(held),
        total_debts: money(owed),
        total_net_equity: money((held - owed).max(0)),
    }
}

fn income(declared: ColombianYear) -> IndividualIncome {
    let by_kind = |wages, fees, rents| IncomeByKind {
        earned_income: money(wages),
        fee_based_income: money(fees),
        capital_income: money(rents),
        non_labor_income: money(0),
    };
    let exempt = declared.exempt();
    IndividualIncome {
        gross_income: by_kind(declared.wages, declared.fees, declared.rents),
        non_taxable_income: by_kind(declared.wage_security, declared.fee_security, 0),
        net_income: by_kind(declared.net_wages(), declared.net_fees(), declared.rents),
        annual_totals: AnnualTotals {
            total_exempt_income: money(exempt),
            total_applicable_deductions: money(0),
            total_exemptions_and_deductions: money(exempt),
            total_ordinary_net_income: money(declared.ordinary()),
        },
    }
}

fn assessment(declared: ColombianYear) -> IndividualTaxAssessment {
    let (tax, payable) = (declared.tax(), money(declared.payable()));
    IndividualTaxAssessment {
        fortuitous_profit_tax: money(0),
        total_tax_on_taxable_net_income: money(tax),
        net_income_tax: money(tax),
        total_tax_due: money(tax),
        previous_year_balance: money(0),
        total_withheld_tax: money(declared.withheld),
        balance_payable: payable,
        balance_refundable: money(declared.refundable()),
        total_payment: payable,
    }
}
