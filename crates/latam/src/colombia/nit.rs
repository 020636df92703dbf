//! NIT: the taxpayer number in Colombia.

use std::fmt;
use std::str::FromStr;

use crate::IdentifierError;
use crate::digits::{last_digit, of_number};

/// A NIT: a number of up to ten digits and a check digit modulo 11 over prime weights (DIAN,
/// Orden Administrativa 4 of 1989). Companies' numbers have nine digits and begin with 8 or 9;
/// a person's is the number of the citizen's card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nit {
    number: u64,
}

const WEIGHTS: [u32; 15] = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71];
const NUMBER_MAX: u64 = 9_999_999_999;

impl Nit {
    /// The NIT of a person with this card number, cut to ten digits.
    #[must_use]
    pub fn of_person(card: u64) -> Self {
        Self {
            number: card % (NUMBER_MAX + 1),
        }
    }

    /// A company's NIT, in the range that begins with 900 or 901.
    #[must_use]
    pub fn from_base(base: u64) -> Self {
        Self {
            number: 900_000_000 + base % 2_000_000,
        }
    }

    /// The number without its check digit.
    #[must_use]
    pub fn number(self) -> u64 {
        self.number
    }

    /// The check digit (dígito de verificación).
    #[must_use]
    pub fn check_digit(self) -> u8 {
        let digits: [u8; 15] = of_number(self.number);
        let sum: u32 = digits
            .iter()
            .rev()
            .zip(WEIGHTS)
            .map(|(digit, weight)| u32::from(*digit) * weight)
            .sum();
        match sum % 11 {
            rest @ (0 | 1) => last_digit(u64::from(rest)),
            rest => last_digit(u64::from(11 - rest)),
        }
    }
}

impl FromStr for Nit {
    type Err = IdentifierError;

    /// Reads `900373115-3`, with or without dots between thousands, or `9003731153`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain: String = text.chars().filter(|sign| !".-".contains(*sign)).collect();
        if !(7..=11).contains(&plain.len()) || !plain.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(IdentifierError::Form);
        }
        let all: u64 = plain.parse().map_err(|_| IdentifierError::Form)?;
        let nit = Self { number: all / 10 };
        (nit.check_digit() == last_digit(all))
            .then_some(nit)
            .ok_or(IdentifierError::CheckDigit)
    }
}

impl fmt::Display for Nit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}", self.number, self.check_digit())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_companies_fit() {
        // The national tax authority itself, and a public bank.
        for text in ["800197268-4", "800.037.800-8"] {
            assert!(text.parse::<Nit>().is_ok(), "{text}");
        }
        assert_eq!(
            "800197268-5".parse::<Nit>(),
            Err(IdentifierError::CheckDigit)
        );
        assert_eq!("80x".parse::<Nit>(), Err(IdentifierError::Form));
    }

    proptest! {
        #[test]
        fn made_numbers_are_valid(base: u64) {
            let nit = Nit::from_base(base);
            prop_assert_eq!(nit.to_string().parse(), Ok(nit));
        }

        #[test]
        fn a_wrong_check_digit_is_noticed(base: u64, add in 1..10_u8) {
            let nit = Nit::from_base(base);
            let wrong = format!("{}-{}", nit.number(), (nit.check_digit() + add) % 10);
            prop_assert!(wrong.parse::<Nit>().is_err());
        }
    }
}
