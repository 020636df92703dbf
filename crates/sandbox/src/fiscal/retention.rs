//! Certificates of retentions: what platforms keep back from those who work through them, month by
//! month, and banks from those who save, year by year.

use std::collections::BTreeMap;

use caudal_latam::calendar::{date, shifted};
use caudal_latam::mexico::cfdi::{
    Moment, Resident, RetainedAmount, Retention, RetentionIssuer, RetentionPeriod,
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
const VALUE_ADDED: i64 = 160;
const VALUE_ADDED_KEPT: i64 = 80;
const INCOME_TAX_KEPT: i64 = 21;
/// What a bank keeps back of interest, in thousandths of the interest before it. The law takes it from
/// the capital; at the rates that banks pay it comes to about this.
const INTEREST_KEPT: i64 = 90;

/// What is kept back, by the authority's catalogue.
const PLATFORMS: u32 = 26;
const INTEREST: u32 = 16;

/// The certificates of the platforms, each of one month and given in the next.
pub(super) fn platforms(life: &Life<'_>) -> Vec<Retention> {
    let mut paid: BTreeMap<(Date, &str), Cents> = BTreeMap::new();
    for event in with_cause(life, Cause::GigPayout) {
        let month = event.date.first_of_month();
        *paid.entry((month, &event.deed.party.name)).or_default() += event.amount;
    }
    paid.into_iter()
        .map(|((month, platform), received)| {
            let left = 1000 + VALUE_ADDED - VALUE_ADDED_KEPT - INCOME_TAX_KEPT;
            let base = part(received, 1000, left);
            let income_tax = part(base, INCOME_TAX_KEPT, 1000);
            let value_added = part(base, VALUE_ADDED_KEPT, 1000);
            let issued = shifted(month.last_of_month(), 5);
            let number = u32::from(month.month().unsigned_abs());
            certificate(
                &life.person,
                platform,
                (issued, PLATFORMS),
                (number, number, month),
                (
                    base,
                    [("001", income_tax, "04"), ("002", value_added, "01")],
                ),
            )
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
            certificate(
                &life.person,
                "Banco de los Volcanes",
                (date(year + 1, 2, 14), INTEREST),
                (1, 12, date(year, 1, 1)),
                (base, [("001", base - received, "04")]),
            )
        })
        .collect()
}

fn with_cause<'a>(life: &'a Life<'_>, cause: Cause) -> impl Iterator<Item = &'a Event> {
    life.events
        .iter()
        .filter(move |event| event.deed.cause == cause)
}

type Kept = (&'static str, Cents, &'static str);

fn certificate<const TAXES: usize>(
    person: &Person,
    payer: &str,
    (issued, code): (Date, u32),
    (first_month, last_month, start): (u32, u32, Date),
    (base, kept): (Cents, [Kept; TAXES]),
) -> Retention {
    let chance = chance_of(person, payer, start);
    let issuer = merchant(payer);
    let holder_chance = Chance::new(0).branch(issuer.tax_number.as_str());
    let issued_at = issued.at(10, 0, 0, 0);
    let document_seal = seal::hollow(chance.draw("seal"));
    let mut certificate = Retention {
        version: RetentionVersion::V20,
        folio: Some(chance.between("folio", 1, 99_999).to_string()),
        certificate_number: seal::certificate_number(holder_chance.draw("certificate")),
        certificate: seal::hollow_certificate(holder_chance.draw("certificate")),
        issued_at: Moment {
            local: issued_at,
            offset: None,
        },
        place_of_issue: Some("06600".to_owned()),
        code,
        description: None,
        issuer: RetentionIssuer {
            tax_number: issuer.tax_number,
            name: issuer.name,
            regime: Some("601".to_owned()),
        },
        receiver: RetentionReceiver {
            nationality: "Nacional".to_owned(),
            resident: Some(Resident {
                tax_number: holder(person),
                name: Some(person.holder_name().to_uppercase()),
                curp: Some(person.national.number.clone()),
                postcode: Some(person.postcode.clone()),
            }),
            foreigner: None,
        },
        period: RetentionPeriod {
            first_month,
            last_month,
            year: u32::from(start.year().unsigned_abs()),
        },
        totals: totals(base, kept),
        ..Retention::default()
    };
    certificate.complement.stamp = Some(stamp(chance, issued_at, &document_seal));
    certificate.seal = document_seal;
    certificate
}

fn totals<const TAXES: usize>(base: Cents, kept: [Kept; TAXES]) -> RetentionTotals {
    RetentionTotals {
        operation: decimal(base),
        taxable: decimal(base),
        exempt: decimal(0),
        retained: decimal(kept.iter().map(|(_, amount, _)| amount).sum()),
        two_month_profit: None,
        corresponding_isr: None,
        taxes: kept
            .into_iter()
            .map(|(tax, amount, settled)| RetainedAmount {
                base: Some(decimal(base)),
                tax: Some(tax.to_owned()),
                amount: decimal(amount),
                payment_kind: settled.to_owned(),
            })
            .collect(),
    }
}

fn chance_of(person: &Person, payer: &str, start: Date) -> Chance {
    let payers = person.chance.branch("retention").branch(payer);
    payers
        .at(i64::from(start.year()))
        .at(i64::from(start.month()))
}
