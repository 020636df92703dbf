//! Fresh databases for tests: one of its own for every test, on either engine, in milliseconds.
//!
//! SQLite databases are copies of a migrated file, PostgreSQL databases are made from a migrated
//! template. The templates are made once per schema and shared by all test processes. The server
//! is named by `CAUDAL_TEST_POSTGRES`; without it the tests fail rather than pass unseen.

#![expect(
    clippy::panic,
    reason = "only tests use this crate, and a test without its database has failed"
)]

mod database;
mod postgres;
mod sqlite;

pub use database::TestDatabase;

/// Runs every test of a list on both engines, each with a fresh database.
///
/// ```text
/// caudal_testing::both_engines! { keys_are_found, links_are_listed }
///
/// async fn keys_are_found(database: TestDatabase) { … }
/// ```
#[macro_export]
macro_rules! both_engines {
    ($($test:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                super::$test($crate::TestDatabase::sqlite().await).await;
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                super::$test($crate::TestDatabase::postgres().await).await;
            })*
        }
    };
}
