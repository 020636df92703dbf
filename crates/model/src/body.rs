//! What a request body may say, declared as data: the same table checks a body, names every problem
//! of it at once, and becomes its schema in the OpenAPI document.

mod nested;
mod number;
mod values;

use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::failure::{ApiError, Failure, not_a_uuid};
use crate::time::DateError;
use values::FieldValue;
pub use values::Values;

/// One kind of request body.
#[derive(Debug)]
pub struct Body {
    /// The schema's name in the OpenAPI document.
    pub name: &'static str,
    /// What the body is for.
    pub about: &'static str,
    /// The keys it knows.
    pub fields: &'static [Field],
}

/// One key of a body.
#[derive(Debug)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// What its value looks like.
    pub kind: FieldKind,
    /// Whether the key must be there.
    pub required: bool,
    /// What the key means.
    pub about: &'static str,
}

/// What the value of a key looks like.
#[derive(Clone, Copy, Debug)]
pub enum FieldKind {
    /// A UUID.
    Uuid,
    /// A calendar day, `YYYY-MM-DD`.
    Date,
    /// True or false, with the value that an absent key stands for.
    Boolean {
        /// What an absent key means.
        default: bool,
    },
    /// Text of bounded length in characters, of a form where one is named.
    Text {
        /// The fewest characters.
        min: usize,
        /// The most characters.
        max: usize,
        /// The form beyond the length.
        form: Option<&'static Form>,
    },
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// One of a few words, or null, which is an answer too.
    ChoiceOrNull(&'static [&'static str]),
    /// A list of words, each out of a few.
    Choices(&'static [&'static str]),
    /// An amount of money with at most two decimals, within bounds that are given in hundredths.
    Amount {
        /// The least, in hundredths.
        min: i64,
        /// The most, in hundredths.
        max: i64,
    },
    /// A whole number within bounds.
    Whole {
        /// The least.
        min: i64,
        /// The most.
        max: i64,
    },
    /// An object with keys of its own; others are refused.
    Object(&'static [Field]),
    /// A list of such objects.
    Objects {
        /// The keys of each.
        fields: &'static [Field],
        /// The most objects.
        max: usize,
    },
    /// An object with whatever keys, up to so many bytes of JSON.
    AnyObject {
        /// The most bytes.
        bytes_max: usize,
    },
}

/// A form of text: its pattern for the reader of the contract, and the check itself.
#[derive(Debug)]
pub struct Form {
    /// The regular expression shown in the OpenAPI document.
    pub pattern: &'static str,
    /// Whether the text is of this form.
    pub check: fn(&str) -> bool,
    /// What to say when it is not.
    pub message: &'static str,
}

/// The most characters of a text that names no limit of its own.
pub const TEXT_CHARACTERS_MAX: usize = 10_000;
/// The most items of a list in a body.
pub const LIST_ITEMS_MAX: usize = 100;

impl Body {
    /// Checks a body, collecting every problem before it answers. Keys that the body does not know
    /// are ignored.
    ///
    /// # Errors
    /// One failure per key that is missing, null, blank or of the wrong form.
    pub fn read(&self, body: &Value) -> Result<Values, ApiError> {
        refused(nested::read(self.fields, body, nested::Unknown::Ignored))
    }

    /// As [`Self::read`], but keys that the body does not know are problems too: for bodies in which
    /// a slip of the pen must not pass.
    ///
    /// # Errors
    /// As [`Self::read`], and one failure per key that is not known.
    pub fn read_strictly(&self, body: &Value) -> Result<Values, ApiError> {
        refused(nested::read(self.fields, body, nested::Unknown::Refused))
    }

    /// The JSON schema of the body.
    #[must_use]
    pub fn schema(&self) -> Value {
        let mut schema = Map::new();
        schema.insert("type".into(), "object".into());
        schema.insert("description".into(), self.about.into());
        schema.append(&mut nested::keys(self.fields));
        schema.into()
    }
}

fn refused(read: Result<Values, Vec<Failure>>) -> Result<Values, ApiError> {
    read.map_err(|failures| {
        ApiError::collect(failures).unwrap_or_else(|| Failure::Unexpected.into())
    })
}

impl Field {
    fn read(&self, keys: &Map<String, Value>) -> Result<Option<FieldValue>, Vec<Failure>> {
        let field = self.name.into();
        match (keys.get(self.name), self.kind) {
            (None, _) if self.required => Err(vec![Failure::Required { field }]),
            (Some(Value::Null), FieldKind::ChoiceOrNull(_)) => Ok(None),
            (Some(Value::Null), _) if self.required => Err(vec![Failure::Null { field }]),
            (None | Some(Value::Null), _) => Ok(self.default()),
            (Some(value), FieldKind::Object(fields)) => {
                nested::object(self.name, fields, value).map(Some)
            }
            (Some(value), FieldKind::Objects { fields, max }) => {
                nested::objects(self.name, fields, max, value).map(Some)
            }
            (Some(value), kind) => match kind.read(self.name, self.required, value) {
                Ok(value) => Ok(Some(value)),
                Err(failure) => Err(vec![failure]),
            },
        }
    }

