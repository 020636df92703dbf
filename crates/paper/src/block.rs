//! From a document to what follows one another on the sheet: headings, fields and tables.

use caudal_latam::Country;

use crate::label::label;
use crate::node::Node;
use crate::table::Table;
use crate::wording::{NOTHING, wording};

/// Keys that say how the platform came by a document, or that hold a printed copy of it.
const LEFT_OUT: &[&str] = &[
    "id",
    "link",
    "created_at",
    "collected_at",
    "pdf",
    "receipt_pdf",
    "xml",
    "files",
];
/// Headings get no smaller below this depth.
pub(crate) const DEPTH_MAX: usize = 3;

/// One thing on the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// The title of a part; 1 is the largest.
    Heading { depth: usize, text: String },
    /// A label and what it says.
    Field { label: String, text: String },
    /// Items of one shape, one in each row.
    Table(Table),
}

/// Everything that a document says, in reading order.
pub(crate) fn blocks(document: &Node, country: Country) -> Vec<Block> {
    let mut blocks = Vec::new();
    match document {
        Node::Object(members) => object(members, 1, country, &mut blocks),
        other => part("", other, 1, country, &mut blocks),
    }
    blocks
}

/// An object's plain values come first, so that they do not seem to belong to a part of it.
fn object(members: &[(String, Node)], depth: usize, country: Country, blocks: &mut Vec<Block>) {
    let shown = || {
        members
            .iter()
            .filter(|(key, _)| !LEFT_OUT.contains(&key.as_str()))
    };
    for (key, node) in shown().filter(|(_, node)| is_field(node)) {
        blocks.push(Block::Field {
            label: label(key),
            text: wording(key, node, country),
        });
    }
    for (key, node) in shown().filter(|(_, node)| !is_field(node)) {
        part(key, node, depth, country, blocks);
    }
}

/// Whether a value fits behind a label: one value, or a list of such.
fn is_field(node: &Node) -> bool {
    match node {
        Node::List(items) => items.iter().all(Node::is_plain),
        other => other.is_plain(),
    }
}

/// A part with a heading of its own.
fn part(key: &str, node: &Node, depth: usize, country: Country, blocks: &mut Vec<Block>) {
    let heading = |text: String| Block::Heading {
        depth: depth.min(DEPTH_MAX),
        text,
    };
    let name = label(key);
    match node {
        Node::Object(members) => {
            blocks.push(heading(name));
            object(members, depth + 1, country, blocks);
        }
        Node::List(items) => {
            if let Some(table) = table(items, country) {
                blocks.push(heading(name));
                blocks.push(Block::Table(table));
                return;
            }
            for (place, item) in items.iter().enumerate() {
                blocks.push(heading(format!("{name} {}", place + 1)));
                match item {
                    Node::Object(members) => object(members, depth + 1, country, blocks),
                    other => part(key, other, depth + 1, country, blocks),
                }
            }
        }
        plain => blocks.push(Block::Field {
            label: name,
            text: wording(key, plain, country),
        }),
    }
}

/// A list as a table, when its items are flat and the columns fit on the sheet.
fn table(items: &[Node], country: Country) -> Option<Table> {
    let mut keys: Vec<&str> = Vec::new();
    for item in items {
        let Node::Object(members) = item else {
            return None;
        };
        for (key, node) in members {
            if !is_field(node) {
                return None;
            }
            let shown = !LEFT_OUT.contains(&key.as_str());
            if shown && !keys.contains(&key.as_str()) {
                keys.push(key);
            }
        }
    }
    let cell = |item: &Node, key: &str| match item {
        Node::Object(members) => members.iter().find(|(own, _)| own == key).map_or_else(
            || NOTHING.to_owned(),
            |(_, node)| wording(key, node, country),
        ),
        _ => NOTHING.to_owned(),
    };
    let counts = |key: &str| {
        let numbers = |item: &Node| match item {
            Node::Object(members) => members
                .iter()
                .any(|(own, node)| own == key && matches!(node, Node::Number(_))),
            _ => false,
        };
        items.iter().any(numbers)
    };
    Table::fitting(
        keys.iter().map(|key| (label(key), counts(key))).collect(),
        items
            .iter()
            .map(|item| keys.iter().map(|key| cell(item, key)).collect())
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<Block> {
        blocks(&Node::read(text).unwrap(), Country::Chile)
    }

    #[test]
    fn plain_values_stand_before_parts_and_ids_are_left_out() {
        let found = of(r#"{"id": "x", "personal_data": {"full_name": "Ana"}, "total": 5000}"#);
        let expected = [
            Block::Field {
                label: "Total".into(),
                text: "5.000".into(),
            },
            Block::Heading {
                depth: 1,
                text: "Datos personales".into(),
            },
            Block::Field {
                label: "Nombre completo".into(),
                text: "Ana".into(),
            },
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn flat_items_become_rows_and_deep_ones_parts() {
        let flat = of(r#"{"list": [{"a": 1, "b": null}, {"a": 2, "b": "x"}]}"#);
        assert!(matches!(
            flat.as_slice(),
            [Block::Heading { .. }, Block::Table(_)]
        ));
        let deep = of(r#"{"list": [{"a": {"b": 1}}, {"a": {"b": 2}}]}"#);
        let headings = deep
            .iter()
            .filter(|block| matches!(block, Block::Heading { .. }));
        assert_eq!(headings.count(), 4);
    }
}
