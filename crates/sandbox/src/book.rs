//! What a person holds at an institution: accounts, cards and loans, with numbers and terms.

mod advance;
mod bank_code;
mod card;
mod household;
pub(crate) mod investment;
mod loan;

use caudal_latam::Country;
use caudal_latam::brazil::check_digit;
use caudal_latam::calendar::{date, shifted};
use caudal_latam::mexico::Clabe;
use jiff::civil::Date;

pub(crate) use advance::AdvanceTerms;
pub(crate) use bank_code::known_bank_code;
pub(crate) use card::CardTerms;
pub(crate) use household::Pair;
use loan::Need;
pub(crate) use loan::{Amortisation, LoanTerms, SETUP_MILLIONTHS};

use crate::chance::Chance;
use crate::person::{Borrowing, Person, Work};
use crate::price::{Cents, round_figure, share};
use crate::visit::Scenario;

/// What kind of product a book is kept for.
#[derive(Clone, Debug)]
pub(crate) enum Product {
    /// A current account; the first of a person's is the one that the income reaches.
    Checking {
        /// How far it may go below zero.
        overdraft: Cents,
        /// From which sum on the bank invests what is on it, where that is agreed.
        swept_from: Option<Cents>,
    },
    /// A savings account.
    Savings,
    /// A credit card.
    Card(CardTerms),
    /// A loan or financing.
    Loan(LoanTerms),
    /// Money that the bank lends for days, when an account cannot pay what it must.
    Advance(AdvanceTerms),
}

/// One account as the institution keeps it.
#[derive(Clone, Debug)]
pub(crate) struct Book {
    pub(crate) product: Product,
    /// The institution's key: 32 hexadecimal digits.
    pub(crate) key: String,
    pub(crate) agency: String,
    pub(crate) number: String,
    pub(crate) check_digit: char,
    pub(crate) clabe: Option<Clabe>,
    pub(crate) opened: Date,
    /// The bank that keeps it, where that is the second of two and not the one that keeps the others.
    pub(crate) second_bank: Option<&'static str>,
}

/// No account is older than the first day of this year: where the world begins.
pub(crate) const WORLD_BEGINS_YEAR: i16 = 2021;
/// Accounts are opened within these days from the world's beginning.
const OPENING_DAYS: i64 = 1000;
/// How many of a thousand accounts invest by themselves, and from which part of the income on.
const SWEPT_PERMILLE: u32 = 300;
const SWEPT_FROM_PERMILLE: i64 = 150;
/// A second current account: without credit, and nothing on it is invested.
const SECOND_CHECKING: Product = Product::Checking {
    overdraft: 0,
    swept_from: None,
};

/// Everything that a person holds at the institution, whenever it is opened, in the order: current
/// accounts, savings, cards, an advance, loans in the order of their contracts up to `until`. Whose
/// money is divided between this institution and another holds what is at both.
pub(crate) fn books(
    person: &Person,
    institution: &str,
    bank_code: u16,
    scenario: Scenario,
    until: Date,
) -> Vec<Book> {
    let household = Pair::of(person, institution);
    let main = household.map_or(institution, |pair| pair.main);
    let chance = person.chance.branch("books").branch(main);
    let opened = match &person.described {
        Some(persona) => persona.opened(),
        None => opening(person, chance, scenario),
    };
    let full = scenario == Scenario::Full;
    let habits = person.archetype;
    let open = |name: &str, index: i64, product: Product, opened: Date| {
        book(
            person,
            chance.branch(name).at(index),
            bank_code,
            product,
            opened,
        )
    };
    let first = Product::Checking {
        overdraft: overdraft(person, chance),
        swept_from: swept_from(person, chance),
    };
    let mut books = vec![open("checking", 0, first, opened)];
    if full {
        books.push(open("checking", 1, SECOND_CHECKING, shifted(opened, 200)));
    } else if let Some(pair) = household {
        let chance = chance.branch("second bank");
        let code = known_bank_code(pair.second).unwrap_or_default();
        let later = shifted(opened, 120);
        books.push(Book {
            second_bank: Some(pair.second),
            ..book(person, chance, code, SECOND_CHECKING, later)
        });
    }
    if chance.happens("savings", habits.has_savings) {
        books.push(open("savings", 0, Product::Savings, shifted(opened, 20)));
    }
    if chance.happens("card", habits.has_card) {
        let terms = CardTerms::of(person, chance.branch("card"));
        books.push(open("card", 0, Product::Card(terms), shifted(opened, 40)));
        if full || chance.happens("second card", second_card(person)) {
            let terms = CardTerms::of(person, chance.branch("second card"));
            books.push(open("card", 1, Product::Card(terms), shifted(opened, 300)));
        }
    }
    let mut needs = Vec::new();
    if chance.happens("loan", habits.borrows) {
        let need = Need {
            kind: habits.borrowing,
            burden: if person.company.is_some() {
                (60, 60)
            } else {
                (90, 190)
            },
        };
        needs.push(("loan", need, chance));
        // Who borrows once borrows again.
        for (name, need, permille) in further_needs(person) {
            let chance = chance.branch(name);
            if full || chance.happens("taken", permille) {
                needs.push((name, need, chance));
            }
        }
    }
    if full || chance.happens("advance", advances(person)) {
        let terms = AdvanceTerms::of(person, chance.branch("advance"));
        books.push(open(
            "advance",
            0,
            Product::Advance(terms),
            shifted(opened, 60),
        ));
    }
    let mut loans = Vec::new();
    for (name, need, chance) in needs {
        for (index, terms) in (0..).zip(loan::contracts(person, need, chance, opened, until)) {
            let start = terms.start;
            loans.push(open(name, index, Product::Loan(terms), start));
        }
    }
    // A later clock adds loans behind those that were there: movements are named by their book's place.
    loans.sort_by_key(|book| book.opened);
    books.append(&mut loans);
    match &person.described {
        Some(persona) => persona.furnish(person, chance, books, open),
        None => books,
    }
}

