//! Cédula de ciudadanía: the citizen's card in Colombia.

use std::fmt;
use std::str::FromStr;

use crate::IdentifierError;

/// A card number. It has no check digit; newer numbers (NUIP) have ten digits and begin with 1,
/// older ones are shorter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cedula(u64);

impl Cedula {
    /// A number of the ten-digit series.
    #[must_use]
    pub fn from_base(base: u64) -> Self {
        Self(1_000_000_000 + base % 200_000_000)
    }

    /// The number.
    #[must_use]
    pub fn number(self) -> u64 {
        self.0
    }
}

impl FromStr for Cedula {
    type Err = IdentifierError;

    /// Reads six to ten digits that do not begin with zero.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain = text.bytes().all(|byte| byte.is_ascii_digit());
        if !plain || !(6..=10).contains(&text.len()) || text.starts_with('0') {
            return Err(IdentifierError::Form);
        }
        text.parse().map(Self).map_err(|_| IdentifierError::Form)
    }
}

impl fmt::Display for Cedula {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_card_numbers_are_read() {
        assert_eq!("79123456".parse::<Cedula>().unwrap().number(), 79_123_456);
        for wrong in ["012345678", "12345", "12345678901", "1234a678"] {
            assert!(wrong.parse::<Cedula>().is_err(), "{wrong}");
        }
        let made = Cedula::from_base(u64::MAX);
        assert_eq!(made.to_string().parse(), Ok(made));
    }
}
