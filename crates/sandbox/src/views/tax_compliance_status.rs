//! The opinion of compliance.

use caudal_latam::Country;
use caudal_model::Kind;
use caudal_model::resources::tax_compliance_status::{ComplianceOutcome, TaxComplianceStatus};

use super::printed::printed;
use super::{Life, Request};
use crate::taxpayer::{Regime, regimes};

/// Who issues it, and its title.
const SHEET: (&str, &str) = (
    "Servicio de Administración Tributaria",
    "Opinión del cumplimiento de obligaciones fiscales",
);
/// How many of a thousand taxpayers have something to make up for; more of those who are short of
/// money.
const BEHIND_PERMILLE: u32 = 60;
const BEHIND_STRAINED_PERMILLE: u32 = 450;

/// The opinion as of today.
pub(super) fn tax_compliance_status(
    life: &Life<'_>,
    request: Request<'_>,
) -> Option<TaxComplianceStatus> {
    let person = &life.person;
    if person.country != Country::Mexico {
        return None;
    }
    let rfc = person.holder_paper().number.clone();
    let stamp = request.stamper.stamp(Kind::TaxComplianceStatus, &rfc);
    let chance = person.chance.branch("compliance");
    let behind = if person.archetype.strained {
        BEHIND_STRAINED_PERMILLE
    } else {
        BEHIND_PERMILLE
    };
    let outcome = match regimes(person).first() {
        None | Some(Regime::Nothing) => ComplianceOutcome::NoObligations,
        Some(_) if chance.happens("behind", behind) => ComplianceOutcome::Negative,
        Some(_) => ComplianceOutcome::Positive,
    };
    let today = life.now.date();
    let number = chance
        .at(i64::from(today.day_of_year()))
        .below("number", 10_000_000);
    let mut opinion = TaxComplianceStatus {
        id: stamp.id,
        link: Some(request.stamper.link),
        collected_at: stamp.collected_at,
        created_at: stamp.created_at,
        internal_identification: Some(format!(
            "{:02}{}{number:07}",
            today.year() % 100,
            letters(outcome)
        )),
        rfc: Some(rfc),
        outcome: Some(outcome),
        pdf: None,
    };
    opinion.pdf = printed(life, request, SHEET, &opinion);
    Some(opinion)
}

/// The letters in an opinion's number.
fn letters(outcome: ComplianceOutcome) -> &'static str {
    match outcome {
        ComplianceOutcome::Positive => "NE",
        ComplianceOutcome::Negative => "NA",
        ComplianceOutcome::NoObligations => "NB",
    }
}
