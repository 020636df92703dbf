//! Accounts, cards and loans as the institution shows them.

use caudal_latam::Country;
use caudal_latam::calendar::shifted;
use caudal_model::Kind;
use caudal_model::resources::account::{
    Account, AccountBalance, AccountCategory, BalanceKind, Overdraft,
};
use caudal_model::resources::transaction::Direction;

use super::{Life, Request, card, custody, loan, money};
use crate::book::{Book, Product};
use crate::person::Borrowing;
use crate::price::Cents;

/// What a bank calls an advance where Spanish is spoken.
const ADVANCE_SPANISH: &str = "Anticipo sobre cuenta";
/// No movement stays open for longer than this.
const PENDING_DAYS_MAX: i64 = 10;

/// The accounts that are open, in the order in which they are kept.
pub(super) fn accounts(life: &Life<'_>, request: Request<'_>) -> Vec<Account> {
    life.open_books()
        .map(|(place, book)| account(life, request, place, book))
        .chain(custody::accounts(life, request))
        .collect()
}

/// One account as it stands now.
pub(super) fn account(life: &Life<'_>, request: Request<'_>, place: usize, book: &Book) -> Account {
    let stamp = request.stamper.stamp(Kind::Accounts, &book.key);
    let (identification, value) = public_identification(life, book);
    let deposit = book.is_deposit();
    let (kind, subtype) = types(life, book);
    Account {
        id: stamp.id,
        link: Some(request.stamper.link),
        institution: life.institution(),
        collected_at: stamp.collected_at,
        created_at: stamp.created_at,
        last_accessed_at: Some(request.stamper.now),
        category: Some(category(book)),
        balance_type: Some(if deposit {
            BalanceKind::Asset
        } else {
            BalanceKind::Liability
        }),
        overdraft: overdraft(life, place, book),
        kind,
        subtype,
        name: name(life, book),
        number: Some(number(book)),
        agency: (deposit && life.person.country == Country::Brazil).then(|| book.agency.clone()),
        check_digit: (deposit && life.person.country == Country::Brazil)
            .then(|| book.check_digit.to_string()),
        balance: balance(life, place, book),
        currency: life.currency(),
        public_identification_name: Some(identification.to_owned()),
        public_identification_value: Some(value),
        internal_identification: book.key.clone(),
        credit_data: book
            .card()
            .map(|terms| card::credit_data(life, place, terms, stamp.collected_at)),
        loan_data: match &book.product {
            Product::Loan(terms) => Some(loan::loan_data(life, place, terms, stamp.collected_at)),
            Product::Advance(terms) => {
                Some(loan::advance_data(life, place, terms, stamp.collected_at))
            }
            _ => None,
        },
        funds_data: None,
        funds: None,
        receivables_data: None,
        bank_product_id: None,
    }
}

fn category(book: &Book) -> AccountCategory {
    match &book.product {
        Product::Checking { .. } => AccountCategory::CheckingAccount,
        Product::Savings => AccountCategory::SavingsAccount,
        Product::Card(_) => AccountCategory::CreditCard,
        Product::Loan(terms) => match terms.kind {
            Borrowing::Auto | Borrowing::Home => AccountCategory::FinancingAccount,
            Borrowing::Invoices => AccountCategory::InvoiceFinancingAccount,
            Borrowing::Personal | Borrowing::Payroll | Borrowing::WorkingCapital => {
                AccountCategory::LoanAccount
            }
        },
        Product::Advance(_) => AccountCategory::AdvanceDepositAccount,
    }
}

/// Type and subtype in the institution's words.
fn types(life: &Life<'_>, book: &Book) -> (String, String) {
    let (kind, subtype) = match (&book.product, life.person.country) {
        (Product::Checking { .. }, Country::Brazil) => ("CONTA_DEPOSITO_A_VISTA", "INDIVIDUAL"),
        (Product::Savings, Country::Brazil) => ("CONTA_POUPANCA", "INDIVIDUAL"),
        (Product::Card(terms), Country::Brazil) => (terms.tier, "CREDITO"),
        (Product::Loan(terms), Country::Brazil) => loan::types_brazil(terms.kind),
        (Product::Checking { .. }, Country::Mexico) => ("Cuenta de cheques", "INDIVIDUAL"),
        (Product::Checking { .. }, _) => ("Cuenta corriente", "INDIVIDUAL"),
        (Product::Savings, _) => ("Cuenta de ahorro", "INDIVIDUAL"),
        (Product::Card(_), _) => ("Tarjeta de crédito", "INDIVIDUAL"),
        (Product::Loan(terms), _) => (loan::name_spanish(terms.kind), "INDIVIDUAL"),
        (Product::Advance(_), Country::Brazil) => {
            ("ADIANTAMENTO_A_DEPOSITANTES", "ADIANTAMENTO_A_DEPOSITANTES")
        }
        (Product::Advance(_), _) => (ADVANCE_SPANISH, "INDIVIDUAL"),
    };
    (kind.to_owned(), subtype.to_owned())
}

