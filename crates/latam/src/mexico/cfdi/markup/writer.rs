//! A tree as XML text.

use std::fmt::Write as _;

use super::{Element, Vocabulary};

/// The whole document, with a declaration and all namespaces on the outermost element.
pub(in super::super) fn write(root: &Element) -> String {
    let mut used = vec![root.vocabulary];
    vocabularies(root, &mut used);
    let mut text = String::with_capacity(4096);
    text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let mut namespaces = Vec::with_capacity(used.len() + 2);
    for vocabulary in &used {
        let name = format!("xmlns:{}", vocabulary.prefix());
        namespaces.push((name, vocabulary.namespace().to_owned()));
    }
    namespaces.push((
        "xmlns:xsi".to_owned(),
        "http://www.w3.org/2001/XMLSchema-instance".to_owned(),
    ));
    // A complement brings its schema along; the stamp's is named on the stamp, as stampers do.
    let schemas: Vec<String> = used
        .iter()
        .filter(|vocabulary| **vocabulary != Vocabulary::Stamp)
        .map(|vocabulary| format!("{} {}", vocabulary.namespace(), vocabulary.schema()))
        .collect();
    namespaces.push(("xsi:schemaLocation".to_owned(), schemas.join(" ")));
    element(&mut text, root, &namespaces);
    text
}

fn vocabularies(element: &Element, used: &mut Vec<Vocabulary>) {
    for child in &element.children {
        if !used.contains(&child.vocabulary) {
            used.push(child.vocabulary);
        }
        vocabularies(child, used);
    }
}

fn element(text: &mut String, element: &Element, namespaces: &[(String, String)]) {
    let name = format!("{}:{}", element.vocabulary.prefix(), element.name);
    text.push('<');
    text.push_str(&name);
    for (key, value) in namespaces {
        attribute(text, key, value);
    }
    for (key, value) in &element.attributes {
        attribute(text, key, value);
    }
    if element.children.is_empty() {
        text.push_str("/>");
        return;
    }
    text.push('>');
    for child in &element.children {
        self::element(text, child, &[]);
    }
    text.push_str("</");
    text.push_str(&name);
    text.push('>');
}

fn attribute(text: &mut String, key: &str, value: &str) {
    text.push(' ');
    text.push_str(key);
    text.push_str("=\"");
    for sign in value.chars() {
        match sign {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            // Plain white space other than a blank would be read back as a blank.
            '\t' | '\n' | '\r' => drop(write!(text, "&#{};", u32::from(sign))),
            _ if is_allowed(sign) => text.push(sign),
            // What XML cannot hold at all.
            _ => text.push('\u{fffd}'),
        }
    }
    text.push('"');
}

/// Whether XML 1.0 may hold this character (section 2.2).
pub(super) fn is_allowed(sign: char) -> bool {
    matches!(sign, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}
