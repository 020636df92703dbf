//! The operations on webhooks and events: extensions that collide with nothing of the contract.

use schemars::SchemaGenerator;
use serde_json::{Value, json};

use super::answers::Answer;
use super::endpoint::{Endpoint, Query};
use crate::resources::webhook::{
    EVENT_REPLAY, EVENTS_REPLAY, EventPage, EventRecord, Replayed, WEBHOOK_CREATE, WEBHOOK_PATCH,
    Webhook, WebhookTest,
};

const WEBHOOKS: &str = "/api/webhooks/";
const WEBHOOK: &str = "/api/webhooks/{id}/";
const READ_FAILURES: &[u16] = &[400, 401, 404, 500];
const WRITE_FAILURES: &[u16] = &[400, 401, 404, 413, 500];

/// What the tags mean.
pub(super) fn tags() -> Vec<Value> {
    vec![
        json!({ "name": "Webhooks", "description": "Where you want to be told of events." }),
        json!({
            "name": "Events",
            "description": "What happened to your links: to read if you cannot be told, and to look \
                            up what became of what you were told.",
        }),
    ]
}

/// All of them.
pub(super) fn endpoints() -> Vec<Endpoint> {
    let mut all = webhooks();
    all.extend(events());
    all
}

fn webhooks() -> Vec<Endpoint> {
    let endpoint = |method, path: &str, id| endpoint(method, path, "Webhooks", id);
    let webhook = |generator: &mut SchemaGenerator| generator.subschema_for::<Webhook>();
    vec![
        Endpoint {
            summary: "List webhooks".into(),
            about: "All webhooks of the organisation, the oldest first.".into(),
            answers: vec![(200, Answer::Items(webhook))],
            ..endpoint("get", WEBHOOKS, "listWebhooks")
        },
        Endpoint {
            summary: "Register a webhook".into(),
            about: "Every event from now on is sent there. The answer is the only one that shows the \
                    key of the signatures."
                .into(),
            body: Some(&WEBHOOK_CREATE),
            answers: vec![(201, Answer::Item(webhook))],
            failures: WRITE_FAILURES,
            ..endpoint("post", WEBHOOKS, "createWebhook")
        },
        Endpoint {
            summary: "Read one webhook".into(),
            about: "The webhook with this id.".into(),
            answers: vec![(200, Answer::Item(webhook))],
            ..endpoint("get", WEBHOOK, "detailWebhook")
        },
        Endpoint {
            summary: "Change a webhook".into(),
            about: "Enables or disables a webhook, or changes what is sent as `Authorization`; null \
                    sends none."
                .into(),
            body: Some(&WEBHOOK_PATCH),
            answers: vec![(200, Answer::Item(webhook))],
            failures: WRITE_FAILURES,
            ..endpoint("patch", WEBHOOK, "modifyWebhook")
        },
        Endpoint {
            summary: "Delete one webhook".into(),
            about: "Nothing is sent there any more, and what was sent is forgotten.".into(),
            answers: vec![(204, Answer::Nothing)],
            ..endpoint("delete", WEBHOOK, "deleteWebhook")
        },
        Endpoint {
            summary: "Send a test".into(),
            about: "Sends an event of the type `TEST` to this webhook alone. Look it up to see whether \
                    it arrived."
                .into(),
            answers: vec![(
                202,
                Answer::Item(|generator| generator.subschema_for::<WebhookTest>()),
            )],
            ..endpoint("post", "/api/webhooks/{id}/test/", "testWebhook")
        },
    ]
}

fn events() -> Vec<Endpoint> {
    let endpoint = |method, path: &str, id| endpoint(method, path, "Events", id);
    let replayed = |generator: &mut SchemaGenerator| generator.subschema_for::<Replayed>();
    vec![
        Endpoint {
            summary: "Read the change feed".into(),
            about:
                "The events behind a place, the oldest first, for those who cannot be called. No \
                    event appears later before one that was read already."
                    .into(),
            query: Query::Feed,
            answers: vec![(
                200,
                Answer::Item(|generator| generator.subschema_for::<EventPage>()),
            )],
            ..endpoint("get", "/api/events/", "listEvents")
        },
        Endpoint {
            summary: "Read one event".into(),
            about: "The event with this id, and every attempt to deliver it.".into(),
            answers: vec![(
                200,
                Answer::Item(|generator| generator.subschema_for::<EventRecord>()),
            )],
            ..endpoint("get", "/api/events/{id}/", "detailEvent")
        },
        Endpoint {
            summary: "Send one event again".into(),
            about: "The same text goes out under the same id, to one webhook or to all.".into(),
            body: Some(&EVENT_REPLAY),
            answers: vec![(202, Answer::Item(replayed))],
            failures: WRITE_FAILURES,
            ..endpoint("post", "/api/events/{id}/replay/", "replayEvent")
        },
        Endpoint {
            summary: "Send events again".into(),
            about: "A stretch of the feed, or what was given up since a moment: at most 10,000 \
                    deliveries in one go."
                .into(),
            body: Some(&EVENTS_REPLAY),
            answers: vec![(202, Answer::Item(replayed))],
            failures: WRITE_FAILURES,
            ..endpoint("post", "/api/events/replay/", "replayEvents")
        },
    ]
}

fn endpoint(method: &'static str, path: &str, tag: &'static str, id: &'static str) -> Endpoint {
    Endpoint {
        method,
        path: path.to_owned(),
        tag,
        id: id.into(),
        summary: String::new(),
        about: String::new(),
        query: Query::None,
        body: None,
        answers: Vec::new(),
        failures: READ_FAILURES,
        deferrable: false,
        files: &[],
    }
}
