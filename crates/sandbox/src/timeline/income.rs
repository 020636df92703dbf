//! How money comes in: wages by each country's rules, pensions, applications, clients, family.

use caudal_latam::Country;
use caudal_latam::calendar::shifted;
use caudal_model::resources::transaction::{Category, Subcategory};

use super::event::{Cause, Instrument, Party, PartyKind};
use super::plan::{Month, Plan};
use crate::chance::Chance;
use crate::person::{Person, Remittance, Work, acquaintance};
use crate::price::{Cents, share};

const SALARY: (Category, Subcategory) = (Category::IncomePayments, Subcategory::Salary);
const FREELANCE: (Category, Subcategory) = (Category::IncomePayments, Subcategory::Freelance);
const TRANSFER: (Category, Subcategory) = (Category::Transfers, Subcategory::Other);

/// The plans of a month's income.
pub(super) fn plan(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    let chance = person.chance.branch("income").at(month.index());
    let income = person.income_in(month.year, month.month);
    match person.archetype.work {
        Work::Salaried => salary(person, month, chance, income, plans),
        Work::Retired => pension(person, month, chance, income, plans),
        Work::Gig => gig(person, month, chance, income, plans),
        Work::Informal => informal(person, month, chance, income, plans),
        Work::Freelance => invoices(person, month, chance, income, plans),
        Work::Student => allowance(person, month, chance, income, plans),
        // Business and the quiet have their own plans, everybody else is planned by livelihood.
        _ => {}
    }
}

fn employer(person: &Person) -> Party {
    Party {
        kind: PartyKind::Company,
        name: person.employer.name.clone(),
        document: Some(person.employer.paper.number.clone()),
    }
}

fn salary(person: &Person, month: Month, chance: Chance, income: Cents, plans: &mut Vec<Plan>) {
    let calendar = person.calendar();
    let part = |permille| share(person.country, income, permille);
    let mut pay = |name: &str, day, amount, cause| {
        plans.push(Plan::receive(
            day,
            chance.branch(name),
            amount,
            cause,
            Instrument::Payroll,
            employer(person),
            SALARY,
        ));
    };
    let holiday_month = person.chance.branch("holiday").between("month", 1, 12);
    let on_holiday = i64::from(month.month) == holiday_month;
    match person.country {
        Country::Brazil => {
            let day = calendar.business_day_of_month(month.year, month.month, 5);
            if person.chance.happens("paid in advance", 400) {
                pay("salary", day, part(600), Cause::Salary);
                let twentieth = calendar.on_or_before(month.day(20));
                pay("advance", twentieth, part(400), Cause::SalaryAdvance);
            } else {
                pay("salary", day, income, Cause::Salary);
            }
            match month.month {
                11 => pay(
                    "thirteenth 1",
                    calendar.on_or_before(month.day(30)),
                    part(500),
                    Cause::YearlyBonus,
                ),
                12 => pay(
                    "thirteenth 2",
                    calendar.on_or_before(month.day(20)),
                    part(450),
                    Cause::YearlyBonus,
                ),
                _ => {}
            }
            if on_holiday {
                pay(
                    "holiday",
                    calendar.on_or_before(month.day(25)),
                    part(333),
                    Cause::HolidayBonus,
                );
            }
        }
        Country::Mexico => {
            pay(
                "first half",
                calendar.on_or_before(month.day(15)),
                part(500),
                Cause::Salary,
            );
            pay(
                "second half",
                calendar.on_or_before(month.last()),
                part(500),
                Cause::Salary,
            );
            match month.month {
                12 => pay(
                    "aguinaldo",
                    calendar.on_or_before(month.day(18)),
                    part(500),
                    Cause::YearlyBonus,
                ),
                5 => pay(
                    "ptu",
                    calendar.on_or_before(month.day(29)),
                    part(350),
                    Cause::ProfitShare,
                ),
                _ => {}
            }
            if on_holiday {
                pay(
                    "holiday",
                    calendar.on_or_before(month.day(24)),
                    part(60),
                    Cause::HolidayBonus,
                );
            }
        }
        Country::Colombia => {
            pay(
                "salary",
                calendar.on_or_before(month.day(30)),
                income,
                Cause::Salary,
            );
            match month.month {
                6 => pay(
                    "prima",
                    calendar.on_or_before(month.day(28)),
                    part(500),
                    Cause::YearlyBonus,
                ),
                12 => pay(
                    "prima",
                    calendar.on_or_before(month.day(19)),
                    part(500),
                    Cause::YearlyBonus,
                ),
                _ => {}
            }
        }
        Country::Chile => {
            pay(
                "salary",
                calendar.on_or_before(month.last()),
                income,
                Cause::Salary,
            );
            match month.month {
                9 => pay(
                    "september",
                    calendar.on_or_before(month.day(15)),
                    part(120),
                    Cause::YearlyBonus,
                ),
                12 => pay(
                    "christmas",
                    calendar.on_or_before(month.day(20)),
                    part(120),
                    Cause::YearlyBonus,
                ),
                _ => {}
            }
        }
    }
}

fn pension(person: &Person, month: Month, chance: Chance, income: Cents, plans: &mut Vec<Plan>) {
    let calendar = person.calendar();
    let turn = usize::try_from(person.chance.between("pension day", 1, 5)).unwrap_or(1);
    let day = match person.country {
        Country::Brazil => calendar.business_day_of_month(month.year, month.month, turn),
        Country::Mexico => calendar.on_or_after(month.first()),
        Country::Colombia => calendar.on_or_before(month.day(27)),
        Country::Chile => calendar.on_or_before(month.day(20)),
    };
    let mut pay = |name: &str, day, amount, cause| {
        plans.push(Plan::receive(
            day,
            chance.branch(name),
            amount,
            cause,
            Instrument::Payroll,
            employer(person),
            (Category::IncomePayments, Subcategory::Retirement),
        ));
    };
    pay("pension", day, income, Cause::Pension);
    let half = share(person.country, income, 500);
    let extra = match (person.country, month.month) {
        (Country::Brazil, 5 | 6) | (Country::Colombia, 6 | 11) => Some(half),
        (Country::Mexico, 11) => Some(income),
        _ => None,
    };
    if let Some(extra) = extra {
        pay(
            "extra",
            calendar.on_or_after(shifted(day, 1)),
            extra,
            Cause::YearlyBonus,
        );
    }
}

fn gig(person: &Person, month: Month, chance: Chance, income: Cents, plans: &mut Vec<Plan>) {
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

fn informal(person: &Person, month: Month, chance: Chance, income: Cents, plans: &mut Vec<Plan>) {
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

fn invoices(person: &Person, month: Month, chance: Chance, income: Cents, plans: &mut Vec<Plan>) {
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

fn allowance(person: &Person, month: Month, chance: Chance, income: Cents, plans: &mut Vec<Plan>) {
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
