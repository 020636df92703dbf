//! Investing: every movement of an investment that moves money stands on the current account too.

use caudal_model::resources::transaction::{Category, Direction, Subcategory};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::event::{Cause, Deed, Instrument, Label, Party, PartyKind};
use super::super::investing::Order;
use super::super::plan::{Plan, Step};
use super::{Ledger, Moment};
use crate::book::investment::{
    Act, Class, Entry, Holding, Movement, NOON, Product, fallback, pension,
};
use crate::price::Cents;

/// How often, in thousandths, what is left over is invested rather than saved or paid out.
const INVESTED_PERMILLE: u32 = 700;
/// How many products of the menu are tried when the money is too little for the first.
const TRIES_MAX: usize = 4;

impl Ledger<'_> {
    /// Puts what is left over into the next product of somebody's menu. Says whether it did.
    pub(super) fn invest(&mut self, plan: &Plan, amount: Cents) -> bool {
        let has_savings = self.savings(plan.date).is_some();
        let company = self.person.company.is_some();
        if !self.person.calendar().is_business_day(plan.date) {
            return false;
        }
        if self.menu.is_empty() && (has_savings || company) {
            return false;
        }
        if (has_savings || company) && !plan.chance.happens("invested", INVESTED_PERMILLE) {
            return false;
        }
        let at = plan.moment();
        if self.menu.is_empty() {
            return self.buy(fallback(self.person.country), amount, at);
        }
        self.buy_next(amount, at)
    }

    /// Buys the next product of the menu that the money is enough for.
    fn buy_next(&mut self, amount: Cents, at: Moment) -> bool {
        let first = self.portfolio.purchases();
        (0..TRIES_MAX).any(|turn| {
            let place = (first + turn) % self.menu.len().max(1);
            let product = self.menu.get(place).copied();
            product.is_some_and(|product| self.buy(product, amount, at))
        })
    }

    pub(super) fn order(&mut self, plan: &Plan, order: Order) {
        match order {
            Order::Contribute(amount) => {
                if let Some(product) = pension(self.person)
                    && self.balance(0) - amount >= self.reserve(plan.date)
                {
                    self.buy(product, amount, plan.moment());
                }
            }
            Order::PutAside(amount) => {
                self.buy_next(amount, plan.moment());
            }
            Order::Trim => self.trim(plan),
            Order::Happen(place) => self.happen(plan.date, place),
        }
    }

    /// Cashes in what an account lacks, if there is anything that can be.
    pub(super) fn cash_in(&mut self, short: Cents, at: Moment) -> bool {
        if !self.person.calendar().is_business_day(at.date) {
            return false;
        }
        let places = 0..self.portfolio.holdings.len();
        let enough = places.into_iter().find_map(|place| {
            let holding = self.portfolio.holdings.get(place)?;
            let held = self.portfolio.held(place);
            let liquid = matches!(holding.product.class, Class::Deposit | Class::Fund(_));
            if !liquid || !holding.can_be_cashed(at.date) || held <= Decimal::ZERO {
                return None;
            }
            let worth = held * holding.price(at.date);
            let needed = Decimal::new(short, 2) * Decimal::new(13, 1);
            if worth < needed {
                return None;
            }
            let units = needed.checked_div(holding.price(at.date))?;
            Some((place, units.ceil().min(held)))
        });
        enough.is_some_and(|(place, units)| self.redeem(place, units, at.named(3)))
    }

    /// Cashes in a part, or all, of something that can be.
    fn trim(&mut self, plan: &Plan) {
        let open: Vec<usize> = (0..self.portfolio.holdings.len())
            .filter(|place| {
                let holding = self.portfolio.holdings.get(*place);
                let can = holding.is_some_and(|holding| holding.can_be_cashed(plan.date));
                can && self.portfolio.held(*place) > Decimal::ZERO
            })
            .collect();
        let Some(place) = plan.chance.pick_from("holding", &open).copied() else {
            return;
        };
        let held = self.portfolio.held(place);
        let part = Decimal::new(plan.chance.between("part", 3, 9), 1);
        let units = match self
            .portfolio
            .holdings
            .get(place)
            .map(|own| own.product.class)
        {
            _ if plan.chance.happens("all of it", 250) => held,
            Some(Class::Share | Class::Credit) => (held * part).floor(),
            _ => (held * part).round_dp(2),
        };
        self.redeem(place, units.max(Decimal::ONE).min(held), plan.moment());
    }

    /// What a holding does on a day by itself, and what it will do next.
    fn happen(&mut self, day: Date, place: usize) {
        let Some(before) = day.yesterday().ok() else {
            return;
        };
        let holding = self.portfolio.holdings.get(place);
        let occasions = holding.map(|holding| holding.next(before));
        let mut happened = false;
        for occasion in occasions.unwrap_or_default() {
            if occasion.date == day
                && let Some(movement) = self.portfolio.happen(place, occasion).cloned()
            {
                happened = true;
                self.enter(&movement);
            }
        }
        if happened || self.portfolio.held(place) > Decimal::ZERO {
            self.expect(place, day);
        }
    }

    fn buy(&mut self, product: &'static Product, amount: Cents, at: Moment) -> bool {
        let bought = self.portfolio.buy(product, amount, entry(at));
        let Some(movement) = bought.cloned() else {
            return false;
        };
        self.enter(&movement);
        // What was held before has its plans already.
        if self.portfolio.held(movement.holding) == movement.quantity {
            self.expect(movement.holding, at.date);
        }
        true
    }

    fn redeem(&mut self, place: usize, units: Decimal, at: Moment) -> bool {
        let redeemed = self.portfolio.redeem(place, units, entry(at));
        let Some(movement) = redeemed.cloned() else {
            return false;
        };
        self.enter(&movement);
        true
    }

    /// Plans what a holding does next.
    fn expect(&mut self, place: usize, after: Date) {
        let Some(holding) = self.portfolio.holdings.get(place) else {
            return;
        };
        let Some(next) = holding.next(after).first().copied() else {
            return;
        };
        let day = next.date;
        let ordinal = i64::from(day.year()) * 366 + i64::from(day.day_of_year());
        let chance = holding.chance.branch("happens").at(ordinal);
        let step = Step::Invest(Order::Happen(place));
        self.plan(Plan {
            date: day,
            second: NOON,
            chance,
            step,
        });
    }

    /// Writes the money of a movement on the current account.
    fn enter(&mut self, movement: &Movement) {
        let Some(holding) = self.portfolio.holdings.get(movement.holding) else {
            return;
        };
        let deed = deed(holding, movement.act);
        let at = Moment {
            date: movement.date,
            second: movement.second,
            key: movement.key,
        };
        if movement.act == Act::CustodyFee {
            self.provide(0, movement.net, at.named(4));
        }
        let direction = if movement.act.costs() {
            Direction::Outflow
        } else {
            Direction::Inflow
        };
        self.post(0, direction, movement.net, &deed, at);
    }
}

fn deed(holding: &Holding, act: Act) -> Deed {
    let (cause, category) = match act {
        Act::Buy | Act::Redeem | Act::Due | Act::Amortization => {
            (Cause::Investment, Category::InvestmentsSavings)
        }
        Act::CustodyFee => (Cause::InvestmentFee, Category::InvestmentsSavings),
        _ => (Cause::Proceeds, Category::InvestmentsSavings),
    };
    let subcategory = match holding.product.class {
        Class::Share => Subcategory::Equity,
        Class::Fund(_) | Class::Pension => Subcategory::InvestmentFunds,
        Class::Deposit | Class::Credit | Class::Treasury => Subcategory::FixedIncome,
    };
    Deed {
        cause,
        instrument: Instrument::Internal,
        party: Party::named(PartyKind::Bank, &holding.name()),
        label: Label::new(category, subcategory),
    }
}

fn entry(at: Moment) -> Entry {
    Entry {
        day: at.date,
        second: at.second,
        key: at.key,
    }
}
