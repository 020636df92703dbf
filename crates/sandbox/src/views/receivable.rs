//! Card sales of merchants, as older clients read them.

use caudal_latam::calendar::shifted;
use caudal_model::resources::receivable::{
    Receivable, ReceivableAccount, ReceivableFee, ReceivableFeeKind, ReceivableInstallments,
    ReceivableStatus,
};
use caudal_model::{Date, Kind};
use jiff::civil;

use super::{Life, Request, custody, money};
use crate::price::Cents;
use crate::timeline::{CardSale, card_sales};

/// The card sales of the period, oldest first.
pub(super) fn receivables(life: &Life<'_>, request: Request<'_>) -> Vec<Receivable> {
    let (from, to) = life.days(request.extent.period);
    sales(life, from, to)
        .iter()
        .map(|sale| receivable(life, request, sale))
        .collect()
}

/// What is still to be paid out, and what could be paid out in advance: the sales by credit card.
pub(super) fn outstanding(life: &Life<'_>) -> (Cents, Cents) {
    let today = life.now.date();
    let (mut all, mut credit) = (0, 0);
    for sale in sales(life, shifted(today, -OPEN_DAYS_MAX), today) {
        let due = sale.payouts.iter().filter(|(day, _)| *day > today);
        let due: Cents = due.map(|(_, amount)| amount).sum();
        all += due;
        credit += if sale.scheme.is_credit() { due } else { 0 };
    }
    (all, credit)
}

/// Days after which a sale is paid out in any case.
const OPEN_DAYS_MAX: i64 = 220;

fn sales(life: &Life<'_>, from: civil::Date, to: civil::Date) -> Vec<CardSale> {
    let Some(opened) = life.books.first().map(|book| book.opened) else {
        return Vec::new();
    };
    if life.open_finance {
        return Vec::new();
    }
    let mut sales = Vec::new();
    let mut month = from.first_of_month();
    while month <= to {
        let within = card_sales(&life.person, opened, month).filter(|sale| {
            let day = sale.at.date();
            day >= from && day <= to && sale.at <= life.now
        });
        sales.extend(within);
        month = shifted(month.last_of_month(), 1);
    }
    sales
}

fn receivable(life: &Life<'_>, request: Request<'_>, sale: &CardSale) -> Receivable {
    let key = format!("{:032x}", sale.chance.name());
    let stamp = request.stamper.stamp(Kind::Receivables, &key);
    let today = life.now.date();
    let paid = sale.payouts.iter().filter(|(day, _)| *day <= today);
    let count = |number: usize| u32::try_from(number).unwrap_or(0);
    Receivable {
        id: stamp.id,
        link: Some(request.stamper.link),
        account: ReceivableAccount {
            id: custody::receivables_id(life, request),
            institution: life.institution(),
        },
        created_at: stamp.created_at,
        collected_at: stamp.collected_at,
        value_date: Date(sale.at.date()),
        value_hour: Some(sale.at.time().to_string()),
        institution_transaction_id: key,
        currency: life.currency(),
        scheme: Some(sale.scheme),
        gross_amount: money(sale.gross),
        net_amount: money(sale.gross - sale.fee),
        fees: vec![ReceivableFee {
            kind: ReceivableFeeKind::TransactionFee,
            value: money(sale.fee),
        }],
        status: if sale.reverted {
            ReceivableStatus::Reverted
        } else {
            ReceivableStatus::Approved
        },
        number_of_installments: ReceivableInstallments {
            paid: count(paid.count()),
            total: count(sale.payouts.len().max(1)),
        },
    }
}
