//! Double entry: every amount leaves one account for another, so that the books always balance.

use std::collections::BTreeMap;

use caudal_latam::Country;

use super::rules::declared;
use crate::price::Cents;

/// The accounts of a company's books.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Account {
    Cash,
    Receivables,
    Inventory,
    Equipment,
    Computers,
    /// Held against the value of equipment and computers.
    Depreciation,
    /// Value-added tax on invoices received and not paid yet, where it counts when paid.
    VatToBeCredited,
    /// Value-added tax of this month's purchases.
    VatCredited,
    /// Value-added tax on invoices issued and not paid yet, where it counts when paid.
    VatToBeCollected,
    /// Value-added tax of this month's sales.
    VatCollected,
    /// What closed months leave with the tax office: owed, or in favour.
    VatSettled,
    /// Income tax: owed, or paid in advance.
    IncomeTax,
    /// Taxes kept back from staff and suppliers.
    KeptBack,
    SocialSecurity,
    Payables,
    Capital,
    /// What the owner puts in besides the capital.
    Contributions,
    Retained,
    SalesAtHome,
    SalesAbroad,
    Returns,
    CostOfSales,
    Wages,
    EmployerSecurity,
    Rent,
    Services,
    Wear,
    ExchangeGain,
    ExchangeLoss,
    /// Fractions that returns in whole units leave over.
    Rounding,
    /// Taxes on sales rather than on profit.
    TurnoverTax,
    IncomeTaxOfYear,
}

/// To which side of the books an account belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Asset,
    Liability,
    Equity,
    /// Income less expenses: part of the equity until the year is closed.
    Result,
}

/// What stands on every account: debits above zero, credits below.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Balances(BTreeMap<Account, Cents>);

impl Account {
    pub(crate) fn side(self) -> Side {
        use Account as A;
        match self {
            A::Cash
            | A::Receivables
            | A::Inventory
            | A::Equipment
            | A::Computers
            | A::Depreciation
            | A::VatToBeCredited
            | A::VatCredited => Side::Asset,
            A::VatToBeCollected
            | A::VatCollected
            | A::VatSettled
            | A::IncomeTax
            | A::KeptBack
            | A::SocialSecurity
            | A::Payables => Side::Liability,
            A::Capital | A::Contributions | A::Retained => Side::Equity,
            _ => Side::Result,
        }
    }
}

impl Balances {
    /// Moves an amount: into the account that is debited, out of the one that is credited.
    pub(super) fn book(&mut self, debit: Account, credit: Account, amount: Cents) {
        if amount != 0 {
            *self.0.entry(debit).or_default() += amount;
            *self.0.entry(credit).or_default() -= amount;
        }
    }

    /// What an account was debited more than credited.
    pub(crate) fn debit(&self, account: Account) -> Cents {
        self.0.get(&account).copied().unwrap_or(0)
    }

    /// What an account was credited more than debited.
    pub(crate) fn credit(&self, account: Account) -> Cents {
        -self.debit(account)
    }

    /// The sum of one side: assets as debits, the others as credits.
    pub(crate) fn total(&self, side: Side) -> Cents {
        let sum: Cents = (self.0.iter())
            .filter(|(account, _)| account.side() == side)
            .map(|(_, amount)| amount)
            .sum();
        if side == Side::Asset { sum } else { -sum }
    }

    /// The same in the units that are declared. Fractions fall to what is retained, so that both sides
    /// stay equal.
    pub(super) fn declared(&self, country: Country) -> Self {
        let mut rounded = Self::default();
        for (account, amount) in &self.0 {
            if *account != Account::Retained {
                // Half a unit counts as a whole one on either side.
                let amount = amount.signum() * declared(country, amount.abs());
                rounded.book(*account, Account::Retained, amount);
            }
        }
        rounded
    }

    /// Closes income and expenses into what is retained.
    pub(super) fn close_year(&mut self) {
        let result: Vec<(Account, Cents)> = (self.0.iter())
            .filter(|(account, _)| account.side() == Side::Result)
            .map(|(account, amount)| (*account, *amount))
            .collect();
        for (account, amount) in result {
            self.book(Account::Retained, account, amount);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_stay_equal_and_a_closed_year_leaves_its_result() {
        let mut books = Balances::default();
        books.book(Account::Cash, Account::Capital, 100);
        books.book(Account::Cash, Account::SalesAtHome, 40);
        books.book(Account::Rent, Account::Cash, 15);
        let equity = |books: &Balances| books.total(Side::Equity) + books.total(Side::Result);
        assert_eq!(books.total(Side::Asset), 125);
        assert_eq!(equity(&books), 125);
        books.close_year();
        assert_eq!(books.total(Side::Result), 0);
        assert_eq!(books.credit(Account::Retained), 25);
        assert_eq!(equity(&books), 125);
    }
}
