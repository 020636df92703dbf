//! Portfolios: what older clients read agrees with the account and with what is held.

use std::collections::{HashMap, HashSet};

use caudal_model::resources::account::AccountCategory;
use caudal_model::resources::portfolio::{Portfolio, PortfolioKind};
use caudal_model::resources::portfolio_transaction::{PortfolioEvent, PortfolioTransaction};
use caudal_model::{Extent, Kind, Money};
use rust_decimal::{Decimal, RoundingStrategy};

use super::persona::{NOW, Persona, Row, SEED, enter, stamper};

const LIVES: usize = 320;
const BANKS: [&str; 4] = [
    "gringotts_mx_retail",
    "erebor_br_retail",
    "gringotts_co_retail",
    "bancochile_cl_retail",
];

fn savers() -> impl Iterator<Item = Persona> {
    let drawn = (0..LIVES).map(|turn| {
        let bank = BANKS[turn % BANKS.len()];
        enter(SEED, bank, &format!("saver{turn}"), "secret")
    });
    let documented = BANKS
        .into_iter()
        .map(|bank| enter(SEED, bank, "bnk100", "full"));
    drawn.chain(documented)
}

fn portfolios(persona: &Persona) -> Vec<Portfolio> {
    let documents = persona.documents(Kind::Portfolios, None, NOW);
    documents
        .iter()
        .map(|document| serde_json::from_str(&document.body).unwrap())
        .collect()
}

fn whole(persona: &Persona, amount: Decimal) -> Money {
    let places = match persona.institution.country_code.as_str() {
        "CO" | "CL" => 0,
        _ => 2,
    };
    Money(amount.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero))
}

#[test]
fn a_portfolio_is_the_sum_of_its_instruments_and_the_accounts_are_theirs() {
    let (mut kinds, mut countries) = (HashSet::new(), HashSet::new());
    for persona in savers() {
        let portfolios = portfolios(&persona);
        let accounts = persona.accounts(NOW);
        let of = |category| {
            let own = accounts.iter().find(|own| own.category == Some(category));
            own.map_or(Money::ZERO, |own| {
                let funds = own.funds.as_ref().unwrap();
                let sum: Money = funds.iter().map(|fund| fund.balance).sum();
                assert_eq!(own.balance.current, Some(sum), "{}", persona.name());
                sum
            })
        };
        let (mut pension, mut others) = (Money::ZERO, Money::ZERO);
        for portfolio in &portfolios {
            let gross: Money = portfolio
                .instruments
                .iter()
                .map(|own| own.balance_gross)
                .sum();
            let net: Money = portfolio
                .instruments
                .iter()
                .map(|own| own.balance_net)
                .sum();
            assert_eq!(
                (portfolio.balance_gross, portfolio.balance_net),
                (gross, net)
            );
            for own in &portfolio.instruments {
                let worth = whole(&persona, own.quantity.0 * own.price.0);
                assert_eq!(own.balance_gross, worth, "{} {}", persona.name(), own.name);
                assert!(own.balance_net <= own.balance_gross);
            }
            if portfolio.kind == PortfolioKind::Pension {
                pension += net;
            } else {
                others += net;
            }
            kinds.insert(portfolio.kind);
            countries.insert(persona.institution.country_code.clone());
        }
        assert_eq!(
            of(AccountCategory::PensionFundAccount),
            pension,
            "{}",
            persona.name()
        );
        assert_eq!(
            of(AccountCategory::InvestmentAccount),
            others,
            "{}",
            persona.name()
        );
    }
    assert_eq!(
        (kinds.len(), countries.len()),
        (4, 4),
        "{kinds:?} {countries:?}"
    );
}

#[test]
fn what_happened_in_a_portfolio_stands_on_the_account() {
    let (mut matched, mut countries) = (0, HashSet::new());
    for persona in savers() {
        let kinds = [Kind::Transactions, Kind::PortfolioTransactions];
        let (bank, visit) = (&persona.institution, &persona.visit);
        let all = persona
            .world
            .fetch_all(visit, bank, &kinds, Extent::default(), &stamper(NOW));
        let rows: HashMap<String, Row> = all
            .iter()
            .filter(|document| document.kind == Kind::Transactions)
            .map(|document| serde_json::from_str::<Row>(&document.body).unwrap())
            .map(|row| (row.internal_identification.clone(), row))
            .collect();
        for document in all
            .iter()
            .filter(|own| own.kind == Kind::PortfolioTransactions)
        {
            let event: PortfolioTransaction = serde_json::from_str(&document.body).unwrap();
            let row = rows.get(&event.internal_identification);
            if event.kind == PortfolioEvent::Tax {
                assert!(row.is_none());
                continue;
            }
            let row = row.unwrap_or_else(|| panic!("{} {event:?}", persona.name()));
            assert_eq!(row.amount, event.amount, "{}", persona.name());
            assert_eq!(row.value_date, event.settlement_date.to_string());
            let pays = matches!(event.kind, PortfolioEvent::Buy | PortfolioEvent::Fee);
            assert_eq!(row.direction == "OUTFLOW", pays);
            countries.insert(persona.institution.country_code.clone());
            matched += 1;
        }
    }
    assert!(
        matched > 1_000 && countries.len() == 4,
        "{matched} in {countries:?}"
    );
}
