//! What a database finds for a condition is what [`Condition::matches`] says in memory.

use caudal_model::{Condition, Date, Document, Filter, FilterKind, Kind, Operand, Operator};
use caudal_store::{Listing, fold};
use caudal_testing::TestDatabase;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::fixtures::*;

caudal_testing::both_engines! { conditions_mean_the_same_everywhere }

const DOCUMENTS: u128 = 240;
const LISTINGS: usize = 600;
const LINKS: u128 = 4;

static FILTERS: &[Filter] = &[
    filter("id", FilterKind::Uuid),
    filter("link", FilterKind::Uuid),
    filter("account", FilterKind::Uuid),
    filter("created_at", FilterKind::Moment),
    filter("amount", FilterKind::Number),
    filter("name", FilterKind::Text),
    filter("value_date", FilterKind::Date),
    filter("words", FilterKind::Words),
    filter("it's odd", FilterKind::Text),
];

const OPERATORS: &[Operator] = &[
    Operator::Equal,
    Operator::Greater,
    Operator::GreaterOrEqual,
    Operator::Less,
    Operator::LessOrEqual,
    Operator::Range,
    Operator::In,
    Operator::NotIn,
    Operator::AllIn,
    Operator::Contains,
];

const NAMES: &[&str] = &[
    "Seção Única",
    "SEÇÃO",
    "seção única",
    "Zoë",
    "zoe",
    "Ação%_\\",
    "",
    "a'b\"c",
    "İstanbul",
    "日本",
];
const PARTS: &[&str] = &[
    "seção",
    "única",
    "ção",
    "%_\\",
    "a'b\"",
    "日本",
    "none of these",
];
const WORDS: &[&str] = &["ACCOUNTS", "OWNERS", "BILLS", "it's", ""];
const DAYS: &[&str] = &[
    "2026-01-31",
    "2026-02-01",
    "2025-12-31",
    "0001-01-01",
    "9999-12-31",
];
const AMOUNTS: &[&str] = &[
    "0",
    "-0.01",
    "0.1",
    "0.10",
    "10",
    "9.99",
    "100.5",
    "-100.5",
    "-99",
    "123456789012.3456",
    "0.0001",
    "79228162514264337593543950335",
    "10000000000000000000",
];

fn words() -> impl Strategy<Value = Vec<&'static str>> {
    subsequence(WORDS, 0..WORDS.len())
}

fn one_of(texts: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    select(texts)
}

/// A document of one of the links, with any of its facets missing.
fn some_document(number: u128) -> impl Strategy<Value = (Uuid, Document)> {
    let facets = (
        proptest::option::of(select(
            &["0", "-0.01", "0.1", "10", "9.99", "1e3", "1e30", "-100.5"][..],
        )),
        proptest::option::of(one_of(NAMES)),
        proptest::option::of(one_of(DAYS)),
        proptest::option::of(words()),
        proptest::option::of(one_of(NAMES)),
    );
    let place = (1..=LINKS, -20..20_i64, proptest::option::of(1..4_u128));
    (facets, place).prop_map(move |(facets, (link, seconds, account))| {
        let (amount, name, day, words, odd) = facets;
        let mut found = Map::new();
        let mut add = |filter: &str, value: Option<Value>| {
            value.map(|value| found.insert(filter.to_owned(), value));
        };
        add(
            "amount",
            amount.map(|amount| serde_json::from_str(amount).unwrap()),
        );
        add("name", name.map(Value::from));
        add("value_date", day.map(Value::from));
        add("words", words.map(Value::from));
        add("it's odd", odd.map(Value::from));
        fold(FILTERS, &mut found);
        let document = Document {
            account: account.map(id),
            facets: found,
            ..document(Kind::Transactions, number, seconds)
        };
        (id(link), document)
    })
}

