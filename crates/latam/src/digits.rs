//! Rows of decimal digits: reading them through a mask, and the sums that check digits need.

/// Reads `text` through `mask`, in which `#` stands for a digit and all else for itself.
pub(crate) fn read<const N: usize>(text: &str, mask: &str) -> Option<[u8; N]> {
    let mut digits = [0; N];
    let mut slots = digits.iter_mut();
    let mut characters = text.bytes();
    for wanted in mask.bytes() {
        let found = characters.next()?;
        if wanted == b'#' {
            *slots.next()? = found.is_ascii_digit().then(|| found - b'0')?;
        } else if wanted != found {
            return None;
        }
    }
    (characters.next().is_none() && slots.next().is_none()).then_some(digits)
}

/// Writes digits through a mask of the same kind.
pub(crate) fn write(digits: &[u8], mask: &str) -> String {
    let mut digits = digits.iter();
    mask.chars()
        .map(|wanted| match wanted {
            '#' => digits.next().map_or('0', |digit| char::from(b'0' + digit)),
            other => other,
        })
        .collect()
}

/// The last `N` digits of a number, padded with zeros in front.
pub(crate) fn of_number<const N: usize>(number: u64) -> [u8; N] {
    let mut digits = [0; N];
    let mut rest = number;
    for digit in digits.iter_mut().rev() {
        *digit = last_digit(rest);
        rest /= 10;
    }
    digits
}

/// The lowest decimal digit of a number.
pub(crate) fn last_digit(number: u64) -> u8 {
    u8::try_from(number % 10).unwrap_or(0)
}

/// The sum of digits times weights, from the left, as far as both reach.
pub(crate) fn weighted(digits: &[u8], weights: &[u32]) -> u32 {
    digits
        .iter()
        .zip(weights)
        .map(|(digit, weight)| u32::from(*digit) * weight)
        .sum()
}

/// The digit that Luhn's rule (ISO/IEC 7812-1, annex B) puts behind these digits.
pub(crate) fn luhn(digits: &[u8]) -> u8 {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match (place % 2, u32::from(*digit)) {
            (0, digit) if digit > 4 => digit * 2 - 9,
            (0, digit) => digit * 2,
            (_, digit) => digit,
        })
        .sum();
    last_digit(u64::from(10 - sum % 10))
}

/// These digits, and behind them those.
pub(crate) fn join<const N: usize>(head: &[u8], tail: &[u8]) -> [u8; N] {
    let mut digits = [0; N];
    for (to, from) in digits.iter_mut().zip(head.iter().chain(tail)) {
        *to = *from;
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_reads_what_it_writes() {
        let digits: [u8; 4] = of_number(1234);
        assert_eq!(write(&digits, "##.#-#"), "12.3-4");
        assert_eq!(read::<4>("12.3-4", "##.#-#"), Some(digits));
        for wrong in ["12.3-", "12.3-45", "1234", "1a.3-4", ""] {
            assert_eq!(read::<4>(wrong, "##.#-#"), None, "{wrong}");
        }
    }

    #[test]
    fn luhn_follows_the_standards_example() {
        assert_eq!(luhn(&of_number::<10>(7_992_739_871)), 3);
    }
}
