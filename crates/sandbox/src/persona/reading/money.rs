//! What the persona has, owes and moves.

use caudal_latam::calendar::date;
use caudal_model::resources::transaction::{Category, Direction, Subcategory};
use caudal_model::{Date, Values};
use serde::de::DeserializeOwned;

use super::Problems;
use crate::merchant::category as category_of;
use crate::persona::{AccountTerms, CardWish, LoanWish, Movement, Persona, Place, Purpose};
use crate::price::Cents;

/// Days after this one are too far away to be asked for.
const LAST_YEAR: i16 = 2099;
/// Interest of a month when nothing is said, in millionths.
const MONTHLY_RATE_DEFAULT: i64 = 20_000;
/// Hundredths of a percent are so many millionths.
const MILLIONTHS: i64 = 100;

pub(super) fn read(values: &Values, persona: &mut Persona, problems: &mut Problems) {
    persona.income = problems.cents("", values, "monthly_income");
    persona.accounts = values
        .objects("accounts")
        .map(|list| accounts(list, persona, problems));
    let opened = persona.opened();
    persona.cards = values.objects("cards").map(|list| {
        let numbered = (0..).zip(list);
        numbered
            .map(|(place, card): (usize, _)| {
                self::card(&format!("cards[{place}]."), card, opened, problems)
            })
            .collect()
    });
    persona.loans = values.objects("loans").map(|list| {
        let numbered = (0..).zip(list);
        numbered
            .map(|(place, loan): (usize, _)| {
                self::loan(&format!("loans[{place}]."), loan, opened, problems)
            })
            .collect()
    });
    let movements = values.objects("transactions").unwrap_or_default();
    for (place, movement) in movements.iter().enumerate() {
        let read = self::movement(
            &format!("transactions[{place}]."),
            movement,
            persona,
            problems,
        );
        persona.movements.extend(read);
    }
}

fn accounts(list: &[Values], persona: &Persona, problems: &mut Problems) -> Vec<AccountTerms> {
    let mut earliest = persona.earliest_opening();
    let mut all = Vec::with_capacity(list.len());
    if list.is_empty() {
        problems.add(
            "accounts",
            "Everybody has a current account: leave the key out, or describe one.",
        );
    }
    for (place, account) in list.iter().enumerate() {
        let path = format!("accounts[{place}].");
        let savings = account.text("kind") == Some("savings");
        if place == 0 && savings {
            problems.add(
                format!("{path}kind"),
                "The first account must be a current account.",
            );
        }
        let overdraft = problems
            .cents(&path, account, "overdraft")
            .unwrap_or_default();
        if savings && overdraft > 0 {
            problems.add(
                format!("{path}overdraft"),
                "A savings account has no overdraft.",
            );
        }
        let opened_on = opened_on(&path, account, earliest, problems);
        if place == 0 {
            earliest = opened_on.0;
        }
        all.push(AccountTerms {
            savings,
            opening_balance: problems
                .cents(&path, account, "opening_balance")
                .unwrap_or_default(),
            overdraft,
            opened_on,
        });
    }
    all
}

fn card(
    path: &str,
    values: &Values,
    earliest: jiff::civil::Date,
    problems: &mut Problems,
) -> CardWish {
    CardWish {
        limit: problems.cents(path, values, "limit").unwrap_or_default(),
        closing_day: values
            .whole("closing_day")
            .and_then(|day| i8::try_from(day).ok()),
        opened_on: opened_on(path, values, earliest, problems),
    }
}

fn loan(
    path: &str,
    values: &Values,
    earliest: jiff::civil::Date,
    problems: &mut Problems,
) -> LoanWish {
    let principal = problems
        .cents(path, values, "principal")
        .unwrap_or_default();
    let instalments = values.whole("instalments").unwrap_or(1);
    if principal < instalments * 100 {
        let message = "Lend at least one unit of money for each instalment.";
        problems.add(format!("{path}principal"), message);
    }
    let starts_on = within(path, "starts_on", values, earliest, problems);
    let rate = values
        .amount("monthly_interest")
        .and_then(caudal_model::Money::cents);
    LoanWish {
        purpose: match values.text("purpose") {
            Some("payroll") => Purpose::Payroll,
            Some("auto") => Purpose::Auto,
            Some("working_capital") => Purpose::WorkingCapital,
            _ => Purpose::Personal,
        },
        principal,
        instalments: u32::try_from(instalments).unwrap_or(1),
        monthly_rate: rate.map_or(MONTHLY_RATE_DEFAULT, |hundredths| hundredths * MILLIONTHS),
        due_day: values
            .whole("due_day")
            .and_then(|day| i8::try_from(day).ok())
            .unwrap_or_else(|| starts_on.0.day().min(28)),
        starts_on,
    }
}

