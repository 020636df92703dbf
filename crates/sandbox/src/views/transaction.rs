//! Transactions: the events of a period as the institution prints them.

use std::collections::HashMap;

use caudal_latam::Country;
use caudal_model::resources::account::Account;
use caudal_model::resources::transaction::{
    Merchant, PaymentKind, Transaction, TransactionStatus, identity,
};
use caudal_model::{Date, Kind, Timestamp};

use super::habit::{self, Habit};
use super::statement::{Statement, statement_of, statements};
use super::{Life, Request, account, card, counterparty, loan, money, style};
use crate::timeline::{Cause, Event, PartyKind};

/// What the transactions of one account have in common.
struct Shown<'a> {
    account: Account,
    /// The bills of a card; none for other accounts.
    statements: Vec<Statement<'a>>,
}

/// The transactions of the period, oldest first; each is made when it is asked for.
pub(super) fn transactions<'a>(
    life: &'a Life<'_>,
    request: Request<'a>,
) -> impl Iterator<Item = Transaction> {
    let (from, to) = life.days(request.extent.period);
    let wanted = request.extent.account;
    let accounts: HashMap<usize, Shown<'a>> = life
        .open_books()
        .map(|(place, book)| {
            let terms = book.card();
            let shown = Shown {
                account: account::account(life, request, place, book),
                statements: terms.map_or_else(Vec::new, |terms| statements(life, place, terms)),
            };
            (place, shown)
        })
        .filter(|(_, shown)| wanted.is_none_or(|wanted| wanted == shown.account.id))
        .collect();
    life.events
        .iter()
        .filter(move |event| event.date >= from && event.date <= to)
        .filter_map(move |event| {
            let shown = accounts.get(&event.book)?;
            Some(transaction(life, request, event, shown))
        })
}

fn transaction(
    life: &Life<'_>,
    request: Request<'_>,
    event: &Event,
    shown: &Shown<'_>,
) -> Transaction {
    let account = &shown.account;
    let key = format!("{:032x}", event.key);
    let stamp = request.stamper.stamp(
        Kind::Transactions,
        &identity(&account.internal_identification, &key),
    );
    let (today, open_finance) = (life.now.date(), life.open_finance);
    let settled = event.is_settled(today);
    let booked = life.person.calendar().on_or_after(event.date);
    let habit = Habit::of(life.institution);
    // Open Finance tells what the shop charged, and beside it what that was in local money.
    let abroad = event.abroad().filter(|_| open_finance);
    let provisional = habit::provisional(&life.person, event).filter(|_| !settled);
    let named = provisional.is_none();
    let description = provisional.unwrap_or_else(|| style::description(&life.person, event));
    let terms = life.books.get(event.book).and_then(|book| book.card());
    Transaction {
        id: stamp.id,
        internal_identification: key,
        account: account.clone(),
        collected_at: stamp.collected_at,
        created_at: stamp.created_at,
        value_date: Date(event.date),
        transacted_at: open_finance
            .then(|| moment(life.person.country, event))
            .flatten(),
        accounting_date: (settled && booked <= today).then_some(Date(booked)),
        inferred_accounting_date: open_finance.then_some(Date(booked)),
        amount: money(abroad.map_or(event.amount, |price| price.amount)),
        local_currency_amount: open_finance.then(|| money(event.amount)),
        balance: (!open_finance).then(|| money(event.balance)),
        currency: Some(abroad.map_or_else(|| life.currency(), |price| price.currency.to_owned())),
        description: Some(description),
        observations: habit.observations(event).filter(|_| !open_finance),
        merchant: merchant(event).filter(|_| named && habit.tells_merchant(event)),
        category: Some(event.deed.label.category),
        subcategory: Some(event.deed.label.subcategory),
        reference: habit.reference(event).filter(|_| !open_finance),
        kind: Some(event.direction),
        status: Some(if settled {
            TransactionStatus::Processed
        } else {
            TransactionStatus::Pending
        }),
        credit_card_data: terms.map(|terms| {
            let statement = statement_of(&shown.statements, event.date);
            card::card_transaction(life, request, event, terms, statement)
        }),
        counterparty: open_finance
            .then(|| counterparty::counterparty(&life.person, event))
            .flatten(),
        loan_data: terms_of_loan(life, event),
        payment_type: open_finance.then(|| payment_kind(event)),
        operation_type: if open_finance {
            style::operation_type(event).to_owned()
        } else {
            String::new()
        },
        operation_type_additional_info: None,
        mcc: terms.and(event.deed.label.mcc),
    }
}

fn terms_of_loan(
    life: &Life<'_>,
    event: &Event,
) -> Option<caudal_model::resources::transaction::LoanTransaction> {
    life.books
        .get(event.book)
        .and_then(|book| book.loan())
        .and_then(|_| loan::loan_transaction(event))
}

fn moment(country: Country, event: &Event) -> Option<Timestamp> {
    let zoned = event.moment().to_zoned(country.zone()).ok()?;
    Some(Timestamp(zoned.timestamp()))
}

fn payment_kind(event: &Event) -> PaymentKind {
    match event.deed.cause {
        Cause::Instalment { .. } | Cause::LoanInstalment { .. } | Cause::LoanAhead { .. } => {
            PaymentKind::Installment
        }
        _ => PaymentKind::Full,
    }
}

fn merchant(event: &Event) -> Option<Merchant> {
    let party = &event.deed.party;
    (party.kind == PartyKind::Merchant).then(|| Merchant {
        logo: None,
        website: None,
        merchant_name: party.name.clone(),
    })
}
