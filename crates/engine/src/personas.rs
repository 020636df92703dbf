//! Personas: taking in the people whom an organisation describes, and finding them at a login.

use std::sync::Arc;

use async_trait::async_trait;
use caudal_connect::{ConnectorError, KnownAs, Persona, PersonaSource, World};
use caudal_model::body::shortened;
use caudal_model::resources::persona::Persona as Object;
use caudal_model::{Failure, Identities, Timestamp};
use caudal_store::{Batch, KnownPersona, Page, Persona as Row, Store, StoreError};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::failure::{EngineError, Outcome};
use crate::paging::Paging;

/// The most personas of one organisation.
pub const PERSONAS_MAX: u64 = 1_000;

/// The personas of a sandbox deployment. Other deployments have none.
#[derive(Clone)]
pub struct Personas {
    store: Store,
    world: Arc<World>,
    identities: Identities,
}

impl Personas {
    /// Keeps the personas of this world in this store.
    #[must_use]
    pub fn new(store: Store, world: Arc<World>, identities: Identities) -> Self {
        Self {
            store,
            world,
            identities,
        }
    }

    /// Takes in somebody who is described; answers the persona's object.
    ///
    /// # Errors
    /// One failure per key of the description that is wrong; `invalid` for a name that another persona
    /// has, and for one persona too many.
    pub async fn add(
        &self,
        organisation: Uuid,
        description: &Value,
        now: Timestamp,
    ) -> Outcome<String> {
        let persona = Persona::read(description)?;
        let row = self.row(organisation, &persona, description, now)?;
        for (place, name) in row.names.iter().enumerate() {
            let known = self.store.persona_known_as(organisation, name).await?;
            if matches!(known, KnownPersona::Persona(_)) {
                return Err(taken(place).into());
            }
        }
        let count = self.list(organisation, Paging::default()).await?.count;
        if count >= PERSONAS_MAX {
            let message = format!("There are {PERSONAS_MAX} personas: delete one first.");
            return Err(Failure::invalid("non_field_errors", message).into());
        }
        let mut batch = Batch::new();
        batch.insert_persona(&row);
        match self.store.write(batch).await {
            // Another request was faster with the same name.
            Err(StoreError::Conflict(_)) => Err(taken(0).into()),
            other => {
                other?;
                Ok(row.body)
            }
        }
    }

    /// A page of the organisation's personas.
    ///
    /// # Errors
    /// `not_found` beyond the last page.
    pub async fn list(&self, organisation: Uuid, paging: Paging) -> Outcome<Page> {
        let listing = paging.listing(Vec::new());
        paging.existing(self.store.personas(organisation, &listing).await?)
    }

    /// One persona.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn one(&self, organisation: Uuid, id: Uuid) -> Outcome<String> {
        let found = self.store.persona(organisation, id).await?;
        found.ok_or_else(|| Failure::NotFound.into())
    }

    /// Deletes a persona: from now on its logins are refused.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn remove(&self, organisation: Uuid, id: Uuid) -> Outcome<()> {
        let mut batch = Batch::new();
        batch.delete_persona(organisation, id);
        match self.store.write(batch).await {
            Err(StoreError::Conflict(_)) => Err(Failure::NotFound.into()),
            other => Ok(other?),
        }
    }

    fn row(
        &self,
        organisation: Uuid,
        persona: &Persona,
        description: &Value,
        now: Timestamp,
    ) -> Outcome<Row> {
        let told = self.world.introduce(persona);
        let first = told.names.first().map(String::as_str).unwrap_or_default();
        let id = self
            .identities
            .uuid(&[b"persona", organisation.as_bytes(), first.as_bytes()]);
        let object = Object {
            id,
            created_at: now,
            country: persona.country().to_owned(),
            username: persona.username().to_owned(),
            display_name: told.display_name,
            document_number: told.document_number,
            credentials: told.credentials,
            description: description.as_object().cloned().unwrap_or_else(Map::new),
        };
        Ok(Row {
            id,
            organisation,
            created_at: now,
            names: told.names,
            body: serde_json::to_string(&object)?,
        })
    }
}

/// The first name of a persona is its username, the others are documents.
fn taken(place: usize) -> Failure {
    let (field, message) = match place {
        0 => ("username", "Another persona of the country has this name."),
        _ => ("document_number", "Another persona has this document."),
    };
    Failure::invalid(field, message)
}

#[async_trait]
impl PersonaSource for Personas {
    async fn find(&self, organisation: Uuid, name: &str) -> Result<KnownAs, ConnectorError> {
        let unexpected = |error: &dyn std::fmt::Display| {
            ConnectorError::Unexpected(shortened(&error.to_string()))
        };
        let known = self.store.persona_known_as(organisation, name).await;
        match known.map_err(|error| unexpected(&error))? {
            KnownPersona::Nobody => Ok(KnownAs::Nobody),
            KnownPersona::Gone => Ok(KnownAs::Gone),
            KnownPersona::Persona(body) => {
                let object: Object =
                    serde_json::from_str(&body).map_err(|error| unexpected(&error))?;
                // Described under an earlier version's rules, it may not hold together any more.
                let persona = Persona::read(&Value::Object(object.description))
                    .map_err(|error| unexpected(&EngineError::from(error)))?;
                Ok(KnownAs::Persona(Box::new(persona)))
            }
        }
    }
}

impl std::fmt::Debug for Personas {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Personas(..)")
    }
}
