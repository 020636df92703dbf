//! How a single value is written for people.

use caudal_latam::Country;

use crate::node::Node;

/// Numbers under keys that end like this name something; they do not count anything.
const NAMES: &[&str] = &[
    "code",
    "codigo",
    "year",
    "ejercicio",
    "id",
    "order",
    "orden",
    "number",
];
/// What stands where a document has no value.
pub(crate) const NOTHING: &str = "—";

/// A plain value in words, under its key; a list of plain values one after the other.
pub(crate) fn wording(key: &str, node: &Node, country: Country) -> String {
    match node {
        Node::Null => NOTHING.to_owned(),
        Node::Flag(flag) => if *flag { "Sí" } else { "No" }.to_owned(),
        Node::Number(digits) => number(key, digits, country),
        Node::Text(text) if text.trim().is_empty() => NOTHING.to_owned(),
        Node::Text(text) => text.clone(),
        Node::List(items) if items.is_empty() => NOTHING.to_owned(),
        Node::List(items) => {
            let items: Vec<String> = items.iter().map(|one| wording(key, one, country)).collect();
            items.join(", ")
        }
        Node::Object(_) => NOTHING.to_owned(),
    }
}

/// A number as the country writes it: thousands are set apart where it counts something, and money
/// without cents has none.
fn number(key: &str, digits: &str, country: Country) -> String {
    let last = key.split('_').next_back().unwrap_or_default();
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (sign, unsigned) = match digits.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", digits),
    };
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    if NAMES.contains(&last) || !plain(whole) {
        return digits.to_owned();
    }
    let (thousands, decimal) = match country {
        Country::Mexico => (',', '.'),
        Country::Brazil | Country::Colombia | Country::Chile => ('.', ','),
    };
    let mut written = String::from(sign);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            written.push(thousands);
        }
        written.push(digit);
    }
    let cents = country.currency().scale() > 0 || fraction.bytes().any(|digit| digit != b'0');
    if cents && !fraction.is_empty() {
        written.push(decimal);
        written.push_str(fraction);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_the_country_does_and_names_as_they_are() {
        let said =
            |key: &str, digits: &str, country| wording(key, &Node::Number(digits.into()), country);
        assert_eq!(
            said("amount", "1234567.80", Country::Mexico),
            "1,234,567.80"
        );
        assert_eq!(said("amount", "1234567.00", Country::Chile), "1.234.567");
        assert_eq!(said("share", "33.50", Country::Chile), "33,50");
        assert_eq!(said("amount", "-999.5", Country::Brazil), "-999,5");
        assert_eq!(said("branch_code", "76129014", Country::Chile), "76129014");
        assert_eq!(said("year", "2025", Country::Chile), "2025");
    }

    #[test]
    fn what_is_not_known_is_said_to_be_nothing() {
        for node in [Node::Null, Node::Text(" ".into()), Node::List(Vec::new())] {
            assert_eq!(wording("key", &node, Country::Chile), NOTHING);
        }
        let list = Node::List(vec![Node::Text("a".into()), Node::Flag(true)]);
        assert_eq!(wording("key", &list, Country::Chile), "a, Sí");
    }
}
