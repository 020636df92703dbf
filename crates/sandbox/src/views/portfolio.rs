//! Portfolios and what happened in them, as older clients read them.

use caudal_latam::text::folded;
use caudal_model::resources::portfolio::{
    Instrument, InstrumentFee, InstrumentKind, InstrumentNumber, InstrumentRate, Portfolio,
    PortfolioKind, RedemptionCondition,
};
use caudal_model::resources::portfolio_transaction::{
    InstrumentReference, PortfolioEvent, PortfolioReference, PortfolioTransaction,
};
use caudal_model::{Date, Kind, Money};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::investment::terms;
use super::{Life, Request, money};
use crate::book::investment::{Act, Class, Earns, FundStyle, Holding, Movement, Position};
use crate::price::Cents;

/// What a fund charges in a year, in hundredths of a percent.
const FUND_FEE: i64 = 80;

const KINDS: [PortfolioKind; 4] = [
    PortfolioKind::FixedIncome,
    PortfolioKind::VariableIncome,
    PortfolioKind::Pension,
    PortfolioKind::Other,
];

/// One portfolio for each kind of investment of which something is held.
pub(super) fn portfolios(life: &Life<'_>, request: Request<'_>) -> Vec<Portfolio> {
    let open = KINDS.into_iter().filter_map(|kind| {
        let held: Vec<Instrument> = (life.portfolio.holdings.iter().enumerate())
            .filter(|(_, holding)| portfolio_kind(holding.product.class) == kind)
            .filter_map(|(place, holding)| instrument(life, request, place, holding))
            .collect();
        (!held.is_empty()).then(|| portfolio(life, request, kind, held))
    });
    open.collect()
}

/// What happened in the portfolios within the period, oldest first.
pub(super) fn transactions(life: &Life<'_>, request: Request<'_>) -> Vec<PortfolioTransaction> {
    let (from, to) = life.days(request.extent.period);
    let movements = life.portfolio.movements.iter();
    movements
        .filter(|movement| movement.date >= from && movement.date <= to)
        .filter_map(|movement| {
            let holding = life.portfolio.holdings.get(movement.holding)?;
            Some(transaction(life, request, movement, holding))
        })
        .collect()
}

/// What a holding is worth now, before and after tax.
pub(super) fn worth(life: &Life<'_>, holding: &Holding, position: &Position) -> (Cents, Cents) {
    let (day, quantity) = (life.now.date(), position.quantity());
    let gross = holding.money(quantity * holding.price(day));
    match holding.product.class {
        Class::Share | Class::Pension => (gross, gross),
        _ => (gross, position.cash(holding, day, quantity).net()),
    }
}

fn portfolio(
    life: &Life<'_>,
    request: Request<'_>,
    kind: PortfolioKind,
    instruments: Vec<Instrument>,
) -> Portfolio {
    let stamp = request.stamper.stamp(Kind::Portfolios, kind.as_str());
    Portfolio {
        id: stamp.id,
        link: Some(request.stamper.link),
        collected_at: stamp.collected_at,
        created_at: stamp.created_at,
        name: name(life, kind).to_owned(),
        kind,
        balance_type: "ASSET".to_owned(),
        balance_gross: instruments.iter().map(|own| own.balance_gross).sum(),
        balance_net: instruments.iter().map(|own| own.balance_net).sum(),
        currency: life.currency(),
        instruments,
    }
}

