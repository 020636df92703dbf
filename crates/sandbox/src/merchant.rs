//! Shops and services: who sells what, where, and under which name on a statement.
//!
//! The names are data: one text table per country beside this file, read once. Brands are facts; the
//! small shops of a city are put together from what such shops are called there.

mod table;
mod trade;

use std::borrow::Cow;

use caudal_latam::Country;
use caudal_model::resources::transaction::Subcategory;

use crate::chance::Chance;
use crate::person::Place;
use table::{Market, Reach, Shelf};

pub(crate) use trade::{Rhythm, TRADES, Trade, category};

/// How many of a thousand visits go to what only this city has, where there is such a thing.
const REGIONAL_PERMILLE: u32 = 550;
/// How many of a thousand visits go to a small shop around the corner, where there are any.
const LOCAL_PERMILLE: u32 = 330;
/// The highest number of a chain's branch.
const BRANCH_MAX: i64 = 2400;

/// Where somebody buys: the name on the statement, and what kind of counter it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shop {
    pub(crate) name: Cow<'static, str>,
    pub(crate) outlet: Outlet,
}

/// The kind of counter at which something was bought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Outlet {
    /// Nothing that a statement tells.
    #[default]
    Unknown,
    /// A shop with one counter.
    Single,
    /// The numbered branch of a chain.
    Branch(u16),
    /// The network.
    Online,
}

/// A merchant of this kind known in all of the country; the same habit leads to the same one.
pub(crate) fn merchant(country: Country, subcategory: Subcategory, habit: Chance) -> &'static str {
    let market = Market::of(country);
    let known: Vec<&'static str> = market.names(subcategory, Reach::is_national).collect();
    if known.is_empty() {
        let any: Vec<&'static str> = market.names(subcategory, Reach::is_named).collect();
        return habit.pick("merchant", &any);
    }
    habit.pick("merchant", &known)
}

/// A merchant of this kind that serves this place: the city's own works and companies where it has
/// such, and those of all the country elsewhere.
pub(crate) fn provider(
    country: Country,
    place: &Place,
    subcategory: Subcategory,
    habit: Chance,
) -> &'static str {
    let own: Vec<&'static str> = Market::of(country)
        .names(subcategory, |reach| reach.is_in(place.state))
        .collect();
    if own.is_empty() {
        merchant(country, subcategory, habit)
    } else {
        habit.pick("merchant", &own)
    }
}

/// A shop of this kind that somebody at this place goes to.
pub(crate) fn shop(
    country: Country,
    place: &Place,
    subcategory: Subcategory,
    habit: Chance,
) -> Shop {
    let market = Market::of(country);
    let regional: Vec<&'static str> = market
        .names(subcategory, |reach| reach.is_in(place.state))
        .collect();
    if !regional.is_empty() && habit.happens("regional", REGIONAL_PERMILLE) {
        return Shop {
            name: habit.pick("merchant", &regional).into(),
            outlet: Outlet::Single,
        };
    }
    let nouns: Vec<&'static str> = market
        .names(subcategory, |reach| *reach == Reach::Local)
        .collect();
    if !nouns.is_empty() && habit.happens("local", LOCAL_PERMILLE) {
        let (noun, word) = (
            habit.pick("noun", &nouns),
            habit.pick("word", &market.words),
        );
        return Shop {
            name: format!("{noun} {word}").into(),
            outlet: Outlet::Single,
        };
    }
    let shelves: Vec<(&Shelf, &'static str)> = market
        .shelves(subcategory, Reach::is_national)
        .flat_map(|shelf| shelf.names.iter().map(move |name| (shelf, *name)))
        .collect();
    match habit.pick_from("merchant", &shelves) {
        Some((shelf, name)) => Shop {
            name: (*name).into(),
            outlet: outlet(shelf, habit),
        },
        None => Shop {
            name: merchant(country, subcategory, habit).into(),
            outlet: Outlet::Single,
        },
    }
}

fn outlet(shelf: &Shelf, habit: Chance) -> Outlet {
    match shelf.reach {
        Reach::Online => Outlet::Online,
        Reach::Chain => {
            Outlet::Branch(u16::try_from(habit.between("branch", 1, BRANCH_MAX)).unwrap_or(1))
        }
        _ => Outlet::Single,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use caudal_latam::text::folded;

    use super::*;
    use crate::person::places;

    #[test]
    fn every_country_has_hundreds_of_merchants_over_every_trade() {
        for country in Country::ALL {
            let market = Market::of(country);
            let brands: HashSet<&str> = market
                .all()
                .filter(|shelf| shelf.reach.is_named())
                .flat_map(|shelf| shelf.names.iter().copied())
                .collect();
            assert!(brands.len() >= 250, "{country:?} has {}", brands.len());
            for trade in TRADES {
                let habit = Chance::new(1);
                let name = merchant(country, trade.subcategory, habit);
                assert!(!name.is_empty(), "{country:?} {:?}", trade.subcategory);
                for place in places(country) {
                    let shop = shop(country, place, trade.subcategory, habit);
                    assert!(!shop.name.is_empty());
                }
            }
        }
    }

    #[test]
    fn people_of_one_country_meet_many_different_shops() {
        for country in Country::ALL {
            let place = places(country).next().unwrap();
            let mut met = HashSet::new();
            let mut outlets = [0; 4];
            for turn in 0..4000 {
                let habit = Chance::new(turn);
                let trade = habit.pick_from("trade", TRADES).unwrap();
                let shop = shop(country, place, trade.subcategory, habit);
                outlets[match shop.outlet {
                    Outlet::Unknown => 0,
                    Outlet::Single => 1,
                    Outlet::Branch(_) => 2,
                    Outlet::Online => 3,
                }] += 1;
                met.insert(shop.name);
            }
            assert!(met.len() > 500, "{country:?}: {}", met.len());
            let [unknown, single, branch, online] = outlets;
            assert!(unknown == 0 && single > 400 && branch > 400 && online > 200);
        }
    }

    #[test]
    fn water_and_power_come_from_the_works_of_the_city() {
        for country in Country::ALL {
            for place in places(country) {
                for subcategory in [Subcategory::Water, Subcategory::ElectricityEnergy] {
                    let name = provider(country, place, subcategory, Chance::new(5));
                    assert!(!name.is_empty(), "{}", place.city);
                }
            }
        }
        let recife = places(Country::Brazil).find(|place| place.city == "Recife");
        let name = provider(
            Country::Brazil,
            recife.unwrap(),
            Subcategory::Water,
            Chance::new(9),
        );
        assert_eq!(name, "Compesa");
    }

    #[test]
    fn names_have_letters_that_banks_can_print() {
        for country in Country::ALL {
            for name in Market::of(country).all().flat_map(|shelf| &shelf.names) {
                assert!(!folded(name).trim().is_empty(), "{name}");
            }
        }
    }
}
