//! What the bank does with money that is there.

use caudal_model::resources::transaction::{Category, Direction, Subcategory};

use super::super::event::{Cause, Deed, Instrument, Label, Party, PartyKind};
use super::super::plan::Plan;
use super::Ledger;
use crate::book::Product;
use crate::price::{Cents, round_figure, share};

/// What stays in the account when the rest is put aside, in thousandths of a month's income.
const KEPT_PERMILLE: i64 = 650;
/// Less than this is not worth putting aside.
const WORTH_SAVING_PERMILLE: i64 = 80;
/// How often somebody with money left over pays instalments of a loan ahead, in thousandths.
const PAY_AHEAD_PERMILLE: u32 = 60;
/// Interest of a month on savings.
const SAVINGS_PERMILLE: i64 = 4;

impl Ledger<'_> {
    /// Puts aside what is not needed: it is invested or saved.
    pub(super) fn save(&mut self, plan: &Plan) {
        let country = self.person.country;
        let income = self.income(plan.date);
        let owed: Cents = (self.books.iter().zip(&self.accounts))
            .filter(|(book, _)| book.card().is_some())
            .map(|(_, state)| state.balance.max(0))
            .sum();
        let surplus = self.balance(0) - share(country, income, KEPT_PERMILLE) - owed;
        if surplus < share(country, income, WORTH_SAVING_PERMILLE) {
            return;
        }
        let amount = round_figure(country, surplus);
        if amount > surplus {
            return;
        }
        if plan.chance.happens("pay ahead", PAY_AHEAD_PERMILLE) && self.pay_ahead(plan, surplus) {
            return;
        }
        if self.invest(plan, amount) {
            return;
        }
        if let Some(savings) = self.savings(plan.date) {
            self.transfer(0, savings, amount, plan.moment());
        }
    }

    pub(super) fn pocket(&mut self, plan: &Plan, amount: Cents) {
        let second = self.books.get(1).filter(|book| book.opened <= plan.date);
        if second.is_some() && self.balance(0) - amount >= self.reserve(plan.date) {
            let amount = round_figure(self.person.country, amount);
            self.transfer(0, 1, amount, plan.moment());
        }
    }

    /// Pays the month's interest on savings, and on what an account invests by itself.
    pub(super) fn earn(&mut self, plan: &Plan, savings: usize) {
        let balance = self.balance(savings);
        let invested = match self.books.get(savings) {
            Some(book) if matches!(book.product, Product::Checking { .. }) => book.swept(balance),
            _ => balance,
        };
        let interest = share(self.person.country, invested, SAVINGS_PERMILLE);
        let label = Label::new(Category::IncomePayments, Subcategory::Interest);
        let deed = bank_deed(Cause::Interest, label);
        self.post(savings, Direction::Inflow, interest, &deed, plan.moment());
    }
}

pub(super) fn bank_deed(cause: Cause, label: Label) -> Deed {
    Deed {
        cause,
        instrument: Instrument::Internal,
        party: Party::named(PartyKind::Bank, ""),
        label,
    }
}
