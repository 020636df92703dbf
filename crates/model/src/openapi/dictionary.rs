//! The data dictionary: every field of a resource, one line each.

use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value};

use super::schemas::{generator, tidy};
use super::{consents, platform};
use crate::resource::Resource;

/// How deep fields may lie in each other; the deepest of today's lie seven deep.
const DEPTH_MAX: usize = 24;

/// One field.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Entry {
    /// Where it is: keys with dots between them, `[]` after a list's.
    pub name: String,
    /// The shape it belongs to, where the resource has several.
    pub variant: Option<String>,
    /// Its JSON type: `string`, `number`, `integer`, `boolean`, `object` or `array`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The form of its text or number, such as `date`.
    pub format: Option<String>,
    /// Whether the key is always there.
    pub required: bool,
    /// Whether it may be null.
    pub nullable: bool,
    /// What it means.
    pub description: String,
    /// The words it may be.
    #[serde(rename = "enum")]
    pub words: Vec<String>,
    /// The regular expression its text matches.
    pub pattern: Option<String>,
}

/// The fields of a resource, in the order of its documents.
#[must_use]
pub fn dictionary(resource: &Resource) -> Vec<Entry> {
    entries(resource.schema)
}

/// The fields of an institution.
#[must_use]
pub fn institution_dictionary() -> Vec<Entry> {
    entries(platform::institution)
}

/// The fields of a link.
#[must_use]
pub fn link_dictionary() -> Vec<Entry> {
    entries(platform::link)
}

/// The fields of a consent.
#[must_use]
pub fn consent_dictionary() -> Vec<Entry> {
    entries(consents::consent)
}

/// The entries as comma-separated values, with a line of titles.
#[must_use]
pub fn csv(entries: &[Entry]) -> String {
    let mut text =
        String::from("Name,Variant,Type,Format,Required,Nullable,Description,Enum,Pattern\n");
    for entry in entries {
        let cells = [
            entry.name.as_str(),
            entry.variant.as_deref().unwrap_or_default(),
            &entry.kind,
            entry.format.as_deref().unwrap_or_default(),
            yes_or_no(entry.required),
            yes_or_no(entry.nullable),
            &entry.description,
            &entry.words.join(", "),
            entry.pattern.as_deref().unwrap_or_default(),
        ];
        text.push_str(&cells.map(quoted).join(","));
        text.push('\n');
    }
    text
}

fn yes_or_no(flag: bool) -> &'static str {
    if flag { "Yes" } else { "No" }
}

/// A cell as RFC 4180 quotes it.
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

fn entries(schema: fn(&mut SchemaGenerator) -> Schema) -> Vec<Entry> {
    let mut generator = generator("");
    let mut root: Value = schema(&mut generator).into();
    let mut definitions = Value::Object(generator.take_definitions(true));
    tidy(&mut root);
    tidy(&mut definitions);
    let mut walk = Walk {
        definitions,
        entries: Vec::new(),
    };
    let (root, _) = walk.resolved(&root);
    match root.get("anyOf").and_then(Value::as_array) {
        Some(variants) => {
            for variant in variants {
                let name = reference(variant);
                let (shape, _) = walk.resolved(variant);
                walk.fields(&shape, "", name.as_deref(), 0);
            }
        }
        None => walk.fields(&root, "", None, 0),
    }
    walk.entries
}

/// The name that a schema refers to.
fn reference(schema: &Value) -> Option<String> {
    let path = schema.get("$ref")?.as_str()?;
    path.rsplit('/').next().map(str::to_owned)
}

struct Walk {
    definitions: Value,
    entries: Vec<Entry>,
}

impl Walk {
    /// What a schema says once references are followed and a choice with null is taken apart:
    /// and whether null was such a choice. What is said beside a reference goes before what it
    /// refers to.
    fn resolved(&self, schema: &Value) -> (Map<String, Value>, bool) {
        let mut found = schema.as_object().cloned().unwrap_or_default();
        let mut nullable = false;
        for _ in 0..DEPTH_MAX {
            if let Some(name) = reference(&Value::Object(found.clone())) {
                found.remove("$ref");
                if let Some(Value::Object(definition)) = self.definitions.get(&name) {
                    merge(&mut found, definition);
                }
            } else if let Some(inner) = other_than_null(&found) {
                nullable = true;
                found.remove("anyOf");
                merge(&mut found, &inner);
            } else {
                break;
            }
        }
        (found, nullable)
    }

    fn fields(
        &mut self,
        shape: &Map<String, Value>,
        at: &str,
        variant: Option<&str>,
        depth: usize,
    ) {
        let Some(Value::Object(properties)) = shape.get("properties") else {
            return;
        };
        if depth > DEPTH_MAX {
            return;
        }
        let required = shape.get("required").and_then(Value::as_array);
        for (key, schema) in properties {
            let name = if at.is_empty() {
                key.clone()
            } else {
                format!("{at}.{key}")
            };
            let (field, nullable) = self.resolved(schema);
            let always = required.is_some_and(|keys| keys.iter().any(|each| each == key));
            self.entries
                .push(entry(name.clone(), variant, &field, always, nullable));
            self.fields(&field, &name, variant, depth + 1);
            if let Some(items) = field.get("items") {
                let (item, _) = self.resolved(items);
                self.fields(&item, &format!("{name}[]"), variant, depth + 1);
            }
        }
    }
}

fn merge(found: &mut Map<String, Value>, under: &Map<String, Value>) {
    for (key, value) in under {
        if key == "description" && found.contains_key(key) {
            continue;
        }
        found.insert(key.clone(), value.clone());
    }
}

/// The other choice of two, where one is null.
fn other_than_null(schema: &Map<String, Value>) -> Option<Map<String, Value>> {
    let choices = schema.get("anyOf")?.as_array()?;
    let null = |choice: &&Value| choice.get("type").is_some_and(|kind| kind == "null");
    choices.iter().find(null)?;
    choices
        .iter()
        .find(|choice| !null(choice))?
        .as_object()
        .cloned()
}

fn entry(
    name: String,
    variant: Option<&str>,
    field: &Map<String, Value>,
    required: bool,
    nullable: bool,
) -> Entry {
    let text = |key: &str| field.get(key).and_then(Value::as_str).map(str::to_owned);
    let kinds: Vec<&str> = match field.get("type") {
        Some(Value::String(kind)) => vec![kind],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let words = field.get("enum").and_then(Value::as_array);
    Entry {
        name,
        variant: variant.map(str::to_owned),
        nullable: nullable || kinds.contains(&"null"),
        kind: kinds
            .into_iter()
            .find(|kind| *kind != "null")
            .unwrap_or_default()
            .to_owned(),
        format: text("format"),
        required,
        description: text("description").unwrap_or_default(),
        words: words
            .map(|words| {
                words
                    .iter()
                    .filter_map(Value::as_str)
                    .map(str::to_owned)
                    .collect()
            })
            .unwrap_or_default(),
        pattern: text("pattern"),
    }
}
