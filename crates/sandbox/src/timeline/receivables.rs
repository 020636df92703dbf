//! Card sales of merchants, and what the acquirer pays out for them.
//!
//! Sales and payouts follow from the merchant and the month alone, so the list of sales and the
//! movements on the account are two readings of one plan.

use std::collections::BTreeMap;

use caudal_latam::Country;
use caudal_latam::calendar::shifted;
use caudal_model::resources::receivable::CardScheme;
use caudal_model::resources::transaction::{Category, Subcategory};
use jiff::civil::{Date, DateTime};

use super::event::{Cause, Instrument, Party, PartyKind};
use super::plan::{Month, Plan};
use crate::chance::Chance;
use crate::person::{Customers, Person, Work};
use crate::price::{Cents, payable, share};

/// Sales by card of a month, from and to.
const SALES: (i64, i64) = (14, 30);
/// What they make of the turnover, in thousandths.
const OF_TURNOVER_PERMILLE: i64 = 180;
/// What the acquirer takes, in thousandths: of debit, of credit, of credit in instalments.
const FEES_PERMILLE: (i64, i64, i64) = (12, 29, 38);
/// Days from one payout of an instalment to the next.
const INSTALMENT_DAYS: i64 = 30;
/// How many of a thousand sales are taken back on the day itself.
const REVERTED_PERMILLE: u32 = 15;

/// One sale by card.
#[derive(Clone, Debug)]
pub(crate) struct CardSale {
    pub(crate) chance: Chance,
    pub(crate) at: DateTime,
    pub(crate) scheme: CardScheme,
    pub(crate) gross: Cents,
    pub(crate) fee: Cents,
    /// The days on which it is paid out, and how much on each; none where it was taken back.
    pub(crate) payouts: Vec<(Date, Cents)>,
    pub(crate) reverted: bool,
}

/// Whether somebody sells by card, and has the bank collect it.
pub(crate) fn sells_by_card(person: &Person) -> bool {
    let complete = person.archetype.name.starts_with("complete");
    let shop = person.archetype.venture.customers == Customers::People;
    // What a Mexican company sells stands in its invoices.
    person.archetype.work == Work::Business
        && person.country != Country::Mexico
        && (complete || shop && person.chance.branch("receivables").happens("terminal", 700))
}

/// The payouts of what is sold in a month, whenever they fall: one movement for each day.
pub(super) fn plan(person: &Person, opened: Date, month: Month, plans: &mut Vec<Plan>) {
    let mut due: BTreeMap<Date, Cents> = BTreeMap::new();
    for sale in card_sales(person, opened, month.first()) {
        for (day, amount) in sale.payouts {
            *due.entry(day).or_default() += amount;
        }
    }
    let chance = person.chance.branch("card payout").at(month.index());
    for (day, amount) in due {
        plans.push(Plan::receive(
            day,
            chance.at(i64::from(day.year()) * 366 + i64::from(day.day_of_year())),
            amount,
            Cause::CardPayout,
            Instrument::Transfer,
            Party::named(PartyKind::Company, acquirer(person.country)),
            (Category::IncomePayments, Subcategory::Freelance),
        ));
    }
}

/// The sales by card of the month of a day, oldest first, from the day on which the first account
/// was opened.
pub(crate) fn card_sales(
    person: &Person,
    opened: Date,
    day: Date,
) -> impl Iterator<Item = CardSale> {
    let month = Month::of(day);
    let chance = person.chance.branch("card sales").at(month.index());
    let count = if sells_by_card(person) {
        chance.between("count", SALES.0, SALES.1)
    } else {
        0
    };
    let turnover = person.income_in(month.year, month.month);
    let mean = share(person.country, turnover, OF_TURNOVER_PERMILLE) / count.max(1);
    let mut sales: Vec<CardSale> = (0..count)
        .map(|turn| card_sale(person, month, mean, chance.at(turn)))
        .filter(|sale| sale.at.date() >= opened && sale.gross > 0)
        .collect();
    sales.sort_by_key(|sale| sale.at);
    sales.into_iter()
}

fn card_sale(person: &Person, month: Month, mean: Cents, chance: Chance) -> CardSale {
    let day = month.day(chance.between("day", 1, 31));
    let hour = i8::try_from(chance.between("hour", 9, 20)).unwrap_or(12);
    let minute = i8::try_from(chance.between("minute", 0, 59)).unwrap_or(0);
    let scheme = scheme(person.country, chance);
    let gross = payable(
        person.country,
        mean * chance.around("size", 300, 1_700) / 1000,
    );
    let (debit, credit, instalments) = FEES_PERMILLE;
    let count = match scheme.is_credit() {
        true if chance.happens("instalments", 350) => chance.between("count", 2, 6),
        _ => 1,
    };
    let rate = match (scheme.is_credit(), count) {
        (false, _) => debit,
        (true, 1) => credit,
        (true, _) => instalments,
    };
    let fee = share(person.country, gross, rate);
    let reverted = chance.happens("reverted", REVERTED_PERMILLE);
    let payouts = if reverted {
        Vec::new()
    } else {
        payouts(person, day, gross - fee, count, scheme.is_credit())
    };
    CardSale {
        chance,
        at: day.at(hour, minute, 0, 0),
        scheme,
        gross,
        fee,
        payouts,
        reverted,
    }
}

/// Debit is paid out on the next business day, credit every thirty days.
fn payouts(person: &Person, day: Date, net: Cents, count: i64, credit: bool) -> Vec<(Date, Cents)> {
    let calendar = person.calendar();
    if !credit {
        return vec![(calendar.next(day), net)];
    }
    let part = payable(person.country, net / count);
    let first = net - part * (count - 1);
    let due = |turn: i64| calendar.on_or_after(shifted(day, turn * INSTALMENT_DAYS));
    (1..=count)
        .map(|turn| (due(turn), if turn == 1 { first } else { part }))
        .collect()
}

fn scheme(country: Country, chance: Chance) -> CardScheme {
    let schemes: &[(CardScheme, u32)] = &[
        (CardScheme::VisaCredit, 28),
        (CardScheme::VisaDebit, 17),
        (CardScheme::MastercardCredit, 27),
        (CardScheme::MastercardDebit, 16),
        (
            CardScheme::EloCredit,
            if country == Country::Brazil { 7 } else { 0 },
        ),
        (
            CardScheme::EloDebit,
            if country == Country::Brazil { 5 } else { 0 },
        ),
    ];
    let drawn = chance.weighted("scheme", schemes, |(_, weight)| *weight);
    drawn.map_or(CardScheme::VisaCredit, |(scheme, _)| *scheme)
}

/// Who collects card sales for merchants: invented, as their sums are.
fn acquirer(country: Country) -> &'static str {
    match country {
        Country::Brazil => "Maré Adquirente",
        Country::Mexico => "Adquirente Nopal",
        Country::Colombia => "Adquirencia Guadua",
        Country::Chile => "Red Copihue",
    }
}
