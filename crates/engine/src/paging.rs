//! Pages of lists.

use caudal_model::Failure;
use caudal_store::{Listing, Page};

use crate::failure::Outcome;

/// Items on a page when the request does not say.
pub const PAGE_SIZE_DEFAULT: u64 = 100;
/// The most items on a page; a larger wish is cut down to it.
pub const PAGE_SIZE_MAX: u64 = 1_000;
/// The last page that is looked for: beyond it the database would only count.
pub(crate) const PAGE_MAX: u64 = 1_000_000;

/// Which page is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// The page's number; the first is 1.
    pub page: u64,
    /// Items on a page.
    pub page_size: u64,
}

impl Default for Paging {
    fn default() -> Self {
        Self {
            page: 1,
            page_size: PAGE_SIZE_DEFAULT,
        }
    }
}

impl Paging {
    /// Whether there is anything after this page, out of so many items.
    #[must_use]
    pub fn has_next(self, count: u64) -> bool {
        self.page.saturating_mul(self.page_size) < count
    }

    /// Refuses a page beyond the last; the first page always exists.
    pub(crate) fn existing(self, page: Page) -> Outcome<Page> {
        if self.page > PAGE_MAX || self.page > 1 && page.items.is_empty() {
            return Err(Failure::InvalidPage.into());
        }
        Ok(page)
    }

    pub(crate) fn listing(self, conditions: Vec<caudal_model::Condition>) -> Listing {
        Listing {
            conditions,
            page: self.page.min(PAGE_MAX),
            page_size: self.page_size,
        }
    }
}
