//! Bills of credit cards as the institution shows them.

use caudal_latam::Country;
use caudal_model::resources::account::Account;
use caudal_model::resources::bill::{
    Bill, BillPayment, BillPaymentKind, BillPaymentMode, FinanceCharge, FinanceChargeKind,
};
use caudal_model::{Date, Kind};

use super::statement::{Statement, statements};
use super::{Life, Request, account, card, money};
use crate::book::CardTerms;
use crate::price::Cents;
use crate::timeline::{Cause, Event, Instrument};

/// Bills from this sum on may be paid in instalments, in Brazilian centavos of 2024.
const INSTALMENTS_FROM: Cents = 150_00;

/// The bills of every card that is open, oldest first.
pub(super) fn bills(life: &Life<'_>, request: Request<'_>) -> Vec<Bill> {
    let (from, to) = life.days(request.extent.period);
    let mut bills = Vec::new();
    for (place, book) in life.open_books() {
        let Some(terms) = book.card() else {
            continue;
        };
        let shown = account::account(life, request, place, book);
        for statement in statements(life, place, terms) {
            let told = statement.closing >= from && (statement.closing <= to || !statement.closed);
            if told && !statement.is_empty() {
                bills.push(bill(life, request, place, &shown, &statement));
            }
        }
    }
    bills
}

fn bill(
    life: &Life<'_>,
    request: Request<'_>,
    place: usize,
    account: &Account,
    statement: &Statement<'_>,
) -> Bill {
    let key = card::bill_key(life, place, statement.closing);
    let stamp = request.stamper.stamp(Kind::Bills, &key);
    let (country, total) = (life.person.country, statement.total);
    let worth = life
        .person
        .price(INSTALMENTS_FROM, statement.closing.year());
    Bill {
        id: stamp.id,
        created_at: stamp.created_at,
        collected_at: stamp.collected_at,
        account: Some(account.clone()),
        internal_identification: Some(key),
        bill_name: statement.closed.then(|| card::bill_name(statement.closing)),
        due_date: Some(Date(statement.due)),
        currency: Some(life.currency()),
        total_amount: Some(money(total)),
        minimum_amount: Some(money(CardTerms::minimum(country, total))),
        is_installment: Some(statement.closed && total >= worth),
        finance_charges: finance_charges(life, statement),
        payments: statement
            .payments
            .iter()
            .map(|event| payment(life, statement, event))
            .collect(),
    }
}

fn finance_charges(life: &Life<'_>, statement: &Statement<'_>) -> Vec<FinanceCharge> {
    let country = life.person.country;
    let charge = |kind, amount| FinanceCharge {
        kind: Some(kind),
        additional_info: (kind == FinanceChargeKind::Other).then(|| "IVA".to_owned()),
        currency: Some(life.currency()),
        amount: Some(money(amount)),
    };
    let charges: Vec<FinanceCharge> = statement
        .movements
        .iter()
        .filter_map(|event| {
            Some(charge(
                charge_kind(country, event.deed.cause)?,
                event.amount,
            ))
        })
        .collect();
    if charges.is_empty() {
        return vec![charge(FinanceChargeKind::NoCharge, 0)];
    }
    charges
}

fn charge_kind(country: Country, cause: Cause) -> Option<FinanceChargeKind> {
    match cause {
        Cause::RevolvingInterest => Some(FinanceChargeKind::LatePaymentInterest),
        Cause::LateFee => Some(FinanceChargeKind::LateFee),
        Cause::ArrearsInterest => Some(FinanceChargeKind::ArrearsInterest),
        Cause::CreditTax if country == Country::Brazil => Some(FinanceChargeKind::Iof),
        Cause::CreditTax => Some(FinanceChargeKind::Other),
        _ => None,
    }
}

fn payment(life: &Life<'_>, statement: &Statement<'_>, event: &Event) -> BillPayment {
    let whole = event.amount >= statement.total;
    BillPayment {
        kind: Some(if whole {
            BillPaymentKind::Full
        } else {
            BillPaymentKind::Other
        }),
        payment_date: Some(Date(event.date)),
        payment_mode: payment_mode(life.person.country, event.deed.instrument),
        currency: Some(life.currency()),
        amount: Some(money(event.amount)),
    }
}

fn payment_mode(country: Country, instrument: Instrument) -> Option<BillPaymentMode> {
    match (instrument, country) {
        (Instrument::DirectDebit | Instrument::Internal, _) => Some(BillPaymentMode::DirectDebit),
        (Instrument::Bill, _) => Some(BillPaymentMode::BankSlip),
        (Instrument::Transfer, Country::Brazil) => Some(BillPaymentMode::Pix),
        _ => None,
    }
}
