//! Foreign exchange: each contract moves what it says on the account, and its history adds up.

use std::collections::{HashMap, HashSet};

use caudal_model::resources::exchange::{
    Exchange, ExchangeEvent, ExchangeEventKind as Turn, ExchangeKind,
};
use caudal_model::{Kind, Money};
use rust_decimal::Decimal;

use super::persona::{NOW, Persona, Row, SEED, enter};

const LIVES: usize = 320;
const BANKS: [&str; 4] = [
    "ofmockbank_br_retail",
    "gotham_br_business",
    "erebor_br_retail",
    "ofitau_br_business",
];

fn brazilians() -> impl Iterator<Item = Persona> {
    let drawn = (0..LIVES).map(|turn| {
        let bank = BANKS[turn % BANKS.len()];
        enter(SEED, bank, &format!("trader{turn}"), "secret")
    });
    let documented = ["erebor_br_retail", "gotham_br_business"]
        .into_iter()
        .map(|bank| enter(SEED, bank, "bnk100", "full"));
    drawn.chain(documented)
}

fn exchanges(persona: &Persona) -> Vec<Exchange> {
    let documents = persona.documents(Kind::Exchanges, None, NOW);
    documents
        .iter()
        .map(|document| serde_json::from_str(&document.body).unwrap())
        .collect()
}

fn history(persona: &Persona) -> HashMap<String, Vec<ExchangeEvent>> {
    let mut by_contract: HashMap<String, Vec<ExchangeEvent>> = HashMap::new();
    for document in persona.documents(Kind::ExchangeHistory, None, NOW) {
        let event: ExchangeEvent = serde_json::from_str(&document.body).unwrap();
        assert_eq!(document.account, Some(event.exchange_id));
        let own = by_contract.entry(event.operation_identifier.clone());
        own.or_default().push(event);
    }
    by_contract
}

/// Whether the last word about a settlement is that it took place.
fn is_settled(events: &[ExchangeEvent]) -> bool {
    let said = events
        .iter()
        .rfind(|event| matches!(event.event_type, Turn::Settled | Turn::Nullified));
    said.is_some_and(|event| event.event_type == Turn::Settled)
}

#[test]
fn a_settled_contract_moves_its_amount_and_tax_on_the_account_and_no_other_does() {
    let (mut settled, mut unsettled) = (0, 0);
    for persona in brazilians() {
        let history = history(&persona);
        let rows: HashMap<String, Row> = persona
            .rows(None, NOW)
            .into_iter()
            .map(|row| (row.internal_identification.clone(), row))
            .collect();
        let contracts = exchanges(&persona);
        assert_eq!(contracts.len(), history.len(), "{}", persona.name());
        for contract in &contracts {
            let events = &history[&contract.operation_identifier];
            let row = rows.get(&contract.operation_identifier);
            assert_eq!(row.is_some(), is_settled(events), "{}", persona.name());
            let Some(row) = row else {
                unsettled += 1;
                continue;
            };
            let bought = contract.operation_type == ExchangeKind::Compra;
            assert_eq!(row.direction == "OUTFLOW", bought, "{}", persona.name());
            let moved = match contract.tev_amount_amount {
                // What a unit costs in all says to the cent what was paid.
                Some(all_in) => all_in.0 * contract.foreign_operation_value_amount.0,
                None => contract.local_operation_value_amount.0,
            };
            assert_eq!(row.amount, Money(moved.round_dp(2)), "{}", persona.name());
            let last = events.last().unwrap();
            assert_eq!(last.event_type, Turn::Settled);
            let day = last
                .event_created_at
                .0
                .to_zoned(jiff::tz::TimeZone::get("America/Sao_Paulo").unwrap());
            assert_eq!(row.value_date, day.date().to_string());
            settled += 1;
        }
    }
    assert!(settled > 300 && unsettled > 20, "{settled} and {unsettled}");
}

#[test]
fn an_amount_is_the_rate_times_the_foreign_amount() {
    for persona in brazilians() {
        for contract in exchanges(&persona) {
            let foreign = contract.foreign_operation_value_amount.0;
            let local = foreign * contract.local_operation_tax_amount.0;
            let rounded = local
                .round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
            assert_eq!(contract.local_operation_value_amount, Money(rounded));
            assert!(contract.local_operation_tax_amount.0 > Decimal::from(3));
        }
    }
}

#[test]
fn a_history_begins_with_the_contract_and_leads_to_how_it_stands() {
    let mut seen = HashSet::new();
    for persona in brazilians() {
        let history = history(&persona);
        for contract in exchanges(&persona) {
            let events = &history[&contract.operation_identifier];
            assert_eq!(events[0].event_type, Turn::Contracted);
            assert!(
                events
                    .iter()
                    .skip(1)
                    .all(|event| event.event_type != Turn::Contracted)
            );
            assert!(events.is_sorted_by_key(|event| event.event_created_at));
            let numbers: HashSet<_> = events
                .iter()
                .map(|event| &event.event_sequence_number)
                .collect();
            assert_eq!(numbers.len(), events.len());
            let last = events.last().unwrap();
            assert_eq!(last.operation_due_date, Some(contract.operation_due_date));
            assert_eq!(
                last.operation_outstanding_balance_amount,
                contract.operation_outstanding_balance_amount
            );
            assert_eq!(last.exchange_id, contract.id);
            seen.extend(events.iter().map(|event| event.event_type));
        }
    }
    assert_eq!(seen.len(), Turn::ALL.len(), "only {seen:?} happened");
}
