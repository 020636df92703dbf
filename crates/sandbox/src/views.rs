//! What an institution shows of a life: documents of the contract, made from timeline and clock.

mod account;
mod balance;
mod banks;
mod bill;
mod card;
mod chile_debt_report;
mod chile_details;
mod chile_fee_receipt;
mod chile_invoice;
#[cfg(test)]
mod chile_invoice_test;
mod chile_property;
mod chile_register;
mod chile_tax_status;
mod colombian_employment;
mod counterparty;
mod current_employment;
mod custody;
mod daily_balance;
mod employment;
mod employment_record;
#[cfg(test)]
mod employment_test;
mod exchange;
mod financial_statement;
mod habit;
mod investment;
mod invoice;
mod loan;
mod owner;
mod portfolio;
mod printed;
mod receivable;
mod statement;
mod style;
mod tax_compliance_status;
mod tax_declaration;
#[cfg(test)]
mod tax_declaration_test;
mod tax_return;
mod tax_status;
mod transaction;
#[cfg(test)]
mod wages_test;
mod worker;

use caudal_latam::Country;
use caudal_latam::calendar::shifted;
use caudal_model::resources::account::AccountInstitution;
use caudal_model::resources::institution::{Institution, InstitutionKind, IntegrationKind};
use caudal_model::{Date, Document, Extent, Item, Kind, Money, Stamper};
use jiff::civil::DateTime;

use crate::book::investment::Portfolio;
use crate::book::{Book, books, known_bank_code};
use crate::career::Career;
use crate::company::Ledger;
use crate::person::{Claim, Person, documented};
use crate::price::Cents;
use crate::timeline::{Event, Timeline, timeline};
use crate::visit::{Holder, Scenario, Visit};

/// How far back institutions show: credential banks, and those of Open Finance Brasil.
const HISTORY_DAYS: i64 = 730;
const HISTORY_DAYS_OPEN_FINANCE: i64 = 365;

/// One life as one institution knows it at one moment.
pub(crate) struct Life<'a> {
    pub(crate) seed: u64,
    pub(crate) visit: Visit,
    pub(crate) institution: &'a Institution,
    pub(crate) scenario: Scenario,
    pub(crate) person: Person,
    /// The books that are open by now, and after them those that are not.
    pub(crate) books: Vec<Book>,
    pub(crate) events: Vec<Event>,
    /// The working life of the person behind the login.
    pub(crate) career: Career,
    /// The books of a company, where a tax office asks.
    pub(crate) company: Option<Ledger>,
    pub(crate) portfolio: Portfolio,
    /// The moment by the country's clock.
    pub(crate) now: DateTime,
    pub(crate) open_finance: bool,
    /// Whether the institution is the second of two banks, and keeps only part of the books.
    pub(crate) at_second_bank: bool,
}

/// What a retrieval asks for, of whatever kinds.
#[derive(Clone, Copy)]
pub(crate) struct Request<'a> {
    pub(crate) extent: Extent,
    pub(crate) stamper: &'a Stamper,
}

/// The documents of these kinds, in the order of the kinds; the life is lived once for all of them.
pub(crate) fn documents(
    seed: u64,
    visit: &Visit,
    institution: &Institution,
    kinds: &[Kind],
    request: Request<'_>,
) -> Vec<Document> {
    let country = Country::from_code(&institution.country_code);
    let (false, Some(country)) = (visit.scenario == Scenario::NoData, country) else {
        return Vec::new();
    };
    let kinds: Vec<Kind> = (kinds.iter().copied())
        .filter(|kind| kind.is_offered_by(institution))
        .collect();
    if kinds.is_empty() {
        return Vec::new();
    }
    // Who the owner is does not depend on what happens to the money.
    let lived = !kinds.iter().all(|kind| needs_no_accounts(*kind));
    let life = Life::new(seed, country, visit, institution, request, lived);
    let mut found = Vec::new();
    for kind in kinds {
        if !life.at_second_bank || !is_of_main_bank(kind) {
            found.extend(of_kind(&life, kind, request));
        }
    }
    if let Some(account) = request.extent.account {
        found.retain(|document: &Document| document.account.is_none_or(|own| own == account));
    }
    found
}

