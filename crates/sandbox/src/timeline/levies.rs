//! What the state takes in its season, and now and then gives back: property, vehicles, fees, income.

use caudal_latam::Country;
use caudal_model::resources::transaction::{Category, Subcategory};
use jiff::civil::Date;

use super::event::{Cause, Instrument, Party, PartyKind};
use super::home::lower_income;
use super::plan::{Month, Plan};
use crate::career::Career;
use crate::chance::Chance;
use crate::person::{Person, Work};
use crate::price::{Cents, payable, share};
use crate::taxpayer::{ColombianYear, filed_on, refunded_on};

/// A tax of the year: who collects it, in which months, and how much of a month's income it takes.
struct Levy {
    office: &'static str,
    months: &'static [i8],
    permille: i64,
    subcategory: Subcategory,
}

/// The day of a month from which its taxes are due.
const LEVY_DAY: i64 = 12;
/// How many of a thousand months bring a fee for a paper.
const PAPER_PERMILLE: u32 = 35;
/// How many of a thousand people on a payroll get tax back.
const REFUNDED_PERMILLE: u32 = 350;

/// The plans of a month's taxes.
pub(super) fn plan(person: &Person, career: &Career, month: Month, plans: &mut Vec<Plan>) {
    let chance = person.chance.branch("taxes");
    if person.owns_home() {
        levy(person, month, &property(person.country), chance, plans);
    }
    if person.has_car() {
        let chance = chance.branch("vehicle");
        levy(person, month, &vehicle(person.country), chance, plans);
    }
    papers(person, month, chance.branch("papers"), plans);
    if person.country == Country::Colombia {
        colombian_income(person, career, month, plans);
        return;
    }
    income(person, month, chance.branch("income"), plans);
    refund(person, month, chance.branch("refund"), plans);
}

/// The instalment of the tax on somebody's own home that is due in a month: its day and amount.
pub(crate) fn property_tax(person: &Person, month: Month) -> Option<(Date, Cents)> {
    let levy = property(person.country);
    let amount = instalment(person, month, &levy).filter(|_| person.owns_home())?;
    Some((due(person, month, LEVY_DAY), amount))
}

fn levy(person: &Person, month: Month, levy: &Levy, chance: Chance, plans: &mut Vec<Plan>) {
    if let Some(amount) = instalment(person, month, levy) {
        plans.push(owed(person, month, LEVY_DAY, chance, amount, levy));
    }
}

/// What is to be paid of a tax in a month, in the months in which it is.
fn instalment(person: &Person, month: Month, levy: &Levy) -> Option<Cents> {
    if !levy.months.contains(&month.month) {
        return None;
    }
    let yearly = share(person.country, lower_income(person, month), levy.permille);
    let parts = i64::try_from(levy.months.len()).unwrap_or(1);
    Some(payable(person.country, yearly / parts))
}

fn due(person: &Person, month: Month, day: i64) -> Date {
    person.calendar().on_or_after(month.day(day))
}

fn owed(
    person: &Person,
    month: Month,
    day: i64,
    chance: Chance,
    amount: Cents,
    levy: &Levy,
) -> Plan {
    Plan::owe(
        due(person, month, day),
        chance.at(month.index()),
        amount,
        Cause::Tax,
        Instrument::Bill,
        Party::named(PartyKind::Company, levy.office),
        (Category::Taxes, levy.subcategory),
    )
}

fn property(country: Country) -> Levy {
    let (office, months): (&str, &[i8]) = match country {
        Country::Brazil => ("Prefeitura Municipal IPTU", &[2, 3, 4, 5, 6]),
        Country::Mexico => ("Tesorería Predial", &[1]),
        Country::Colombia => ("Secretaría de Hacienda Predial", &[4]),
        Country::Chile => ("Tesorería General Contribuciones", &[4, 6, 9, 11]),
    };
    Levy {
        office,
        months,
        permille: 300,
        subcategory: Subcategory::RealEstateTaxFees,
    }
}

fn vehicle(country: Country) -> Levy {
    let (office, months): (&str, &[i8]) = match country {
        Country::Brazil => ("Secretaria da Fazenda IPVA", &[1, 2, 3]),
        Country::Mexico => ("Secretaría de Finanzas Tenencia", &[3]),
        Country::Colombia => ("Secretaría de Hacienda Vehículos", &[6]),
        Country::Chile => ("Municipalidad Permiso de Circulación", &[3, 8]),
    };
    Levy {
        office,
        months,
        permille: 220,
        subcategory: Subcategory::AutoTaxFees,
    }
}