fn name(life: &Life<'_>, book: &Book) -> Option<String> {
    let brazil = life.person.country == Country::Brazil;
    let name = match &book.product {
        Product::Checking { .. } if brazil => "Conta corrente".to_owned(),
        Product::Checking { .. } => "Cuenta de nómina".to_owned(),
        Product::Savings if brazil => "Poupança".to_owned(),
        Product::Savings => "Cuenta de ahorro".to_owned(),
        Product::Card(terms) if brazil => format!("Cartão {}", terms.tier),
        Product::Card(terms) => format!("Tarjeta {}", terms.tier),
        Product::Loan(terms) if brazil => loan::name_brazil(terms.kind).to_owned(),
        Product::Loan(terms) => loan::name_spanish(terms.kind).to_owned(),
        Product::Advance(_) if brazil => "Adiantamento a depositantes".to_owned(),
        Product::Advance(_) => ADVANCE_SPANISH.to_owned(),
    };
    Some(name)
}

fn number(book: &Book) -> String {
    match &book.product {
        Product::Card(terms) => terms.last_four.clone(),
        Product::Loan(terms) => terms.code.chars().take(12).collect(),
        Product::Advance(terms) => terms.code.chars().take(12).collect(),
        _ => book.number.clone(),
    }
}

fn public_identification(life: &Life<'_>, book: &Book) -> (&'static str, String) {
    match (&book.product, life.person.country) {
        (Product::Card(terms), _) => {
            let pieces: Vec<&str> = terms.pieces().collect();
            ("CREDIT_CARD_NUMBER", pieces.join(","))
        }
        (Product::Loan(_) | Product::Advance(_), _) => ("NUMBER", number(book)),
        (_, Country::Brazil) => ("AGENCY/NUMBER", format!("{}/{}", book.agency, book.number)),
        (_, Country::Mexico) => ("CLABE", book.public_number()),
        (_, Country::Colombia | Country::Chile) => ("ACCOUNT_NUMBER", book.public_number()),
    }
}

fn balance(life: &Life<'_>, place: usize, book: &Book) -> AccountBalance {
    let current = life.balance(place);
    let available = match &book.product {
        Product::Card(terms) => Some(terms.limit - current),
        Product::Loan(terms) => Some(loan::settlement(life, place, terms)),
        Product::Advance(terms) => Some((terms.limit - current).max(0)),
        _ => Some(current),
    };
    AccountBalance {
        current: Some(money(current)),
        available: available.map(money),
        blocked: Some(money(blocked(life, place, book))),
        automatically_invested: Some(money(book.swept(current))),
    }
}

/// What an account holds back for movements that are not final. It is no longer part of the balance,
/// which counts every movement that is shown.
pub(super) fn blocked(life: &Life<'_>, place: usize, book: &Book) -> Cents {
    if !book.is_deposit() {
        return 0;
    }
    let today = life.now.date();
    let pending = life
        .events_of(place)
        .rev()
        .take_while(|event| shifted(event.date, PENDING_DAYS_MAX) > today)
        .filter(|event| !event.is_settled(today) && event.direction == Direction::Outflow);
    pending.map(|event| event.amount).sum()
}

/// The overdraft of a current account: used is what it stands below zero, up to what was agreed.
fn overdraft(life: &Life<'_>, place: usize, book: &Book) -> Option<Overdraft> {
    let Product::Checking { overdraft, .. } = book.product else {
        return None;
    };
    let below = (-life.balance(place)).max(0);
    Some(Overdraft {
        arranged: money(overdraft),
        used: money(below.min(overdraft)),
        unarranged: money((below - overdraft).max(0)),
    })
}
