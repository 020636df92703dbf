//! Faults: what is to go wrong in a sandbox, so that a client's answer to it can be seen.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::body::{Body, Field, FieldKind, Form};
use crate::money::Money;
use crate::resources::institution::CAPABILITIES;
use crate::time::Timestamp;

/// The longest delay that a fault can bring, in milliseconds.
pub const FAULT_DELAY_MS_MAX: i64 = 300_000;
/// The most times that a fault can be asked to strike.
pub const FAULT_TIMES_MAX: i64 = 1_000_000;

/// Every [`FaultProfile`] as it is written.
pub const FAULT_PROFILES: &[&str] = &[
    "slow_bank",
    "flaky",
    "institution_down",
    "mfa_storm",
    "too_many_sessions",
    "quota_exhausted",
    "partial_data",
    "accounts_gone",
    "schema_surprise",
    "login_refused",
    "locked",
];

const MOMENT: Form = Form {
    pattern: r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$",
    check: |text| text.parse::<Timestamp>().is_ok(),
    message: "Enter a moment such as 2026-03-01T12:00:00Z.",
};

const fn field(name: &'static str, kind: FieldKind, about: &'static str) -> Field {
    Field {
        name,
        kind,
        required: false,
        about,
    }
}

/// What is said of a new fault.
pub static FAULT_CREATE: Body = Body {
    name: "FaultDescription",
    about: "What is to go wrong, where, and how often.",
    fields: &[
        Field {
            required: true,
            ..field(
                "profile",
                FieldKind::Choice(FAULT_PROFILES),
                "What goes wrong.",
            )
        },
        field(
            "institution",
            FieldKind::Text {
                min: 1,
                max: 100,
                form: None,
            },
            "Only at this institution.",
        ),
        field("link", FieldKind::Uuid, "Only with this link."),
        field(
            "username",
            FieldKind::Text {
                min: 1,
                max: 200,
                form: None,
            },
            "Only to the user of this name.",
        ),
        field(
            "resource",
            FieldKind::Choice(CAPABILITIES),
            "Only when this is read; logins go well.",
        ),
        field(
            "probability",
            FieldKind::Amount { min: 0, max: 100 },
            "How often it strikes where it could: from 0, never, to 1, always.",
        ),
        field(
            "next",
            FieldKind::Whole {
                min: 1,
                max: FAULT_TIMES_MAX,
            },
            "Only so many times.",
        ),
        field(
            "delay_ms",
            FieldKind::Whole {
                min: 0,
                max: FAULT_DELAY_MS_MAX,
            },
            "By how many milliseconds the institution answers late.",
        ),
        field(
            "until",
            FieldKind::Text {
                min: 20,
                max: 40,
                form: Some(&MOMENT),
            },
            "Only before this moment of the sandbox's time.",
        ),
    ],
};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FaultProfile {
    /// The institution answers late.
    SlowBank,
    /// Now and then something unexpected happens.
    Flaky,
    /// The institution does not answer.
    InstitutionDown,
    /// Every login asks for a one-time code.
    MfaStorm,
    /// The user is logged in elsewhere.
    TooManySessions,
    /// The calls of the month are used up.
    QuotaExhausted,
    /// Some of the items are missing.
    PartialData,
    /// Every account was closed.
    AccountsGone,
    /// The institution answers in a form that nobody understands.
    SchemaSurprise,
    /// The credentials are not accepted.
    LoginRefused,
    /// The user's access is locked.
    Locked,
}

/// Something that goes wrong in the sandbox.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Fault {
    /// The fault's id.
    pub id: Uuid,
    /// When it was made.
    pub created_at: Timestamp,
    /// What goes wrong.
    pub profile: FaultProfile,
    /// The only institution that it happens at; null for every one.
    pub institution: Option<String>,
    /// The only link that it happens with; null for every one.
    pub link: Option<Uuid>,
    /// The only user whom it happens to; null for everybody.
    pub username: Option<String>,
    /// The only resource that it happens with; null for all of them, and for logins.
    pub resource: Option<String>,
    /// How often it strikes where it could: from 0, never, to 1, always.
    pub probability: Money,
    /// How many times it strikes at most; null for no end.
    pub next: Option<u32>,
    /// By how many milliseconds the institution answers late; null for the profile's own delay.
    pub delay_ms: Option<u32>,
    /// When it ends, by the sandbox's time; null for never.
    pub until: Option<Timestamp>,
    /// How many times it struck.
    pub struck: u32,
}
