//! The faults of real data: what institutions leave out, charge in other money, or put right later.

use std::collections::{BTreeMap, BTreeSet};

use caudal_model::Kind;
use serde_json::Value;

use super::persona::{NOW, SEED, enter, personas};

const PERIOD: (&str, &str) = ("2025-09-01", "2026-03-12");
/// A bank in each of three countries.
const LOCAL_BANKS: [&str; 3] = ["erebor_mx_retail", "erebor_br_retail", "erebor_co_retail"];
/// Days of which some are still open on the last.
const LAST_DAYS: (&str, &str) = ("2026-03-05", "2026-03-12");

fn transactions(bank: &str, turn: usize, period: (&str, &str), now: &str) -> Vec<Value> {
    let persona = enter(SEED, bank, &format!("faults{turn}"), "x");
    let documents = persona.documents(Kind::Transactions, Some(period), now);
    let read = |body: &str| serde_json::from_str(body).unwrap();
    documents
        .iter()
        .map(|document| read(&document.body))
        .collect()
}

#[test]
fn purchases_abroad_are_in_dollars_and_in_local_money() {
    let (mut abroad, mut taxes) = (0, 0);
    for turn in 0..40 {
        for row in transactions("ofmockbank_br_retail", turn, PERIOD, NOW) {
            let local = row["local_currency_amount"].as_f64().unwrap();
            let amount = row["amount"].as_f64().unwrap();
            if row["currency"] == "USD" {
                assert!(local > amount * 4.0 && local < amount * 8.0, "{row}");
                assert!(
                    !row["merchant"].is_null() || row["type"] == "OUTFLOW",
                    "{row}"
                );
                abroad += 1;
            } else {
                assert_eq!((local, row["currency"].as_str()), (amount, Some("BRL")));
            }
            taxes += usize::from(row["description"] == "IOF COMPRA INTERNACIONAL");
        }
    }
    assert!(abroad > 40 && taxes > 40, "{abroad} abroad, {taxes} taxed");
}

#[test]
fn elsewhere_the_price_abroad_stands_below_the_line() {
    let rows = (0..40).flat_map(|turn| transactions("erebor_br_retail", turn, PERIOD, NOW));
    let noted = rows.filter(|row| {
        let note = row["observations"].as_str().unwrap_or_default();
        note.starts_with("USD ") && row["currency"] == "BRL"
    });
    assert!(noted.count() > 40);
}

#[test]
fn some_purchases_have_no_merchant_and_their_category_all_the_same() {
    let (mut named, mut nameless) = (0, 0);
    for persona in personas(100) {
        for document in persona.documents(Kind::Transactions, Some(PERIOD), NOW) {
            let row: Value = serde_json::from_str(&document.body).unwrap();
            assert!(row["category"].is_string() && row["description"].is_string());
            let bought = row["category"] == "Food & Groceries";
            named += usize::from(bought && !row["merchant"].is_null());
            nameless += usize::from(bought && row["merchant"].is_null());
        }
    }
    assert!(
        nameless > 100 && nameless * 6 < named,
        "{nameless} of {named}"
    );
}

#[test]
fn a_reading_before_and_one_after_show_one_id_with_what_was_put_right() {
    let read = |turn, now| -> BTreeMap<String, (String, f64, String)> {
        transactions(LOCAL_BANKS[turn % 3], turn, LAST_DAYS, now)
            .into_iter()
            .map(|row| {
                let text = |name: &str| row[name].as_str().unwrap().to_owned();
                let amount = row["amount"].as_f64().unwrap();
                (text("id"), (text("status"), amount, text("description")))
            })
            .collect()
    };
    let (mut amounts, mut descriptions) = (0, 0);
    let mut gone: BTreeSet<String> = BTreeSet::new();
    for turn in 0..360 {
        let (before, after) = (read(turn, NOW), read(turn, "2026-03-20T15:00:00Z"));
        for (id, (status, amount, description)) in before {
            let Some(known) = after.get(&id) else {
                assert_eq!(status, "PENDING");
                gone.insert(id);
                continue;
            };
            let changed = (known.1 > amount, known.2 != description);
            assert!(known.1 >= amount && (changed == (false, false) || status == "PENDING"));
            amounts += usize::from(changed.0);
            descriptions += usize::from(changed.1);
        }
    }
    assert!(amounts > 1, "{amounts} sums");
    assert!(descriptions > 3, "{descriptions} lines");
    assert!(!gone.is_empty(), "nothing was dropped");
}
