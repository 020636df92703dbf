//! The lives of the documented users with little data: four movements a year.

use caudal_model::resources::transaction::{Category, Subcategory};

use super::event::{Cause, Instrument, Party, PartyKind};
use super::plan::{Month, Plan, Spending, Step};
use super::shopping;
use crate::chance::Chance;
use crate::merchant::{category, merchant};
use crate::person::{Person, acquaintance};
use crate::price::{Cents, share};

/// The plans of a month: money comes in in March, and something is bought with the
/// card in September; who is in the red has no card, and passes on what comes in twice a year.
pub(super) fn plan(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    let chance = person.chance.branch("quiet").at(month.index());
    let friend = acquaintance(person.chance.branch("friend"), person.country);
    let party = || Party::named(PartyKind::Person, &friend);
    let label = (Category::Transfers, Subcategory::Other);
    if person.archetype.strained && month == Month::of(beginning()) {
        plans.push(Plan::owe(
            month.day(15),
            chance.branch("debt"),
            share(person.country, person.income, 1400),
            Cause::Friend,
            Instrument::Transfer,
            party(),
            label,
        ));
    }
    let amount: Cents = share(person.country, person.income, 300);
    let comes_in = || {
        Plan::receive(
            month.day(5),
            chance.branch("in"),
            amount,
            Cause::Friend,
            Instrument::Transfer,
            party(),
            label,
        )
    };
    match month.month {
        3 if !person.archetype.strained => plans.push(comes_in()),
        // Bought in September, paid with the bill in October: a movement on each of the two books.
        9 if !person.archetype.strained => plans.push(purchase(person, month, chance)),
        // Who is in the red stays there: all that comes in goes out again.
        3 | 9 => {
            plans.push(comes_in());
            plans.push(Plan::owe(
                month.day(17),
                chance.branch("out"),
                amount,
                Cause::Friend,
                Instrument::Transfer,
                party(),
                label,
            ));
        }
        _ => {}
    }
}

/// Something bought with the card.
fn purchase(person: &Person, month: Month, chance: Chance) -> Plan {
    let subcategory = Subcategory::DepartmentStore;
    let shop = Party::merchant(merchant(person.country, subcategory, chance));
    let deed = shopping::deed(
        Cause::Purchase,
        shop,
        category(subcategory),
        subcategory,
        5311,
    );
    let spending = Spending {
        amount: share(
            person.country,
            person.income,
            chance.between("price", 60, 200),
        ),
        deed,
        obligatory: false,
        on_card: true,
        instalments: 1,
        account: 0,
    };
    Plan::new(month.day(17), (10, 18), chance, Step::Spend(spending))
}

/// The month in which documented lives begin, which is when the overdrawn one went into the red.
fn beginning() -> jiff::civil::Date {
    caudal_latam::calendar::date(crate::book::WORLD_BEGINS_YEAR, 1, 1)
}
