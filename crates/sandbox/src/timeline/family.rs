//! What relatives, children and good causes cost, and what is bought bit by bit: school, maintenance,
//! money sent home, donations, store credit, a broker, a court's hold.

use caudal_latam::Country;
use caudal_model::resources::transaction::{Category, Subcategory};

use super::event::{Cause, Instrument, Party, PartyKind};
use super::home::lower_income;
use super::plan::{Month, Plan, optional};
use crate::chance::Chance;
use crate::merchant::{category, merchant};
use crate::person::{Household, Person, Remittance, acquaintance};
use crate::price::{Cents, round_figure, share};

/// Months in a store's contract, and from one contract to the next.
const STORE_CREDIT_MONTHS: i64 = 10;
const STORE_CREDIT_EVERY_MONTHS: i64 = 26;

/// The plans of a month.
pub(super) fn plan(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    school(person, month, plans);
    maintenance(person, month, plans);
    money_home(person, month, plans);
    donation(person, month, plans);
    store_credit(person, month, plans);
    broker(person, month, plans);
    court_hold(person, month, plans);
}

/// The month in which the school year is paid for: January or August, March in Chile.
fn school_begins(country: Country) -> i8 {
    match country {
        Country::Brazil | Country::Colombia => 1,
        Country::Mexico => 8,
        Country::Chile => 3,
    }
}

/// Fees in every month but those of the holidays; enrolment, books and uniforms when the year begins.
fn school(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    let children = person.chance.branch("school");
    if !person.archetype.has_children() || !children.happens("private", 700) {
        return;
    }
    let income = lower_income(person, month);
    let mut add = |name: &str, day: i64, permille: i64, subcategory: Subcategory| {
        let kind = children.branch(name);
        plans.push(Plan::owe(
            person.calendar().on_or_after(month.day(day)),
            kind.at(month.index()),
            share(person.country, income, permille),
            Cause::School,
            Instrument::DirectDebit,
            Party::merchant(merchant(person.country, subcategory, kind)),
            (category(subcategory), subcategory),
        ));
    };
    if month.month == school_begins(person.country) {
        add("enrolment", 9, 120, Subcategory::Education);
        add("books", 17, 45, Subcategory::OfficeSupplies);
        add("uniforms", 20, 40, Subcategory::ClothingAccessories);
    } else if !matches!(month.month, 1 | 7) {
        add("fees", 7, 110, Subcategory::Education);
    }
}

/// Maintenance for children: paid on the same day each month, received in most months.
fn maintenance(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    let habit = person.chance.branch("maintenance");
    let chance = habit.at(month.index());
    let other = acquaintance(habit.branch("other parent"), person.country);
    let party = Party::named(PartyKind::Person, &other);
    let label = (Category::IncomePayments, Subcategory::Alimony);
    let amount = share(
        person.country,
        lower_income(person, month),
        habit.between("share", 150, 240),
    );
    let amount = round_figure(person.country, amount);
    let day = month.day(habit.between("day", 5, 12));
    match person.archetype.household {
        Household::Apart => plans.push(Plan::owe(
            day,
            chance,
            amount,
            Cause::Alimony,
            Instrument::Transfer,
            party,
            label,
        )),
        Household::OneParent if chance.happens("paid", 860) => plans.push(Plan::receive(
            day,
            chance,
            amount,
            Cause::Alimony,
            Instrument::Transfer,
            party,
            label,
        )),
        _ => {}
    }
}

/// What somebody who works abroad sends to the family each month.
fn money_home(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    if person.archetype.remittance != Remittance::Sent {
        return;
    }
    let habit = person.chance.branch("money home");
    let chance = habit.at(month.index());
    let income = person.income_in(month.year, month.month);
    let amount = share(person.country, income, chance.around("share", 140, 250));
    let service = habit.pick("service", &["Western Union", "Remitly", "MoneyGram"]);
    plans.push(optional(Plan::owe(
        month.day(chance.between("day", 8, 13)),
        chance,
        round_figure(person.country, amount),
        Cause::Remittance,
        Instrument::Transfer,
        Party::named(PartyKind::Company, service),
        (Category::Transfers, Subcategory::Other),
    )));
}

