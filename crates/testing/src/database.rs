//! A database that lives as long as its test.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use caudal_store::{Engine, Migration, Store, StoreOptions};
use tempfile::TempDir;

use crate::{postgres, sqlite};

/// A fresh, migrated database; it is removed when this is dropped.
#[derive(Debug)]
pub struct TestDatabase {
    url: String,
    place: Place,
}

#[derive(Debug)]
enum Place {
    Folder(#[expect(dead_code, reason = "dropping it removes the folder")] TempDir),
    Server(String),
}

impl TestDatabase {
    /// A SQLite database in a folder of its own.
    ///
    /// # Panics
    /// When it cannot be made.
    pub async fn sqlite() -> Self {
        let (url, folder) = sqlite::copy().await;
        Self {
            url,
            place: Place::Folder(folder),
        }
    }

    /// A SQLite database whose file is in memory, where there is a folder for that: for tests that
    /// write much and lose nothing when the machine stops.
    ///
    /// # Panics
    /// When it cannot be made.
    pub async fn sqlite_in_memory() -> Self {
        let (url, folder) = sqlite::copy_in_memory().await;
        Self {
            url,
            place: Place::Folder(folder),
        }
    }

    /// A database on the PostgreSQL server that `CAUDAL_TEST_POSTGRES` names.
    ///
    /// # Panics
    /// When no server is named, or the database cannot be made.
    pub async fn postgres() -> Self {
        let (url, name) = postgres::copy().await;
        Self {
            url,
            place: Place::Server(name),
        }
    }

    /// The URL to open it with.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Which engine it is on.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self.place {
            Place::Folder(_) => Engine::Sqlite,
            Place::Server(_) => Engine::Postgres,
        }
    }

    /// Ends every connection to a PostgreSQL database and lets nobody in, as an outage does.
    ///
    /// # Panics
    /// When the server does not do so, or on SQLite.
    pub async fn cut_off(&self) {
        postgres::admit(self.name_on_server(), false).await;
    }

    /// Lets everybody into a PostgreSQL database again.
    ///
    /// # Panics
    /// When the server does not do so, or on SQLite.
    pub async fn let_in(&self) {
        postgres::admit(self.name_on_server(), true).await;
    }

    fn name_on_server(&self) -> &str {
        match &self.place {
            Place::Server(name) => name,
            Place::Folder(_) => panic!("a file cannot be cut off"),
        }
    }

    /// Opens it, as another process would: each call gives a store with connections of its own.
    ///
    /// # Panics
    /// When it cannot be opened.
    pub async fn open(&self) -> Store {
        let options = StoreOptions {
            readers: 2,
            postgres_connections: 4,
            lockstep: false,
        };
        self.open_with(&options).await
    }

    /// Opens it for a simulation: each use is waited for on the spot.
    ///
    /// # Panics
    /// When it cannot be opened.
    pub async fn open_in_lockstep(&self) -> Store {
        let options = StoreOptions {
            readers: 1,
            postgres_connections: 1,
            lockstep: true,
        };
        self.open_with(&options).await
    }

    async fn open_with(&self, options: &StoreOptions) -> Store {
        match Store::open(&self.url, options).await {
            Ok(store) => store,
            Err(error) => panic!("the test database cannot be opened: {error}"),
        }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Place::Server(name) = &self.place {
            postgres::remove(name.clone());
        }
    }
}

/// Names a schema, so that templates of an older one are not used by mistake.
pub(crate) fn fingerprint(migrations: &[Migration]) -> String {
    let mut hasher = DefaultHasher::new();
    for migration in migrations {
        (migration.name, migration.sql).hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

/// Migrates the database at this URL and lets go of it.
pub(crate) async fn migrate(url: &str) {
    let options = StoreOptions {
        readers: 1,
        postgres_connections: 1,
        lockstep: false,
    };
    let migrated = async {
        let store = Store::open(url, &options).await?;
        let applied = store.migrate().await;
        store.close().await;
        applied
    };
    if let Err(error) = migrated.await {
        panic!("the template database cannot be migrated: {error}");
    }
}
