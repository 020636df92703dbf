//! Whatever a client sends, a body or a query is read or refused; what was accepted says the same
//! when it is sent again.

use caudal_model::filter::read_conditions;
use caudal_model::resources::hand::EVENT_FIRE;
use caudal_model::resources::injection::{INJECTION_CREATE, INJECTION_PATCH};
use caudal_model::resources::institution::INSTITUTION_FILTERS;
use caudal_model::resources::link::{LINK_CREATE, LINK_FILTERS, LINK_PATCH, LINK_PUT};
use caudal_model::resources::persona::PERSONA_CREATE;
use caudal_model::resources::retrieval::RESUME;
use caudal_model::{
    Body, Condition, Field, FieldKind, Filter, FilterKind, Kind, Operand, Operator, Values,
};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn bodies() -> Vec<&'static Body> {
    let retrievals = Kind::ALL.iter().map(|kind| kind.resource().request);
    [
        &LINK_CREATE,
        &LINK_PATCH,
        &LINK_PUT,
        &RESUME,
        &PERSONA_CREATE,
        &EVENT_FIRE,
        &INJECTION_CREATE,
        &INJECTION_PATCH,
    ]
    .into_iter()
    .chain(retrievals)
    // A part of another resource is read with its whole, and asked for by nothing else.
    .filter(|body| !body.fields.is_empty())
    .collect()
}

fn tables() -> Vec<&'static [Filter]> {
    let resources = Kind::ALL.iter().map(|kind| kind.resource().filters);
    [INSTITUTION_FILTERS, LINK_FILTERS]
        .into_iter()
        .chain(resources)
        .filter(|table| !table.is_empty())
        .collect()
}

/// The body that says what was read.
fn body_of(fields: &'static [Field], values: &Values) -> Value {
    let mut keys = Map::new();
    for field in fields {
        let value = match field.kind {
            FieldKind::Uuid => values.uuid(field.name).map(|id| json!(id)),
            FieldKind::Date => values.date(field.name).map(|day| json!(day)),
            FieldKind::Boolean { .. } => Some(json!(values.boolean(field.name))),
            FieldKind::Text { .. } | FieldKind::Choice(_) => {
                values.text(field.name).map(|text| json!(text))
            }
            FieldKind::ChoiceOrNull(_) => Some(json!(values.text(field.name))),
            FieldKind::Choices(_) => values.list(field.name).map(|list| json!(list)),
            FieldKind::Amount { .. } => values.amount(field.name).map(|amount| json!(amount)),
            FieldKind::Whole { .. } => values.whole(field.name).map(|number| json!(number)),
            FieldKind::AnyObject { .. } => values.any_object(field.name).map(|keys| json!(keys)),
            FieldKind::Object(fields) => {
                let inner = values.object(field.name);
                inner.map(|inner| body_of(fields, inner))
            }
            FieldKind::Objects { fields, .. } => {
                let list = values.objects(field.name);
                list.map(|list| list.iter().map(|inner| body_of(fields, inner)).collect())
            }
        };
        keys.extend(value.map(|value| (field.name.to_owned(), value)));
    }
    keys.into()
}

/// The key of the body itself that a path such as `accounts[1].kind` begins with.
fn first_key(path: &str) -> &str {
    path.split(['.', '[']).next().unwrap_or(path)
}

/// Values that often are what some field wants, and often are not.
fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,20}".prop_map(Value::from),
        any::<u128>().prop_map(|id| json!(uuid::Uuid::from_u128(id))),
        "[0-9]{4}-[01][0-9]-[0-3][0-9]".prop_map(Value::from),
        "[a-f0-9]{32}".prop_map(Value::from),
        "(store|nostore|[0-9]{1,4}d)".prop_map(Value::from),
        prop::sample::select(vec!["single", "recurrent", "ACCOUNTS", "true", ""])
            .prop_map(Value::from),
    ];
    let leaves = prop::collection::vec(leaf.clone(), 0..4).prop_map(Value::from);
    prop_oneof![8 => leaf, 1 => leaves, 1 => Just(json!({ "a": {} }))]
}

/// A body of this table with any of its keys.
fn any_body(body: &'static Body) -> impl Strategy<Value = Value> {
    let names: Vec<&'static str> = body.fields.iter().map(|field| field.name).collect();
    let key = prop_oneof![9 => prop::sample::select(names), 1 => Just("unknown")];
    prop::collection::vec((key, any_value()), 0..12).prop_map(|pairs| {
        let keys: Map<_, _> = pairs
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect();
        keys.into()
    })
}

/// The parameter that says what was read.
fn parameter_of(condition: &Condition) -> (String, String) {
    let texts: Vec<String> = condition
        .operands
        .iter()
        .map(|operand| match operand {
            Operand::Uuid(id) => id.to_string(),
            Operand::Text(text) => text.clone(),
            Operand::Number(number) => number.to_string(),
            Operand::Date(day) => day.to_string(),
        })
        .collect();
    (
        condition.filter.parameter(condition.operator),
        texts.join(","),
    )
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,20}",
        "[0-9]{4}-[01][0-9]-[0-3][0-9](T[0-9]{2}:00:00Z)?(,2026-01-01)?",
        "-?[0-9]{1,30}(\\.[0-9]{0,5})?(,[0-9]{1,3})?",
        any::<u128>().prop_map(|id| uuid::Uuid::from_u128(id).to_string()),
        "(INFLOW|PENDING|single|7d|null|bank|down)(,OUTFLOW)?",
    ]
}

