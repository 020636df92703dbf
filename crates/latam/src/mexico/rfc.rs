//! RFC: the taxpayer number of people and companies in Mexico.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::curp::{four_letters, sanitised};
use crate::IdentifierError;
use crate::text::folded_with_enye;

/// An RFC: four letters of a person or three of a company, a date, two characters that tell
/// namesakes apart (homoclave) and a check digit. Letters, homoclave and check digit follow the
/// procedure that gives the tax authority's published example; it settles doubtful names itself, so
/// a real person's number may differ from the one that is made here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rfc(String);

/// The alphabet of the check digit; a character's value is its place.
const CHECK_ALPHABET: &str = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ";
/// The alphabet of the homoclave: no zero, no `O`.
const HOMOCLAVE_ALPHABET: &str = "123456789ABCDEFGHIJKLMNPQRSTUVWXYZ";

impl Rfc {
    /// The RFC of a person; names may carry accents.
    #[must_use]
    pub fn person(given: &str, paternal: &str, maternal: &str, birth: Date) -> Self {
        let letters = sanitised(&four_letters(given, paternal, maternal), 3);
        let name = format!("{paternal} {maternal} {given}");
        Self::complete(&letters, birth, &name)
    }

    /// The RFC of a company with this registered name, without its legal form.
    #[must_use]
    pub fn company(name: &str, founded: Date) -> Self {
        // The authority spells figures out; they are passed over here.
        let letters = |sign: &char| matches!(sign, 'A'..='Z' | 'Ñ' | '&' | ' ');
        let words: String = folded_with_enye(name).chars().filter(letters).collect();
        let mut words = words.split(' ').filter(|word| !is_particle(word));
        let (first, second, third) = (
            words.next().unwrap_or("X"),
            words.next().unwrap_or_default(),
            words.next().unwrap_or_default(),
        );
        let letters: String = match (second.is_empty(), third.is_empty()) {
            (true, _) => first.chars().chain("XX".chars()).take(3).collect(),
            (false, true) => [first, second]
                .iter()
                .zip([1, 2])
                .flat_map(|(word, count)| word.chars().take(count))
                .chain("XX".chars())
                .take(3)
                .collect(),
            (false, false) => [first, second, third]
                .iter()
                .flat_map(|word| word.chars().take(1))
                .collect(),
        };
        Self::complete(&letters, founded, name)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a company's.
    #[must_use]
    pub fn is_company(&self) -> bool {
        self.0.chars().count() == 12
    }

    fn complete(letters: &str, day: Date, name: &str) -> Self {
        let year = day.year().rem_euclid(100);
        let mut text = format!("{letters}{year:02}{:02}{:02}", day.month(), day.day());
        text.push_str(&homoclave(&folded_with_enye(name)));
        text.push(check_digit(&text));
        Self(text)
    }
}

fn is_particle(word: &str) -> bool {
    [
        "", "DE", "DEL", "LA", "LAS", "LOS", "EL", "Y", "E", "EN", "CON", "PARA",
    ]
    .contains(&word)
}

/// The two characters that tell namesakes apart.
fn homoclave(name: &str) -> String {
    let mut digits = vec![0_u32];
    for character in name.chars() {
        let value = match character {
            '&' => 10,
            'Ñ' => 40,
            'A'..='I' => character as u32 - 'A' as u32 + 11,
            'J'..='R' => character as u32 - 'J' as u32 + 21,
            'S'..='Z' => character as u32 - 'S' as u32 + 32,
            _ => character.to_digit(10).unwrap_or(0),
        };
        digits.extend([value / 10, value % 10]);
    }
    let sum: u32 = digits
        .iter()
        .zip(digits.iter().skip(1))
        .map(|(left, right)| (left * 10 + right) * right)
        .sum();
    let rest = sum % 1000;
    [rest / 34, rest % 34]
        .iter()
        .filter_map(|place| HOMOCLAVE_ALPHABET.chars().nth(*place as usize))
        .collect()
}

fn check_digit(text: &str) -> char {
    let company = text.chars().count() == 11;
    let padded = company.then_some(' ').into_iter().chain(text.chars());
    let sum: usize = padded
        .zip((2..=13).rev())
        .map(|(character, weight)| {
            let value = CHECK_ALPHABET.chars().position(|known| known == character);
            value.unwrap_or(0) * weight
        })
        .sum();
    match 11 - sum % 11 {
        11 => '0',
        10 => 'A',
        digit => char::from_digit(u32::try_from(digit).unwrap_or(0), 10).unwrap_or('0'),
    }
}

impl FromStr for Rfc {
    type Err = IdentifierError;

