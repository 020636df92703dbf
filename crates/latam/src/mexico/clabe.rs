//! CLABE: the eighteen digits that name a bank account in Mexico.

use std::fmt;
use std::str::FromStr;

use crate::IdentifierError;
use crate::digits::{join, last_digit, of_number, read, write};

/// A CLABE: three digits of the bank, three of the town, eleven of the account and one check digit
/// with the weights 3, 7, 1 modulo 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clabe([u8; 18]);

const PLAIN: &str = "##################";

/// A bank that takes part in SPEI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bank {
    /// The first three digits of its CLABEs.
    pub code: u16,
    /// Its short name, as such lists print it.
    pub name: &'static str,
}

/// Some large banks, by code: the last three digits of the five by which SPEI's lists name them.
pub const BANKS: &[Bank] = &[
    Bank {
        code: 2,
        name: "BANAMEX",
    },
    Bank {
        code: 12,
        name: "BBVA MEXICO",
    },
    Bank {
        code: 14,
        name: "SANTANDER",
    },
    Bank {
        code: 21,
        name: "HSBC",
    },
    Bank {
        code: 30,
        name: "BAJIO",
    },
    Bank {
        code: 36,
        name: "INBURSA",
    },
    Bank {
        code: 44,
        name: "SCOTIABANK",
    },
    Bank {
        code: 58,
        name: "BANREGIO",
    },
    Bank {
        code: 62,
        name: "AFIRME",
    },
    Bank {
        code: 72,
        name: "BANORTE",
    },
    Bank {
        code: 127,
        name: "AZTECA",
    },
    Bank {
        code: 137,
        name: "BANCOPPEL",
    },
    Bank {
        code: 166,
        name: "BANCO DEL BIENESTAR",
    },
    Bank {
        code: 638,
        name: "NU MEXICO",
    },
    Bank {
        code: 646,
        name: "STP",
    },
    Bank {
        code: 722,
        name: "MERCADO PAGO",
    },
];

/// The bank with this code, where the table has it.
#[must_use]
pub fn bank(code: u16) -> Option<&'static Bank> {
    BANKS.iter().find(|bank| bank.code == code)
}

impl Clabe {
    /// The CLABE of an account; each part is cut to its last digits (three, three, eleven).
    #[must_use]
    pub fn new(bank: u16, town: u16, account: u64) -> Self {
        let bank: [u8; 3] = of_number(u64::from(bank));
        let town: [u8; 3] = of_number(u64::from(town));
        let account: [u8; 11] = of_number(account);
        let head: [u8; 6] = join(&bank, &town);
        Self::complete(&join(&head, &account))
    }

    /// The bank's code.
    #[must_use]
    pub fn bank_code(self) -> u16 {
        self.0
            .iter()
            .take(3)
            .fold(0, |code, digit| code * 10 + u16::from(*digit))
    }

    fn complete(seventeen: &[u8; 17]) -> Self {
        let sum: u32 = seventeen
            .iter()
            .zip([3, 7, 1].into_iter().cycle())
            .map(|(digit, weight)| u32::from(*digit) * weight % 10)
            .sum();
        Self(join(seventeen, &[last_digit(u64::from(10 - sum % 10))]))
    }
}

impl FromStr for Clabe {
    type Err = IdentifierError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits: [u8; 18] = read(text, PLAIN).ok_or(IdentifierError::Form)?;
        let complete = Self::complete(&join(&digits, &[]));
        (complete.0 == digits)
            .then_some(complete)
            .ok_or(IdentifierError::CheckDigit)
    }
}

impl fmt::Display for Clabe {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&write(&self.0, PLAIN))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_published_example_is_read() {
        let clabe: Clabe = "032180000118359719".parse().unwrap();
        assert_eq!(clabe.bank_code(), 32);
        assert_eq!(bank(12).unwrap().name, "BBVA MEXICO");
    }

    proptest! {
        #[test]
        fn made_numbers_are_valid(bank in 0..1000_u16, town in 0..1000_u16, account: u64) {
            let clabe = Clabe::new(bank, town, account);
            prop_assert_eq!(clabe.to_string().parse(), Ok(clabe));
            prop_assert_eq!(clabe.bank_code(), bank);
        }

        #[test]
        fn one_wrong_digit_is_noticed(account: u64, place in 0..18_usize, add in 1..10_u8) {
            let mut digits = Clabe::new(12, 180, account).0;
            digits[place] = (digits[place] + add) % 10;
            prop_assert!(write(&digits, PLAIN).parse::<Clabe>().is_err());
        }
    }
}
