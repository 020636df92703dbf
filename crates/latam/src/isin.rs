//! ISIN: the number of a security (ISO 6166).

use crate::digits::luhn;

/// The number of the security that its country knows by these nine letters or digits, with its check
/// digit: Luhn's over the digits, where letters count from ten.
#[must_use]
pub fn isin(country: &str, national: &str) -> String {
    let body = format!("{country}{national}");
    let digits: Vec<u8> = body
        .chars()
        .filter_map(|character| character.to_digit(36))
        .flat_map(|value| {
            [value / 10, value % 10]
                .into_iter()
                .skip(usize::from(value < 10))
        })
        .filter_map(|digit| u8::try_from(digit).ok())
        .collect();
    format!("{body}{}", luhn(&digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_numbers_come_out() {
        for (country, national, whole) in [
            ("US", "037833100", "US0378331005"),
            ("BR", "PETRACNPR", "BRPETRACNPR6"),
            ("AU", "0000XVGZA", "AU0000XVGZA3"),
        ] {
            assert_eq!(isin(country, national), whole);
        }
    }
}
