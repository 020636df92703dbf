//! What the lives of the world are made of, tried over all kinds of people in all countries.

use std::collections::{HashMap, HashSet};

use caudal_latam::Country;
use caudal_latam::calendar::{date, shifted};
use caudal_model::resources::transaction::{Direction, Subcategory as S};

use super::{Event, abroad, timeline};
use crate::book::{Book, books};
use crate::merchant::category;
use crate::person::{Claim, Person, archetypes};
use crate::timeline::{Cause, Instrument};
use crate::visit::Scenario;

/// Every subcategory of the contract that this crate's people meet at a bank.
const SUBCATEGORIES: &[S] = &[
    S::ElectricityEnergy,
    S::Rent,
    S::Telecommunications,
    S::Water,
    S::Auto,
    S::CreditCard,
    S::Instalment,
    S::InterestCharges,
    S::Mortgage,
    S::PayAdvance,
    S::Personal,
    S::Adjustments,
    S::BankFees,
    S::Chargeback,
    S::Refund,
    S::BlockedBalances,
    S::Alimony,
    S::AlcoholTobacco,
    S::BakeryCoffee,
    S::BarsNightclubs,
    S::ConvenienceStore,
    S::Delivery,
    S::Groceries,
    S::Restaurants,
    S::Education,
    S::GymsFitness,
    S::HairBeauty,
    S::Health,
    S::HomeDecorAppliances,
    S::LaundryDryCleaning,
    S::Pharmacies,
    S::ProfessionalServices,
    S::VeterinaryServices,
    S::Freelance,
    S::Interest,
    S::Retirement,
    S::Salary,
    S::Government,
    S::HomeInsurance,
    S::AutoInsurance,
    S::HealthLifeInsurance,
    S::Savings,
    S::FixedIncome,
    S::Equity,
    S::InvestmentFunds,
    S::Derivatives,
    S::Cryptocurrencies,
    S::AppsSoftwareCloudServices,
    S::EventsParksMuseums,
    S::Gambling,
    S::Gaming,
    S::Lottery,
    S::MovieAudio,
    S::BooksNews,
    S::ClothingAccessories,
    S::DepartmentStore,
    S::Electronics,
    S::ECommerce,
    S::Gifts,
    S::OfficeSupplies,
    S::PetSupplies,
    S::AutoTaxFees,
    S::Donation,
    S::GovernmentFees,
    S::IncomeTax,
    S::RealEstateTaxFees,
    S::TaxReturn,
    S::Accommodation,
    S::AutoExpenses,
    S::AutoRental,
    S::Flights,
    S::Gas,
    S::MileagePrograms,
    S::ParkingTolls,
    S::PublicTransit,
    S::TaxisRideshares,
    S::Other,
];

type Life = (Person, Vec<Book>, Vec<Event>);

/// Lives of every kind in every country: 64 kinds, four countries, up to the given day.
fn lives(day: jiff::civil::Date, turns: usize) -> impl Iterator<Item = Life> {
    let people = archetypes().flat_map(move |kind| {
        (0..turns * 4)
            .zip(Country::ALL.into_iter().cycle())
            .map(move |(turn, country)| {
                let name = format!("{}.{turn}", kind.name);
                let claim = Claim::of(5, country, "bank", &name, kind.is_company());
                Person::of(&claim, Some(kind))
            })
    });
    people.map(move |person| {
        let books = books(&person, "bank", 12, Scenario::Ordinary, day);
        let events = timeline(&person, &books, day.at(22, 0, 0, 0)).events;
        (person, books, events)
    })
}

