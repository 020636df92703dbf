//! Form 210: a person's income tax return, read off payslips, fees and what the banks hold.

use std::ops::RangeInclusive;

use caudal_latam::calendar::{date, shifted};
use caudal_latam::colombia::income_tax::{free_part, taxed_pension, yearly};
use caudal_model::resources::account::BalanceKind;
use caudal_model::resources::tax_declaration::{
    AnnualTotals, IncomeByKind, IndividualDeclaration, IndividualEquity, IndividualIncome,
    IndividualTaxAssessment, PensionIncome, TaxDeclaration,
};
use caudal_model::resources::transaction::Direction;
use caudal_model::{Date, Kind, Money};

use super::super::banks::at_every_bank;
use super::super::printed::printed;
use super::super::{Life, Request, account, money};
use super::{OFFICE, sheet, taxpayer};
use crate::career::PayslipKind;
use crate::person::Work;
use crate::price::{Cents, share};
use crate::timeline::{Cause, Event, timeline};

/// The form: its number and name.
const FORM: (&str, &str) = (
    "210",
    "Declaración de renta y complementario de personas naturales residentes",
);
/// Days after the first of August of the next year on which people declare.
const FILED_DAYS: (i64, i64) = (8, 84);
/// What people who work for themselves pay to social security: 28.5 % of two fifths of their fees, in
/// thousandths of all of them.
const OWN_SECURITY_PERMILLE: i64 = 114;

/// The person's declarations of these years. Who earned nothing declares nothing.
pub(super) fn declarations(
    life: &Life<'_>,
    request: Request<'_>,
    years: RangeInclusive<i16>,
) -> Vec<TaxDeclaration> {
    let today = life.now.date();
    let own_work = matches!(
        life.person.archetype.work,
        Work::Gig | Work::Freelance | Work::Landlord
    );
    let events = if own_work {
        timeline(&life.person, &life.books, life.now).events
    } else {
        Vec::new()
    };
    years
        .map(|year| (year, filed(life, year)))
        .filter(|(_, filed)| *filed <= today)
        .filter_map(|(year, filed)| {
            let earned = Earned::in_year(life, &events, year);
            earned
                .any()
                .then(|| declaration(life, request, year, filed, earned))
        })
        .collect()
}

fn filed(life: &Life<'_>, year: i16) -> jiff::civil::Date {
    let (low, high) = FILED_DAYS;
    let chance = life.person.chance.branch("form 210").at(i64::from(year));
    let day = shifted(date(year + 1, 8, 1), chance.between("filed", low, high));
    life.person.calendar().on_or_after(day)
}

/// What came in during one year.
#[derive(Clone, Copy, Default)]
struct Earned {
    wages: Cents,
    wage_security: Cents,
    fees: Cents,
    fee_security: Cents,
    rents: Cents,
    pension: Cents,
    pension_security: Cents,
    withheld: Cents,
}

impl Earned {
    fn in_year(life: &Life<'_>, events: &[Event], year: i16) -> Self {
        let (first, last) = (date(year, 1, 1), date(year, 12, 31));
        let mut earned = Self::default();
        for payslip in life.career.payslips(&life.person, first, last) {
            let (gross, security) = (payslip.gross(), payslip.social_security());
            if matches!(
                payslip.kind,
                PayslipKind::Pension | PayslipKind::PensionBonus
            ) {
                earned.pension += gross;
                earned.pension_security += security;
            } else {
                earned.wages += gross;
                earned.wage_security += security;
            }
            earned.withheld += payslip.income_tax();
        }
        let came_in =
            |event: &&Event| event.date.year() == year && event.direction == Direction::Inflow;
        for event in events.iter().filter(came_in) {
            match event.deed.cause {
                Cause::GigPayout | Cause::Invoice => earned.fees += event.amount,
                Cause::RentReceived => earned.rents += event.amount,
                _ => {}
            }
        }
        earned.fee_security = share(life.person.country, earned.fees, OWN_SECURITY_PERMILLE);
        earned
    }

    fn any(self) -> bool {
        self.wages + self.fees + self.rents + self.pension > 0
    }

    fn net_wages(self) -> Cents {
        self.wages - self.wage_security
    }

    fn net_fees(self) -> Cents {
        self.fees - self.fee_security
    }

    fn net_pension(self) -> Cents {
        self.pension - self.pension_security
    }

    /// What is free of tax.
    fn exempt(self, year: i16) -> Cents {
        free_part(self.net_wages(), year)
    }

    /// What is taxed, pensions aside.
    fn ordinary(self, year: i16) -> Cents {
        self.net_wages() + self.net_fees() + self.rents - self.exempt(year)
    }
}

fn declaration(
    life: &Life<'_>,
    request: Request<'_>,
    year: i16,
    filed: jiff::civil::Date,
    earned: Earned,
) -> TaxDeclaration {
    let taxpayer = taxpayer(&life.person);
    let identity = format!("{} {} {year}", taxpayer.document_id.document_number, FORM.0);
    let stamp = request.stamper.stamp(Kind::TaxDeclarations, &identity);
    let chance = life.person.chance.branch("form 210").at(i64::from(year));
    let taxable_pension = taxed_pension(earned.net_pension(), year);
    let mut declaration = IndividualDeclaration {
        id: stamp.id,
        link: Some(request.stamper.link),
        collected_at: stamp.collected_at,
        created_at: stamp.created_at,
        document_information: sheet(chance, FORM, year),
        tax_payer_information: taxpayer,
        equity_statement: equity(life, request, year),
        annual_income_statement: income(earned, year),
        pension_income_statement: PensionIncome {
            net_pension_income: money(earned.net_pension()),
            net_taxable_pension_income: money(taxable_pension),
        },
        tax_assessment: assessment(earned, taxable_pension, year),
        date_issued: Date(filed),
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

fn income(earned: Earned, year: i16) -> IndividualIncome {
    let by_kind = |wages, fees, rents| IncomeByKind {
        earned_income: money(wages),
        fee_based_income: money(fees),
        capital_income: money(rents),
        non_labor_income: money(0),
    };
    let exempt = earned.exempt(year);
    IndividualIncome {
        gross_income: by_kind(earned.wages, earned.fees, earned.rents),
        non_taxable_income: by_kind(earned.wage_security, earned.fee_security, 0),
        net_income: by_kind(earned.net_wages(), earned.net_fees(), earned.rents),
        annual_totals: AnnualTotals {
            total_exempt_income: money(exempt),
            total_applicable_deductions: money(0),
            total_exemptions_and_deductions: money(exempt),
            total_ordinary_net_income: money(earned.ordinary(year)),
        },
    }
}

fn assessment(earned: Earned, taxable_pension: Cents, year: i16) -> IndividualTaxAssessment {
    let tax = yearly(earned.ordinary(year) + taxable_pension, year);
    let payable = money((tax - earned.withheld).max(0));
    IndividualTaxAssessment {
        fortuitous_profit_tax: money(0),
        total_tax_on_taxable_net_income: money(tax),
        net_income_tax: money(tax),
        total_tax_due: money(tax),
        previous_year_balance: money(0),
        total_withheld_tax: money(earned.withheld),
        balance_payable: payable,
        balance_refundable: money((earned.withheld - tax).max(0)),
        total_payment: payable,
    }
}
