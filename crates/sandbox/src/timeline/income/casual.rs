//! Money that comes without a payroll: from applications, clients, customers, family.

use caudal_latam::Country;
use caudal_model::resources::transaction::{Category, Subcategory};

use super::super::event::{Cause, Instrument, Party, PartyKind};
use super::super::plan::{Month, Plan};
use crate::chance::Chance;
use crate::person::{Person, Remittance, acquaintance};
use crate::price::{Cents, share};

const FREELANCE: (Category, Subcategory) = (Category::IncomePayments, Subcategory::Freelance);
const TRANSFER: (Category, Subcategory) = (Category::Transfers, Subcategory::Other);

/// Platforms that pay out every few days.
pub(super) fn gig(
    person: &Person,
    month: Month,
    chance: Chance,
    income: Cents,
    plans: &mut Vec<Plan>,
) {
    let platforms = match person.country {
        Country::Brazil => ["Uber do Brasil Tecnologia", "99 Tecnologia"],
        Country::Mexico => ["Uber Mexico Technology", "DiDi Mobility Mexico"],
        Country::Colombia => ["Uber Colombia SAS", "Rappi SAS"],
        Country::Chile => ["Uber Chile SpA", "Cabify Chile SpA"],
    };
    for turn in 0..9 {
        let one = chance.at(turn);
        if one.happens("day off", 80) {
            continue;
        }
        let name = platforms
            .iter()
            .cycle()
            .nth(usize::try_from(turn).unwrap_or(0) % 2);
        let day = month.day(turn * 3 + one.between("day", 1, 3));
        plans.push(Plan::receive(
            day,
            one,
            share(person.country, income, one.around("share", 60, 175)),
            Cause::GigPayout,
            Instrument::Transfer,
            Party::named(PartyKind::Company, name.copied().unwrap_or_default()),
            FREELANCE,
        ));
    }
}

/// Cash and small transfers; for some, money from relatives abroad.
pub(super) fn informal(
    person: &Person,
    month: Month,
    chance: Chance,
    income: Cents,
    plans: &mut Vec<Plan>,
) {
    let abroad = person.archetype.remittance == Remittance::Received;
    if abroad {
        plans.push(Plan::receive(
            person
                .calendar()
                .on_or_after(month.day(chance.between("day", 2, 9))),
            chance.branch("remittance"),
            share(
                person.country,
                income,
                chance.around("remittance", 550, 850),
            ),
            Cause::Remittance,
            Instrument::Transfer,
            Party::named(PartyKind::Company, "Remitly"),
            TRANSFER,
        ));
    }
    let count = if abroad {
        3
    } else {
        chance.between("count", 6, 12)
    };
    for turn in 0..count {
        let one = chance.at(turn);
        let day = month.day(one.between("day", 1, 31));
        let amount = share(person.country, income, one.around("share", 40, 170));
        let (cause, instrument, party, label) = if one.happens("cash", 450) {
            let bank = Party::named(PartyKind::Bank, "");
            (
                Cause::CashDeposit,
                Instrument::Cash,
                bank,
                (Category::Deposits, Subcategory::Other),
            )
        } else {
            let name = acquaintance(one, person.country);
            let friend = Party::named(PartyKind::Person, &name);
            (Cause::Friend, Instrument::Transfer, friend, TRANSFER)
        };
        plans.push(Plan::receive(
            day, one, amount, cause, instrument, party, label,
        ));
    }
}

/// Clients who pay invoices of changing size.
pub(super) fn invoices(
    person: &Person,
    month: Month,
    chance: Chance,
    income: Cents,
    plans: &mut Vec<Plan>,
) {
    if chance.happens("dry month", 90) {
        return;
    }
    let count = chance.between("count", 1, 4);
    for turn in 0..count {
        let one = chance.at(turn);
        let clients = person
            .chance
            .branch("client")
            .at(one.between("client", 0, 4));
        let client = crate::person::Company::draw(clients, person.country, None);
        let amount = share(person.country, income, one.around("share", 600, 1500)) / count;
        plans.push(Plan::receive(
            person
                .calendar()
                .on_or_after(month.day(one.between("day", 1, 28))),
            one,
            crate::price::payable(person.country, amount),
            Cause::Invoice,
            Instrument::Transfer,
            Party {
                kind: PartyKind::Company,
                name: client.name,
                document: Some(client.paper.number),
            },
            FREELANCE,
        ));
    }
}

/// An allowance from home, and odd jobs.
pub(super) fn allowance(
    person: &Person,
    month: Month,
    chance: Chance,
    income: Cents,
    plans: &mut Vec<Plan>,
) {
    plans.push(Plan::receive(
        month.day(chance.between("day", 1, 6)),
        chance.branch("allowance"),
        share(person.country, income, 650),
        Cause::Allowance,
        Instrument::Transfer,
        Party::named(PartyKind::Person, &person.mother),
        TRANSFER,
    ));
    for turn in 0..chance.between("jobs", 0, 4) {
        let one = chance.at(turn);
        plans.push(Plan::receive(
            month.day(one.between("day", 4, 28)),
            one,
            share(person.country, income, one.around("share", 60, 260)),
            Cause::Friend,
            Instrument::Transfer,
            Party::named(PartyKind::Person, &acquaintance(one, person.country)),
            FREELANCE,
        ));
    }
}
