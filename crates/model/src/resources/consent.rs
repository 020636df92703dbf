//! Consents: what the users of Open Finance Brasil allowed, and for how long.

mod permission;
mod status;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use permission::Permissions;
pub use status::{ConsentAct, ConsentStatus};

use crate::body::{Body, Field, FieldKind};
use crate::filter::{Filter, FilterKind, Operator};
use crate::time::Timestamp;

/// For how many days a consent can be given; the network knows no others, besides none at all.
pub const CONSENT_DAYS: [u16; 4] = [92, 183, 275, 366];

/// The fewest characters of a holder's number: a person's.
pub const HOLDER_CHARACTERS_MIN: usize = 11;
/// The most characters of a holder's number: a company's.
pub const HOLDER_CHARACTERS_MAX: usize = 14;

/// The one filter of the list of consents, which must be there.
pub static USER_DOCUMENT: Filter = Filter {
    name: "user_document",
    kind: FilterKind::Text,
    operators: Operator::EXACT,
    at: "document_number",
    about: "holder's CPF or CNPJ",
};

/// What may be said when a consent of the sandbox is renewed.
pub static CONSENT_RENEWAL: Body = Body {
    name: "ConsentRenewal",
    about: "For how long a consent is given again; as before where nothing is said.",
    fields: &[
        Field {
            name: "consent_duration",
            kind: FieldKind::Whole { min: 92, max: 366 },
            required: false,
            about: "The days from now on: 92, 183, 275 or 366.",
        },
        Field {
            name: "undefined_consent_expiration",
            kind: FieldKind::Boolean { default: false },
            required: false,
            about: "Whether it is given without an end.",
        },
    ],
};

/// What a user of Open Finance Brasil allowed: which data, at which institution, until when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Consent {
    /// The consent's id.
    pub id: Uuid,
    /// The person who gave it, as the institution knows them.
    #[schemars(length(max = 128))]
    pub display_name: Option<String>,
    /// The holder's number: a person's CPF, or a company's CNPJ.
    pub document_number: String,
    /// The institution's name in requests.
    #[serde(rename = "belvo_institution_name")]
    pub institution_name: String,
    /// The institution's name for people.
    pub institution_display_name: String,
    /// Where the institution's logo is found.
    pub institution_icon_logo: String,
    /// The name of the organisation that the data is shared with.
    #[serde(rename = "belvo_organization_name")]
    pub organisation_name: String,
    /// The link that it was given for; it may have been deleted since.
    pub link_id: Uuid,
    /// What the application calls the user; null when it did not say.
    pub user_name: Option<String>,
    /// When it ends; null when it does not.
    pub expired_at: Option<Timestamp>,
    /// Whether it has no end.
    pub undefined_consent_expiration: bool,
    /// For how many days it was given: 92, 183, 275 or 366; null when it has no end.
    pub consent_duration: Option<u16>,
    /// When it was given.
    pub created_at: Timestamp,
    /// Whether it can be used.
    pub status: Option<ConsentStatus>,
    /// What it allows to read, in the network's words.
    pub permissions: Permissions,
}

impl Consent {
    /// Gives it, from this moment on, for so many days, or without an end.
    pub fn lasts(&mut self, from: Timestamp, days: Option<u16>) {
        const MICROSECONDS_PER_DAY: i64 = 86_400_000_000;
        self.consent_duration = days;
        self.undefined_consent_expiration = days.is_none();
        self.expired_at = days.and_then(|days| {
            let end = from.microseconds() + i64::from(days) * MICROSECONDS_PER_DAY;
            Timestamp::from_microseconds(end)
        });
    }

    /// Whether its time is over at this moment.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.expired_at.is_some_and(|end| end <= now)
    }
}