/// The day of opening: the earliest there can be unless the description says another.
fn opened_on(
    path: &str,
    values: &Values,
    earliest: jiff::civil::Date,
    problems: &mut Problems,
) -> Date {
    within(path, "opened_on", values, earliest, problems)
}

/// A day that is not before `earliest`, and `earliest` where none is given.
fn within(
    path: &str,
    name: &str,
    values: &Values,
    earliest: jiff::civil::Date,
    problems: &mut Problems,
) -> Date {
    let last = date(LAST_YEAR, 12, 31);
    let day = values.date(name).unwrap_or(Date(earliest));
    if day.0 < earliest || day.0 > last {
        let message = format!("Enter a day from {earliest} to {last}.");
        problems.add(format!("{path}{name}"), message);
    }
    day
}

fn movement(
    path: &str,
    values: &Values,
    persona: &Persona,
    problems: &mut Problems,
) -> Option<Movement> {
    let given = values.text("account").unwrap_or("accounts[0]");
    let Some((place, opened)) = book(given, persona) else {
        let message = "Name one of `accounts` or `cards` by its place, such as `accounts[0]`.";
        problems.add(format!("{path}account"), message);
        return None;
    };
    let amount = problems.cents(path, values, "amount").unwrap_or_default();
    let direction = match values.text("type") {
        Some("INFLOW") => Direction::Inflow,
        _ => Direction::Outflow,
    };
    if direction == Direction::Outflow && limit(place, persona).is_some_and(|limit| amount > limit)
    {
        problems.add(
            format!("{path}amount"),
            "The card's limit is lower than that.",
        );
    }
    let (category, subcategory) = label(path, values, problems);
    Some(Movement {
        date: within(path, "date", values, opened, problems),
        amount,
        direction,
        description: values
            .text("description")
            .unwrap_or_default()
            .trim()
            .to_owned(),
        place,
        category,
        subcategory,
        merchant: values.text("merchant").map(str::to_owned),
    })
}

/// The book that a path names, and since when it is open.
fn book(path: &str, persona: &Persona) -> Option<(Place, jiff::civil::Date)> {
    let (list, rest) = path.split_once('[')?;
    let place: usize = rest.strip_suffix(']')?.parse().ok()?;
    match list {
        "accounts" if place == 0 => Some((Place::Account(0), persona.opened())),
        "accounts" => {
            let account = persona.accounts().get(place)?;
            Some((Place::Account(place), account.opened_on.0))
        }
        "cards" => {
            let card = persona.cards.as_ref()?.get(place)?;
            Some((Place::Card(place), card.opened_on.0))
        }
        _ => None,
    }
}

fn limit(place: Place, persona: &Persona) -> Option<Cents> {
    match place {
        Place::Card(place) => Some(persona.cards.as_ref()?.get(place)?.limit),
        Place::Account(_) => None,
    }
}

/// Category and subcategory, of which either may be left out.
fn label(path: &str, values: &Values, problems: &mut Problems) -> (Category, Subcategory) {
    let category: Option<Category> = word(path, "category", values, problems);
    let subcategory: Option<Subcategory> = word(path, "subcategory", values, problems);
    match (category, subcategory) {
        (None, None) => (Category::Unknown, Subcategory::Other),
        (Some(category), None) => (category, Subcategory::Other),
        (None, Some(subcategory)) => (category_of(subcategory), subcategory),
        (Some(category), Some(subcategory)) => {
            if subcategory != Subcategory::Other && category_of(subcategory) != category {
                problems.add(
                    format!("{path}subcategory"),
                    "It belongs to another category.",
                );
            }
            (category, subcategory)
        }
    }
}

/// A word of one of the contract's enumerations.
fn word<T: DeserializeOwned>(
    path: &str,
    name: &str,
    values: &Values,
    problems: &mut Problems,
) -> Option<T> {
    let given = values.text(name)?;
    let read = serde_json::from_value(given.into()).ok();
    if read.is_none() {
        problems.choice(format!("{path}{name}"), given);
    }
    read
}
