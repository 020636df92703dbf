//! The card's part of accounts and transactions.

use caudal_latam::card::Scheme;
use caudal_model::resources::account::{
    CardNetwork, CreditCard, CreditData, CreditLimit, CreditLimitKind,
};
use caudal_model::resources::transaction::{BillReference, BillStatus, CardTransaction};
use caudal_model::{Date, Kind, Money, Timestamp};
use rust_decimal::Decimal;

use super::statement::{Statement, next_due, statements};
use super::{Life, Request, money};
use crate::book::CardTerms;
use crate::price::Cents;
use crate::timeline::{Cause, Event};

/// What the card's contract and its bills say now.
pub(super) fn credit_data(
    life: &Life<'_>,
    place: usize,
    terms: &CardTerms,
    collected_at: Timestamp,
) -> CreditData {
    let owed = life.balance(place);
    let statements = statements(life, place, terms);
    let next = next_due(&statements, life.now.date());
    let due = next.map(|statement| Date(statement.due));
    let rest = next.map_or(0, Statement::rest);
    let known = CreditData {
        credit_limit: Some(money(terms.limit)),
        limits: Some(vec![limit(terms, owed)]),
        cutting_date: due,
        minimum_payment: Some(money(CardTerms::minimum(life.person.country, rest))),
        network: Some(network(terms.scheme)),
        cards: Some(vec![CreditCard {
            is_multiple: false,
            identification_number: terms.last_four.clone(),
        }]),
        ..CreditData::unknown(collected_at)
    };
    if life.open_finance {
        return known;
    }
    let paid_last = life
        .events_of(place)
        .rfind(|event| event.deed.cause == Cause::CardPayment);
    CreditData {
        next_payment_date: due,
        no_interest_payment: Some(money(rest)),
        monthly_payment: Some(money(rest)),
        last_payment_date: paid_last.map(|event| Date(event.date)),
        interest_rate: Some(Money(Decimal::new(terms.revolving_permille * 12, 1))),
        ..known
    }
}

fn limit(terms: &CardTerms, owed: Cents) -> CreditLimit {
    CreditLimit {
        identification_number: Some(terms.last_four.clone()),
        credit_limit: Some(money(terms.limit)),
        used_amount: Some(money(owed.max(0))),
        available_amount: money(terms.limit - owed),
        is_limit_flexible: false,
        kind: CreditLimitKind::TotalLimit,
        consolidation_type: "CONSOLIDADO".to_owned(),
        line_name: None,
        line_name_additional_info: None,
    }
}

fn network(scheme: Scheme) -> CardNetwork {
    match scheme {
        Scheme::Visa => CardNetwork::Visa,
        Scheme::Mastercard => CardNetwork::Mastercard,
        Scheme::AmericanExpress => CardNetwork::AmericanExpress,
        Scheme::Elo => CardNetwork::Elo,
    }
}

/// What a movement on the card says of itself and of its bill. The bill's name and sums are there once
/// it is closed.
pub(super) fn card_transaction(
    life: &Life<'_>,
    request: Request<'_>,
    event: &Event,
    terms: &CardTerms,
    statement: Option<&Statement<'_>>,
) -> CardTransaction {
    let closed = statement.filter(|statement| statement.closed);
    let key = closed.map(|statement| bill_key(life, event.book, statement.closing));
    let (number, of) = match event.deed.cause {
        Cause::Instalment { number, of } => (number, of),
        _ => (1, 1),
    };
    CardTransaction {
        collected_at: request.stamper.now,
        bill_name: closed.map(|statement| bill_name(statement.closing)),
        bill_due_date: closed.map(|statement| Date(statement.due)),
        bill_internal_identification: key.clone(),
        bill_status: (!life.open_finance).then(|| status(statement)),
        previous_bill_total: closed
            .filter(|_| !life.open_finance)
            .map(|statement| money(statement.previous_total).to_string()),
        bill_amount: closed.map(|statement| money(statement.total)),
        card_number: terms.last_four.clone(),
        fee_type: None,
        fee_type_additional_info: None,
        credits_type: None,
        credits_type_additional_info: None,
        installment_identifier: format!("{:012x}-{number}", event.key >> 80),
        number_of_installments: Some(of),
        credit_card_bill: key.map(|key| BillReference {
            id: request.stamper.stamp(Kind::Bills, &key).id,
            internal_identification: Some(key),
        }),
    }
}

fn status(statement: Option<&Statement<'_>>) -> BillStatus {
    match statement {
        Some(bill) if bill.closed && bill.rest() == 0 => BillStatus::Paid,
        Some(bill) if bill.closed => BillStatus::Closed,
        _ => BillStatus::Open,
    }
}

/// `sep-2026`: the month in which the bill was closed.
pub(super) fn bill_name(closing: jiff::civil::Date) -> String {
    let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let place = usize::try_from(closing.month() - 1).unwrap_or(0);
    format!(
        "{}-{}",
        months.get(place).copied().unwrap_or_default(),
        closing.year()
    )
}

/// The institution's key of the bill that is closed on this day.
pub(super) fn bill_key(life: &Life<'_>, place: usize, closing: jiff::civil::Date) -> String {
    let key = life.books.get(place).map_or("", |book| book.key.as_str());
    format!("{key}-{:04}{:02}", closing.year(), closing.month())
}
