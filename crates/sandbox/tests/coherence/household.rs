//! One household at two banks: what leaves the main one reaches the second, and nothing stands twice.

use std::collections::{BTreeMap, HashSet};

use caudal_latam::Country;
use caudal_latam::brazil::Cpf;
use caudal_latam::chile::Rut;
use caudal_model::{Kind, Money};

use crate::persona::{NOW, Persona, Row, SEED, enter};

const LIVES: usize = 320;
const HALF_A_YEAR: Option<(&str, &str)> = Some(("2025-09-01", "2026-02-28"));
const BANKS: [(Country, &str, &str); 4] = [
    (
        Country::Brazil,
        "ofmockbank_br_retail",
        "ofnubank_br_retail",
    ),
    (Country::Mexico, "bbva_mx_retail", "nu_mx_retail"),
    (
        Country::Colombia,
        "bancolombia_co_retail",
        "nequi_co_retail",
    ),
    (
        Country::Chile,
        "bancoestado_cl_retail",
        "falabella_cl_retail",
    ),
];

/// Somebody's document.
fn document(country: Country, turn: usize) -> String {
    let number = turn as u64 * 7_919;
    match country {
        Country::Brazil => Cpf::from_base(310_000_000 + number).to_string(),
        Country::Chile => Rut::person(number).to_string(),
        Country::Colombia => (1_018_000_000 + number).to_string(),
        Country::Mexico => {
            let letter = |turn: usize| char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[turn % 26]);
            let [first, second] = [letter(turn), letter(turn / 26)];
            format!(
                "LOP{first}85{:02}{:02}HDFPR{second}0{}",
                turn % 12 + 1,
                turn % 27 + 1,
                turn % 10
            )
        }
    }
}

/// One household, and what its two banks show of half a year.
struct Divided {
    main: Persona,
    second: Persona,
    here: Vec<Row>,
    there: Vec<Row>,
}

/// Lives whose second bank keeps only part of them.
fn households() -> impl Iterator<Item = Divided> {
    (0..LIVES).filter_map(|turn| {
        let (country, main, second) = BANKS[turn % BANKS.len()];
        let username = document(country, turn);
        let [main, second] = [main, second].map(|bank| enter(SEED, bank, &username, "secret"));
        let [here, there] = [&main, &second].map(|bank| bank.rows(HALF_A_YEAR, NOW));
        // Whoever is whole at both earns at both; here all that comes in has left the main bank.
        let sent = by_name(&here);
        let mut incoming = there
            .iter()
            .filter(|row| row.direction == "INFLOW")
            .peekable();
        let divided = incoming.peek().is_some()
            && incoming.all(|row| {
                let same = sent.get(row.internal_identification.as_str());
                same.is_some_and(|same| same.iter().all(|own| own.direction == "OUTFLOW"))
            });
        divided.then(|| Divided {
            main,
            second,
            here: here.clone(),
            there,
        })
    })
}

fn by_name(rows: &[Row]) -> BTreeMap<&str, Vec<&Row>> {
    let mut named: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        named
            .entry(&row.internal_identification)
            .or_default()
            .push(row);
    }
    named
}

#[test]
fn what_leaves_the_main_bank_for_the_second_arrives_there_and_nothing_stands_twice() {
    let (mut households_seen, mut transfers, mut countries) = (0, 0, HashSet::new());
    for household in households() {
        let (main, second) = (&household.main, &household.second);
        let sent = by_name(&household.here);
        for row in &household.there {
            let Some(origin) = sent.get(row.internal_identification.as_str()) else {
                continue;
            };
            assert_eq!(row.amount, origin[0].amount, "{}", main.name());
            assert_eq!(row.value_date, origin[0].value_date, "{}", main.name());
            assert_ne!(row.direction, origin[0].direction, "{}", main.name());
            transfers += 1;
        }
        let [here, there] = [main, second].map(|bank| bank.accounts(NOW));
        assert_eq!(there.len(), 1, "{}", second.name());
        assert!(
            there[0].balance.current >= Some(Money::ZERO),
            "{}",
            second.name()
        );
        let key = &there[0].internal_identification;
        assert!(here.iter().all(|own| own.internal_identification != *key));
        for kind in [
            Kind::Investments,
            Kind::Exchanges,
            Kind::Portfolios,
            Kind::Bills,
        ] {
            let found = second.documents(kind, HALF_A_YEAR, NOW);
            assert!(found.is_empty(), "{}", second.name());
        }
        households_seen += 1;
        countries.insert(main.institution.country_code.clone());
    }
    assert_eq!(countries.len(), BANKS.len());
    assert!(households_seen >= 80, "{households_seen}");
    assert!(transfers >= households_seen * 4, "{transfers}");
}