fn operand(kind: FilterKind) -> BoxedStrategy<Operand> {
    let text = |text: &str| Operand::Text(text.to_owned());
    match kind {
        FilterKind::Uuid => (1..8_u128)
            .prop_map(|number| Operand::Uuid(id(number)))
            .boxed(),
        FilterKind::Number => one_of(AMOUNTS)
            .prop_map(|amount| Operand::Number(amount.parse::<Decimal>().unwrap()))
            .boxed(),
        FilterKind::Date | FilterKind::Moment => one_of(DAYS)
            .prop_map(|day| Operand::Date(day.parse::<Date>().unwrap()))
            .boxed(),
        FilterKind::Words => one_of(WORDS).prop_map(text).boxed(),
        _ => prop_oneof![one_of(NAMES), one_of(PARTS)]
            .prop_map(text)
            .boxed(),
    }
}

fn some_condition() -> impl Strategy<Value = Condition> {
    (
        select(FILTERS.iter().collect::<Vec<_>>()),
        select(OPERATORS),
    )
        .prop_flat_map(|(filter, operator)| {
            let count = match operator {
                Operator::Range => 2..=2,
                Operator::In | Operator::NotIn | Operator::AllIn => 0..=4,
                _ => 1..=1,
            };
            proptest::collection::vec(operand(filter.kind), count).prop_map(move |operands| {
                Condition {
                    filter,
                    operator,
                    operands,
                }
            })
        })
}

fn some_listing() -> impl Strategy<Value = Listing> {
    let conditions = proptest::collection::vec(some_condition(), 0..3);
    (conditions, 1..4_u64, select(&[1_u64, 7, 40, 1_000][..])).prop_map(
        |(conditions, page, page_size)| Listing {
            conditions,
            page,
            page_size,
        },
    )
}

/// The value that a condition's filter finds in the document, its own columns included.
fn facet(link: Uuid, document: &Document, name: &str) -> Value {
    match name {
        "id" => json!(document.id),
        "link" => json!(link),
        "account" => json!(document.account),
        "created_at" => json!(document.created_at.utc_date()),
        _ => document.facets.get(name).cloned().unwrap_or_default(),
    }
}

fn expected(documents: &[(Uuid, Document)], listing: &Listing) -> (Vec<u64>, u64) {
    let passes = |(link, document): &&(Uuid, Document)| {
        let mut conditions = listing.conditions.iter();
        conditions.all(|it| it.matches(&facet(*link, document, it.filter.name)))
    };
    let mut passing: Vec<_> = documents.iter().filter(passes).collect();
    // Documents were saved link by link, in the order of their numbers.
    passing.sort_by_key(|(link, document)| (document.created_at, *link, document.id));
    let numbers = passing.iter().rev();
    let numbers = numbers.map(|(_, document)| u64::try_from(document.id.as_u128()).unwrap());
    let skipped = usize::try_from((listing.page - 1) * listing.page_size).unwrap();
    let size = usize::try_from(listing.page_size).unwrap();
    let count = passing.len() as u64;
    (numbers.skip(skipped).take(size).collect(), count)
}

async fn conditions_mean_the_same_everywhere(database: TestDatabase) {
    let store = database.open().await;
    let mut chance = TestRunner::deterministic();
    let documents: Vec<(Uuid, Document)> = (1..=DOCUMENTS)
        .map(|number| {
            some_document(number)
                .new_tree(&mut chance)
                .unwrap()
                .current()
        })
        .collect();
    for number in 1..=LINKS {
        let of_link = documents.iter().filter(|(link, _)| *link == id(number));
        let of_link = of_link.map(|(_, document)| document.clone()).collect();
        write(&store, |batch| {
            batch.insert_link(&link(number, OURS));
            batch.save_documents(OURS, id(number), of_link);
        })
        .await;
    }
    let mut found_something = 0;
    for _ in 0..LISTINGS {
        let listing = some_listing().new_tree(&mut chance).unwrap().current();
        let page = store
            .list(OURS, Kind::Transactions, &listing)
            .await
            .unwrap();
        let found = (numbers(&page), page.count);
        assert_eq!(found, expected(&documents, &listing), "{listing:#?}");
        found_something += usize::from(page.count > 0);
    }
    assert!(found_something > LISTINGS / 4, "{found_something}");
}
