//! What people buy of their own will, and money among friends.

use caudal_model::resources::transaction::{Category, Subcategory};
use jiff::civil::{Date, Weekday};

use super::abroad;
use super::event::{Cause, Deed, Instrument, Label, Party, PartyKind};
use super::plan::{Month, Plan, Spending, Step};
use crate::chance::Chance;
use crate::merchant::{Rhythm, TRADES, Trade, category, shop};
use crate::person::{Person, acquaintance};
use crate::price::{payable, round_figure};

/// Means that the trades' figures are made for: net income of a month in 2024, in centavos.
const ORDINARY_INCOME: i64 = 4_500_00;
/// How much of the trades' figures is bought and paid through one bank, in thousandths.
const BOUGHT_PERMILLE: i64 = 850;
const PAID_PERMILLE: i64 = 820;
/// Shops that one person knows in each trade.
const KNOWN_SHOPS: i64 = 3;
/// How many of a thousand purchases fall on the days that are usual for them, where others are possible.
const USUAL_DAY_PERMILLE: u32 = 600;
/// A purchase is put into instalments from this price on, in centavos of 2024.
const INSTALMENTS_FROM: i64 = 180_00;

/// The plans of a month's purchases.
pub(super) fn plan(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    let chance = person.chance.branch("shopping").at(month.index());
    for (index, trade) in (0..).zip(TRADES) {
        let trade_chance = chance.at(index);
        let rate = i64::from(trade.monthly_permille) * person.archetype.appetite / 1000
            * BOUGHT_PERMILLE
            / 1000
            * time_permille(person, trade)
            / 1000;
        let more = trade_chance.happens("one more", u32::try_from(rate % 1000).unwrap_or(0));
        for turn in 0..rate / 1000 + i64::from(more) {
            plans.push(purchase(person, month, trade, trade_chance.at(turn)));
        }
    }
    friends(person, month, plans);
    withdrawals(person, month, plans);
}

/// The deed of a purchase from somebody whose counter nobody tells.
pub(super) fn deed(
    cause: Cause,
    party: Party,
    category: Category,
    subcategory: Subcategory,
    mcc: u32,
) -> Deed {
    Deed {
        cause,
        instrument: Instrument::DebitCard,
        party,
        label: Label {
            mcc: Some(mcc),
            ..Label::new(category, subcategory)
        },
    }
}

fn purchase(person: &Person, month: Month, trade: &Trade, one: Chance) -> Plan {
    let day = usual_day(month, trade.rhythm, one);
    let habit = person
        .chance
        .branch("shops")
        .at(i64::from(trade.mcc))
        .at(one.between("shop", 1, KNOWN_SHOPS));
    let shop = shop(person.country, person.place, trade.subcategory, habit);
    let (low, high) = trade.ticket;
    let means = if trade.scales {
        wealth_permille(person)
    } else {
        1000
    };
    let festive = if month.month == 12 { 1250 } else { 1000 };
    let centavos =
        one.around("price", low, high) * means / 1000 * festive / 1000 * PAID_PERMILLE / 1000;
    let amount = payable(person.country, person.price(centavos, month.year)).max(1_00);
    let (amount, abroad) = abroad::priced(person.country, shop.outlet, day, amount, one);
    let instalments =
        if abroad.is_none() && centavos >= INSTALMENTS_FROM && one.happens("in instalments", 550) {
            one.between("instalments", 2, trade.instalments_max)
        } else {
            1
        };
    let mut deed = deed(
        Cause::Purchase,
        Party::merchant(&shop.name),
        category(trade.subcategory),
        trade.subcategory,
        trade.mcc,
    );
    deed.label.outlet = shop.outlet;
    deed.label.abroad = abroad;
    let spending = Spending {
        amount,
        deed,
        obligatory: false,
        on_card: one.happens("on card", 620) || instalments > 1 || abroad.is_some(),
        instalments: u32::try_from(instalments).unwrap_or(1),
        account: 0,
    };
    Plan::new(day, trade.hours, one, Step::Spend(spending))
}

