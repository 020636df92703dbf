//! RUT (RUN): the number of people and companies in Chile.

use std::fmt;
use std::str::FromStr;

use crate::IdentifierError;
use crate::digits::{last_digit, of_number};

/// A RUT: a number and a check digit modulo 11, where ten is written `K` (Servicio de Impuestos
/// Internos). People's numbers lie below fifty million, companies' mostly from 76 to 78 million.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rut(u32);

const NUMBER_MAX: u32 = 99_999_999;
const PUNCTUATED_LENGTH_MAX: usize = 12;

impl Rut {
    /// A person's number, between 7 and 25 million.
    #[must_use]
    pub fn person(base: u64) -> Self {
        Self(7_000_000 + u32::try_from(base % 18_000_000).unwrap_or(0))
    }

    /// A company's number, between 76 and 78 million.
    #[must_use]
    pub fn company(base: u64) -> Self {
        Self(76_000_000 + u32::try_from(base % 2_000_000).unwrap_or(0))
    }

    /// The RUT of this number, where there may be one.
    #[must_use]
    pub fn of(number: u32) -> Option<Self> {
        (1..=NUMBER_MAX).contains(&number).then_some(Self(number))
    }

    /// The check digit: `0` to `9` or `K`.
    #[must_use]
    pub fn check_digit(self) -> char {
        let digits: [u8; 8] = of_number(u64::from(self.0));
        let sum: u32 = digits
            .iter()
            .rev()
            .zip([2, 3, 4, 5, 6, 7].into_iter().cycle())
            .map(|(digit, weight)| u32::from(*digit) * weight)
            .sum();
        match 11 - sum % 11 {
            11 => '0',
            10 => 'K',
            digit => char::from(b'0' + last_digit(u64::from(digit))),
        }
    }

    /// As people write it: `12.345.678-5`.
    #[must_use]
    pub fn punctuated(self) -> String {
        let (millions, thousands, ones) =
            (self.0 / 1_000_000, self.0 / 1_000 % 1_000, self.0 % 1_000);
        format!("{millions}.{thousands:03}.{ones:03}-{}", self.check_digit())
    }
}

impl FromStr for Rut {
    type Err = IdentifierError;

    /// Reads `12.345.678-5`, `12345678-5` or `123456785`; `k` may be small.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain: String = text.chars().filter(|sign| !".-".contains(*sign)).collect();
        let mut characters = plain.chars();
        let check = characters.next_back().ok_or(IdentifierError::Form)?;
        let number = characters.as_str();
        if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(IdentifierError::Form);
        }
        let rut = Self(number.parse().map_err(|_| IdentifierError::Form)?);
        if rut.0 == 0 || rut.0 > NUMBER_MAX || text.len() > PUNCTUATED_LENGTH_MAX {
            return Err(IdentifierError::Form);
        }
        (rut.check_digit() == check.to_ascii_uppercase())
            .then_some(rut)
            .ok_or(IdentifierError::CheckDigit)
    }
}

impl fmt::Display for Rut {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}", self.0, self.check_digit())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_well_known_example_fits() {
        let rut: Rut = "12.345.678-5".parse().unwrap();
        assert_eq!(rut.to_string(), "12345678-5");
        assert_eq!(rut.punctuated(), "12.345.678-5");
        assert_eq!(
            "12345678-6".parse::<Rut>(),
            Err(IdentifierError::CheckDigit)
        );
        assert!("".parse::<Rut>().is_err() && "K".parse::<Rut>().is_err());
    }

    proptest! {
        #[test]
        fn made_numbers_are_valid(base: u64) {
            for rut in [Rut::person(base), Rut::company(base)] {
                prop_assert_eq!(rut.to_string().parse(), Ok(rut));
                prop_assert_eq!(rut.punctuated().to_lowercase().parse(), Ok(rut));
            }
        }

        #[test]
        fn one_wrong_digit_is_noticed(base: u64, place in 0..7_usize, add in 1..10_u8) {
            let text = Rut::person(base).to_string();
            let mut bytes = text.into_bytes();
            bytes[place] = (bytes[place] - b'0' + add) % 10 + b'0';
            prop_assert!(String::from_utf8(bytes).unwrap().parse::<Rut>().is_err());
        }
    }
}
