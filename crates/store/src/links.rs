//! Links: the connections between a person's institution and an organisation.

use std::fmt;

use caudal_model::Timestamp;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::batch::Batch;
use crate::condition::Column;
use crate::db::{Query, Row, Statement, values};
use crate::error::StoreError;
use crate::facets;
use crate::listing::{Listing, Page, Scope};
use crate::store::Store;

/// A person's connection to an institution.
#[derive(Clone, PartialEq)]
pub struct Link {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub organisation: Uuid,
    /// The institution's name.
    pub institution: String,
    /// Its status, as readers see it.
    pub status: String,
    /// What stands for the person at the institution, without naming them.
    pub institution_user_id: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When the institution was last asked for its data.
    pub last_accessed_at: Option<Timestamp>,
    /// The credentials, sealed; none where they are not kept.
    pub credentials: Option<Vec<u8>>,
    /// When the credentials are to be forgotten.
    pub credentials_until: Option<Timestamp>,
    /// How many logins in a row the institution refused.
    pub refused_logins: u32,
    /// When its history was last asked for anew.
    pub refreshed_at: Option<Timestamp>,
    /// How many times it was updated: an update must know the version it replaces.
    pub version: i64,
    /// The values its filters look at, by filter name. Those that no condition can match are not
    /// kept.
    pub facets: Map<String, Value>,
    /// The JSON text that a reader gets.
    pub body: String,
}

const COLUMNS: &str = "id, organisation, institution, status, institution_user_id, created_at, \
     last_accessed_at, credentials, credentials_until, refused_logins, refreshed_at, version, body";

/// The filters of links that have a column of their own.
const FILTER_COLUMNS: &[(&str, Column)] = &[
    ("id", Column::Id("id")),
    ("created_at", Column::Moment("created_at")),
    ("institution", Column::Text("institution")),
    ("status", Column::Text("status")),
    ("institution_user_id", Column::Text("institution_user_id")),
    ("external_id", Column::Text("external_id")),
];

impl Store {
    /// One page of the organisation's links, the newest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn links(&self, organisation: Uuid, listing: &Listing) -> Result<Page, StoreError> {
        let scope = Scope {
            table: "links",
            columns: FILTER_COLUMNS,
            organisation,
            kind: None,
        };
        self.page(&scope, listing).await
    }

    /// One link.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn link(&self, organisation: Uuid, id: Uuid) -> Result<Option<Link>, StoreError> {
        let facets = self.engine().json_text("facets");
        let query = Query::new(
            format!("SELECT {COLUMNS}, {facets} FROM links WHERE organisation = $1 AND id = $2"),
            values![organisation, id],
        );
        self.db.row(query, Link::read).await
    }

    /// The links that the organisation has of this person at this institution, the oldest first,
    /// without those of one status.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn link_ids_of_user(
        &self,
        organisation: Uuid,
        institution: &str,
        institution_user_id: &str,
        except_status: &str,
    ) -> Result<Vec<Uuid>, StoreError> {
        let query = Query::new(
            "SELECT id FROM links WHERE organisation = $1 AND institution_user_id = $2 \
             AND institution = $3 AND status <> $4 ORDER BY created_at, seq",
            values![
                organisation,
                institution_user_id,
                institution,
                except_status
            ],
        );
        self.db.rows(query, |row| row.uuid(0)).await
    }

    /// The links made before this moment that still wait for their first token, at most a thousand:
    /// each with its organisation, for whoever tidies up for all of them.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn unconfirmed_links(
        &self,
        before: Timestamp,
    ) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
        let query = Query::new(
            "SELECT organisation, id FROM links \
             WHERE status = 'unconfirmed' AND created_at < $1 ORDER BY created_at LIMIT 1000",
            values![before],
        );
        self.db
            .rows(query, |row| Ok((row.uuid(0)?, row.uuid(1)?)))
            .await
    }

    /// Removes the sealed credentials whose time was over at this moment; says of how many links.
    /// Whoever read such a link before meets a conflict, and so cannot bring them back.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn forget_credentials(&self, now: Timestamp) -> Result<u64, StoreError> {
        let query = Query::new(
            "UPDATE links SET credentials = NULL, version = version + 1 \
             WHERE credentials IS NOT NULL AND credentials_until <= $1 RETURNING 1",
            values![now],
        );
        let forgotten = self.db.change(query, |_| Ok(())).await?;
        Ok(forgotten.len() as u64)
    }
}

impl Batch {
    /// Adds a link; conflicts when its id is taken.
    pub fn insert_link(&mut self, link: &Link) -> &mut Self {
        self.touch(link.organisation);
        let insert = |facets: &str| {
            format!(
                "INSERT INTO links ({COLUMNS}, facets) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, {facets})"
            )
        };
        self.push(Statement::differing(
            insert("jsonb($14)"),
            insert("$14"),
            values![
                link.id,
                link.organisation,
                &link.institution,
                &link.status,
                &link.institution_user_id,
                link.created_at,
                link.last_accessed_at,
                link.credentials.as_deref(),
                link.credentials_until,
                i64::from(link.refused_logins),
                link.refreshed_at,
                link.version,
                &link.body,
                facets::stored(link.facets.clone(), &[]),
            ],
        ))
    }

