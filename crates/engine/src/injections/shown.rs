//! What institutions show of the movements that were added: the movements themselves, and balances
//! that agree with them to the cent.

use std::collections::BTreeMap;
use std::sync::Arc;

use caudal_connect::{Connector, Fetch, Harvest};
use caudal_latam::{Calendar, Country};
use caudal_model::resources::account::{Account, AccountBalance};
use caudal_model::resources::balance::Balance;
use caudal_model::resources::daily_balance::DailyBalance;
use caudal_model::resources::injection::SandboxTransaction;
use caudal_model::resources::institution::IntegrationKind;
use caudal_model::resources::transaction::{
    Direction, PaymentKind, Transaction, TransactionStatus, identity,
};
use caudal_model::{Date, Document, Extent, Kind, Money, Stamper};

use crate::caller::Caller;
use crate::engine::{Engine, Environment};
use crate::failure::Outcome;
use crate::links::LinkRecord;

/// Kinds that a movement shows in.
const SHOWN_IN: &[Kind] = &[
    Kind::Accounts,
    Kind::Balances,
    Kind::DailyBalances,
    Kind::Transactions,
];
/// What must be known of the accounts as they are without any movement that was added.
const BASE: &[Kind] = &[Kind::Accounts, Kind::DailyBalances];
/// What an Open Finance bank calls a movement of no kind that it knows.
const OPERATION: &str = "OUTROS";

impl Engine {
    /// Adds to what was read what the institution shows of movements that were added.
    ///
    /// # Errors
    /// What the institution refuses, and a fault of the store.
    pub(crate) async fn show_injected(
        &self,
        caller: &Caller,
        connector: &Arc<dyn Connector>,
        fetch: Fetch<'_>,
        link: &LinkRecord,
        documents: &mut Vec<Document>,
    ) -> Outcome<()> {
        let touched = fetch.kinds.iter().any(|kind| SHOWN_IN.contains(kind));
        if self.settings.environment != Environment::Sandbox || !touched {
            return Ok(());
        }
        let (institution, user) = (fetch.institution, &link.object.institution_user_id);
        let bodies = self
            .store
            .injections_shown(link.organisation, &institution.name, user)
            .await?;
        let mut injections = Vec::with_capacity(bodies.len());
        for body in bodies {
            injections.push(serde_json::from_str::<SandboxTransaction>(&body)?);
        }
        // Of several on one day the one that was added first came first.
        injections.sort_by_key(|injection| injection.value_date);
        let (Some(first), Some(last)) = (injections.first(), injections.last()) else {
            return Ok(());
        };
        let harvest = Harvest::default();
        let base = Fetch {
            kinds: BASE,
            extent: Extent::within(Some((first.value_date, last.value_date))),
            harvest: &harvest,
            ..fetch
        };
        let base = self.in_time(caller, connector.fetch(base)).await?;
        let country = Country::from_code(&institution.country_code);
        let now = self.now();
        let shown = Shown {
            accounts: accounts(&base, injections)?,
            stamper: fetch.stamper,
            open_finance: institution.integration_type == IntegrationKind::Openfinance,
            calendar: country.map(Calendar::of),
            today: country.map_or_else(|| now.utc_date(), |it| now.date_in(&it.zone())),
        };
        for document in documents.iter_mut() {
            if let Some(agreeing) = shown.agreeing(document)? {
                *document = agreeing;
            }
        }
        if fetch.kinds.contains(&Kind::Transactions) {
            for transaction in shown.transactions(fetch.extent) {
                insert(documents, Document::new(&transaction)?);
            }
        }
        Ok(())
    }
}

/// An account with the movements that were added to it, in their order.
struct Moved {
    /// As it stands with them.
    account: Account,
    /// What it held at the end of days without them.
    ends: BTreeMap<Date, Money>,
    movements: Vec<SandboxTransaction>,
}

