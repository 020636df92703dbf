//! The card's part of accounts and transactions.

use caudal_latam::card::Scheme;
use caudal_model::resources::account::{
    CardNetwork, CreditCard, CreditData, CreditLimit, CreditLimitKind,
};
use caudal_model::resources::transaction::{BillStatus, CardTransaction};
use caudal_model::{Date, Money, Timestamp};
use rust_decimal::Decimal;

use super::{Life, money};
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
    let today = life.now.date();
    let closing = terms.closing_after(today);
    let open = open_bill(life, place, terms);
    let minimum = CardTerms::minimum(life.person.country, open);
    let known = CreditData {
        credit_limit: Some(money(terms.limit)),
        limits: Some(vec![limit(terms, owed)]),
        cutting_date: Some(Date(
            life.person.calendar().on_or_after(CardTerms::due(closing)),
        )),
        minimum_payment: Some(money(minimum)),
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
    CreditData {
        next_payment_date: Some(Date(
            life.person.calendar().on_or_after(CardTerms::due(closing)),
        )),
        no_interest_payment: Some(money(open.max(0))),
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

/// What is still owed of the bill that was closed last; what is owed at all before the first.
fn open_bill(life: &Life<'_>, place: usize, terms: &CardTerms) -> Cents {
    let today = life.now.date();
    let closed = terms.closing_after(caudal_latam::calendar::shifted(today, -32));
    let closed = if terms.closing_after(today) == closed || closed >= today {
        caudal_latam::calendar::shifted(today, -1)
    } else {
        closed
    };
    let paid: Cents = life
        .events_of(place)
        .filter(|event| event.date > closed && event.deed.cause == Cause::CardPayment)
        .map(|event| event.amount)
        .sum();
    (life.balance_at(place, closed) - paid).max(0)
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
    event: &Event,
    terms: &CardTerms,
    collected_at: Timestamp,
) -> CardTransaction {
    let closing = terms.closing_after(event.date);
    let closed = closing < life.now.date();
    let total = life.balance_at(event.book, closing);
    let due = life.person.calendar().on_or_after(CardTerms::due(closing));
    let (number, of) = match event.deed.cause {
        Cause::Instalment { number, of } => (number, of),
        _ => (1, 1),
    };
    let status = match (closed, due <= life.now.date()) {
        (false, _) => BillStatus::Open,
        (true, false) => BillStatus::Closed,
        (true, true) => BillStatus::Paid,
    };
    CardTransaction {
        collected_at,
        bill_name: closed.then(|| bill_name(closing)),
        bill_due_date: closed.then_some(Date(due)),
        bill_internal_identification: closed.then(|| bill_key(life, event.book, closing)),
        bill_status: (!life.open_finance).then_some(status),
        previous_bill_total: None,
        bill_amount: closed.then(|| money(total)),
        card_number: terms.last_four.clone(),
        fee_type: None,
        fee_type_additional_info: None,
        credits_type: None,
        credits_type_additional_info: None,
        installment_identifier: format!("{:012x}-{number}", event.key >> 80),
        number_of_installments: Some(of),
        credit_card_bill: None,
    }
}

/// `sep-2026`: the month in which the bill was closed.
fn bill_name(closing: jiff::civil::Date) -> String {
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

fn bill_key(life: &Life<'_>, place: usize, closing: jiff::civil::Date) -> String {
    let key = life.books.get(place).map_or("", |book| book.key.as_str());
    format!("{key}-{:04}{:02}", closing.year(), closing.month())
}
