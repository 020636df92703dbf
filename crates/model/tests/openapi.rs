//! The contract is a snapshot: whoever changes it sees what a client will see.

use caudal_model::openapi::{
    consent_dictionary, csv, dictionary, document, institution_dictionary, link_dictionary,
};
use caudal_model::{Kind, Operator};
use serde_json::Value;

#[test]
fn the_document_is_as_it_was() {
    insta::assert_json_snapshot!("openapi", document("0.0.0"));
}

/// Calls `visit` with every object of a document and where it is.
fn walk(at: &str, value: &Value, visit: &mut impl FnMut(&str, &serde_json::Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            visit(at, object);
            for (key, inner) in object {
                walk(&format!("{at}/{key}"), inner, visit);
            }
        }
        Value::Array(items) => {
            for (number, inner) in items.iter().enumerate() {
                walk(&format!("{at}/{number}"), inner, visit);
            }
        }
        _ => {}
    }
}

fn described(value: &Value) -> bool {
    value["description"]
        .as_str()
        .is_some_and(|text| text.len() > 3)
}

#[test]
fn every_property_parameter_and_schema_is_described() {
    let document = document("0.0.0");
    let mut properties = 0;
    walk("", &document["components"]["schemas"], &mut |at, object| {
        if let Some(Value::Object(fields)) = object.get("properties") {
            for (key, field) in fields {
                properties += 1;
                assert!(
                    described(field) || field.get("$ref").is_some(),
                    "{at}/{key}"
                );
            }
        }
    });
    assert!(properties > 300);
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        assert!(described(schema), "{name}");
    }
    let mut parameters = 0;
    walk("", &document["paths"], &mut |at, object| {
        if let Some(Value::Array(list)) = object.get("parameters") {
            for parameter in list {
                parameters += 1;
                assert!(
                    described(parameter) || parameter.get("$ref").is_some(),
                    "{at}"
                );
            }
        }
        if object.contains_key("operationId") {
            assert!(described(&Value::Object(object.clone())), "{at}");
        }
    });
    assert!(parameters > 100);
}

/// Operations that no resource declares: on institutions, links, consents, access tokens, webhooks,
/// events, personas, the clock, what is let happen in a sandbox, and faults.
const PLATFORM_OPERATIONS: usize = 46;

#[test]
fn every_reference_is_answered_and_every_operation_has_its_own_id() {
    let document = document("0.0.0");
    let mut ids = std::collections::HashSet::new();
    walk("", &document, &mut |at, object| {
        if let Some(Value::String(reference)) = object.get("$ref") {
            let pointer = reference.strip_prefix('#').unwrap();
            assert!(document.pointer(pointer).is_some(), "{at}: {reference}");
        }
        if let Some(Value::String(id)) = object.get("operationId") {
            assert!(ids.insert(id.clone()), "{id}");
        }
    });
    let declared = Kind::ALL.iter().map(|kind| {
        let own = kind.resource().operations;
        let offers = [own.list, own.retrieve, own.resume, own.detail, own.delete];
        offers.into_iter().filter(|offered| *offered).count()
    });
    assert_eq!(ids.len(), declared.sum::<usize>() + PLATFORM_OPERATIONS);
}

#[test]
fn a_filter_looks_where_its_resource_has_a_field() {
    for kind in Kind::ALL {
        let resource = kind.resource();
        let names: Vec<String> = dictionary(resource)
            .into_iter()
            .map(|field| field.name)
            .collect();
        for filter in resource.filters {
            let at = filter.at;
            assert!(
                names.iter().any(|name| name == at),
                "{kind}: {at} of {}",
                filter.name
            );
            assert!(
                !filter.operators.contains(&Operator::Partial),
                "{kind}: {}",
                filter.name
            );
        }
    }
}

#[test]
fn the_dictionary_says_what_the_schema_says() {
    let entries = dictionary(Kind::Accounts.resource());
    let find = |name: &str| entries.iter().find(|entry| entry.name == name).unwrap();
    let category = find("category");
    assert!(category.nullable && category.required && category.kind == "string");
    assert!(category.words.contains(&"CHECKING_ACCOUNT".to_owned()));
    let limit = find("credit_data.limits[].type");
    assert_eq!(limit.words, ["TOTAL_LIMIT", "MODAL_LIMIT"]);
    assert!(!find("balance.blocked").required && !find("balance.blocked").nullable);
    assert_eq!(
        find("loan_data.contract_start_date").format.as_deref(),
        Some("date")
    );
    let owners = dictionary(Kind::Owners.resource());
    let variants: std::collections::BTreeSet<_> = owners
        .iter()
        .filter_map(|entry| entry.variant.clone())
        .collect();
    assert_eq!(variants.len(), 3);
    for list in [
        institution_dictionary(),
        link_dictionary(),
        consent_dictionary(),
        owners,
    ] {
        assert!(
            list.iter()
                .all(|entry| !entry.description.is_empty() && !entry.kind.is_empty())
        );
        assert_eq!(csv(&list).lines().count(), list.len() + 1);
    }
}
