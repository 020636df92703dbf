//! Measures the store: `measure OTHER_LINKS URL…`, each URL an empty or earlier measured database.
//!
//! One link of 10,000 transactions is read and filtered while `OTHER_LINKS` more, of 1,500 each, lie
//! beside it. Times are in microseconds, median and 99th percentile, one caller at a time.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a measurement prints, and stops where it cannot go on"
)]

use std::time::Instant;

use caudal_model::{Condition, Document, Filter, FilterKind, Kind, Operand, Operator, Timestamp};
use caudal_store::{Batch, Link, Listing, Store, StoreOptions, fold};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use uuid::Uuid;

const KIND: Kind = Kind::Transactions;
const ORGANISATION: Uuid = Uuid::from_u128(0xA);
const READ_LINK: u128 = 1;
const READ_DOCUMENTS: u128 = 10_000;
const SAVED_DOCUMENTS: u128 = 1_500;
const BODY_BYTES: usize = 3_000;
const ROUNDS: usize = 300;
const SAVES: usize = 15;

static FILTERS: &[Filter] = &[
    filter("link", FilterKind::Uuid),
    filter("amount", FilterKind::Number),
    filter("type", FilterKind::Text),
    filter("reference", FilterKind::Text),
    filter("value_date", FilterKind::Date),
    filter("name", FilterKind::Text),
];

const fn filter(name: &'static str, kind: FilterKind) -> Filter {
    Filter {
        name,
        kind,
        operators: &[Operator::Equal, Operator::Contains],
        at: name,
        about: name,
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let other_links: u128 = arguments.next().unwrap().parse().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let runtime = runtime.unwrap();
    for url in arguments {
        runtime.block_on(measure(&url, other_links));
    }
}

async fn measure(url: &str, other_links: u128) {
    let store = Store::open(url, &StoreOptions::default()).await.unwrap();
    store.migrate().await.unwrap();
    println!("{} with {other_links} other links", store.engine());
    fill(&store, other_links).await;
    let of_link = condition("link", Operator::Equal, Operand::Uuid(link_id(READ_LINK)));
    let amount = |amount: i64| Operand::Number(Decimal::new(amount, 2));
    let text = |text: &str| Operand::Text(text.to_owned());
    let half = condition("amount", Operator::GreaterOrEqual, amount(250_000));
    let inflow = condition("type", Operator::Equal, text("INFLOW"));
    let few = condition("reference", Operator::Equal, text("reference-77"));
    let day = Operand::Date("2026-02-10".parse().unwrap());
    let day = condition("value_date", Operator::Equal, day);
    let named = condition("name", Operator::Contains, text("único 12"));
    for (what, conditions, page) in [
        ("page of 100", vec![&of_link], 1),
        ("page 51 of 100", vec![&of_link], 51),
        ("page without a link", vec![], 1),
        ("filter: half by amount", vec![&of_link, &half], 1),
        ("filter: amount and type", vec![&of_link, &half, &inflow], 1),
        ("filter: one by reference", vec![&of_link, &few], 1),
        ("filter: one day", vec![&of_link, &day], 1),
        ("filter: text within", vec![&of_link, &named], 1),
    ] {
        let listing = Listing {
            conditions: conditions.into_iter().cloned().collect(),
            page,
            page_size: 100,
        };
        let mut found = (0, 0);
        let times = times(ROUNDS, async |_| {
            let page = store.list(ORGANISATION, KIND, &listing).await.unwrap();
            found = (page.items.len(), page.count);
        });
        report(what, &times.await, &format!("{} of {}", found.0, found.1));
    }
    let times_of_one = times(ROUNDS * 10, async |round| {
        let id = document_id(READ_LINK, round as u128 % READ_DOCUMENTS);
        store
            .document(ORGANISATION, KIND, id)
            .await
            .unwrap()
            .unwrap();
    });
    report("one document", &times_of_one.await, "");
    measure_writes(&store).await;
    store.close().await;
}

async fn measure_writes(store: &Store) {
    const NEW_LINKS: u128 = 1 << 32;
    for round in 0..SAVES {
        let mut clear = Batch::new();
        clear.delete_link(ORGANISATION, link_id(NEW_LINKS + round as u128));
        let _ = store.write(clear).await;
    }
    let save = async |round: usize| {
        let number = NEW_LINKS + round as u128;
        let mut batch = Batch::new();
        if store
            .link(ORGANISATION, link_id(number))
            .await
            .unwrap()
            .is_none()
        {
            batch.insert_link(&link(number));
        }
        let documents = documents(number, SAVED_DOCUMENTS).collect();
        let begun = Instant::now();
        batch.save_documents(ORGANISATION, link_id(number), documents);
        store.write(batch).await.unwrap();
        begun.elapsed().as_micros()
    };
    for what in ["save 1,500 new documents", "save them again"] {
        let mut times = Vec::new();
        for round in 0..SAVES {
            times.push(save(round).await);
        }
        times.sort_unstable();
        report(what, &times, "");
    }
    let times_of_number = times(ROUNDS, async |_| {
        store.next_number(ORGANISATION, "measured").await.unwrap();
    });
    report("one small write", &times_of_number.await, "");
    let begun = Instant::now();
    let numbers = (0..1_000).map(|_| store.next_number(ORGANISATION, "measured"));
    let numbers = futures_util::future::join_all(numbers).await;
    assert!(numbers.iter().all(Result::is_ok));
    report(
        "1,000 small writes at once",
        &[begun.elapsed().as_micros()],
        "",
    );
}

async fn fill(store: &Store, other_links: u128) {
    let others = (2..2 + other_links).map(|number| (number, SAVED_DOCUMENTS));
    for (number, count) in others.chain([(READ_LINK, READ_DOCUMENTS)]) {
        if store
            .link(ORGANISATION, link_id(number))
            .await
            .unwrap()
            .is_some()
        {
            continue;
        }
        let mut batch = Batch::new();
        batch.insert_link(&link(number));
        batch.save_documents(
            ORGANISATION,
            link_id(number),
            documents(number, count).collect(),
        );
        store.write(batch).await.unwrap();
    }
}

async fn times(rounds: usize, mut work: impl AsyncFnMut(usize)) -> Vec<u128> {
    let mut times = Vec::with_capacity(rounds);
    for round in 0..rounds {
        let begun = Instant::now();
        work(round).await;
        times.push(begun.elapsed().as_micros());
    }
    times.sort_unstable();
    times
}

fn report(what: &str, times: &[u128], found: &str) {
    let (median, high) = (times[times.len() / 2], times[times.len() * 99 / 100]);
    println!("  {what:28} {median:>8} {high:>8}  {found}");
}

fn condition(name: &str, operator: Operator, operand: Operand) -> Condition {
    Condition {
        filter: FILTERS.iter().find(|filter| filter.name == name).unwrap(),
        operator,
        operands: vec![operand],
    }
}

/// Ids are spread as hashes are: 64 bits stirred by an odd constant.
fn stirred(number: u128) -> Uuid {
    let low = number.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835);
    Uuid::from_u128(low ^ (low >> 61))
}

