//! Objects within a body, and how their problems are named: by the path to the key, such as
//! `accounts[1].opening_balance`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::values::{FieldValue, Values};
use super::{Field, shortened, type_name};
use crate::failure::Failure;

/// The most unknown keys of one object that are named.
const UNKNOWN_KEYS_MAX: usize = 10;

/// What becomes of keys that are not known.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Unknown {
    Ignored,
    Refused,
}

/// Reads an object, collecting every problem before it answers.
pub(super) fn read(
    fields: &'static [Field],
    body: &Value,
    unknown: Unknown,
) -> Result<Values, Vec<Failure>> {
    let Value::Object(keys) = body else {
        let got = type_name(body);
        let message = format!("Invalid data. Expected a dictionary, but got {got}.");
        return Err(vec![Failure::invalid("non_field_errors", message)]);
    };
    let mut values = BTreeMap::new();
    let mut failures = Vec::new();
    for field in fields {
        match field.read(keys) {
            Ok(Some(value)) => {
                values.insert(field.name, value);
            }
            Ok(None) => {}
            Err(found) => failures.extend(found),
        }
    }
    if unknown == Unknown::Refused {
        failures.extend(unknown_keys(fields, keys));
    }
    if failures.is_empty() {
        Ok(Values(values))
    } else {
        Err(failures)
    }
}

fn unknown_keys(
    fields: &'static [Field],
    keys: &Map<String, Value>,
) -> impl Iterator<Item = Failure> {
    keys.keys()
        .filter(|key| !fields.iter().any(|field| field.name == key.as_str()))
        .take(UNKNOWN_KEYS_MAX)
        .map(|key| Failure::invalid(shortened(key), "This key is not known here."))
}

/// Reads the object under a key.
pub(super) fn object(
    name: &'static str,
    fields: &'static [Field],
    value: &Value,
) -> Result<FieldValue, Vec<Failure>> {
    read_at(name, fields, value).map(FieldValue::Object)
}

/// Takes the object under a key as it is, up to so many bytes.
pub(super) fn any_object(
    name: &'static str,
    bytes_max: usize,
    value: &Value,
) -> Result<FieldValue, Failure> {
    let Value::Object(keys) = value else {
        let got = type_name(value);
        let message = format!("Invalid data. Expected a dictionary, but got {got}.");
        return Err(Failure::invalid(name, message));
    };
    if value.to_string().len() > bytes_max {
        let message = format!("Ensure this field has no more than {bytes_max} bytes.");
        return Err(Failure::invalid(name, message));
    }
    Ok(FieldValue::AnyObject(keys.clone()))
}

/// Reads the list of objects under a key.
pub(super) fn objects(
    name: &'static str,
    fields: &'static [Field],
    max: usize,
    value: &Value,
) -> Result<FieldValue, Vec<Failure>> {
    let Value::Array(items) = value else {
        return Err(vec![Failure::NotAList {
            field: name.into(),
            got: type_name(value),
        }]);
    };
    if items.len() > max {
        return Err(vec![too_many(name, max)]);
    }
    let mut all = Vec::with_capacity(items.len());
    let mut failures = Vec::new();
    for (place, item) in items.iter().enumerate() {
        match read_at(&format!("{name}[{place}]"), fields, item) {
            Ok(values) => all.push(values),
            Err(found) => failures.extend(found),
        }
    }
    if failures.is_empty() {
        Ok(FieldValue::Objects(all))
    } else {
        Err(failures)
    }
}

/// What is said of a list with too many elements.
pub(super) fn too_many(name: &'static str, max: usize) -> Failure {
    let message = format!("Ensure this field has no more than {max} elements.");
    Failure::invalid(name, message)
}

fn read_at(path: &str, fields: &'static [Field], value: &Value) -> Result<Values, Vec<Failure>> {
    let is_object = value.is_object();
    read(fields, value, Unknown::Refused).map_err(|failures| {
        let placed = failures.into_iter().map(|failure| {
            renamed(failure, |field| {
                let whole = if is_object {
                    format!("{path}.{field}")
                } else {
                    path.to_owned()
                };
                whole.into()
            })
        });
        placed.collect()
    })
}

