//! What the API answers when all is well: items, lists and promises.

use schemars::{Schema, SchemaGenerator};
use serde_json::{Value, json};

use super::schemas::Schemas;

/// What a request id looks like.
pub(super) const REQUEST_ID_PATTERN: &str = "^[a-f0-9]{32}$";

/// What a successful request is answered with.
pub(super) enum Answer {
    /// One item.
    Item(fn(&mut SchemaGenerator) -> Schema),
    /// All items, in an array.
    Items(fn(&mut SchemaGenerator) -> Schema),
    /// One page of items; the name of the page's schema.
    Page(String, fn(&mut SchemaGenerator) -> Schema),
    /// Names and addresses of the collections.
    Index,
    /// A promise to do it later.
    Accepted,
    /// No body.
    Nothing,
}

impl Answer {
    pub(super) fn response(&self, schemas: &mut Schemas) -> Value {
        let (description, schema) = match self {
            Self::Item(schema) => ("The item.", schemas.of(*schema)),
            Self::Items(schema) => {
                let items = schemas.of(*schema);
                ("All items.", json!({ "type": "array", "items": items }))
            }
            Self::Page(name, schema) => {
                let items = schemas.of(*schema);
                ("One page of items.", schemas.named(name, page(&items)))
            }
            Self::Index => ("The collections.", index()),
            Self::Accepted => {
                let schema = schemas.named("Accepted", accepted());
                ("It will be done; a webhook tells when.", schema)
            }
            Self::Nothing => {
                return json!({ "description": "It is done; there is nothing to say." });
            }
        };
        json!({
            "description": description,
            "content": { "application/json": { "schema": schema } },
        })
    }
}

fn page(items: &Value) -> Value {
    json!({
        "type": "object",
        "description": "One page of a list.",
        "properties": {
            "count": {
                "type": "integer", "format": "int32", "minimum": 0,
                "description": "How many items there are on all pages.",
            },
            "next": {
                "type": ["string", "null"], "format": "uri",
                "description": "Where the next page is; null on the last one.",
            },
            "previous": {
                "type": ["string", "null"], "format": "uri",
                "description": "Where the page before is; null on the first one.",
            },
            "results": {
                "type": "array", "items": items,
                "description": "The items of this page.",
            },
        },
        "required": ["count", "next", "previous", "results"],
    })
}

fn index() -> Value {
    json!({
        "type": "object",
        "description": "The collections by name.",
        "additionalProperties": { "type": "string", "format": "uri" },
    })
}

fn accepted() -> Value {
    json!({
        "type": "object",
        "description": "A request that will be done later.",
        "properties": {
            "request_id": {
                "type": "string", "pattern": REQUEST_ID_PATTERN,
                "description": "The request's id, which the webhook repeats.",
            },
        },
        "required": ["request_id"],
    })
}
