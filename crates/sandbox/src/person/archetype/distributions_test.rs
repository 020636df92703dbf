//! What the tables state is what lives are like: tried for each kind over many of them.

use caudal_latam::Country;
use caudal_latam::calendar::date;
use caudal_model::resources::transaction::Direction;

use super::kind::Household;
use super::{Archetype, Borrowing, Work, archetypes};
use crate::book::{Book, Product, books};
use crate::person::{Claim, Person};
use crate::price::{Cents, price};
use crate::timeline::{Cause, Event, PartyKind, timeline};
use crate::visit::Scenario;

/// People of one kind whose papers and products are looked at.
const MANY: usize = 320;
/// People of one kind who live through two years.
const SOME: usize = 8;
/// How far from a stated chance the share among [`MANY`] may lie, in thousandths: more than four
/// times the standard deviation.
const TOLERANCE_PERMILLE: i64 = 120;

fn people(kind: &'static Archetype, count: usize) -> impl Iterator<Item = Person> {
    (0..count)
        .zip(Country::ALL.into_iter().cycle())
        .map(move |(turn, country)| {
            let name = format!("{}-{turn}", kind.name);
            let claim = Claim::of(11, country, "bank", &name, kind.is_company());
            Person::of(&claim, Some(kind))
        })
}

fn held(person: &Person) -> Vec<Book> {
    books(person, "bank", 12, Scenario::Ordinary, date(2026, 3, 1))
}

#[test]
fn ages_and_incomes_lie_where_the_table_says() {
    for kind in archetypes() {
        for person in people(kind, MANY) {
            let age = i64::from(2024 - person.birth.year());
            assert!((kind.ages.0..=kind.ages.1).contains(&age), "{}", kind.name);
            let (low, high) = kind.income;
            let bounds = price(person.country, low, 2024)..=price(person.country, high, 2024);
            assert!(bounds.contains(&person.income), "{}", kind.name);
        }
        let middle = price(Country::Brazil, (kind.income.0 + kind.income.1) / 2, 2024);
        let brazil: Vec<Cents> = people(kind, MANY)
            .filter(|person| person.country == Country::Brazil)
            .map(|person| person.income)
            .collect();
        let mean = brazil.iter().sum::<Cents>() / Cents::try_from(brazil.len()).unwrap();
        let spread = kind.income.1 - kind.income.0;
        assert!((mean - middle).abs() < spread / 6, "{}: {mean}", kind.name);
    }
}

#[test]
fn products_are_held_as_often_as_the_table_says() {
    for kind in archetypes() {
        let all: Vec<Vec<Book>> = people(kind, MANY).map(|person| held(&person)).collect();
        let near = |what: &str, stated: u32, fits: fn(&Product) -> bool| {
            let having = all
                .iter()
                .filter(|books| books.iter().any(|book| fits(&book.product)))
                .count();
            let permille = i64::try_from(having * 1000 / all.len()).unwrap();
            let distance = (permille - i64::from(stated)).abs();
            assert!(
                distance < TOLERANCE_PERMILLE,
                "{} has {what} {permille} times in a thousand, not {stated}",
                kind.name
            );
        };
        near("savings", kind.has_savings, |product| {
            matches!(product, Product::Savings)
        });
        near("a card", kind.has_card, |product| {
            matches!(product, Product::Card(_))
        });
        near("a loan", kind.borrows, |product| {
            matches!(product, Product::Loan(_))
        });
    }
}

#[test]
fn those_who_live_with_parents_owe_nothing_on_a_home_and_children_have_grown_parents() {
    for kind in archetypes().filter(|kind| !kind.is_company()) {
        if kind.household == Household::Parents {
            assert!(kind.rents == 0 && kind.ages.1 < 35, "{}", kind.name);
            assert_ne!(kind.borrowing, Borrowing::Home, "{}", kind.name);
        }
        if kind.borrowing == Borrowing::Home {
            assert_eq!(kind.rents, 0, "{}", kind.name);
        }
        if kind.work == Work::Retired {
            assert!(kind.ages.0 >= 55, "{}", kind.name);
        }
        if kind.work == Work::Student {
            assert!(kind.ages.1 < 30 && kind.borrows == 0, "{}", kind.name);
        }
    }
}

/// What came in from others and what went out to others over the last year before the clock.
fn flows(events: &[Event], books: &[Book]) -> (Cents, Cents) {
    let from = date(2025, 3, 1);
    let mut sums = (0, 0);
    for event in events {
        let outside = event.deed.party.kind != PartyKind::Own && event.date >= from;
        if !outside || !books[event.book].is_deposit() {
            continue;
        }
        let invested = matches!(event.deed.cause, Cause::Investment | Cause::Proceeds);
        match event.direction {
            // What investments pay back was not earned: it takes back what was put into them.
            Direction::Inflow if invested => sums.1 -= event.amount,
            Direction::Inflow => sums.0 += event.amount,
            _ => sums.1 += event.amount,
        }
    }
    sums
}

#[test]
fn every_kind_has_an_income_near_what_is_stated_and_spends_about_what_it_earns() {
    let mut strange = Vec::new();
    for kind in archetypes() {
        let (mut stated, mut earned, mut spent) = (0_i128, 0_i128, 0_i128);
        for person in people(kind, SOME) {
            let books = held(&person);
            let events = timeline(&person, &books, date(2026, 3, 1).at(12, 0, 0, 0)).events;
            let (inflow, outflow) = flows(&events, &books);
            let year: Cents = (1..=12).map(|month| person.income_in(2025, month)).sum();
            // Each country counts the same: in thousandths of its person's income of the year.
            stated += 1000;
            earned += i128::from(inflow) * 1000 / i128::from(year);
            spent += i128::from(outflow) * 1000 / i128::from(year);
        }
        let (earned, spent) = (earned * 1000 / stated, spent * 1000 / stated);
        // Investors' money comes on top, and who puts money aside spends less than the others.
        let most = 1500 + i128::from(kind.venture.funding) * 3 / 2;
        let saves =
            kind.invests >= 500 || kind.has_savings >= 850 || kind.household == Household::Couple;
        let least = if saves { 35 } else { 60 };
        let sound = (700..most).contains(&earned)
            && (earned * least..earned * 112).contains(&(spent * 100));
        if !sound {
            strange.push(format!("{} earns {earned} and spends {spent}", kind.name));
        }
    }
    assert!(strange.is_empty(), "of a thousand stated: {strange:#?}");
}
