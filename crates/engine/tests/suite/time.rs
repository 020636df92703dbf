//! What takes too long, and what is over.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use caudal_engine::{Journal, Settings, Worker};
use caudal_model::Kind;
use caudal_testing::{TestDatabase, both_engines};
use futures_util::future::join;
use serde_json::json;

use crate::bank::{ACCOUNTS, Bank};
use crate::deployment::{NOW, Process, asked, code, id_of};

both_engines!(
    institutions_are_not_waited_for_without_end,
    what_came_in_time_is_kept,
    a_link_that_is_being_read_is_not_read_twice,
    what_is_over_is_removed,
);

async fn institutions_are_not_waited_for_without_end(database: TestDatabase) {
    let bank = Arc::new(Bank::default());
    let settings = Settings {
        institution_time_max: Duration::from_millis(300),
        ..Settings::default()
    };
    let process = Process::start_at(&database, &bank, NOW, settings).await;
    let single = json!({ "access_mode": "single" });
    let link = id_of(&process.register("ana", single).await.unwrap());
    bank.hold();
    let second = async {
        bank.has_fetched(1).await;
        process.accounts(link, true).await
    };
    let (first, second) = join(process.accounts(link, true), second).await;
    assert_eq!(code(&first), "request_timeout");
    assert!(
        matches!(code(&second), "request_timeout" | "too_many_sessions"),
        "{}",
        code(&second)
    );
    bank.release();
    process.accounts(link, true).await.unwrap();
}

async fn what_came_in_time_is_kept(database: TestDatabase) {
    let bank = Arc::new(Bank::default());
    let settings = Settings {
        institution_time_max: Duration::from_millis(300),
        ..Settings::default()
    };
    let process = Process::start_at(&database, &bank, NOW, settings).await;
    let single = json!({ "access_mode": "single" });
    let link = id_of(&process.register("ana", single).await.unwrap());
    let stored = async || {
        let store = process.engine.store();
        let known = store.known(process.organisation, link, Kind::Accounts);
        known.await.unwrap().len() as u64
    };
    assert_eq!(stored().await, 0);
    bank.brings_early.store(true, Ordering::SeqCst);
    bank.hold();
    assert_eq!(code(&process.accounts(link, true).await), "request_timeout");
    assert_eq!(stored().await, 1, "what came before the time was over");
    bank.release();
    process.accounts(link, true).await.unwrap();
    assert_eq!(stored().await, ACCOUNTS, "the rest, and nothing twice");
}

async fn a_link_that_is_being_read_is_not_read_twice(database: TestDatabase) {
    let bank = Arc::new(Bank::default());
    let settings = Settings {
        turn_time_max: Duration::from_millis(100),
        ..Settings::default()
    };
    let process = Process::start_at(&database, &bank, NOW, settings).await;
    let single = json!({ "access_mode": "single" });
    let link = id_of(&process.register("ana", single).await.unwrap());
    bank.hold();
    let second = async {
        bank.has_fetched(1).await;
        let second = process.accounts(link, true).await;
        bank.release();
        second
    };
    let (first, second) = join(process.accounts(link, true), second).await;
    first.unwrap();
    assert_eq!(code(&second), "too_many_sessions");
}

async fn what_is_over_is_removed(database: TestDatabase) {
    let bank = Arc::new(Bank::default());
    let process = Process::start(&database, &bank).await;
    let kept = json!({ "access_mode": "single", "credentials_storage": "3d" });
    let days = id_of(&process.register("ana", kept).await.unwrap());
    let forever = id_of(&process.register("bruno", json!({})).await.unwrap());
    let (session, _) = asked(&process.register("mfa carla", json!({})).await);

    let later = "2026-03-13T15:00:00Z";
    let later = Process::start_at(&database, &bank, later, Settings::default()).await;
    assert_eq!(
        code(&later.accounts(days, true).await),
        "expired_credentials"
    );
    let (journal, _) = Journal::open(Arc::clone(&later.engine));
    let worker = Worker::start(Arc::clone(&later.engine), journal, "worker".into());
    let (store, ours) = (later.engine.store(), later.organisation);
    let sealed = async |id| store.link(ours, id).await.unwrap().unwrap().credentials;
    while sealed(days).await.is_some() || store.session(ours, &session).await.unwrap().is_some() {
        tokio::task::yield_now().await;
    }
    assert!(sealed(forever).await.is_some());
    worker.stop().await;
}
