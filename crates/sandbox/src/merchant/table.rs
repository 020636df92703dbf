//! The tables of merchants: text beside the code, read at first use.

use std::sync::LazyLock;

use caudal_latam::Country;
use caudal_model::resources::transaction::Subcategory;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

/// Where the merchants of one row are found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Branches with numbers.
    Chain,
    /// One counter, or none that a statement tells.
    Shop,
    /// The network.
    Online,
    /// These states alone.
    States(Vec<&'static str>),
    /// Every city has its own; the names are what such shops are called.
    Local,
}

/// The merchants of one row.
#[derive(Debug)]
pub(super) struct Shelf {
    pub(super) subcategory: Subcategory,
    pub(super) reach: Reach,
    pub(super) names: Vec<&'static str>,
}

/// The merchants of a country.
#[derive(Debug, Default)]
pub(super) struct Market {
    shelves: Vec<Shelf>,
    /// What small shops are named after.
    pub(super) words: Vec<&'static str>,
}

static BRAZIL: LazyLock<Market> = LazyLock::new(|| Market::read(include_str!("brazil.txt")));
static MEXICO: LazyLock<Market> = LazyLock::new(|| Market::read(include_str!("mexico.txt")));
static COLOMBIA: LazyLock<Market> = LazyLock::new(|| Market::read(include_str!("colombia.txt")));
static CHILE: LazyLock<Market> = LazyLock::new(|| Market::read(include_str!("chile.txt")));

impl Reach {
    /// Whether they are found all over the country.
    pub(super) fn is_national(&self) -> bool {
        matches!(self, Self::Chain | Self::Shop | Self::Online)
    }

    /// Whether the names are whole ones.
    pub(super) fn is_named(&self) -> bool {
        *self != Self::Local
    }

    /// Whether they belong to this state.
    pub(super) fn is_in(&self, state: &str) -> bool {
        matches!(self, Self::States(states) if states.contains(&state))
    }

    fn read(text: &'static str) -> Self {
        match text {
            "chain" => Self::Chain,
            "shop" => Self::Shop,
            "online" => Self::Online,
            "local" => Self::Local,
            states => Self::States(states.split(' ').collect()),
        }
    }
}

impl Market {
    /// The merchants of this country.
    pub(super) fn of(country: Country) -> &'static Self {
        match country {
            Country::Brazil => &BRAZIL,
            Country::Mexico => &MEXICO,
            Country::Colombia => &COLOMBIA,
            Country::Chile => &CHILE,
        }
    }

    /// Every row.
    #[cfg(test)]
    pub(super) fn all(&self) -> impl Iterator<Item = &Shelf> {
        self.shelves.iter()
    }

    /// The rows of one kind that fit.
    pub(super) fn shelves(
        &self,
        subcategory: Subcategory,
        fits: impl Fn(&Reach) -> bool,
    ) -> impl Iterator<Item = &Shelf> {
        let of_kind = move |shelf: &&Shelf| shelf.subcategory == subcategory;
        self.shelves
            .iter()
            .filter(of_kind)
            .filter(move |shelf| fits(&shelf.reach))
    }

    /// The names of the rows of one kind that fit.
    pub(super) fn names(
        &self,
        subcategory: Subcategory,
        fits: impl Fn(&Reach) -> bool,
    ) -> impl Iterator<Item = &'static str> {
        self.shelves(subcategory, fits)
            .flat_map(|shelf| shelf.names.iter().copied())
    }

    /// Reads a table; a test sees to it that no row is lost.
    fn read(text: &'static str) -> Self {
        let mut market = Self::default();
        for line in rows(text) {
            let mut columns = line.split('|').map(str::trim);
            let (Some(kind), Some(reach), Some(names)) =
                (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            let names: Vec<&'static str> = names.split(',').map(str::trim).collect();
            if reach == "words" {
                market.words = names;
            } else if let Some(subcategory) = subcategory(kind) {
                let reach = Reach::read(reach);
                market.shelves.push(Shelf {
                    subcategory,
                    reach,
                    names,
                });
            }
        }
        market
    }
}

/// The lines of a table that are neither empty nor comments.
fn rows(text: &'static str) -> impl Iterator<Item = &'static str> {
    let filled = |line: &&str| !line.is_empty() && !line.starts_with('#');
    text.lines().map(str::trim).filter(filled)
}

/// The subcategory that the contract calls by this name.
fn subcategory(name: &str) -> Option<Subcategory> {
    let name: StrDeserializer<'_, Error> = name.into_deserializer();
    Subcategory::deserialize(name).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::places;

    const TABLES: [(Country, &str); 4] = [
        (Country::Brazil, include_str!("brazil.txt")),
        (Country::Mexico, include_str!("mexico.txt")),
        (Country::Colombia, include_str!("colombia.txt")),
        (Country::Chile, include_str!("chile.txt")),
    ];

    #[test]
    fn no_row_of_a_table_is_lost() {
        for (country, text) in TABLES {
            let market = Market::of(country);
            assert_eq!(market.shelves.len() + 1, rows(text).count(), "{country:?}");
            assert!(market.words.len() >= 20, "{country:?}");
            for shelf in &market.shelves {
                assert!(shelf.names.iter().all(|name| name.len() > 1), "{shelf:?}");
            }
        }
    }

    #[test]
    fn states_are_those_of_cities_in_the_world() {
        for (country, _) in TABLES {
            let known: Vec<&str> = places(country).map(|place| place.state).collect();
            for shelf in &Market::of(country).shelves {
                if let Reach::States(states) = &shelf.reach {
                    assert!(
                        states.iter().all(|state| known.contains(state)),
                        "{shelf:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_row_that_is_none_is_passed_over() {
        let market = Market::read("# nothing\n\nnot a row\nNothing known | chain | A, B\n");
        assert!(market.shelves.is_empty() && market.words.is_empty());
    }
}
