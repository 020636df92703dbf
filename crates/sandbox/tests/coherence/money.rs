//! Money: every balance is what the transactions leave, every own transfer has two sides.

use std::collections::{BTreeMap, HashMap};

use caudal_model::Money;
use caudal_model::resources::account::{Account, AccountCategory};

use super::persona::{NOW, Row, personas};

const PEOPLE: usize = 200;
/// Days of which every transaction is read.
const PERIOD: (&str, &str) = ("2026-02-05", "2026-03-12");
const DAY_BEFORE: &str = "2026-02-04";

fn of_account<'a>(rows: &'a [Row], account: &Account) -> impl Iterator<Item = &'a Row> + use<'a> {
    let key = account.internal_identification.clone();
    rows.iter()
        .filter(move |row| row.account.internal_identification == key)
}

fn is_deposit(account: &Account) -> bool {
    matches!(
        account.category,
        Some(AccountCategory::CheckingAccount | AccountCategory::SavingsAccount)
    )
}

#[test]
fn balances_are_what_transactions_leave_at_every_date() {
    let mut moved = 0;
    for persona in personas(PEOPLE) {
        let rows = persona.rows(Some(PERIOD), NOW);
        let days = persona.days((DAY_BEFORE, PERIOD.1), NOW);
        for account in persona
            .accounts(NOW)
            .iter()
            .filter(|account| is_deposit(account))
        {
            let key = account.internal_identification.clone();
            let mut by_day: BTreeMap<&str, Money> = BTreeMap::new();
            for row in of_account(&rows, account) {
                *by_day.entry(&row.value_date).or_default() += row.signed();
                moved += 1;
            }
            let mut balance = Money::ZERO;
            for (turn, ((_, day), end)) in
                days.iter().filter(|((own, _), _)| *own == key).enumerate()
            {
                let movement = by_day.get(day.as_str()).copied().unwrap_or_default();
                if turn > 0 {
                    assert_eq!(balance + movement, *end, "{} on {day}", persona.name());
                }
                balance = *end;
            }
            assert_eq!(account.balance.current, Some(balance), "{}", persona.name());
            assert_eq!(
                account.balance.available,
                Some(balance),
                "{}",
                persona.name()
            );
        }
    }
    assert!(moved > 3000, "only {moved} transactions were looked at");
}

#[test]
fn running_balances_follow_from_each_other_and_end_in_the_accounts() {
    for persona in personas(PEOPLE).filter(|persona| !persona.institution.name.starts_with("of")) {
        let rows = persona.rows(Some(PERIOD), NOW);
        for account in persona.accounts(NOW) {
            let mut last: Option<Money> = None;
            for row in of_account(&rows, &account) {
                let after = row.balance.unwrap();
                let change = if is_deposit(&account) {
                    row.signed()
                } else {
                    -row.signed()
                };
                if let Some(before) = last {
                    assert_eq!(
                        before + change,
                        after,
                        "{} {}",
                        persona.name(),
                        row.description
                    );
                }
                last = Some(after);
            }
            if let Some(last) = last {
                assert_eq!(account.balance.current, Some(last), "{}", persona.name());
            }
        }
    }
}

#[test]
fn overdrafts_and_card_limits_agree_with_balances() {
    for persona in personas(PEOPLE) {
        for account in persona.accounts(NOW) {
            let current = account.balance.current.unwrap();
            if let Some(overdraft) = &account.overdraft {
                let below = if current.is_negative() {
                    -current
                } else {
                    Money::ZERO
                };
                assert_eq!(
                    overdraft.used + overdraft.unarranged,
                    below,
                    "{}",
                    persona.name()
                );
                assert!(overdraft.used <= overdraft.arranged);
            }
            if let Some(card) = &account.credit_data {
                let limit = card.credit_limit.unwrap();
                assert_eq!(
                    account.balance.available,
                    Some(limit - current),
                    "{}",
                    persona.name()
                );
                let line = &card.limits.as_ref().unwrap()[0];
                assert_eq!(line.available_amount, limit - current);
                assert!(
                    current <= limit,
                    "{} owes {current} of {limit}",
                    persona.name()
                );
            }
        }
    }
}

