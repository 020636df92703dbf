//! Links: the right to read one user's data at one institution.

mod request;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use request::{
    CREDENTIAL_CHARACTERS_MAX, EXTERNAL_ID_CHARACTERS, INSTITUTION_CHARACTERS_MAX, LINK_CREATE,
    LINK_PATCH, LINK_PUT, LINK_REFRESH,
};

use crate::filter::{Filter, FilterKind, Operator};
use crate::resources::filters;
use crate::time::Timestamp;

/// The filters of the list of links.
pub static LINK_FILTERS: &[Filter] = &[
    filters::ID,
    filters::listed("institution", "institution", "institution's name"),
    Filter {
        name: "access_mode",
        kind: FilterKind::Choice(ACCESS_MODES),
        operators: Operator::EXACT,
        at: "access_mode",
        about: "access mode",
    },
    filters::CREATED_AT,
    Filter {
        name: "created_by",
        kind: FilterKind::Uuid,
        operators: &[Operator::NotIn],
        at: "created_by",
        about: "maker",
    },
    filters::listed("external_id", "external_id", "external id"),
    filters::listed(
        "institution_user_id",
        "institution_user_id",
        "user's key at the institution",
    ),
    Filter {
        name: "refresh_rate",
        kind: FilterKind::Choice(&["6h", "12h", "24h", "7d", "30d", "null"]),
        operators: Operator::EXACT,
        at: "refresh_rate",
        about: "refresh rate",
    },
    filters::choice(
        "status",
        "status",
        &["valid", "invalid", "unconfirmed", "token_required"],
        "status",
    ),
];

/// Every [`AccessMode`] as it is written.
pub const ACCESS_MODES: &[&str] = &["single", "recurrent"];

/// The right to read one user's data at one institution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// The link's id.
    pub id: Uuid,
    /// The institution's name.
    pub institution: String,
    /// Whether it is read once or again and again.
    pub access_mode: Option<AccessMode>,
    /// When the institution was last entered with success.
    pub last_accessed_at: Option<Timestamp>,
    /// When the link was made.
    pub created_at: Timestamp,
    /// What the application calls the link; null when it said nothing, or said personal data.
    #[schemars(length(min = 3, max = 256))]
    pub external_id: Option<String>,
    /// A key of the user at the institution: the same for every link of one user there.
    #[schemars(regex(pattern = r"^[A-Za-z0-9\-=_]{44}$"))]
    pub institution_user_id: String,
    /// Whether it can be read.
    pub status: LinkStatus,
    /// Who made it.
    pub created_by: Uuid,
    /// How often it is refreshed; null for links that are read once.
    pub refresh_rate: Option<RefreshRate>,
    /// How long the credentials are kept: `store`, `nostore` or days, such as `365d`.
    #[schemars(regex(pattern = r"^(store|nostore|\d{1,3}d)$"))]
    pub credentials_storage: String,
    /// What is loaded by itself when the link is made or refreshed.
    pub fetch_resources: Option<Vec<String>>,
    /// After how many days without a reading the data is deleted, such as `90d`; null for the
    /// platform's own rule.
    #[schemars(regex(pattern = r"^\d{1,3}d$"))]
    pub stale_in: Option<String>,
}

/// How often a link is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AccessMode {
    /// When the application asks.
    Single,
    /// Also by itself, at the refresh rate.
    Recurrent,
}

/// Whether a link can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LinkStatus {
    /// It can.
    Valid,
    /// The institution no longer takes the credentials.
    Invalid,
    /// Its making waits for a one-time code.
    Unconfirmed,
    /// The institution asks for a one-time code again.
    TokenRequired,
}

impl LinkStatus {
    /// The word for it on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Invalid => "invalid",
            Self::Unconfirmed => "unconfirmed",
            Self::TokenRequired => "token_required",
        }
    }
}

/// How often a link is refreshed by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum RefreshRate {
    /// Every six hours.
    #[serde(rename = "6h")]
    SixHours,
    /// Every twelve hours.
    #[serde(rename = "12h")]
    TwelveHours,
    /// Every day.
    #[serde(rename = "24h")]
    Day,
    /// Every week: the rate of a link that says nothing.
    #[serde(rename = "7d")]
    Week,
    /// Every month.
    #[serde(rename = "30d")]
    Month,
}
