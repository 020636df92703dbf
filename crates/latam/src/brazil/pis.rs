//! PIS/PASEP (NIS): the number of a worker in Brazil's social registers.

use std::fmt;
use std::str::FromStr;

use crate::IdentifierError;
use crate::digits::{join, of_number, read, weighted, write};

/// A PIS/PASEP number: ten digits and one check digit modulo 11 (Caixa Econômica Federal).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pis([u8; 11]);

const PLAIN: &str = "###########";
const PUNCTUATED: &str = "###.#####.##-#";

impl Pis {
    /// The number whose first ten digits are the last ten of `base`.
    #[must_use]
    pub fn from_base(base: u64) -> Self {
        Self::complete(&of_number(base))
    }

    /// As people write it: `120.12345.67-2`.
    #[must_use]
    pub fn punctuated(self) -> String {
        write(&self.0, PUNCTUATED)
    }

    fn complete(ten: &[u8; 10]) -> Self {
        let sum = weighted(ten, &[3, 2, 9, 8, 7, 6, 5, 4, 3, 2]);
        let check = match 11 - sum % 11 {
            10 | 11 => 0,
            digit => u8::try_from(digit).unwrap_or(0),
        };
        Self(join(ten, &[check]))
    }
}

impl FromStr for Pis {
    type Err = IdentifierError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits: [u8; 11] = read(text, PLAIN)
            .or_else(|| read(text, PUNCTUATED))
            .ok_or(IdentifierError::Form)?;
        let ten: [u8; 10] = join(&digits, &[]);
        let complete = Self::complete(&ten);
        (complete.0 == digits)
            .then_some(complete)
            .ok_or(IdentifierError::CheckDigit)
    }
}

impl fmt::Display for Pis {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&write(&self.0, PLAIN))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_computed_by_hand() {
        // 1·3 + 2·2 + 0·9 + 1·8 + 2·7 + 3·6 + 4·5 + 5·4 + 6·3 + 7·2 = 119; 11 − 119 mod 11 = 2.
        assert_eq!(Pis::from_base(1_201_234_567).punctuated(), "120.12345.67-2");
    }

    proptest! {
        #[test]
        fn made_numbers_are_valid(base: u64) {
            let pis = Pis::from_base(base);
            prop_assert_eq!(pis.to_string().parse(), Ok(pis));
        }

        #[test]
        fn a_wrong_check_digit_is_noticed(base: u64, add in 1..10_u8) {
            let mut digits = Pis::from_base(base).0;
            digits[10] = (digits[10] + add) % 10;
            prop_assert!(write(&digits, PLAIN).parse::<Pis>().is_err());
        }
    }
}
