//! Invoices and certificates of retentions, as the tax authority lists them.

use caudal_latam::calendar::shifted;
use caudal_model::Date;
use caudal_model::resources::invoice::{Invoice, Source, direction};
use caudal_model::resources::tax_retention::{self, TAX_RETENTIONS_MAX, TaxRetention};

use super::{Life, Request};
use crate::fiscal::{self, holder};
use crate::visit::Scenario;

/// How far back the authority shows documents when nothing is said of a period.
const HISTORY_DAYS: i64 = 3 * 365;
/// How many documents somebody has of whom there is little to see.
const FEW: usize = 10;

/// The invoices of the period and direction, oldest first.
pub(super) fn invoices(life: &Life<'_>, request: Request<'_>) -> Vec<Invoice> {
    let owner = holder(&life.person);
    let (from, to) = days(life, request);
    let wanted = request.extent.direction;
    let mut found: Vec<Invoice> = fiscal::invoices(life, (from, to))
        .filter(|filed| wanted.is_none() || direction(&owner, &filed.document) == wanted)
        .filter_map(|filed| {
            let attached = request.extent.attach_xml.then(|| filed.document.to_xml());
            let source = Source {
                stamper: request.stamper,
                owner: &owner,
                standing: filed.standing,
                xml: attached,
            };
            let invoice = Invoice::from_cfdi(&filed.document, source).ok()?;
            Some(match filed.withheld {
                Some(warning) => invoice.without_document(warning),
                None => invoice,
            })
        })
        .collect();
    keep_latest(&mut found, shown_at_most(life, usize::MAX));
    found
}

/// The certificates of the period and direction, oldest first.
pub(super) fn retentions(life: &Life<'_>, request: Request<'_>) -> Vec<TaxRetention> {
    let owner = holder(&life.person);
    let (from, to) = days(life, request);
    let wanted = request.extent.direction;
    let mut found: Vec<TaxRetention> = fiscal::retentions(life)
        .into_iter()
        .filter(|each| (from..=to).contains(&each.issued_at.local.date()))
        .filter(|each| wanted.is_none() || tax_retention::direction(&owner, each) == wanted)
        .filter_map(|each| {
            let attached = request.extent.attach_xml.then(|| each.to_xml());
            TaxRetention::from_certificate(&each, &owner, request.stamper, attached).ok()
        })
        .collect();
    keep_latest(&mut found, shown_at_most(life, TAX_RETENTIONS_MAX));
    found
}

/// The days that a tax office tells of: those that are asked for, or the last three years.
pub(super) fn days(
    life: &Life<'_>,
    request: Request<'_>,
) -> (jiff::civil::Date, jiff::civil::Date) {
    let today = life.now.date();
    match request.extent.period {
        Some((Date(from), Date(to))) => (from, to.min(today)),
        None => (shifted(today, -HISTORY_DAYS), today),
    }
}

fn shown_at_most(life: &Life<'_>, usual: usize) -> usize {
    match life.scenario {
        Scenario::Low => FEW,
        _ => usual,
    }
}

fn keep_latest<T>(found: &mut Vec<T>, most: usize) {
    let over = found.len().saturating_sub(most);
    drop(found.drain(..over));
}
