//! What savers do with their investments: they save for old age, and now and then cash something in.

use caudal_model::resources::transaction::{Category, Subcategory};

use super::event::{Cause, Instrument, Party, PartyKind};
use super::plan::{Month, Plan, Step};
use crate::book::investment::{menu, pension};
use crate::person::Person;
use crate::price::{Cents, round_figure, share};

/// What is done about investments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Money goes into the fund for old age.
    Contribute(Cents),
    /// Money goes into the next product of the menu.
    PutAside(Cents),
    /// Something is cashed in, because somebody wants to.
    Trim,
    /// A holding, by its place, does what it does on this day: pays, is taxed, falls due.
    Happen(usize),
}

/// How many of a thousand months see something cashed in.
const TRIMMED_PERMILLE: u32 = 130;
/// The same for documented users, of whom everything is to be seen.
const TRIMMED_COMPLETE_PERMILLE: u32 = 450;

/// What documented users bring over from elsewhere each month to invest it here, in thousandths of
/// their income and of their company's turnover, and how many purchases it makes.
const BROUGHT_PERMILLE: (i64, i64) = (500, 60);
const PURCHASES: i64 = 2;

/// The plans of a month.
pub(super) fn plan(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    if menu(person).is_empty() {
        return;
    }
    let habit = person.chance.branch("investing");
    let chance = habit.at(month.index());
    let calendar = person.calendar();
    if pension(person).is_some() {
        let income = person.income_in(month.year, month.month);
        let wanted = share(
            person.country,
            income,
            habit.between("pension share", 20, 60),
        );
        let day = calendar.on_or_after(month.day(habit.between("pension day", 8, 20)));
        let order = Order::Contribute(round_figure(person.country, wanted));
        let chance = chance.branch("contribute");
        plans.push(Plan::new(day, (9, 15), chance, Step::Invest(order)));
    }
    let complete = person.archetype.name.starts_with("complete");
    if complete {
        bring_over(person, month, plans);
    }
    let often = if complete {
        TRIMMED_COMPLETE_PERMILLE
    } else {
        TRIMMED_PERMILLE
    };
    if chance.happens("trims", often) {
        let day = calendar.on_or_after(month.day(chance.between("trim day", 2, 26)));
        let chance = chance.branch("trim");
        plans.push(Plan::new(day, (10, 16), chance, Step::Invest(Order::Trim)));
    }
}

/// Documented users bring money over from an account elsewhere and invest it, so that all there is to
/// hold is to be seen.
fn bring_over(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    let chance = person.chance.branch("investing").branch("brought");
    let chance = chance.at(month.index());
    let (of_income, of_turnover) = BROUGHT_PERMILLE;
    let permille = if person.company.is_some() {
        of_turnover
    } else {
        of_income
    };
    let income = person.income_in(month.year, month.month);
    let amount = round_figure(person.country, share(person.country, income, permille));
    let day = person.calendar().on_or_after(month.day(15));
    let own = Party {
        kind: PartyKind::Own,
        name: person.holder_name(),
        document: Some(person.holder_paper().number.clone()),
    };
    plans.push(Plan::receive(
        day,
        chance.branch("in"),
        amount,
        Cause::OwnTransfer,
        Instrument::Transfer,
        own,
        (Category::Transfers, Subcategory::Other),
    ));
    for turn in 0..PURCHASES {
        let part = round_figure(person.country, amount / PURCHASES);
        let step = Step::Invest(Order::PutAside(part));
        plans.push(Plan::new(day, (11, 15), chance.at(turn), step));
    }
}
