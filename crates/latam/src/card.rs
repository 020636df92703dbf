//! Card numbers with Luhn's check digit, only in the ranges of well-known test cards.

use crate::digits::luhn;

/// The scheme a card belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// Visa; test range 4000 00.
    Visa,
    /// Mastercard; test range 5555 55.
    Mastercard,
    /// American Express, fifteen digits; test range 3782 82.
    AmericanExpress,
    /// Elo (Brazil); test range 6362 97.
    Elo,
}

impl Scheme {
    fn prefix(self) -> u64 {
        match self {
            Self::Visa => 400_000,
            Self::Mastercard => 555_555,
            Self::AmericanExpress => 378_282,
            Self::Elo => 636_297,
        }
    }

    fn serial_digits(self) -> u32 {
        if self == Self::AmericanExpress { 8 } else { 9 }
    }

    /// A test card number with this serial, which is cut to the digits there are.
    #[must_use]
    pub fn number(self, serial: u64) -> String {
        let room = 10_u64.pow(self.serial_digits());
        let digits = (self.prefix() * room + serial % room).to_string();
        let values: Vec<u8> = digits.bytes().map(|byte| byte - b'0').collect();
        format!("{digits}{}", luhn(&values))
    }
}

/// Whether a card number of 12 to 19 digits has the right check digit.
#[must_use]
pub fn is_valid(number: &str) -> bool {
    let values: Option<Vec<u8>> = number
        .bytes()
        .map(|byte| byte.is_ascii_digit().then(|| byte - b'0'))
        .collect();
    values.is_some_and(|values| match values.split_last() {
        Some((check, rest)) if (12..=19).contains(&values.len()) => luhn(rest) == *check,
        _ => false,
    })
}

/// The last four digits of a card number, as statements show it.
#[must_use]
pub fn last_four(number: &str) -> String {
    let count = number.chars().count();
    number.chars().skip(count.saturating_sub(4)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn test_numbers_of_the_schemes_are_valid() {
        for number in ["4111111111111111", "5555555555554444", "378282246310005"] {
            assert!(is_valid(number), "{number}");
        }
        assert!(!is_valid("4111111111111112"));
        assert!(!is_valid("4111"));
        assert!(!is_valid("41111111x1111111"));
    }

    proptest! {
        #[test]
        fn made_numbers_are_valid_and_one_wrong_digit_is_noticed(
            serial: u64, place in 0..15_usize, add in 1..10_u8,
        ) {
            for scheme in [Scheme::Visa, Scheme::Mastercard, Scheme::AmericanExpress, Scheme::Elo] {
                let number = scheme.number(serial);
                prop_assert!(is_valid(&number));
                prop_assert_eq!(number.len(), if scheme == Scheme::AmericanExpress { 15 } else { 16 });
                let mut bytes = number.into_bytes();
                bytes[place] = (bytes[place] - b'0' + add) % 10 + b'0';
                prop_assert!(!is_valid(std::str::from_utf8(&bytes).unwrap()));
            }
        }
    }
}
