//! Consents: what users of Open Finance allowed, for as long as anybody may want to know.

use std::fmt;

use caudal_model::Timestamp;
use uuid::Uuid;

use crate::batch::Batch;
use crate::condition::Column;
use crate::db::{Query, Row, Statement, values};
use crate::error::StoreError;
use crate::listing::{Listing, Page, Scope};
use crate::store::Store;

/// What a user allowed.
#[derive(Clone, PartialEq, Eq)]
pub struct Consent {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub organisation: Uuid,
    /// The link that it was given for.
    pub link: Uuid,
    /// The number of its holder, without punctuation.
    pub document: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Since when it is no longer its link's.
    pub detached_at: Option<Timestamp>,
    /// How many times it was updated: an update must know the version it replaces.
    pub version: i64,
    /// The JSON text that a reader gets.
    pub body: String,
}

const COLUMNS: &str = "id, organisation, link, document, created_at, detached_at, version, body";

/// The filters of consents, under the name that conditions know them by.
const FILTER_COLUMNS: &[(&str, Column)] = &[("user_document", Column::Text("document"))];

impl Store {
    /// One page of the organisation's consents, the newest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn consents(
        &self,
        organisation: Uuid,
        listing: &Listing,
    ) -> Result<Page, StoreError> {
        let scope = Scope {
            table: "consents",
            columns: FILTER_COLUMNS,
            organisation,
            kind: None,
        };
        self.page(&scope, listing).await
    }

    /// One consent.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn consent(
        &self,
        organisation: Uuid,
        id: Uuid,
    ) -> Result<Option<Consent>, StoreError> {
        let query = Query::new(
            format!("SELECT {COLUMNS} FROM consents WHERE organisation = $1 AND id = $2"),
            values![organisation, id],
        );
        self.db.row(query, Consent::read).await
    }

    /// The consent that a link has.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn consent_of_link(
        &self,
        organisation: Uuid,
        link: Uuid,
    ) -> Result<Option<Consent>, StoreError> {
        let query = Query::new(
            format!(
                "SELECT {COLUMNS} FROM consents \
                 WHERE organisation = $1 AND link = $2 AND detached_at IS NULL"
            ),
            values![organisation, link],
        );
        self.db.row(query, Consent::read).await
    }

    /// Forgets the consents that have had no link since before this moment; says how many.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn prune_consents(&self, before: Timestamp) -> Result<u64, StoreError> {
        let query = Query::new(
            "DELETE FROM consents WHERE detached_at < $1",
            values![before],
        );
        self.db.count_changed(query).await
    }
}

impl Batch {
    /// Adds a consent; conflicts when its id is taken, or when its link has one.
    pub fn insert_consent(&mut self, consent: &Consent) -> &mut Self {
        self.touch(consent.organisation);
        self.push(Statement::new(
            format!("INSERT INTO consents ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"),
            values![
                consent.id,
                consent.organisation,
                consent.link,
                &consent.document,
                consent.created_at,
                consent.detached_at,
                consent.version,
                &consent.body,
            ],
        ))
    }

    /// Replaces a consent and counts its version up by one; conflicts when it is gone, or no longer of
    /// the version that was read.
    pub fn update_consent(&mut self, consent: &Consent) -> &mut Self {
        self.touch(consent.organisation);
        self.push(
            Statement::new(
                "UPDATE consents SET detached_at = $1, body = $2, version = version + 1 \
                 WHERE organisation = $3 AND id = $4 AND version = $5",
                values![
                    consent.detached_at,
                    &consent.body,
                    consent.organisation,
                    consent.id,
                    consent.version,
                ],
            )
            .expecting(1, "the consent was changed"),
        )
    }

    /// Conflicts when the link has a consent.
    pub fn require_no_consent(&mut self, organisation: Uuid, link: Uuid) -> &mut Self {
        self.push(
            Statement::new(
                "UPDATE consents SET version = version \
                 WHERE organisation = $1 AND link = $2 AND detached_at IS NULL",
                values![organisation, link],
            )
            .expecting(0, "the link has a consent"),
        )
    }
}

impl Consent {
    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.uuid(0)?,
            organisation: row.uuid(1)?,
            link: row.uuid(2)?,
            document: row.text(3)?,
            created_at: row.timestamp(4)?,
            detached_at: row.optional_timestamp(5)?,
            version: row.integer(6)?,
            body: row.text(7)?,
        })
    }
}

impl fmt::Debug for Consent {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Consent({}, version {})", self.id, self.version)
    }
}
