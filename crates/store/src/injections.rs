//! Injections: movements that an organisation adds to accounts of its sandbox. The store knows whose
//! login shows them, and not what they say.

use caudal_model::Timestamp;
use uuid::Uuid;

use crate::batch::Batch;
use crate::db::{Query, Statement, values};
use crate::error::StoreError;
use crate::listing::{Listing, Page, Scope};
use crate::store::Store;

/// A movement that was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Injection {
    /// Its id.
    pub id: Uuid,
    /// Whose sandbox it is.
    pub organisation: Uuid,
    /// The institution that shows it.
    pub institution: String,
    /// The login to which it shows it.
    pub institution_user_id: String,
    /// When it was added.
    pub created_at: Timestamp,
    /// What was said of it, as JSON.
    pub body: String,
}

impl Store {
    /// One page of what the organisation added, the newest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn injections(
        &self,
        organisation: Uuid,
        listing: &Listing,
    ) -> Result<Page, StoreError> {
        let scope = Scope {
            table: "injections",
            columns: &[],
            organisation,
            kind: None,
        };
        self.page(&scope, listing).await
    }

    /// The text of one of them.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn injection(
        &self,
        organisation: Uuid,
        id: Uuid,
    ) -> Result<Option<String>, StoreError> {
        let query = Query::new(
            "SELECT body FROM injections WHERE organisation = $1 AND id = $2",
            values![organisation, id],
        );
        self.db.row(query, |row| row.text(0)).await
    }

    /// The texts of those that this institution shows to this login, in the order in which they were
    /// added.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn injections_shown(
        &self,
        organisation: Uuid,
        institution: &str,
        institution_user_id: &str,
    ) -> Result<Vec<String>, StoreError> {
        let query = Query::new(
            "SELECT body FROM injections WHERE organisation = $1 AND institution = $2 \
             AND institution_user_id = $3 ORDER BY seq",
            values![organisation, institution, institution_user_id],
        );
        self.db.rows(query, |row| row.text(0)).await
    }
}

impl Batch {
    /// Adds an injection; conflicts when its id is taken, or when the organisation has as many as it
    /// may.
    pub fn insert_injection(&mut self, injection: &Injection, count_max: u32) -> &mut Self {
        // Whoever adds at the same time waits for this row, so that the count is right.
        self.push(Statement::new(
            "UPDATE organisations SET revision = revision WHERE id = $1",
            values![injection.organisation],
        ));
        self.push(Statement::new(
            "INSERT INTO injections \
             (id, organisation, institution, institution_user_id, created_at, body) \
             VALUES ($1, $2, $3, $4, $5, $6)",
            values![
                injection.id,
                injection.organisation,
                &injection.institution,
                &injection.institution_user_id,
                injection.created_at,
                &injection.body,
            ],
        ));
        self.push(
            Statement::new(
                "UPDATE injections SET body = body WHERE organisation = $1 AND id = $2 AND \
                 (SELECT count(*) FROM injections WHERE organisation = $1) <= $3",
                values![injection.organisation, injection.id, i64::from(count_max)],
            )
            .expecting(1, "the organisation has enough injections"),
        )
    }

    /// Replaces the text of an injection; conflicts when it is absent, or no longer says what it did.
    pub fn update_injection(
        &mut self,
        organisation: Uuid,
        id: Uuid,
        before: &str,
        after: &str,
    ) -> &mut Self {
        self.push(
            Statement::new(
                "UPDATE injections SET body = $1 \
                 WHERE organisation = $2 AND id = $3 AND body = $4",
                values![after, organisation, id, before],
            )
            .expecting(1, "no such injection, or another one by now"),
        )
    }

    /// Removes an injection; conflicts when it is absent.
    pub fn delete_injection(&mut self, organisation: Uuid, id: Uuid) -> &mut Self {
        self.push(
            Statement::new(
                "DELETE FROM injections WHERE organisation = $1 AND id = $2",
                values![organisation, id],
            )
            .expecting(1, "no such injection"),
        )
    }
}