/// Whether documents of this kind tell who somebody is, how they work, or what a company's own books
/// say: then no account has to be followed.
fn needs_no_accounts(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Owners
            | Kind::Employments
            | Kind::EmploymentRecords
            | Kind::CurrentEmployments
            | Kind::ColombianEmployments
            | Kind::TaxStatus
            | Kind::TaxComplianceStatus
            | Kind::FinancialStatements
            | Kind::ChileTaxStatus
            | Kind::ChileDebtReports
            | Kind::ChileInvoices
            | Kind::TaxDeclarations
    )
}

/// Whether documents of this kind are the main bank's business where somebody has two.
fn is_of_main_bank(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Investments
            | Kind::InvestmentTransactions
            | Kind::Portfolios
            | Kind::PortfolioTransactions
            | Kind::Exchanges
            | Kind::ExchangeHistory
            | Kind::Receivables
    )
}

fn of_kind(life: &Life<'_>, kind: Kind, request: Request<'_>) -> Vec<Document> {
    match kind {
        Kind::Owners => written(owner::owners(life, request)),
        Kind::Accounts => written(account::accounts(life, request)),
        Kind::Balances => written(balance::balances(life, request)),
        Kind::Transactions => written(transaction::transactions(life, request)),
        Kind::DailyBalances => written(daily_balance::daily_balances(life, request)),
        Kind::Employments => written(employment::employments(life, request)),
        Kind::EmploymentRecords => written(employment_record::employment_records(life, request)),
        Kind::CurrentEmployments => written(current_employment::current_employments(life, request)),
        Kind::ColombianEmployments => {
            written(colombian_employment::colombian_employments(life, request))
        }
        Kind::ChileTaxStatus => written(chile_tax_status::tax_status(life, request)),
        Kind::ChileDebtReports => written(chile_debt_report::debt_reports(life, request)),
        Kind::ChileInvoices => written(chile_invoice::invoices(life, request)),
        Kind::TaxDeclarations => written(tax_declaration::tax_declarations(life, request)),
        Kind::Bills => written(bill::bills(life, request)),
        Kind::TaxReturns => written(tax_return::tax_returns(life, request)),
        Kind::TaxStatus => written(tax_status::tax_status(life, request)),
        Kind::TaxComplianceStatus => {
            written(tax_compliance_status::tax_compliance_status(life, request))
        }
        Kind::FinancialStatements => {
            written(financial_statement::financial_statements(life, request))
        }
        Kind::Exchanges => written(exchange::exchanges(life, request)),
        Kind::ExchangeHistory => written(exchange::history(life, request)),
        Kind::Portfolios => written(portfolio::portfolios(life, request)),
        Kind::PortfolioTransactions => written(portfolio::transactions(life, request)),
        Kind::Receivables => written(receivable::receivables(life, request)),
        Kind::Investments => written(investment::investments(life, request)),
        Kind::InvestmentTransactions => written(investment::investment_transactions(life, request)),
        Kind::Invoices => written(invoice::invoices(life, request)),
        Kind::TaxRetentions => written(invoice::retentions(life, request)),
    }
}

fn written<T: Item>(items: impl IntoIterator<Item = T>) -> Vec<Document> {
    items
        .into_iter()
        .filter_map(|item| Document::new(&item).ok())
        .collect()
}

/// Who it is that visits an institution.
fn visitor(seed: u64, country: Country, visit: &Visit, institution: &Institution) -> Person {
    if let Some(persona) = &visit.persona {
        return persona.person(seed);
    }
    let business = institution.name.ends_with("_business");
    let claim = Claim::of(seed, country, &institution.name, &visit.username, business);
    let archetype = match visit.scenario {
        Scenario::Full if claim.company => Some(&documented::COMPLETE_COMPANY),
        Scenario::Full => Some(&documented::COMPLETE),
        Scenario::Low => Some(&documented::QUIET),
        Scenario::Negative => Some(&documented::OVERDRAWN),
        Scenario::Ordinary | Scenario::NoData => None,
    };
    Person::of(&claim, archetype)
}

