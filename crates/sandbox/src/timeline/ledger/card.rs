//! Credit cards: purchases by instalments, bills, what they cost when they are not paid.

use caudal_latam::Country;
use caudal_latam::calendar::shifted;
use caudal_model::resources::transaction::{Category, Direction, Subcategory};

use super::super::event::{Cause, Deed, Instrument, Label};
use super::super::plan::{Plan, Spending, Step};
use super::bank::bank_deed;
use super::{Ledger, Moment};
use crate::book::CardTerms;
use crate::merchant::Outlet;
use crate::price::{Cents, fraction, payable, share};

/// How much of a card's limit is used at most, in thousandths: interest and fees need room too.
const LIMIT_USED_PERMILLE: i64 = 800;
/// How much of a month's income a careful person owes on cards at most, in thousandths.
const CAREFUL_PERMILLE: i64 = 480;
/// How many of a thousand card purchases are given back.
const REFUNDED_PERMILLE: u32 = 18;
/// How often somebody with two cards takes out the second, in thousandths.
const OTHER_CARD_PERMILLE: u32 = 300;
/// How many of a thousand bills the strained forget until some days later.
const LATE_PERMILLE: u32 = 160;
/// The days by which such a bill is late: never beyond the next closing.
const LATE_DAYS: (i64, i64) = (3, 9);
/// The fine for paying late, in thousandths of the bill.
const LATE_FEE_PERMILLE: i64 = 20;
/// Interest of a day of being late, in millionths: one per cent a month.
const ARREARS_DAY_MILLIONTHS: i64 = 333;
/// The Brazilian tax on a credit of thirty days, in millionths of it: 0.38 % and 0.0082 % a day.
const IOF_MONTH_MILLIONTHS: i64 = 6_260;
/// The Mexican tax on interest and fees, in millionths of them.
const VAT_MILLIONTHS: i64 = 160_000;

