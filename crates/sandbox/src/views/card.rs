//! The card's part of accounts and transactions.

use std::collections::HashMap;

use caudal_latam::Country;
use caudal_latam::card::Scheme;
use caudal_model::resources::account::{
    CardNetwork, CreditCard, CreditData, CreditLimit, CreditLimitKind,
};
use caudal_model::resources::transaction::{
    BillReference, BillStatus, CardCreditKind, CardFeeKind, CardTransaction,
};
use caudal_model::{Date, Kind, Money, Timestamp};
use rust_decimal::Decimal;

use super::statement::{Statement, next_due, statements};
use super::{Life, Request, money};
use crate::book::CardTerms;
use crate::price::{Cents, share};
use crate::timeline::{Cause, Event};

/// How much of the limit may be taken out in cash, in thousandths.
const CASH_PERMILLE: i64 = 200;
/// The last digits of an event's key tell the instalments of a purchase apart.
const INSTALMENT_BITS: u32 = 16;

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
        limits: Some(limits(life, place, terms, owed)),
        cutting_date: due,
        minimum_payment: Some(money(CardTerms::minimum(life.person.country, rest))),
        network: Some(network(terms.scheme)),
        cards: Some(terms.pieces().map(piece).collect()),
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

fn piece(digits: &str) -> CreditCard {
    CreditCard {
        is_multiple: false,
        identification_number: digits.to_owned(),
    }
}

/// The limit as a whole, and what of it each kind of credit uses. Instalments that are still to come
/// are told apart: they are owed only when they are charged.
fn limits(life: &Life<'_>, place: usize, terms: &CardTerms, owed: Cents) -> Vec<CreditLimit> {
    let line = |kind, name: Option<&str>, limit: Cents, used: Cents| CreditLimit {
        identification_number: Some(terms.last_four.clone()),
        credit_limit: Some(money(limit)),
        used_amount: Some(money(used.max(0))),
        available_amount: money(limit - used),
        is_limit_flexible: false,
        kind,
        consolidation_type: "CONSOLIDADO".to_owned(),
        line_name: name.map(str::to_owned),
        line_name_additional_info: None,
    };
    let (country, part) = (life.person.country, CreditLimitKind::ModalLimit);
    let cash = share(country, terms.limit, CASH_PERMILLE);
    vec![
        line(CreditLimitKind::TotalLimit, None, terms.limit, owed),
        line(part, Some("CREDITO_A_VISTA"), terms.limit, owed),
        line(
            part,
            Some("CREDITO_PARCELADO"),
            terms.limit,
            to_come(life, place),
        ),
        line(part, Some("SAQUE_CREDITO_BRASIL"), cash, 0),
    ]
    .into_iter()
    .filter(|line| {
        country == Country::Brazil || line.line_name.as_deref() != Some("SAQUE_CREDITO_BRASIL")
    })
    .collect()
}

/// What later instalments of the purchases on a card will charge.
fn to_come(life: &Life<'_>, place: usize) -> Cents {
    let mut purchases: HashMap<u128, Cents> = HashMap::new();
    for event in life.events_of(place) {
        if let Cause::Instalment { to_come, .. } = event.deed.cause {
            purchases.insert(event.key >> INSTALMENT_BITS, to_come);
        }
    }
    purchases.values().sum()
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
        Cause::Instalment { number, of, .. } => (number, of),
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
        card_number: terms.piece(event.deed.label.mcc).to_owned(),
        fee_type: fee(event.deed.cause),
        fee_type_additional_info: (event.deed.cause == Cause::LateFee)
            .then(|| late_fee(life.person.country).to_owned()),
        credits_type: credit(event.deed.cause),
        credits_type_additional_info: None,
        installment_identifier: format!("{:012x}-{number}", event.key >> 80),
        number_of_installments: Some(of),
        credit_card_bill: key.map(|key| BillReference {
            id: request.stamper.stamp(Kind::Bills, &key).id,
            internal_identification: Some(key),
        }),
    }
}

fn fee(cause: Cause) -> Option<CardFeeKind> {
    match cause {
        Cause::AnnualFee => Some(CardFeeKind::AnnualFee),
        Cause::LateFee => Some(CardFeeKind::Others),
        _ => None,
    }
}

fn late_fee(country: Country) -> &'static str {
    match country {
        Country::Brazil => "Multa por atraso",
        Country::Mexico => "Comisión por pago tardío",
        Country::Colombia | Country::Chile => "Cargo por pago tardío",
    }
}

fn credit(cause: Cause) -> Option<CardCreditKind> {
    matches!(
        cause,
        Cause::RevolvingInterest | Cause::ArrearsInterest | Cause::CreditTax
    )
    .then_some(CardCreditKind::RevolvingCredit)
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