/// Who gives a consent by visiting an institution.
pub(crate) fn holder(seed: u64, visit: &Visit, institution: &Institution) -> Option<Holder> {
    let country = Country::from_code(&institution.country_code)?;
    let person = visitor(seed, country, visit, institution);
    Some(Holder {
        document: person.holder_paper().number.clone(),
        name: person.full_name(),
        is_company: person.company.is_some(),
    })
}

/// The taxpayer number of who visits an institution.
pub(crate) fn taxpayer(seed: u64, visit: &Visit, institution: &Institution) -> Option<String> {
    let country = Country::from_code(&institution.country_code)?;
    let person = visitor(seed, country, visit, institution);
    Some(person.holder_paper().number.clone())
}

impl<'a> Life<'a> {
    pub(crate) fn new(
        seed: u64,
        country: Country,
        visit: &Visit,
        institution: &'a Institution,
        request: Request<'_>,
        lived: bool,
    ) -> Self {
        let person = visitor(seed, country, visit, institution);
        let now = request.stamper.now.0.to_zoned(country.zone()).datetime();
        let books = books(
            &person,
            &institution.name,
            bank_code(institution),
            visit.scenario,
            now.date(),
        );
        // A tax office knows a company by its books alone.
        let by_books = institution.kind == InstitutionKind::Fiscal && person.company.is_some();
        let Timeline { events, portfolio } = if lived && !by_books {
            timeline(&person, &books, now)
        } else {
            Timeline::empty(&person)
        };
        let career = Career::of(&person, now.date());
        let company = (institution.kind == InstitutionKind::Fiscal)
            .then(|| Ledger::kept_by(&person, now.date()))
            .flatten();
        let at_second_bank =
            (books.iter()).any(|book| book.second_bank == Some(institution.name.as_str()));
        Self {
            seed,
            visit: visit.clone(),
            institution,
            at_second_bank,
            scenario: visit.scenario,
            career,
            person,
            books,
            events,
            company,
            portfolio,
            now,
            open_finance: institution.integration_type == IntegrationKind::Openfinance,
        }
    }

    /// The books that are open and kept here, with their places.
    fn open_books(&self) -> impl Iterator<Item = (usize, &Book)> {
        let today = self.now.date();
        self.books.iter().enumerate().filter(move |(_, book)| {
            book.opened <= today && book.second_bank.is_some() == self.at_second_bank
        })
    }

    /// What happened on one book, in order.
    fn events_of(&self, book: usize) -> impl DoubleEndedIterator<Item = &Event> {
        self.events.iter().filter(move |event| event.book == book)
    }

    /// What a book holds, or is owed, at the end of a day.
    fn balance_at(&self, place: usize, day: jiff::civil::Date) -> Cents {
        let opening = self
            .books
            .get(place)
            .and_then(Book::loan)
            .map_or(0, |terms| terms.schedule.total());
        let upto = self.events.partition_point(|event| event.date <= day);
        self.events
            .iter()
            .take(upto)
            .rfind(|event| event.book == place)
            .map_or(opening, |event| event.balance)
    }

    /// What a book holds, or is owed, now.
    fn balance(&self, place: usize) -> Cents {
        self.balance_at(place, self.now.date())
    }

    /// The days that the institution shows of what was asked for.
    fn days(&self, period: Option<(Date, Date)>) -> (jiff::civil::Date, jiff::civil::Date) {
        let today = self.now.date();
        let kept = if self.open_finance {
            HISTORY_DAYS_OPEN_FINANCE
        } else {
            HISTORY_DAYS
        };
        let oldest = shifted(today, -kept);
        match period {
            Some((from, to)) => (from.0.max(oldest), to.0.min(today)),
            None => (oldest, today),
        }
    }

    fn institution(&self) -> AccountInstitution {
        AccountInstitution {
            name: self.institution.name.clone(),
            kind: self.institution.kind,
        }
    }

    fn currency(&self) -> String {
        self.person.country.currency().code().to_owned()
    }
}

/// The code by which a bank's accounts are known: a real one for brands that have one, an invented
/// bank's otherwise.
fn bank_code(institution: &Institution) -> u16 {
    known_bank_code(&institution.name)
        .unwrap_or(90_u16 + u16::try_from(institution.id % 9).unwrap_or(0))
}

/// An amount as the contract writes it.
fn money(amount: Cents) -> Money {
    Money::from_cents(amount)
}
