//! Check digits of branches (agências) and accounts.
//!
//! Each Brazilian bank has its own rule. This is the one that is described for Banco do Brasil:
//! modulo 11 with weights 2 to 9 from the right, where ten is written `X`.

use crate::digits::{last_digit, of_number};

/// The check digit of an account number.
#[must_use]
pub fn check_digit(account: u64) -> char {
    let digits: [u8; 20] = of_number(account);
    let sum: u32 = digits
        .iter()
        .rev()
        .zip((2..=9).cycle())
        .map(|(digit, weight): (_, u32)| u32::from(*digit) * weight)
        .sum();
    match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from(b'0' + last_digit(u64::from(digit))),
    }
}

/// The check digit of a branch number of four digits: the same rule.
#[must_use]
pub fn branch_check_digit(branch: u16) -> char {
    check_digit(u64::from(branch))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example_of_the_rule_comes_out() {
        // Descriptions of the rule work it out for branch 1584-9 and account 00210169-6.
        assert_eq!(branch_check_digit(1584), '9');
        assert_eq!(check_digit(210_169), '6');
    }

    #[test]
    fn leading_zeros_do_not_matter_and_ten_is_a_letter() {
        assert_eq!(check_digit(0), '0');
        assert_eq!(check_digit(6), 'X');
    }
}
