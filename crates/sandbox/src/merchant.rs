//! Shops and services: who sells what, how often people go there, and what it costs.

mod brazil;
mod chile;
mod colombia;
mod mexico;
mod trade;

use caudal_latam::Country;
use caudal_model::resources::transaction::Subcategory;

use crate::chance::Chance;

pub(crate) use trade::{TRADES, Trade, category};

/// The merchants of one kind in a country.
pub(crate) struct Shelf {
    subcategory: Subcategory,
    names: &'static [&'static str],
}

const fn shelf(subcategory: Subcategory, names: &'static [&'static str]) -> Shelf {
    Shelf { subcategory, names }
}

/// All merchants of a country.
pub(crate) fn shelves(country: Country) -> &'static [Shelf] {
    match country {
        Country::Brazil => brazil::SHELVES,
        Country::Mexico => mexico::SHELVES,
        Country::Colombia => colombia::SHELVES,
        Country::Chile => chile::SHELVES,
    }
}

/// A merchant of this kind; the same habit leads to the same few shops.
pub(crate) fn merchant(country: Country, subcategory: Subcategory, habit: Chance) -> &'static str {
    shelves(country)
        .iter()
        .find(|shelf| shelf.subcategory == subcategory)
        .map_or("", |shelf| habit.pick("merchant", shelf.names))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_has_enough_merchants_of_every_trade() {
        for country in Country::ALL {
            let count: usize = shelves(country).iter().map(|shelf| shelf.names.len()).sum();
            assert!(count >= 60, "{country:?} has {count}");
            for trade in TRADES {
                let name = merchant(country, trade.subcategory, Chance::new(1));
                assert!(!name.is_empty(), "{country:?} {:?}", trade.subcategory);
            }
        }
    }

    #[test]
    fn names_have_letters_that_banks_can_print() {
        for country in Country::ALL {
            for name in shelves(country).iter().flat_map(|shelf| shelf.names) {
                assert!(!caudal_latam::text::folded(name).is_empty(), "{name}");
            }
        }
    }
}