/// How many of a thousand people like this one hold a second card.
fn second_card(person: &Person) -> u32 {
    match person.archetype.work {
        Work::Business | Work::Dormant | Work::Student => 0,
        _ if person.archetype.strained => 350,
        _ => 150,
    }
}

/// The loans besides the first that somebody may take: a name, the need, and how many of a thousand do.
fn further_needs(person: &Person) -> Vec<(&'static str, Need, u32)> {
    let need = |kind, low, high| Need {
        kind,
        burden: (low, high),
    };
    let habits = person.archetype;
    match habits.work {
        Work::Dormant | Work::Student => Vec::new(),
        Work::Business => vec![
            ("invoices", need(Borrowing::Invoices, 30, 60), 500),
            ("vehicle", need(Borrowing::Auto, 15, 30), 200),
        ],
        _ if habits.borrowing == Borrowing::Personal => Vec::new(),
        _ => vec![("second loan", need(Borrowing::Personal, 40, 80), 200)],
    }
}

fn opening(person: &Person, chance: Chance, scenario: Scenario) -> Date {
    let begins = date(WORLD_BEGINS_YEAR, 1, 1);
    if scenario != Scenario::Ordinary {
        return begins;
    }
    let of_age = date(
        person.birth.year() + 18,
        person.birth.month(),
        person.birth.day(),
    );
    shifted(begins, chance.between("opened", 0, OPENING_DAYS)).max(of_age)
}

fn overdraft(person: &Person, chance: Chance) -> Cents {
    let permille = match person.archetype.work {
        Work::Student | Work::Informal | Work::Benefits | Work::Seasonal => 0,
        Work::Dormant if person.archetype.strained => 2000,
        Work::Business => chance.between("overdraft", 50, 150),
        _ => chance.between("overdraft", 0, 600),
    };
    match share(person.country, person.income, permille) {
        0 => 0,
        limit => round_figure(person.country, limit),
    }
}

/// How many of a thousand people like this one may draw on their bank for some days.
fn advances(person: &Person) -> u32 {
    match person.archetype.work {
        Work::Dormant | Work::Student => 0,
        _ if person.archetype.strained => 600,
        _ => 100,
    }
}

/// Brazilian banks offer to invest overnight what an account does not need.
fn swept_from(person: &Person, chance: Chance) -> Option<Cents> {
    let offered = person.country == Country::Brazil && person.archetype.work != Work::Dormant;
    let agreed = offered && chance.happens("swept", SWEPT_PERMILLE);
    agreed.then(|| share(person.country, person.income, SWEPT_FROM_PERMILLE))
}

fn book(person: &Person, chance: Chance, bank_code: u16, product: Product, opened: Date) -> Book {
    let serial = chance.below("number", 90_000_000) + 10_000_000;
    let agency = chance.between("agency", 1, 6999);
    Book {
        product,
        key: format!("{:032x}", chance.name()),
        agency: format!("{agency:04}"),
        number: serial.to_string(),
        check_digit: check_digit(serial),
        clabe: (person.country == Country::Mexico)
            .then(|| Clabe::new(bank_code, person.place.clabe_town, serial)),
        opened,
        second_bank: None,
    }
}

impl Book {
    /// Whether it holds money of the customer's, rather than the bank's.
    pub(crate) fn is_deposit(&self) -> bool {
        matches!(self.product, Product::Checking { .. } | Product::Savings)
    }

    /// The card's terms, where it is a card.
    pub(crate) fn card(&self) -> Option<&CardTerms> {
        match &self.product {
            Product::Card(terms) => Some(terms),
            _ => None,
        }
    }

    /// What of a balance the bank has invested by itself.
    pub(crate) fn swept(&self, balance: Cents) -> Cents {
        match self.product {
            Product::Checking {
                swept_from: Some(from),
                ..
            } => (balance - from).max(0),
            _ => 0,
        }
    }

    /// The terms of an advance, where it is one.
    pub(crate) fn advance(&self) -> Option<&AdvanceTerms> {
        match &self.product {
            Product::Advance(terms) => Some(terms),
            _ => None,
        }
    }

    /// The loan's terms, where it is a loan.
    pub(crate) fn loan(&self) -> Option<&LoanTerms> {
        match &self.product {
            Product::Loan(terms) => Some(terms),
            _ => None,
        }
    }

    /// What the holder calls the account by: its number, in the country's usual form.
    pub(crate) fn public_number(&self) -> String {
        match &self.clabe {
            Some(clabe) => clabe.to_string(),
            None => self.number.clone(),
        }
    }
}
