//! Investments: every movement stands on the account, quantities and taxes add up, ends are paid.

use std::collections::{HashMap, HashSet};

use caudal_model::resources::investment::{Investment, InvestmentKind};
use caudal_model::resources::investment_transaction::{
    InvestmentDirection, InvestmentEvent as Event, InvestmentTransaction,
};
use caudal_model::{Extent, Kind, Money};
use rust_decimal::{Decimal, RoundingStrategy};

use super::persona::{NOW, Persona, Row, SEED, enter, stamper};

const LIVES: usize = 320;
const BANKS: [&str; 4] = [
    "ofmockbank_br_retail",
    "erebor_br_retail",
    "ofitau_br_business",
    "ofnubank_br_retail",
];
/// The last second of a day a year before the clock, and the period from then on.
const EARLIER: &str = "2025-03-14T02:59:59Z";
const SINCE_THEN: (&str, &str) = ("2025-03-14", "2026-03-12");

fn brazilians() -> impl Iterator<Item = Persona> {
    let drawn = (0..LIVES).map(|turn| {
        let bank = BANKS[turn % BANKS.len()];
        enter(SEED, bank, &format!("saver{turn}"), "secret")
    });
    let documented = ["erebor_br_retail", "gotham_br_business"]
        .into_iter()
        .map(|bank| enter(SEED, bank, "bnk100", "full"));
    drawn.chain(documented)
}

fn held(persona: &Persona, now: &str) -> Vec<Investment> {
    let documents = persona.documents(Kind::Investments, None, now);
    documents
        .iter()
        .map(|document| serde_json::from_str(&document.body).unwrap())
        .collect()
}

/// The rows of the account and what happened to investments, read in one visit.
fn both(persona: &Persona) -> (HashMap<String, Row>, Vec<InvestmentTransaction>) {
    let kinds = [Kind::Transactions, Kind::InvestmentTransactions];
    let documents = persona.world.fetch_all(
        &persona.visit,
        &persona.institution,
        &kinds,
        Extent::default(),
        &stamper(NOW),
    );
    let (mut rows, mut moved) = (HashMap::new(), Vec::new());
    for document in documents {
        if document.kind == Kind::Transactions {
            let row: Row = serde_json::from_str(&document.body).unwrap();
            rows.insert(row.internal_identification.clone(), row);
        } else {
            moved.push(serde_json::from_str(&document.body).unwrap());
        }
    }
    (rows, moved)
}

fn moved(persona: &Persona, period: Option<(&str, &str)>) -> Vec<InvestmentTransaction> {
    let documents = persona.documents(Kind::InvestmentTransactions, period, NOW);
    documents
        .iter()
        .map(|document| serde_json::from_str(&document.body).unwrap())
        .collect()
}

