//! One process of a deployment: an engine over a database, before the bank.

use std::sync::Arc;

use caudal_connect::{Chance, Clock, Connector, Connectors, Context};
use caudal_engine::{Caller, Engine, EngineError, Outcome, Paging, Retrieved, Settings, Vault};
use caudal_model::resources::link::{LINK_CREATE, LINK_PATCH, LINK_PUT};
use caudal_model::resources::retrieval::RESUME;
use caudal_model::{ApiError, Failure, Identities, Kind};
use caudal_testing::TestDatabase;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::bank::{BANK, Bank};

/// When the tests happen.
pub(crate) const NOW: &str = "2026-03-10T15:00:00Z";

#[derive(Clone)]
pub(crate) struct Process {
    pub(crate) engine: Arc<Engine>,
    pub(crate) organisation: Uuid,
    owner: Uuid,
}

impl Process {
    pub(crate) async fn start(database: &TestDatabase, bank: &Arc<Bank>) -> Self {
        Self::start_at(database, bank, NOW, Settings::default()).await
    }

    pub(crate) async fn start_at(
        database: &TestDatabase,
        bank: &Arc<Bank>,
        now: &str,
        settings: Settings,
    ) -> Self {
        let context = Context {
            clock: Clock::held(now.parse().unwrap()),
            chance: Chance::system(),
        };
        let bank = Arc::clone(bank) as Arc<dyn Connector>;
        let engine = Arc::new(Engine::new(
            database.open().await,
            Connectors::new([bank]),
            Identities::new(b"test"),
            Vault::new(&[7; 32], Chance::system()).unwrap(),
            context,
            settings,
        ));
        let organisation = engine.organisation("acme").await.unwrap().id;
        Self {
            engine,
            organisation,
            owner: Uuid::from_u128(7),
        }
    }

    pub(crate) fn caller(&self) -> Caller {
        let tenant = caudal_engine::Tenant {
            organisation: self.organisation,
            owner: self.owner,
            key_id: "key".to_owned(),
        };
        Caller::new(tenant, self.engine.request_id().unwrap())
    }

    pub(crate) async fn register(&self, username: &str, more: Value) -> Outcome<Value> {
        let mut body = json!({
            "institution": BANK, "username": username, "password": "right",
        });
        body.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        let values = LINK_CREATE.read(&body).unwrap();
        read(self.engine.register_link(&self.caller(), &values).await)
    }

    pub(crate) async fn resume(&self, session: &str, token: &str) -> Outcome<Value> {
        let values = RESUME.read(&json!({ "session": session, "token": token }));
        let resumed = self
            .engine
            .resume_link(&self.caller(), &values.unwrap())
            .await;
        read(resumed)
    }

    pub(crate) async fn resume_accounts(&self, session: &str, token: &str) -> Outcome<Retrieved> {
        let values = RESUME.read(&json!({ "session": session, "token": token }));
        self.engine
            .resume_retrieval(&self.caller(), Kind::Accounts, &values.unwrap())
            .await
    }

    pub(crate) async fn accounts(&self, link: Uuid, save: bool) -> Outcome<Retrieved> {
        let body = json!({ "link": link, "save_data": save });
        self.engine
            .retrieve(&self.caller(), Kind::Accounts, &body)
            .await
    }

    pub(crate) async fn patch(&self, link: Uuid, body: Value) -> Outcome<Value> {
        let values = LINK_PATCH.read(&body).unwrap();
        read(self.engine.patch_link(&self.caller(), link, &values).await)
    }

    pub(crate) async fn put(&self, link: Uuid, password: &str) -> Outcome<Value> {
        let values = LINK_PUT.read(&json!({ "password": password })).unwrap();
        read(self.engine.update_link(&self.caller(), link, &values).await)
    }

    pub(crate) async fn link(&self, id: Uuid) -> Outcome<Value> {
        read(self.engine.link(&self.caller(), id).await)
    }

    /// How many documents or links there are in all.
    pub(crate) async fn count(&self, kind: Option<Kind>) -> u64 {
        let caller = self.caller();
        let paging = Paging::default();
        let page = match kind {
            Some(kind) => {
                self.engine
                    .documents(&caller, kind, Vec::new(), paging)
                    .await
            }
            None => self.engine.links(&caller, Vec::new(), paging).await,
        };
        let page = page.unwrap();
        assert_eq!(
            page.count,
            page.items.len() as u64,
            "the count agrees with the rows"
        );
        page.count
    }
}

fn read(body: Outcome<String>) -> Outcome<Value> {
    body.map(|body| serde_json::from_str(&body).unwrap())
}

pub(crate) fn id_of(link: &Value) -> Uuid {
    link["id"].as_str().unwrap().parse().unwrap()
}

/// The code of a refusal.
#[track_caller]
pub(crate) fn code<T: std::fmt::Debug>(outcome: &Outcome<T>) -> &'static str {
    failure(outcome).code()
}

/// Session and link of a question for a token.
#[track_caller]
pub(crate) fn asked<T: std::fmt::Debug>(outcome: &Outcome<T>) -> (String, Uuid) {
    match failure(outcome) {
        Failure::TokenRequired(challenge) => (challenge.session, challenge.link),
        other => panic!("not a question for a token: {}", other.code()),
    }
}

#[track_caller]
fn failure<T: std::fmt::Debug>(outcome: &Outcome<T>) -> Failure {
    match outcome {
        Err(error @ (EngineError::Refused(_) | EngineError::Conflict)) => {
            let answer: ApiError = error.answer();
            answer.failures().next().unwrap().clone()
        }
        other => panic!("not a refusal: {other:?}"),
    }
}
