//! The schema comes up to date once, whoever asks.

use caudal_store::{Engine, Store, StoreError, StoreOptions};
use caudal_testing::TestDatabase;
use futures_util::future::join_all;

use crate::fixtures::*;

caudal_testing::both_engines! {
    migrating_again_changes_nothing,
    of_several_processes_one_migrates,
    a_changed_migration_is_noticed,
    unusable_urls_are_refused,
}

/// A database without any tables: its URL, and what keeps it alive.
async fn empty(database: &TestDatabase) -> (String, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let url = match database.engine() {
        Engine::Sqlite => format!("sqlite://{}/new/folder/caudal.db", folder.path().display()),
        Engine::Postgres => {
            statements(database, "DROP SCHEMA public CASCADE; CREATE SCHEMA public").await;
            database.url().to_owned()
        }
    };
    (url, folder)
}

/// Runs SQL past the store.
async fn statements(database: &TestDatabase, sql: &str) {
    match database.engine() {
        Engine::Sqlite => {
            let path = database.url().strip_prefix("sqlite://").unwrap();
            let connection = rusqlite::Connection::open(path).unwrap();
            connection.execute_batch(sql).unwrap();
        }
        Engine::Postgres => {
            let connecting = tokio_postgres::connect(database.url(), tokio_postgres::NoTls);
            let (client, connection) = connecting.await.unwrap();
            tokio::spawn(connection);
            client.batch_execute(sql).await.unwrap();
        }
    }
}

async fn migrating_again_changes_nothing(database: TestDatabase) {
    let store = database.open().await;
    write(&store, |batch| {
        batch.create_organisation(&organisation(OURS));
    })
    .await;
    assert!(store.pending_migrations().await.unwrap().is_empty());
    assert!(store.migrate().await.unwrap().is_empty());
    assert_eq!(store.organisations().await.unwrap().len(), 1);
}

async fn of_several_processes_one_migrates(database: TestDatabase) {
    let (url, _folder) = empty(&database).await;
    let starting = (0..5).map(async |_| {
        let store = Store::open(&url, &StoreOptions::default()).await.unwrap();
        (store.migrate().await.unwrap(), store)
    });
    let started = join_all(starting).await;
    let applied = started.iter().filter(|(applied, _)| !applied.is_empty());
    assert_eq!(applied.count(), 1);
    for (_, store) in &started {
        assert!(store.pending_migrations().await.unwrap().is_empty());
        assert!(store.organisations().await.unwrap().is_empty());
    }
}

async fn a_changed_migration_is_noticed(database: TestDatabase) {
    statements(&database, "UPDATE migrations SET sql = sql || ' '").await;
    let store = database.open().await;
    let every = caudal_store::migrations(database.engine()).iter();
    let all: Vec<&str> = every.map(|step| step.name).collect();
    assert!(matches!(
        store.migrate().await,
        Err(StoreError::Migration { .. })
    ));
    assert!(matches!(
        store.pending_migrations().await,
        Err(StoreError::Migration { .. })
    ));
    statements(&database, "DELETE FROM migrations").await;
    assert_eq!(store.pending_migrations().await.unwrap(), all);
    statements(&database, "DROP TABLE migrations").await;
    assert_eq!(store.pending_migrations().await.unwrap(), all);
    let error = store.migrate().await.unwrap_err();
    assert!(matches!(error, StoreError::Refused(_)), "{error}");
    assert_eq!(store.pending_migrations().await.unwrap(), all);
}

async fn unusable_urls_are_refused(_: TestDatabase) {
    for url in [
        "",
        "mysql://u:s3cret@host/db",
        "sqlite://",
        "sqlite://:memory:",
        "sqlite:///dev/null/caudal.db",
        "postgres://u:s3cret@127.0.0.1:1/db",
        "postgres://u:s3cret@[::1/db",
    ] {
        let error = Store::open(url, &StoreOptions::default())
            .await
            .unwrap_err();
        assert!(!format!("{error}{error:?}").contains("s3cret"), "{error}");
    }
}
