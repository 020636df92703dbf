//! How the values that filters look at are stored.
//!
//! A facet is stored under its filter's name with a mark that says what it is, so that a condition
//! only ever meets values of its own type: text (ids, days, words) under the plain name, a number
//! under `name#` in a spelling that sorts as numbers do, a list under `name[]`, and under `name~`
//! the text in lower case for searches that ignore case. Databases fold case differently, and
//! binary floating point is not exact; with these spellings both engines compare bytes.

use std::str::FromStr;

use caudal_model::{Filter, Operator};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use crate::error::StoreError;

/// What is added to a filter's name where its text is kept in lower case.
pub(crate) const FOLDED: char = '~';
/// What is added to a filter's name where it is a number.
pub(crate) const NUMBER: char = '#';
/// What is added to a filter's name where it is a list.
pub(crate) const LIST: &str = "[]";

/// Adds the lower-case spelling of every facet that one of the filters searches in.
pub fn fold(filters: &[Filter], facets: &mut Map<String, Value>) {
    for filter in filters {
        let folded = [Operator::Contains, Operator::Partial];
        if !folded
            .iter()
            .any(|operator| filter.operators.contains(operator))
        {
            continue;
        }
        if let Some(Value::String(text)) = facets.get(filter.name) {
            let folded = text.to_lowercase();
            facets.insert(format!("{}{FOLDED}", filter.name), folded.into());
        }
    }
}

/// The JSON text of facets as they are stored. Values that no condition can match are left out.
pub(crate) fn stored(mut facets: Map<String, Value>, filters: &[Filter]) -> String {
    fold(filters, &mut facets);
    let mut stored = Map::with_capacity(facets.len());
    for (name, facet) in facets {
        match facet {
            Value::String(text) => {
                stored.insert(name, clean(text).into());
            }
            Value::Number(number) => {
                if let Ok(number) = Decimal::from_str(&number.to_string()) {
                    stored.insert(format!("{name}{NUMBER}"), sortable(number).into());
                }
            }
            Value::Array(words) => {
                let words = words.into_iter().filter_map(|word| match word {
                    Value::String(word) => Some(Value::String(clean(word))),
                    _ => None,
                });
                stored.insert(format!("{name}{LIST}"), words.collect());
            }
            Value::Null | Value::Bool(_) | Value::Object(_) => {}
        }
    }
    Value::Object(stored).to_string()
}

/// The facets as they were given, out of their stored form.
pub(crate) fn read(stored: &str) -> Result<Map<String, Value>, StoreError> {
    let unreadable = || StoreError::Unreadable("facets");
    let stored: Map<String, Value> = serde_json::from_str(stored).map_err(|_| unreadable())?;
    let mut facets = Map::with_capacity(stored.len());
    for (name, facet) in stored {
        if let Some(name) = name.strip_suffix(NUMBER) {
            let number = facet.as_str().and_then(unsorted).ok_or_else(unreadable)?;
            facets.insert(name.to_owned(), number);
        } else if let Some(name) = name.strip_suffix(LIST) {
            facets.insert(name.to_owned(), facet);
        } else if !name.ends_with(FOLDED) {
            facets.insert(name, facet);
        }
    }
    Ok(facets)
}

/// PostgreSQL takes no null character in JSON, and no filter can ask for one.
fn clean(text: String) -> String {
    if text.contains('\0') {
        text.replace('\0', "\u{1}")
    } else {
        text
    }
}

/// A spelling of a number whose bytes sort as the numbers do.
///
/// `p`, the count of digits before the point in two digits, those digits, those after the point;
/// for numbers below zero `n`, each digit's complement to nine, and `~`, which sorts after digits.
pub(crate) fn sortable(number: Decimal) -> String {
    let number = number.normalize();
    let scale = usize::try_from(number.scale()).unwrap_or_default();
    let digits = match number.mantissa().unsigned_abs() {
        0 => String::new(),
        mantissa => mantissa.to_string(),
    };
    let whole = digits.len().saturating_sub(scale);
    let leading = scale.saturating_sub(digits.len());
    let spelled = format!(
        "{whole:02}{whole_digits}{zeros}{fraction}",
        whole_digits = digits.get(..whole).unwrap_or_default(),
        zeros = "0".repeat(leading),
        fraction = digits.get(whole..).unwrap_or_default(),
    );
    if number.is_sign_negative() && !number.is_zero() {
        let complements = spelled.bytes().map(|digit| char::from(b'0' + b'9' - digit));
        format!("n{}~", complements.collect::<String>())
    } else {
        format!("p{spelled}")
    }
}

/// The number that is spelled so, as JSON.
fn unsorted(spelled: &str) -> Option<Value> {
    let plain = match spelled.strip_prefix('n') {
        None => spelled.strip_prefix('p')?.to_owned(),
        Some(complements) => {
            let digits = complements.strip_suffix('~')?.bytes();
            digits
                .map(|digit| char::from(b'0' + b'9' - digit))
                .collect()
        }
    };
    let whole: usize = plain.get(..2)?.parse().ok()?;
    let (digits, fraction) = plain.get(2..)?.split_at_checked(whole)?;
    let sign = if spelled.starts_with('n') { "-" } else { "" };
    let digits = if digits.is_empty() { "0" } else { digits };
    let point = if fraction.is_empty() { "" } else { "." };
    serde_json::from_str(&format!("{sign}{digits}{point}{fraction}")).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn facets_are_marked_with_what_they_are() {
        static FILTERS: &[Filter] = &[Filter {
            name: "name",
            kind: caudal_model::FilterKind::Text,
            operators: &[Operator::Equal, Operator::Contains],
            at: "name",
            about: "name",
        }];
        let facets = json!({
            "amount": -12.5, "name": "SEÇÃO", "words": ["a", 1, "b"], "flag": true, "type": "x\0y",
        });
        let Value::Object(facets) = facets else {
            panic!("an object")
        };
        let stored = stored(facets, FILTERS);
        assert_eq!(
            serde_json::from_str::<Value>(&stored).unwrap(),
            json!({
                "amount#": "n97874~", "name": "SEÇÃO", "name~": "seção", "words[]": ["a", "b"],
                "type": "x\u{1}y",
            })
        );
        assert_eq!(
            Value::Object(read(&stored).unwrap()),
            json!({ "amount": -12.5, "name": "SEÇÃO", "words": ["a", "b"], "type": "x\u{1}y" })
        );
    }

    fn decimals() -> impl Strategy<Value = Decimal> {
        let wide = (any::<i64>(), 0..=28_u32);
        let close = (-30..30_i64, 0..4_u32);
        prop_oneof![wide, close].prop_map(|(digits, scale)| Decimal::new(digits, scale))
    }

    proptest! {
        #[test]
        fn spellings_can_be_read_back(number in -1_000_000_000_i64..1_000_000_000, scale in 0..6_u32) {
            let number = Decimal::new(number, scale);
            let read = unsorted(&sortable(number)).unwrap();
            prop_assert_eq!(Decimal::from_str(&read.to_string()).unwrap(), number);
        }

        #[test]
        fn spellings_sort_as_numbers_do(one in decimals(), other in decimals()) {
            prop_assert_eq!(sortable(one).cmp(&sortable(other)), one.cmp(&other));
        }
    }

    #[test]
    fn the_widest_numbers_sort_too() {
        let numbers = [
            Decimal::MIN,
            Decimal::NEGATIVE_ONE,
            Decimal::ZERO,
            Decimal::MAX,
        ];
        assert!(numbers.map(sortable).is_sorted());
        assert_eq!(sortable(Decimal::new(-0, 5)), sortable(Decimal::ZERO));
    }
}
