//! Whom a company deals with for years.

use std::sync::Arc;

use caudal_model::resources::transaction::Subcategory;

use super::partner::Partner;
use super::profile::Profile;
use crate::merchant::merchant;
use crate::person::{Customers, Person};

/// How many companies buy from one for years, at home and abroad, and how many it buys from.
const CUSTOMERS: i64 = 11;
const ABROAD: i64 = 5;
pub(super) const SUPPLIERS: i64 = 6;

/// Whom the company deals with for years.
#[derive(Debug)]
pub(super) struct Market {
    pub(super) customers: Vec<Arc<Partner>>,
    pub(super) abroad: Vec<Arc<Partner>>,
    pub(super) suppliers: Vec<Arc<Partner>>,
    pub(super) landlord: Arc<Partner>,
    pub(super) accountant: Arc<Partner>,
    pub(super) power: Arc<Partner>,
    pub(super) telephone: Arc<Partner>,
}

impl Market {
    pub(super) fn of(person: &Person, profile: &Profile) -> Self {
        let country = person.country;
        let companies = |name: &str, count: i64| {
            let chance = person.chance.branch(name);
            (1..=count)
                .map(|turn| Arc::new(Partner::company(chance.at(turn), country)))
                .collect()
        };
        let habit = person.chance.branch("costs");
        let brand = |what: &str, subcategory| {
            let chance = habit.branch(what);
            Arc::new(Partner::brand(
                chance,
                country,
                merchant(country, subcategory, chance),
            ))
        };
        let landlord = habit.branch("landlord");
        Self {
            customers: match profile.customers {
                Customers::Companies => companies("customer", CUSTOMERS),
                Customers::People | Customers::Abroad => Vec::new(),
            },
            abroad: (0..ABROAD)
                .map(|turn| {
                    let chance = person.chance.branch("abroad").at(turn);
                    Arc::new(Partner::foreign(chance, &person.postcode))
                })
                .collect(),
            suppliers: companies("supplier", SUPPLIERS),
            landlord: Arc::new(if landlord.happens("person", 500) {
                Partner::person(landlord, country)
            } else {
                Partner::company(landlord, country)
            }),
            accountant: Arc::new(Partner::person(habit.branch("accountant"), country)),
            power: brand("power", Subcategory::ElectricityEnergy),
            telephone: brand("telephone", Subcategory::Telecommunications),
        }
    }
}
