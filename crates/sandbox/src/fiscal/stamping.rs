//! Seals and stamps: what turns a document into a fiscal one, hollow here.

use caudal_latam::calendar::{date, shifted};
use caudal_latam::mexico::Rfc;
use caudal_latam::mexico::cfdi::{Cfdi, Issuer, Receiver, Stamp, TaxNumber, Version, seal};
use jiff::Span;
use jiff::civil::{Date, DateTime};
use uuid::{Builder, Uuid};

use super::{holder, regime};
use crate::chance::Chance;
use crate::person::Person;

/// Who stamps: nobody that the authority has licensed.
const STAMPERS: &[&str] = &["Timbres Aurora", "Sello Digital Norte", "Folios Maya"];

/// The document with seals, certificate and stamp. The stamp follows within a minute.
pub(crate) fn stamped(document: Cfdi, chance: Chance) -> Cfdi {
    let holder = Chance::new(0).branch(document.issuer.tax_number.as_str());
    let sealed = Cfdi {
        seal: seal::hollow(chance.draw("seal")),
        certificate_number: seal::certificate_number(holder.draw("certificate")),
        certificate: seal::hollow_certificate(holder.draw("certificate")),
        ..document
    };
    let stamp = stamp(chance, sealed.issued_at, &sealed.seal);
    let mut stamped = sealed;
    stamped.complement.stamp = Some(stamp);
    stamped
}

/// The stamp of what was issued at this moment under this seal.
pub(super) fn stamp(chance: Chance, issued_at: DateTime, document_seal: &str) -> Stamp {
    let company = chance.pick("stamper", STAMPERS);
    let stamper = Rfc::company(company, date(2011, 1, 19));
    let delay = Span::new().seconds(chance.between("delay", 1, 59));
    Stamp {
        version: Stamp::VERSION.to_owned(),
        uuid: uuid_of(chance),
        stamped_at: issued_at.saturating_add(delay),
        stamper: TaxNumber::from(&stamper),
        legend: None,
        document_seal: document_seal.to_owned(),
        certificate_number: seal::certificate_number(Chance::new(0).branch(company).draw("sat")),
        seal: seal::hollow(chance.draw("stamp seal")),
    }
}

/// The number that the stamp gives to a document.
pub(super) fn uuid_of(chance: Chance) -> Uuid {
    Builder::from_random_bytes(chance.branch("stamp").name().to_be_bytes()).into_uuid()
}

/// The version of the schema that was in force.
pub(crate) fn version(day: Date) -> Version {
    if day < date(2023, 4, 1) {
        Version::V33
    } else {
        Version::V40
    }
}

/// What only the present version of the schema has.
pub(super) fn modern(version: Version, text: &str) -> Option<String> {
    (version == Version::V40).then(|| text.to_owned())
}

/// A shop or service as the issuer of invoices: known by its name alone, the same for everybody.
pub(super) fn merchant(name: &str) -> Issuer {
    let chance = Chance::new(0).branch("merchant").branch(name);
    let founded = shifted(date(1985, 1, 1), chance.between("founded", 0, 9_000));
    Issuer {
        tax_number: TaxNumber::from(&Rfc::company(name, founded)),
        name: Some(name.to_uppercase()),
        regime: "601".to_owned(),
        acquirer_permission: None,
    }
}

/// The holder as the issuer of invoices.
pub(super) fn own_issuer(person: &Person) -> Issuer {
    Issuer {
        tax_number: holder(person),
        name: Some(person.holder_name().to_uppercase()),
        regime: regime(person).to_owned(),
        acquirer_permission: None,
    }
}

/// The holder as the receiver of invoices.
pub(crate) fn own_receiver(person: &Person, version: Version, usage: &str) -> Receiver {
    let modern = version == Version::V40;
    Receiver {
        tax_number: holder(person),
        name: Some(person.holder_name().to_uppercase()),
        postcode: modern.then(|| person.postcode.clone()),
        regime: modern.then(|| regime(person).to_owned()),
        usage: usage.to_owned(),
        ..Receiver::default()
    }
}
