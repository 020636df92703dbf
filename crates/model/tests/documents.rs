//! Items survive the wire: what is read is written again, key for key and digit for digit.

use caudal_model::facets::facets_of;
use caudal_model::filter::facets;
use caudal_model::resources::account::Account;
use caudal_model::resources::balance::Balance;
use caudal_model::resources::daily_balance::DailyBalance;
use caudal_model::resources::institution::Institution;
use caudal_model::resources::link::Link;
use caudal_model::resources::owner::Owner;
use caudal_model::resources::transaction::Transaction;
use caudal_model::{Document, Item, Kind};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const TRANSACTION: &str = include_str!("samples/transaction.json");
const OWNERS: &str = include_str!("samples/owners.json");

/// The sample's text as the program writes it: the same without its layout.
fn compact(text: &str) -> String {
    let raw: Vec<&str> = text.lines().map(str::trim_start).collect();
    raw.concat().replace("\": ", "\":")
}

#[test]
fn every_key_and_digit_is_written_again() {
    let transaction: Transaction = serde_json::from_str(TRANSACTION).unwrap();
    assert_eq!(
        serde_json::to_string(&transaction).unwrap(),
        compact(TRANSACTION)
    );
    let owners: Vec<Owner> = serde_json::from_str(OWNERS).unwrap();
    assert_eq!(serde_json::to_string(&owners).unwrap(), compact(OWNERS));
    assert!(matches!(
        owners.as_slice(),
        [Owner::Individual(_), Owner::Business(_), Owner::Standard(_)]
    ));
}

#[test]
fn a_document_knows_what_finds_it() {
    let transaction: Transaction = serde_json::from_str(TRANSACTION).unwrap();
    let document = Document::new(&transaction).unwrap();
    assert_eq!(document.kind, Kind::Transactions);
    assert_eq!(document.account, Some(transaction.account.id));
    assert_eq!(
        document.identity,
        "92792126019929279212650822221989319252576/TXpRMU9UQTROMWhZV2xSU1FUazJSMDl"
    );
    assert_eq!(document.facets["amount"], json!(2145.45));
    assert_eq!(document.facets["account__balance__current"], json!(999.99));
    assert_eq!(document.facets["credit_card_data__bill_name"], "feb-2026");
    assert_eq!(document.facets["created_at"], "2026-02-09");
    let account = Document::new(&transaction.account).unwrap();
    assert_eq!(account.facets["institution"], "ofmockbank_br_retail");
    assert_eq!(account.facets["category"], "CREDIT_CARD");
}

#[test]
fn a_text_of_another_kind_is_refused() {
    for kind in Kind::ALL {
        let check = kind.resource().check;
        assert!(check("{}").is_err(), "{kind}");
        assert!(check("[]").is_err(), "{kind}");
        assert_eq!(
            check(TRANSACTION).is_ok(),
            *kind == Kind::Transactions,
            "{kind}"
        );
    }
}

#[test]
fn optional_keys_may_be_missing_when_read() {
    let balance = json!({
        "id": "5722d0ba-69d7-42dc-8ff5-33767b83c5d6", "link": "30cb4806-6e00-48a4-91c9-ca55968576c8",
        "account_id": "0d3ffb69-f83b-456e-ad8e-208d0998d71d", "account_internal_identification": "1",
        "collected_at": "2026-02-09T08:45:50Z", "created_at": "2026-02-09T08:45:50Z",
        "last_updated_at": "2026-02-09T08:45:50Z", "currency": "BRL", "available": 1, "blocked": 0,
        "automatically_invested": 0,
    });
    let read: Balance = serde_json::from_value(balance).unwrap();
    assert_eq!(read.identity(), "1");
    let mut transaction: Value = serde_json::from_str(TRANSACTION).unwrap();
    transaction["transacted_at"].take();
    transaction
        .as_object_mut()
        .unwrap()
        .retain(|_, value| !value.is_null());
    let read: Transaction = serde_json::from_value(transaction).unwrap();
    let written = serde_json::to_value(&read).unwrap();
    assert_eq!(written.get("transacted_at"), None);
    assert_eq!(written["observations"], Value::Null);
    let day = DailyBalance {
        id: read.id,
        account: read.account,
        value_date: read.value_date,
        balance: read.amount,
        current_balance: None,
        statement: None,
        collected_at: read.collected_at,
        created_at: read.created_at,
    };
    assert_eq!(
        day.identity(),
        "92792126019929279212650822221989319252576/2026-02-07"
    );
    assert!((Kind::DailyBalances.resource().check)(&serde_json::to_string(&day).unwrap()).is_ok());
}

#[test]
fn an_unknown_word_of_an_enumeration_is_refused() {
    let text = TRANSACTION.replace("\"OUTFLOW\"", "\"SIDEWAYS\"");
    assert!(serde_json::from_str::<Transaction>(&text).is_err());
    assert!(serde_json::from_str::<Link>("{}").is_err());
    assert!(serde_json::from_str::<Institution>("{}").is_err());
    assert!(serde_json::from_str::<Account>("null").is_err());
}

/// JSON of any shape whose keys are often those that filters look for.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
        Just(Value::from("2026-02-09T23:59:59.999999Z")),
    ];
    let key = prop_oneof![
        prop::sample::select(vec![
            "id",
            "link",
            "account",
            "balance",
            "current",
            "available",
            "institution",
            "name",
            "created_at",
            "amount",
            "type",
            "currency",
            "status",
            "credit_card_data",
            "bill_name",
        ])
        .prop_map(str::to_owned),
        "[a-z]{0,3}",
    ];
    leaf.prop_recursive(4, 64, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key.clone(), inner), 0..8)
                .prop_map(|pairs| Value::from(pairs.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

proptest! {
    #[test]
    fn facets_of_a_text_are_those_of_its_value(value in any_json()) {
        let text = value.to_string();
        let parsed: Value = serde_json::from_str(&text).unwrap();
        for kind in Kind::ALL {
            let slow = facets(kind.resource().filters, &parsed);
            prop_assert_eq!(facets_of(*kind, &text).unwrap(), slow);
        }
    }

    #[test]
    fn what_is_no_json_is_an_error_and_no_panic(text in ".{0,40}") {
        let is_json = serde_json::from_str::<Value>(&text).is_ok();
        for kind in Kind::ALL {
            prop_assert!((kind.resource().check)(&text).is_err());
            prop_assert_eq!(facets_of(*kind, &text).is_ok(), is_json);
        }
    }
}
