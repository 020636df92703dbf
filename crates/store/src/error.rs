//! What can go wrong with storing and reading.

/// Why the store could not do what it was asked. The text is for logs and operators: it may quote
/// the database, so it is never shown to a user of the API.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The database URL cannot be used. The URL itself is not repeated, for it may hold a password.
    #[error("the database URL cannot be used: {0}")]
    Url(String),
    /// A row that the batch relied on was missing, had changed, or was there already. Nothing of
    /// the batch was written.
    #[error("the batch met a state it was not made for: {0}")]
    Conflict(&'static str),
    /// The database cannot be reached or is too busy; the same call may succeed later.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
    /// The database refused the statement.
    #[error("the database refused: {0}")]
    Refused(String),
    /// What is stored does not read as what it should be.
    #[error("stored data does not read as {0}")]
    Unreadable(&'static str),
    /// The database's schema is not one that this version can bring up to date.
    #[error("migration {name}: {reason}")]
    Migration {
        /// The migration in question.
        name: String,
        /// What is wrong with it.
        reason: &'static str,
    },
}

impl StoreError {
    /// Whether the batch met a missing, changed or already present row.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Conflict(_))
    }
}
