//! Bringing the database's schema up to date.
//!
//! Migrations are numbered SQL files, one set per engine. What was applied is kept in the database
//! word for word, so that a file which was changed afterwards is noticed.

use crate::db::Engine;
use crate::error::StoreError;
use crate::store::Store;

/// One step of the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Migration {
    /// Its file's name without the ending: `0001_foundation`.
    pub name: &'static str,
    /// Its statements.
    pub sql: &'static str,
}

macro_rules! migrations {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[$(Migration {
            name: $name,
            sql: include_str!(concat!("../migrations/", $folder, "/", $name, ".sql")),
        }),*]
    };
}

const SQLITE: &[Migration] = migrations!("sqlite": "0001_foundation", "0002_personas", "0003_lookup", "0004_idempotency", "0005_events", "0006_consents", "0007_injections");
const POSTGRES: &[Migration] = migrations!("postgres": "0001_foundation", "0002_personas", "0003_lookup", "0004_idempotency", "0005_events", "0006_consents", "0007_injections");

/// The table that remembers what was applied; the same on both engines.
pub(crate) const LEDGER: &str =
    "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY NOT NULL, sql TEXT NOT NULL)";

/// All migrations of this engine, in order.
#[must_use]
pub fn migrations(engine: Engine) -> &'static [Migration] {
    match engine {
        Engine::Sqlite => SQLITE,
        Engine::Postgres => POSTGRES,
    }
}

impl Store {
    /// Applies the migrations that are missing, all in one transaction, and says which those were.
    /// Of several processes that start at once one does it and the others wait.
    ///
    /// # Errors
    /// When a migration that was applied is not the one this version knows, or when the database
    /// was made by a newer version.
    pub async fn migrate(&self) -> Result<Vec<String>, StoreError> {
        self.db.migrate(migrations(self.engine())).await
    }

    /// The migrations that [`Store::migrate`] would apply.
    ///
    /// # Errors
    /// As [`Store::migrate`].
    pub async fn pending_migrations(&self) -> Result<Vec<String>, StoreError> {
        let applied = self.db.applied_migrations().await?;
        let missing = outstanding(migrations(self.engine()), &applied)?;
        Ok(missing.iter().map(|step| step.name.to_owned()).collect())
    }
}

/// What is left to apply, given the names and texts of what was.
///
/// # Errors
/// When what was applied is not how `known` begins.
pub(crate) fn outstanding<'a>(
    known: &'a [Migration],
    applied: &[(String, String)],
) -> Result<&'a [Migration], StoreError> {
    let refuse = |name: &str, reason| {
        Err(StoreError::Migration {
            name: name.to_owned(),
            reason,
        })
    };
    for (place, (name, sql)) in applied.iter().enumerate() {
        match known.get(place) {
            None => return refuse(name, "the database was made by a newer version"),
            Some(step) if step.name != name => return refuse(name, "it is not known here"),
            Some(step) if step.sql != sql => {
                return refuse(name, "it was changed after it was applied");
            }
            Some(_) => {}
        }
    }
    Ok(known.get(applied.len()..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[Migration] = &[
        Migration {
            name: "1",
            sql: "a",
        },
        Migration {
            name: "2",
            sql: "b",
        },
    ];

    fn rest(applied: &[(&str, &str)]) -> Result<Vec<&'static str>, StoreError> {
        let applied: Vec<_> = applied
            .iter()
            .map(|(name, sql)| ((*name).to_owned(), (*sql).to_owned()))
            .collect();
        outstanding(KNOWN, &applied).map(|rest| rest.iter().map(|step| step.name).collect())
    }

    #[test]
    fn only_an_unchanged_beginning_is_continued() {
        assert_eq!(rest(&[]).unwrap(), ["1", "2"]);
        assert_eq!(rest(&[("1", "a")]).unwrap(), ["2"]);
        assert!(rest(&[("1", "a"), ("2", "b")]).unwrap().is_empty());
        assert!(rest(&[("1", "changed")]).is_err());
        assert!(rest(&[("2", "b")]).is_err());
        assert!(rest(&[("1", "a"), ("2", "b"), ("3", "c")]).is_err());
    }

    #[test]
    fn both_engines_have_the_same_steps() {
        let names = |engine| migrations(engine).iter().map(|step| step.name);
        assert!(names(Engine::Sqlite).eq(names(Engine::Postgres)));
    }
}
