//! Workers as Mexico's institutes of social security know them: numbers, names, places.

use caudal_latam::text::folded;
use caudal_model::Date;
use caudal_model::Money;
use caudal_model::resources::current_employment::WorkerIdentity;
use caudal_model::resources::employment_record::{WorkerDocument, WorkerDocumentKind};
use rust_decimal::Decimal;

use super::Life;
use crate::career::{Job, Sector};
use crate::price::Cents;

/// Decimal places of a month's wage.
const MONTHLY_SCALE: u32 = 4;

/// Which employers the institution insures for.
pub(super) fn sector(life: &Life<'_>) -> Sector {
    if life.institution.name.starts_with("issste") {
        Sector::Public
    } else {
        Sector::Private
    }
}

/// The jobs that the institution knows of, the latest first.
pub(super) fn known_jobs<'a>(life: &'a Life<'_>) -> impl Iterator<Item = &'a Job> {
    let sector = sector(life);
    let jobs = life.career.jobs.iter().rev();
    jobs.filter(move |job| job.employer.sector == sector)
}

/// Who the worker is.
pub(super) fn identity(life: &Life<'_>) -> WorkerIdentity {
    let person = &life.person;
    let family = [person.paternal.as_ref(), person.maternal.as_ref()];
    let family: Vec<&str> = family.into_iter().filter(|name| !name.is_empty()).collect();
    WorkerIdentity {
        official_name: Some(person.full_name()),
        first_name: Some(person.given.clone().into_owned()),
        last_name: Some(family.join(" ")),
        birth_date: Some(Date(person.birth)),
        document_ids: documents(life),
    }
}

fn documents(life: &Life<'_>) -> Vec<WorkerDocument> {
    let person = &life.person;
    let insured = (sector(life) == Sector::Private)
        .then(|| life.career.insurance_number(person))
        .flatten();
    let numbers = [
        (WorkerDocumentKind::Nss, insured),
        (
            WorkerDocumentKind::Curp,
            Some(person.national.number.clone()),
        ),
        (WorkerDocumentKind::Rfc, Some(person.tax.number.clone())),
    ];
    numbers
        .into_iter()
        .filter(|(_, number)| number.is_some())
        .map(|(kind, number)| WorkerDocument {
            document_type: Some(kind),
            document_number: number,
        })
        .collect()
}

/// The state in which the person works, in the institute's spelling.
pub(super) fn state(life: &Life<'_>) -> String {
    let place = life.person.place;
    let name = match place.state {
        "CDMX" => "CIUDAD DE MEXICO",
        "JAL" => "JALISCO",
        "NL" => "NUEVO LEON",
        "PUE" => "PUEBLA",
        "YUC" => "YUCATAN",
        "BC" => "BAJA CALIFORNIA",
        "GTO" => "GUANAJUATO",
        _ => return folded(place.city).to_uppercase(),
    };
    name.to_owned()
}

/// A day's wage for an average month: a twelfth of 365 days.
pub(super) fn monthly(daily: Cents) -> Money {
    let year = Decimal::new(daily, 2) * Decimal::from(365);
    Money(
        (year / Decimal::from(12))
            .round_dp(MONTHLY_SCALE)
            .normalize(),
    )
}
