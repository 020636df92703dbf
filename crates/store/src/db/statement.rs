//! Statements with their values.

use std::borrow::Cow;

use super::Engine;
use super::value::Value;

/// One SQL text with its values, the same on both engines. Parameters are written `$1`, `$2` … and
/// must first appear in ascending order: SQLite numbers them as it meets them.
#[derive(Clone)]
pub(crate) struct Query {
    pub(crate) sql: Cow<'static, str>,
    pub(crate) values: Vec<Value>,
}

impl Query {
    pub(crate) fn new(sql: impl Into<Cow<'static, str>>, values: Vec<Value>) -> Self {
        Self {
            sql: sql.into(),
            values,
        }
    }
}

/// A page of texts and their count, read together.
pub(crate) struct PageQuery {
    /// One text per row.
    pub(crate) items: Query,
    /// One number.
    pub(crate) count: Query,
    /// Whether the count is read in any case; otherwise only if the page does not say it itself.
    pub(crate) count_always: bool,
    /// How many items a full page has.
    pub(crate) size: u64,
    /// How many items stand on the pages before.
    pub(crate) skipped: u64,
}

impl PageQuery {
    /// The count where it need not be read, because the page says it.
    pub(crate) fn implied_count(&self, found: usize) -> Option<u64> {
        self.count_of_last(found).filter(|_| !self.count_always)
    }

    /// The count that follows from how many items were found: a page with room left is the last.
    pub(crate) fn count_of_last(&self, found: usize) -> Option<u64> {
        let found = found as u64;
        let last = found < self.size && (found > 0 || self.skipped == 0);
        last.then(|| self.skipped.saturating_add(found))
    }
}

/// A part of a batch.
#[derive(Clone)]
pub(crate) struct Statement {
    sqlite: Cow<'static, str>,
    postgres: Option<Cow<'static, str>>,
    pub(crate) values: Vec<Value>,
    /// How many rows the lists among the values have, where there are lists.
    pub(crate) rows: Option<usize>,
    pub(crate) expected: Option<Expected>,
}

/// How many rows a statement must touch, and what it means if it does not.
#[derive(Clone, Copy)]
pub(crate) struct Expected {
    pub(crate) rows: u64,
    pub(crate) otherwise: &'static str,
}

impl Statement {
    pub(crate) fn new(sql: impl Into<Cow<'static, str>>, values: Vec<Value>) -> Self {
        Self {
            sqlite: sql.into(),
            postgres: None,
            values,
            rows: None,
            expected: None,
        }
    }

    /// A statement that the engines write differently.
    pub(crate) fn differing(
        sqlite: impl Into<Cow<'static, str>>,
        postgres: impl Into<Cow<'static, str>>,
        values: Vec<Value>,
    ) -> Self {
        Self {
            postgres: Some(postgres.into()),
            ..Self::new(sqlite, values)
        }
    }

    /// A statement over many rows. SQLite runs its text once for each row, with that row's values;
    /// PostgreSQL runs its text once, with whole lists.
    pub(crate) fn bulk(
        sqlite: impl Into<Cow<'static, str>>,
        postgres: impl Into<Cow<'static, str>>,
        values: Vec<Value>,
        rows: usize,
    ) -> Self {
        Self {
            rows: Some(rows),
            ..Self::differing(sqlite, postgres, values)
        }
    }

    pub(crate) fn expecting(mut self, rows: u64, otherwise: &'static str) -> Self {
        self.expected = Some(Expected { rows, otherwise });
        self
    }

    pub(crate) fn sql(&self, engine: Engine) -> &str {
        match (engine, &self.postgres) {
            (Engine::Postgres, Some(sql)) => sql,
            _ => &self.sqlite,
        }
    }
}