fn to_cents(amount: Decimal) -> Money {
    Money(amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
}

/// What the account pays or gets for it; nothing where a fund's tax is taken in units.
fn on_account(transaction: &InvestmentTransaction) -> Option<Money> {
    if transaction.subtype == Event::ComeCotas {
        return None;
    }
    let note = transaction.broker_note_details.as_ref();
    note.map(|note| note.net_value)
        .or(transaction.net_value)
        .or(transaction.value)
}

#[test]
fn every_movement_stands_on_the_account_on_its_day_to_the_cent() {
    let (mut matched, mut subtypes) = (0, HashSet::new());
    for persona in brazilians() {
        let (rows, moved) = both(&persona);
        for transaction in moved {
            subtypes.insert((transaction.investment.kind, transaction.subtype));
            let row = rows.get(&transaction.internal_identification);
            let Some(amount) = on_account(&transaction) else {
                assert!(row.is_none(), "{}", persona.name());
                continue;
            };
            let row = row.unwrap_or_else(|| panic!("{}: {transaction:?}", persona.name()));
            assert_eq!(row.amount, amount, "{} {}", persona.name(), row.description);
            assert_eq!(row.value_date, transaction.value_date.to_string());
            let pays = transaction.direction == InvestmentDirection::Inflow
                || transaction.subtype == Event::Outros;
            assert_eq!(row.direction == "OUTFLOW", pays, "{}", row.description);
            matched += 1;
        }
    }
    assert!(matched > 2_000, "only {matched} movements");
    assert!(subtypes.len() >= 18, "only {subtypes:?}");
}

#[test]
fn every_investing_movement_of_the_account_has_its_investment_transaction() {
    let mut looked_at = 0;
    for persona in brazilians() {
        let (rows, moved) = both(&persona);
        let known: HashSet<String> = moved
            .into_iter()
            .map(|transaction| transaction.internal_identification)
            .collect();
        for row in rows.into_values() {
            // What is sent to a broker elsewhere is a transfer like others.
            let investing = ["Fixed income", "Equity"].contains(&row.subcategory.as_str())
                && !row.description.starts_with("PIX ");
            // Trades of shares are told a trading day late.
            if investing && row.value_date.as_str() < "2026-03-11" {
                assert!(known.contains(&row.internal_identification), "{row:?}");
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 1_500, "only {looked_at} rows");
}

#[test]
fn a_worth_is_the_quantity_times_the_price() {
    let mut kinds: HashMap<InvestmentKind, usize> = HashMap::new();
    for persona in brazilians() {
        for investment in held(&persona, NOW) {
            let balance = &investment.balance;
            let price = balance.gross_unit_price.unwrap().0;
            assert_eq!(balance.gross_value, to_cents(balance.quantity.0 * price));
            if let (Some(net), Some(withheld)) = (balance.net_value, balance.withheld_amount) {
                assert_eq!(net + withheld, balance.gross_value, "{}", persona.name());
                assert!(!withheld.is_negative());
            }
            if let Some(due) = investment.due_date {
                assert!(due.to_string().as_str() >= "2026-03-12", "{investment:?}");
            }
            *kinds.entry(investment.kind).or_default() += 1;
        }
    }
    assert_eq!(kinds.len(), 5, "{kinds:?}");
    assert!(kinds.values().all(|count| *count > 20), "{kinds:?}");
}

#[test]
fn what_is_held_is_what_was_held_and_what_moved_since() {
    let mut compared = 0;
    for persona in brazilians() {
        let mut quantities: HashMap<String, Decimal> = HashMap::new();
        let key = |investment: &Investment| investment.internal_identification.clone();
        for investment in held(&persona, EARLIER) {
            // Trades of the day itself are told later.
            if investment.kind != InvestmentKind::VariableIncome {
                quantities.insert(key(&investment), investment.balance.quantity.0);
            }
        }
        for transaction in moved(&persona, Some(SINCE_THEN)) {
            let quantity = transaction.quantity.0;
            let change = match transaction.subtype {
                Event::Aplicacao | Event::Compra => quantity,
                Event::Resgate | Event::Venda | Event::Vencimento | Event::ComeCotas => -quantity,
                _ => Decimal::ZERO,
            };
            if transaction.investment.kind != InvestmentKind::VariableIncome {
                *quantities.entry(key(&transaction.investment)).or_default() += change;
            }
        }
        let mut now: HashMap<String, Decimal> = held(&persona, NOW)
            .iter()
            .filter(|investment| investment.kind != InvestmentKind::VariableIncome)
            .map(|investment| (key(investment), investment.balance.quantity.0))
            .collect();
        quantities.retain(|_, quantity| !quantity.is_zero());
        for (holding, quantity) in quantities {
            let found = now.remove(&holding);
            assert_eq!(found, Some(quantity), "{} {holding}", persona.name());
            compared += 1;
        }
        assert!(now.is_empty(), "{} holds {now:?} besides", persona.name());
    }
    assert!(compared > 500, "only {compared} were compared");
}

#[test]
fn gross_less_taxes_is_net_and_exempt_products_pay_none() {
    let (mut taxed, mut exempt) = (0, 0);
    for persona in brazilians() {
        for transaction in moved(&persona, None) {
            let (Some(gross), Some(net)) = (transaction.gross_value, transaction.net_value) else {
                assert_eq!(transaction.investment.kind, InvestmentKind::VariableIncome);
                continue;
            };
            let operations = transaction.transaction_tax.unwrap();
            let income = transaction.income_tax.unwrap();
            assert_eq!(gross - operations - income, net, "{}", persona.name());
            if transaction.investment.is_tax_exempt {
                assert_eq!(operations + income, Money::ZERO);
                exempt += 1;
            } else if income > Money::ZERO {
                taxed += 1;
            }
        }
    }
    assert!(taxed > 200 && exempt > 200, "{taxed} and {exempt}");
}

/// The rate on gains by days held, in thousandths, as the law has it.
fn rate(days: i32) -> i64 {
    match days {
        ..=180 => 225,
        181..=360 => 200,
        361..=720 => 175,
        _ => 150,
    }
}

#[test]
fn a_deposit_that_falls_due_pays_its_gain_less_the_tax_of_its_age() {
    let mut matured = 0;
    for persona in brazilians() {
        for transaction in moved(&persona, None) {
            let investment = &transaction.investment;
            let banking = investment.kind == InvestmentKind::FixedIncomeBanking;
            let at_the_end = !investment.voucher_payment_details.is_voucher_payment;
            if !banking || !at_the_end || transaction.subtype != Event::Vencimento {
                continue;
            }
            assert_eq!(investment.due_date, Some(transaction.value_date));
            assert_eq!(investment.balance.quantity, Money::ZERO);
            let gross = transaction.gross_value.unwrap();
            let gain = gross - Money(transaction.quantity.0);
            assert!(gain > Money::ZERO, "{}", persona.name());
            let bought = investment.purchase_date.unwrap().0;
            let days = bought.until(transaction.value_date.0).unwrap().get_days();
            let due = gain.0 * Decimal::new(rate(days), 3);
            let due = if investment.is_tax_exempt {
                Decimal::ZERO
            } else {
                due.round_dp_with_strategy(2, RoundingStrategy::ToZero)
            };
            assert_eq!(
                transaction.income_tax,
                Some(Money(due)),
                "{}",
                persona.name()
            );
            matured += 1;
        }
    }
    assert!(matured > 100, "only {matured} fell due");
}

#[test]
fn a_brokers_note_adds_up() {
    let mut notes = 0;
    for persona in brazilians() {
        for transaction in moved(&persona, None) {
            let Some(note) = &transaction.broker_note_details else {
                continue;
            };
            let charges = note.brokerage_fee
                + note.clearing_settlement_fee
                + note.stock_exchange_fee
                + note.taxes;
            let net = if transaction.direction == InvestmentDirection::Inflow {
                note.gross_value + charges
            } else {
                note.gross_value - charges - note.income_tax
            };
            assert_eq!(note.net_value, net);
            let traded = transaction.quantity.0 * transaction.unit_price.0;
            assert_eq!(transaction.value, Some(to_cents(traded)));
            assert_eq!(note.gross_value, to_cents(traded));
            notes += 1;
        }
    }
    assert!(notes > 50, "only {notes} notes");
}

#[test]
fn documented_people_hold_some_of_each() {
    for bank in ["erebor_br_retail", "ofmockbank_br_retail"] {
        let persona = enter(SEED, bank, "bnk100", "full");
        let kinds: HashSet<_> = held(&persona, NOW).iter().map(|own| own.kind).collect();
        assert_eq!(kinds.len(), 5, "{bank}: {kinds:?}");
        assert!(!moved(&persona, None).is_empty());
        assert!(!persona.documents(Kind::Exchanges, None, NOW).is_empty());
    }
}
