//! How long data is kept.

use std::sync::Arc;

use caudal_engine::Settings;
use caudal_testing::{TestDatabase, both_engines};
use serde_json::json;

use crate::bank::{Bank, TOKEN};
use crate::deployment::{NOW, Process, asked, code, id_of};

both_engines!(
    links_that_nobody_confirms_are_forgotten,
    a_link_without_credentials_waits_a_quarter_of_an_hour,
    dropped_credentials_are_missed,
);

async fn at(database: &TestDatabase, bank: &Arc<Bank>, now: &str) -> Process {
    Process::start_at(database, bank, now, Settings::default()).await
}

async fn links_that_nobody_confirms_are_forgotten(database: TestDatabase) {
    let bank = Arc::new(Bank::default());
    let process = Process::start(&database, &bank).await;
    let (_, waiting) = asked(&process.register("mfa ana", json!({})).await);
    let (session, confirmed) = asked(&process.register("mfa bia", json!({})).await);
    process.resume(&session, TOKEN).await.unwrap();
    for (now, forgotten) in [
        (NOW, 0),
        ("2026-03-11T14:59:59Z", 0),
        ("2026-03-11T15:00:01Z", 1),
        ("2026-03-11T15:00:01Z", 0),
    ] {
        let later = at(&database, &bank, now).await;
        assert_eq!(
            later.engine.forget_unconfirmed().await.unwrap(),
            forgotten,
            "{now}"
        );
    }
    assert_eq!(code(&process.link(waiting).await), "not_found");
    assert_eq!(process.link(confirmed).await.unwrap()["status"], "valid");
}

async fn a_link_without_credentials_waits_a_quarter_of_an_hour(database: TestDatabase) {
    let bank = Arc::new(Bank::default());
    let patient = Settings {
        session_seconds: 3_600,
        ..Settings::default()
    };
    let process = Process::start_at(&database, &bank, NOW, patient).await;
    let unkept = json!({
        "access_mode": "single", "credentials_storage": "nostore", "fetch_resources": ["ACCOUNTS"],
    });
    let (short, _) = asked(&process.register("mfa ana", unkept.clone()).await);
    let (in_time, _) = asked(&process.register("mfa bia", unkept).await);
    let (long, _) = asked(&process.register("mfa carla", json!({})).await);
    let later = at(&database, &bank, "2026-03-10T15:14:59Z").await;
    let link = id_of(&later.resume(&in_time, TOKEN).await.unwrap());
    assert_eq!(
        code(&later.accounts(link, true).await),
        "expired_credentials"
    );
    let later = at(&database, &bank, "2026-03-10T15:15:00Z").await;
    assert_eq!(code(&later.resume(&short, TOKEN).await), "session_expired");
    later.resume(&long, TOKEN).await.unwrap();
}

async fn dropped_credentials_are_missed(database: TestDatabase) {
    let bank = Arc::new(Bank::default());
    let process = Process::start(&database, &bank).await;
    let kept = json!({ "access_mode": "single", "credentials_storage": "1d" });
    let link = id_of(&process.register("ana", kept).await.unwrap());
    process.accounts(link, true).await.unwrap();
    let later = at(&database, &bank, "2026-03-11T15:00:00Z").await;
    assert_eq!(
        code(&later.accounts(link, true).await),
        "expired_credentials"
    );
}
