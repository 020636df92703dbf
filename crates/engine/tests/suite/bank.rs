//! A bank that does what a test tells it.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use async_trait::async_trait;
use caudal_connect::{
    Connector, ConnectorError, Credentials, Fetch, Login, LoginRequest, SandboxConnector, Visit,
};
use caudal_model::failure::{LoginError, TokenGeneration};
use caudal_model::filter::facets;
use caudal_model::resources::institution::Institution;
use caudal_model::{Document, Kind};
use serde_json::json;
use tokio::sync::Semaphore;

/// The institution that the bank is.
pub(crate) const BANK: &str = "erebor_mx_retail";
/// The one token it takes.
pub(crate) const TOKEN: &str = "111111";
/// How many accounts each user has.
pub(crate) const ACCOUNTS: u64 = 2;

/// Users whose name begins with `mfa` are asked for a token. A user without a password of their own
/// has `right`.
pub(crate) struct Bank {
    institutions: Vec<Institution>,
    passwords: Mutex<HashMap<String, String>>,
    /// Whether fetches wait for a place in `gate`.
    pub(crate) holds: AtomicBool,
    pub(crate) gate: Semaphore,
    /// Whether the first account comes before the rest is waited for.
    pub(crate) brings_early: AtomicBool,
    /// Whether the next fetch panics.
    pub(crate) panics: AtomicBool,
    pub(crate) fetches: AtomicUsize,
    pub(crate) resumes: AtomicUsize,
}

impl Default for Bank {
    fn default() -> Self {
        let sandbox = SandboxConnector::new(0);
        let institutions = sandbox.institutions().iter();
        Self {
            institutions: institutions
                .filter(|institution| institution.name == BANK)
                .cloned()
                .collect(),
            passwords: Mutex::default(),
            holds: AtomicBool::new(false),
            gate: Semaphore::new(0),
            brings_early: AtomicBool::new(false),
            panics: AtomicBool::new(false),
            fetches: AtomicUsize::new(0),
            resumes: AtomicUsize::new(0),
        }
    }
}

impl Bank {
    /// The user chose another password.
    pub(crate) fn change_password(&self, username: &str, password: &str) {
        let mut passwords = self.passwords.lock().unwrap();
        passwords.insert(username.to_owned(), password.to_owned());
    }

    pub(crate) fn hold(&self) {
        self.holds.store(true, Ordering::SeqCst);
    }

    /// Lets everybody go on.
    pub(crate) fn release(&self) {
        self.holds.store(false, Ordering::SeqCst);
        self.gate.add_permits(100);
    }

    /// Waits until so many fetches were begun.
    pub(crate) async fn has_fetched(&self, times: usize) {
        while self.fetches.load(Ordering::SeqCst) < times {
            tokio::task::yield_now().await;
        }
    }
}

#[async_trait]
impl Connector for Bank {
    fn institutions(&self) -> &[Institution] {
        &self.institutions
    }

    fn check(&self, _: &Institution, _: &Credentials) -> Result<(), ConnectorError> {
        Ok(())
    }

    async fn login(&self, request: LoginRequest<'_>) -> Result<Login, ConnectorError> {
        let Credentials {
            username, password, ..
        } = request.credentials;
        let right = self.passwords.lock().unwrap().get(username).cloned();
        if password.as_deref() != Some(right.as_deref().unwrap_or("right")) {
            return Err(ConnectorError::Login(LoginError::InvalidCredentials));
        }
        Ok(match username.starts_with("mfa") {
            true => challenge(username),
            false => Login::Open(Visit(username.as_bytes().to_vec())),
        })
    }

    async fn resume(&self, visit: &Visit, token: Option<&str>) -> Result<Login, ConnectorError> {
        self.resumes.fetch_add(1, Ordering::SeqCst);
        tokio::task::yield_now().await;
        Ok(match token {
            Some(TOKEN) => Login::Open(visit.clone()),
            _ => challenge(std::str::from_utf8(&visit.0).unwrap()),
        })
    }

    async fn fetch(&self, fetch: Fetch<'_>) -> Result<Vec<Document>, ConnectorError> {
        self.fetches.fetch_add(1, Ordering::SeqCst);
        if self.brings_early.load(Ordering::SeqCst) {
            fetch.harvest.bring([account(&fetch, 0)]);
        }
        if self.holds.load(Ordering::SeqCst) {
            self.gate.acquire().await.unwrap().forget();
        }
        assert!(
            !self.panics.swap(false, Ordering::SeqCst),
            "the connector is broken"
        );
        if !fetch.kinds.contains(&Kind::Accounts) {
            return Ok(Vec::new());
        }
        Ok((0..ACCOUNTS)
            .map(|number| account(&fetch, number))
            .collect())
    }
}

fn challenge(username: &str) -> Login {
    Login::Challenge {
        visit: Visit(username.as_bytes().to_vec()),
        token: TokenGeneration {
            kind: "text".to_owned(),
            instructions: "Enter the token.".to_owned(),
            value: None,
            expects_user_input: true,
        },
    }
}

fn account(fetch: &Fetch<'_>, number: u64) -> Document {
    let identity = format!("account {number}");
    let stamp = fetch.stamper.stamp(Kind::Accounts, &identity);
    let value = json!({
        "id": stamp.id, "link": fetch.stamper.link, "name": identity,
        "created_at": stamp.created_at, "collected_at": stamp.collected_at,
    });
    Document {
        kind: Kind::Accounts,
        id: stamp.id,
        identity,
        account: None,
        created_at: stamp.created_at,
        collected_at: stamp.collected_at,
        facets: facets(Kind::Accounts.resource().filters, &value),
        body: value.to_string(),
    }
}
