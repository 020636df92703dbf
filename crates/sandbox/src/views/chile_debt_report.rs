//! What somebody owes to all banks of Chile at the end of the last month, read from what each of the
//! banks showed on that day.

use caudal_latam::Country;
use caudal_latam::calendar::{date, shifted};
use caudal_model::resources::account::{Account, AccountCategory, LoanData};
use caudal_model::resources::chile_debt_report::{
    AvailableCredit, ChileDebtReport, ChileDocumentKind, DebtorIdentity, LenderDebt,
};
use caudal_model::{Date, Kind, Money};
use jiff::Span;

use super::banks::at_every_bank;
use super::printed::printed;
use super::{Life, Request, account, money};
use crate::price::Cents;

/// Who issues the report, and its title.
const SHEET: (&str, &str) = ("Comisión para el Mercado Financiero", "Informe de deudas");
/// Debts that are late by fewer days count as current.
const DELINQUENT_DAYS: i32 = 30;
const SEVERELY_DELINQUENT_DAYS: i32 = 60;
const DEFAULTED_DAYS: i32 = 90;

/// The report on what the banks knew at the end of the last month.
pub(super) fn debt_reports(life: &Life<'_>, request: Request<'_>) -> Option<ChileDebtReport> {
    if life.person.country != Country::Chile {
        return None;
    }
    let today = life.now.date();
    let day = shifted(date(today.year(), today.month(), 1), -1);
    let paper = life.person.holder_paper();
    let mut register = Register::default();
    at_every_bank(life, day, request.stamper, |there, request| {
        register.add(there, request, day);
    });
    let sum = |part: fn(&Lateness) -> Cents| {
        owed(register.debts.iter().map(|debt| part(&debt.lateness)).sum())
    };
    let total: Cents = register
        .debts
        .iter()
        .map(|debt| debt.lateness.total())
        .sum();
    let stamp = request
        .stamper
        .stamp(Kind::ChileDebtReports, &format!("{} {day}", paper.number));
    let mut report = ChileDebtReport {
        id: stamp.id,
        link: Some(request.stamper.link),
        collected_at: stamp.collected_at,
        created_at: stamp.created_at,
        personal_data: DebtorIdentity {
            full_name: life.person.holder_name(),
            document_id_type: ChileDocumentKind::Rut,
            document_id_number: paper.number.clone(),
        },
        debt_data_last_update: Date(day),
        currency: life.currency(),
        total: Some(money(total)),
        current: sum(|late| late.current),
        delinquent: sum(|late| late.delinquent),
        severely_delinquent: sum(|late| late.severely_delinquent),
        defaulted: sum(|late| late.defaulted),
        direct_debts: Some(register.debts.iter().map(Debt::shown).collect()),
        indirect_debts: Some(Vec::new()),
        credit_lines: Some(register.lines),
        other_credits: Some(Vec::new()),
        pdf: None,
    };
    report.pdf = printed(life, request, SHEET, &report);
    Some(report)
}

/// What all banks report.
#[derive(Default)]
struct Register {
    debts: Vec<Debt>,
    lines: Vec<AvailableCredit>,
}

/// One kind of credit at one bank.
struct Debt {
    lender: String,
    kind: &'static str,
    lateness: Lateness,
}

/// An amount by how late it is.
#[derive(Clone, Copy, Default)]
struct Lateness {
    current: Cents,
    delinquent: Cents,
    severely_delinquent: Cents,
    defaulted: Cents,
}

impl Register {
    /// Adds what a bank knows.
    fn add(&mut self, there: &Life<'_>, request: Request<'_>, day: jiff::civil::Date) {
        let lender = &there.institution.display_name;
        let mut available = 0;
        for shown in account::accounts(there, request) {
            self.owe(lender, kind_of(there, &shown), lateness(&shown, day));
            available += undrawn(&shown);
        }
        if available > 0 {
            self.lines.push(AvailableCredit {
                financial_institution: lender.clone(),
                direct_amount: Some(money(available)),
                indirect_amount: None,
            });
        }
    }

    fn owe(&mut self, lender: &str, kind: &'static str, lateness: Lateness) {
        if lateness.total() == 0 {
            return;
        }
        let known = self
            .debts
            .iter_mut()
            .find(|debt| debt.lender == lender && debt.kind == kind);
        match known {
            Some(debt) => debt.lateness.add(lateness),
            None => self.debts.push(Debt {
                lender: lender.to_owned(),
                kind,
                lateness,
            }),
        }
    }
}

