//! Query parameters and headers.

use serde_json::{Map, Value, json};

use crate::filter::{CONTAINS_CHARACTERS_MIN, Filter, FilterKind, Operator};
use crate::resources::consent::{HOLDER_CHARACTERS_MAX, HOLDER_CHARACTERS_MIN, USER_DOCUMENT};

/// How many items a page has when the request does not say.
pub const PAGE_SIZE_DEFAULT: u32 = 100;
/// How many items a page has at most.
pub const PAGE_SIZE_MAX: u32 = 1_000;
/// How many events a reading of the change feed brings when it does not say.
pub const FEED_LIMIT_DEFAULT: u32 = 100;
/// How many events it brings at most.
pub const FEED_LIMIT_MAX: u32 = 500;
/// How long a reader of the change feed may wait, in seconds.
pub const FEED_WAIT_SECONDS_MAX: u32 = 30;

/// The parameters that many operations share, by their name in the document's components.
pub(super) fn shared() -> Value {
    json!({
        "page": {
            "name": "page", "in": "query",
            "description": "Which page, counted from one.",
            "schema": { "type": "integer", "format": "int32", "minimum": 1, "default": 1 },
        },
        "page_size": {
            "name": "page_size", "in": "query",
            "description": "How many items a page has. More than the most is taken for the most.",
            "schema": {
                "type": "integer", "format": "int32", "minimum": 1,
                "maximum": PAGE_SIZE_MAX, "default": PAGE_SIZE_DEFAULT,
            },
        },
        "fields": {
            "name": "fields", "in": "query",
            "description": "Only these keys of each item, with commas between them. First-level keys \
                            only; others are ignored.",
            "schema": { "type": "string" },
        },
        "omit": {
            "name": "omit", "in": "query",
            "description": "All keys of each item but these, with commas between them. First-level \
                            keys only; others are ignored.",
            "schema": { "type": "string" },
        },
        "request_mode": {
            "name": "X-Belvo-Request-Mode", "in": "header",
            "description": "With `async` the request is answered at once with status 202, and a \
                            webhook with the same `request_id` tells when the work is done.",
            "schema": { "type": "string", "enum": ["async"] },
        },
    })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/parameters/{name}") })
}

pub(super) fn paging() -> [Value; 2] {
    ["page", "page_size"].map(reference)
}

pub(super) fn selection() -> [Value; 2] {
    ["fields", "omit"].map(reference)
}

pub(super) fn request_mode() -> Value {
    reference("request_mode")
}

/// Which link is meant, where it stands in no body.
pub(super) fn link() -> Value {
    json!({
        "name": "link", "in": "query", "required": true,
        "description": "The link that is meant.",
        "schema": { "type": "string", "format": "uuid" },
    })
}

/// Whose consents are meant.
pub(super) fn holder() -> Value {
    json!({
        "name": USER_DOCUMENT.name, "in": "query", "required": true,
        "description": "The holder's CPF or CNPJ; points, dashes and slashes are left out.",
        "schema": {
            "type": "string",
            "minLength": HOLDER_CHARACTERS_MIN, "maxLength": HOLDER_CHARACTERS_MAX,
        },
    })
}

/// The id in a path: a number for institutions, digits for events, a UUID for everything else.
pub(super) fn id(path: &str) -> Value {
    let schema = if path.starts_with("/api/institutions/") {
        json!({ "type": "integer", "format": "int32", "minimum": 0 })
    } else if path.starts_with("/api/events/") {
        json!({ "type": "string", "pattern": "^[a-f0-9]{32}$" })
    } else {
        json!({ "type": "string", "format": "uuid" })
    };
    json!({
        "name": "id", "in": "path", "required": true,
        "description": "The item's id.", "schema": schema,
    })
}

