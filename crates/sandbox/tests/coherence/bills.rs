//! Card bills: what makes their totals, what pays them, what they leave of the limit.

use std::collections::{HashMap, HashSet};

use caudal_model::resources::account::{Account, AccountCategory};
use caudal_model::resources::bill::{Bill, BillPayment, FinanceChargeKind};
use caudal_model::{Date, Kind, Money};
use serde::Deserialize;
use uuid::Uuid;

use super::persona::{NOW, Persona, SEED, enter, personas};

const PEOPLE: usize = 300;
const TODAY: &str = "2026-03-12";
/// Days of which bills and movements are read.
const PERIOD: (&str, &str) = ("2025-07-01", TODAY);

/// What these tests read of a movement.
#[derive(Debug, Deserialize)]
struct Movement {
    internal_identification: String,
    value_date: Date,
    amount: Money,
    local_currency_amount: Option<Money>,
    #[serde(rename = "type")]
    direction: String,
    credit_card_data: Option<OnBill>,
}

#[derive(Debug, Deserialize)]
struct OnBill {
    installment_identifier: String,
    number_of_installments: Option<u32>,
    credit_card_bill: Option<Reference>,
}

#[derive(Debug, Deserialize)]
struct Reference {
    id: Uuid,
}

impl Movement {
    /// What it adds to what is owed on a card.
    fn charged(&self) -> Money {
        let amount = self.local_currency_amount.unwrap_or(self.amount);
        if self.direction == "INFLOW" {
            -amount
        } else {
            amount
        }
    }

    fn is_on(&self, bill: &Bill) -> bool {
        let card = self.credit_card_data.as_ref();
        let found = card.and_then(|card| card.credit_card_bill.as_ref());
        found.is_some_and(|found| found.id == bill.id)
    }
}

fn movements(persona: &Persona, account: &Account) -> Vec<Movement> {
    let documents = persona.documents_of(Kind::Transactions, account.id, Some(PERIOD), NOW);
    let read = |document: &caudal_model::Document| serde_json::from_str(&document.body);
    documents
        .iter()
        .map(|document| read(document).unwrap())
        .collect()
}

fn today() -> Date {
    TODAY.parse().unwrap()
}

/// The cards of a persona, each with its bills, oldest first.
fn cards(persona: &Persona) -> Vec<(Account, Vec<Bill>)> {
    let documents = persona.documents(Kind::Bills, Some(PERIOD), NOW);
    let mut cards: Vec<(Account, Vec<Bill>)> = Vec::new();
    for document in documents {
        let bill: Bill = serde_json::from_str(&document.body).unwrap();
        let account = bill.account.clone().unwrap();
        match cards.last_mut() {
            Some((card, bills)) if card.id == account.id => bills.push(bill),
            _ => cards.push((account, vec![bill])),
        }
    }
    cards
}

fn paid(bill: &Bill) -> Money {
    let amounts = bill.payments.iter().map(|payment| payment.amount.unwrap());
    amounts.sum()
}

