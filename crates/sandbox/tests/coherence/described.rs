//! People who were described: every accepted description leads to a life that holds together and in
//! which everything happens that was described.

use caudal_model::Money;
use caudal_model::resources::account::AccountCategory;
use caudal_sandbox::{Access, Credentials, World};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::persona::{NOW, Persona, SEED, institution};

const PEOPLE: usize = 320;
const COUNTRIES: [&str; 4] = ["BR", "MX", "CO", "CL"];

/// Whole amounts, which every country's money knows.
fn amount(most: i64) -> impl Strategy<Value = Value> {
    (1..most).prop_map(Value::from)
}

fn day(years: std::ops::Range<i32>) -> impl Strategy<Value = Value> {
    (years, 1..13, 1..29)
        .prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}").into())
}

fn accounts() -> impl Strategy<Value = Value> {
    let more = prop::collection::vec((any::<bool>(), amount(90_000)), 0..4);
    (amount(90_000), amount(9_000), more).prop_map(|(money, overdraft, more)| {
        let mut all = vec![json!({ "kind": "checking", "opening_balance": money,
                                   "overdraft": overdraft, "opened_on": "2024-02-29" })];
        all.extend(more.into_iter().map(|(savings, money)| {
            let kind = if savings { "savings" } else { "checking" };
            json!({ "kind": kind, "opening_balance": money, "opened_on": "2024-06-01" })
        }));
        all.into()
    })
}

fn cards() -> impl Strategy<Value = Value> {
    let card = (10_000..900_000_i64, 1..27).prop_map(
        |(limit, day)| json!({ "limit": limit, "closing_day": day, "opened_on": "2024-03-01" }),
    );
    prop::collection::vec(card, 1..3).prop_map(Value::from)
}

fn loans() -> impl Strategy<Value = Value> {
    let purposes = ["personal", "payroll", "auto", "working_capital"];
    let loan = (
        prop::sample::select(purposes.to_vec()),
        1_000..900_000_i64,
        1..80,
        0..800,
        day(2024..2026),
    );
    let loan = loan.prop_map(|(purpose, principal, count, rate, day)| {
        // Everything begins after the first account is opened.
        let day = day.as_str().unwrap().max("2024-03-01").to_owned();
        json!({ "purpose": purpose, "principal": principal, "instalments": count,
                "monthly_interest": format!("{}.{:02}", rate / 100, rate % 100), "starts_on": day })
    });
    prop::collection::vec(loan, 0..4).prop_map(Value::from)
}

fn transactions(cards: bool) -> impl Strategy<Value = Value> {
    let account = if cards {
        vec!["accounts[0]", "cards[0]"]
    } else {
        vec!["accounts[0]"]
    };
    let one = (
        prop::sample::select(account),
        amount(9_000),
        any::<bool>(),
        any::<bool>(),
        day(2025..2027),
    );
    prop::collection::vec(one, 0..12).prop_map(|all| {
        let numbered = all.into_iter().enumerate();
        let described = numbered.map(|(place, (account, amount, comes_in, shop, day))| {
            let kind = if comes_in { "INFLOW" } else { "OUTFLOW" };
            let mut one = json!({ "account": account, "amount": amount, "type": kind, "date": day,
                                  "description": format!("Described {place}") });
            if shop {
                one["merchant"] = "Loja da Esquina".into();
                one["subcategory"] = "Pharmacies".into();
            }
            one
        });
        described.collect::<Vec<_>>().into()
    })
}

