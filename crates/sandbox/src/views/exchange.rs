//! Contracts of foreign exchange and their history, as Open Finance Brasil tells them.

use std::collections::HashMap;

use caudal_latam::brazil::Cnpj;
use caudal_latam::calendar::shifted;
use caudal_model::resources::exchange::{
    Exchange, ExchangeEvent, ExchangeEventKind, ExchangeKind, event_identity,
};
use caudal_model::{Date, Kind, Money, Timestamp};
use jiff::civil::DateTime;
use rust_decimal::Decimal;

use super::{Life, Request, money};
use crate::chance::Chance;
use crate::market::currency::RATE_UNIT;
use crate::timeline::{Cause, Contract, Turn, TurnKind, contracts};

/// Decimal places of what a unit costs in all, so that the amount can be read from it to the cent.
const ALL_IN_PLACES: u32 = 12;
/// Decimal places of an exchange rate.
const RATE_PLACES: u32 = 4;
/// Up to this amount in hundredths a contract of two days says what it costs in all.
const ALL_IN_UP_TO: i64 = 100_000_00;

/// The contracts that were agreed within the period, oldest first.
pub(super) fn exchanges(life: &Life<'_>, request: Request<'_>) -> Vec<Exchange> {
    told(life, request)
        .iter()
        .filter_map(|told| exchange(life, request, told))
        .collect()
}

/// What happened to those contracts.
pub(super) fn history(life: &Life<'_>, request: Request<'_>) -> Vec<ExchangeEvent> {
    told(life, request)
        .iter()
        .flat_map(|told| {
            let turns = told.turns.iter().enumerate();
            turns.filter_map(|(place, turn)| event(life, request, told, place, turn))
        })
        .collect()
}

/// A contract and what has happened to it so far.
struct Told {
    contract: Contract,
    key: String,
    turns: Vec<Turn>,
}

fn told(life: &Life<'_>, request: Request<'_>) -> Vec<Told> {
    let Some(opened) = life.books.first().map(|book| book.opened) else {
        return Vec::new();
    };
    let (from, to) = life.days(request.extent.period);
    let calendar = life.person.calendar();
    let paid: HashMap<u128, DateTime> = life
        .events
        .iter()
        .filter(|event| event.deed.cause == Cause::Exchange)
        .map(|event| (event.key, event.moment()))
        .collect();
    let mut told = Vec::new();
    let mut month = from.first_of_month();
    while month <= to {
        for contract in contracts(&life.person, opened, month) {
            let day = contract.requested.date();
            if day < from || day > to || contract.requested > life.now {
                continue;
            }
            let name = contract.chance.name();
            let turns = contract.turns(&calendar, paid.get(&name).copied(), life.now);
            told.push(Told {
                key: format!("{name:032x}"),
                contract,
                turns,
            });
        }
        month = shifted(month.last_of_month(), 1);
    }
    told
}

fn exchange(life: &Life<'_>, request: Request<'_>, told: &Told) -> Option<Exchange> {
    let Told {
        contract,
        key,
        turns,
    } = told;
    let stamp = request.stamper.stamp(Kind::Exchanges, key);
    let bank = Chance::new(0)
        .branch("dealer")
        .branch(&life.institution.name);
    let last = turns.last()?;
    let standing = standing(contract, turns.len() - 1, turns);
    let registered = contract.requested.date() < life.now.date();
    Some(Exchange {
        id: stamp.id,
        link: Some(request.stamper.link),
        created_at: stamp.created_at,
        collected_at: stamp.collected_at,
        operation_identifier: key.clone(),
        operation_number: registered.then(|| number(contract.chance, "operation")),
        operation_type: if contract.purpose.buys {
            ExchangeKind::Compra
        } else {
            ExchangeKind::Venda
        },
        operation_requested_at: timestamp(life, contract.requested)?,
        authorized_institution_identifier: Cnpj::from_base(bank.draw("number"))
            .to_string()
            .parse()
            .ok()?,
        authorized_institution_name: life.institution.display_name.chars().take(80).collect(),
        intermediary_institution_identifier: None,
        intermediary_institution_name: None,
        operation_due_date: Date(last.due),
        local_operation_tax_amount: rate(contract),
        local_operation_tax_currency: life.currency(),
        local_operation_value_amount: money(contract.local),
        local_operation_value_currency: life.currency(),
        foreign_operation_value_amount: money(contract.foreign),
        foreign_operation_value_currency: contract.currency.code().to_owned(),
        operation_outstanding_balance_amount: standing.outstanding,
        operation_outstanding_balance_currency: standing.outstanding.map(|_| code(contract)),
        tev_amount_amount: standing.all_in,
        tev_amount_currency: standing.all_in.map(|_| life.currency()),
        local_currency_advance_percentage: standing.advance,
        settlement_method: Some(contract.purpose.method),
        operation_category_code: contract.purpose.category.to_owned(),
    })
}

