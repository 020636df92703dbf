//! What a household owes every month: rent, utilities, subscriptions, insurance.

use caudal_latam::Country;
use caudal_model::resources::transaction::{Category, Subcategory};

use super::event::{Cause, Instrument, Party, PartyKind};
use super::plan::{Month, Plan, Spending, Step};
use super::shopping;
use crate::merchant::{Outlet, category, merchant, provider};
use crate::person::{Person, acquaintance};
use crate::price::{Cents, share};

/// The plans of a month's obligations.
pub(super) fn plan(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    rent(person, month, plans);
    utilities(person, month, plans);
    subscriptions(person, month, plans);
    insurance(person, month, plans);
    bank_fee(person, month, plans);
}

/// Income of a month, as it is counted for what is agreed for a year: the lower of two Decembers'.
pub(super) fn lower_income(person: &Person, month: Month) -> Cents {
    person
        .income_in(month.year, 12)
        .min(person.income_in(month.year - 1, 12))
}

fn rent(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    let habit = person.chance.branch("home");
    if !habit.happens("rents", person.archetype.rents) || person.archetype.lives_with_parents() {
        return;
    }
    let chance = habit.at(month.index());
    let landlord = acquaintance(habit.branch("landlord"), person.country);
    let amount = share(
        person.country,
        lower_income(person, month),
        habit.between("rent", 190, 270),
    );
    let day = month.day(habit.between("rent day", 5, 10));
    plans.push(Plan::owe(
        person.calendar().on_or_after(day),
        chance.branch("rent"),
        amount,
        Cause::Rent,
        if person.country == Country::Brazil {
            Instrument::Bill
        } else {
            Instrument::Transfer
        },
        Party::named(PartyKind::Person, &landlord),
        (Category::BillsUtilities, Subcategory::Rent),
    ));
}

/// Warm months cost more electricity where it is hot in summer, cold ones where it is cold in winter.
fn season_permille(country: Country, month: i8) -> i64 {
    match (country, month) {
        (Country::Brazil, 12 | 1..=3) | (Country::Mexico, 5..=8) => 1350,
        (Country::Chile, 6..=8) => 1450,
        _ => 1000,
    }
}

fn utilities(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    if person.archetype.lives_with_parents() {
        return;
    }
    let habit = person.chance.branch("utilities");
    let bills: [(Subcategory, (i64, i64), i64); 4] = [
        (
            Subcategory::ElectricityEnergy,
            (90_00, 240_00),
            season_permille(person.country, month.month),
        ),
        (Subcategory::Water, (50_00, 110_00), 1000),
        (Subcategory::Telecommunications, (80_00, 140_00), 1000),
        (Subcategory::Telecommunications, (45_00, 80_00), 1000),
    ];
    for (turn, (subcategory, (low, high), season)) in (0..).zip(bills) {
        // Electricity and water come every second month in Mexico.
        let bimonthly = person.country == Country::Mexico && turn < 2;
        if bimonthly && month.index() % 2 != 0 {
            continue;
        }
        let bill = habit.at(turn);
        let chance = bill.at(month.index());
        let steady = subcategory == Subcategory::Telecommunications;
        let source = if steady {
            bill.at(i64::from(month.year))
        } else {
            chance
        };
        let centavos = bill.between("level", low, high) * source.around("use", 850, 1150) / 1000;
        let amount = person.price(centavos * season / 1000, month.year);
        let collected = bill.happens("direct debit", 450);
        plans.push(Plan::owe(
            person
                .calendar()
                .on_or_after(month.day(bill.between("day", 6, 24))),
            chance,
            amount,
            Cause::Utility,
            if collected {
                Instrument::DirectDebit
            } else {
                Instrument::Bill
            },
            Party::merchant(provider(person.country, person.place, subcategory, bill)),
            (Category::BillsUtilities, subcategory),
        ));
    }
}

fn subscriptions(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    let habit = person.chance.branch("subscriptions");
    let offers: [(Subcategory, u32, (i64, i64), u32); 4] = [
        (Subcategory::MovieAudio, 4899, (20_90, 55_90), 800),
        (Subcategory::MovieAudio, 5815, (19_90, 34_90), 550),
        (
            Subcategory::AppsSoftwareCloudServices,
            5734,
            (9_90, 49_90),
            400,
        ),
        (Subcategory::GymsFitness, 7997, (89_90, 149_90), 350),
    ];
    for (turn, (subcategory, mcc, (low, high), permille)) in (0..).zip(offers) {
        let subscription = habit.at(turn);
        let taken = u32::try_from(person.archetype.appetite).unwrap_or(1000) * permille / 1000;
        if !subscription.happens("taken", taken) {
            continue;
        }
        // Each raises its price once a year, in a month of its own.
        let raised = i64::from(month.month) >= subscription.between("raise", 2, 11);
        let year = if raised { month.year } else { month.year - 1 };
        let amount = person.price(subscription.between("price", low, high), year);
        let party = Party::merchant(merchant(person.country, subcategory, subscription));
        let mut deed = shopping::deed(
            Cause::Subscription,
            party,
            category(subcategory),
            subcategory,
            mcc,
        );
        if subcategory != Subcategory::GymsFitness {
            deed.label.outlet = Outlet::Online;
        }
        let spending = Spending {
            amount,
            deed,
            obligatory: false,
            on_card: true,
            instalments: 1,
            account: 0,
        };
        let day = month.day(subscription.between("day", 1, 28));
        let chance = subscription.at(month.index());
        plans.push(Plan::new(day, (2, 9), chance, Step::Spend(spending)));
    }
}

fn insurance(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    let habit = person.chance.branch("insurance");
    let mut add = |name: &str, day: i64, amount, subcategory: Subcategory| {
        let kind = habit.branch(name);
        plans.push(Plan::owe(
            person.calendar().on_or_after(month.day(day)),
            kind.at(month.index()),
            amount,
            Cause::Insurance,
            Instrument::DirectDebit,
            Party::merchant(merchant(person.country, subcategory, kind)),
            (category(subcategory), subcategory),
        ));
    };
    let income = lower_income(person, month);
    if income > person.price(5_000_00, month.year) && habit.happens("health", 600) {
        add(
            "health",
            10,
            share(person.country, income, 45),
            Subcategory::HealthLifeInsurance,
        );
    }
    if person.has_car() && habit.happens("car", 500) {
        let amount = person.price(habit.between("premium", 140_00, 290_00), month.year);
        add("car", 15, amount, Subcategory::AutoInsurance);
    }
    if person.owns_home() && habit.happens("house", 450) {
        let amount = person.price(habit.between("house premium", 35_00, 110_00), month.year);
        add("house", 19, amount, Subcategory::HomeInsurance);
    }
}

fn bank_fee(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    let habit = person.chance.branch("bank fee");
    if !habit.happens("charged", 450) {
        return;
    }
    plans.push(Plan::owe(
        person.calendar().on_or_after(month.day(3)),
        habit.at(month.index()),
        person.price(habit.between("fee", 9_90, 34_90), month.year),
        Cause::BankFee,
        Instrument::Internal,
        Party::named(PartyKind::Bank, ""),
        (Category::FeesCharges, Subcategory::BankFees),
    ));
}
