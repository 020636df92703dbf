//! Rules about links that need a bank of one's own.

use std::sync::Arc;

use caudal_engine::{DuplicateLinks, Settings};
use caudal_model::Kind;
use caudal_testing::{TestDatabase, both_engines};
use futures_util::future::join_all;
use serde_json::json;

use crate::bank::{Bank, TOKEN};
use crate::deployment::{NOW, Process, asked, code, id_of};

both_engines!(
    six_refusals_make_a_link_invalid,
    a_person_is_linked_once,
    a_session_remembers_only_what_is_ours,
);

async fn six_refusals_make_a_link_invalid(database: TestDatabase) {
    let bank = Arc::new(Bank::default());
    let process = Process::start(&database, &bank).await;
    let link = id_of(&process.register("ana", json!({})).await.unwrap());
    bank.change_password("ana", "new");
    for _ in 0..5 {
        assert_eq!(code(&process.accounts(link, true).await), "login_error");
    }
    // At the same time, and all of them count: nobody's refusal is lost.
    bank.change_password("ana", "right");
    process.accounts(link, true).await.unwrap();
    bank.change_password("ana", "new");
    let others = Process::start(&database, &bank).await;
    let tries = (0..6).map(|turn| match turn % 2 {
        0 => process.accounts(link, true),
        _ => others.accounts(link, true),
    });
    for refused in join_all(tries).await {
        assert_eq!(code(&refused), "login_error");
    }
    assert_eq!(process.link(link).await.unwrap()["status"], "invalid");
    assert_eq!(code(&process.accounts(link, true).await), "invalid_link");
    assert_eq!(code(&process.put(link, "wrong").await), "login_error");
    assert_eq!(process.link(link).await.unwrap()["status"], "invalid");
    assert_eq!(process.put(link, "new").await.unwrap()["status"], "valid");
    assert_eq!(
        process.accounts(link, true).await.unwrap().bodies.len(),
        2,
        "the new password was kept"
    );
}

async fn a_person_is_linked_once(database: TestDatabase) {
    let bank = Arc::new(Bank::default());
    let settings = Settings {
        duplicate_links: DuplicateLinks::Refuse,
        ..Settings::default()
    };
    let one = Process::start_at(&database, &bank, NOW, settings).await;
    let other = Process::start_at(&database, &bank, NOW, settings).await;
    let registering = (0..8).map(|turn| match turn % 2 {
        0 => one.register("ana", json!({})),
        _ => other.register("ana", json!({})),
    });
    let made = join_all(registering).await;
    assert_eq!(made.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    for outcome in made.iter().filter(|outcome| outcome.is_err()) {
        assert_eq!(code(outcome), "duplicated");
    }
    assert_eq!(one.count(None).await, 1);

    // Whoever gives up at the token may begin anew; who ends second is refused.
    let (given_up, _) = asked(&one.register("mfa ana", json!({})).await);
    let (session, _) = asked(&one.register("mfa ana", json!({})).await);
    one.resume(&session, TOKEN).await.unwrap();
    assert_eq!(code(&one.resume(&given_up, TOKEN).await), "duplicated");
}

async fn a_session_remembers_only_what_is_ours(database: TestDatabase) {
    let bank = Arc::new(Bank::default());
    let process = Process::start(&database, &bank).await;
    let (session, link) = asked(&process.register("mfa ana", json!({})).await);
    process.resume(&session, TOKEN).await.unwrap();
    let body = json!({
        "link": link, "token": "999999", "password": "s3cret", "save_data": false,
    });
    let caller = process.caller();
    let retrieving = process.engine.retrieve(&caller, Kind::Accounts, &body);
    let (session, _) = asked(&retrieving.await);
    let store = process.engine.store();
    let stored = store.session(process.organisation, &session).await.unwrap();
    let purpose = stored.unwrap().purpose;
    assert!(!purpose.contains("s3cret"), "{purpose}");
    assert!(!purpose.contains("999999"), "{purpose}");
    let resumed = process.resume_accounts(&session, TOKEN).await.unwrap();
    assert!(!resumed.created, "what the request said still holds");
}