/// Everything that was added for one reading.
struct Shown<'a> {
    /// By the institution's own key.
    accounts: BTreeMap<String, Moved>,
    stamper: &'a Stamper,
    open_finance: bool,
    calendar: Option<Calendar>,
    today: Date,
}

fn accounts(
    base: &[Document],
    injections: Vec<SandboxTransaction>,
) -> Outcome<BTreeMap<String, Moved>> {
    let mut accounts: BTreeMap<String, Moved> = BTreeMap::new();
    for document in base.iter().filter(|it| it.kind == Kind::Accounts) {
        let moved = Moved {
            account: serde_json::from_str(&document.body)?,
            ends: BTreeMap::new(),
            movements: Vec::new(),
        };
        accounts.insert(moved.account.internal_identification.clone(), moved);
    }
    for document in base.iter().filter(|it| it.kind == Kind::DailyBalances) {
        let row: DailyBalance = serde_json::from_str(&document.body)?;
        if let Some(moved) = accounts.get_mut(&row.account.internal_identification) {
            moved.ends.insert(row.value_date, row.balance);
        }
    }
    for injection in injections {
        if let Some(moved) = accounts.get_mut(&injection.account_internal_identification) {
            moved.movements.push(injection);
        }
    }
    accounts.retain(|_, moved| !moved.movements.is_empty());
    for moved in accounts.values_mut() {
        settle(&mut moved.account, &moved.movements);
    }
    Ok(accounts)
}

/// Lets an account's amounts agree with the movements that were added to it.
fn settle(account: &mut Account, movements: &[SandboxTransaction]) {
    let effect: Money = movements.iter().map(SandboxTransaction::effect).sum();
    let held_back = movements
        .iter()
        .filter(|it| it.status == TransactionStatus::Pending && it.direction == Direction::Outflow);
    let held_back: Money = held_back.map(|it| it.amount).sum();
    let AccountBalance {
        current,
        available,
        blocked,
        automatically_invested,
    } = &mut account.balance;
    let before = current.unwrap_or_default();
    let after = before + effect;
    *current = Some(after);
    *available = available.map(|amount| amount + effect);
    *blocked = blocked.map(|amount| amount + held_back);
    // What exceeds an amount is invested: how much stays on the account does not change.
    if let Some(invested) = automatically_invested.filter(|amount| *amount > Money::ZERO) {
        let stays = before - invested;
        *automatically_invested = Some((after - stays).max(Money::ZERO));
    }
    if let Some(overdraft) = &mut account.overdraft {
        let below = (-after).max(Money::ZERO);
        overdraft.used = below.min(overdraft.arranged);
        overdraft.unarranged = (below - overdraft.arranged).max(Money::ZERO);
    }
}

impl Moved {
    /// What the movements did to the account up to the end of a day.
    fn effect_until(&self, day: Date) -> Money {
        let until = self.movements.iter().filter(|it| it.value_date <= day);
        until.map(SandboxTransaction::effect).sum()
    }

    /// What they had done before a day began.
    fn effect_before(&self, day: Date) -> Money {
        let before = self.movements.iter().filter(|it| it.value_date < day);
        before.map(SandboxTransaction::effect).sum()
    }
}

