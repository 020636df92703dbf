//! Documents: what was read from institutions, as the text that readers get.

mod key;

use std::collections::{BTreeSet, HashMap};

use caudal_model::{Date, Document, Kind, Timestamp};
use uuid::Uuid;

use crate::batch::Batch;
use crate::condition::Column;
use crate::db::{Query, Statement, Value, values};
use crate::error::StoreError;
use crate::facets;
use crate::listing::{Listing, Page, Scope};
use crate::store::Store;

pub(crate) use key::DocumentKey;

/// The most documents that one statement carries; more are spread over several.
const STATEMENT_DOCUMENTS_MAX: usize = 1_000;

/// What is known of a document that is stored already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// What tells it from the link's other documents of its kind.
    pub identity: String,
    /// When it was first written.
    pub created_at: Timestamp,
}

/// A document as it is stored, with what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its id.
    pub id: Uuid,
    /// What tells it from the link's other documents of its kind.
    pub identity: String,
    /// The JSON text that a reader gets.
    pub body: String,
}

/// The filters of documents that have a column of their own.
const FILTER_COLUMNS: &[(&str, Column)] = &[
    ("id", Column::Id("id")),
    ("link", Column::Id("link")),
    ("account", Column::Id("account")),
    ("created_at", Column::Moment("created_at")),
];

impl Store {
    /// One page of the organisation's documents of this kind, the newest first; of those that were
    /// written at the same moment, the last saved first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn list(
        &self,
        organisation: Uuid,
        kind: Kind,
        listing: &Listing,
    ) -> Result<Page, StoreError> {
        let scope = Scope {
            table: "documents",
            columns: FILTER_COLUMNS,
            organisation,
            kind: Some(kind),
        };
        self.page(&scope, listing).await
    }

    /// The text of one document.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn document(
        &self,
        organisation: Uuid,
        kind: Kind,
        id: Uuid,
    ) -> Result<Option<String>, StoreError> {
        let key = DocumentKey {
            organisation,
            kind,
            id,
        };
        self.db.look_up(key).await
    }

    /// Which documents of this kind the link has already.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn known(
        &self,
        organisation: Uuid,
        link: Uuid,
        kind: Kind,
    ) -> Result<Vec<Known>, StoreError> {
        let query = Query::new(
            "SELECT identity, created_at FROM documents \
             WHERE organisation = $1 AND link = $2 AND kind = $3 ORDER BY created_at, seq",
            values![organisation, link, kind.as_str()],
        );
        let read = self.db.rows(query, |row| {
            Ok(Known {
                identity: row.text(0)?,
                created_at: row.timestamp(1)?,
            })
        });
        read.await
    }

    /// The link's documents of this kind with their texts; where a filter's name and a day are given,
    /// those whose value under that filter is the day or a later one.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn stored(
        &self,
        organisation: Uuid,
        link: Uuid,
        kind: Kind,
        since: Option<(&'static str, Date)>,
    ) -> Result<Vec<Stored>, StoreError> {
        let mut values = values![organisation, link, kind.as_str()];
        let mut sql = "SELECT documents.id, identity, body FROM documents JOIN bodies USING (seq) \
                       WHERE organisation = $1 AND link = $2 AND kind = $3"
            .to_owned();
        if let Some((filter, day)) = since {
            values.push(day.to_string().into());
            sql.push_str(&format!(" AND facets ->> '{filter}' >= $4"));
        }
        sql.push_str(" ORDER BY created_at, seq");
        let read = self.db.rows(Query::new(sql, values), |row| {
            Ok(Stored {
                id: row.uuid(0)?,
                identity: row.text(1)?,
                body: row.text(2)?,
            })
        });
        read.await
    }
}

