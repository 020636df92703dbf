//! Amounts of money and other exact decimals.

use std::borrow::Cow;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};
use std::str::FromStr;

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// An exact decimal amount in the unit of the document's currency.
///
/// It is written as a JSON number with its own digits (`2145.40` stays `2145.40`): no binary
/// floating point stands between the value and the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(pub Decimal);

impl Money {
    /// No money at all.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// An amount of hundredths: `from_cents(214_540)` is 2145.40.
    #[must_use]
    pub fn from_cents(cents: i64) -> Self {
        Self(Decimal::new(cents, 2))
    }

    /// The amount in hundredths, rounded half to even; `None` when it does not fit.
    #[must_use]
    pub fn cents(self) -> Option<i64> {
        use rust_decimal::prelude::ToPrimitive as _;
        self.0.checked_mul(Decimal::ONE_HUNDRED)?.round().to_i64()
    }

    /// The same amount without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// True for amounts below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }
}

impl fmt::Display for Money {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl FromStr for Money {
    type Err = rust_decimal::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Decimal::from_str_exact(text)
            .or_else(|_| Decimal::from_scientific(text))
            .map(Self)
    }
}

impl From<Decimal> for Money {
    fn from(amount: Decimal) -> Self {
        Self(amount)
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.0.to_string())
            .map_err(S::Error::custom)?
            .serialize(out)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(from)?;
        let text = raw.get();
        if text.starts_with('"') {
            return Err(D::Error::custom("expected a number"));
        }
        text.parse().map_err(D::Error::custom)
    }
}

impl JsonSchema for Money {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Money".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number", "format": "float" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_survive_the_wire() {
        for text in ["0.00", "2145.40", "-17.10", "123456789012345.6789", "15000"] {
            let money: Money = text.parse().unwrap();
            let json = serde_json::to_string(&money).unwrap();
            assert_eq!(json, text);
            assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), money);
        }
    }

    #[test]
    fn exponents_are_read_and_text_is_not() {
        assert_eq!(
            serde_json::from_str::<Money>("1e2").unwrap(),
            Money(Decimal::ONE_HUNDRED)
        );
        assert!(serde_json::from_str::<Money>("\"1.00\"").is_err());
    }

    #[test]
    fn cents_round_trip() {
        assert_eq!(Money::from_cents(-1710).cents(), Some(-1710));
        assert_eq!(Money::from_cents(214_540).to_string(), "2145.40");
    }
}
