//! CNPJ: the taxpayer number of a company in Brazil.

use std::fmt;
use std::str::FromStr;

use crate::IdentifierError;
use crate::digits::{join, of_number};

/// A CNPJ: a root of eight characters, a branch of four and two check digits modulo 11.
///
/// Since July 2026 the first twelve may be letters or digits (Instrução Normativa RFB 2.229/2024);
/// each counts as its ASCII code less 48, which leaves all-digit numbers as they were.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cnpj([u8; 14]);

const BRANCH_HEAD_OFFICE: u64 = 1;

impl Cnpj {
    /// The head office of the company whose root is the last eight digits of `base`.
    #[must_use]
    pub fn from_base(base: u64) -> Self {
        let base = if base.is_multiple_of(100_000_000) {
            12_345_678
        } else {
            base
        };
        let root: [u8; 8] = of_number(base);
        let branch: [u8; 4] = of_number(BRANCH_HEAD_OFFICE);
        let twelve: [u8; 12] = join(&root, &branch);
        Self::complete(&twelve.map(|digit| digit + b'0'))
    }

    /// As people write it: `11.222.333/0001-81`.
    #[must_use]
    pub fn punctuated(self) -> String {
        let mut text = String::with_capacity(18);
        for (place, byte) in self.0.iter().enumerate() {
            match place {
                2 | 5 => text.push('.'),
                8 => text.push('/'),
                12 => text.push('-'),
                _ => {}
            }
            text.push(char::from(*byte));
        }
        text
    }

    fn complete(twelve: &[u8; 12]) -> Self {
        let first = check(twelve, &[5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]);
        let thirteen: [u8; 13] = join(twelve, &[first]);
        let second = check(&thirteen, &[6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]);
        Self(join(&thirteen, &[second]))
    }
}

fn check(characters: &[u8], weights: &[u32]) -> u8 {
    let sum: u32 = characters
        .iter()
        .zip(weights)
        .map(|(byte, weight)| u32::from(byte - b'0') * weight)
        .sum();
    match sum % 11 {
        0 | 1 => b'0',
        rest => b'0' + u8::try_from(11 - rest).unwrap_or(0),
    }
}

impl FromStr for Cnpj {
    type Err = IdentifierError;

    /// Reads fourteen characters, plain or punctuated.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain: Vec<u8> = text
            .bytes()
            .filter(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
            .collect();
        let characters: [u8; 14] = plain.try_into().map_err(|_| IdentifierError::Form)?;
        let read = Self(characters);
        let digits_at_end = characters.iter().skip(12).all(u8::is_ascii_digit);
        if !digits_at_end || (text.len() != 14 && text != read.punctuated()) {
            return Err(IdentifierError::Form);
        }
        let twelve: [u8; 12] = join(&characters, &[]);
        if twelve.iter().all(|byte| *byte == b'0') || Self::complete(&twelve) != read {
            return Err(IdentifierError::CheckDigit);
        }
        Ok(read)
    }
}

impl fmt::Display for Cnpj {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.0 {
            write!(out, "{}", char::from(byte))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_numbers_are_read_and_written() {
        let cnpj: Cnpj = "11222333000181".parse().unwrap();
        assert_eq!(cnpj.punctuated(), "11.222.333/0001-81");
        assert_eq!("11.222.333/0001-81".parse::<Cnpj>().unwrap(), cnpj);
        // The tax authority's own example of the new form.
        assert!("12ABC34501DE35".parse::<Cnpj>().is_ok());
        assert_eq!(
            "00000000000000".parse::<Cnpj>(),
            Err(IdentifierError::CheckDigit)
        );
        assert_eq!(
            "11222333.000181".parse::<Cnpj>(),
            Err(IdentifierError::Form)
        );
        assert_eq!("506853620067é".parse::<Cnpj>(), Err(IdentifierError::Form));
    }

    proptest! {
        #[test]
        fn made_numbers_are_valid(base: u64) {
            let cnpj = Cnpj::from_base(base);
            prop_assert_eq!(cnpj.to_string().parse(), Ok(cnpj));
            prop_assert_eq!(cnpj.punctuated().parse(), Ok(cnpj));
        }

        #[test]
        fn one_wrong_check_digit_is_noticed(base: u64, place in 12..14_usize, add in 1..10_u8) {
            let mut bytes = Cnpj::from_base(base).0;
            bytes[place] = (bytes[place] - b'0' + add) % 10 + b'0';
            prop_assert!(Cnpj(bytes).to_string().parse::<Cnpj>().is_err());
        }
    }
}
