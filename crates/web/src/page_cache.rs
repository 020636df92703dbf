//! Pages that were rendered once and are sent again while nothing has changed.
//!
//! A page is kept under the organisation's revision at the time *before* it was read. It is sent
//! again only while the store still says that revision, so a change by any process is seen at once.

use axum::body::Bytes;
use moka::sync::Cache;
use uuid::Uuid;

/// The most bytes of rendered pages that are kept.
const CACHED_BYTES_MAX: u64 = 8 * 1024 * 1024;
/// A larger page is not kept: a few of them would drive out all others.
const PAGE_BYTES_MAX: usize = 1024 * 1024;

/// What a page depends on besides the data: whose it is and how it was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct PageKey {
    pub(crate) organisation: Uuid,
    /// Scheme and host, as the page's neighbours name them.
    pub(crate) base: String,
    /// Path and query.
    pub(crate) target: String,
}

/// Rendered pages.
#[derive(Clone, Debug)]
pub(crate) struct PageCache {
    pages: Cache<PageKey, (i64, Bytes)>,
}

impl Default for PageCache {
    fn default() -> Self {
        let weigh = |key: &PageKey, (_, page): &(i64, Bytes)| {
            let bytes = page.len() + key.base.len() + key.target.len();
            u32::try_from(bytes).unwrap_or(u32::MAX)
        };
        Self {
            pages: Cache::builder()
                .weigher(weigh)
                .max_capacity(CACHED_BYTES_MAX)
                .build(),
        }
    }
}

impl PageCache {
    /// The page as it was rendered under this revision.
    pub(crate) fn get(&self, key: &PageKey, revision: i64) -> Option<Bytes> {
        self.pages
            .get(key)
            .filter(|(kept, _)| *kept == revision)
            .map(|(_, page)| page)
    }

    /// Keeps a page that was read after the store said this revision.
    pub(crate) fn keep(&self, key: PageKey, revision: i64, page: Bytes) {
        if page.len() <= PAGE_BYTES_MAX {
            self.pages.insert(key, (revision, page));
            // As it comes, the cache looks at its size after some sixty pages: 10 MB later.
            self.pages.run_pending_tasks();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_sent_again_only_under_its_revision() {
        let cache = PageCache::default();
        let key = PageKey {
            organisation: Uuid::nil(),
            base: "http://h".into(),
            target: "/api/accounts/".into(),
        };
        cache.keep(key.clone(), 3, Bytes::from_static(b"page"));
        assert_eq!(cache.get(&key, 3).as_deref(), Some(&b"page"[..]));
        assert_eq!(cache.get(&key, 4), None);
        let other = PageKey {
            organisation: Uuid::from_u128(1),
            ..key
        };
        assert_eq!(
            cache.get(&other, 3),
            None,
            "nobody gets another organisation's page"
        );
    }
}
