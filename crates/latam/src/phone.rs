//! Telephone numbers that look right and are unlikely to ring.
//!
//! No country here reserves numbers for fiction as the United States do with 555-01xx. Each rule
//! below therefore puts a digit where numbers in use have another one as far as is known. Numbering
//! plans grow, so this promises no more than that: never dial or text what it gives.

use crate::Country;

/// A mobile number in international form, `+` and digits, of the country's length.
///
/// * Brazil: area code, `9`, then `0`; the eight digits after the `9` usually begin with 6 to 9.
/// * Mexico: area code and a local number that begins with `0`.
/// * Colombia: `39`, while the destination codes in use are 30 to 35.
/// * Chile: `9` and `0`.
///
/// `area` is cut to what the country has room for; Colombia and Chile do not use it.
#[must_use]
pub fn silent_mobile(country: Country, area: u16, serial: u64) -> String {
    match country {
        Country::Brazil => format!("+55{:02}90{:07}", area % 100, serial % 10_000_000),
        Country::Mexico if area < 100 => format!("+52{area:02}0{:07}", serial % 10_000_000),
        Country::Mexico => format!("+52{:03}0{:06}", area % 1000, serial % 1_000_000),
        Country::Colombia => format!("+5739{:08}", serial % 100_000_000),
        Country::Chile => format!("+5690{:07}", serial % 10_000_000),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_have_their_countrys_length(area in 11..999_u16, serial: u64) {
            let area_brazil = area % 89 + 11;
            for (country, area, length) in [
                (Country::Brazil, area_brazil, 14),
                (Country::Mexico, area, 13),
                (Country::Colombia, area, 13),
                (Country::Chile, area, 12),
            ] {
                let number = silent_mobile(country, area, serial);
                prop_assert_eq!(number.len(), length, "{}", number);
                prop_assert!(number.bytes().skip(1).all(|byte| byte.is_ascii_digit()));
            }
        }
    }
}
