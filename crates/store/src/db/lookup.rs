//! Finding one thing by its key: what most requests do, and so cheap that asking costs more than
//! finding. SQLite does it where it is asked; PostgreSQL answers many at once.

use super::postgres::Gather;
use super::{Query, Row};
use crate::documents::DocumentKey;
use crate::error::StoreError;
use crate::revision::RevisionKey;

/// A key under which there is one thing, or none.
pub(crate) trait Lookup: Clone + PartialEq + Send + Sync + Sized + 'static {
    /// What stands under it.
    type Found: Clone + Send + 'static;

    /// The query for this key alone.
    fn query(&self) -> Query;

    /// PostgreSQL's query for several keys: for each that is found, which one it is, counted from 1,
    /// and what stands under it.
    fn query_of_several(keys: &[Self]) -> Query;

    /// Reads what was found.
    fn read(row: &Row<'_>, column: usize) -> Result<Self::Found, StoreError>;

    /// Where those who ask PostgreSQL for such keys wait.
    fn gather(gathers: &Gathers) -> &Gather<Self>;
}

/// Where those who ask wait, for each kind of key.
#[derive(Default)]
pub(crate) struct Gathers {
    pub(crate) documents: Gather<DocumentKey>,
    pub(crate) revisions: Gather<RevisionKey>,
}
