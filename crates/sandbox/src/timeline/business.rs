//! A company's month: customers, suppliers, wages, rent and taxes.

use caudal_latam::Country;
use caudal_model::resources::transaction::{Category, Subcategory};

use super::event::{Cause, Instrument, Party, PartyKind};
use super::plan::{Month, Plan};
use crate::merchant::merchant;
use crate::person::{Company, Customers, Person, Season, acquaintance};
use crate::price::{Cents, payable, share};

/// A monthly cost: its name, day, thousandths of the turnover, cause, receiver and label.
type Cost<'a> = (&'a str, i64, i64, Cause, Party, (Category, Subcategory));

/// Companies abroad that buy from companies here; all of them are invented.
const FOREIGN_CUSTOMERS: &[&str] = &[
    "Blue Harbor Trading LLC",
    "Maple Ridge Foods Inc",
    "Nordlicht Handel GmbH",
    "Oranje Delta BV",
    "Silver Quay Imports Ltd",
];

/// The plans of a company's month.
pub(super) fn plan(person: &Person, month: Month, plans: &mut Vec<Plan>) {
    let turnover = person.income_in(month.year, month.month);
    sales(person, month, turnover, plans);
    funding(person, month, turnover, plans);
    suppliers(person, month, turnover, plans);
    wages(person, month, turnover, plans);
    costs(person, month, turnover, plans);
}

fn party(company: Company) -> Party {
    Party {
        kind: PartyKind::Company,
        name: company.name,
        document: Some(company.paper.number),
    }
}

fn sales(person: &Person, month: Month, turnover: Cents, plans: &mut Vec<Plan>) {
    let chance = person.chance.branch("sales").at(month.index());
    let venture = &person.archetype.venture;
    let (low, high) = venture.sales;
    let count = chance.between("count", low, high);
    let season = chance.around("season", 850, 1150) * season_permille(person, month) / 1000;
    for turn in 0..count {
        let one = chance.at(turn);
        let from = match venture.customers {
            Customers::People => {
                Party::named(PartyKind::Person, &acquaintance(one, person.country))
            }
            Customers::Companies => {
                let customer = person
                    .chance
                    .branch("customer")
                    .at(one.between("customer", 1, 11));
                party(Company::draw(customer, person.country, None))
            }
            Customers::Abroad => {
                Party::named(PartyKind::Company, one.pick("customer", FOREIGN_CUSTOMERS))
            }
        };
        let amount = share(person.country, turnover, one.around("share", 500, 1500)) / count;
        plans.push(Plan::receive(
            person
                .calendar()
                .on_or_after(month.day(one.between("day", 1, 28))),
            one,
            payable(person.country, amount * season / 1000),
            Cause::Sale,
            Instrument::Transfer,
            from,
            (Category::IncomePayments, Subcategory::Freelance),
        ));
    }
}

/// How much of an ordinary month's sales a month brings.
fn season_permille(person: &Person, month: Month) -> i64 {
    match (person.archetype.venture.season, month.month) {
        (Season::Christmas, 11) => 1700,
        (Season::Christmas, 12) => 1900,
        (Season::Christmas, _) => 840,
        (Season::Holidays, 1 | 2 | 7 | 12) => 1600,
        (Season::Holidays, _) => 700,
        (Season::Harvest, 2..=4) => 2500,
        (Season::Harvest, _) => 500,
        (Season::Projects, _) => {
            let stage = person.chance.between("stage", 0, 2);
            if (month.index() + stage) % 3 == 0 {
                2600
            } else {
                200
            }
        }
        (Season::Even, _) => 1000,
    }
}

/// What investors pay in, twice a year, where a company spends more than it earns.
fn funding(person: &Person, month: Month, turnover: Cents, plans: &mut Vec<Plan>) {
    let round = person.chance.branch("funding");
    let permille = person.archetype.venture.funding * 6;
    if permille == 0 || (month.index() + round.between("month", 0, 5)) % 6 != 0 {
        return;
    }
    let investor = Company::draw(round.branch("investor"), person.country, None);
    plans.push(Plan::receive(
        person
            .calendar()
            .on_or_after(month.day(round.between("day", 2, 6))),
        round.at(month.index()),
        share(person.country, turnover, permille),
        Cause::Funding,
        Instrument::Transfer,
        party(investor),
        (Category::Transfers, Subcategory::Other),
    ));
}

