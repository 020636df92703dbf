//! Webhooks, and what became of the events that they were to be told of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::body::{Body, Field, FieldKind, Form};
use crate::time::Timestamp;

/// The most characters of what is sent as `Authorization`.
pub const AUTHORIZATION_CHARACTERS_MAX: usize = 1_000;
/// The longest URL of a webhook, in characters.
pub const WEBHOOK_URL_CHARACTERS_MAX: usize = 2_000;

/// Somewhere the organisation wants to be told of events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Webhook {
    /// The webhook's id.
    pub id: Uuid,
    /// Where events are sent.
    pub url: String,
    /// What is sent as `Authorization`; shown as it is in the answer that set it, and as `***` later.
    pub authorization_header: Option<String>,
    /// Whether events are sent. A webhook that takes nothing for days is disabled.
    pub enabled: bool,
    /// When it was registered.
    pub created_at: Timestamp,
    /// The key that signatures are made with; shown only when the webhook is registered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
}

/// An event of one link, as webhooks get it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EventBody {
    /// The event's id, the same however often it is sent: 32 hexadecimal digits.
    pub webhook_id: String,
    /// The family of events: a resource, or `LINK`.
    pub webhook_type: String,
    /// `historical_update`, `recurrent_update` or `async_post`.
    pub process_type: String,
    /// What happened, within the family.
    pub webhook_code: String,
    /// The link; all zeros where an event is about none.
    pub link_id: Uuid,
    /// The request that brought it about.
    pub request_id: String,
    /// What the link's maker calls its user.
    pub external_id: Option<String>,
    /// What there is to say about it.
    pub data: Map<String, Value>,
}

/// A stretch of the change feed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EventPage {
    /// The events, the oldest first, each as webhooks get it.
    pub results: Vec<EventBody>,
    /// What to give as `after` to read on.
    pub next_after: i64,
    /// Whether there is more already.
    pub has_more: bool,
}

/// An event and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EventRecord {
    /// The event as webhooks get it.
    pub event: EventBody,
    /// When it happened.
    pub created_at: Timestamp,
    /// Its place in the change feed.
    pub place: i64,
    /// To whom it was sent.
    pub deliveries: Vec<DeliveryRecord>,
}

/// An event on its way to one webhook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DeliveryRecord {
    /// The webhook.
    pub webhook: Uuid,
    /// Where it is sent.
    pub url: String,
    /// `pending`, `delivered` or `failed`.
    pub state: String,
    /// When it is tried next; null when it is over.
    pub next_attempt_at: Option<Timestamp>,
    /// When it was over; null until then.
    pub ended_at: Option<Timestamp>,
    /// Every attempt, the oldest first.
    pub attempts: Vec<AttemptRecord>,
}

/// One attempt to deliver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AttemptRecord {
    /// When it was made.
    pub at: Timestamp,
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
    /// The status of the answer; null when there was none.
    pub status: Option<u16>,
    /// The beginning of the answer, or why there was none.
    pub answer: String,
}

/// What was begun by a replay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Replayed {
    /// How many deliveries were made anew.
    pub deliveries: u64,
}

/// A test that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WebhookTest {
    /// The id of the test's event, to look it up with.
    pub webhook_id: String,
}

const AUTHORIZATION: Field = Field {
    name: "authorization_header",
    kind: FieldKind::Text {
        min: 1,
        max: AUTHORIZATION_CHARACTERS_MAX,
        form: Some(&PRINTABLE),
    },
    required: false,
    about: "What to send as `Authorization` with every event, word for word.",
};

/// What can stand in a header.
static PRINTABLE: Form = Form {
    pattern: "^[!-~]([ -~]*[!-~])?$",
    check: |text| text.bytes().all(|byte| matches!(byte, b' '..=b'~')) && text.trim() == text,
    message: "Only printable ASCII characters can be sent, without spaces at either end.",
};

/// Registers a webhook.
pub static WEBHOOK_CREATE: Body = Body {
    name: "WebhookCreation",
    about: "Registers a webhook.",
    fields: &[
        Field {
            name: "url",
            kind: FieldKind::Text {
                min: 1,
                max: WEBHOOK_URL_CHARACTERS_MAX,
                form: None,
            },
            required: true,
            about: "Where events are to be sent.",
        },
        AUTHORIZATION,
    ],
};

/// Changes a webhook.
pub static WEBHOOK_PATCH: Body = Body {
    name: "WebhookChange",
    about: "Changes a webhook. What is left out stays as it is.",
    fields: &[
        Field {
            name: "enabled",
            kind: FieldKind::Boolean { default: false },
            required: false,
            about: "Whether events are to be sent.",
        },
        AUTHORIZATION,
    ],
};

/// Replays one event.
pub static EVENT_REPLAY: Body = Body {
    name: "EventReplay",
    about: "Sends an event again.",
    fields: &[WEBHOOK],
};

/// Replays several events.
pub static EVENTS_REPLAY: Body = Body {
    name: "EventsReplay",
    about: "Sends a stretch of the change feed again, or everything that was given up since a moment.",
    fields: &[
        Field {
            name: "after",
            kind: FieldKind::Whole {
                min: 0,
                max: i64::MAX,
            },
            required: false,
            about: "Events behind this place of the change feed.",
        },
        Field {
            name: "before",
            kind: FieldKind::Whole {
                min: 0,
                max: i64::MAX,
            },
            required: false,
            about: "Events up to and including this place.",
        },
        Field {
            name: "link",
            kind: FieldKind::Uuid,
            required: false,
            about: "Only events of this link.",
        },
        Field {
            name: "failed_since",
            kind: FieldKind::Text {
                min: 1,
                max: 64,
                form: Some(&MOMENT),
            },
            required: false,
            about: "Instead: deliveries that were given up since this moment.",
        },
        WEBHOOK,
    ],
};

const WEBHOOK: Field = Field {
    name: "webhook",
    kind: FieldKind::Uuid,
    required: false,
    about: "Only to this webhook; otherwise to all that are enabled.",
};

/// A moment with its zone.
static MOMENT: Form = Form {
    pattern: r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$",
    check: |text| text.parse::<Timestamp>().is_ok(),
    message: "Enter a moment such as 2026-03-01T12:00:00Z.",
};
