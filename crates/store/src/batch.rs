//! A write: statements that happen together or not at all.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use uuid::Uuid;

use crate::db::Statement;

/// Changes that are written in one transaction, in the order in which they were added. What can be
/// added stands with the noun it is about: keys, links, documents, sessions, jobs.
#[derive(Clone, Default)]
pub struct Batch {
    /// Shared, so that a copy that may have to be written again costs nothing.
    pub(crate) statements: Vec<Arc<Statement>>,
    /// What is written behind everything else, when the organisations that the batch touches are
    /// held: events, so that their numbers are given in the order in which readers see them.
    pub(crate) last: Vec<Arc<Statement>>,
    pub(crate) touched: BTreeSet<Uuid>,
}

impl Batch {
    /// Nothing to write yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether there is nothing to write.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.statements.is_empty() && self.last.is_empty()
    }

    /// Whether it holds events, which somebody may be waiting to deliver.
    #[must_use]
    pub fn announces(&self) -> bool {
        !self.last.is_empty()
    }

    /// Adds everything of another batch behind what is there.
    pub fn append(&mut self, other: Self) -> &mut Self {
        self.statements.extend(other.statements);
        self.last.extend(other.last);
        self.touched.extend(other.touched);
        self
    }

    pub(crate) fn push(&mut self, statement: Statement) -> &mut Self {
        self.statements.push(Arc::new(statement));
        self
    }

    pub(crate) fn push_last(&mut self, statement: Statement) -> &mut Self {
        self.last.push(Arc::new(statement));
        self
    }
}

impl fmt::Debug for Batch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Batch({} statements)", self.statements.len())
    }
}
