//! What happened to investments, in the words of Open Finance Brasil.

use std::collections::HashMap;

use caudal_model::resources::investment::Investment;
use caudal_model::resources::investment_transaction::{
    BrokerNote, InvestmentDirection, InvestmentEvent, InvestmentTransaction,
};
use caudal_model::{Date, Kind, Money};
use rust_decimal::Decimal;

use super::super::{Life, Request, money};
use super::{investment, known_until, terms, told};
use crate::book::investment::{Act, Class, Holding, Movement, Note};

/// What happened within the period, oldest first.
pub(in crate::views) fn investment_transactions(
    life: &Life<'_>,
    request: Request<'_>,
) -> Vec<InvestmentTransaction> {
    let (from, to) = life.days(request.extent.period);
    let known: HashMap<usize, (&Holding, Investment)> = told(life)
        .filter_map(|(place, holding)| {
            let investment = investment(life, request, place, holding)?;
            Some((place, (holding, investment)))
        })
        .collect();
    let movements = life.portfolio.movements.iter();
    movements
        .filter(|movement| movement.date >= from && movement.date <= to)
        .filter_map(|movement| {
            let (holding, investment) = known.get(&movement.holding)?;
            let told = movement.date <= known_until(life, holding.product.class);
            told.then(|| transaction(request, movement, holding, investment))
        })
        .collect()
}

fn transaction(
    request: Request<'_>,
    movement: &Movement,
    holding: &Holding,
    investment: &Investment,
) -> InvestmentTransaction {
    let key = format!("{:032x}", movement.key);
    let stamp = request.stamper.stamp(Kind::InvestmentTransactions, &key);
    let class = holding.product.class;
    let (share, fund) = (class == Class::Share, matches!(class, Class::Fund(_)));
    let (pre, post) = terms::rates(holding);
    let distributed = matches!(movement.act, Act::Dividend | Act::EquityInterest);
    let value = if distributed {
        movement.net
    } else {
        movement.gross
    };
    InvestmentTransaction {
        id: stamp.id,
        link: Some(request.stamper.link),
        collected_at: stamp.collected_at,
        created_at: stamp.created_at,
        investment: investment.clone(),
        internal_identification: key,
        value_date: Date(movement.date),
        gross_value: (!share).then(|| money(movement.gross)),
        net_value: (!share).then(|| money(movement.net)),
        value: (share || fund).then(|| money(value)),
        unit_price: Money(movement.unit_price),
        price_factor: share.then_some(Money(Decimal::ONE)),
        transaction_tax: (!share).then(|| money(movement.operations_tax)),
        income_tax: (!share).then(|| money(movement.income_tax)),
        quantity: Money(movement.quantity.normalize()),
        direction: match movement.act {
            Act::Buy => InvestmentDirection::Inflow,
            _ => InvestmentDirection::Outflow,
        },
        subtype: event(class, movement.act),
        subtype_additional_info: (movement.act == Act::CustodyFee)
            .then(|| "TAXA DE CUSTODIA DA BOLSA".to_owned()),
        indexer_percentage: post.filter(|_| matches!(class, Class::Deposit | Class::Credit)),
        rate: pre.filter(|_| !share && !fund),
        exit_fee: fund.then(|| money(0)),
        broker_note_details: movement.note.map(|note| broker_note(movement, note)),
    }
}

fn event(class: Class, act: Act) -> InvestmentEvent {
    let deposited = matches!(class, Class::Deposit | Class::Fund(_) | Class::Pension);
    match act {
        Act::Buy if deposited => InvestmentEvent::Aplicacao,
        Act::Buy => InvestmentEvent::Compra,
        Act::Redeem if deposited => InvestmentEvent::Resgate,
        Act::Redeem => InvestmentEvent::Venda,
        Act::Due => InvestmentEvent::Vencimento,
        Act::Interest => InvestmentEvent::PagamentoJuros,
        Act::Amortization => InvestmentEvent::Amortizacao,
        Act::Dividend => InvestmentEvent::Dividendos,
        Act::EquityInterest => InvestmentEvent::Jcp,
        Act::HalfYearlyTax => InvestmentEvent::ComeCotas,
        Act::CustodyFee => InvestmentEvent::Outros,
    }
}

fn broker_note(movement: &Movement, note: Note) -> BrokerNote {
    BrokerNote {
        broker_note_number: note.number.to_string(),
        gross_value: money(movement.gross),
        brokerage_fee: money(note.brokerage),
        clearing_settlement_fee: money(note.settlement),
        clearing_registration_fee: money(0),
        stock_exchange_asset_trade_notice_fee: money(0),
        stock_exchange_fee: money(note.trading),
        clearing_custody_fee: money(0),
        taxes: money(note.service_tax),
        income_tax: money(note.income_tax),
        net_value: money(movement.net),
    }
}
