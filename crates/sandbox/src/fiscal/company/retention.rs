//! Certificates of what a company kept back of the rent and the fees that it pays to persons: one for
//! each of them and month, given early in the next.

use std::collections::BTreeMap;

use caudal_latam::calendar::shifted;
use caudal_latam::mexico::cfdi::{Resident, Retention};
use jiff::civil::Date;

use super::super::retention::{Certified, INCOME_TAX, Kept, VALUE_ADDED, certificate};
use super::super::stamping::own_issuer;
use crate::company::{Deal, Ledger, Purpose, Reason};
use crate::person::Person;
use crate::price::Cents;

/// What is paid, by the authority's catalogue.
const SERVICES: u32 = 1;
const LETTING: u32 = 5;
/// Days after the end of a month on which its certificates are given.
const GIVEN_AFTER_DAYS: i64 = 5;

/// What was paid to somebody in a month, and what was kept back of it.
#[derive(Default)]
struct Paid<'a> {
    deal: Option<&'a Deal>,
    base: Cents,
    kept_tax: Cents,
    kept_vat: Cents,
}

/// The certificates of everything that the books kept back of others than the staff.
pub(in super::super) fn certificates(person: &Person, ledger: &Ledger) -> Vec<Retention> {
    let mut paid: BTreeMap<(Date, &str, u32), Paid<'_>> = BTreeMap::new();
    for payment in &ledger.payments {
        let Reason::Deal { deal, number, .. } = payment.reason else {
            continue;
        };
        let Some(deal) = ledger
            .deals
            .get(deal)
            .filter(|deal| deal.kept_income_tax > 0)
        else {
            continue;
        };
        let parts = deal.instalments.iter().filter(|part| part.number == number);
        let month = payment.date.first_of_month();
        let entry = paid.entry((month, deal.partner.document.as_str(), code(deal)));
        let entry = entry.or_default();
        entry.deal = Some(deal);
        for part in parts {
            entry.base += part.net;
            entry.kept_tax += part.kept_income_tax;
            entry.kept_vat += part.kept_vat;
        }
    }
    let certified = paid.into_iter();
    certified
        .filter_map(|((month, _, code), paid)| Some(given(person, month, code, paid.deal?, &paid)))
        .collect()
}

fn code(deal: &Deal) -> u32 {
    match deal.purpose {
        Purpose::Rent => LETTING,
        _ => SERVICES,
    }
}

fn given(person: &Person, month: Date, code: u32, deal: &Deal, paid: &Paid<'_>) -> Retention {
    let number = u32::from(month.month().unsigned_abs());
    let certified = Certified {
        chance: deal.chance.branch("certificate"),
        issued: shifted(month.last_of_month(), GIVEN_AFTER_DAYS),
        code,
        months: (number, number),
        year: month.year(),
        base: paid.base,
        kept: vec![
            Kept(INCOME_TAX, paid.kept_tax),
            Kept(VALUE_ADDED, paid.kept_vat),
        ],
    };
    let receiver = Resident {
        tax_number: deal.partner.document.parse().unwrap_or_default(),
        name: Some(deal.partner.name.to_uppercase()),
        curp: None,
        postcode: Some(deal.partner.postcode.clone()),
    };
    certificate(
        own_issuer(person),
        person.postcode.clone(),
        receiver,
        certified,
    )
}
