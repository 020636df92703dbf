//! Below zero: what an overdraft costs, and money that the bank lends for days.

use caudal_model::resources::transaction::{Category, Direction, Subcategory};
use jiff::civil::Date;

use super::super::event::{Cause, Label};
use super::super::plan::Plan;
use super::bank::bank_deed;
use super::{Ledger, Moment, State};
use crate::price::{Cents, fraction};

/// Interest of a day on an overdraft, in millionths: eight per cent a month.
const OVERDRAFT_DAY_MILLIONTHS: i64 = 2_600;

impl State {
    /// Counts the days up to this one on which the account stood below zero.
    pub(super) fn count_overdraft(&mut self, day: Date) {
        let since = self.counted.replace(day).unwrap_or(day);
        let below = i128::from((-self.balance).max(0));
        self.overdrawn += below * i128::from((day - since).get_days().max(0));
    }
}

impl Ledger<'_> {
    /// Charges what an account stood below zero since it was last charged.
    pub(super) fn charge_overdraft(&mut self, plan: &Plan, account: usize) {
        let Some(state) = self.accounts.get_mut(account) else {
            return;
        };
        state.count_overdraft(plan.date);
        let below = i64::try_from(std::mem::take(&mut state.overdrawn)).unwrap_or(0);
        let interest = fraction(self.person.country, below, OVERDRAFT_DAY_MILLIONTHS);
        if interest <= 0 {
            return;
        }
        self.provide(account, interest, plan.moment());
        let label = Label::new(Category::CreditsLoans, Subcategory::InterestCharges);
        let deed = bank_deed(Cause::OverdraftInterest, label);
        self.post(account, Direction::Outflow, interest, &deed, plan.moment());
    }

    /// Lends what an account lacks, where that is agreed and there is room. True when it did.
    pub(super) fn advance(&mut self, account: usize, lacking: Cents, at: Moment) -> bool {
        let Some((place, limit)) = self.open_advance(at.date) else {
            return false;
        };
        if self.balance(place) + lacking > limit {
            return false;
        }
        self.charge_advance(place, at);
        let label = Label::new(Category::CreditsLoans, Subcategory::PayAdvance);
        let deed = bank_deed(Cause::Advance, label);
        self.post(place, Direction::Outflow, lacking, &deed, at);
        self.post(account, Direction::Inflow, lacking, &deed, at);
        true
    }

    /// Pays back an advance, with its interest, as far as money came in.
    pub(super) fn pay_back_advance(&mut self, at: Moment) {
        let Some((place, _)) = self.open_advance(at.date) else {
            return;
        };
        if self.balance(place) <= 0 {
            return;
        }
        self.charge_advance(place, at.named(6));
        let amount = self.balance(place).min(self.balance(0));
        let label = Label::new(Category::CreditsLoans, Subcategory::PayAdvance);
        let deed = bank_deed(Cause::Advance, label);
        self.post(0, Direction::Outflow, amount, &deed, at.named(7));
        self.post(place, Direction::Inflow, amount, &deed, at.named(7));
    }

    /// Charges the days since an advance was last charged.
    fn charge_advance(&mut self, place: usize, at: Moment) {
        let terms = self.books.get(place).and_then(|book| book.advance());
        let (Some(terms), Some(state)) = (terms, self.accounts.get_mut(place)) else {
            return;
        };
        let since = state.counted.replace(at.date).unwrap_or(at.date);
        let days = i64::from((at.date - since).get_days().max(0));
        let interest = fraction(self.person.country, state.balance, days * terms.daily_rate);
        let label = Label::new(Category::CreditsLoans, Subcategory::InterestCharges);
        let deed = bank_deed(Cause::AdvanceInterest, label);
        self.post(place, Direction::Outflow, interest, &deed, at.named(8));
    }

    fn open_advance(&self, day: Date) -> Option<(usize, Cents)> {
        let books = self.books.iter().enumerate();
        books
            .filter(|(_, book)| book.opened <= day)
            .find_map(|(place, book)| Some((place, book.advance()?.limit)))
    }
}
