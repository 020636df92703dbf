//! Colombia's declarations: what they add up to, against the year's incomes and the banks.

use caudal_latam::Country;
use caudal_latam::colombia::{Cedula, Nit};
use caudal_model::resources::institution::Institution;
use caudal_model::resources::tax_declaration::{
    BusinessDeclaration, IndividualDeclaration, TaxDeclaration,
};
use caudal_model::resources::transaction::Direction;
use caudal_model::{Date, Extent, Identities, Money, Stamper};
use jiff::civil::date;
use uuid::Uuid;

use super::tax_declaration::tax_declarations;
use super::{Life, Request, account, banks};
use crate::catalogue;
use crate::timeline::Cause;
use crate::visit::{Access, Credentials, Visit};

const YEAR: i16 = 2024;

fn institution(name: &str) -> Institution {
    let mut all = catalogue::institutions().into_iter();
    all.find(|one| one.name == name).unwrap()
}

fn visit(institution: &Institution, username: String) -> Visit {
    let credentials = Credentials {
        username,
        ..Credentials::default()
    };
    match Visit::login(institution, &credentials, None) {
        Access::Open(visit) => visit,
        other => panic!("{other:?}"),
    }
}

fn stamper() -> Stamper {
    let now = "2026-03-12T15:00:00Z".parse().unwrap();
    Stamper::new(Identities::new(b"colombia"), Uuid::from_u128(7), now)
}

fn request(stamper: &Stamper) -> Request<'_> {
    let year = (Date(date(YEAR, 1, 1)), Date(date(YEAR, 12, 31)));
    Request {
        extent: Extent::within(Some(year)),
        stamper,
    }
}