impl Batch {
    /// Saves documents of a link in this order, each by its id: one that is there already keeps its
    /// place and is replaced. Of several with the same id the last one is saved. Conflicts when the
    /// link is absent, or when an id belongs to another link or kind.
    pub fn save_documents(
        &mut self,
        organisation: Uuid,
        link: Uuid,
        documents: Vec<Document>,
    ) -> &mut Self {
        self.touch(organisation);
        if documents.is_empty() {
            return self;
        }
        self.hold_link(organisation, link);
        let mut documents = without_repeats(documents);
        let kinds: BTreeSet<Kind> = documents.iter().map(|document| document.kind).collect();
        while !documents.is_empty() {
            let later = documents.split_off(documents.len().min(STATEMENT_DOCUMENTS_MAX));
            self.save_some(organisation, link, documents);
            documents = later;
        }
        for kind in kinds {
            self.push(Statement::new(
                RECOUNT,
                values![kind.as_str(), organisation, link],
            ));
        }
        self
    }

    fn save_some(&mut self, organisation: Uuid, link: Uuid, documents: Vec<Document>) {
        let rows = documents.len();
        let mut columns = Columns::with_capacity(rows);
        documents
            .into_iter()
            .for_each(|document| columns.push(document));
        let found = vec![
            Value::Uuid(organisation),
            Value::Uuid(link),
            Value::Texts(columns.kinds),
            Value::Uuids(columns.ids.clone()),
            Value::Texts(columns.identities),
            Value::OptionalUuids(columns.accounts),
            Value::Integers(columns.created_at),
            Value::Integers(columns.collected_at),
            Value::Texts(columns.facets),
        ];
        let read = vec![
            Value::Texts(columns.bodies),
            Value::Uuid(organisation),
            Value::Uuids(columns.ids),
        ];
        self.push(
            Statement::bulk(sqlite::SAVE_DOCUMENT, postgres::SAVE_DOCUMENTS, found, rows)
                .expecting(rows as u64, "an id belongs to another link or kind"),
        );
        self.push(
            Statement::bulk(sqlite::SAVE_BODY, postgres::SAVE_BODIES, read, rows)
                .expecting(rows as u64, "a document lost its place"),
        );
    }

    /// Deletes one document, with an account everything that belongs to it, with a whole its parts.
    /// Conflicts when it is absent.
    pub fn delete_document(&mut self, organisation: Uuid, kind: Kind, id: Uuid) -> &mut Self {
        self.touch(organisation);
        // The link is held first: every writer of a link's documents waits here for its turn.
        let link = "(SELECT link FROM documents WHERE organisation = $1 AND id = $2 AND kind = $3)";
        self.push(
            Statement::new(
                format!(
                    "UPDATE links SET version = version WHERE organisation = $1 AND id = {link}"
                ),
                values![organisation, id, kind.as_str()],
            )
            .expecting(1, "no such document"),
        );
        // Only an account or a whole has documents that name it as their account.
        let gone = format!("organisation = $1 AND link = {link} AND (id = $2 OR account = $2)");
        let counted = "documents.link = counts.link AND documents.kind = counts.kind";
        for sql in [
            format!(
                "UPDATE counts SET documents = documents - \
                 (SELECT count(*) FROM documents WHERE {gone} AND {counted}) \
                 WHERE organisation = $1 AND link = {link}"
            ),
            format!("DELETE FROM bodies WHERE seq IN (SELECT seq FROM documents WHERE {gone})"),
            format!("DELETE FROM documents WHERE {gone}"),
        ] {
            self.push(Statement::new(
                sql,
                values![organisation, id, kind.as_str()],
            ));
        }
        self
    }

    /// Deletes all documents of a link; conflicts when the link is absent.
    pub fn clear_link_documents(&mut self, organisation: Uuid, link: Uuid) -> &mut Self {
        self.touch(organisation);
        self.hold_link(organisation, link);
        for sql in [
            "DELETE FROM bodies WHERE seq IN \
             (SELECT seq FROM documents WHERE organisation = $1 AND link = $2)",
            "DELETE FROM documents WHERE organisation = $1 AND link = $2",
            "DELETE FROM counts WHERE organisation = $1 AND link = $2",
        ] {
            self.push(Statement::new(sql, values![organisation, link]));
        }
        self
    }
}

/// Counting anew costs a millisecond for 10,000 documents and, the link being held, is never wrong.
const RECOUNT: &str = "INSERT INTO counts (organisation, kind, link, documents) \
     SELECT organisation, CAST($1 AS TEXT), id, (SELECT count(*) FROM documents \
     WHERE documents.organisation = links.organisation AND documents.link = links.id AND kind = $1) \
     FROM links WHERE organisation = $2 AND id = $3 \
     ON CONFLICT (organisation, kind, link) DO UPDATE SET documents = excluded.documents";

