//! Personas: people whom an organisation of a sandbox describes itself.

mod request;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::time::Timestamp;

pub use request::{
    LOGIN_FAULTS, PERSONA_ACCOUNTS_MAX, PERSONA_AMOUNT_MAX, PERSONA_CARDS_MAX, PERSONA_CREATE,
    PERSONA_DELAY_SECONDS_MAX, PERSONA_LOANS_MAX, PERSONA_TRANSACTIONS_MAX,
};

/// Somebody whom the organisation described, and how to log in as them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Persona {
    /// The persona's id.
    pub id: Uuid,
    /// When it was made.
    pub created_at: Timestamp,
    /// The country whose institutions know it, as two letters.
    pub country: String,
    /// The name under which banks that take invented names know it.
    pub username: String,
    /// The name of the person, or of the company where the accounts are one's.
    pub display_name: String,
    /// The number of the tax office: the username wherever institutions ask for a document.
    pub document_number: String,
    /// What each institution asks for, institutions that ask for the same together.
    pub credentials: Vec<PersonaCredentials>,
    /// The description as it was given.
    pub description: Map<String, Value>,
}

/// What a link with any of these institutions is made with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PersonaCredentials {
    /// The institutions.
    pub institutions: Vec<String>,
    /// The username.
    pub username: String,
    /// The password, where they ask for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
    /// The kind of document, where they ask for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username_type: Option<String>,
    /// The second username, where they ask for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username2: Option<String>,
    /// The second password, where they ask for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password2: Option<String>,
}