/// Descriptions that say more or less.
fn descriptions() -> impl Strategy<Value = Value> {
    let archetypes: Vec<&str> = World::inhabitants().map(|(name, _)| name).collect();
    let books = (
        prop::option::of(accounts()),
        prop::option::of(cards()),
        prop::option::of(loans()),
    );
    let who = (
        prop::sample::select(COUNTRIES.to_vec()),
        prop::option::of(prop::sample::select(archetypes)),
        prop::option::of(amount(90_000)),
        any::<bool>(),
    );
    let movements = any::<bool>().prop_flat_map(transactions);
    (who, books, movements, "[a-z]{12}").prop_map(|(who, books, movements, username)| {
        let (country, archetype, income, routine) = who;
        let mut all = json!({ "username": username, "country": country, "routine": routine });
        let (accounts, cards, loans) = books;
        let mut movements = movements;
        if cards.is_none() {
            let list = movements.as_array_mut().unwrap();
            list.retain(|one| one["account"] == "accounts[0]");
        }
        let parts = [
            ("archetype", archetype.map(Value::from)),
            ("monthly_income", income),
            ("accounts", accounts),
            ("cards", cards),
            ("loans", loans),
            ("transactions", Some(movements)),
        ];
        for (name, part) in parts {
            if let Some(part) = part {
                all[name] = part;
            }
        }
        all
    })
}

fn people() -> Vec<(Value, Persona)> {
    let mut runner = TestRunner::deterministic();
    let strategy = descriptions();
    (0..PEOPLE)
        .map(|_| {
            let description = strategy.new_tree(&mut runner).unwrap().current();
            let persona = enter(&description);
            (description, persona)
        })
        .collect()
}

/// Logs in at the first bank that knows the persona and tells running balances.
fn enter(description: &Value) -> Persona {
    let world = World::new(SEED);
    let persona = caudal_sandbox::Persona::read(description)
        .unwrap_or_else(|error| panic!("{description}: {}", error.body("")));
    let told = world.introduce(&persona);
    let (known, bank) = told
        .credentials
        .iter()
        .find_map(|known| {
            let mut banks = known
                .institutions
                .iter()
                .map(|name| institution(&world, name));
            let bank = banks.find(|bank| {
                let offers = |what: &str| bank.resources.iter().any(|offer| offer == what);
                offers("TRANSACTIONS") && !bank.name.starts_with("of")
            });
            Some((known, bank?))
        })
        .unwrap_or_else(|| panic!("{description} reaches no bank"));
    let credentials = Credentials {
        username: known.username.clone(),
        password: known.password.clone(),
        username_type: known.username_type.clone(),
        username2: known.username2.clone(),
        password2: known.password2.clone(),
        token: Some("111111".to_owned()),
        ..Credentials::default()
    };
    match world.login(&bank, &credentials, Some(&persona)) {
        Access::Open(visit) => Persona {
            username: known.username.clone(),
            institution: bank,
            visit,
            world,
        },
        other => panic!("{description}: {other:?}"),
    }
}

#[test]
fn balances_of_described_people_follow_from_their_movements() {
    let mut moved = 0;
    for (description, persona) in people() {
        let rows = persona.rows(None, NOW);
        for account in persona.accounts(NOW) {
            let own = |key: &str| key == account.internal_identification;
            let deposit = matches!(
                account.category,
                Some(AccountCategory::CheckingAccount | AccountCategory::SavingsAccount)
            );
            let mut last: Option<Money> = None;
            for row in rows
                .iter()
                .filter(|row| own(&row.account.internal_identification))
            {
                let change = if deposit { row.signed() } else { -row.signed() };
                let after = row.balance.unwrap();
                if let Some(before) = last {
                    assert_eq!(before + change, after, "{description} {}", row.description);
                }
                last = Some(after);
                moved += 1;
            }
            if let Some(last) = last {
                assert_eq!(account.balance.current, Some(last), "{description}");
            }
            if let Some(card) = &account.credit_data {
                let available = card.credit_limit.unwrap() - account.balance.current.unwrap();
                assert_eq!(account.balance.available, Some(available), "{description}");
            }
        }
    }
    assert!(moved > 20_000, "only {moved} movements were looked at");
}