fn event(
    life: &Life<'_>,
    request: Request<'_>,
    told: &Told,
    place: usize,
    turn: &Turn,
) -> Option<ExchangeEvent> {
    let Told {
        contract,
        key,
        turns,
    } = told;
    let sequence = contract
        .chance
        .branch("turn")
        .at(i64::try_from(place).ok()?);
    let sequence = number(sequence, "sequence");
    let stamp = request
        .stamper
        .stamp(Kind::ExchangeHistory, &event_identity(key, &sequence));
    let standing = standing(contract, place, turns);
    Some(ExchangeEvent {
        id: stamp.id,
        link: Some(request.stamper.link),
        exchange_id: request.stamper.stamp(Kind::Exchanges, key).id,
        created_at: stamp.created_at,
        collected_at: stamp.collected_at,
        operation_identifier: key.clone(),
        event_sequence_number: sequence,
        event_type: event_kind(turn.kind),
        event_created_at: timestamp(life, turn.at)?,
        operation_due_date: Some(Date(turn.due)),
        local_operation_tax_amount: Some(rate(contract)),
        local_operation_tax_currency: Some(life.currency()),
        local_operation_value_amount: Some(money(contract.local)),
        local_operation_value_currency: Some(life.currency()),
        foreign_operation_value_amount: Some(money(contract.foreign)),
        foreign_operation_value_currency: Some(code(contract)),
        operation_outstanding_balance_amount: standing.outstanding,
        operation_outstanding_balance_currency: standing.outstanding.map(|_| code(contract)),
        tev_amount_amount: standing.all_in,
        tev_amount_currency: standing.all_in.map(|_| life.currency()),
        local_currency_advance_percentage: standing.advance,
        settlement_method: Some(contract.purpose.method),
        operation_category_code: Some(contract.purpose.category.to_owned()),
        foreign_partie_relationship_code: Some(contract.purpose.relationship.to_owned()),
        foreign_partie_name: Some(contract.foreign_party().to_owned()),
        foreign_partie_country_code: Some(contract.purpose.country.to_owned()),
    })
}

/// How a contract stands after one of its turns.
struct Standing {
    outstanding: Option<Money>,
    all_in: Option<Money>,
    advance: Option<Money>,
}

fn standing(contract: &Contract, place: usize, turns: &[Turn]) -> Standing {
    let forward = !contract.is_spot();
    let open = match turns.get(place).map(|turn| turn.kind) {
        Some(TurnKind::Settled | TurnKind::Cancelled | TurnKind::WrittenOff) => 0,
        _ => contract.foreign,
    };
    let told = !forward && contract.foreign <= ALL_IN_UP_TO;
    Standing {
        outstanding: forward.then(|| money(open)),
        all_in: told.then(|| all_in(contract)),
        // Nobody here is paid before the day of settlement.
        advance: forward.then(|| Money(Decimal::new(0, 6))),
    }
}

/// What one unit of foreign currency costs or brings in all.
fn all_in(contract: &Contract) -> Money {
    let (moved, foreign) = (Decimal::from(contract.moved()), contract.foreign);
    let unit = moved.checked_div(Decimal::from(foreign));
    Money(unit.unwrap_or_default().round_dp(ALL_IN_PLACES))
}

fn rate(contract: &Contract) -> Money {
    debug_assert_eq!(RATE_UNIT, 10_i64.pow(RATE_PLACES));
    Money(Decimal::new(contract.rate, RATE_PLACES))
}

fn code(contract: &Contract) -> String {
    contract.currency.code().to_owned()
}

fn number(chance: Chance, what: &str) -> String {
    format!("{:012}", chance.below(what, 1_000_000_000_000))
}

fn timestamp(life: &Life<'_>, at: DateTime) -> Option<Timestamp> {
    let zoned = at.to_zoned(life.person.country.zone()).ok()?;
    Some(Timestamp(zoned.timestamp()))
}

fn event_kind(kind: TurnKind) -> ExchangeEventKind {
    match kind {
        TurnKind::Contracted => ExchangeEventKind::Contracted,
        TurnKind::Changed => ExchangeEventKind::Changed,
        TurnKind::Cancelled => ExchangeEventKind::Cancelled,
        TurnKind::Settled => ExchangeEventKind::Settled,
        TurnKind::WrittenOff => ExchangeEventKind::WrittenOff,
        TurnKind::Reinstated => ExchangeEventKind::Reinstated,
        TurnKind::Nullified => ExchangeEventKind::Nullified,
    }
}