impl Shown<'_> {
    /// The document as it agrees with what was added; none where nothing changes.
    fn agreeing(&self, document: &Document) -> Outcome<Option<Document>> {
        let moved = |key: &str| self.accounts.get(key);
        Ok(match document.kind {
            Kind::Accounts => match moved(&document.identity) {
                Some(moved) => Some(Document::new(&moved.account)?),
                None => None,
            },
            Kind::Balances => {
                let mut balance: Balance = serde_json::from_str(&document.body)?;
                let Some(moved) = moved(&balance.account_internal_identification) else {
                    return Ok(None);
                };
                let stands = &moved.account.balance;
                balance.available = stands.current.unwrap_or_default().max(Money::ZERO);
                balance.blocked = stands.blocked.unwrap_or(balance.blocked);
                balance.automatically_invested = stands
                    .automatically_invested
                    .unwrap_or(balance.automatically_invested);
                Some(Document::new(&balance)?)
            }
            Kind::DailyBalances => {
                let mut row: DailyBalance = serde_json::from_str(&document.body)?;
                let Some(moved) = moved(&row.account.internal_identification) else {
                    return Ok(None);
                };
                row.account = moved.account.clone();
                row.balance += moved.effect_until(row.value_date);
                Some(Document::new(&row)?)
            }
            Kind::Transactions => {
                let mut transaction: Transaction = serde_json::from_str(&document.body)?;
                let Some(moved) = moved(&transaction.account.internal_identification) else {
                    return Ok(None);
                };
                transaction.account = moved.account.clone();
                // What was added comes last on its day.
                let effect = moved.effect_before(transaction.value_date);
                transaction.balance = transaction.balance.map(|balance| balance + effect);
                Some(Document::new(&transaction)?)
            }
            _ => None,
        })
    }

    /// What was added within an extent, the oldest first on each account.
    fn transactions(&self, extent: Extent) -> Vec<Transaction> {
        let wanted = |moved: &&Moved| extent.account.is_none_or(|it| it == moved.account.id);
        let within = |day: Date| {
            extent
                .period
                .is_none_or(|(from, to)| (from..=to).contains(&day))
        };
        let mut all = Vec::new();
        for moved in self.accounts.values().filter(wanted) {
            let mut effect = Money::ZERO;
            for movement in &moved.movements {
                effect += movement.effect();
                if within(movement.value_date) {
                    let end = moved.ends.get(&movement.value_date);
                    let balance = end.map(|end| *end + effect);
                    all.push(self.transaction(&moved.account, movement, balance));
                }
            }
        }
        all
    }

    fn transaction(
        &self,
        account: &Account,
        movement: &SandboxTransaction,
        balance: Option<Money>,
    ) -> Transaction {
        let key = &movement.internal_identification;
        let identity = identity(&account.internal_identification, key);
        let stamp = self.stamper.stamp(Kind::Transactions, &identity);
        let day = movement.value_date;
        let booked = Date(self.calendar.map_or(day.0, |it| it.on_or_after(day.0)));
        let settled = movement.status == TransactionStatus::Processed;
        let operation = if self.open_finance { OPERATION } else { "" };
        Transaction {
            id: stamp.id,
            internal_identification: key.clone(),
            account: account.clone(),
            collected_at: stamp.collected_at,
            created_at: stamp.created_at,
            value_date: day,
            transacted_at: None,
            accounting_date: (settled && booked <= self.today).then_some(booked),
            inferred_accounting_date: self.open_finance.then_some(booked),
            amount: movement.amount,
            local_currency_amount: self.open_finance.then_some(movement.amount),
            balance: balance.filter(|_| !self.open_finance),
            currency: Some(movement.currency.clone()),
            description: Some(movement.description.clone()),
            observations: None,
            merchant: None,
            category: Some(movement.category),
            subcategory: None,
            reference: None,
            kind: Some(movement.direction),
            status: Some(movement.status),
            credit_card_data: None,
            counterparty: None,
            loan_data: None,
            payment_type: self.open_finance.then_some(PaymentKind::Full),
            operation_type: operation.to_owned(),
            operation_type_additional_info: None,
            mcc: None,
        }
    }
}

/// Puts a transaction behind those of its day: institutions show the oldest first.
fn insert(documents: &mut Vec<Document>, transaction: Document) {
    let day = |document: &Document| {
        let day = document.facets.get("value_date")?.as_str()?;
        day.parse::<Date>().ok()
    };
    let before = |it: &Document| it.kind == Kind::Transactions && day(it) <= day(&transaction);
    let first = |it: &Document| it.kind == Kind::Transactions;
    let place = documents
        .iter()
        .rposition(before)
        .map(|place| place + 1)
        .or_else(|| documents.iter().position(first))
        .unwrap_or(documents.len());
    documents.insert(place, transaction);
}