fn suppliers(person: &Person, month: Month, turnover: Cents, plans: &mut Vec<Plan>) {
    let chance = person.chance.branch("suppliers").at(month.index());
    let count = 8;
    for turn in 0..count {
        let one = chance.at(turn);
        let supplier = person
            .chance
            .branch("supplier")
            .at(one.between("supplier", 1, 6));
        let level = person.archetype.venture.supplies * one.around("share", 667, 1333) / 1000;
        let amount = share(person.country, turnover, level) / count;
        plans.push(Plan::owe(
            person
                .calendar()
                .on_or_after(month.day(one.between("day", 3, 28))),
            one,
            payable(person.country, amount),
            Cause::Supplier,
            if one.happens("bill", 500) {
                Instrument::Bill
            } else {
                Instrument::Transfer
            },
            party(Company::draw(supplier, person.country, None)),
            (Category::Transfers, Subcategory::Other),
        ));
    }
}

fn wages(person: &Person, month: Month, turnover: Cents, plans: &mut Vec<Plan>) {
    let staff = person.chance.branch("staff");
    let count = person.archetype.venture.staff;
    let calendar = person.calendar();
    let day = match person.country {
        Country::Brazil => calendar.business_day_of_month(month.year, month.month, 5),
        _ => calendar.on_or_before(month.day(29)),
    };
    for turn in 0..count {
        let employee = staff.at(turn);
        let level = person.archetype.venture.wages * employee.between("share", 760, 1240) / 1000;
        let amount = share(person.country, turnover, level) / count.max(1);
        plans.push(Plan::owe(
            day,
            employee.at(month.index()),
            payable(person.country, amount),
            Cause::Payroll,
            Instrument::Payroll,
            Party::named(PartyKind::Person, &acquaintance(employee, person.country)),
            (Category::Transfers, Subcategory::Other),
        ));
    }
}

fn costs(person: &Person, month: Month, turnover: Cents, plans: &mut Vec<Plan>) {
    let habit = person.chance.branch("costs");
    let office = match person.country {
        Country::Brazil => "Receita Federal DAS",
        Country::Mexico => "SAT Servicio de Administración Tributaria",
        Country::Colombia => "DIAN",
        Country::Chile => "Tesorería General de la República",
    };
    let shop = |subcategory, name: &str| {
        Party::merchant(merchant(person.country, subcategory, habit.branch(name)))
    };
    let landlord = acquaintance(habit.branch("landlord"), person.country);
    let due: [Cost<'_>; 5] = [
        (
            "rent",
            6,
            person.archetype.venture.rent,
            Cause::Rent,
            Party::named(PartyKind::Person, &landlord),
            (Category::BillsUtilities, Subcategory::Rent),
        ),
        (
            "power",
            14,
            20,
            Cause::Utility,
            shop(Subcategory::ElectricityEnergy, "power"),
            (Category::BillsUtilities, Subcategory::ElectricityEnergy),
        ),
        (
            "telephone",
            12,
            5,
            Cause::Utility,
            shop(Subcategory::Telecommunications, "telephone"),
            (Category::BillsUtilities, Subcategory::Telecommunications),
        ),
        (
            "accountant",
            10,
            12,
            Cause::Supplier,
            shop(Subcategory::ProfessionalServices, "accountant"),
            (Category::HomeLife, Subcategory::ProfessionalServices),
        ),
        (
            "tax",
            20,
            75,
            Cause::Tax,
            Party::named(PartyKind::Company, office),
            (Category::Taxes, Subcategory::IncomeTax),
        ),
    ];
    for (name, day, permille, cause, party, label) in due {
        let chance = habit.branch(name).at(month.index());
        let amount = share(
            person.country,
            turnover,
            permille * chance.around("level", 900, 1100) / 1000,
        );
        plans.push(Plan::owe(
            person.calendar().on_or_after(month.day(day)),
            chance,
            amount,
            cause,
            Instrument::Bill,
            party,
            label,
        ));
    }
}
