//! What the reckless and the needy do: bets, quick loans of applications, crypto-assets.

use caudal_latam::Country;
use caudal_model::resources::transaction::{Category, Subcategory};

use super::event::{Cause, Instrument, Party, PartyKind};
use super::plan::{Month, Plan, optional};
use crate::chance::Chance;
use crate::merchant::merchant;
use crate::person::Person;
use crate::price::{Cents, round_figure, share};

const GAMBLING: (Category, Subcategory) = (Category::OnlinePlatformsLeisure, Subcategory::Gambling);
const ADVANCE: (Category, Subcategory) = (Category::CreditsLoans, Subcategory::PayAdvance);
const CRYPTO: (Category, Subcategory) =
    (Category::InvestmentsSavings, Subcategory::Cryptocurrencies);

/// How many of a thousand bets bring something back.
const WON_PERMILLE: u32 = 130;
/// What a quick loan costs for its month, in thousandths.
const QUICK_LOAN_COST_PERMILLE: i64 = 190;

/// The plans of a month.
pub(super) fn plan(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    bets(person, month, plans);
    quick_loans(person, month, plans);
    crypto(person, month, plans);
}

fn bets(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    let habit = person.chance.branch("bets");
    let chance = habit.at(month.index());
    if !habit.happens("bets", person.archetype.bets) {
        return;
    }
    let most = if person.archetype.bets > 900 { 18 } else { 7 };
    let house = || Party::merchant(merchant(person.country, Subcategory::Gambling, habit));
    for turn in 0..chance.between("count", 1, most) {
        let one = chance.at(turn);
        let stake = person.price(one.around("stake", 10_00, 120_00), month.year);
        let stake = round_figure(person.country, stake);
        let day = one.between("day", 1, 28);
        plans.push(optional(Plan::owe(
            month.day(day),
            one,
            stake,
            Cause::Bet,
            Instrument::Transfer,
            house(),
            GAMBLING,
        )));
        if one.happens("won", WON_PERMILLE) {
            plans.push(Plan::receive(
                month.day(day + 1),
                one.branch("won"),
                share(person.country, stake, one.between("odds", 1400, 6000)),
                Cause::Winnings,
                Instrument::Transfer,
                house(),
                GAMBLING,
            ));
        }
    }
}

/// What was borrowed in a month for the month, where something was.
fn borrowed(person: &Person, month: Month) -> Option<(Chance, Cents)> {
    let chance = person.chance.branch("quick loans").at(month.index());
    chance
        .happens("borrows", person.archetype.quick_loans)
        .then(|| {
            let income = person.income_in(month.year, month.month);
            let amount = share(person.country, income, chance.between("share", 80, 220));
            (chance, round_figure(person.country, amount))
        })
}

fn quick_loans(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    let lenders = match person.country {
        Country::Brazil => ["Mercado Crédito", "SuperSim", "Rebel"],
        Country::Mexico => ["Kueski", "Tala México", "Moneyman"],
        Country::Colombia => ["Rapicredit", "Lineru", "Solventa"],
        Country::Chile => ["Rebaja tus Cuentas", "Dineria Chile", "Migrante"],
    };
    let lender = |chance: Chance| {
        let name = chance.pick("lender", &lenders);
        Party::named(PartyKind::Company, name)
    };
    if let Some((chance, amount)) = borrowed(person, month) {
        plans.push(Plan::receive(
            month.day(chance.between("day", 17, 25)),
            chance,
            amount,
            Cause::QuickLoan,
            Instrument::Transfer,
            lender(chance),
            ADVANCE,
        ));
    }
    if let Some((chance, amount)) = borrowed(person, month.previous()) {
        let owed = share(person.country, amount, 1000 + QUICK_LOAN_COST_PERMILLE);
        plans.push(Plan::owe(
            month.day(chance.between("repaid", 8, 14)),
            chance.branch("repaid"),
            owed,
            Cause::QuickLoan,
            Instrument::Bill,
            lender(chance),
            ADVANCE,
        ));
    }
}

fn crypto(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    let habit = person.chance.branch("crypto");
    let chance = habit.at(month.index());
    if !chance.happens("buys", person.archetype.crypto) {
        return;
    }
    let exchanges = match person.country {
        Country::Brazil => ["Mercado Bitcoin", "Binance", "Foxbit"],
        Country::Mexico => ["Bitso", "Binance", "Volabit"],
        Country::Colombia => ["Bitso Colombia", "Binance", "Buda.com"],
        Country::Chile => ["Buda.com", "CryptoMarket", "Binance"],
    };
    let exchange = Party::named(PartyKind::Company, habit.pick("exchange", &exchanges));
    let income = person.income_in(month.year, month.month);
    let amount = share(person.country, income, chance.between("share", 20, 110));
    plans.push(optional(Plan::owe(
        month.day(chance.between("day", 5, 24)),
        chance,
        round_figure(person.country, amount),
        Cause::InvestedElsewhere,
        Instrument::Transfer,
        exchange,
        CRYPTO,
    )));
}
