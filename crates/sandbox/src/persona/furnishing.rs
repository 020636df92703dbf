//! What a description makes of somebody's accounts, cards and loans.

use jiff::civil::Date;

use super::{LoanWish, Persona, Place, Purpose};
use crate::book::{Book, CardTerms, LoanTerms, Product};
use crate::chance::Chance;
use crate::person::{Borrowing, Person};

impl Persona {
    /// The books with those of each described kind in place of the ones that were made up. `open`
    /// opens a book: its name, its place among those of the name, what it is for, and since when.
    pub(crate) fn furnish(
        &self,
        person: &Person,
        chance: Chance,
        mut books: Vec<Book>,
        open: impl Fn(&str, i64, Product, Date) -> Book,
    ) -> Vec<Book> {
        if let Some(accounts) = &self.accounts {
            books.retain(|book| !is_account(&book.product));
            books.extend((0..).zip(accounts).map(|(index, account)| {
                let product = if account.savings {
                    Product::Savings
                } else {
                    Product::Checking {
                        overdraft: account.overdraft,
                        swept_from: None,
                    }
                };
                open("described account", index, product, account.opened_on.0)
            }));
        }
        if let Some(cards) = &self.cards {
            books.retain(|book| book.card().is_none());
            books.extend((0..).zip(cards).map(|(index, card)| {
                let mut terms = CardTerms::of(person, chance.branch("described card").at(index));
                terms.limit = card.limit;
                terms.closing_day = card.closing_day.unwrap_or(terms.closing_day);
                open(
                    "described card",
                    index,
                    Product::Card(terms),
                    card.opened_on.0,
                )
            }));
        }
        if let Some(loans) = &self.loans {
            books.retain(|book| !matches!(book.product, Product::Loan(_) | Product::Advance(_)));
            books.extend((0..).zip(loans).map(|(index, loan)| {
                let chance = chance.branch("described loan").at(index);
                let product = Product::Loan(loan.terms(person, chance));
                open("described loan", index, product, loan.starts_on.0)
            }));
        }
        books.sort_by_key(|book| rank(&book.product));
        books
    }

    /// Where a described book stands among the books.
    pub(crate) fn find(&self, place: Place, books: &[Book]) -> Option<usize> {
        let nth = |fits: &dyn Fn(&Product) -> bool, turn: usize| {
            let fitting = books
                .iter()
                .enumerate()
                .filter(|(_, book)| fits(&book.product));
            fitting.map(|(at, _)| at).nth(turn)
        };
        match place {
            Place::Card(turn) => nth(&|product| matches!(product, Product::Card(_)), turn),
            Place::Account(turn) => {
                let savings = self
                    .accounts()
                    .get(turn)
                    .is_some_and(|account| account.savings);
                let before = self.accounts().iter().take(turn);
                let turn = before.filter(|account| account.savings == savings).count();
                nth(
                    &|product| {
                        is_account(product) && matches!(product, Product::Savings) == savings
                    },
                    turn,
                )
            }
        }
    }
}

impl LoanWish {
    fn terms(&self, person: &Person, chance: Chance) -> LoanTerms {
        let kind = match self.purpose {
            Purpose::Personal => Borrowing::Personal,
            Purpose::Payroll => Borrowing::Payroll,
            Purpose::Auto => Borrowing::Auto,
            Purpose::WorkingCapital => Borrowing::WorkingCapital,
        };
        let mut terms = LoanTerms::of_principal(
            person.country,
            chance,
            kind,
            (self.principal, self.instalments),
            self.monthly_rate,
            self.starts_on.0,
        );
        terms.due_day = self.due_day;
        terms
    }
}

fn is_account(product: &Product) -> bool {
    matches!(product, Product::Checking { .. } | Product::Savings)
}

/// The order in which books are kept.
fn rank(product: &Product) -> u8 {
    match product {
        Product::Checking { .. } => 0,
        Product::Savings => 1,
        Product::Card(_) => 2,
        Product::Advance(_) => 3,
        Product::Loan(_) => 4,
    }
}
