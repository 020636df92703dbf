//! CURP: the population register's key of a person in Mexico.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use crate::IdentifierError;
use crate::text::folded_with_enye;

/// A CURP: four letters of the name, the birth date, sex, state, three inner consonants, a
/// character that tells namesakes apart and a check digit modulo 10.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Curp(String);

/// Sex as the register writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    /// `M`, mujer.
    Female,
    /// `H`, hombre.
    Male,
}

/// The two letters of a Mexican state, `DF` for the capital and `NE` for a birth abroad.
pub type State = &'static str;

const ALPHABET: &str = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";

/// Words that the registers do not print; the second letter (CURP) or the last (RFC) becomes `X`.
const INCONVENIENT: &[&str] = &[
    "BACA", "BUEI", "BUEY", "CACA", "CACO", "CAGA", "CAGO", "CAKA", "CAKO", "COGE", "COGI", "COJA",
    "COJE", "COJI", "COJO", "COLA", "CULO", "FALO", "FETO", "GETA", "GUEI", "GUEY", "JOTO", "KACA",
    "KACO", "KAGA", "KAGO", "KAKA", "KOGE", "KOJO", "KULO", "LILO", "LOCA", "LOCO", "LOKA", "LOKO",
    "MAME", "MAMO", "MEAR", "MEAS", "MEON", "MIAR", "MION", "MOCO", "MOKO", "MULA", "MULO", "NACA",
    "NACO", "PEDA", "PEDO", "PENE", "PIPI", "PITO", "POPO", "PUTA", "PUTO", "QULO", "RATA", "ROBA",
    "ROBE", "ROBO", "RUIN", "SENO", "TETA", "VACA", "VAGA", "VAGO", "VAKA", "VUEI", "VUEY", "WUEI",
    "WUEY",
];

impl Curp {
    /// The CURP of a person; `series` is taken modulo ten and tells namesakes apart: a digit for
    /// those born before 2000, a letter for the others.
    #[must_use]
    pub fn new(
        given: &str,
        paternal: &str,
        maternal: &str,
        birth: Date,
        sex: Sex,
        state: State,
        series: u8,
    ) -> Self {
        let letters = sanitised(&four_letters(given, paternal, maternal), 1).replace('Ñ', "X");
        let consonants: String = [paternal, maternal, main_given(&folded_with_enye(given))]
            .iter()
            .map(|name| inner_consonant(&folded_with_enye(name)))
            .collect();
        let sex = match sex {
            Sex::Female => 'M',
            Sex::Male => 'H',
        };
        let base = if birth.year() < 2000 { b'0' } else { b'A' };
        let mut text = format!(
            "{letters}{:02}{:02}{:02}{sex}{state}{consonants}{}",
            birth.year().rem_euclid(100),
            birth.month(),
            birth.day(),
            char::from(base + series % 10),
        );
        text.push(check_digit(&text));
        Self(text)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The letters both registers take from a name: two of the first surname, one of the second, one
/// of the given name, where common first names of a double name do not count.
pub(super) fn four_letters(given: &str, paternal: &str, maternal: &str) -> String {
    let given = folded_with_enye(given);
    let paternal = folded_with_enye(paternal);
    let maternal = folded_with_enye(maternal);
    let vowel = paternal
        .chars()
        .skip(1)
        .find(|letter| "AEIOU".contains(*letter))
        .unwrap_or('X');
    let first = |name: &str| name.chars().next().unwrap_or('X');
    [
        first(&paternal),
        vowel,
        first(&maternal),
        first(main_given(&given)),
    ]
    .iter()
    .collect()
}

/// Replaces the letter at `place` by `X` when the four letters make an inconvenient word.
pub(super) fn sanitised(letters: &str, place: usize) -> String {
    if !INCONVENIENT.contains(&letters) {
        return letters.to_owned();
    }
    letters
        .chars()
        .enumerate()
        .map(|(at, letter)| if at == place { 'X' } else { letter })
        .collect()
}

fn main_given(given: &str) -> &str {
    match given.split_once(' ') {
        Some(("JOSE" | "MARIA" | "MA." | "MA" | "J." | "J", second)) => second,
        _ => given,
    }
}

fn inner_consonant(name: &str) -> char {
    let found = name
        .chars()
        .skip(1)
        .find(|letter| letter.is_alphabetic() && !"AEIOU".contains(*letter));
    match found {
        Some('Ñ') | None => 'X',
        Some(letter) => letter,
    }
}

fn check_digit(seventeen: &str) -> char {
    let sum: usize = seventeen
        .chars()
        .zip((2..=18).rev())
        .map(|(character, weight)| {
            let value = ALPHABET.chars().position(|known| known == character);
            value.unwrap_or(0) * weight
        })
        .sum();
    let digit = u32::try_from((10 - sum % 10) % 10).unwrap_or(0);
    char::from_digit(digit, 10).unwrap_or('0')
}

impl FromStr for Curp {
    type Err = IdentifierError;

    /// Reads eighteen characters in upper case.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let well_formed = text.len() == 18
            && text.bytes().enumerate().all(|(place, byte)| match place {
                0..=3 | 11..=15 => byte.is_ascii_uppercase(),
                10 => byte == b'H' || byte == b'M' || byte == b'X',
                4..=9 | 17 => byte.is_ascii_digit(),
                _ => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
            });
        if !well_formed {
            return Err(IdentifierError::Form);
        }
        if !text.ends_with(check_digit(text)) {
            return Err(IdentifierError::CheckDigit);
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for Curp {
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
    fn the_registers_example_comes_out() {
        let curp = Curp::new(
            "Gloria",
            "Hernández",
            "García",
            date(1956, 4, 27),
            Sex::Female,
            "VZ",
            0,
        );
        assert_eq!(curp.as_str(), "HEGG560427MVZRRL04");
        assert!("HEGG560427MVZRRL04".parse::<Curp>().is_ok());
        assert_eq!(
            "HEGG560427MVZRRL05".parse::<Curp>(),
            Err(IdentifierError::CheckDigit)
        );
        assert_eq!("HEGG560427".parse::<Curp>(), Err(IdentifierError::Form));
    }

    #[test]
    fn inconvenient_words_are_broken() {
        assert_eq!(sanitised("PEDO", 1), "PXDO");
        assert_eq!(sanitised("PEDO", 3), "PEDX");
        assert_eq!(four_letters("José Luis", "Núñez", "Ñáñez"), "NUÑL");
    }

    proptest! {
        #[test]
        fn made_keys_are_valid(given in "[A-ZÑ]{2,12}", paternal in "[A-ZÑ]{2,12}",
                               maternal in "[A-ZÑ]{2,12}", series: u8, days in 0..28_000_i64) {
            let birth = date(1940, 1, 1).saturating_add(jiff::Span::new().days(days));
            let curp = Curp::new(&given, &paternal, &maternal, birth, Sex::Male, "JC", series);
            prop_assert_eq!(curp.as_str().parse::<Curp>().map(|read| read.0), Ok(curp.0));
        }

        #[test]
        fn a_wrong_check_digit_is_noticed(add in 1..10_u32, name in "[A-Z]{3,9}") {
            let curp = Curp::new("ANA", &name, "LOPEZ", date(1990, 5, 5), Sex::Female, "DF", 1);
            let mut text = curp.as_str().to_owned();
            let last = text.pop().unwrap().to_digit(10).unwrap();
            text.push(char::from_digit((last + add) % 10, 10).unwrap());
            prop_assert!(text.parse::<Curp>().is_err());
        }
    }
}