#[test]
fn everything_that_was_described_happens_to_the_cent() {
    let mut seen = 0;
    for (description, persona) in people() {
        let rows = persona.rows(None, NOW);
        for one in description["transactions"].as_array().unwrap() {
            let day = one["date"].as_str().unwrap();
            let of_account = one["account"] == "accounts[0]";
            let mut found = rows
                .iter()
                .filter(|row| row.description == one["description"]);
            if day >= "2026-03-12" {
                assert!(
                    found.all(|row| row.value_date.as_str() <= "2026-03-12"),
                    "{description}"
                );
                continue;
            }
            let Some(row) = found.next() else {
                // A card may have declined what it had no room for.
                assert!(!of_account, "{description} lacks {one}");
                continue;
            };
            assert!(found.next().is_none(), "{description} has {one} twice");
            assert_eq!(row.value_date, day, "{description}");
            assert_eq!(row.direction, one["type"], "{description}");
            assert_eq!(
                row.amount.to_string(),
                format!("{}.00", one["amount"]),
                "{description}"
            );
            if one.get("merchant").is_some() {
                assert_eq!(
                    (&*row.category, &*row.subcategory),
                    ("Home & Life", "Pharmacies")
                );
            }
            seen += 1;
        }
    }
    assert!(seen > 500, "only {seen} movements were looked for");
}

#[test]
fn described_accounts_cards_and_loans_are_those_that_are_shown() {
    for (description, persona) in people() {
        let shown = persona.accounts(NOW);
        let is_account = |category: &Option<AccountCategory>| {
            matches!(
                category,
                Some(AccountCategory::CheckingAccount | AccountCategory::SavingsAccount)
            )
        };
        if let Some(accounts) = description["accounts"].as_array() {
            let found = shown.iter().filter(|account| is_account(&account.category));
            assert_eq!(found.count(), accounts.len(), "{description}");
        }
        if let Some(cards) = description["cards"].as_array() {
            let limits: Vec<String> = shown
                .iter()
                .filter_map(|account| account.credit_data.as_ref()?.credit_limit)
                .map(|limit| limit.to_string())
                .collect();
            let wanted = cards.iter().map(|card| format!("{}.00", card["limit"]));
            assert_eq!(limits, wanted.collect::<Vec<_>>(), "{description}");
        }
        if let Some(loans) = description["loans"].as_array() {
            // A contract's amount is what is paid back in all.
            let mut owed: Vec<Money> = shown
                .iter()
                .filter_map(|account| account.loan_data.as_ref()?.contract_amount)
                .collect();
            let mut lent: Vec<Money> = loans
                .iter()
                .map(|loan| loan["principal"].to_string().parse().unwrap())
                .collect();
            owed.sort();
            lent.sort();
            assert_eq!(owed.len(), lent.len(), "{description}");
            let pairs = owed.iter().zip(&lent);
            assert!(
                pairs.into_iter().all(|(owed, lent)| owed >= lent),
                "{description}"
            );
        }
    }
}

#[test]
fn without_a_routine_nothing_else_happens() {
    let persona = enter(&json!({
        "username": "quiet_one", "country": "MX", "routine": false, "cards": [], "loans": [],
        "accounts": [{ "kind": "checking", "opening_balance": 100, "opened_on": "2025-01-02" }],
        "transactions": [
            { "date": "2025-02-03", "amount": 20.25, "type": "INFLOW", "description": "One" },
            { "date": "2025-02-03", "amount": 0.26, "type": "OUTFLOW", "description": "Two" },
            { "date": "2026-03-13", "amount": 1, "type": "INFLOW", "description": "Tomorrow" },
        ],
    }));
    let rows = persona.rows(None, NOW);
    let told: Vec<(&str, String)> = rows
        .iter()
        .map(|row| (row.description.as_str(), row.balance.unwrap().to_string()))
        .collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(told[0].1, "100.00");
    assert_eq!(told[1], ("One", "120.25".to_owned()));
    assert_eq!(told[2], ("Two", "119.99".to_owned()));
}

#[test]
fn the_same_description_is_the_same_person_and_the_name_decides() {
    let of = |username: &str| {
        let description = json!({ "username": username, "country": "CO" });
        enter(&description).everything(None, NOW)
    };
    assert_eq!(of("somebody"), of("somebody"));
    assert_ne!(of("somebody"), of("somebody_else"));
}

