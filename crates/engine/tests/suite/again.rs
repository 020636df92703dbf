//! Requests with a key that are done again because whoever did them died before saying so.

use std::sync::Arc;

use caudal_engine::{Journal, Worker};
use caudal_model::Kind;
use caudal_model::resources::link::{LINK_CREATE, LINK_REFRESH};
use caudal_store::EventChoice;
use caudal_testing::{TestDatabase, both_engines};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::bank::{BANK, Bank};
use crate::deployment::{Process, id_of};

both_engines!(
    a_registration_that_is_done_again_makes_one_link,
    a_question_that_nobody_heard_is_asked_again,
    work_that_is_accepted_again_is_done_once,
);

const ORIGIN: &str = "463b0b92a581b6e2ee29801430c09046";

async fn register(process: &Process, username: &str) -> Result<Uuid, &'static str> {
    let body = json!({ "institution": BANK, "username": username, "password": "right" });
    let values = LINK_CREATE.read(&body).unwrap();
    let caller = process.caller().keyed(ORIGIN.to_owned());
    match process.engine.register_link(&caller, &values).await {
        Ok(link) => {
            let link: Value = serde_json::from_str(&link).unwrap();
            Ok(id_of(&link))
        }
        Err(error) => Err(error.answer().failures().next().unwrap().code()),
    }
}

async fn a_registration_that_is_done_again_makes_one_link(database: TestDatabase) {
    let process = Process::start(&database, &Arc::new(Bank::default())).await;
    let first = register(&process, "ana").await.unwrap();
    assert_eq!(register(&process, "ana").await, Ok(first));
    let other = process.register("ana", json!({})).await.unwrap();
    assert_ne!(id_of(&other), first, "without a key it is another request");
}

async fn a_question_that_nobody_heard_is_asked_again(database: TestDatabase) {
    let process = Process::start(&database, &Arc::new(Bank::default())).await;
    for _ in 0..2 {
        assert_eq!(register(&process, "mfa carla").await, Err("token_required"));
    }
}

async fn work_that_is_accepted_again_is_done_once(database: TestDatabase) {
    let process = Process::start(&database, &Arc::new(Bank::default())).await;
    let link = id_of(&process.register("ana", json!({})).await.unwrap());
    let (engine, ours) = (&process.engine, process.organisation);
    let heard = async || {
        let choice = EventChoice {
            limit: 100,
            ..EventChoice::default()
        };
        engine.store().events(ours, &choice).await.unwrap().len()
    };
    let (journal, _) = Journal::open(Arc::clone(engine));
    let mut before = heard().await;
    for (turn, what) in ["retrieve", "refresh", "delete"].into_iter().enumerate() {
        let origin = format!("{turn:032x}");
        let accept = async || {
            let caller = process.caller().keyed(origin.clone());
            let accepted = match what {
                "retrieve" => {
                    let asked = json!({ "link": link });
                    engine.retrieve_later(&caller, Kind::Accounts, &asked).await
                }
                "refresh" => {
                    let values = LINK_REFRESH.read(&json!({})).unwrap();
                    engine.refresh_link_later(&caller, link, &values).await
                }
                _ => engine.delete_link_later(&caller, link).await,
            };
            accepted.unwrap();
        };
        accept().await;
        accept().await;
        assert!(Worker::step(engine, &journal, "worker").await, "{what}");
        let told = heard().await;
        assert!(told > before, "{what}");
        accept().await;
        assert!(
            !Worker::step(engine, &journal, "worker").await,
            "{what} twice"
        );
        assert_eq!(heard().await, told);
        before = told;
    }
}
