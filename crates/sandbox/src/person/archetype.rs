//! The kinds of people there are. The tables are meant to grow: one row, one sentence, one life.

mod companies;
#[cfg(test)]
mod distributions_test;
pub(crate) mod documented;
mod households;
mod independent;
mod kind;
mod salaried;
mod strained;

use caudal_latam::Country;

use crate::chance::Chance;

pub(crate) use kind::{Archetype, Borrowing, Customers, Household, Remittance, Season, Work};

/// The tables, by theme.
static TABLES: [&[Archetype]; 5] = [
    salaried::ROWS,
    independent::ROWS,
    households::ROWS,
    strained::ROWS,
    companies::ROWS,
];

/// Every archetype of the tables.
pub(crate) fn archetypes() -> impl Iterator<Item = &'static Archetype> {
    TABLES.iter().flat_map(|table| table.iter())
}

/// The archetype that a username asks for: its name with underscores, alone or followed by an
/// underscore and a number that tells people of one kind apart.
pub(crate) fn named(username: &str) -> Option<&'static Archetype> {
    let plain = username.to_ascii_lowercase().replace('_', "-");
    let exact = archetypes().find(|row| row.name == plain);
    exact.or_else(|| {
        let (name, number) = plain.rsplit_once('-')?;
        let counts = !number.is_empty() && number.bytes().all(|sign| sign.is_ascii_digit());
        archetypes().find(|row| counts && row.name == name)
    })
}

/// The archetype that documents of this number lead to.
pub(super) fn numbered(number: u16) -> Option<&'static Archetype> {
    archetypes().find(|row| row.number == number)
}

/// The archetype of a person, or of a company, by the shares of the country.
pub(super) fn draw(chance: Chance, country: Country, company: bool) -> &'static Archetype {
    let column = Country::ALL.iter().position(|known| *known == country);
    let share = |row: &&Archetype| {
        let share = column.and_then(|column| row.share.get(column));
        if row.is_company() == company {
            share.copied().unwrap_or(0)
        } else {
            0
        }
    };
    let rows: Vec<&'static Archetype> = archetypes().collect();
    chance
        .weighted("archetype", &rows, share)
        .copied()
        .unwrap_or(&documented::COMPLETE)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    /// Sandbox banks take usernames of sixteen characters: a name, an underscore, a digit.
    const NAME_LENGTH_MAX: usize = 14;

    #[test]
    fn the_tables_say_of_each_kind_what_it_is() {
        assert!(archetypes().count() >= 40);
        for row in archetypes() {
            assert!(
                row.sentence.ends_with('.') && row.sentence.len() > 40,
                "{}",
                row.name
            );
            assert!(row.ages.0 >= 18 && row.ages.0 < row.ages.1, "{}", row.name);
            assert!(row.income.0 < row.income.1, "{}", row.name);
            assert!(row.share.iter().any(|share| *share > 0), "{}", row.name);
        }
    }

    #[test]
    fn names_and_numbers_are_one_kinds_own() {
        let names: HashSet<&str> = archetypes().map(|row| row.name).collect();
        let numbers: HashSet<u16> = archetypes().map(|row| row.number).collect();
        let sentences: HashSet<&str> = archetypes().map(|row| row.sentence).collect();
        let count = archetypes().count();
        assert_eq!(
            (names.len(), numbers.len(), sentences.len()),
            (count, count, count)
        );
        assert!(numbers.iter().all(|number| (1..100).contains(number)));
    }

    #[test]
    fn every_country_has_many_kinds_of_people_and_of_companies() {
        for column in 0..Country::ALL.len() {
            let here = |company: bool| {
                archetypes()
                    .filter(|row| row.share[column] > 0 && row.is_company() == company)
                    .count()
            };
            assert!(here(false) >= 30 && here(true) >= 10, "column {column}");
        }
    }

    #[test]
    fn companies_are_businesses_and_people_are_not() {
        for turn in 0..200 {
            let chance = Chance::new(turn);
            assert_eq!(draw(chance, Country::Chile, true).work, Work::Business);
            assert_ne!(draw(chance, Country::Chile, false).work, Work::Business);
        }
    }

    #[test]
    fn a_name_is_found_alone_and_numbered_and_nothing_else_is() {
        for row in archetypes() {
            let plain = row.name.replace('-', "_");
            assert!(plain.len() <= NAME_LENGTH_MAX, "{plain}");
            assert!(
                plain
                    .bytes()
                    .all(|sign| sign.is_ascii_lowercase() || sign == b'_')
            );
            for username in [plain.clone(), format!("{plain}_1"), plain.to_uppercase()] {
                assert_eq!(named(&username).map(|found| found.name), Some(row.name));
            }
            for username in [
                format!("{plain}_"),
                format!("{plain}_x"),
                format!("x{plain}"),
            ] {
                assert!(named(&username).is_none(), "{username}");
            }
        }
        assert!(named("bnk100").is_none() && named("").is_none());
    }
}