impl Ledger<'_> {
    /// The card that a purchase goes to: one with room for all of it, and for what its holder is
    /// willing to owe.
    pub(super) fn card_with_room(&self, plan: &Plan, spending: &Spending) -> Option<usize> {
        let country = self.person.country;
        let mut cards: Vec<(usize, &CardTerms)> = (self.books.iter().enumerate())
            .filter(|(_, book)| book.opened <= plan.date)
            .filter_map(|(place, book)| Some((place, book.card()?)))
            .collect();
        if plan.chance.happens("other card", OTHER_CARD_PERMILLE) {
            cards.reverse();
        }
        let owed: Cents = cards.iter().map(|(card, _)| self.balance(*card)).sum();
        let first = spending.amount / i64::from(spending.instalments.max(1));
        let willing = self.person.archetype.strained
            || owed + first <= share(country, self.income(plan.date), CAREFUL_PERMILLE);
        let has_room = |card: usize, terms: &CardTerms| {
            let to_come = self.accounts.get(card).map_or(0, |state| state.to_come);
            let used = self.balance(card) + to_come;
            used + spending.amount <= share(country, terms.limit, LIMIT_USED_PERMILLE)
        };
        cards
            .into_iter()
            .find(|(card, terms)| willing && has_room(*card, terms))
            .map(|(card, _)| card)
    }

    /// Puts a purchase on a card: the first instalment now, the others a month apart each.
    pub(super) fn charge(&mut self, plan: &Plan, spending: &Spending, card: usize) {
        let count = spending.instalments.max(1);
        let part = payable(self.person.country, spending.amount / i64::from(count));
        let rest = part * i64::from(count - 1);
        let key = plan.moment().key;
        for number in 1..=count {
            let mut deed = spending.deed.clone();
            deed.instrument = Instrument::CreditCard;
            let to_come = part * i64::from(count - number);
            if count > 1 {
                deed.cause = Cause::Instalment {
                    number,
                    of: count,
                    to_come,
                };
            }
            if number == 1 {
                let first = spending.amount - rest;
                self.post(card, Direction::Outflow, first, &deed, plan.moment());
                self.tax_abroad(plan, first, &deed, card);
                continue;
            }
            let months = jiff::Span::new().months(i64::from(number - 1));
            self.plan(Plan {
                date: plan.date.saturating_add(months),
                second: plan.second,
                chance: plan.chance.branch("instalment").at(i64::from(number)),
                // All instalments of a purchase share their name but for its last digits.
                step: Step::Instalment(card, part, deed, key ^ u128::from(number)),
            });
        }
        if let Some(state) = self.accounts.get_mut(card) {
            state.to_come += rest;
        }
        if count == 1 && plan.chance.happens("given back", REFUNDED_PERMILLE) {
            self.give_back(plan, spending, card);
        }
    }

    pub(super) fn charge_instalment(
        &mut self,
        card: usize,
        amount: Cents,
        deed: &Deed,
        at: Moment,
    ) {
        self.post(card, Direction::Outflow, amount, deed, at);
        if let Some(state) = self.accounts.get_mut(card) {
            state.to_come -= amount;
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

    /// Gives money back to a card. A bill that is closed stays what it is, so no more comes back than
    /// was charged since.
    pub(super) fn refund(&mut self, plan: &Plan, card: usize, amount: Cents, deed: &Deed) {
        let state = self.accounts.get(card);
        let since = state.map_or(0, |state| state.balance - state.bill);
        if amount <= since {
            self.post(card, Direction::Inflow, amount, deed, plan.moment());
        }
    }

    /// What a card costs in a year; the first is free.
    pub(super) fn charge_card(&mut self, plan: &Plan, card: usize) {
        let Some(terms) = self.books.get(card).and_then(|book| book.card()) else {
            return;
        };
        let fee = match terms.yearly_fee {
            0 => return,
            fee => self.person.price(fee, plan.date.year()),
        };
        let label = Label::new(Category::FeesCharges, Subcategory::BankFees);
        let deed = bank_deed(Cause::AnnualFee, label);
        self.post(card, Direction::Outflow, fee, &deed, plan.moment());
    }

    /// Closes a card's bill, with the price of what the bill before left unpaid or was late with.
    pub(super) fn close_card(&mut self, plan: &Plan, card: usize) {
        let (country, at) = (self.person.country, plan.moment());
        let terms = self.books.get(card).and_then(|book| book.card());
        let (Some(terms), Some(state)) = (terms, self.accounts.get(card)) else {
            return;
        };
        let (unpaid, late) = (state.unpaid, state.late);
        let interest = share(country, unpaid, terms.revolving_permille);
        let (fee, arrears) = late.map_or((0, 0), |(bill, days)| {
            let arrears = fraction(country, bill, days * ARREARS_DAY_MILLIONTHS);
            (share(country, bill, LATE_FEE_PERMILLE), arrears)
        });
        let tax = match country {
            Country::Brazil => fraction(country, unpaid, IOF_MONTH_MILLIONTHS),
            Country::Mexico => fraction(country, interest + fee + arrears, VAT_MILLIONTHS),
            Country::Colombia | Country::Chile => 0,
        };
        let charges = [
            (Cause::RevolvingInterest, interest),
            (Cause::LateFee, fee),
            (Cause::ArrearsInterest, arrears),
            (Cause::CreditTax, tax),
        ];
        for (turn, (cause, amount)) in (0..).zip(charges) {
            let label = Label::new(Category::CreditsLoans, Subcategory::InterestCharges);
            let deed = bank_deed(cause, label);
            self.post(card, Direction::Outflow, amount, &deed, at.named(turn << 8));
        }
        if let Some(state) = self.accounts.get_mut(card) {
            state.bill = state.balance;
            state.unpaid = 0;
            state.late = None;
        }
    }

    /// Pays a card's bill: whole where the money is there, in part where habits or need have it so,
    /// and some days late where it was forgotten.
    pub(super) fn pay_card(&mut self, plan: &Plan, card: usize) {
        let collected = (self.books.get(card).and_then(|book| book.card()))
            .is_some_and(|terms| terms.paid_by == Instrument::DirectDebit);
        let late = plan.chance.branch("late");
        if self.person.archetype.strained && !collected && late.happens("late", LATE_PERMILLE) {
            let days = late.between("days", LATE_DAYS.0, LATE_DAYS.1);
            let day = shifted(plan.date, days);
            self.plan(Plan::new(day, (9, 20), late, Step::PayCardLate(card, days)));
            return;
        }
        self.pay_bill(plan, card);
    }

    /// Pays a card's bill after the day on which it was due.
    pub(super) fn pay_card_late(&mut self, plan: &Plan, card: usize, days: i64) {
        if let Some(state) = self.accounts.get_mut(card) {
            state.late = (state.bill > 0).then_some((state.bill, days));
        }
        self.pay_bill(plan, card);
    }

    fn pay_bill(&mut self, plan: &Plan, card: usize) {
        let country = self.person.country;
        let terms = self.books.get(card).and_then(|book| book.card());
        let bill = self.accounts.get(card).map_or(0, |state| state.bill);
        let Some(terms) = terms.filter(|_| bill > 0) else {
            return;
        };
        let minimum = match CardTerms::minimum(country, bill) {
            0 => bill,
            minimum => minimum,
        };
        let amount = if self.person.archetype.strained {
            let wanted = share(country, bill, plan.chance.between("part", 350, 1000));
            wanted.min(payable(country, self.balance(0))).max(minimum)
        } else {
            bill
        };
        let at = plan.moment();
        self.provide(0, amount, at);
        let label = Label::new(Category::CreditsLoans, Subcategory::CreditCard);
        let deed = Deed {
            instrument: terms.paid_by,
            ..bank_deed(Cause::CardPayment, label)
        };
        self.post(0, Direction::Outflow, amount, &deed, at);
        self.post(card, Direction::Inflow, amount, &deed, at);
        if let Some(state) = self.accounts.get_mut(card) {
            state.bill = 0;
            state.unpaid = bill - amount;
        }
    }
}