    /// Reads an RFC in upper case without separators.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let characters: Vec<char> = text.chars().collect();
        let letters = match characters.len() {
            12 => 3,
            13 => 4,
            _ => return Err(IdentifierError::Form),
        };
        let well_formed = characters.iter().enumerate().all(|(place, character)| {
            if place < letters {
                character.is_ascii_uppercase() || "Ñ&".contains(*character)
            } else if place < letters + 6 {
                character.is_ascii_digit()
            } else {
                character.is_ascii_digit() || character.is_ascii_uppercase()
            }
        });
        if !well_formed {
            return Err(IdentifierError::Form);
        }
        let body: String = characters.iter().take(letters + 8).collect();
        if characters.last() != Some(&check_digit(&body)) {
            return Err(IdentifierError::CheckDigit);
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for Rfc {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_published_example_comes_out() {
        let rfc = Rfc::person("Emma", "Gómez", "Díaz", date(1956, 12, 31));
        assert_eq!(rfc.as_str(), "GODE561231GR8");
        assert!(!rfc.is_company());
        assert!("GODE561231GR8".parse::<Rfc>().is_ok());
        assert_eq!(
            "GODE561231GR9".parse::<Rfc>(),
            Err(IdentifierError::CheckDigit)
        );
        assert_eq!("GODE5612GR8".parse::<Rfc>(), Err(IdentifierError::Form));
    }

    #[test]
    fn a_company_takes_the_initials_of_its_words() {
        let rfc = Rfc::company("Sonora Industrial Azucarera", date(1982, 11, 29));
        assert!(rfc.as_str().starts_with("SIA821129"), "{rfc}");
        assert!(rfc.is_company());
        let two = Rfc::company("Ferretería Águila", date(2001, 2, 3));
        assert!(two.as_str().starts_with("FAG010203"), "{two}");
    }

    #[test]
    fn figures_in_a_name_are_no_letters_of_its_number() {
        for (name, letters) in [("G500", "GXX"), ("7-Eleven", "ELE"), ("3M 24", "MXX")] {
            let rfc = Rfc::company(name, date(2001, 2, 3));
            assert!(rfc.as_str().starts_with(letters), "{rfc}");
            assert_eq!(rfc.as_str().parse(), Ok(rfc.clone()));
        }
    }

    proptest! {
        #[test]
        fn made_numbers_are_valid(given in "[A-ZÑ]{2,12}", paternal in "[A-ZÑ]{2,12}",
                                  maternal in "[A-ZÑ]{2,12}", days in 0..20_000_i64) {
            let birth = date(1950, 1, 1).saturating_add(jiff::Span::new().days(days));
            let rfc = Rfc::person(&given, &paternal, &maternal, birth);
            prop_assert_eq!(rfc.as_str().parse::<Rfc>().map(|read| read.0), Ok(rfc.0));
        }

        #[test]
        fn a_wrong_check_digit_is_noticed(add in 1..10_u32, name in "[A-Z]{3,9}") {
            let rfc = Rfc::person("ANA", &name, "LOPEZ", date(1990, 5, 5));
            let mut text = rfc.as_str().to_owned();
            let last = text.pop().unwrap();
            let wrong = if last == 'A' { '1' } else {
                char::from_digit((last.to_digit(10).unwrap() + add) % 10, 10).unwrap()
            };
            text.push(wrong);
            prop_assert!(text.parse::<Rfc>().is_err());
        }
    }
}
