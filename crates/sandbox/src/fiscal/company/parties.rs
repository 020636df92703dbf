//! Who issues a deal's documents, and who receives them.

use caudal_latam::mexico::cfdi::{Issuer, Receiver, Version};

use super::super::stamping::{modern, own_issuer, own_receiver};
use crate::chance::Chance;
use crate::company::{Deal, Partner, PartnerKind, Purpose, Side};
use crate::person::Person;
use crate::taxpayer::Regime;

/// The name under which everybody is billed who gave no number.
const PUBLIC: &str = "PUBLICO EN GENERAL";

/// Who sells.
pub(super) fn issuer(person: &Person, deal: &Deal) -> Issuer {
    match deal.side {
        Side::Sale => own_issuer(person),
        Side::Purchase => Issuer {
            tax_number: deal.partner.document.parse().unwrap_or_default(),
            name: Some(deal.partner.name.to_uppercase()),
            regime: regime(deal).code().to_owned(),
            acquirer_permission: None,
        },
    }
}

/// Who buys.
pub(super) fn receiver(person: &Person, deal: &Deal, version: Version) -> Receiver {
    let partner = &deal.partner;
    if deal.side == Side::Purchase {
        return own_receiver(person, version, usage(deal.purpose));
    }
    // Who has no number here is billed at the seller's own postcode.
    let (name, postcode, usage) = match partner.kind {
        PartnerKind::Public => (PUBLIC.to_owned(), &person.postcode, unregistered(version)),
        PartnerKind::Foreign => (
            partner.name.to_uppercase(),
            &person.postcode,
            unregistered(version),
        ),
        _ => (partner.name.to_uppercase(), &partner.postcode, "G03"),
    };
    Receiver {
        tax_number: partner.document.parse().unwrap_or_default(),
        name: Some(name),
        postcode: modern(version, postcode),
        residence: partner.residence().map(str::to_owned),
        foreign_tax_number: partner.residence().map(|_| foreign_number(partner)),
        regime: modern(version, regime(deal).code()),
        usage: usage.to_owned(),
    }
}

/// The postcode at which a deal's documents are issued.
pub(super) fn place_of_issue(person: &Person, deal: &Deal) -> String {
    match deal.side {
        Side::Sale => person.postcode.clone(),
        Side::Purchase => deal.partner.postcode.clone(),
    }
}

/// The number of a company at home, abroad.
fn foreign_number(partner: &Partner) -> String {
    let chance = Chance::new(0).branch("abroad").branch(&partner.name);
    format!("{:09}", chance.below("number", 1_000_000_000))
}

fn regime(deal: &Deal) -> Regime {
    match (deal.partner.kind, deal.purpose) {
        (PartnerKind::Company | PartnerKind::Brand, _) => Regime::Company,
        (PartnerKind::Person, Purpose::Rent) => Regime::Letting,
        (PartnerKind::Person, _) => Regime::Profession,
        (PartnerKind::Public | PartnerKind::Foreign, _) => Regime::Nothing,
    }
}

/// What a purchase is used for.
fn usage(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Stock => "G01",
        Purpose::Equipment => "I08",
        Purpose::Computers => "I04",
        _ => "G03",
    }
}

/// What somebody uses a document for who files no returns here.
pub(super) fn unregistered(version: Version) -> &'static str {
    match version {
        Version::V40 => "S01",
        Version::V33 => "P01",
    }
}