    fn default(&self) -> Option<FieldValue> {
        match self.kind {
            FieldKind::Boolean { default } => Some(FieldValue::Boolean(default)),
            _ => None,
        }
    }

    fn schema(&self) -> Value {
        let mut schema = self.kind.schema();
        schema.insert("description".into(), self.about.into());
        schema.into()
    }
}

impl FieldKind {
    fn read(
        self,
        name: &'static str,
        required: bool,
        value: &Value,
    ) -> Result<FieldValue, Failure> {
        match self {
            Self::Uuid => {
                let text = text_of(name, value)?;
                Uuid::try_parse(&text)
                    .map(FieldValue::Uuid)
                    .map_err(|_| Failure::invalid(name, not_a_uuid(&shortened(&text))))
            }
            Self::Date => text_of(name, value)?
                .parse()
                .map(FieldValue::Date)
                .map_err(|error: DateError| Failure::invalid(name, error.to_string())),
            Self::Boolean { .. } => match value {
                Value::Bool(flag) => Ok(FieldValue::Boolean(*flag)),
                Value::String(text) if text.eq_ignore_ascii_case("true") => {
                    Ok(FieldValue::Boolean(true))
                }
                Value::String(text) if text.eq_ignore_ascii_case("false") => {
                    Ok(FieldValue::Boolean(false))
                }
                _ => Err(Failure::invalid(name, "Must be a valid boolean.")),
            },
            Self::Text { min, max, form } => {
                let text = text_of(name, value)?;
                let characters = text.chars().count();
                match form {
                    _ if text.is_empty() && (required || min > 0) => {
                        Err(Failure::Blank { field: name.into() })
                    }
                    _ if characters < min => Err(Failure::MinLength {
                        field: name.into(),
                        limit: min,
                    }),
                    _ if characters > max => Err(Failure::MaxLength {
                        field: name.into(),
                        limit: max,
                    }),
                    Some(form) if !(form.check)(&text) => Err(Failure::invalid(name, form.message)),
                    _ => Ok(FieldValue::Text(text)),
                }
            }
            Self::Choice(words) | Self::ChoiceOrNull(words) => {
                let text = text_of(name, value)?;
                if words.contains(&text.as_str()) {
                    Ok(FieldValue::Text(text))
                } else {
                    let value = shortened(&text);
                    Err(Failure::InvalidChoice {
                        field: name.into(),
                        value,
                    })
                }
            }
            Self::Choices(words) => read_list(name, words, value),
            Self::Amount { min, max } => number::amount(name, (min, max), value),
            Self::Whole { min, max } => number::whole(name, (min, max), value),
            Self::AnyObject { bytes_max } => nested::any_object(name, bytes_max, value),
            Self::Object(_) | Self::Objects { .. } => {
                Err(Failure::invalid(name, "Not a single value."))
            }
        }
    }

    fn schema(self) -> Map<String, Value> {
        let mut schema = Map::new();
        let kind = match self {
            Self::Boolean { .. } => "boolean",
            Self::Choices(_) | Self::Objects { .. } => "array",
            Self::Amount { .. } => "number",
            Self::Whole { .. } => "integer",
            Self::Object(_) | Self::AnyObject { .. } => "object",
            Self::Uuid
            | Self::Date
            | Self::Text { .. }
            | Self::Choice(_)
            | Self::ChoiceOrNull(_) => "string",
        };
        schema.insert("type".into(), kind.into());
        match self {
            Self::Uuid => drop(schema.insert("format".into(), "uuid".into())),
            Self::Date => drop(schema.insert("format".into(), "date".into())),
            Self::Boolean { default } => drop(schema.insert("default".into(), default.into())),
            Self::Text { min, max, form } => {
                if min > 0 {
                    schema.insert("minLength".into(), min.into());
                }
                if max < TEXT_CHARACTERS_MAX {
                    schema.insert("maxLength".into(), max.into());
                }
                if let Some(form) = form {
                    schema.insert("pattern".into(), form.pattern.into());
                }
            }
            Self::Choice(words) => drop(schema.insert("enum".into(), words.into())),
            Self::ChoiceOrNull(words) => {
                let words = words.iter().map(|&word| Value::from(word));
                let choices: Vec<Value> = words.chain([Value::Null]).collect();
                schema.insert("type".into(), json!(["string", "null"]));
                schema.insert("enum".into(), choices.into());
            }
            Self::Choices(words) => {
                let items = json!({ "type": "string", "enum": words });
                schema.insert("items".into(), items);
            }
            Self::Amount { min, max } => {
                schema.insert("minimum".into(), number::units(min));
                schema.insert("maximum".into(), number::units(max));
            }
            Self::Whole { min, max } => {
                schema.insert("minimum".into(), min.into());
                schema.insert("maximum".into(), max.into());
            }
            Self::AnyObject { .. } => {}
            Self::Object(fields) => schema.append(&mut nested::closed(fields)),
            Self::Objects { fields, max } => {
                schema.insert("maxItems".into(), max.into());
                schema.insert("items".into(), nested::closed(fields).into());
            }
        }
        schema
    }
}

