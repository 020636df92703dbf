//! Personas: people whom organisations of a sandbox describe, and the names they are known by.

use std::fmt;

use caudal_model::Timestamp;
use uuid::Uuid;

use crate::batch::Batch;
use crate::db::{Query, Statement, values};
use crate::error::StoreError;
use crate::listing::{Listing, Page, Scope};
use crate::store::Store;

/// Somebody whom an organisation described.
#[derive(Clone, PartialEq, Eq)]
pub struct Persona {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub organisation: Uuid,
    /// When it was made.
    pub created_at: Timestamp,
    /// The names under which institutions know it.
    pub names: Vec<String>,
    /// The JSON text that a reader gets.
    pub body: String,
}

/// Who is behind a name.
#[derive(Clone, PartialEq, Eq)]
pub enum Known {
    /// No persona, ever.
    Nobody,
    /// A persona that was deleted.
    Gone,
    /// The persona of this text.
    Persona(String),
}

impl Store {
    /// One page of the organisation's personas, the newest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn personas(
        &self,
        organisation: Uuid,
        listing: &Listing,
    ) -> Result<Page, StoreError> {
        let scope = Scope {
            table: "personas",
            columns: &[],
            organisation,
            kind: None,
        };
        self.page(&scope, listing).await
    }

    /// The text of one persona.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn persona(
        &self,
        organisation: Uuid,
        id: Uuid,
    ) -> Result<Option<String>, StoreError> {
        let query = Query::new(
            "SELECT body FROM personas WHERE organisation = $1 AND id = $2",
            values![organisation, id],
        );
        self.db.row(query, |row| row.text(0)).await
    }

    /// Whom the organisation's institutions know under this name.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn persona_known_as(
        &self,
        organisation: Uuid,
        name: &str,
    ) -> Result<Known, StoreError> {
        let query = Query::new(
            "SELECT body FROM persona_names LEFT JOIN personas \
             ON personas.organisation = persona_names.organisation \
             AND personas.id = persona_names.persona \
             WHERE persona_names.organisation = $1 AND persona_names.name = $2",
            values![organisation, name],
        );
        let found = self.db.row(query, |row| row.optional_text(0)).await?;
        Ok(match found {
            None => Known::Nobody,
            Some(None) => Known::Gone,
            Some(Some(body)) => Known::Persona(body),
        })
    }
}

impl Batch {
    /// Adds a persona; conflicts when its id is taken, or one of its names by a persona that is there.
    pub fn insert_persona(&mut self, persona: &Persona) -> &mut Self {
        self.touch(persona.organisation);
        self.push(Statement::new(
            "INSERT INTO personas (id, organisation, created_at, body) VALUES ($1, $2, $3, $4)",
            values![
                persona.id,
                persona.organisation,
                persona.created_at,
                &persona.body
            ],
        ));
        for name in &persona.names {
            self.push(
                Statement::new(
                    "INSERT INTO persona_names (organisation, name, persona) VALUES ($1, $2, $3) \
                     ON CONFLICT (organisation, name) DO UPDATE SET persona = excluded.persona \
                     WHERE persona_names.persona IS NULL",
                    values![persona.organisation, name, persona.id],
                )
                .expecting(1, "another persona has this name"),
            );
        }
        self
    }

    /// Deletes a persona; its names stay, and lead to nobody. Conflicts when it is absent.
    pub fn delete_persona(&mut self, organisation: Uuid, id: Uuid) -> &mut Self {
        self.touch(organisation);
        self.push(
            Statement::new(
                "DELETE FROM personas WHERE organisation = $1 AND id = $2",
                values![organisation, id],
            )
            .expecting(1, "no such persona"),
        );
        self.push(Statement::new(
            "UPDATE persona_names SET persona = NULL WHERE organisation = $1 AND persona = $2",
            values![organisation, id],
        ))
    }
}

impl fmt::Debug for Persona {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Persona({})", self.id)
    }
}

impl fmt::Debug for Known {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Nobody => "Nobody",
            Self::Gone => "Gone",
            Self::Persona(_) => "Persona(..)",
        })
    }
}
