//! Certificates of retentions: what platforms keep back from those who work through them, month by
//! month, and banks from those who save, year by year.

use std::collections::BTreeMap;

use caudal_latam::calendar::{date, shifted};
use caudal_latam::mexico::cfdi::{
    Issuer, Moment, Resident, RetainedAmount, Retention, RetentionIssuer, RetentionPeriod,
    RetentionReceiver, RetentionTotals, RetentionVersion, seal,
};
use jiff::civil::Date;

use super::stamping::{merchant, stamp};
use super::{decimal, holder, part};
use crate::chance::Chance;
use crate::person::Person;
use crate::price::Cents;
use crate::timeline::{Cause, Event};
use crate::views::Life;

/// Rates of the law for drivers and couriers, in thousandths: value added tax that their customers
/// pay, the half of it that the platform keeps back, and the income tax that it keeps back.
const VALUE_ADDED_RATE: i64 = 160;
const VALUE_ADDED_KEPT: i64 = 80;
const INCOME_TAX_KEPT: i64 = 21;
/// What a bank keeps back of interest, in thousandths of the interest before it. The law takes it from
/// the capital; at the rates that banks pay it comes to about this.
const INTEREST_KEPT: i64 = 90;

/// What is kept back, by the authority's catalogue.
const PLATFORMS: u32 = 26;
const INTEREST: u32 = 16;

/// Whose interest is certified, and where payers are who are known by their name alone.
const BANK: &str = "Banco de los Volcanes";
const CAPITAL_POSTCODE: &str = "06600";

/// The certificates of the platforms, each of one month and given in the next.
pub(super) fn platforms(life: &Life<'_>) -> Vec<Retention> {
    let mut paid: BTreeMap<(Date, &str), Cents> = BTreeMap::new();
    for event in with_cause(life, Cause::GigPayout) {
        let month = event.date.first_of_month();
        *paid.entry((month, &event.deed.party.name)).or_default() += event.amount;
    }
    paid.into_iter()
        .map(|((month, platform), received)| {
            let left = 1000 + VALUE_ADDED_RATE - VALUE_ADDED_KEPT - INCOME_TAX_KEPT;
            let base = part(received, 1000, left);
            let income_tax = part(base, INCOME_TAX_KEPT, 1000);
            let value_added = part(base, VALUE_ADDED_KEPT, 1000);
            let number = u32::from(month.month().unsigned_abs());
            let certified = Certified {
                chance: chance_of(&life.person, platform, month),
                issued: shifted(month.last_of_month(), 5),
                code: PLATFORMS,
                months: (number, number),
                year: month.year(),
                base,
                kept: vec![Kept(INCOME_TAX, income_tax), Kept(VALUE_ADDED, value_added)],
            };
            given(&life.person, platform, certified)
        })
        .collect()
}

/// The bank's certificates of interest, each of one year and given in February of the next.
pub(super) fn interest(life: &Life<'_>) -> Vec<Retention> {
    let mut earned: BTreeMap<i16, Cents> = BTreeMap::new();
    for event in with_cause(life, Cause::Interest) {
        *earned.entry(event.date.year()).or_default() += event.amount;
    }
    earned
        .into_iter()
        .map(|(year, received)| {
            let base = part(received, 1000, 1000 - INTEREST_KEPT);
            let certified = Certified {
                chance: chance_of(&life.person, BANK, date(year, 1, 1)),
                issued: date(year + 1, 2, 14),
                code: INTEREST,
                months: (1, 12),
                year,
                base,
                kept: vec![Kept(INCOME_TAX, base - received)],
            };
            given(&life.person, BANK, certified)
        })
        .collect()
}

/// The certificate that somebody known by name alone gives to the holder.
fn given(person: &Person, payer: &str, certified: Certified) -> Retention {
    let place = CAPITAL_POSTCODE.to_owned();
    certificate(merchant(payer), place, resident(person), certified)
}

