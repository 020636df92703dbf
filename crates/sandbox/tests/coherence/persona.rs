//! People to try things on, and the little that the tests read of their documents.

use std::collections::BTreeMap;

use caudal_model::resources::account::Account;
use caudal_model::resources::institution::Institution;
use caudal_model::{Date, Document, Extent, Identities, Kind, Money, Stamper};
use caudal_sandbox::{Access, Credentials, Visit, World};
use serde::Deserialize;
use uuid::Uuid;

pub(crate) const SEED: u64 = 7;
pub(crate) const NOW: &str = "2026-03-12T15:00:00Z";

/// Banks in all four countries: with credentials, for companies, and of Open Finance.
pub(crate) const BANKS: [&str; 10] = [
    "erebor_br_retail",
    "gringotts_mx_retail",
    "erebor_co_retail",
    "CL",
    "ofmockbank_br_retail",
    "erebor_mx_retail",
    "gringotts_co_retail",
    "CL",
    "gotham_br_business",
    "gringotts_br_retail",
];

/// Somebody who is logged in somewhere.
pub(crate) struct Persona {
    pub(crate) world: World,
    pub(crate) institution: Institution,
    pub(crate) visit: Visit,
    pub(crate) username: String,
}

/// What the tests read of a transaction.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct Row {
    pub(crate) internal_identification: String,
    pub(crate) value_date: String,
    /// In the account's currency, also where a shop abroad charged another.
    pub(crate) amount: Money,
    pub(crate) local_currency_amount: Option<Money>,
    pub(crate) balance: Option<Money>,
    pub(crate) currency: String,
    pub(crate) description: String,
    pub(crate) category: String,
    pub(crate) subcategory: String,
    #[serde(rename = "type")]
    pub(crate) direction: String,
    pub(crate) status: String,
    pub(crate) account: AccountKey,
    pub(crate) credit_card_data: Option<CardRow>,
    pub(crate) mcc: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct AccountKey {
    pub(crate) internal_identification: String,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct CardRow {
    pub(crate) bill_due_date: Option<String>,
    pub(crate) bill_amount: Option<Money>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct DayRow {
    pub(crate) value_date: String,
    pub(crate) balance: Money,
    pub(crate) account: AccountKey,
}

pub(crate) fn institution(world: &World, name: &str) -> Institution {
    let found = world.institutions().iter().find(|institution| {
        institution.name == name
            || (institution.country_code == name
                && institution
                    .resources
                    .iter()
                    .any(|offer| offer == "ACCOUNTS"))
    });
    found
        .unwrap_or_else(|| panic!("no institution {name}"))
        .clone()
}

pub(crate) fn stamper(now: &str) -> Stamper {
    Stamper::new(
        Identities::new(b"coherence"),
        Uuid::from_u128(0x1122_3344_5566_4788_9900_aabb_ccdd_eeff),
        now.parse().unwrap(),
    )
}

pub(crate) fn enter(seed: u64, bank: &str, username: &str, password: &str) -> Persona {
    let world = World::new(seed);
    let institution = institution(&world, bank);
    let credentials = Credentials {
        username: username.to_owned(),
        password: Some(password.to_owned()),
        token: Some("111111".to_owned()),
        ..Credentials::default()
    };
    match world.login(&institution, &credentials, None) {
        Access::Open(visit) => Persona {
            world,
            institution,
            visit,
            username: username.to_owned(),
        },
        other => panic!("{bank} {username}: {other:?}"),
    }
}

/// Different people over all countries.
pub(crate) fn personas(count: usize) -> impl Iterator<Item = Persona> {
    (0..count).map(|turn| {
        let bank = BANKS[turn % BANKS.len()];
        enter(SEED, bank, &format!("person{turn}"), "secret")
    })
}

impl Persona {
    pub(crate) fn documents(
        &self,
        kind: Kind,
        period: Option<(&str, &str)>,
        now: &str,
    ) -> Vec<Document> {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let period = period.map(|(from, to)| (day(from), day(to)));
        self.world.fetch(
            &self.visit,
            &self.institution,
            kind,
            Extent::within(period),
            &stamper(now),
        )
    }

    /// The documents of every kind, read in one visit.
    pub(crate) fn everything(&self, period: Option<(&str, &str)>, now: &str) -> Vec<Document> {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let period = period.map(|(from, to)| (day(from), day(to)));
        let (visit, bank) = (&self.visit, &self.institution);
        self.world.fetch_all(
            visit,
            bank,
            Kind::ALL,
            Extent::within(period),
            &stamper(now),
        )
    }

    pub(crate) fn accounts(&self, now: &str) -> Vec<Account> {
        let documents = self.documents(Kind::Accounts, None, now);
        documents
            .iter()
            .map(|document| serde_json::from_str(&document.body).unwrap())
            .collect()
    }

    pub(crate) fn rows(&self, period: Option<(&str, &str)>, now: &str) -> Vec<Row> {
        let documents = self.documents(Kind::Transactions, period, now);
        documents.iter().map(Row::read).collect()
    }

    /// The documents of a kind that belong to one account.
    pub(crate) fn documents_of(
        &self,
        kind: Kind,
        account: Uuid,
        period: Option<(&str, &str)>,
        now: &str,
    ) -> Vec<Document> {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let extent = Extent {
            period: period.map(|(from, to)| (day(from), day(to))),
            account: Some(account),
            ..Extent::default()
        };
        self.world
            .fetch(&self.visit, &self.institution, kind, extent, &stamper(now))
    }

    /// The transactions of one account.
    pub(crate) fn rows_of(
        &self,
        account: Uuid,
        period: Option<(&str, &str)>,
        now: &str,
    ) -> Vec<Row> {
        self.documents_of(Kind::Transactions, account, period, now)
            .iter()
            .map(Row::read)
            .collect()
    }

    /// End-of-day balances by account and day.
    pub(crate) fn days(
        &self,
        period: (&str, &str),
        now: &str,
    ) -> BTreeMap<(String, String), Money> {
        let documents = self.documents(Kind::DailyBalances, Some(period), now);
        documents
            .iter()
            .map(|document| serde_json::from_str::<DayRow>(&document.body).unwrap())
            .map(|row| {
                (
                    (row.account.internal_identification, row.value_date),
                    row.balance,
                )
            })
            .collect()
    }

    pub(crate) fn name(&self) -> String {
        format!("{} at {}", self.username, self.institution.name)
    }
}

impl Row {
    pub(crate) fn read(document: &Document) -> Self {
        let printed: Self = serde_json::from_str(&document.body).unwrap();
        let amount = printed.local_currency_amount.unwrap_or(printed.amount);
        Self { amount, ..printed }
    }

    /// The amount with the sign that it has for somebody's own money.
    pub(crate) fn signed(&self) -> Money {
        if self.direction == "INFLOW" {
            self.amount
        } else {
            -self.amount
        }
    }
}
