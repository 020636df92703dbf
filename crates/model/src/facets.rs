//! Facets read straight from a document's text.
//!
//! A document is written once and holds some hundred keys, of which its filters look at twenty. So
//! the text is walked along a tree of the wanted paths and everything else is skipped unread. The
//! meaning is that of [`crate::filter::facets`] over the parsed document; a property test holds the
//! two together.

use std::fmt;
use std::sync::LazyLock;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::filter::Filter;
use crate::resource::Kind;

/// The facets of a document of this kind, from its text.
///
/// # Errors
/// When the text is not JSON.
pub fn facets_of(kind: Kind, document: &str) -> serde_json::Result<Map<String, Value>> {
    let mut facets = Map::new();
    let Some((_, tree)) = TREES.iter().find(|(each, _)| *each == kind) else {
        return Ok(facets);
    };
    // What is not there has facets too, where `null` is a word of the filter.
    tree.collect(&Value::Null, &mut facets);
    let mut reader = serde_json::Deserializer::from_str(document);
    let walk = Walk {
        node: tree,
        facets: &mut facets,
    };
    walk.deserialize(&mut reader)?;
    reader.end()?;
    Ok(facets)
}

static TREES: LazyLock<Vec<(Kind, Node)>> = LazyLock::new(|| {
    Kind::ALL
        .iter()
        .map(|&kind| (kind, Node::of(kind.resource().filters)))
        .collect()
});

/// A place in a document: the filters that look at it, and the places below it.
#[derive(Default)]
struct Node {
    filters: Vec<&'static Filter>,
    below: Vec<(&'static str, Self)>,
}

impl Node {
    fn of(filters: &'static [Filter]) -> Self {
        let mut root = Self::default();
        for filter in filters {
            root.add(filter, filter.at);
        }
        root
    }

    fn add(&mut self, filter: &'static Filter, at: &'static str) {
        let (step, rest) = match at.split_once('.') {
            Some((step, rest)) => (step, Some(rest)),
            None => (at, None),
        };
        let mut child = match self.below.iter().position(|(name, _)| *name == step) {
            Some(place) => self.below.swap_remove(place).1,
            None => Self::default(),
        };
        match rest {
            Some(rest) => child.add(filter, rest),
            None => child.filters.push(filter),
        }
        self.below.push((step, child));
    }

    fn find(&self, step: &str) -> Option<&Self> {
        let (_, node) = self.below.iter().find(|(name, _)| *name == step)?;
        Some(node)
    }

    /// Collects from a value that was parsed after all.
    fn collect(&self, value: &Value, facets: &mut Map<String, Value>) {
        for filter in &self.filters {
            let facet = filter.facet_of(value);
            if !facet.is_null() {
                facets.insert(filter.name.to_owned(), facet);
            }
        }
        for (step, node) in &self.below {
            node.collect(value.get(step).unwrap_or(&Value::Null), facets);
        }
    }
}

/// Reads one value at a place, keeping what filters want of it.
struct Walk<'a> {
    node: &'a Node,
    facets: &'a mut Map<String, Value>,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        if self.node.filters.is_empty() {
            return from.deserialize_any(self);
        }
        let value: Value = serde::Deserialize::deserialize(from)?;
        self.node.collect(&value, self.facets);
        Ok(())
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(below) = map.next_key_seed(Step(self.node))? {
            match below {
                Some(node) => map.next_value_seed(Walk {
                    node,
                    facets: &mut *self.facets,
                })?,
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
}

/// Reads a key and finds the place below that it leads to.
struct Step<'a>(&'a Node);

impl<'de, 'a> DeserializeSeed<'de> for Step<'a> {
    type Value = Option<&'a Node>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_str(self)
    }
}

impl<'a> Visitor<'_> for Step<'a> {
    type Value = Option<&'a Node>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.find(key))
    }
}