/// A day of the month; mostly one of those on which such things are done.
fn usual_day(month: Month, rhythm: Rhythm, one: Chance) -> Date {
    let last = i64::from(month.last().day());
    let drawn = one.between("day", 1, last);
    let fits = |day: i64| match (rhythm, month.day(day).weekday()) {
        (Rhythm::Any, _) => true,
        (Rhythm::Workdays, Weekday::Saturday | Weekday::Sunday) => false,
        (Rhythm::Workdays, _) => true,
        (Rhythm::Weekends, weekday) => {
            matches!(
                weekday,
                Weekday::Friday | Weekday::Saturday | Weekday::Sunday
            )
        }
    };
    let usual = rhythm == Rhythm::Workdays || one.happens("usual", USUAL_DAY_PERMILLE);
    let day = (drawn..=last.min(drawn + 6))
        .chain((1..drawn).rev().take(6))
        .find(|day| !usual || fits(*day));
    month.day(day.unwrap_or(drawn))
}

/// How much more often, in thousandths, this person buys where time is short or long: who has two jobs
/// cooks less and orders in more, who has no car buys no fuel.
fn time_permille(person: &Person, trade: &Trade) -> i64 {
    let busy = person.archetype.jobs > 1;
    match trade.subcategory {
        Subcategory::Delivery if busy => 1500,
        Subcategory::Groceries if busy => 750,
        Subcategory::Gas | Subcategory::ParkingTolls if person.has_car() => 1700,
        Subcategory::AutoExpenses if person.has_car() => 1700,
        Subcategory::Gas | Subcategory::ParkingTolls | Subcategory::AutoExpenses => 150,
        Subcategory::PublicTransit if person.has_car() => 400,
        _ => 1000,
    }
}

/// How much dearer this person buys than somebody of ordinary means, in thousandths: half as much as
/// the income differs.
fn wealth_permille(person: &Person) -> i64 {
    let ordinary = person.price(ORDINARY_INCOME, 2024).max(1);
    let ratio = person.income.saturating_mul(1000) / ordinary;
    (ratio.clamp(200, 6000) + 1000) / 2
}

fn friends(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    let chance = person.chance.branch("friends").at(month.index());
    let circle = person.chance.branch("circle");
    let label = (Category::Transfers, Subcategory::Other);
    for turn in 0..chance.between("sent", 0, 4) {
        let one = chance.branch("sent").at(turn);
        let friend = acquaintance(circle.at(one.between("friend", 1, 8)), person.country);
        let amount = person.price(one.around("amount", 15_00, 220_00), month.year);
        let mut plan = Plan::owe(
            month.day(one.between("day", 1, 31)),
            one,
            round_figure(person.country, amount),
            Cause::Friend,
            Instrument::Transfer,
            Party::named(PartyKind::Person, &friend),
            label,
        );
        if let Step::Spend(spending) = &mut plan.step {
            spending.obligatory = false;
        }
        plans.push(plan);
    }
    for turn in 0..chance.between("received", 0, 2) {
        let one = chance.branch("received").at(turn);
        let friend = acquaintance(circle.at(one.between("friend", 1, 8)), person.country);
        let amount = person.price(one.around("amount", 15_00, 140_00), month.year);
        plans.push(Plan::receive(
            month.day(one.between("day", 1, 31)),
            one,
            round_figure(person.country, amount),
            Cause::Friend,
            Instrument::Transfer,
            Party::named(PartyKind::Person, &friend),
            label,
        ));
    }
}

fn withdrawals(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    let chance = person.chance.branch("cash").at(month.index());
    let rate = person.archetype.withdrawals;
    let more = chance.happens("one more", rate % 1000);
    for turn in 0..i64::from(rate / 1000) + i64::from(more) {
        let one = chance.at(turn);
        let amount = person.price(one.around("amount", 50_00, 280_00), month.year);
        let amount = round_figure(person.country, amount);
        let day = month.day(one.between("day", 1, 31));
        plans.push(Plan::new(day, (8, 21), one, Step::Withdraw(amount)));
    }
}
