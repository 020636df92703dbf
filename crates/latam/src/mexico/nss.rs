//! NSS: the social security number of the IMSS.

use std::fmt;
use std::str::FromStr;

use crate::IdentifierError;
use crate::digits::{join, luhn, of_number, read, write};

/// An NSS: two digits of the office, two of the year of registration, two of the year of birth,
/// four of the series and Luhn's check digit (IMSS).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nss([u8; 11]);

const PLAIN: &str = "###########";

impl Nss {
    /// The number of a worker; years count by their last two digits, parts are cut to their size.
    #[must_use]
    pub fn new(office: u8, registered_year: i16, birth_year: i16, series: u16) -> Self {
        let two = |year: i16| u64::from(year.unsigned_abs() % 100);
        let number = ((u64::from(office % 100) * 100 + two(registered_year)) * 100
            + two(birth_year))
            * 10_000
            + u64::from(series % 10_000);
        let ten: [u8; 10] = of_number(number);
        Self(join(&ten, &[luhn(&ten)]))
    }
}

impl FromStr for Nss {
    type Err = IdentifierError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits: [u8; 11] = read(text, PLAIN).ok_or(IdentifierError::Form)?;
        let ten: [u8; 10] = join(&digits, &[]);
        (Some(&luhn(&ten)) == digits.last())
            .then_some(Self(digits))
            .ok_or(IdentifierError::CheckDigit)
    }
}

impl fmt::Display for Nss {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&write(&self.0, PLAIN))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn made_numbers_are_valid(office: u8, series: u16, birth in 1940..2008_i16) {
            let nss = Nss::new(office, birth + 19, birth, series);
            prop_assert_eq!(nss.to_string().parse(), Ok(nss));
        }

        #[test]
        fn one_wrong_digit_is_noticed(series: u16, place in 0..11_usize, add in 1..10_u8) {
            let mut digits = Nss::new(92, 2014, 1995, series).0;
            digits[place] = (digits[place] + add) % 10;
            prop_assert!(write(&digits, PLAIN).parse::<Nss>().is_err());
        }
    }
}
