//! What Chile's tax office knows of somebody's home: the instalments of the tax on it that the bank will
//! show as they are paid.

use caudal_latam::text::folded_with_enye;
use caudal_model::Date;
use caudal_model::resources::chile_tax_status::{PropertyTax, PropertyTaxPayment};

use super::{Life, money};
use crate::person::Work;
use crate::timeline::{Month, property_tax};

/// The home that somebody owns, and what is still to be paid for it this year.
pub(super) fn properties(life: &Life<'_>) -> Vec<PropertyTax> {
    let person = &life.person;
    if person.company.is_some() || matches!(person.archetype.work, Work::Dormant | Work::Business) {
        return Vec::new();
    }
    let year = life.now.year();
    let due: Vec<_> = (1..=12)
        .filter_map(|month| property_tax(person, Month { year, month }))
        .collect();
    if due.is_empty() {
        return Vec::new();
    }
    let scheduled = (1_u8..)
        .zip(&due)
        .filter(|(_, (day, _))| *day > life.now.date())
        .map(|(installment, (day, amount))| PropertyTaxPayment {
            year: u16::try_from(year).unwrap_or(0),
            installment,
            due_date: Date(*day),
            amount_due: money(*amount),
        })
        .collect();
    let chance = person.chance.branch("home");
    let (block, lot) = (
        chance.between("block", 100, 9_999),
        chance.between("lot", 1, 250),
    );
    vec![PropertyTax {
        property_id: format!("{block:05}-{lot:03}"),
        district: folded_with_enye(person.place.city),
        address: folded_with_enye(&person.street),
        kind: "HABITACIONAL".to_owned(),
        overdue_tax_payments: Vec::new(),
        scheduled_tax_payments: scheduled,
    }]
}
