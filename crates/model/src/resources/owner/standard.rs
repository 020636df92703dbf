//! A person or company as institutions outside Open Finance describe them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::time::Timestamp;

/// A person or company in the shape that every institution can fill.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StandardOwner {
    /// The owner's id on this platform.
    pub id: Uuid,
    /// The link through which the owner was read.
    pub link: Option<Uuid>,
    /// The institution's own key of the owner.
    pub internal_identification: Option<String>,
    /// When the owner was read from the institution.
    pub collected_at: Timestamp,
    /// When the owner was first written here.
    pub created_at: Timestamp,
    /// The full name.
    // Read by name, so that the key must be there: all others may be missing in older data.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schemars(length(max = 128))]
    pub display_name: Option<String>,
    /// The e-mail address that the institution knows.
    #[schemars(email, length(max = 256))]
    pub email: Option<String>,
    /// The telephone number that the institution knows.
    pub phone_number: Option<String>,
    /// The address that the institution knows, in one line.
    pub address: Option<String>,
    /// The document that the account was opened with.
    pub document_id: Option<StandardDocumentId>,
    /// A company's name; the full name says it too.
    #[schemars(extend("deprecated" = true))]
    pub business_name: Option<String>,
    /// The given names; the full name says them too.
    #[schemars(extend("deprecated" = true))]
    pub first_name: Option<String>,
    /// The first family name; the full name says it too.
    #[schemars(extend("deprecated" = true))]
    pub last_name: Option<String>,
    /// The second family name; the full name says it too.
    #[schemars(extend("deprecated" = true))]
    pub second_last_name: Option<String>,
}

/// The document that an account was opened with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StandardDocumentId {
    /// What document it is: `CPF` or `CNPJ` in Brazil, `CURP`, `RFC` or `NSS` in Mexico, `CC` or `NIT`
    /// in Colombia, `RUT` in Chile.
    pub document_type: Option<String>,
    /// Its number.
    pub document_number: Option<String>,
}