#[test]
fn transfers_between_own_accounts_stand_on_both_sides() {
    let mut pairs = 0;
    for persona in personas(PEOPLE) {
        let rows = persona.rows(Some(PERIOD), NOW);
        let mut sides: HashMap<&str, Vec<&Row>> = HashMap::new();
        for row in &rows {
            sides
                .entry(&row.internal_identification)
                .or_default()
                .push(row);
        }
        let accounts = persona.accounts(NOW);
        for row in rows.iter().filter(|row| has_two_sides(row, &accounts)) {
            let both = &sides[row.internal_identification.as_str()];
            assert_eq!(both.len(), 2, "{} {}", persona.name(), row.description);
            assert_eq!(both[0].amount, both[1].amount);
            assert_eq!(both[0].value_date, both[1].value_date);
            assert_ne!(both[0].direction, both[1].direction);
            assert_ne!(both[0].account, both[1].account);
            pairs += 1;
        }
        assert!(
            sides.values().all(|both| both.len() <= 2),
            "{}",
            persona.name()
        );
    }
    assert!(pairs > 60, "only {pairs} sides were looked at");
}

/// Own transfers to and from savings, card bills and instalments are movements of two own accounts.
fn has_two_sides(row: &Row, accounts: &[Account]) -> bool {
    let own = accounts
        .iter()
        .find(|account| account.internal_identification == row.account.internal_identification);
    let category = own.and_then(|account| account.category);
    row.subcategory == "Savings"
        || row.subcategory == "Credit Card"
        || (row.direction == "INFLOW"
            // What a loan paid ahead costs less is given by the bank, out of no account.
            && row.subcategory != "Adjustments"
            && matches!(
                category,
                Some(AccountCategory::LoanAccount | AccountCategory::FinancingAccount)
            ))
}

#[test]
fn a_card_bill_is_the_last_one_plus_what_was_charged_less_what_was_paid() {
    let mut bills = 0;
    for persona in personas(PEOPLE) {
        let cards = persona
            .accounts(NOW)
            .into_iter()
            .filter(|account| account.credit_data.is_some());
        for card in cards {
            let period = ("2025-08-01", "2026-03-12");
            let rows = persona.rows_of(card.id, Some(period), NOW);
            let mut by_bill: BTreeMap<&str, (Money, Money)> = BTreeMap::new();
            for row in of_account(&rows, &card) {
                let data = row.credit_card_data.as_ref().unwrap();
                if let (Some(due), Some(total)) = (&data.bill_due_date, data.bill_amount) {
                    let bill = by_bill.entry(due).or_insert((Money::ZERO, total));
                    bill.0 += -row.signed();
                    assert_eq!(bill.1, total, "{}", persona.name());
                }
            }
            let totals: Vec<&(Money, Money)> = by_bill.values().collect();
            // The first of the period may be there in part only, and a gap would join two.
            for pair in totals.windows(2).skip(1) {
                assert_eq!(pair[0].1 + pair[1].0, pair[1].1, "{}", persona.name());
                bills += 1;
            }
        }
    }
    assert!(bills > 100, "only {bills} bills were looked at");
}

#[test]
fn lives_are_neither_empty_nor_out_of_bounds() {
    let (mut active, mut overspent) = (0, 0);
    for persona in personas(PEOPLE) {
        let rows = persona.rows(Some(PERIOD), NOW);
        active += usize::from(rows.len() > 12);
        for account in persona
            .accounts(NOW)
            .iter()
            .filter(|account| is_deposit(account))
        {
            let overdraft = account
                .overdraft
                .as_ref()
                .map_or(Money::ZERO, |own| own.arranged);
            let current = account.balance.current.unwrap();
            assert!(
                current + overdraft >= Money::ZERO,
                "{} has {current}",
                persona.name()
            );
        }
        overspent += usize::from(spends_far_more_than_it_earns(&rows));
    }
    assert!(
        active * 10 > PEOPLE * 9,
        "only {active} of {PEOPLE} are active"
    );
    assert!(
        overspent * 20 < PEOPLE,
        "{overspent} of {PEOPLE} live beyond their means"
    );
}

/// True where much more goes out than comes in, which a dry month or a year's taxes may bring.
fn spends_far_more_than_it_earns(rows: &[Row]) -> bool {
    let sum = |direction: &str| -> Money {
        let fits = rows.iter().filter(|row| row.direction == direction);
        fits.map(|row| row.amount).sum()
    };
    sum("OUTFLOW").0 > sum("INFLOW").0 * rust_decimal::Decimal::from(4)
}
