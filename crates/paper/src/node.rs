//! A document as a tree in which numbers keep their digits.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// A value of JSON. `serde_json::Value` would pass amounts through binary floating point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Null,
    Flag(bool),
    /// A number with the digits that the document has.
    Number(String),
    Text(String),
    List(Vec<Self>),
    /// Keys and values in the document's order.
    Object(Vec<(String, Self)>),
}

impl Node {
    /// Reads a document.
    pub(crate) fn read(text: &str) -> serde_json::Result<Self> {
        match text.trim_start().bytes().next() {
            Some(b'{') => {
                let members: Members = serde_json::from_str(text)?;
                let read = |(key, raw): (String, Box<RawValue>)| {
                    Self::read(raw.get()).map(|node| (key, node))
                };
                let members: serde_json::Result<_> = members.0.into_iter().map(read).collect();
                members.map(Self::Object)
            }
            Some(b'[') => {
                let items: Vec<Box<RawValue>> = serde_json::from_str(text)?;
                let items: serde_json::Result<_> =
                    items.iter().map(|raw| Self::read(raw.get())).collect();
                items.map(Self::List)
            }
            Some(b'"') => serde_json::from_str(text).map(Self::Text),
            Some(b't' | b'f') => serde_json::from_str(text).map(Self::Flag),
            Some(b'n') => Ok(Self::Null),
            _ => Ok(Self::Number(text.trim().to_owned())),
        }
    }

    /// Whether it is one value and no structure.
    pub(crate) fn is_plain(&self) -> bool {
        !matches!(self, Self::List(_) | Self::Object(_))
    }
}

/// The members of an object in their order.
struct Members(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Members;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        from.deserialize_map(InOrder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_digits_survive() {
        let node = Node::read(r#"{"b": 1234567890123.10, "a": [null, true, "é"]}"#).unwrap();
        let Node::Object(members) = node else {
            panic!("not an object")
        };
        assert_eq!(
            members[0],
            ("b".into(), Node::Number("1234567890123.10".into()))
        );
        let list = Node::List(vec![Node::Null, Node::Flag(true), Node::Text("é".into())]);
        assert_eq!(members[1], ("a".into(), list));
    }
}