/// The failure under another name of its field.
fn renamed(failure: Failure, name: impl FnOnce(Cow<'static, str>) -> Cow<'static, str>) -> Failure {
    use Failure as F;
    match failure {
        F::Required { field } => F::Required { field: name(field) },
        F::Null { field } => F::Null { field: name(field) },
        F::Blank { field } => F::Blank { field: name(field) },
        F::Invalid { field, message } => F::Invalid {
            field: name(field),
            message,
        },
        F::InvalidChoice { field, value } => F::InvalidChoice {
            field: name(field),
            value,
        },
        F::NotAList { field, got } => F::NotAList {
            field: name(field),
            got,
        },
        F::MinLength { field, limit } => F::MinLength {
            field: name(field),
            limit,
        },
        F::MaxLength { field, limit } => F::MaxLength {
            field: name(field),
            limit,
        },
        other => other,
    }
}

/// What a JSON schema says of the keys of an object.
pub(super) fn keys(fields: &'static [Field]) -> Map<String, Value> {
    let properties: Map<String, Value> = fields
        .iter()
        .map(|field| (field.name.to_owned(), field.schema()))
        .collect();
    let required: Vec<&str> = fields
        .iter()
        .filter(|field| field.required)
        .map(|field| field.name)
        .collect();
    let mut schema = Map::new();
    schema.insert("properties".into(), properties.into());
    if !required.is_empty() {
        schema.insert("required".into(), required.into());
    }
    schema
}

/// The JSON schema of an object within a body, which takes no other keys.
pub(super) fn closed(fields: &'static [Field]) -> Map<String, Value> {
    let mut schema = Map::new();
    schema.insert("type".into(), "object".into());
    schema.append(&mut keys(fields));
    schema.insert("additionalProperties".into(), false.into());
    schema
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::{Body, FieldKind};
    use super::*;

    const ITEM: &[Field] = &[
        Field {
            name: "price",
            kind: FieldKind::Amount { min: 0, max: 1_000 },
            required: true,
            about: "What one costs.",
        },
        Field {
            name: "count",
            kind: FieldKind::Whole { min: 1, max: 9 },
            required: false,
            about: "How many.",
        },
    ];
    static BODY: Body = Body {
        name: "Order",
        about: "An order.",
        fields: &[
            Field {
                name: "items",
                kind: FieldKind::Objects {
                    fields: ITEM,
                    max: 2,
                },
                required: true,
                about: "What is ordered.",
            },
            Field {
                name: "gift",
                kind: FieldKind::Object(ITEM),
                required: false,
                about: "What comes with it.",
            },
        ],
    };

    fn problems(body: &Value) -> Vec<(&'static str, String)> {
        let error = BODY.read_strictly(body).unwrap_err();
        let named = error.failures().map(|failure| {
            let field = failure.field().unwrap_or_default().to_owned();
            (failure.code(), field)
        });
        named.collect()
    }

    #[test]
    fn objects_are_read_with_their_keys() {
        let body = json!({ "items": [{ "price": 1.5, "count": 2 }], "gift": { "price": 0 } });
        let values = BODY.read_strictly(&body).unwrap();
        let item = values.objects("items").and_then(<[Values]>::first).unwrap();
        assert_eq!(item.amount("price").unwrap().cents(), Some(150));
        assert_eq!(item.whole("count"), Some(2));
        let gift = values.object("gift").unwrap();
        assert_eq!(gift.whole("count"), None);
        assert_eq!(values.objects("gift"), None);
    }

    #[test]
    fn a_problem_is_named_by_the_path_to_it() {
        let body = json!({
            "items": [{ "price": 1 }, { "cuont": 2, "count": 0 }],
            "gift": "none", "Items": 1,
        });
        let expected = [
            ("required", "items[1].price"),
            ("invalid", "items[1].count"),
            ("invalid", "items[1].cuont"),
            ("invalid", "gift"),
            ("invalid", "Items"),
        ];
        let found = problems(&body);
        let found: Vec<_> = found
            .iter()
            .map(|(code, field)| (*code, field.as_str()))
            .collect();
        assert_eq!(found, expected);
        assert_eq!(
            problems(&json!({ "items": 1 })),
            [("not_a_list", "items".to_owned())]
        );
        let three = json!({ "items": [{ "price": 1 }, { "price": 1 }, { "price": 1 }] });
        assert_eq!(problems(&three), [("invalid", "items".to_owned())]);
    }

    #[test]
    fn a_schema_says_what_an_object_takes() {
        let schema = BODY.schema();
        let item = &schema["properties"]["items"]["items"];
        assert_eq!(item["additionalProperties"], false);
        assert_eq!(item["required"], json!(["price"]));
        assert_eq!(item["properties"]["price"]["maximum"], 10);
        assert_eq!(schema["properties"]["gift"]["type"], "object");
        assert_eq!(schema.get("additionalProperties"), None);
    }
}
