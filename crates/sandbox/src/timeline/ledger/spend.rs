//! Paying: by card or from the account, with help where it must be.

use caudal_latam::calendar::shifted;
use caudal_model::resources::transaction::{Category, Direction, Subcategory};
use jiff::civil::Date;

use super::super::event::{Cause, Deed, Instrument, Label, Party, PartyKind};
use super::super::plan::{Plan, Spending, Step};
use super::{Ledger, Moment};
use crate::book::Product;
use crate::merchant::Outlet;
use crate::price::{Cents, payable, round_figure, share};

/// How much of a card's limit is used at most, in thousandths.
const LIMIT_USED_PERMILLE: i64 = 920;
/// How much of a month's income a careful person owes on cards at most, in thousandths.
const CAREFUL_PERMILLE: i64 = 480;
/// How many of a thousand card purchases are given back.
const REFUNDED_PERMILLE: u32 = 18;

impl Ledger<'_> {
    pub(super) fn spend(&mut self, plan: &Plan, spending: &Spending) {
        if spending.on_card
            && let Some(card) = self.card_with_room(plan.date, spending.amount)
        {
            self.charge(plan, spending, card);
            return;
        }
        let account = self.checking(plan.date, spending.account);
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
        let deed = Deed {
            cause: Cause::OwnTransfer,
            instrument: Instrument::Internal,
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

    /// The current account of this place, the first where there is none yet.
    fn checking(&self, day: Date, place: usize) -> usize {
        self.books
            .get(place)
            .filter(|book| book.opened <= day && matches!(book.product, Product::Checking { .. }))
            .map_or(0, |_| place)
    }

    fn card_with_room(&self, day: Date, amount: Cents) -> Option<usize> {
        let card = self.find(day, |product| matches!(product, Product::Card(_)))?;
        let limit = self.books.get(card)?.card()?.limit;
        let country = self.person.country;
        let mut most = share(country, limit, LIMIT_USED_PERMILLE);
        if !self.person.archetype.strained {
            most = most.min(share(country, self.income(day), CAREFUL_PERMILLE));
        }
        (self.balance(card) + amount <= most).then_some(card)
    }

    /// Puts a purchase on a card: the first instalment now, the others a month apart each.
    fn charge(&mut self, plan: &Plan, spending: &Spending, card: usize) {
        let count = spending.instalments.max(1);
        let part = payable(self.person.country, spending.amount / i64::from(count));
        let first = spending.amount - part * i64::from(count - 1);
        for number in 1..=count {
            let mut deed = spending.deed.clone();
            deed.instrument = Instrument::CreditCard;
            if count > 1 {
                deed.cause = Cause::Instalment { number, of: count };
            }
            if number == 1 {
                self.post(card, Direction::Outflow, first, &deed, plan.moment());
                self.tax_abroad(plan, first, &deed, card);
                continue;
            }
            let months = jiff::Span::new().months(i64::from(number - 1));
            self.plan(Plan {
                date: plan.date.saturating_add(months),
                second: plan.second,
                chance: plan.chance.branch("instalment").at(i64::from(number)),
                step: Step::Instalment(card, part, deed),
            });
        }
        if count == 1 && plan.chance.happens("given back", REFUNDED_PERMILLE) {
            self.give_back(plan, spending, card);
        }
    }

    fn give_back(&mut self, plan: &Plan, spending: &Spending, card: usize) {
        let mut deed = spending.deed.clone();
        deed.cause = Cause::Refund;
        deed.instrument = Instrument::CreditCard;
        deed.label.category = Category::FeesCharges;
        let chance = plan.chance.branch("refund");
        let disputed = deed.label.outlet == Outlet::Online && chance.happens("disputed", 300);
        deed.label.subcategory = if disputed {
            Subcategory::Chargeback
        } else {
            Subcategory::Refund
        };
        self.plan(Plan::new(
            shifted(plan.date, chance.between("days", 3, 9)),
            (9, 18),
            chance,
            Step::Refund(card, spending.amount, deed),
        ));
    }
}