/// What a reader of the change feed says.
pub(super) fn feed() -> Vec<Value> {
    let parameter = |name: &str, description: &str, schema: Value| json!({ "name": name, "in": "query", "description": description, "schema": schema });
    let whole = |minimum: u32, maximum: Option<u32>| {
        let mut schema = Map::new();
        schema.insert("type".into(), "integer".into());
        schema.insert("format".into(), "int64".into());
        schema.insert("minimum".into(), minimum.into());
        if let Some(maximum) = maximum {
            schema.insert("maximum".into(), maximum.into());
        }
        Value::Object(schema)
    };
    let text = || json!({ "type": "string" });
    vec![
        parameter(
            "after",
            "The place up to which the feed was read: `next_after` of the answer before. Without it \
             the feed begins with the oldest event, with `latest` behind the newest.",
            json!({ "anyOf": [whole(0, None), { "type": "string", "const": "latest" }] }),
        ),
        parameter(
            "link",
            "Only events of this link.",
            json!({ "type": "string", "format": "uuid" }),
        ),
        parameter("webhook_type", "Only events of this family.", text()),
        parameter("webhook_code", "Only events of this code.", text()),
        parameter(
            "limit",
            "How many events at most. More than the most is taken for the most.",
            whole(1, Some(FEED_LIMIT_MAX)),
        ),
        parameter(
            "wait",
            "How many seconds to wait for something to happen when there is nothing to read.",
            whole(0, Some(FEED_WAIT_SECONDS_MAX)),
        ),
    ]
}

/// The parameters of one filter, one per operator.
pub(super) fn filter<'a>(
    filter: &'a Filter,
    items: &'a str,
    link_required: bool,
) -> impl Iterator<Item = Value> + 'a {
    filter.operators.iter().map(move |&operator| {
        let mut parameter = Map::new();
        parameter.insert("name".into(), filter.parameter(operator).into());
        parameter.insert("in".into(), "query".into());
        if link_required && filter.name == "link" && operator == Operator::Equal {
            parameter.insert("required".into(), true.into());
        }
        let phrase = phrase(filter.kind, operator);
        let description = format!("Only {items} whose {} {phrase}.", filter.about);
        parameter.insert("description".into(), description.into());
        if operator.takes_several() {
            parameter.insert("style".into(), "form".into());
            parameter.insert("explode".into(), false.into());
        }
        parameter.insert("schema".into(), schema(filter.kind, operator));
        parameter.into()
    })
}

fn schema(kind: FilterKind, operator: Operator) -> Value {
    let mut one = match kind {
        FilterKind::Uuid => json!({ "type": "string", "format": "uuid" }),
        FilterKind::Number => json!({ "type": "number", "format": "float" }),
        FilterKind::Date | FilterKind::Moment => json!({ "type": "string", "format": "date" }),
        FilterKind::Choice(words) => json!({ "type": "string", "enum": words }),
        FilterKind::Text | FilterKind::Words => json!({ "type": "string" }),
    };
    if operator == Operator::Contains
        && let Value::Object(one) = &mut one
    {
        one.insert("minLength".into(), CONTAINS_CHARACTERS_MIN.into());
    }
    match operator {
        Operator::Range => {
            json!({ "type": "array", "items": one, "minItems": 2, "maxItems": 2 })
        }
        _ if operator.takes_several() => json!({ "type": "array", "items": one }),
        _ => one,
    }
}

fn phrase(kind: FilterKind, operator: Operator) -> &'static str {
    let dated = matches!(kind, FilterKind::Date | FilterKind::Moment);
    match (operator, dated) {
        (Operator::Equal, _) => "is this",
        (Operator::Greater, true) => "is after this",
        (Operator::GreaterOrEqual, true) => "is this or after",
        (Operator::Less, true) => "is before this",
        (Operator::LessOrEqual, true) => "is this or before",
        (Operator::Greater, false) => "is greater than this",
        (Operator::GreaterOrEqual, false) => "is this or greater",
        (Operator::Less, false) => "is less than this",
        (Operator::LessOrEqual, false) => "is this or less",
        (Operator::Range, _) => "lies between these two, both included",
        (Operator::In, _) => "is one of these",
        (Operator::NotIn, _) => "is none of these",
        (Operator::AllIn, _) => "holds all of these",
        (Operator::Contains | Operator::Partial, _) => "contains this, whatever its case",
    }
}