fn donation(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    let habit = person.chance.branch("donation");
    if person.archetype.strained || !habit.happens("gives", 160) {
        return;
    }
    let cause = merchant(person.country, Subcategory::Donation, habit);
    let amount = person.price(habit.between("amount", 15_00, 80_00), month.year);
    plans.push(optional(Plan::owe(
        month.day(habit.between("day", 3, 25)),
        habit.at(month.index()),
        round_figure(person.country, amount),
        Cause::Donation,
        Instrument::DirectDebit,
        Party::named(PartyKind::Company, cause),
        (Category::Taxes, Subcategory::Donation),
    )));
}

/// A telephone or a washing machine on the store's own credit, for those who have no card to put it on.
fn store_credit(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    let habit = person.chance.branch("store credit");
    let wants = 1000_u32.saturating_sub(person.archetype.has_card) / 2 + 60;
    if person.archetype.lives_with_parents() || !habit.happens("takes", wants) {
        return;
    }
    let begun = month.index() + habit.between("phase", 0, STORE_CREDIT_EVERY_MONTHS - 1);
    let (contract, number) = (
        begun / STORE_CREDIT_EVERY_MONTHS,
        begun % STORE_CREDIT_EVERY_MONTHS + 1,
    );
    if number > STORE_CREDIT_MONTHS {
        return;
    }
    let store = match person.country {
        Country::Brazil => "Casas Bahia Crediário",
        Country::Mexico => "Coppel Abonos",
        Country::Colombia => "Addi Crédito",
        Country::Chile => "Tarjeta La Polar",
    };
    let contract = habit.at(contract);
    let price = person.price(contract.between("instalment", 60_00, 170_00), 2024);
    plans.push(Plan::owe(
        person
            .calendar()
            .on_or_after(month.day(habit.between("day", 8, 20))),
        contract.at(number),
        price,
        Cause::Purchase,
        Instrument::Bill,
        Party::named(PartyKind::Company, store),
        (Category::CreditsLoans, Subcategory::Instalment),
    ));
}

/// Shares, and at times options, at a broker that is no bank.
fn broker(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    let habit = person.chance.branch("broker");
    let trades = person.archetype.invests.saturating_sub(600) * 2;
    if person.company.is_some() || !habit.happens("trades", trades) {
        return;
    }
    let broker = match person.country {
        Country::Brazil => "XP Investimentos",
        Country::Mexico => "GBM Casa de Bolsa",
        Country::Colombia => "Tyba Acciones y Valores",
        Country::Chile => "Racional Corredora",
    };
    let mut buy = |chance: Chance, most: i64, subcategory| {
        let income: Cents = person.income_in(month.year, month.month);
        let amount = share(person.country, income, chance.between("share", 20, most));
        plans.push(optional(Plan::owe(
            person
                .calendar()
                .on_or_after(month.day(chance.between("day", 9, 24))),
            chance,
            round_figure(person.country, amount),
            Cause::InvestedElsewhere,
            Instrument::Transfer,
            Party::named(PartyKind::Company, broker),
            (Category::InvestmentsSavings, subcategory),
        )));
    };
    let chance = habit.at(month.index());
    if chance.happens("shares", 500) {
        buy(chance.branch("shares"), 120, Subcategory::Equity);
    }
    if chance.happens("options", 120) {
        buy(chance.branch("options"), 50, Subcategory::Derivatives);
    }
}

/// Money that a court orders to be held over a debt; the ledger sees to its release.
fn court_hold(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    let chance = person.chance.branch("court hold").at(month.index());
    if !person.archetype.strained || !chance.happens("held", 25) {
        return;
    }
    let income = person.income_in(month.year, month.month);
    plans.push(optional(Plan::owe(
        person
            .calendar()
            .on_or_after(month.day(chance.between("day", 4, 18))),
        chance,
        share(person.country, income, chance.between("share", 60, 240)),
        Cause::CourtHold,
        Instrument::Internal,
        Party::named(PartyKind::Bank, ""),
        (Category::FeesCharges, Subcategory::BlockedBalances),
    )));
}