#[test]
fn whatever_is_described_is_taken_or_refused_by_name() {
    let mut runner = TestRunner::deterministic();
    let strategy = (
        descriptions(),
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
    );
    let wrong = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!("x"),
        json!([]),
        json!({}),
        json!([{}]),
        json!("2024-02-30"),
        json!("\u{0}"),
        json!(0.001),
        json!(99_999_999_999_i64),
    ];
    for _ in 0..600 {
        let (mut description, key, value) = strategy.new_tree(&mut runner).unwrap().current();
        let keys: Vec<String> = description.as_object().unwrap().keys().cloned().collect();
        let key = key.get(&keys).clone();
        description[&key] = value.get(&wrong).clone();
        if let Err(error) = caudal_sandbox::Persona::read(&description) {
            for failure in error.failures() {
                assert!(failure.field().is_some(), "{description}");
            }
        }
    }
}

#[test]
fn a_problem_is_named_by_the_key_that_has_it() {
    for (field, wrong) in [
        ("username", json!({ "username": "bnk100" })),
        ("username", json!({ "username": "52998224725" })),
        ("username", json!({ "username": "ride_driver_2" })),
        ("archetype", json!({ "archetype": "astronaut" })),
        (
            "archetype",
            json!({ "archetype": "retiree", "business": { "name": "Loja" } }),
        ),
        ("birth_date", json!({ "birth_date": "2015-01-01" })),
        (
            "document_number",
            json!({ "document_number": "76109277674" }),
        ),
        (
            "document_number",
            json!({ "document_number": "11.222.333/0001-81" }),
        ),
        (
            "business.document_number",
            json!({ "business": { "name": "L1", "document_number": "76109277673" } }),
        ),
        ("employer.name", json!({ "employer": {} })),
        ("accounts", json!({ "accounts": [] })),
        (
            "accounts[0].kind",
            json!({ "accounts": [{ "kind": "savings" }] }),
        ),
        (
            "accounts[1].opened_on",
            json!({ "accounts": [
            { "kind": "checking", "opened_on": "2024-01-01" },
            { "kind": "savings", "opened_on": "2023-12-31" }] }),
        ),
        (
            "accounts[0].opened_on",
            json!({ "birth_date": "2006-05-05", "accounts": [
            { "kind": "checking", "opened_on": "2024-01-01" }] }),
        ),
        (
            "accounts[0].balance",
            json!({ "accounts": [{ "kind": "checking", "balance": 1 }] }),
        ),
        (
            "loans[0].principal",
            json!({ "loans": [
            { "purpose": "auto", "principal": 5, "instalments": 6, "starts_on": "2024-01-01" }] }),
        ),
        (
            "transactions[0].account",
            json!({ "transactions": [
            { "date": "2025-01-01", "amount": 1, "type": "INFLOW", "description": "x", "account": "cards[0]" }] }),
        ),
        (
            "transactions[0].date",
            json!({ "transactions": [
            { "date": "2020-01-01", "amount": 1, "type": "INFLOW", "description": "x" }] }),
        ),
        (
            "transactions[0].subcategory",
            json!({ "transactions": [
            { "date": "2025-01-01", "amount": 1, "type": "INFLOW", "description": "x",
              "category": "Taxes", "subcategory": "Salary" }] }),
        ),
        (
            "transactions[0].amount",
            json!({ "cards": [{ "limit": 10 }], "transactions": [
            { "date": "2025-01-01", "amount": 11, "type": "OUTFLOW", "description": "x", "account": "cards[0]" }] }),
        ),
        (
            "monthly_income",
            json!({ "country": "CL", "monthly_income": 10.5 }),
        ),
        ("faults.login", json!({ "faults": { "login": "never" } })),
    ] {
        let mut description = json!({ "username": "somebody", "country": "BR" });
        let parts = wrong.as_object().unwrap().clone();
        description.as_object_mut().unwrap().extend(parts);
        let error = caudal_sandbox::Persona::read(&description)
            .err()
            .unwrap_or_else(|| panic!("{description} was taken"));
        let named: Vec<_> = error
            .failures()
            .filter_map(caudal_model::Failure::field)
            .collect();
        assert_eq!(named, [field], "{description}");
    }
}
