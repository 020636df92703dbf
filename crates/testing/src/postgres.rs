//! Databases made from a migrated template on a PostgreSQL server.

use std::sync::atomic::{AtomicU32, Ordering};

use caudal_store::{Engine, migrations};
use tokio_postgres::{Client, NoTls};

use crate::database::{fingerprint, migrate};

/// The variable that names the server: a URL of a superuser.
const VARIABLE: &str = "CAUDAL_TEST_POSTGRES";

/// A new database: its URL and its name.
pub(crate) async fn copy() -> (String, String) {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let name = format!("caudal_test_{}_{number}", std::process::id());
    let administrator = administrator().await;
    let template = template(&administrator).await;
    // One of this name may be left over from a test process that was killed.
    run(
        &administrator,
        &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
    )
    .await;
    run(
        &administrator,
        &format!("CREATE DATABASE {name} TEMPLATE {template}"),
    )
    .await;
    (url(&name), name)
}

/// Removes a database, whoever is connected to it. Blocks, as dropping does.
pub(crate) fn remove(name: String) {
    let removing = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let Ok(runtime) = runtime else { return };
        runtime.block_on(async {
            let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            // A database that stays is no reason to fail a test.
            let _ = administrator().await.batch_execute(&sql).await;
        });
    });
    let _ = removing.join();
}

/// Lets connections to a database in, or ends those there are and lets none in.
pub(crate) async fn admit(name: &str, admitted: bool) {
    let administrator = administrator().await;
    run(
        &administrator,
        &format!("ALTER DATABASE {name} WITH ALLOW_CONNECTIONS {admitted}"),
    )
    .await;
    if !admitted {
        let sessions = format!(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'"
        );
        run(&administrator, &sessions).await;
    }
}

/// The migrated database of this schema. It gets its name when it is complete.
async fn template(administrator: &Client) -> String {
    let schema = fingerprint(migrations(Engine::Postgres));
    let template = format!("caudal_template_{schema}");
    let draft = format!("caudal_draft_{schema}");
    let exists = format!("SELECT 1 FROM pg_database WHERE datname = '{template}'");
    if is_there(administrator, &exists).await {
        return template;
    }
    run(administrator, "SELECT pg_advisory_lock(20261120)").await;
    if !is_there(administrator, &exists).await {
        run(
            administrator,
            &format!("DROP DATABASE IF EXISTS {draft} WITH (FORCE)"),
        )
        .await;
        run(administrator, &format!("CREATE DATABASE {draft}")).await;
        migrate(&url(&draft)).await;
        let sessions = format!(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{draft}'"
        );
        run(administrator, &sessions).await;
        run(
            administrator,
            &format!("ALTER DATABASE {draft} RENAME TO {template}"),
        )
        .await;
    }
    run(administrator, "SELECT pg_advisory_unlock(20261120)").await;
    template
}

async fn administrator() -> Client {
    match tokio_postgres::connect(&server(), NoTls).await {
        Ok((client, connection)) => {
            tokio::spawn(connection);
            client
        }
        Err(error) => panic!("the PostgreSQL server of {VARIABLE} cannot be reached: {error}"),
    }
}

async fn run(administrator: &Client, sql: &str) {
    if let Err(error) = administrator.batch_execute(sql).await {
        panic!("{sql}: {error:?}");
    }
}

async fn is_there(administrator: &Client, sql: &str) -> bool {
    match administrator.query_opt(sql, &[]).await {
        Ok(row) => row.is_some(),
        Err(error) => panic!("{sql}: {error:?}"),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the server is the environment's business, and a test has no configuration"
)]
fn server() -> String {
    std::env::var(VARIABLE).unwrap_or_else(|_| {
        panic!(
            "{VARIABLE} is not set: run ./check, which starts a PostgreSQL server for the tests, \
             or set it to the URL of a superuser of your own server"
        )
    })
}

/// The URL of a database on the same server.
fn url(name: &str) -> String {
    let server = server();
    let (base, parameters) = match server.split_once('?') {
        Some((base, parameters)) => (base, format!("?{parameters}")),
        None => (server.as_str(), String::new()),
    };
    let after_scheme = base.find("://").map_or(0, |at| at + 3);
    let path = base.get(after_scheme..).and_then(|rest| rest.find('/'));
    let host = path.map_or(base, |at| base.get(..after_scheme + at).unwrap_or(base));
    format!("{host}/{name}{parameters}")
}