    /// Replaces a link and counts its version up by one; conflicts when it is gone, or no longer
    /// of the version that was read.
    pub fn update_link(&mut self, link: &Link) -> &mut Self {
        self.touch(link.organisation);
        let update = |facets: &str| {
            format!(
                "UPDATE links SET institution = $1, status = $2, institution_user_id = $3, \
                 created_at = $4, last_accessed_at = $5, credentials = $6, \
                 credentials_until = $7, refused_logins = $8, refreshed_at = $9, body = $10, \
                 facets = {facets}, version = version + 1 \
                 WHERE organisation = $12 AND id = $13 AND version = $14"
            )
        };
        self.push(
            Statement::differing(
                update("jsonb($11)"),
                update("$11"),
                values![
                    &link.institution,
                    &link.status,
                    &link.institution_user_id,
                    link.created_at,
                    link.last_accessed_at,
                    link.credentials.as_deref(),
                    link.credentials_until,
                    i64::from(link.refused_logins),
                    link.refreshed_at,
                    &link.body,
                    facets::stored(link.facets.clone(), &[]),
                    link.organisation,
                    link.id,
                    link.version,
                ],
            )
            .expecting(1, "the link was changed or deleted"),
        )
    }

    /// Conflicts when the organisation has another link of the same person at the same institution,
    /// one of `except_status` aside. Of two batches that say so at the same time, one is written.
    pub fn require_only_link_of_user(&mut self, link: &Link, except_status: &str) -> &mut Self {
        // Who comes second waits here, and then sees what the first has written.
        self.push(Statement::new(
            "UPDATE organisations SET revision = revision WHERE id = $1",
            values![link.organisation],
        ));
        self.push(
            Statement::new(
                "UPDATE links SET version = version WHERE organisation = $1 \
                 AND institution_user_id = $2 AND institution = $3 AND id <> $4 AND status <> $5",
                values![
                    link.organisation,
                    &link.institution_user_id,
                    &link.institution,
                    link.id,
                    except_status,
                ],
            )
            .expecting(0, "the person is linked already"),
        )
    }

    /// Conflicts when the link is absent or not of this status.
    pub fn require_link_status(&mut self, organisation: Uuid, id: Uuid, status: &str) -> &mut Self {
        self.push(
            Statement::new(
                "UPDATE links SET version = version \
                 WHERE organisation = $1 AND id = $2 AND status = $3",
                values![organisation, id, status],
            )
            .expecting(1, "the link is of another status"),
        )
    }

    /// Deletes a link with all that hangs on it: documents, counts, sessions, appointments, and jobs,
    /// also those that are being worked on. Its events stay. Conflicts when it is absent.
    pub fn delete_link(&mut self, organisation: Uuid, id: Uuid) -> &mut Self {
        self.touch(organisation);
        self.clear_link_documents(organisation, id);
        for table in ["sessions", "jobs", "appointments"] {
            self.push(Statement::new(
                format!("DELETE FROM {table} WHERE organisation = $1 AND link = $2"),
                values![organisation, id],
            ));
        }
        self.push(
            Statement::new(
                "DELETE FROM links WHERE organisation = $1 AND id = $2",
                values![organisation, id],
            )
            .expecting(1, NO_SUCH_LINK),
        )
    }

    /// Makes sure that the link is there and that nobody else changes what hangs on it until this
    /// batch is written.
    pub(crate) fn hold_link(&mut self, organisation: Uuid, id: Uuid) -> &mut Self {
        self.push(
            Statement::new(
                "UPDATE links SET version = version WHERE organisation = $1 AND id = $2",
                values![organisation, id],
            )
            .expecting(1, NO_SUCH_LINK),
        )
    }
}

const NO_SUCH_LINK: &str = "no such link";

impl Link {
    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.uuid(0)?,
            organisation: row.uuid(1)?,
            institution: row.text(2)?,
            status: row.text(3)?,
            institution_user_id: row.text(4)?,
            created_at: row.timestamp(5)?,
            last_accessed_at: row.optional_timestamp(6)?,
            credentials: row.optional_bytes(7)?,
            credentials_until: row.optional_timestamp(8)?,
            refused_logins: u32::try_from(row.integer(9)?).unwrap_or(u32::MAX),
            refreshed_at: row.optional_timestamp(10)?,
            version: row.integer(11)?,
            body: row.text(12)?,
            facets: facets::read(&row.text(13)?)?,
        })
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Link({}, version {})", self.id, self.version)
    }
}
