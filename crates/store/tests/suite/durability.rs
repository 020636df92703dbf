//! What was acknowledged is on the disk, and a database that goes away and comes back is served.

use caudal_store::Engine;
use caudal_testing::TestDatabase;
use futures_util::future::join_all;

use crate::fixtures::*;

caudal_testing::both_engines! {
    commits_are_flushed,
    a_busy_database_is_waited_for,
    lost_connections_are_replaced,
}

async fn commits_are_flushed(database: TestDatabase) {
    let store = database.open().await;
    let settings = store.durability().await.unwrap();
    match store.engine() {
        // The write-ahead log, flushed at every commit.
        Engine::Sqlite => assert_eq!(settings, "wal full"),
        Engine::Postgres => assert_eq!(settings, "on"),
    }
}

async fn a_busy_database_is_waited_for(database: TestDatabase) {
    let stores = join_all((0..4).map(|_| database.open())).await;
    let writes = (0..200_u128).map(|turn| {
        try_write(&stores[usize::try_from(turn % 4).unwrap()], move |batch| {
            batch.insert_link(&link(turn, OURS));
        })
    });
    // A future that is made is not yet running: all of them run at once here.
    join_all(writes).await.into_iter().for_each(Result::unwrap);
    assert_eq!(stores[0].links(OURS, &page(1, 1)).await.unwrap().count, 200);
}

async fn lost_connections_are_replaced(database: TestDatabase) {
    if database.engine() == Engine::Sqlite {
        return; // A file has no connections to lose.
    }
    let store = database.open().await;
    for round in 0..3 {
        let pings = join_all((0..4).map(|_| store.ping())).await;
        pings.into_iter().for_each(Result::unwrap);
        let connecting = tokio_postgres::connect(database.url(), tokio_postgres::NoTls);
        let (client, connection) = connecting.await.unwrap();
        tokio::spawn(connection);
        let others = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity \
             WHERE datname = current_database() AND pid <> pg_backend_pid()";
        client.batch_execute(others).await.unwrap();
        write(&store, |batch| {
            batch.insert_link(&link(round, OURS));
        })
        .await;
        assert!(store.link(OURS, id(round)).await.unwrap().is_some());
    }
}