#[test]
fn every_subcategory_of_the_contract_is_met_in_some_life() {
    let mut met = HashSet::new();
    for (_, _, events) in lives(date(2026, 3, 12), 2) {
        for event in events {
            met.insert(format!("{:?}", event.deed.label.subcategory));
        }
    }
    let missing: Vec<_> = SUBCATEGORIES
        .iter()
        .filter(|own| !met.contains(&format!("{own:?}")))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn purchases_stand_under_the_category_of_their_subcategory() {
    for (_, _, events) in lives(date(2024, 6, 1), 1) {
        for event in events
            .iter()
            .filter(|event| event.deed.cause == Cause::Purchase)
        {
            let label = event.deed.label;
            assert_eq!(label.category, category(label.subcategory), "{event:?}");
        }
    }
}

#[test]
fn taxes_school_and_vehicles_have_their_months() {
    let mut met: HashMap<(Country, S), HashSet<i8>> = HashMap::new();
    for (person, _, events) in lives(date(2026, 3, 12), 1) {
        for event in events
            .iter()
            .filter(|event| person.company.is_none() && event.direction == Direction::Outflow)
        {
            met.entry((person.country, event.deed.label.subcategory))
                .or_default()
                .insert(event.date.month());
        }
    }
    let months = |country, subcategory| -> Vec<i8> {
        let mut months: Vec<i8> = met[&(country, subcategory)].iter().copied().collect();
        months.sort_unstable();
        months
    };
    assert_eq!(months(Country::Brazil, S::AutoTaxFees), [1, 2, 3]);
    assert_eq!(months(Country::Mexico, S::AutoTaxFees), [3]);
    assert_eq!(months(Country::Colombia, S::AutoTaxFees), [6]);
    assert_eq!(months(Country::Chile, S::AutoTaxFees), [3, 8]);
    assert_eq!(
        months(Country::Brazil, S::RealEstateTaxFees),
        [2, 3, 4, 5, 6]
    );
    assert_eq!(months(Country::Mexico, S::RealEstateTaxFees), [1]);
    assert_eq!(months(Country::Chile, S::RealEstateTaxFees), [4, 6, 9, 11]);
    assert_eq!(months(Country::Colombia, S::IncomeTax), [8, 9, 10]);
}

#[test]
fn what_a_bank_books_twice_it_takes_back() {
    let mut reversed = 0;
    for (_, _, events) in lives(date(2026, 3, 12), 1) {
        for back in events
            .iter()
            .filter(|event| event.deed.cause == Cause::Reversal)
        {
            assert_eq!(back.direction, Direction::Inflow);
            let twice = events.iter().filter(|event| {
                event.book == back.book
                    && event.direction == Direction::Outflow
                    && event.amount == back.amount
                    && event.deed.party.name == back.deed.party.name
                    && (shifted(back.date, -4)..back.date).contains(&event.date)
            });
            assert!(twice.count() >= 2, "{back:?}");
            reversed += 1;
        }
    }
    assert!(reversed > 60, "only {reversed}");
}

#[test]
fn a_courts_hold_is_released_in_full() {
    let mut held = 0;
    for (_, _, events) in lives(date(2026, 3, 12), 2) {
        let of = |direction| -> Vec<_> {
            let holds = events.iter().filter(|event| {
                event.deed.cause == Cause::CourtHold && event.direction == direction
            });
            holds.collect()
        };
        let (taken, released) = (of(Direction::Outflow), of(Direction::Inflow));
        assert!(released.len() <= taken.len());
        for back in &released {
            assert!(
                taken
                    .iter()
                    .any(|hold| hold.amount == back.amount && hold.date < back.date)
            );
        }
        held += released.len();
    }
    assert!(held > 10, "only {held}");
}

#[test]
fn a_purchase_abroad_has_its_tax_beside_it() {
    let mut taxed = 0;
    for (person, _, events) in lives(date(2026, 3, 12), 1) {
        let taxes: Vec<&Event> = events
            .iter()
            .filter(|event| event.deed.cause == Cause::ForeignPurchaseTax)
            .collect();
        let bought: Vec<&Event> = events
            .iter()
            .filter(|event| event.abroad().is_some() && event.direction == Direction::Outflow)
            .collect();
        assert_eq!(taxes.len(), bought.len());
        assert!(bought.is_empty() || person.country == Country::Brazil);
        for (tax, purchase) in taxes.iter().zip(&bought) {
            assert_eq!((tax.book, tax.date), (purchase.book, purchase.date));
            assert_eq!(tax.amount, abroad::tax(purchase.amount, purchase.date));
        }
        taxed += taxes.len();
    }
    assert!(taxed > 200, "only {taxed}");
}

#[test]
fn what_is_shown_wrong_at_first_is_put_right_under_the_same_key() {
    let (mut corrected, mut dropped) = (0, 0);
    for day in [date(2025, 6, 13), date(2025, 12, 20)] {
        let later = shifted(day, 8);
        for ((person, books, before), (_, _, after)) in lives(day, 1).zip(lives(later, 1)) {
            let after: HashMap<(usize, u128), &Event> = after
                .iter()
                .map(|event| ((event.book, event.key), event))
                .collect();
            for event in &before {
                let open = !event.is_settled(day);
                let card = event.deed.instrument == Instrument::DebitCard;
                let Some(known) = after.get(&(event.book, event.key)) else {
                    assert!(open && card, "{} lost {event:?}", person.archetype.name);
                    dropped += 1;
                    continue;
                };
                assert_eq!((known.date, known.second), (event.date, event.second));
                if known.amount != event.amount {
                    assert!(open && card && known.amount > event.amount, "{event:?}");
                    corrected += 1;
                }
            }
            for (place, book) in books
                .iter()
                .enumerate()
                .filter(|(_, book)| book.is_deposit())
            {
                let mut balance = 0;
                for event in before.iter().filter(|event| event.book == place) {
                    balance += if event.direction == Direction::Inflow {
                        event.amount
                    } else {
                        -event.amount
                    };
                    assert_eq!(event.balance, balance, "{} {event:?}", book.key);
                }
            }
        }
    }
    assert!(
        corrected > 8 && dropped > 3,
        "{corrected} corrected, {dropped} dropped"
    );
}
