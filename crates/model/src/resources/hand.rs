//! The hand on a sandbox: what makes events happen and lets everything begin anew.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::body::{Body, Field, FieldKind};
use crate::event::catalogue::CatalogueEntry;

/// The most bytes of what an event may carry.
pub const EVENT_DATA_BYTES_MAX: usize = 16 * 1024;
/// The longest name of a type or code, in characters.
const WORD_CHARACTERS_MAX: usize = 100;

const WORD: FieldKind = FieldKind::Text {
    min: 1,
    max: WORD_CHARACTERS_MAX,
    form: None,
};

/// Lets an event happen.
pub static EVENT_FIRE: Body = Body {
    name: "EventFiring",
    about: "Lets an event of the catalogue happen to a link.",
    fields: &[
        Field {
            name: "link",
            kind: FieldKind::Uuid,
            required: true,
            about: "The link that it happens to.",
        },
        Field {
            name: "webhook_type",
            kind: WORD,
            required: true,
            about: "The event's type, such as `LINK`.",
        },
        Field {
            name: "webhook_code",
            kind: WORD,
            required: true,
            about: "The event's code, such as `token_required`.",
        },
        Field {
            name: "data",
            kind: FieldKind::AnyObject {
                bytes_max: EVENT_DATA_BYTES_MAX,
            },
            required: false,
            about: "What the event carries; otherwise what is true of the link.",
        },
    ],
};

/// An event that can happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EventKind {
    /// The family.
    pub webhook_type: String,
    /// The event within its family.
    pub webhook_code: String,
    /// What is going on when it happens.
    pub process_type: String,
}

impl From<&CatalogueEntry> for EventKind {
    fn from(entry: &CatalogueEntry) -> Self {
        Self {
            webhook_type: entry.webhook_type.to_owned(),
            webhook_code: entry.webhook_code.to_owned(),
            process_type: entry.process.as_str().to_owned(),
        }
    }
}

/// What went when everything began anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SandboxReset {
    /// How many links there were.
    pub links: u64,
    /// How many events there were.
    pub events: u64,
}
