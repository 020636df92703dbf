//! Colombia's declarations: what they add up to, against the year's incomes and the banks.

use caudal_latam::Country;
use caudal_latam::colombia::{Cedula, Nit};
use caudal_model::resources::institution::Institution;
use caudal_model::resources::tax_declaration::{
    BusinessDeclaration, IndividualDeclaration, TaxDeclaration,
};
use caudal_model::resources::transaction::{Direction, Subcategory};
use caudal_model::{Date, Extent, Identities, Money, Stamper};
use jiff::civil::date;
use uuid::Uuid;

use super::tax_declaration::tax_declarations;
use super::{Life, Request, account, banks};
use crate::catalogue;
use crate::person::Work;
use crate::timeline::{Cause, Event};
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

/// The same person as a bank knows them, if the account was open before the year began.
fn at_the_bank(life: &Life<'_>, see: impl FnOnce(&Life<'_>)) -> bool {
    let bank = institution("bancolombia_co_retail");
    let stamper = stamper();
    let request = request(&stamper);
    let there = Life::new(3, Country::Colombia, &life.visit, &bank, request, true);
    let opened = there.books.iter().map(|book| book.opened).min().unwrap();
    let known = opened < date(YEAR, 1, 1);
    if known {
        see(&there);
    }
    known
}

/// What came in, or went out, in a year for some causes.
fn moved(
    there: &Life<'_>,
    year: i16,
    direction: Direction,
    counts: impl Fn(&Event) -> bool,
) -> i64 {
    let events = there.events.iter();
    events
        .filter(|event| event.date.year() == year && event.direction == direction)
        .filter(|event| counts(event))
        .map(|event| event.amount)
        .sum()
}

#[test]
fn in_300_lives_the_income_declared_is_what_reached_the_bank() {
    let (mut compared, mut alone) = (0, 0);
    declared(people(500), |life, declaration| {
        let declaration = individual(declaration);
        let own = matches!(
            life.person.archetype.work,
            Work::Gig | Work::Freelance | Work::Landlord
        );
        let first = date(YEAR, 1, 1);
        let payslips = life
            .career
            .payslips(&life.person, first, date(YEAR, 12, 31));
        let kept: i64 = payslips
            .iter()
            .map(|one| one.other_deductions() - one.other_paid())
            .sum();
        let counts = |event: &Event| match event.deed.cause {
            Cause::Salary
            | Cause::SalaryAdvance
            | Cause::YearlyBonus
            | Cause::HolidayBonus
            | Cause::ProfitShare
            | Cause::Pension => true,
            Cause::GigPayout | Cause::Invoice | Cause::RentReceived => own,
            _ => false,
        };
        let known = at_the_bank(life, |there| {
            let paid = moved(there, YEAR, Direction::Inflow, counts);
            let income = &declaration.annual_income_statement;
            let earned = income.net_income.earned_income
                + income.gross_income.fee_based_income
                + income.gross_income.capital_income
                + declaration.pension_income_statement.net_pension_income
                - declaration.tax_assessment.total_withheld_tax;
            let name = life.person.archetype.name;
            assert_eq!(earned.cents().unwrap() - kept, paid, "{name}");
            alone += usize::from(own);
        });
        compared += usize::from(known);
    });
    assert!(compared >= 300 && alone >= 30, "{compared} {alone}");
}

#[test]
fn in_300_lives_the_bank_shows_what_form_210_leaves_to_pay_and_brings_back() {
    let (mut compared, mut paid, mut refunded) = (0, 0, 0);
    declared(people(500), |life, declaration| {
        let tax = individual(declaration).tax_assessment;
        let known = at_the_bank(life, |there| {
            let went = moved(there, YEAR + 1, Direction::Outflow, |event| {
                event.deed.cause == Cause::Tax
                    && event.deed.label.subcategory == Subcategory::IncomeTax
            });
            let came = moved(there, YEAR + 1, Direction::Inflow, |event| {
                event.deed.cause == Cause::TaxRefund
            });
            let name = life.person.archetype.name;
            assert_eq!(went, tax.balance_payable.cents().unwrap(), "{name}");
            assert_eq!(came, tax.balance_refundable.cents().unwrap(), "{name}");
            paid += usize::from(went > 0);
            refunded += usize::from(came > 0);
        });
        compared += usize::from(known);
    });
    assert!(compared >= 300, "{compared}");
    assert!(paid >= 20 && refunded >= 20, "{paid} {refunded}");
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