fn with_cause<'a>(life: &'a Life<'_>, cause: Cause) -> impl Iterator<Item = &'a Event> {
    life.events
        .iter()
        .filter(move |event| event.deed.cause == cause)
}

/// A tax, and how much of it was kept back.
pub(super) struct Kept(pub(super) Tax, pub(super) Cents);

/// A tax by the authority's numbers: its own, and whether what is kept back settles it.
#[derive(Clone, Copy)]
pub(super) struct Tax {
    number: &'static str,
    settled: &'static str,
}

/// Settled at the end of the year.
pub(super) const INCOME_TAX: Tax = Tax {
    number: "001",
    settled: "04",
};
/// Settled as it is kept back.
pub(super) const VALUE_ADDED: Tax = Tax {
    number: "002",
    settled: "01",
};

/// What a certificate is about.
pub(super) struct Certified {
    pub(super) chance: Chance,
    pub(super) issued: Date,
    /// What was paid, by the authority's catalogue.
    pub(super) code: u32,
    /// The first month and the last.
    pub(super) months: (u32, u32),
    pub(super) year: i16,
    pub(super) base: Cents,
    pub(super) kept: Vec<Kept>,
}

/// The certificate that a payer gives to somebody.
pub(super) fn certificate(
    issuer: Issuer,
    place_of_issue: String,
    receiver: Resident,
    certified: Certified,
) -> Retention {
    let chance = certified.chance;
    let holder = Chance::new(0).branch(issuer.tax_number.as_str());
    let issued_at = certified.issued.at(10, 0, 0, 0);
    let document_seal = seal::hollow(chance.draw("seal"));
    let (first_month, last_month) = certified.months;
    let mut certificate = Retention {
        version: RetentionVersion::V20,
        folio: Some(chance.between("folio", 1, 99_999).to_string()),
        certificate_number: seal::certificate_number(holder.draw("certificate")),
        certificate: seal::hollow_certificate(holder.draw("certificate")),
        issued_at: Moment {
            local: issued_at,
            offset: None,
        },
        place_of_issue: Some(place_of_issue),
        code: certified.code,
        description: None,
        issuer: RetentionIssuer {
            tax_number: issuer.tax_number,
            name: issuer.name,
            regime: Some(issuer.regime),
        },
        receiver: RetentionReceiver {
            nationality: "Nacional".to_owned(),
            resident: Some(receiver),
            foreigner: None,
        },
        period: RetentionPeriod {
            first_month,
            last_month,
            year: u32::from(certified.year.unsigned_abs()),
        },
        totals: totals(certified.base, certified.kept),
        ..Retention::default()
    };
    certificate.complement.stamp = Some(stamp(chance, issued_at, &document_seal));
    certificate.seal = document_seal;
    certificate
}

fn totals(base: Cents, kept: Vec<Kept>) -> RetentionTotals {
    RetentionTotals {
        operation: decimal(base),
        taxable: decimal(base),
        exempt: decimal(0),
        retained: decimal(kept.iter().map(|Kept(_, amount)| amount).sum()),
        two_month_profit: None,
        corresponding_isr: None,
        taxes: kept
            .into_iter()
            .map(|Kept(tax, amount)| RetainedAmount {
                base: Some(decimal(base)),
                tax: Some(tax.number.to_owned()),
                amount: decimal(amount),
                payment_kind: tax.settled.to_owned(),
            })
            .collect(),
    }
}

/// The holder as the receiver of certificates.
fn resident(person: &Person) -> Resident {
    Resident {
        tax_number: holder(person),
        name: Some(person.holder_name().to_uppercase()),
        curp: Some(person.national.number.clone()),
        postcode: Some(person.postcode.clone()),
    }
}

fn chance_of(person: &Person, payer: &str, start: Date) -> Chance {
    let payers = person.chance.branch("retention").branch(payer);
    payers
        .at(i64::from(start.year()))
        .at(i64::from(start.month()))
}
