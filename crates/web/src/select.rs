//! `fields` and `omit`: which first-level keys of an item are sent.

use std::fmt;

use serde::Deserializer as _;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

/// Which keys of each item are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Selection {
    fields: Option<Vec<String>>,
    omit: Vec<String>,
}

impl Selection {
    /// Reads the two parameters; names that no item has select nothing.
    pub(crate) fn new(fields: Option<&str>, omit: Option<&str>) -> Self {
        let names = |text: &str| {
            let names = text
                .split(',')
                .map(str::trim)
                .filter(|name| !name.is_empty());
            names.map(str::to_owned).collect::<Vec<_>>()
        };
        Self {
            fields: fields.map(names).filter(|names| !names.is_empty()),
            omit: omit.map(names).unwrap_or_default(),
        }
    }

    /// Whether items are sent as they are.
    pub(crate) fn is_everything(&self) -> bool {
        self.fields.is_none() && self.omit.is_empty()
    }

    fn wants(&self, key: &str) -> bool {
        let kept = self
            .fields
            .as_ref()
            .is_none_or(|fields| fields.iter().any(|name| name == key));
        kept && !self.omit.iter().any(|name| name == key)
    }

    /// The item with the wanted keys only, in its own order; values are copied as they stand.
    pub(crate) fn apply(&self, item: &str) -> serde_json::Result<String> {
        if self.is_everything() {
            return Ok(item.to_owned());
        }
        let mut reader = serde_json::Deserializer::from_str(item);
        reader.deserialize_map(Picker(self))
    }
}

struct Picker<'a>(&'a Selection);

impl<'de> Visitor<'de> for Picker<'_> {
    type Value = String;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<String, A::Error> {
        let mut picked = String::from("{");
        while let Some((key, value)) = map.next_entry::<String, &'de RawValue>()? {
            if self.0.wants(&key) {
                if picked.len() > 1 {
                    picked.push(',');
                }
                picked.push_str(&serde_json::Value::from(key).to_string());
                picked.push(':');
                picked.push_str(value.get());
            }
        }
        picked.push('}');
        Ok(picked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(fields: Option<&str>, omit: Option<&str>) -> String {
        let item = r#"{"id":1,"balance":{"current":2.50},"name":"a \"b\"","type":null}"#;
        Selection::new(fields, omit).apply(item).unwrap()
    }

    #[test]
    fn only_first_level_keys_are_picked() {
        assert_eq!(
            applied(Some("balance,id"), None),
            r#"{"id":1,"balance":{"current":2.50}}"#
        );
        assert_eq!(
            applied(None, Some("balance,type")),
            r#"{"id":1,"name":"a \"b\""}"#
        );
        assert_eq!(applied(Some("balance__current"), None), "{}");
        assert_eq!(
            applied(Some("id,name"), Some("id")),
            r#"{"name":"a \"b\""}"#
        );
        assert!(Selection::new(Some(""), Some(" ,")).is_everything());
    }
}