fn read_list(
    name: &'static str,
    words: &'static [&'static str],
    value: &Value,
) -> Result<FieldValue, Failure> {
    let Value::Array(items) = value else {
        return Err(Failure::NotAList {
            field: name.into(),
            got: type_name(value),
        });
    };
    if items.len() > LIST_ITEMS_MAX {
        return Err(nested::too_many(name, LIST_ITEMS_MAX));
    }
    let mut list = Vec::with_capacity(items.len());
    for item in items {
        let text = text_of(name, item)?;
        if !words.contains(&text.as_str()) {
            let value = shortened(&text);
            return Err(Failure::InvalidChoice {
                field: name.into(),
                value,
            });
        }
        if !list.contains(&text) {
            list.push(text);
        }
    }
    Ok(FieldValue::List(list))
}

/// Text as given; numbers are taken as their digits, since clients send document numbers so.
fn text_of(name: &'static str, value: &Value) -> Result<String, Failure> {
    match value {
        Value::String(text) if text.contains('\0') => {
            Err(Failure::invalid(name, "Null characters are not allowed."))
        }
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(Failure::invalid(name, "Not a valid string.")),
    }
}

/// What a message repeats of a value: never more than a line of it.
#[must_use]
pub fn shortened(text: &str) -> String {
    const CHARACTERS_MAX: usize = 80;
    match text.char_indices().nth(CHARACTERS_MAX) {
        Some((end, _)) => format!("{}\u{2026}", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The name of a JSON type as the wire's messages say it.
fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "NoneType",
        Value::Bool(_) => "bool",
        Value::Number(number) if number.is_f64() => "float",
        Value::Number(_) => "int",
        Value::String(_) => "str",
        Value::Array(_) => "list",
        Value::Object(_) => "dict",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static BODY: Body = Body {
        name: "Example",
        about: "An example.",
        fields: &[
            Field {
                name: "link",
                kind: FieldKind::Uuid,
                required: true,
                about: "The link.",
            },
            Field {
                name: "date_to",
                kind: FieldKind::Date,
                required: true,
                about: "Last day.",
            },
            Field {
                name: "save_data",
                kind: FieldKind::Boolean { default: true },
                required: false,
                about: "Keep it?",
            },
            Field {
                name: "token",
                kind: FieldKind::Text {
                    min: 1,
                    max: 8,
                    form: None,
                },
                required: false,
                about: "The token.",
            },
            Field {
                name: "resources",
                kind: FieldKind::Choices(&["ACCOUNTS", "OWNERS"]),
                required: false,
                about: "Which.",
            },
        ],
    };

    fn codes(body: &Value) -> Vec<(String, Option<String>)> {
        BODY.read(body)
            .unwrap_err()
            .failures()
            .map(|failure| {
                (
                    failure.code().to_owned(),
                    failure.field().map(str::to_owned),
                )
            })
            .collect()
    }

    #[test]
    fn every_problem_is_named_at_once() {
        let found = codes(&json!({ "link": "no", "token": "", "resources": "ACCOUNTS" }));
        let named: Vec<(&str, Option<&str>)> = found
            .iter()
            .map(|(code, field)| (code.as_str(), field.as_deref()))
            .collect();
        assert_eq!(
            named,
            [
                ("invalid", Some("link")),
                ("required", Some("date_to")),
                ("blank", Some("token")),
                ("not_a_list", Some("resources")),
            ]
        );
    }

    #[test]
    fn absent_and_null_optional_keys_take_their_default() {
        let link = "0d3ffb69-f83b-456e-ad8e-208d0998d71d";
        let values = BODY
            .read(&json!({ "link": link, "date_to": "2026-01-01", "save_data": null, "x": 1 }))
            .unwrap();
        assert!(values.boolean("save_data"));
        assert_eq!(values.text("token"), None);
        assert_eq!(values.uuid("link").unwrap().to_string(), link);
    }

    #[test]
    fn a_body_that_is_no_object_is_refused() {
        assert_eq!(codes(&json!([])).len(), 1);
        assert_eq!(codes(&json!(null)).len(), 1);
    }
}