/// Runs over lives with a declaration of the year: the life at the tax office, and what it declared.
fn declared(numbers: impl Iterator<Item = String>, mut see: impl FnMut(&Life<'_>, TaxDeclaration)) {
    let (office, stamper) = (institution("dian_co_fiscal"), stamper());
    let request = request(&stamper);
    for number in numbers {
        let visit = visit(&office, number);
        let life = Life::new(3, Country::Colombia, &visit, &office, request, false);
        for declaration in tax_declarations(&life, request) {
            see(&life, declaration);
        }
    }
}

fn people(count: u64) -> impl Iterator<Item = String> {
    (0..count).map(|turn| Cedula::from_base(turn * 7_919 + 11).to_string())
}

fn companies(count: u64) -> impl Iterator<Item = String> {
    (0..count).map(|turn| Nit::from_base(turn * 6_151).to_string())
}

fn individual(declaration: TaxDeclaration) -> IndividualDeclaration {
    match declaration {
        TaxDeclaration::Individual(declaration) => *declaration,
        TaxDeclaration::Business(_) => panic!("a person declares on form 210"),
    }
}

fn business(declaration: TaxDeclaration) -> BusinessDeclaration {
    match declaration {
        TaxDeclaration::Business(declaration) => *declaration,
        TaxDeclaration::Individual(_) => panic!("a company declares on form 110"),
    }
}

fn is_whole(amount: Money) -> bool {
    amount.cents().unwrap() % 100 == 0
}

#[test]
fn in_300_lives_form_210_adds_up() {
    let mut seen = 0;
    declared(people(520), |_, declaration| {
        let declaration = individual(declaration);
        seen += 1;
        let taxpayer = &declaration.tax_payer_information.document_id;
        assert!(taxpayer.document_number.parse::<Nit>().is_ok());
        let income = &declaration.annual_income_statement;
        let (gross, free, net) = (
            &income.gross_income,
            &income.non_taxable_income,
            &income.net_income,
        );
        assert_eq!(gross.earned_income - free.earned_income, net.earned_income);
        assert_eq!(
            gross.fee_based_income - free.fee_based_income,
            net.fee_based_income
        );
        let totals = &income.annual_totals;
        let nets = net.earned_income + net.fee_based_income + net.capital_income;
        assert_eq!(
            nets - totals.total_exemptions_and_deductions,
            totals.total_ordinary_net_income
        );
        let tax = &declaration.tax_assessment;
        let left = tax.total_tax_due - tax.total_withheld_tax;
        assert_eq!(tax.balance_payable - tax.balance_refundable, left);
        assert!(is_whole(tax.total_tax_due) && is_whole(net.earned_income));
    });
    assert!(seen >= 300, "{seen}");
}

#[test]
fn in_300_lives_wages_and_pensions_declared_are_what_reached_the_bank() {
    let bank = institution("bancolombia_co_retail");
    let stamper = stamper();
    let mut compared = 0;
    declared(people(500), |life, declaration| {
        let declaration = individual(declaration);
        let there = Life::new(
            3,
            Country::Colombia,
            &life.visit,
            &bank,
            request(&stamper),
            true,
        );
        let opened = there.books.iter().map(|book| book.opened).min().unwrap();
        let others = life
            .career
            .payslips(&life.person, date(YEAR, 1, 1), date(YEAR, 12, 31));
        let kept: i64 = others
            .iter()
            .map(|one| one.other_deductions() - one.other_paid())
            .sum();
        if opened >= date(YEAR, 1, 1) {
            return;
        }
        let wage = |cause| {
            matches!(
                cause,
                Cause::Salary
                    | Cause::SalaryAdvance
                    | Cause::YearlyBonus
                    | Cause::HolidayBonus
                    | Cause::ProfitShare
                    | Cause::Pension
            )
        };
        let paid: i64 = there
            .events
            .iter()
            .filter(|event| event.date.year() == YEAR && event.direction == Direction::Inflow)
            .filter(|event| wage(event.deed.cause))
            .map(|event| event.amount)
            .sum();
        let net = declaration.annual_income_statement.net_income.earned_income
            + declaration.pension_income_statement.net_pension_income
            - declaration.tax_assessment.total_withheld_tax;
        assert_eq!(
            net.cents().unwrap() - kept,
            paid,
            "{:?}",
            life.person.archetype.name
        );
        compared += 1;
    });
    assert!(compared >= 300, "{compared}");
}

#[test]
fn what_is_owned_and_owed_is_what_the_banks_show_on_the_last_day_of_the_year() {
    let stamper = stamper();
    declared(people(40), |life, declaration| {
        let equity = individual(declaration).equity_statement;
        let mut sum = Money::ZERO;
        banks::at_every_bank(life, date(YEAR, 12, 31), &stamper, |there, request| {
            for shown in account::accounts(there, request) {
                let owed = shown.credit_data.is_some() || shown.loan_data.is_some();
                let balance = shown.balance.current.unwrap();
                sum += if owed {
                    -balance.max(Money::ZERO)
                } else {
                    balance
                };
            }
        });
        assert_eq!(equity.total_gross_equity - equity.total_debts, sum);
        assert_eq!(equity.total_net_equity, sum.max(Money::ZERO));
    });
}

#[test]
fn in_300_lives_form_110_adds_up_to_the_books() {
    let mut seen = 0;
    declared(companies(300), |life, declaration| {
        let declaration = business(declaration);
        seen += 1;
        let taxpayer = &declaration.tax_payer_information.document_id;
        assert!(taxpayer.document_number.parse::<Nit>().is_ok());
        let ledger = life.company.as_ref().unwrap();
        let year = ledger.years.iter().find(|year| year.year == YEAR).unwrap();
        let income = &declaration.annual_income_statement;
        let costs = &declaration.annual_costs_and_deductions_statement;
        let profit = income.total_net_income - costs.total_costs_and_deductible_expenses;
        assert_eq!(profit.cents().unwrap(), year.profit);
        let equity = &declaration.equity_statement;
        let owned = equity.total_gross_equity - equity.debts;
        let side = |side| year.books.total(side);
        let own = side(crate::company::BookSide::Equity) + side(crate::company::BookSide::Result);
        assert_eq!(
            owned.cents().unwrap(),
            own,
            "assets less liabilities are the equity"
        );
        let tax = &declaration.tax_assessment;
        let left = tax.total_balance_payable - tax.total_balance_in_favor;
        let kept = tax.total_withholdings_for_the_taxable_year_to_be_declared;
        assert_eq!(tax.total_tax_due - kept, left);
        assert!(is_whole(income.total_net_income) && is_whole(tax.total_tax_due));
    });
    assert!(seen >= 300, "{seen}");
}
