//! Pages of documents and links: the newest first, filtered, counted.

use caudal_model::{Condition, Kind, Operator};
use uuid::Uuid;

use crate::condition::{Column, Sql};
use crate::db::{Engine, PageQuery};
use crate::error::StoreError;
use crate::items::Items;
use crate::store::Store;

/// The most items of one page; a greater size is taken as this.
pub const PAGE_SIZE_MAX: u64 = 1_000;

/// Which page is wanted, of what.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    /// What every item must fulfil.
    pub conditions: Vec<Condition>,
    /// Which page; the first is 1.
    pub page: u64,
    /// How many items a page has; at most [`PAGE_SIZE_MAX`].
    pub page_size: u64,
}

/// One page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// How many items all pages have together.
    pub count: u64,
    /// The items of this page.
    pub items: Items,
}

/// What is listed, and for whom.
pub(crate) struct Scope {
    pub(crate) table: &'static str,
    pub(crate) columns: &'static [(&'static str, Column)],
    pub(crate) organisation: Uuid,
    pub(crate) kind: Option<Kind>,
}

impl Store {
    pub(crate) async fn page(&self, scope: &Scope, listing: &Listing) -> Result<Page, StoreError> {
        let size = listing.page_size.min(PAGE_SIZE_MAX);
        let skipped = listing.page.saturating_sub(1).saturating_mul(size);
        let offset = i64::try_from(skipped).unwrap_or(i64::MAX);
        // A count that is kept costs less than knowing whether it is needed.
        let is_kept = scope.kind.is_some() && listing.conditions.iter().all(is_about_links);
        let query = PageQuery {
            items: self.items_query(scope, listing, size, offset).finish(),
            count: self.count_query(scope, listing, is_kept).finish(),
            count_always: is_kept,
            size,
            skipped,
        };
        let (items, count) = self.db.page(query).await?;
        Ok(Page { count, items })
    }

    fn items_query(&self, scope: &Scope, listing: &Listing, size: u64, offset: i64) -> Sql {
        let mut sql = Sql::new(self.engine());
        // The page is cut out of the index before any text is looked up.
        let wanted = match scope.kind {
            Some(_) => "SELECT body FROM (SELECT seq, created_at FROM ",
            None => "SELECT body FROM ",
        };
        sql.push(wanted);
        self.restrict(&mut sql, scope, listing);
        let limit = i64::try_from(size).unwrap_or(i64::MAX);
        sql.push(" ORDER BY created_at DESC, seq DESC LIMIT ");
        sql.bind(limit).push(" OFFSET ").bind(offset);
        if scope.kind.is_some() {
            sql.push(") AS chosen JOIN bodies USING (seq) ORDER BY created_at DESC, seq DESC");
        }
        sql
    }

    fn count_query(&self, scope: &Scope, listing: &Listing, is_kept: bool) -> Sql {
        let mut sql = Sql::new(self.engine());
        if is_kept {
            sql.push("SELECT CAST(COALESCE(sum(documents), 0) AS BIGINT) FROM ");
            let counts = Scope {
                table: "counts",
                ..*scope
            };
            self.restrict(&mut sql, &counts, listing);
        } else {
            sql.push("SELECT count(*) FROM ");
            self.restrict(&mut sql, scope, listing);
        }
        sql
    }

    fn restrict(&self, sql: &mut Sql, scope: &Scope, listing: &Listing) {
        sql.push(scope.table);
        // Left alone, SQLite walks through all of the organisation's documents in their order to
        // find those of a few links.
        let of_links = listing.conditions.iter().any(is_about_links);
        if of_links && scope.table == "documents" && self.engine() == Engine::Sqlite {
            sql.push(" INDEXED BY documents_of_link");
        }
        sql.push(" WHERE organisation = ");
        sql.bind(scope.organisation);
        if let Some(kind) = scope.kind {
            sql.push(" AND kind = ").bind(kind.as_str());
        }
        for condition in &listing.conditions {
            sql.push(" AND ");
            sql.condition(condition, scope.columns);
        }
    }
}

/// Whether the condition only says which links are meant.
fn is_about_links(condition: &Condition) -> bool {
    let picks = matches!(condition.operator, Operator::Equal | Operator::In);
    picks && condition.filter.name == "link"
}
