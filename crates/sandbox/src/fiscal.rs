//! What the Mexican tax authority has on file of a life: the invoices that go with its money, and
//! certificates of what was kept back from it.
//!
//! Every document of a person is made from an event of the timeline, and every one of a company from
//! its books, so what is invoiced is what the bank shows and what is declared.

mod company;
mod fee;
mod payroll;
mod payslip;
mod purchase;
mod retention;
mod stamping;
mod standing;
#[cfg(test)]
mod tests;

use std::iter;

use caudal_latam::Country;
use caudal_latam::mexico::cfdi::{Cfdi, Retention, TaxNumber};
use caudal_model::resources::invoice::{InvoiceWarning, Standing};
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::person::Person;
use crate::price::Cents;
use crate::taxpayer::{Regime, regimes};
use crate::views::Life;

/// A document on file, and what the authority says about it.
#[derive(Clone, Debug)]
pub(crate) struct Filed {
    pub(crate) document: Cfdi,
    pub(crate) standing: Standing,
    /// Why the authority lists the document without handing it out, where it does.
    pub(crate) withheld: Option<InvoiceWarning>,
}

/// The invoices of these days that the holder issued or received, the oldest first.
pub(crate) fn invoices<'a>(
    life: &'a Life<'_>,
    days: (Date, Date),
) -> Box<dyn Iterator<Item = Filed> + 'a> {
    if life.person.country != Country::Mexico {
        return Box::new(iter::empty());
    }
    if life.person.company.is_some() {
        return Box::new(company::invoices(life, days));
    }
    let (from, to) = days;
    let mut filed = purchase::invoices(life);
    filed.extend(fee::invoices(life));
    filed.extend(payslip::invoices(life));
    filed.retain(|each| {
        let moment = each.document.issued_at;
        moment <= life.now && (from..=to).contains(&moment.date())
    });
    filed.sort_by_key(|each| each.document.issued_at);
    Box::new(filed.into_iter())
}

/// The certificates of what was kept back from the holder, or by them, the oldest first.
pub(crate) fn retentions(life: &Life<'_>) -> Vec<Retention> {
    if life.person.country != Country::Mexico {
        return Vec::new();
    }
    let mut certificates = match (&life.person.company, &life.company) {
        (Some(_), Some(ledger)) => company::certificates(&life.person, ledger),
        (Some(_), None) => Vec::new(),
        (None, _) => {
            let mut received = retention::platforms(life);
            received.extend(retention::interest(life));
            received
        }
    };
    certificates.retain(|each| each.issued_at.local <= life.now);
    certificates.sort_by_key(|each| each.issued_at.local);
    certificates
}

/// The taxpayer number of whom the accounts belong to.
pub(crate) fn holder(person: &Person) -> TaxNumber {
    let number = &person.holder_paper().number;
    number.parse().unwrap_or_default()
}

/// The main tax regime of whom the accounts belong to.
pub(crate) fn regime(person: &Person) -> &'static str {
    let main = regimes(person).into_iter().next();
    main.unwrap_or(Regime::Nothing).code()
}

/// Cents as a document writes them.
fn decimal(amount: Cents) -> Decimal {
    Decimal::new(amount, 2)
}

/// A part of an amount, rounded half up to cents.
fn part(amount: Cents, numerator: i64, denominator: i64) -> Cents {
    crate::company::part(Country::Mexico, amount, numerator, denominator)
}