proptest! {
    #[test]
    fn any_json_is_read_or_refused(value in any_value()) {
        for body in bodies() {
            if let Err(refusal) = body.read(&value) {
                prop_assert_eq!(refusal.status(), 400);
            }
        }
    }

    #[test]
    fn an_accepted_body_says_the_same_again(
        (body, value) in prop::sample::select(bodies())
            .prop_flat_map(|body| any_body(body).prop_map(move |value| (body, value)))
    ) {
        match body.read(&value) {
            Ok(values) => prop_assert_eq!(body.read(&body_of(body.fields, &values)).unwrap(), values),
            Err(refusal) => {
                for failure in refusal.failures() {
                    let field = failure.field().unwrap();
                    prop_assert!(body.fields.iter().any(|each| each.name == first_key(field)));
                }
            }
        }
    }

    #[test]
    fn any_query_is_read_or_refused(
        table in prop::sample::select(tables()),
        texts in prop::collection::vec((any::<prop::sample::Index>(), any_text()), 0..6)
    ) {
        let names: Vec<String> = table
            .iter()
            .flat_map(|filter| filter.operators.iter().map(|operator| filter.parameter(*operator)))
            .collect();
        let query: Vec<(String, String)> =
            texts.into_iter().map(|(at, text)| (at.get(&names).clone(), text)).collect();
        match read_conditions(table, &query) {
            Ok(conditions) => {
                let again: Vec<_> = conditions.iter().map(parameter_of).collect();
                prop_assert_eq!(read_conditions(table, &again).unwrap(), conditions);
            }
            Err(refusal) => {
                for failure in refusal.failures() {
                    let field = failure.field().unwrap();
                    prop_assert!(query.iter().any(|(name, _)| name == field));
                }
            }
        }
    }
}

fn read(body: &'static Body, value: &Value) -> Vec<(String, String)> {
    match body.read(value) {
        Ok(_) => Vec::new(),
        Err(refusal) => refusal
            .failures()
            .map(|failure| {
                (
                    failure.code().to_owned(),
                    failure.field().unwrap_or_default().to_owned(),
                )
            })
            .collect(),
    }
}

fn pair(code: &str, field: &str) -> (String, String) {
    (code.to_owned(), field.to_owned())
}

#[test]
fn a_link_needs_an_institution_and_a_user() {
    assert_eq!(
        read(&LINK_CREATE, &json!({})),
        [
            pair("required", "institution"),
            pair("required", "username")
        ]
    );
    let wrong = json!({
        "institution": "x_mx_retail", "username": "u", "external_id": "ab", "access_mode": "daily",
        "fetch_resources": ["ACCOUNTS", "HOUSES"], "credentials_storage": "366d", "stale_in": "0d",
    });
    let found = read(&LINK_CREATE, &wrong);
    assert_eq!(
        found,
        [
            pair("min_length", "external_id"),
            pair("invalid_choice", "access_mode"),
            pair("invalid_choice", "fetch_resources"),
            pair("invalid", "credentials_storage"),
            pair("invalid", "stale_in"),
        ]
    );
}

#[test]
fn what_released_clients_send_is_accepted() {
    let created = json!({
        "institution": "erebor_mx_retail", "username": "bnk100", "password": "full",
        "external_id": "56ab5706-6e00", "access_mode": "single", "save_data": true,
        "fetch_resources": ["ACCOUNTS", "OWNERS"], "credentials_storage": "nostore",
        "stale_in": "42d", "fetch_historical_data": true, "email": "a@example.com",
    });
    assert!(read(&LINK_CREATE, &created).is_empty());
    assert!(read(&LINK_PATCH, &json!({ "access_mode": null })).is_empty());
    assert!(read(&LINK_PUT, &json!({ "password": "new", "save_data": true })).is_empty());
    let session = "2675b703b9d4451f8d4861a3eee54449";
    assert!(read(&RESUME, &json!({ "session": session, "token": "111111" })).is_empty());
    let upper = json!({ "session": session.to_uppercase() });
    assert_eq!(read(&RESUME, &upper), [pair("invalid", "session")]);
}

#[test]
fn a_bare_name_may_search_and_null_may_be_asked_for() {
    let query = |name: &str, value: &str| vec![(name.to_owned(), value.to_owned())];
    let found = read_conditions(INSTITUTION_FILTERS, &query("display_name", "ER")).unwrap();
    assert!(found[0].operator == Operator::Partial && found[0].matches(&json!("Erebor")));
    assert!(!found[0].matches(&json!("Gringotts")));
    let found = read_conditions(LINK_FILTERS, &query("refresh_rate", "null")).unwrap();
    let facet = |document: Value| found[0].filter.facet(&document);
    assert!(found[0].matches(&facet(json!({ "refresh_rate": null }))));
    assert!(!found[0].matches(&facet(json!({ "refresh_rate": "7d" }))));
    assert!(matches!(found[0].filter.kind, FilterKind::Choice(_)));
    assert!(read_conditions(LINK_FILTERS, &query("refresh_rate", "1d")).is_err());
}
