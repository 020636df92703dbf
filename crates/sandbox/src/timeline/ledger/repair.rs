//! What follows a payment without anybody's doing: the tax on foreign currency, a movement that the bank
//! books twice and takes back, a court's hold that ends.

use caudal_latam::calendar::shifted;
use caudal_model::resources::transaction::{Category, Direction, Subcategory};

use super::super::abroad;
use super::super::event::{Cause, Deed, Instrument, Label};
use super::super::plan::{Plan, Spending, Step};
use super::Ledger;
use crate::price::Cents;

/// How many of a thousand purchases by debit card the bank books twice.
const TWICE_PERMILLE: u32 = 5;

impl Ledger<'_> {
    /// Sees to what follows a payment from an account.
    pub(super) fn follow_up(&mut self, plan: &Plan, spending: &Spending, account: usize) {
        let deed = &spending.deed;
        self.tax_abroad(plan, spending.amount, deed, account);
        if deed.cause == Cause::CourtHold {
            let chance = plan.chance.branch("release");
            let days = chance.between("days", 9, 40);
            self.repair(plan, "release", days, account, spending.amount, deed);
        }
        // Nobody is sent into the red, or below the reserve, by the bank's mistake.
        let bearable = self.balance(account) - spending.amount >= self.reserve(plan.date);
        let by_card = deed.instrument == Instrument::DebitCard && deed.label.abroad.is_none();
        if by_card && bearable && plan.chance.happens("booked twice", TWICE_PERMILLE) {
            let again = plan.moment().named(3);
            self.post(account, Direction::Outflow, spending.amount, deed, again);
            let mut back = deed.clone();
            back.cause = Cause::Reversal;
            back.label = Label::new(Category::FeesCharges, Subcategory::Adjustments);
            let days = plan.chance.between("taken back", 1, 4);
            self.repair(plan, "twice", days, account, spending.amount, &back);
        }
    }

    /// Posts the tax on a purchase in foreign currency beside it.
    pub(super) fn tax_abroad(&mut self, plan: &Plan, amount: Cents, deed: &Deed, book: usize) {
        if deed.label.abroad.is_none() {
            return;
        }
        let mut tax = deed.clone();
        tax.cause = Cause::ForeignPurchaseTax;
        tax.label = Label::new(Category::Taxes, Subcategory::GovernmentFees);
        let due = abroad::tax(amount, plan.date);
        let at = plan.moment().named(4);
        self.post(book, Direction::Outflow, due, &tax, at);
    }

    /// Plans that money comes back some days later.
    fn repair(
        &mut self,
        plan: &Plan,
        name: &str,
        days: i64,
        book: usize,
        amount: Cents,
        deed: &Deed,
    ) {
        let step = Step::Repair(book, Direction::Inflow, amount, deed.clone());
        let day = shifted(plan.date, days);
        self.plan(Plan::new(day, (3, 6), plan.chance.branch(name), step));
    }
}
