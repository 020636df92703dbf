//! Income tax returns in Colombia: of companies read off their books, of people read off payslips, fees
//! and what their banks hold.

mod company;
mod person;

use caudal_latam::Country;
use caudal_latam::colombia::{Cedula, Nit};
use caudal_model::resources::tax_declaration::{
    DeclarationForm, DeclaringDocument, DeclaringTaxpayer, ReportingSeat, TaxDeclaration,
};

use super::{Life, Request};
use crate::chance::Chance;
use crate::company::{Profile, Trade};
use crate::person::{Person, Work};

/// Who takes declarations in.
const OFFICE: &str = "Dirección de Impuestos y Aduanas Nacionales";
/// Years that are shown when nothing is said about them.
const YEARS_SHOWN: i16 = 5;

/// The declarations that were handed in by now, oldest first.
pub(super) fn tax_declarations(life: &Life<'_>, request: Request<'_>) -> Vec<TaxDeclaration> {
    if life.person.country != Country::Colombia {
        return Vec::new();
    }
    let this = life.now.year();
    let (from, to) = match request.extent.period {
        Some((from, to)) => (from.0.year(), to.0.year()),
        None => (this - YEARS_SHOWN, this),
    };
    let years = from.max(this - HISTORY_YEARS)..=to.min(this);
    if life.person.company.is_some() {
        return company::declarations(life, request, years);
    }
    person::declarations(life, request, years)
}

/// Years that the tax office keeps declarations for.
const HISTORY_YEARS: i16 = 10;

/// The sheet of a form that was filled in for a year.
fn sheet(chance: Chance, (kind, name): (&str, &str), year: i16) -> DeclarationForm {
    let number = chance.branch(kind).below("number", 10_000_000_000);
    DeclarationForm {
        name: name.to_owned(),
        kind: kind.to_owned(),
        form_number: format!("{kind}{number:010}"),
        year,
    }
}

/// Who declares; the tax number of a person is that of the citizen's card, with a check digit.
fn taxpayer(person: &Person) -> DeclaringTaxpayer {
    let own = |text: &str| {
        let told = person.company.is_none() && !text.is_empty();
        told.then(|| text.to_owned())
    };
    let (first, others) = person.given.split_once(' ').unwrap_or((&person.given, ""));
    DeclaringTaxpayer {
        first_last_name: own(&person.paternal),
        second_last_name: own(&person.maternal),
        first_name: own(first),
        other_names: own(others),
        company_name: person.company.as_ref().map(|company| company.name.clone()),
        main_economic_activity: Some(activity(person).to_owned()),
        document_id: DeclaringDocument {
            document_type: "NIT".to_owned(),
            document_number: tax_number(person),
        },
        reporting_id: ReportingSeat {
            reporting_type: "sectional_address_code".to_owned(),
            reporting_value: seat(person).to_owned(),
        },
    }
}

fn tax_number(person: &Person) -> String {
    let number = &person.holder_paper().number;
    let card = number
        .parse::<Cedula>()
        .ok()
        .filter(|_| person.company.is_none());
    card.map_or_else(
        || number.clone(),
        |card| Nit::of_person(card.number()).to_string(),
    )
}

/// The tax office's code of an activity, or of the lack of one.
fn activity(person: &Person) -> &'static str {
    if person.company.is_some() {
        return match Profile::of(person).trade {
            Trade::Shop => "4711",
            Trade::Workshop => "2511",
            Trade::Services => "7020",
            Trade::Export => "4690",
            Trade::StartUp => "6201",
        };
    }
    match person.archetype.work {
        Work::Salaried => "0010",
        Work::Retired => "0020",
        Work::Gig => "5320",
        Work::Freelance | Work::Business => "7490",
        _ => "0081",
    }
}

/// The code of the regional seat in the person's city.
fn seat(person: &Person) -> &'static str {
    match person.place.city {
        "Medellín" => "11",
        "Cali" => "05",
        "Barranquilla" => "02",
        "Bucaramanga" => "04",
        "Manizales" => "10",
        _ => "32",
    }
}
