//! What stands in attributes: exact decimals, days, moments, taxpayer numbers, words.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::IdentifierError;
use crate::mexico::Rfc;

/// A value that is one attribute's text.
pub(super) trait Scalar: Sized {
    /// What the text should be, for messages: "a decimal".
    const EXPECTED: &'static str;
    fn from_text(text: &str) -> Option<Self>;
    fn to_text(&self) -> String;
}

/// The most digits before and after a decimal point. Both together always fit.
const WHOLE_DIGITS_MAX: usize = 18;
const FRACTION_DIGITS_MAX: usize = 10;

impl Scalar for Decimal {
    const EXPECTED: &'static str = "a decimal of at most 18 digits and 10 decimals";

    fn from_text(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |part: &str, most| {
            (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !plain(whole, WHOLE_DIGITS_MAX) || !plain(fraction, FRACTION_DIGITS_MAX) {
            return None;
        }
        Self::from_str_exact(text).ok()
    }

    fn to_text(&self) -> String {
        self.to_string()
    }
}

impl Scalar for String {
    const EXPECTED: &'static str = "text";

    fn from_text(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }

    fn to_text(&self) -> String {
        self.clone()
    }
}

impl Scalar for u32 {
    const EXPECTED: &'static str = "a whole number";

    fn from_text(text: &str) -> Option<Self> {
        text.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| text.parse().ok())
            .flatten()
    }

    fn to_text(&self) -> String {
        self.to_string()
    }
}

impl Scalar for Uuid {
    const EXPECTED: &'static str = "a UUID with hyphens";

    fn from_text(text: &str) -> Option<Self> {
        (text.len() == 36)
            .then(|| Self::try_parse(text).ok())
            .flatten()
    }

    fn to_text(&self) -> String {
        self.hyphenated().to_string().to_uppercase()
    }
}

impl Scalar for Date {
    const EXPECTED: &'static str = "a day, YYYY-MM-DD";

    fn from_text(text: &str) -> Option<Self> {
        is_shaped(text, "0000-00-00")
            .then(|| text.parse().ok())
            .flatten()
    }

    fn to_text(&self) -> String {
        self.to_string()
    }
}

impl Scalar for DateTime {
    const EXPECTED: &'static str = "a local moment, YYYY-MM-DDThh:mm:ss";

    fn from_text(text: &str) -> Option<Self> {
        is_shaped(text, "0000-00-00T00:00:00")
            .then(|| text.parse().ok())
            .flatten()
    }

    fn to_text(&self) -> String {
        self.strftime("%Y-%m-%dT%H:%M:%S").to_string()
    }
}

/// A moment by a local clock, with its distance from UTC where the document tells it: the
/// retentions' version 1.0 does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// What the clock showed, to the second.
    pub local: DateTime,
    /// How far the clock was from UTC.
    pub offset: Option<Offset>,
}

impl Scalar for Moment {
    const EXPECTED: &'static str = "a moment, YYYY-MM-DDThh:mm:ss with or without an offset";

    fn from_text(text: &str) -> Option<Self> {
        let (local, offset) = text.split_at_checked(19)?;
        let local = DateTime::from_text(local)?;
        if offset.is_empty() {
            return Some(Self {
                local,
                offset: None,
            });
        }
        if offset == "Z" {
            let offset = Some(Offset::UTC);
            return Some(Self { local, offset });
        }
        if !is_shaped(&offset.replace('-', "+"), "+00:00") {
            return None;
        }
        let (sign, digits) = offset.split_at_checked(1)?;
        let (hours, minutes) = digits.split_once(':')?;
        let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60;
        let seconds = if sign == "-" { -seconds } else { seconds };
        let offset = Some(Offset::from_seconds(seconds).ok()?);
        Some(Self { local, offset })
    }

    fn to_text(&self) -> String {
        let local = self.local.to_text();
        let Some(offset) = self.offset else {
            return local;
        };
        let minutes = offset.seconds() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
        format!("{local}{sign}{hours:02}:{minutes:02}")
    }
}

/// Whether a text has a digit wherever the shape has a zero, and the shape's own sign elsewhere.
fn is_shaped(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text
            .bytes()
            .zip(shape.bytes())
            .all(|(byte, wanted)| match wanted {
                b'0' => byte.is_ascii_digit(),
                _ => byte == wanted,
            })
}

/// The number of a taxpayer as invoices carry it: of the form of an RFC. The check digit is not
/// asked for, because the authority gave out numbers whose digit does not follow, and because the
/// numbers that stand for nobody in particular have none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaxNumber(String);

impl TaxNumber {
    /// Whoever buys without giving a number.
    #[must_use]
    pub fn general_public() -> Self {
        Self("XAXX010101000".to_owned())
    }

    /// Whoever is registered abroad.
    #[must_use]
    pub fn foreigner() -> Self {
        Self("XEXX010101000".to_owned())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a company's.
    #[must_use]
    pub fn is_company(&self) -> bool {
        self.0.chars().count() == 12
    }
}

impl Default for TaxNumber {
    fn default() -> Self {
        Self::general_public()
    }
}

impl From<&Rfc> for TaxNumber {
    fn from(rfc: &Rfc) -> Self {
        Self(rfc.as_str().to_owned())
    }
}

impl FromStr for TaxNumber {
    type Err = IdentifierError;

    /// Reads upper and lower case; written it is upper case.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.to_uppercase();
        let signs: Vec<char> = text.chars().collect();
        let letters = match signs.len() {
            12 => 3,
            13 => 4,
            _ => return Err(IdentifierError::Form),
        };
        let (name, rest) = signs.split_at(letters);
        let (day, homoclave) = rest.split_at(6);
        let formed = name
            .iter()
            .all(|sign| sign.is_ascii_uppercase() || "Ñ&".contains(*sign))
            && day.iter().all(char::is_ascii_digit)
            && homoclave.iter().all(char::is_ascii_alphanumeric);
        formed.then_some(Self(text)).ok_or(IdentifierError::Form)
    }
}

impl fmt::Display for TaxNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl Scalar for TaxNumber {
    const EXPECTED: &'static str = "a taxpayer number (RFC)";

    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn to_text(&self) -> String {
        self.0.clone()
    }
}

/// Declares an enumeration whose values are words of the schema. The first is the default.
macro_rules! words {
    (
        $(#[$about:meta])*
        pub enum $name:ident ($expected:literal) {
            $(#[$first_about:meta])* $first:ident = $first_word:literal,
            $( $(#[$word_about:meta])* $word_name:ident = $word:literal, )*
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum $name {
            $(#[$first_about])*
            #[default]
            $first,
            $( $(#[$word_about])* $word_name, )*
        }

        impl $name {
            /// The word that the schema has for it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    Self::$first => $first_word,
                    $( Self::$word_name => $word, )*
                }
            }
        }

        impl $crate::mexico::cfdi::value::Scalar for $name {
            const EXPECTED: &'static str = $expected;

            fn from_text(text: &str) -> Option<Self> {
                match text {
                    $first_word => Some(Self::$first),
                    $( $word => Some(Self::$word_name), )*
                    _ => None,
                }
            }

            fn to_text(&self) -> String {
                self.as_str().to_owned()
            }
        }

        #[cfg(test)]
        impl $crate::mexico::cfdi::any::Any for $name {
            fn any(source: &mut $crate::mexico::cfdi::any::Source) -> Self {
                let all = [Self::$first, $( Self::$word_name, )*];
                all[source.below(all.len())]
            }
        }
    };
}

pub(super) use words;
