//! Investments as Open Finance Brasil tells them: what is held, and what happened to it.

pub(super) mod terms;
mod transaction;

use caudal_latam::Country;
use caudal_model::resources::investment::{Investment, InvestmentBalance, InvestmentKind};
use caudal_model::{Date, Kind, Money, Timestamp};
use jiff::civil;
use rust_decimal::Decimal;

use super::{Life, Request, money};
use crate::book::investment::{Class, Holding};

pub(super) use transaction::investment_transactions;

/// What is held now, in the order in which it was bought.
pub(super) fn investments(life: &Life<'_>, request: Request<'_>) -> Vec<Investment> {
    let shown = told(life).filter_map(|(place, holding)| investment(life, request, place, holding));
    shown
        .filter(|investment| investment.balance.quantity > Money::ZERO)
        .collect()
}

/// The holdings that this resource knows, with their places: those of Brazil, but for pensions.
fn told<'a>(life: &'a Life<'_>) -> impl Iterator<Item = (usize, &'a Holding)> {
    let brazil = life.person.country == Country::Brazil;
    let holdings = life.portfolio.holdings.iter().enumerate();
    holdings.filter(move |(_, holding)| brazil && holding.product.class != Class::Pension)
}

/// One holding as it stands now, held or not.
fn investment(
    life: &Life<'_>,
    request: Request<'_>,
    place: usize,
    holding: &Holding,
) -> Option<Investment> {
    let key = key(holding);
    let stamp = request.stamper.stamp(Kind::Investments, &key);
    let class = holding.product.class;
    let contract = matches!(class, Class::Deposit | Class::Credit);
    let dated = contract || class == Class::Treasury;
    Some(Investment {
        id: stamp.id,
        link: Some(request.stamper.link),
        collected_at: stamp.collected_at,
        created_at: stamp.created_at,
        internal_identification: key,
        kind: kind(class)?,
        issuer_id_number: terms::issuer_number(life, holding),
        isin_number: terms::isin_number(holding),
        currency: life.currency(),
        product_name: holding.name(),
        is_tax_exempt: holding.is_exempt(),
        clearing_code: contract.then(|| terms::clearing_code(holding)),
        due_date: holding.due.map(Date),
        issue_date: contract.then_some(Date(holding.issued)),
        purchase_date: dated.then_some(Date(holding.bought)),
        grace_period_date: terms::grace(holding),
        issue_unit_price: holding.issue_price().filter(|_| contract).map(Money),
        balance: balance(life, place, holding)?,
        remuneration: terms::remuneration(holding),
        classification_details: terms::classification(class),
        voucher_payment_details: terms::voucher(holding),
        debtor_details: terms::debtor(holding),
    })
}

fn balance(life: &Life<'_>, place: usize, holding: &Holding) -> Option<InvestmentBalance> {
    let day = known_until(life, holding.product.class);
    let position = life.portfolio.position_at(place, day);
    let quantity = position.quantity();
    let price = holding.price(day);
    let share = holding.product.class == Class::Share;
    let cashed = (!share).then(|| position.cash(holding, day, quantity));
    let gross = holding.money(quantity * price);
    let (pre, post) = terms::rates(holding);
    Some(InvestmentBalance {
        reference_date: end_of(life, day)?,
        gross_value: money(gross),
        blocked_amount: money(0),
        quantity: Money(quantity.normalize()),
        gross_unit_price: Some(Money(price)),
        net_value: cashed.map(|cashed| money(cashed.net())),
        withheld_amount: cashed.map(|cashed| money(cashed.gross - cashed.net())),
        transaction_fee: None,
        purchase_unit_price: Some(Money(position.mean_cost())),
        pre_fixed_rate: pre,
        post_fixed_rate: post,
        penalty_fee: None,
        late_payment_fee: None,
        closing_price: share.then_some(Money(price)),
        unit_price_factor: Some(Money(Decimal::ONE)),
    })
}

/// The day up to which things of this class are known: trades of shares until the last trading day
/// before today, everything else until today.
fn known_until(life: &Life<'_>, class: Class) -> civil::Date {
    let today = life.now.date();
    match class {
        Class::Share => life.person.calendar().previous(today),
        _ => today,
    }
}

/// The moment as of which a day's value holds: now, or the evening of an earlier day.
fn end_of(life: &Life<'_>, day: civil::Date) -> Option<Timestamp> {
    let at = day.at(18, 0, 0, 0).min(life.now);
    let zoned = at.to_zoned(life.person.country.zone()).ok()?;
    Some(Timestamp(zoned.timestamp()))
}

fn key(holding: &Holding) -> String {
    format!("{:032x}", holding.chance.name())
}

fn kind(class: Class) -> Option<InvestmentKind> {
    match class {
        Class::Deposit => Some(InvestmentKind::FixedIncomeBanking),
        Class::Credit => Some(InvestmentKind::FixedIncomeCredit),
        Class::Treasury => Some(InvestmentKind::TreasuryBond),
        Class::Fund(_) => Some(InvestmentKind::InvestmentFund),
        Class::Share => Some(InvestmentKind::VariableIncome),
        Class::Pension => None,
    }
}
