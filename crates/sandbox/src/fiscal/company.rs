//! The invoices of a company: what its books say it sold, bought, moved and paid its staff.
//!
//! The books are first read as a list of occasions, which is quick; only those that are asked for are
//! written out as documents.

mod charge;
mod deal;
mod delivery;
mod parties;
mod receipt;
mod retention;
#[cfg(test)]
mod tests;
mod wage;

use caudal_latam::mexico::cfdi::Cfdi;
use caudal_model::resources::invoice::Standing;
use jiff::civil::{Date, DateTime, Time};

pub(super) use retention::certificates;

use super::Filed;
use super::standing::{cancelled, reputation, withheld};
use crate::chance::Chance;
use crate::company::{
    CreditNote, Deal, Fate, Instalment, Ledger, PartnerKind, Payment, Reason, Side, Terms, Wage,
};
use crate::views::Life;

/// A deal of the books, and the number that its issuer gave to the invoice.
#[derive(Clone, Copy)]
struct Booked<'a> {
    deal: &'a Deal,
    number: i64,
}

/// Something that a document is written about.
#[derive(Clone, Copy)]
enum Occasion<'a> {
    Invoice(Booked<'a>),
    CreditNote(Booked<'a>, CreditNote),
    /// A deferred invoice was paid, or a part of it.
    Receipt(Booked<'a>, &'a Instalment, &'a Payment),
    Wage(&'a Wage),
    /// The company carried goods to a customer itself.
    Delivery(Booked<'a>),
}

/// Everything of these days that the company issued or received, the oldest first.
pub(super) fn invoices<'a>(
    life: &'a Life<'_>,
    (from, to): (Date, Date),
) -> impl Iterator<Item = Filed> + 'a {
    let mut occasions: Vec<(DateTime, Occasion<'a>)> = (life.company.iter())
        .flat_map(occasions)
        .map(|occasion| (occasion.moment(), occasion))
        .filter(|(moment, _)| *moment <= life.now && (from..=to).contains(&moment.date()))
        .collect();
    occasions.sort_by_key(|(moment, _)| *moment);
    (occasions.into_iter()).map(move |(_, occasion)| occasion.filed(life))
}

fn occasions(ledger: &Ledger) -> Vec<Occasion<'_>> {
    let booked = booked(ledger);
    let mut occasions = Vec::with_capacity(2 * booked.len() + ledger.wages.len());
    for one in &booked {
        occasions.push(Occasion::Invoice(*one));
        if let Some(note) = one.deal.credit_note {
            occasions.push(Occasion::CreditNote(*one, note));
        }
        if delivery::is_carried(ledger, one.deal) {
            occasions.push(Occasion::Delivery(*one));
        }
    }
    let receipts = ledger.payments.iter();
    occasions.extend(receipts.filter_map(|payment| receipt(&booked, payment)));
    occasions.extend(ledger.wages.iter().map(Occasion::Wage));
    occasions
}

/// The deals with their numbers: a company counts its own invoices, its suppliers count theirs.
fn booked(ledger: &Ledger) -> Vec<Booked<'_>> {
    let mut sold = 0;
    let number = |deal: &Deal| match deal.side {
        Side::Sale => {
            sold += 1;
            sold
        }
        Side::Purchase => deal.chance.branch("folio").between("number", 1, 99_999),
    };
    let numbers: Vec<i64> = ledger.deals.iter().map(number).collect();
    (ledger.deals.iter().zip(numbers))
        .map(|(deal, number)| Booked { deal, number })
        .collect()
}

/// The receipt of a payment, where it pays a deferred invoice.
fn receipt<'a>(booked: &[Booked<'a>], payment: &'a Payment) -> Option<Occasion<'a>> {
    let Reason::Deal { deal, number, .. } = payment.reason else {
        return None;
    };
    let one = *booked.get(deal)?;
    let mut instalments = one.deal.instalments.iter();
    let instalment = instalments.find(|part| part.number == number)?;
    (one.deal.terms == Terms::Deferred).then_some(Occasion::Receipt(one, instalment, payment))
}

impl Occasion<'_> {
    /// When the document is written.
    fn moment(&self) -> DateTime {
        match self {
            Self::Invoice(one) => at(one.deal.issued, one.deal.second),
            Self::CreditNote(one, note) => deal::noted_at(one.deal, *note),
            Self::Receipt(_, _, payment) => receipt::written_at(payment),
            Self::Wage(wage) => wage::written_at(wage),
            Self::Delivery(one) => delivery::left_at(one.deal),
        }
    }

    fn filed(self, life: &Life<'_>) -> Filed {
        let (document, standing) = self.document(life);
        Filed {
            withheld: withheld(life, document.issued_at.date(), self.chance()),
            document,
            standing,
        }
    }

    fn document(&self, life: &Life<'_>) -> (Cfdi, Standing) {
        let person = &life.person;
        match self {
            Self::Invoice(one) => (deal::invoice(person, *one), invoiced(life, one.deal)),
            Self::CreditNote(one, note) => {
                let document = deal::credit_note(person, *one, *note);
                (document, known(one.deal))
            }
            Self::Receipt(one, part, payment) => {
                let document = receipt::document(person, *one, part, payment);
                (document, known(one.deal))
            }
            Self::Wage(wage) => (wage::document(person, wage), Standing::default()),
            Self::Delivery(one) => (delivery::document(person, *one), Standing::default()),
        }
    }

    /// What decides about the document.
    fn chance(&self) -> Chance {
        match self {
            Self::Invoice(one) => invoice_chance(one.deal),
            Self::CreditNote(one, _) => one.deal.chance.branch("credit note"),
            Self::Receipt(_, _, payment) => payment.chance.branch("receipt"),
            Self::Wage(wage) => wage.chance,
            Self::Delivery(one) => one.deal.chance.branch("delivery"),
        }
    }
}

/// What names the invoice of a deal at the tax authority.
fn invoice_chance(deal: &Deal) -> Chance {
    deal.chance.branch("invoice")
}

/// What is said of a deal's invoice by now.
fn invoiced(life: &Life<'_>, deal: &Deal) -> Standing {
    let known = known(deal);
    match deal.fate {
        Fate::Cancelled { on, .. } if at(on, deal.withdrawn_second()) <= life.now => Standing {
            sender_tax_fraud_status: known.sender_tax_fraud_status,
            receiver_tax_fraud_status: known.receiver_tax_fraud_status,
            ..cancelled(on)
        },
        _ => known,
    }
}

/// What is said of the other side of a deal.
fn known(deal: &Deal) -> Standing {
    let mut standing = Standing::default();
    if deal.partner.kind == PartnerKind::Company {
        let other = reputation(&deal.partner.document);
        match deal.side {
            Side::Sale => standing.receiver_tax_fraud_status = other,
            Side::Purchase => standing.sender_tax_fraud_status = other,
        }
    }
    standing
}

/// A second of a day.
fn at(day: Date, second: i32) -> DateTime {
    let time = Time::midnight().saturating_add(jiff::Span::new().seconds(second));
    day.to_datetime(time)
}
