//! Work that is done later.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use caudal_engine::{Journal, Worker};
use caudal_model::Kind;
use caudal_testing::{TestDatabase, both_engines};
use serde_json::json;
use uuid::Uuid;

use crate::bank::{ACCOUNTS, Bank, TOKEN};
use crate::deployment::{Process, asked, id_of};

both_engines!(
    work_is_kept_although_nobody_waits,
    a_broken_connector_does_not_end_the_worker,
    a_refused_job_explains_itself,
);

fn worker(process: &Process) -> Worker {
    let (journal, _) = Journal::open(Arc::clone(&process.engine));
    Worker::start(Arc::clone(&process.engine), journal, "worker".into())
}

async fn single(process: &Process, username: &str) -> Uuid {
    let single = json!({ "access_mode": "single" });
    id_of(&process.register(username, single).await.unwrap())
}

async fn later(process: &Process, link: Uuid) -> String {
    let caller = process.caller();
    let body = json!({ "link": link, "save_data": false });
    let accepted = process
        .engine
        .retrieve_later(&caller, Kind::Accounts, &body);
    accepted.await.unwrap();
    caller.request_id
}

async fn has_accounts(process: &Process, count: u64) {
    while process.count(Some(Kind::Accounts)).await != count {
        tokio::task::yield_now().await;
    }
}

async fn work_is_kept_although_nobody_waits(database: TestDatabase) {
    let bank = Arc::new(Bank::default());
    let process = Process::start(&database, &bank).await;
    let link = single(&process, "ana").await;
    later(&process, link).await;
    let worker = worker(&process);
    has_accounts(&process, ACCOUNTS).await;
    worker.stop().await;
}

async fn a_broken_connector_does_not_end_the_worker(database: TestDatabase) {
    let bank = Arc::new(Bank::default());
    let process = Process::start(&database, &bank).await;
    let (one, other) = (single(&process, "ana").await, single(&process, "bea").await);
    bank.panics.store(true, Ordering::SeqCst);
    later(&process, one).await;
    let worker = worker(&process);
    while bank.panics.load(Ordering::SeqCst) {
        tokio::task::yield_now().await;
    }
    later(&process, other).await;
    has_accounts(&process, ACCOUNTS).await;
    worker.stop().await;
}

async fn a_refused_job_explains_itself(database: TestDatabase) {
    let bank = Arc::new(Bank::default());
    let process = Process::start(&database, &bank).await;
    let (session, link) = asked(&process.register("mfa ana", json!({})).await);
    process.resume(&session, TOKEN).await.unwrap();
    let request = later(&process, link).await;
    let worker = worker(&process);
    let store = process.engine.store();
    let record = loop {
        if let Some(record) = store.request(&request).await.unwrap().pop() {
            break record;
        }
        tokio::task::yield_now().await;
    };
    worker.stop().await;
    assert_eq!((record.method.as_str(), record.status), ("JOB", 428));
    assert_eq!(record.link, Some(link));
    assert!(
        record.steps.contains("refused: token_required"),
        "{}",
        record.steps
    );
    assert!(!record.steps.contains("right"), "{}", record.steps);
}
