//! The lives of the documented users with little data: four movements a year.

use caudal_model::resources::transaction::{Category, Subcategory};

use super::event::{Cause, Instrument, Party, PartyKind};
use super::plan::{Month, Plan};
use crate::person::{Person, acquaintance};
use crate::price::{Cents, share};

/// The plans of a month: something comes in in March and September and goes out soon after.
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
    if !matches!(month.month, 3 | 9) {
        return;
    }
    let amount: Cents = share(person.country, person.income, 300);
    // Who is in the red stays there: all that comes in goes out again.
    let kept = if person.archetype.strained {
        1000
    } else {
        chance.between("share", 700, 950)
    };
    plans.push(Plan::receive(
        month.day(5),
        chance.branch("in"),
        amount,
        Cause::Friend,
        Instrument::Transfer,
        party(),
        label,
    ));
    plans.push(Plan::owe(
        month.day(17),
        chance.branch("out"),
        share(person.country, amount, kept),
        Cause::Friend,
        Instrument::Transfer,
        party(),
        label,
    ));
}

/// The month in which documented lives begin, which is when the overdrawn one went into the red.
fn beginning() -> jiff::civil::Date {
    caudal_latam::calendar::date(crate::book::WORLD_BEGINS_YEAR, 1, 1)
}