fn link_id(number: u128) -> Uuid {
    stirred(number << 32)
}

fn document_id(link: u128, number: u128) -> Uuid {
    stirred((link << 32) + number + 1)
}

fn link(number: u128) -> Link {
    Link {
        id: link_id(number),
        organisation: ORGANISATION,
        institution: "erebor_br_retail".to_owned(),
        status: "valid".to_owned(),
        institution_user_id: format!("user-{number}"),
        created_at: at(0),
        last_accessed_at: None,
        credentials: None,
        credentials_until: None,
        refused_logins: 0,
        refreshed_at: None,
        version: 1,
        facets: Map::new(),
        body: "{}".to_owned(),
    }
}

fn at(microseconds: i64) -> Timestamp {
    Timestamp::from_microseconds(1_770_000_000_000_000 + microseconds).unwrap()
}

fn documents(link: u128, count: u128) -> impl Iterator<Item = Document> {
    (0..count).map(move |number| document(link, number))
}

fn document(link: u128, number: u128) -> Document {
    let cents = i64::try_from(number * 7_919 % 500_000).unwrap();
    let day = number % 28 + 1;
    let facets = json!({
        "account": stirred(link), "account__balance__available": 1_234.56,
        "account__balance__current": 1_300.01, "account_type": "Contas de depósito à vista",
        "accounting_date": format!("2026-02-{day:02}"), "amount": cents as f64 / 100.0,
        "collected_at": "2026-02-28", "created_at": "2026-02-28", "currency": "BRL",
        "reference": format!("reference-{number}"), "status": "PROCESSED",
        "type": if number.is_multiple_of(3) { "INFLOW" } else { "OUTFLOW" },
        "value_date": format!("2026-02-{day:02}"), "name": format!("Mercado Único {number}"),
    });
    let Value::Object(mut facets) = facets else {
        unreachable!()
    };
    fold(FILTERS, &mut facets);
    let padding = "um campo qualquer, de texto, e seu valor único: 123; ".repeat(BODY_BYTES / 53);
    Document {
        kind: KIND,
        id: document_id(link, number),
        identity: format!("{number:064}"),
        account: Some(stirred(link)),
        created_at: at(0),
        collected_at: at(0),
        facets,
        body: json!({ "number": u64::try_from(number).unwrap(), "text": padding }).to_string(),
    }
}
