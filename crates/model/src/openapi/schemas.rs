//! The document's schemas: the structs' own, made tidy, and those of bodies and lists.

use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::body::Body;

/// Gathers schemas by name.
pub(super) struct Schemas {
    generator: SchemaGenerator,
    others: Map<String, Value>,
}

impl Schemas {
    pub(super) fn new() -> Self {
        Self {
            generator: generator("/components/schemas"),
            others: Map::new(),
        }
    }

    /// A reference to the schema of a struct.
    pub(super) fn of(&mut self, schema: fn(&mut SchemaGenerator) -> Schema) -> Value {
        schema(&mut self.generator).into()
    }

    /// A reference to the schema of a body.
    pub(super) fn body(&mut self, body: &Body) -> Value {
        self.named(body.name, body.schema())
    }

    /// Keeps a schema under a name and refers to it.
    pub(super) fn named(&mut self, name: &str, schema: Value) -> Value {
        self.others.insert(name.to_owned(), schema);
        json!({ "$ref": format!("#/components/schemas/{name}") })
    }

    /// Everything that was referred to, by name.
    pub(super) fn into_components(mut self) -> Map<String, Value> {
        let mut all = self.others;
        for (name, mut schema) in self.generator.take_definitions(true) {
            tidy(&mut schema);
            all.insert(name, schema);
        }
        all.sort_keys();
        all
    }
}

/// A generator for what is written, with its definitions at this path.
pub(super) fn generator(definitions: &'static str) -> SchemaGenerator {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .with(|settings| {
            settings.definitions_path = definitions.into();
            settings.meta_schema = None;
        })
        .into_generator()
}

/// Makes a generated schema easy to read: one enumeration instead of a choice of constants, and
/// descriptions without the line ends of the source.
pub(super) fn tidy(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::String(text)) = object.get_mut("description") {
                *text = unwrapped(text);
            }
            for inner in object.values_mut() {
                tidy(inner);
            }
            if object
                .get("format")
                .is_some_and(|format| format == "uint32")
            {
                object.insert("format".into(), "int32".into());
            }
            enumerate(object);
        }
        Value::Array(items) => items.iter_mut().for_each(tidy),
        _ => {}
    }
}

/// Text whose single line ends are spaces; paragraphs stay apart.
fn unwrapped(text: &str) -> String {
    let paragraphs: Vec<String> = text
        .split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    paragraphs.join("\n\n")
}

/// Turns a choice of described constants into an enumeration whose description lists them.
fn enumerate(object: &mut Map<String, Value>) {
    let Some(Value::Array(choices)) = object.get("oneOf") else {
        return;
    };
    let constants: Option<Vec<Value>> = choices
        .iter()
        .map(|choice| choice.get("const").cloned())
        .collect();
    let Some(constants) = constants else {
        return;
    };
    let mut description = object
        .get("description")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    description.push('\n');
    for choice in choices {
        let word = choice
            .get("const")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let meaning = choice
            .get("description")
            .and_then(Value::as_str)
            .unwrap_or_default();
        description.push_str(&format!("\n- `{word}`: {meaning}"));
    }
    object.remove("oneOf");
    object.insert("type".into(), "string".into());
    object.insert("enum".into(), constants.into());
    object.insert("description".into(), description.into());
}
