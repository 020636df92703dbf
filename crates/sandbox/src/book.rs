//! What a person holds at an institution: accounts, cards and loans, with numbers and terms.

mod card;
mod loan;

use caudal_latam::Country;
use caudal_latam::brazil::check_digit;
use caudal_latam::calendar::{date, shifted};
use caudal_latam::mexico::Clabe;
use jiff::civil::Date;

pub(crate) use card::CardTerms;
pub(crate) use loan::LoanTerms;

use crate::chance::Chance;
use crate::person::{Person, Work};
use crate::price::{Cents, round_figure, share};
use crate::visit::Scenario;

/// What kind of product a book is kept for.
#[derive(Clone, Debug)]
pub(crate) enum Product {
    /// A current account; the first of a person's is the one that the income reaches.
    Checking {
        /// How far it may go below zero.
        overdraft: Cents,
    },
    /// A savings account.
    Savings,
    /// A credit card.
    Card(CardTerms),
    /// A loan or financing.
    Loan(LoanTerms),
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
}

/// No account is older than the first day of this year: where the world begins.
pub(crate) const WORLD_BEGINS_YEAR: i16 = 2021;
/// Accounts are opened within these days from the world's beginning.
const OPENING_DAYS: i64 = 1000;

/// Everything that a person holds at the institution, whenever it is opened, in the order: current
/// accounts, savings, cards, loans. Loans follow one another until `until`.
pub(crate) fn books(
    person: &Person,
    institution: &str,
    bank_code: u16,
    scenario: Scenario,
    until: Date,
) -> Vec<Book> {
    let chance = person.chance.branch("books").branch(institution);
    let opened = opening(person, chance, scenario);
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
    let overdraft = overdraft(person, chance);
    let mut books = vec![open("checking", 0, Product::Checking { overdraft }, opened)];
    if full {
        let later = shifted(opened, 200);
        books.push(open(
            "checking",
            1,
            Product::Checking { overdraft: 0 },
            later,
        ));
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
    if chance.happens("loan", habits.borrows) {
        for (index, terms) in loan::contracts(person, chance, opened, until).enumerate() {
            let index = i64::try_from(index).unwrap_or(0);
            let start = terms.start;
            books.push(open("loan", index, Product::Loan(terms), start));
        }
    }
    books
}

/// How many of a thousand people like this one hold a second card.
fn second_card(person: &Person) -> u32 {
    match person.archetype.work {
        Work::Business | Work::Dormant | Work::Student => 0,
        _ if person.archetype.strained => 350,
        _ => 150,
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
