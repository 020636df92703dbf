//! Who the persona is: username, archetype, birth and papers.

use caudal_latam::calendar::date;
use caudal_latam::mexico::Sex;
use caudal_model::body::shortened;
use caudal_model::{Date, Values};

use super::Problems;
use crate::person::{Archetype, archetype_named, archetypes, born, document};
use crate::persona::{Firm, Persona};
use crate::visit::is_documented;

/// Whose number a document must be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holder {
    Person,
    Company,
    Either,
}

/// The years in which somebody who holds an account may be born: registers write them in two digits.
const BIRTH_YEARS: (i16, i16) = (1916, 2007);

pub(super) fn read(values: &Values, problems: &mut Problems) -> Persona {
    let mut persona = Persona::unsaid(values);
    username(&persona, problems);
    let archetype = archetype(&persona, problems);
    persona.business = values
        .object("business")
        .map(|business| firm("business", business, Holder::Company, problems));
    persona.employer = values
        .object("employer")
        .map(|employer| firm("employer", employer, Holder::Either, problems));
    let has_business = persona.business.is_some();
    persona.is_company = has_business || archetype.is_some_and(Archetype::is_company);
    if has_business && archetype.is_some_and(|found| !found.is_company()) {
        problems.add(
            "archetype",
            "This kind of person has no company: leave out `business`.",
        );
    }
    if let Some(given) = values.text("document_number") {
        persona.document = number("document_number", given, Holder::Person, problems);
    }
    birth(&mut persona, problems);
    persona
}

fn username(persona: &Persona, problems: &mut Problems) {
    let username = persona.username();
    if is_documented(username) {
        problems.add(
            "username",
            "This name belongs to a documented user of the sandbox.",
        );
    }
    if archetype_named(username).is_some() {
        problems.add(
            "username",
            "This name leads to a kind of inhabitant: say it under `archetype`.",
        );
    }
    if document(problems.country, username).is_some() {
        problems.add(
            "username",
            "This is the number of a document: say it under `document_number`.",
        );
    }
}

fn archetype(persona: &Persona, problems: &mut Problems) -> Option<&'static Archetype> {
    let name = persona.archetype.as_deref()?;
    let found = archetypes().find(|archetype| archetype.name == name);
    if found.is_none() {
        let names: Vec<&str> = archetypes().map(|archetype| archetype.name).collect();
        let message = format!(
            "There is no archetype \"{}\". There are: {}.",
            shortened(name),
            names.join(", ")
        );
        problems.add("archetype", message);
    }
    found
}

fn firm(path: &str, values: &Values, holder: Holder, problems: &mut Problems) -> Firm {
    Firm {
        name: values.text("name").unwrap_or_default().trim().to_owned(),
        number: values
            .text("document_number")
            .and_then(|given| number(&format!("{path}.document_number"), given, holder, problems)),
    }
}

/// The number of a document as the country writes it.
fn number(path: &str, given: &str, holder: Holder, problems: &mut Problems) -> Option<String> {
    match document(problems.country, given) {
        Some((_, true)) if holder == Holder::Person => {
            problems.add(path, "This is a company's number: say it under `business`.");
            None
        }
        Some((_, false)) if holder == Holder::Company => {
            problems.add(path, "This is a person's number.");
            None
        }
        Some((number, _)) => Some(number),
        None => {
            let message =
                "This is no valid document number of the country: look at its check digits.";
            problems.add(path, message);
            None
        }
    }
}

/// Birth and gender, which a Mexican document tells as well.
fn birth(persona: &mut Persona, problems: &mut Problems) {
    if let Some(Date(day)) = persona.birth {
        let (first, last) = BIRTH_YEARS;
        if day.year() < first || day.year() > last {
            let message = format!("Enter a day from {first}-01-01 to {last}-12-31.");
            problems.add("birth_date", message);
            persona.birth = None;
        }
    }
    let number = persona.document.clone().unwrap_or_default();
    let Some((day, sex)) = born(&number) else {
        return;
    };
    if persona.birth.is_some_and(|birth| birth.0 != day) {
        problems.add("birth_date", "The document number says another day.");
    }
    persona.birth = Some(Date(day.min(date(BIRTH_YEARS.1, 12, 31))));
    if number.len() == CURP_LENGTH {
        let female = sex == Sex::Female;
        if persona.female.is_some_and(|given| given != female) {
            problems.add("gender", "The document number says another gender.");
        }
        persona.female = Some(female);
    }
}

/// A CURP, unlike an RFC, tells the gender.
const CURP_LENGTH: usize = 18;
