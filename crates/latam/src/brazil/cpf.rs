//! CPF: the taxpayer number of a person in Brazil.

use std::fmt;
use std::str::FromStr;

use crate::IdentifierError;
use crate::digits::{join, last_digit, of_number, read, weighted, write};

/// A CPF: nine digits, the ninth of which names the fiscal region, and two check digits modulo 11
/// (Receita Federal). Numbers of eleven equal digits pass the sum but are never issued; they are
/// refused here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cpf([u8; 11]);

const PLAIN: &str = "###########";
const PUNCTUATED: &str = "###.###.###-##";

impl Cpf {
    /// The CPF whose first nine digits are the last nine of `base`.
    #[must_use]
    pub fn from_base(base: u64) -> Self {
        let nine: [u8; 9] = of_number(base);
        let nine = if all_equal(&nine) {
            of_number(123_456_789)
        } else {
            nine
        };
        Self::complete(&nine)
    }

    /// As people write it: `761.092.776-73`.
    #[must_use]
    pub fn punctuated(self) -> String {
        write(&self.0, PUNCTUATED)
    }

    /// As banks print it for others to see: `***.092.776-**`.
    #[must_use]
    pub fn masked(self) -> String {
        let middle: String = self.punctuated().chars().skip(3).take(9).collect();
        format!("***{middle}**")
    }

    fn complete(nine: &[u8; 9]) -> Self {
        let first = check(weighted(nine, &[10, 9, 8, 7, 6, 5, 4, 3, 2]));
        let ten: [u8; 10] = join(nine, &[first]);
        let second = check(weighted(&ten, &[11, 10, 9, 8, 7, 6, 5, 4, 3, 2]));
        Self(join(&ten, &[second]))
    }
}

fn check(sum: u32) -> u8 {
    last_digit(u64::from((sum * 10) % 11))
}

fn all_equal(digits: &[u8]) -> bool {
    digits.windows(2).all(|pair| pair.first() == pair.last())
}

impl FromStr for Cpf {
    type Err = IdentifierError;

    /// Reads eleven digits, plain or punctuated.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits: [u8; 11] = read(text, PLAIN)
            .or_else(|| read(text, PUNCTUATED))
            .ok_or(IdentifierError::Form)?;
        let nine: [u8; 9] = join(&digits, &[]);
        if all_equal(&digits) || Self::complete(&nine).0 != digits {
            return Err(IdentifierError::CheckDigit);
        }
        Ok(Self(digits))
    }
}

impl fmt::Display for Cpf {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&write(&self.0, PLAIN))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_numbers_are_read_and_written() {
        let cpf: Cpf = "76109277673".parse().unwrap();
        assert_eq!(cpf.punctuated(), "761.092.776-73");
        assert_eq!(cpf.masked(), "***.092.776-**");
        assert_eq!("761.092.776-73".parse::<Cpf>().unwrap(), cpf);
        assert_eq!(
            "11111111111".parse::<Cpf>(),
            Err(IdentifierError::CheckDigit)
        );
        assert_eq!("7610927767".parse::<Cpf>(), Err(IdentifierError::Form));
        assert_eq!("761.092.77673".parse::<Cpf>(), Err(IdentifierError::Form));
    }

    proptest! {
        #[test]
        fn made_numbers_are_valid(base: u64) {
            let cpf = Cpf::from_base(base);
            prop_assert_eq!(cpf.to_string().parse(), Ok(cpf));
            prop_assert_eq!(cpf.punctuated().parse(), Ok(cpf));
        }

        #[test]
        fn one_wrong_check_digit_is_noticed(base: u64, place in 9..11_usize, add in 1..10_u8) {
            let mut digits = Cpf::from_base(base).0;
            digits[place] = (digits[place] + add) % 10;
            prop_assert!(write(&digits, PLAIN).parse::<Cpf>().is_err());
        }
    }
}
