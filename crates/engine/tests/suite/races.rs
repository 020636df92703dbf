//! Two requests at once, on one process or two, and clients that go away.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use caudal_model::Kind;
use caudal_testing::{TestDatabase, both_engines};
use futures_util::future::join;
use serde_json::json;

use crate::bank::{ACCOUNTS, Bank, TOKEN};
use crate::deployment::{Process, asked, code, id_of};

both_engines!(
    a_link_is_deleted_while_it_is_read,
    a_link_is_changed_while_it_is_read,
    new_credentials_while_it_is_read,
    a_token_is_sent_once,
    a_client_goes_away,
    many_change_one_link,
);

async fn a_link_is_deleted_while_it_is_read(database: TestDatabase) {
    let bank = Arc::new(Bank::default());
    let process = Process::start(&database, &bank).await;
    let link = id_of(&process.register("ana", json!({})).await.unwrap());
    let begun = bank.fetches.load(Ordering::SeqCst);
    bank.hold();
    let reading = process.accounts(link, true);
    let deleting = async {
        bank.has_fetched(begun + 1).await;
        let deleted = process.engine.delete_link(&process.caller(), link).await;
        bank.release();
        deleted
    };
    let (read, deleted) = join(reading, deleting).await;
    deleted.unwrap();
    assert_eq!(code(&read), "does_not_exist");
    assert_eq!(process.count(None).await, 0);
    assert_eq!(process.count(Some(Kind::Accounts)).await, 0);
}

async fn a_link_is_changed_while_it_is_read(database: TestDatabase) {
    let bank = Arc::new(Bank::default());
    let one = Process::start(&database, &bank).await;
    let other = Process::start(&database, &bank).await;
    for changing in [&one, &other] {
        let single = json!({ "access_mode": "single" });
        let link = id_of(&one.register("ana", single).await.unwrap());
        let begun = bank.fetches.load(Ordering::SeqCst);
        bank.hold();
        let change = async {
            bank.has_fetched(begun + 1).await;
            // The institution may take its time: nobody who only changes the link waits for it.
            let changed = changing.patch(link, json!({ "stale_in": "30d" })).await;
            bank.release();
            changed
        };
        let (read, changed) = join(one.accounts(link, true), change).await;
        changed.unwrap();
        assert_eq!(read.unwrap().bodies.len() as u64, ACCOUNTS);
        let now = one.link(link).await.unwrap();
        assert_eq!(now["stale_in"], "30d", "the change stays");
        assert!(now["last_accessed_at"].is_string());
    }
    assert_eq!(one.count(Some(Kind::Accounts)).await, 2 * ACCOUNTS);
}

async fn new_credentials_while_it_is_read(database: TestDatabase) {
    let bank = Arc::new(Bank::default());
    let one = Process::start(&database, &bank).await;
    let other = Process::start(&database, &bank).await;
    let single = json!({ "access_mode": "single" });
    let link = id_of(&one.register("ana", single).await.unwrap());
    let begun = bank.fetches.load(Ordering::SeqCst);
    bank.hold();
    let renewing = async {
        bank.has_fetched(begun + 1).await;
        bank.change_password("ana", "new");
        let renewed = other.put(link, "new").await;
        bank.release();
        renewed
    };
    let (read, renewed) = join(one.accounts(link, true), renewing).await;
    renewed.unwrap();
    read.unwrap();
    one.accounts(link, true)
        .await
        .expect("the retrieval did not bring the old password back");
}

async fn a_token_is_sent_once(database: TestDatabase) {
    let bank = Arc::new(Bank::default());
    let process = Process::start(&database, &bank).await;
    let (session, _) = asked(&process.register("mfa ana", json!({})).await);
    let (one, other) = join(
        process.resume(&session, TOKEN),
        process.resume(&session, TOKEN),
    )
    .await;
    let (made, late) = if one.is_ok() {
        (one, other)
    } else {
        (other, one)
    };
    assert_eq!(made.unwrap()["status"], "valid");
    assert_eq!(code(&late), "session_expired");
    assert_eq!(bank.resumes.load(Ordering::SeqCst), 1);
}

async fn a_client_goes_away(database: TestDatabase) {
    let bank = Arc::new(Bank::default());
    let process = Process::start(&database, &bank).await;
    let single = json!({ "access_mode": "single" });
    let link = id_of(&process.register("ana", single).await.unwrap());
    bank.hold();
    let reading = tokio::spawn({
        let process = process.clone();
        async move { process.accounts(link, true).await }
    });
    bank.has_fetched(1).await;
    reading.abort();
    assert!(reading.await.unwrap_err().is_cancelled());
    assert_eq!(process.count(Some(Kind::Accounts)).await, 0);
    bank.release();
    process
        .accounts(link, true)
        .await
        .expect("the link's turn was given back");
    assert_eq!(process.count(Some(Kind::Accounts)).await, ACCOUNTS);
}

async fn many_change_one_link(database: TestDatabase) {
    let bank = Arc::new(Bank::default());
    let one = Process::start(&database, &bank).await;
    let other = Process::start(&database, &bank).await;
    let link = id_of(&one.register("ana", json!({})).await.unwrap());
    let changing = (0..4).map(async |turn| {
        let process = if turn % 2 == 0 { &one } else { &other };
        let changed = process.patch(link, json!({ "stale_in": format!("{}d", turn + 1) }));
        let (changed, read) = join(changed, process.accounts(link, true)).await;
        changed.expect("a change that was in time");
        read.expect("a reading");
    });
    futures_util::future::join_all(changing).await;
}
