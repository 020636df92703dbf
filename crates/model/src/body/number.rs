//! Numbers in a body: amounts of money and whole numbers, within bounds and without rounding.

use std::str::FromStr as _;

use serde_json::{Number, Value};

use super::values::FieldValue;
use crate::failure::Failure;
use crate::money::Money;

/// Decimals of an amount at most.
const DECIMALS_MAX: u32 = 2;

/// Reads an amount; text is taken where it is a number's, since clients send exact amounts so.
pub(super) fn amount(
    name: &'static str,
    (min, max): (i64, i64),
    value: &Value,
) -> Result<FieldValue, Failure> {
    let read = digits(value).and_then(|text| text.parse::<Money>().ok());
    let exact = read.filter(|amount| amount.0.normalize().scale() <= DECIMALS_MAX);
    let within = |amount: &Money| {
        amount
            .cents()
            .is_some_and(|cents| (min..=max).contains(&cents))
    };
    exact.filter(within).map(FieldValue::Amount).ok_or_else(|| {
        let (least, most) = (Money::from_cents(min), Money::from_cents(max));
        let message = format!("Enter an amount from {least} to {most} with at most two decimals.");
        Failure::invalid(name, message)
    })
}

/// Reads a whole number.
pub(super) fn whole(
    name: &'static str,
    (min, max): (i64, i64),
    value: &Value,
) -> Result<FieldValue, Failure> {
    let read = digits(value).and_then(|text| text.parse::<i64>().ok());
    let within = read.filter(|number| (min..=max).contains(number));
    within
        .map(FieldValue::Whole)
        .ok_or_else(|| Failure::invalid(name, format!("Enter a whole number from {min} to {max}.")))
}

/// Hundredths as a number of whole units, for a schema.
pub(super) fn units(hundredths: i64) -> Value {
    let text = Money::from_cents(hundredths).0.normalize().to_string();
    Number::from_str(&text).map_or(Value::Null, Value::Number)
}

fn digits(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn amounts_keep_every_digit_and_their_bounds() {
        let read = |value: Value| amount("price", (1, 100_000), &value);
        for (given, cents) in [
            (json!(0.01), 1),
            (json!(999.99), 99_999),
            (json!("12.50"), 1_250),
            (json!(1e2), 10_000),
            (json!(7), 700),
        ] {
            let expected = FieldValue::Amount(Money::from_cents(cents));
            let FieldValue::Amount(found) = read(given).unwrap() else {
                unreachable!()
            };
            assert_eq!(FieldValue::Amount(found), expected);
        }
        for wrong in [
            json!(0),
            json!(1000.01),
            json!(0.001),
            json!(-1),
            json!("much"),
            json!(true),
            json!(1e300),
            json!("1e400"),
            json!(""),
            json!([1]),
        ] {
            let failure = read(wrong.clone()).unwrap_err();
            assert_eq!(failure.field(), Some("price"), "{wrong}");
            assert!(
                failure.message().contains("from 0.01 to 1000.00"),
                "{wrong}"
            );
        }
    }

    #[test]
    fn whole_numbers_have_no_decimals() {
        let read = |value: Value| whole("day", (1, 28), &value);
        assert_eq!(read(json!(28)), Ok(FieldValue::Whole(28)));
        for wrong in [
            json!(0),
            json!(29),
            json!(1.5),
            json!("x"),
            json!(null),
            json!(1e30),
        ] {
            assert!(read(wrong).is_err());
        }
    }
}