/// What the year's return of a person in Colombia leaves to pay, or brings back.
fn colombian_income(person: &Person, career: &Career, month: Month, plans: &mut Vec<Plan>) {
    let year = month.year - 1;
    let chance = person.chance.branch("form 210").at(i64::from(year));
    let (filed, refunded) = (filed_on(person, year), refunded_on(person, year));
    if ![filed, refunded].map(Month::of).contains(&month) {
        return;
    }
    let Some(declared) = ColombianYear::of(person, career, year) else {
        return;
    };
    let office = |name| Party::named(PartyKind::Company, name);
    if declared.payable() > 0 && Month::of(filed) == month {
        plans.push(Plan::owe(
            filed,
            chance.branch("payment"),
            declared.payable(),
            Cause::Tax,
            Instrument::Bill,
            office("DIAN Renta"),
            (Category::Taxes, Subcategory::IncomeTax),
        ));
    }
    if declared.refundable() > 0 && Month::of(refunded) == month {
        plans.push(Plan::receive(
            refunded,
            chance.branch("refund"),
            declared.refundable(),
            Cause::TaxRefund,
            Instrument::Payroll,
            office("DIAN Devolución"),
            (Category::Taxes, Subcategory::TaxReturn),
        ));
    }
}

/// Income tax of those who have no employer to withhold it. Mexico's is monthly and belongs to the
/// books of whoever issues invoices; Colombia's follows from the year's return.
fn income(person: &Person, month: Month, chance: Chance, plans: &mut Vec<Plan>) {
    if !matches!(person.archetype.work, Work::Freelance | Work::Landlord) {
        return;
    }
    let (office, months, permille): (&str, &[i8], i64) = match person.country {
        Country::Brazil => (
            "Receita Federal DARF",
            &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
            840,
        ),
        Country::Chile => ("Tesorería General Renta", &[4], 600),
        Country::Mexico | Country::Colombia => return,
    };
    let tax = Levy {
        office,
        months,
        permille,
        subcategory: Subcategory::IncomeTax,
    };
    levy(person, month, &tax, chance, plans);
}

/// A passport, a licence, a certificate.
fn papers(person: &Person, month: Month, chance: Chance, plans: &mut Vec<Plan>) {
    let one = chance.at(month.index());
    if !one.happens("paper", PAPER_PERMILLE) {
        return;
    }
    let office = match person.country {
        Country::Brazil => "GRU Polícia Federal",
        Country::Mexico => "Secretaría de Relaciones Exteriores",
        Country::Colombia => "Registraduría Nacional",
        Country::Chile => "Registro Civil e Identificación",
    };
    let fee = Levy {
        office,
        months: &[],
        permille: 0,
        subcategory: Subcategory::GovernmentFees,
    };
    let amount = person.price(one.between("fee", 45_00, 260_00), month.year);
    let day = one.between("day", 3, 26);
    plans.push(owed(person, month, day, chance, amount, &fee));
}

/// Tax withheld from wages that comes back after the year's return. Mexico's and Colombia's follow from
/// the return itself.
fn refund(person: &Person, month: Month, chance: Chance, plans: &mut Vec<Plan>) {
    let (office, when) = match person.country {
        Country::Brazil => ("Receita Federal Restituição", chance.between("month", 5, 9)),
        Country::Chile => ("Tesorería General Devolución", 5),
        Country::Mexico | Country::Colombia => return,
    };
    let one = chance.at(month.index());
    let earns = person.archetype.work == Work::Salaried && chance.happens("files", 700);
    if !earns || when != i64::from(month.month) || !one.happens("refunded", REFUNDED_PERMILLE) {
        return;
    }
    let amount = share(
        person.country,
        lower_income(person, month),
        one.between("share", 80, 320),
    );
    plans.push(Plan::receive(
        person.calendar().on_or_before(month.last()),
        one,
        amount,
        Cause::TaxRefund,
        Instrument::Payroll,
        Party::named(PartyKind::Company, office),
        (Category::Taxes, Subcategory::TaxReturn),
    ));
}