mod sqlite {
    pub(super) const SAVE_DOCUMENT: &str = "INSERT INTO documents \
         (organisation, link, kind, id, identity, account, created_at, collected_at, facets) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, jsonb($9)) \
         ON CONFLICT (organisation, id, kind) DO UPDATE SET identity = excluded.identity, \
         account = excluded.account, created_at = excluded.created_at, \
         collected_at = excluded.collected_at, facets = excluded.facets \
         WHERE documents.link = excluded.link";

    pub(super) const SAVE_BODY: &str = "INSERT INTO bodies (body, seq) \
         SELECT $1, seq FROM documents WHERE organisation = $2 AND id = $3 \
         ON CONFLICT (seq) DO UPDATE SET body = excluded.body";
}

mod postgres {
    pub(super) const SAVE_DOCUMENTS: &str = "INSERT INTO documents \
         (organisation, link, kind, id, identity, account, created_at, collected_at, facets) \
         SELECT $1::uuid, $2::uuid, new.kind, new.id, new.identity, new.account, new.created_at, \
         new.collected_at, new.facets::jsonb \
         FROM UNNEST($3::text[], $4::uuid[], $5::text[], $6::uuid[], $7::bigint[], $8::bigint[], \
         $9::text[]) WITH ORDINALITY \
         AS new (kind, id, identity, account, created_at, collected_at, facets, place) \
         ORDER BY new.place \
         ON CONFLICT (organisation, id, kind) DO UPDATE SET identity = excluded.identity, \
         account = excluded.account, created_at = excluded.created_at, \
         collected_at = excluded.collected_at, facets = excluded.facets \
         WHERE documents.link = excluded.link";

    pub(super) const SAVE_BODIES: &str = "INSERT INTO bodies (body, seq) \
         SELECT new.body, documents.seq FROM UNNEST($1::text[], $3::uuid[]) AS new (body, id) \
         JOIN documents ON documents.organisation = $2 AND documents.id = new.id \
         ORDER BY documents.seq \
         ON CONFLICT (seq) DO UPDATE SET body = excluded.body";
}

/// Documents as columns: PostgreSQL takes them as arrays.
struct Columns {
    kinds: Vec<String>,
    ids: Vec<Uuid>,
    identities: Vec<String>,
    accounts: Vec<Option<Uuid>>,
    created_at: Vec<i64>,
    collected_at: Vec<i64>,
    facets: Vec<String>,
    bodies: Vec<String>,
}

impl Columns {
    fn with_capacity(rows: usize) -> Self {
        Self {
            kinds: Vec::with_capacity(rows),
            ids: Vec::with_capacity(rows),
            identities: Vec::with_capacity(rows),
            accounts: Vec::with_capacity(rows),
            created_at: Vec::with_capacity(rows),
            collected_at: Vec::with_capacity(rows),
            facets: Vec::with_capacity(rows),
            bodies: Vec::with_capacity(rows),
        }
    }

    fn push(&mut self, document: Document) {
        let filters = document.kind.resource().filters;
        self.kinds.push(document.kind.as_str().to_owned());
        self.ids.push(document.id);
        self.identities.push(document.identity);
        self.accounts.push(document.account);
        self.created_at.push(document.created_at.microseconds());
        self.collected_at.push(document.collected_at.microseconds());
        self.facets.push(facets::stored(document.facets, filters));
        self.bodies.push(document.body);
    }
}

fn without_repeats(documents: Vec<Document>) -> Vec<Document> {
    let mut last = HashMap::with_capacity(documents.len());
    for (place, document) in documents.iter().enumerate() {
        last.insert(document.id, place);
    }
    if last.len() == documents.len() {
        return documents;
    }
    let placed = documents.into_iter().enumerate();
    let kept = placed.filter(|(place, document)| last.get(&document.id) == Some(place));
    kept.map(|(_, document)| document).collect()
}