impl Debt {
    fn shown(&self) -> LenderDebt {
        let Self {
            lender,
            kind,
            lateness,
        } = self;
        LenderDebt {
            financial_institution: lender.clone(),
            credit_type: (*kind).to_owned(),
            amount: money(lateness.total()),
            current: owed(lateness.current),
            delinquent: owed(lateness.delinquent),
            severely_delinquent: owed(lateness.severely_delinquent),
            defaulted: owed(lateness.defaulted),
        }
    }
}

impl Lateness {
    fn total(&self) -> Cents {
        self.current + self.delinquent + self.severely_delinquent + self.defaulted
    }

    fn add(&mut self, other: Self) {
        self.current += other.current;
        self.delinquent += other.delinquent;
        self.severely_delinquent += other.severely_delinquent;
        self.defaulted += other.defaulted;
    }

    /// Moves an instalment, as far as it is still owed, to where its days of delay belong.
    fn delay(&mut self, instalment: Cents, days: i32) {
        let part = instalment.min(self.current);
        let place = match days {
            DEFAULTED_DAYS.. => &mut self.defaulted,
            SEVERELY_DELINQUENT_DAYS.. => &mut self.severely_delinquent,
            DELINQUENT_DAYS.. => &mut self.delinquent,
            _ => return,
        };
        *place += part;
        self.current -= part;
    }
}

/// No amount where nothing is owed.
fn owed(amount: Cents) -> Option<Money> {
    (amount > 0).then(|| money(amount))
}

/// The supervisor's word for the kind of credit.
fn kind_of(life: &Life<'_>, account: &Account) -> &'static str {
    let home = |loan: &LoanData| {
        let name = loan.loan_type.to_lowercase();
        name.contains("hipotec") || name.contains("vivienda")
    };
    match &account.loan_data {
        _ if life.person.company.is_some() => "Comercial",
        Some(loan) if home(loan) => "Vivienda",
        _ => "Consumo",
    }
}

/// What is owed on an account, by how late it is on this day.
fn lateness(account: &Account, day: jiff::civil::Date) -> Lateness {
    if let Some(loan) = &account.loan_data {
        return loan_lateness(loan, day);
    }
    let current = if account.category == Some(AccountCategory::CreditCard) {
        cents(account.balance.current)
    } else {
        let overdraft = account.overdraft.as_ref();
        overdraft.map_or(0, |drawn| {
            cents(Some(drawn.used)) + cents(Some(drawn.unarranged))
        })
    };
    Lateness {
        current,
        ..Lateness::default()
    }
}

/// A loan's principal; instalments that were not paid are as late as their days.
fn loan_lateness(loan: &LoanData, day: jiff::civil::Date) -> Lateness {
    let principal = loan.outstanding_principal.or(loan.outstanding_balance);
    let mut lateness = Lateness {
        current: whole_pesos(cents(principal)),
        ..Lateness::default()
    };
    let paid = loan.number_of_installments_paid.unwrap_or(0);
    let late = loan.number_of_installments_past_due.unwrap_or(0);
    let Some(first) = loan.first_installment_due_date else {
        return lateness;
    };
    for number in paid..paid.saturating_add(late) {
        let due = first
            .0
            .saturating_add(Span::new().months(i64::from(number.min(1_200))));
        let days = day.since(due).map_or(0, |span| span.get_days());
        lateness.delay(whole_pesos(cents(loan.monthly_payment)), days);
    }
    lateness
}

/// What may still be drawn on a card or an overdraft.
fn undrawn(account: &Account) -> Cents {
    if let Some(credit) = &account.credit_data {
        let used = cents(account.balance.current);
        return (cents(credit.credit_limit) - used).max(0);
    }
    let overdraft = account.overdraft.as_ref();
    overdraft.map_or(0, |line| {
        (cents(Some(line.arranged)) - cents(Some(line.used))).max(0)
    })
}

/// An amount in hundredths; nothing when it is unknown or below zero.
fn cents(amount: Option<Money>) -> Cents {
    amount.and_then(Money::cents).unwrap_or(0).max(0)
}

/// Lenders report whole pesos.
fn whole_pesos(amount: Cents) -> Cents {
    (amount + 50).div_euclid(100) * 100
}
