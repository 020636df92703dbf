//! Paying: by card or from the account, with help where it must be.

use caudal_model::resources::transaction::{Category, Direction, Subcategory};
use jiff::civil::Date;

use super::super::event::{Cause, Deed, Instrument, Label, Party, PartyKind};
use super::super::plan::{Plan, Spending};
use super::{Ledger, Moment};
use crate::book::Product;
use crate::price::{Cents, round_figure};

/// How many of a thousand purchases are paid from the account at a second bank, if they can be.
const SECOND_PAYS_PERMILLE: u32 = 450;

impl Ledger<'_> {
    pub(super) fn spend(&mut self, plan: &Plan, spending: &Spending) {
        if spending.on_card
            && let Some(card) = self.card_with_room(plan, spending)
        {
            self.charge(plan, spending, card);
            return;
        }
        let wanted = match self.second_bank_pays(plan, spending) {
            true => 1,
            false => spending.account,
        };
        let account = self.checking(plan.date, wanted);
        if !self.can_pay(account, spending, plan.date) {
            return;
        }
        if spending.obligatory {
            self.provide(account, spending.amount, plan.moment());
        }
        self.post(
            account,
            Direction::Outflow,
            spending.amount,
            &spending.deed,
            plan.moment(),
        );
        self.follow_up(plan, spending, account);
    }

    pub(super) fn withdraw(&mut self, plan: &Plan, amount: Cents) {
        let deed = Deed {
            cause: Cause::Withdrawal,
            instrument: Instrument::Cash,
            party: Party::named(PartyKind::Bank, ""),
            label: Label::new(Category::WithdrawalATM, Subcategory::Other),
        };
        if self.balance(0) - amount >= self.reserve(plan.date) {
            self.post(0, Direction::Outflow, amount, &deed, plan.moment());
        }
    }

    /// Moves money between two own accounts: one movement on each.
    pub(super) fn transfer(&mut self, from: usize, to: usize, amount: Cents, at: Moment) {
        let savings = [from, to].iter().any(|place| {
            matches!(
                self.books.get(*place).map(|book| &book.product),
                Some(Product::Savings)
            )
        });
        let label = if savings {
            Label::new(Category::InvestmentsSavings, Subcategory::Savings)
        } else {
            Label::new(Category::Transfers, Subcategory::Other)
        };
        let bank = |place: usize| self.books.get(place).and_then(|book| book.second_bank);
        let deed = Deed {
            cause: Cause::OwnTransfer,
            instrument: if bank(from) == bank(to) {
                Instrument::Internal
            } else {
                Instrument::Transfer
            },
            party: Party {
                kind: PartyKind::Own,
                name: self.person.holder_name(),
                document: Some(self.person.holder_paper().number.clone()),
            },
            label,
        };
        self.post(from, Direction::Outflow, amount, &deed, at);
        self.post(to, Direction::Inflow, amount, &deed, at);
    }

    /// Sees to it that an account can pay: first from the savings, then from an investment that can be
    /// cashed in, then with a relative's help (for a company: the owner's).
    pub(super) fn provide(&mut self, account: usize, amount: Cents, at: Moment) {
        let short = amount - self.balance(account);
        if short <= 0 {
            return;
        }
        let country = self.person.country;
        let step = round_figure(country, 0);
        let from_savings = round_figure(country, short) + step;
        if let Some(savings) = self.savings(at.date)
            && self.balance(savings) >= from_savings
        {
            self.transfer(savings, account, from_savings, at.named(1));
            return;
        }
        if account == 0 && self.cash_in(short, at) {
            return;
        }
        let lacking = short - self.overdraft(account);
        if lacking <= 0 {
            return;
        }
        let rounded = round_figure(country, lacking) + step;
        if self.advance(account, rounded, at.named(2)) {
            return;
        }
        let helper = match &self.person.company {
            Some(_) => self.person.full_name(),
            None => self.person.mother.clone(),
        };
        let deed = Deed {
            cause: Cause::Support,
            instrument: Instrument::Transfer,
            party: Party::named(PartyKind::Person, &helper),
            label: Label::new(Category::Transfers, Subcategory::Other),
        };
        self.post(account, Direction::Inflow, rounded, &deed, at.named(2));
    }

    fn can_pay(&self, account: usize, spending: &Spending, day: Date) -> bool {
        let reserve = if account == 0 { self.reserve(day) } else { 0 };
        spending.obligatory || self.balance(account) - spending.amount >= reserve
    }

    /// Whether something small is paid from an account at a second bank, which has the money.
    fn second_bank_pays(&self, plan: &Plan, spending: &Spending) -> bool {
        let there = self
            .books
            .get(1)
            .is_some_and(|book| book.second_bank.is_some());
        there
            && spending.deed.cause == Cause::Purchase
            && plan.chance.happens("from the second", SECOND_PAYS_PERMILLE)
            && self.balance(1) >= spending.amount
    }

    /// The current account of this place, the first where there is none yet.
    fn checking(&self, day: Date, place: usize) -> usize {
        self.books
            .get(place)
            .filter(|book| book.opened <= day && matches!(book.product, Product::Checking { .. }))
            .map_or(0, |_| place)
    }
}