fn name(life: &Life<'_>, kind: PortfolioKind) -> &'static str {
    let brazil = life.person.country == caudal_latam::Country::Brazil;
    match kind {
        PortfolioKind::FixedIncome if brazil => "Renda fixa",
        PortfolioKind::FixedIncome => "Renta fija",
        PortfolioKind::VariableIncome if brazil => "Renda variável",
        PortfolioKind::VariableIncome => "Renta variable",
        PortfolioKind::Pension if brazil => "Previdência",
        PortfolioKind::Pension => "Retiro",
        PortfolioKind::Other if brazil => "Outros investimentos",
        PortfolioKind::Other => "Otras inversiones",
    }
}

fn instrument(
    life: &Life<'_>,
    request: Request<'_>,
    place: usize,
    holding: &Holding,
) -> Option<Instrument> {
    let position = life.portfolio.position_at(place, life.now.date());
    let quantity = position.quantity();
    if quantity <= Decimal::ZERO {
        return None;
    }
    let price = holding.price(life.now.date());
    let (gross, net) = worth(life, holding, &position);
    let paid = holding.money(quantity * position.mean_cost());
    let fund = matches!(holding.product.class, Class::Fund(_) | Class::Pension);
    Some(Instrument {
        id: instrument_id(request, holding),
        public_id: public_numbers(life, holding),
        kind: instrument_kind(holding.product.class),
        subtype: Some(holding.product.name.to_owned()),
        name: holding.name(),
        currency: life.currency(),
        price: Money(price),
        quantity: Money(quantity.normalize()),
        balance_gross: money(gross),
        balance_net: money(net),
        average_acquisition_price: Some(Money(position.mean_cost())),
        profit: Some(money(gross - paid)),
        open_date: Some(Date(holding.bought)),
        redemption_conditions: redemption(holding),
        fees: fund
            .then(|| InstrumentFee {
                kind: "ADMINISTRATION_FEE".to_owned(),
                value: money(FUND_FEE),
            })
            .into_iter()
            .collect(),
        interest_rates: rates(holding),
    })
}

fn instrument_id(request: Request<'_>, holding: &Holding) -> Uuid {
    let key = format!("instrument/{:032x}", holding.chance.name());
    request.stamper.stamp(Kind::Portfolios, &key).id
}

fn public_numbers(life: &Life<'_>, holding: &Holding) -> Vec<InstrumentNumber> {
    if holding.country != caudal_latam::Country::Brazil {
        return Vec::new();
    }
    let number = |kind: &str, value: Option<String>| {
        value.map(|value| InstrumentNumber {
            kind: kind.to_owned(),
            value,
        })
    };
    [
        number("ISIN", terms::isin_number(holding)),
        number("CNPJ", terms::issuer_number(life, holding)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn redemption(holding: &Holding) -> Vec<RedemptionCondition> {
    let condition = |kind: &str, value: String| RedemptionCondition {
        kind: kind.to_owned(),
        value,
    };
    let due = holding
        .due
        .map(|due| condition("MATURITY_DATE", Date(due).to_string()));
    let daily = (!holding.product.locked).then(|| condition("LIQUIDITY", "DAILY".to_owned()));
    due.into_iter().chain(daily).collect()
}

fn rates(holding: &Holding) -> Vec<InstrumentRate> {
    let percent = |part: Option<Money>| part.map(|part| part.0 * Decimal::ONE_HUNDRED);
    let (fixed, share) = terms::rates(holding);
    let index = match holding.product.earns {
        Earns::BetweenBanks(..) | Earns::AboveBetweenBanks(..) => Some("CDI"),
        Earns::Prices(..) | Earns::DiscountedPrices => Some("IPCA"),
        Earns::Policy => Some("SELIC"),
        Earns::Fixed(..) | Earns::Discount(_) | Earns::Market => None,
    };
    percent(fixed)
        .or(percent(share))
        .map(|value| InstrumentRate {
            kind: "YEARLY".to_owned(),
            value: Money(value.normalize()),
            index: index.map(str::to_owned),
        })
        .into_iter()
        .collect()
}

fn portfolio_kind(class: Class) -> PortfolioKind {
    match class {
        Class::Deposit | Class::Credit | Class::Treasury | Class::Fund(FundStyle::Debt) => {
            PortfolioKind::FixedIncome
        }
        Class::Share | Class::Fund(FundStyle::Shares) => PortfolioKind::VariableIncome,
        Class::Pension => PortfolioKind::Pension,
        Class::Fund(FundStyle::Mixed | FundStyle::Currency) => PortfolioKind::Other,
    }
}

fn instrument_kind(class: Class) -> InstrumentKind {
    match class {
        Class::Deposit => InstrumentKind::Deposit,
        Class::Credit | Class::Treasury => InstrumentKind::Bond,
        Class::Fund(_) => InstrumentKind::Fund,
        Class::Share => InstrumentKind::Stock,
        Class::Pension => InstrumentKind::Pension,
    }
}

fn transaction(
    life: &Life<'_>,
    request: Request<'_>,
    movement: &Movement,
    holding: &Holding,
) -> PortfolioTransaction {
    let key = format!("{:032x}", movement.key);
    let stamp = request.stamper.stamp(Kind::PortfolioTransactions, &key);
    let class = holding.product.class;
    let portfolio = portfolio_kind(class);
    let kind = match movement.act {
        Act::Buy => PortfolioEvent::Buy,
        Act::Redeem | Act::Due => PortfolioEvent::Sell,
        Act::HalfYearlyTax => PortfolioEvent::Tax,
        Act::CustodyFee => PortfolioEvent::Fee,
        _ => PortfolioEvent::Yield,
    };
    let charged = [
        ("INCOME_TAX", movement.income_tax),
        ("TRANSACTION_TAX", movement.operations_tax),
        ("BROKERAGE", movement.note.map_or(0, |note| note.charges())),
    ];
    PortfolioTransaction {
        id: stamp.id,
        link: Some(request.stamper.link),
        collected_at: stamp.collected_at,
        created_at: stamp.created_at,
        internal_identification: key,
        portfolio: PortfolioReference {
            id: request
                .stamper
                .stamp(Kind::Portfolios, portfolio.as_str())
                .id,
            name: name(life, portfolio).to_owned(),
            kind: portfolio,
        },
        instrument: InstrumentReference {
            id: instrument_id(request, holding),
            name: holding.name(),
            kind: instrument_kind(class),
        },
        kind,
        operation_date: Date(movement.date),
        settlement_date: Date(movement.date),
        description: folded(&holding.name()),
        quantity: Money(movement.quantity.normalize()),
        price: Money(movement.unit_price),
        amount: money(if movement.act == Act::HalfYearlyTax {
            movement.gross
        } else {
            movement.net
        }),
        currency: life.currency(),
        fees: charged
            .into_iter()
            .filter(|(_, amount)| *amount > 0)
            .map(|(kind, amount)| InstrumentFee {
                kind: kind.to_owned(),
                value: money(amount),
            })
            .collect(),
    }
}
