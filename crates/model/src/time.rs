//! Moments and calendar days as the API writes them.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use jiff::tz::TimeZone;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A moment in UTC, written with six digits of a second and `Z`: `2022-02-09T08:45:50.406032Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub jiff::Timestamp);

impl Timestamp {
    /// The moment this many microseconds after 1970-01-01T00:00:00Z; `None` outside years
    /// -9999 to 9999.
    #[must_use]
    pub fn from_microseconds(microseconds: i64) -> Option<Self> {
        jiff::Timestamp::from_microsecond(microseconds)
            .ok()
            .map(Self)
    }

    /// Microseconds since 1970-01-01T00:00:00Z: how moments are stored.
    #[must_use]
    pub fn microseconds(self) -> i64 {
        self.0.as_microsecond()
    }

    /// The calendar day of this moment in UTC.
    #[must_use]
    pub fn utc_date(self) -> Date {
        Date(self.0.to_zoned(TimeZone::UTC).date())
    }

    /// The calendar day of this moment where the given zone's clocks hang.
    #[must_use]
    pub fn date_in(self, zone: &TimeZone) -> Date {
        Date(self.0.to_zoned(zone.clone()).date())
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:.6}", self.0)
    }
}

impl FromStr for Timestamp {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

/// Writes a moment with three digits of a second, for the fields that are so by contract.
///
/// # Errors
/// Those of the writer.
pub fn as_milliseconds<S: Serializer>(
    moment: &Option<Timestamp>,
    out: S,
) -> Result<S::Ok, S::Error> {
    match moment {
        Some(moment) => out.collect_str(&format_args!("{:.3}", moment.0)),
        None => out.serialize_none(),
    }
}

/// Writes a moment with whole seconds, for the fields that are so by contract.
///
/// # Errors
/// Those of the writer.
pub fn as_seconds<S: Serializer>(moment: &Timestamp, out: S) -> Result<S::Ok, S::Error> {
    out.collect_str(&format_args!("{:.0}", moment.0))
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(from)?
            .parse()
            .map_err(D::Error::custom)
    }
}

impl JsonSchema for Timestamp {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Timestamp".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date-time" })
    }
}

/// A calendar day, written `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub jiff::civil::Date);

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl FromStr for Date {
    type Err = DateError;

    /// Reads exactly `YYYY-MM-DD`; other ISO 8601 spellings are refused.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !plain {
            return Err(DateError);
        }
        text.parse().map(Self).map_err(|_| DateError)
    }
}

/// The text is not a calendar day of the form `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Date has wrong format. Use one of these formats instead: YYYY-MM-DD.")]
pub struct DateError;

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(from)?
            .parse()
            .map_err(D::Error::custom)
    }
}

impl JsonSchema for Date {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_carry_six_digits_and_a_zone() {
        let moment: Timestamp = "2022-02-09T08:45:50+00:00".parse().unwrap();
        assert_eq!(moment.to_string(), "2022-02-09T08:45:50.000000Z");
        assert_eq!(
            Timestamp::from_microseconds(moment.microseconds()),
            Some(moment)
        );
    }

    #[test]
    fn fewer_digits_cut_and_never_round_up() {
        let moment: Timestamp = "2025-12-31T23:59:59.999999Z".parse().unwrap();
        let mut text = Vec::new();
        let mut out = serde_json::Serializer::new(&mut text);
        as_milliseconds(&Some(moment), &mut out).unwrap();
        as_seconds(&moment, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(text).unwrap(),
            "\"2025-12-31T23:59:59.999Z\"\"2025-12-31T23:59:59Z\""
        );
    }

    #[test]
    fn only_one_spelling_of_a_day_is_read() {
        assert_eq!(
            "2026-02-28".parse::<Date>().unwrap().to_string(),
            "2026-02-28"
        );
        for wrong in [
            "2026-2-28",
            "20260228",
            "2026-02-30",
            "2026-02-28T00:00",
            "",
            "２０２６-01-01",
        ] {
            assert!(wrong.parse::<Date>().is_err(), "{wrong}");
        }
    }
}