#[test]
fn a_bill_is_the_last_one_plus_purchases_instalments_and_charges_less_payments() {
    let mut seen = 0;
    for persona in personas(PEOPLE) {
        for (card, bills) in cards(&persona) {
            let rows = movements(&persona, &card);
            let closed = bills.iter().filter(|bill| bill.bill_name.is_some());
            let closed: Vec<&Bill> = closed.collect();
            for pair in closed.windows(2).skip(1) {
                let (before, bill) = (pair[0], pair[1]);
                let on_it = rows.iter().filter(|row| row.is_on(bill));
                let moved: Money = on_it.map(Movement::charged).sum();
                assert_eq!(
                    before.total_amount.unwrap() + moved,
                    bill.total_amount.unwrap(),
                    "{} {:?}",
                    persona.name(),
                    bill.bill_name
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 700, "only {seen} bills were looked at");
}

#[test]
fn every_card_has_one_open_bill_and_it_makes_up_what_is_owed() {
    let mut seen = 0;
    for persona in personas(PEOPLE) {
        for (card, bills) in cards(&persona) {
            let (open, closed): (Vec<&Bill>, Vec<&Bill>) =
                bills.iter().partition(|bill| bill.bill_name.is_none());
            assert_eq!(open.len(), 1, "{}", persona.name());
            let waiting = closed.last().filter(|bill| bill.due_date >= Some(today()));
            let waiting =
                waiting.map_or(Money::ZERO, |bill| bill.total_amount.unwrap() - paid(bill));
            assert_eq!(
                card.balance.current,
                Some(open[0].total_amount.unwrap() + waiting),
                "{}",
                persona.name()
            );
            assert!(open[0].due_date > Some(today()));
            seen += 1;
        }
    }
    assert!(seen > 150, "only {seen} cards were looked at");
}

#[test]
fn every_payment_of_a_bill_leaves_the_current_account() {
    let mut seen = 0;
    for persona in personas(PEOPLE) {
        let mut departures: HashMap<(String, Date, Money), usize> = HashMap::new();
        for account in persona.accounts(NOW) {
            if account.category == Some(AccountCategory::CheckingAccount) {
                for row in movements(&persona, &account) {
                    if row.direction == "OUTFLOW" {
                        let key = (row.internal_identification, row.value_date, row.amount);
                        *departures.entry(key).or_default() += 1;
                    }
                }
            }
        }
        for (card, bills) in cards(&persona) {
            let rows = movements(&persona, &card);
            for bill in bills.iter().skip(1) {
                assert!(
                    paid(bill) <= bill.total_amount.unwrap(),
                    "{}",
                    persona.name()
                );
                for payment in &bill.payments {
                    let arrival = rows.iter().find(|row| {
                        row.direction == "INFLOW"
                            && Some(row.value_date) == payment.payment_date
                            && Some(row.amount) == payment.amount
                    });
                    let arrival = arrival.unwrap();
                    let key = (
                        arrival.internal_identification.clone(),
                        arrival.value_date,
                        arrival.amount,
                    );
                    assert_eq!(departures.get(&key), Some(&1), "{}", persona.name());
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 700, "only {seen} payments were looked at");
}

#[test]
fn what_is_paid_in_part_or_late_bears_charges_on_the_next_bill() {
    let (mut charged, mut free) = (0, 0);
    let mut kinds = HashSet::new();
    for persona in personas(PEOPLE) {
        for (_, bills) in cards(&persona) {
            for pair in bills.windows(2).skip(1) {
                let (before, bill) = (&pair[0], &pair[1]);
                if bill.bill_name.is_none() {
                    continue;
                }
                let open = before.total_amount.unwrap() - paid(before);
                kinds.extend(bill.finance_charges.iter().map(|charge| charge.kind));
                let none = bill.finance_charges.len() == 1
                    && bill.finance_charges[0].kind == Some(FinanceChargeKind::NoCharge);
                let late = |payment: &BillPayment| payment.payment_date > before.due_date;
                // The smallest sums cost less than the smallest coin.
                let coins = matches!(bill.currency.as_deref(), Some("CLP" | "COP"));
                let worth = Money::from_cents(if coins { 250_000 } else { 100 });
                if open > worth || before.payments.iter().any(late) {
                    assert!(!none, "{} {:?}", persona.name(), bill.bill_name);
                    charged += 1;
                } else if open == Money::ZERO {
                    assert!(none, "{} {:?}", persona.name(), bill.bill_name);
                    free += 1;
                }
            }
        }
    }
    assert!(charged > 100 && free > 500, "{charged} and {free}");
    assert_eq!(kinds.len(), 6, "{kinds:?}");
}

#[test]
fn a_bill_keeps_its_id_when_it_is_closed() {
    let persona = enter(SEED, "erebor_br_retail", "bnk100", "full");
    let ids = |now: &str| -> Vec<(Uuid, Option<String>)> {
        let documents = persona.documents(Kind::Bills, None, now);
        let bills = documents
            .iter()
            .map(|document| serde_json::from_str::<Bill>(&document.body).unwrap());
        bills.map(|bill| (bill.id, bill.bill_name)).collect()
    };
    let before = ids(NOW);
    let after = ids("2026-04-27T15:00:00Z");
    let (open, _) = before.iter().find(|(_, name)| name.is_none()).unwrap();
    let closed = after.iter().find(|(id, _)| id == open).unwrap();
    assert!(closed.1.is_some());
}

#[test]
fn limits_are_what_is_used_and_what_is_left() {
    let (mut by_instalments, mut pieces) = (0, 0);
    for persona in personas(PEOPLE) {
        for account in persona.accounts(NOW) {
            let Some(card) = &account.credit_data else {
                continue;
            };
            let lines = card.limits.as_ref().unwrap();
            for line in lines {
                assert_eq!(
                    line.credit_limit.unwrap(),
                    line.used_amount.unwrap() + line.available_amount,
                    "{} {:?}",
                    persona.name(),
                    line.line_name
                );
            }
            let used = |name: &str| {
                let line = lines
                    .iter()
                    .find(|line| line.line_name.as_deref() == Some(name));
                line.unwrap().used_amount.unwrap()
            };
            assert_eq!(Some(used("CREDITO_A_VISTA")), account.balance.current);
            assert!(
                used("CREDITO_A_VISTA") + used("CREDITO_PARCELADO") <= card.credit_limit.unwrap()
            );
            by_instalments += usize::from(used("CREDITO_PARCELADO") > Money::ZERO);
            let digits: Vec<&str> = card
                .cards
                .as_ref()
                .unwrap()
                .iter()
                .map(|card| card.identification_number.as_str())
                .collect();
            assert_eq!(
                account.public_identification_value,
                Some(digits.join(",")),
                "{}",
                persona.name()
            );
            pieces = pieces.max(digits.len());
        }
    }
    assert!(
        by_instalments > 30,
        "only {by_instalments} buy by instalments"
    );
    assert_eq!(pieces, 2);
}

#[test]
fn instalments_of_a_purchase_come_a_month_apart_and_each_once() {
    let mut seen = 0;
    for persona in personas(PEOPLE) {
        for (card, _) in cards(&persona) {
            let mut purchases: HashMap<String, Vec<(u32, Date)>> = HashMap::new();
            for row in movements(&persona, &card) {
                let data = row.credit_card_data.unwrap();
                if data.number_of_installments > Some(1) {
                    let (purchase, number) = data.installment_identifier.rsplit_once('-').unwrap();
                    let number = number.parse().unwrap();
                    purchases
                        .entry(purchase.to_owned())
                        .or_default()
                        .push((number, row.value_date));
                }
            }
            for parts in purchases.values() {
                for pair in parts.windows(2) {
                    assert_eq!(pair[0].0 + 1, pair[1].0, "{} {parts:?}", persona.name());
                    let days = (pair[1].1.0 - pair[0].1.0).get_days();
                    assert!((28..=31).contains(&days), "{} {parts:?}", persona.name());
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 300, "only {seen} instalments were looked at");
}
