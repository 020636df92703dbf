//! The operations on a sandbox itself: its clock, its events, and beginning anew.

use schemars::{Schema, SchemaGenerator};
use serde_json::{Value, json};

use super::answers::Answer;
use super::endpoint::{Endpoint, Query};
use crate::resources::clock::{CLOCK_ADVANCE, ClockMovement, SandboxClock};
use crate::resources::hand::{EVENT_FIRE, EventKind, SandboxReset};
use crate::resources::injection::{INJECTION_CREATE, INJECTION_PATCH, SandboxTransaction};
use crate::resources::webhook::EventBody;

const INJECTIONS: &str = "/sandbox/transactions/";
const INJECTION: &str = "/sandbox/transactions/{id}/";
const FAILURES: &[u16] = &[401, 404, 500];
const READ_FAILURES: &[u16] = &[400, 401, 404, 500];
const WRITE_FAILURES: &[u16] = &[400, 401, 404, 413, 500];

/// What the tag means.
pub(super) fn tag() -> Value {
    json!({
        "name": "Sandbox",
        "description": "The hand on a sandbox: its time, what happens in it, and beginning anew. Only a \
                        sandbox has these addresses, and all its organisations share one clock.",
    })
}

/// All of them.
pub(super) fn endpoints() -> Vec<Endpoint> {
    let mut all = of_clock();
    all.extend(of_events());
    all.extend(of_transactions());
    all
}

fn of_transactions() -> Vec<Endpoint> {
    vec![
        Endpoint {
            summary: "List added transactions".into(),
            about: "The movements that were added to accounts, newest first.".into(),
            query: Query::Filtered {
                filters: &[],
                items: "transactions".into(),
                link_required: false,
            },
            answers: vec![(
                200,
                Answer::Page("SandboxTransactionPage".into(), injection),
            )],
            failures: READ_FAILURES,
            ..endpoint("get", INJECTIONS, "listSandboxTransactions")
        },
        Endpoint {
            summary: "Add a transaction".into(),
            about:
                "Lets the account's institution show a movement from now on, to every link of that \
                    login; its balances agree. The next refresh or retrieval finds it."
                    .into(),
            body: Some(&INJECTION_CREATE),
            answers: vec![(201, Answer::Item(injection))],
            failures: WRITE_FAILURES,
            ..endpoint("post", INJECTIONS, "createSandboxTransaction")
        },
        Endpoint {
            summary: "Correct an added transaction".into(),
            about: "Lets the institution correct the movement, as the next refresh finds out."
                .into(),
            body: Some(&INJECTION_PATCH),
            answers: vec![(200, Answer::Item(injection))],
            failures: WRITE_FAILURES,
            ..endpoint("patch", INJECTION, "correctSandboxTransaction")
        },
        Endpoint {
            summary: "Take an added transaction back".into(),
            about: "Lets the institution take the movement back, as the next refresh finds out."
                .into(),
            answers: vec![(204, Answer::Nothing)],
            ..endpoint("delete", INJECTION, "deleteSandboxTransaction")
        },
    ]
}

fn of_events() -> Vec<Endpoint> {
    vec![
        Endpoint {
            summary: "List the events that can happen".into(),
            about: "Every type with its codes, and what is going on when they happen.".into(),
            answers: vec![(
                200,
                Answer::Items(|generator| generator.subschema_for::<EventKind>()),
            )],
            ..endpoint("get", "/sandbox/events/", "listEventKinds")
        },
        Endpoint {
            summary: "Let an event happen".into(),
            about: "Tells every webhook and the change feed of an event, at once. Nothing happens to the \
                    link itself."
                .into(),
            body: Some(&EVENT_FIRE),
            answers: vec![(
                201,
                Answer::Item(|generator| generator.subschema_for::<EventBody>()),
            )],
            failures: WRITE_FAILURES,
            ..endpoint("post", "/sandbox/events/", "fireEvent")
        },
        Endpoint {
            summary: "Begin anew".into(),
            about: "Deletes everything that the organisation has but its keys, webhooks and personas."
                .into(),
            answers: vec![(
                200,
                Answer::Item(|generator| generator.subschema_for::<SandboxReset>()),
            )],
            ..endpoint("post", "/sandbox/reset/", "resetSandbox")
        },
    ]
}

fn of_clock() -> Vec<Endpoint> {
    vec![
        Endpoint {
            summary: "Read the clock".into(),
            about: "What time it is in the sandbox, and whether it stands still.".into(),
            answers: vec![(200, Answer::Item(clock))],
            ..endpoint("get", "/sandbox/clock/", "readClock")
        },
        Endpoint {
            summary: "Move the clock".into(),
            about: "Moves the clock forwards and answers when everything that fell due on the way has \
                    been done, in its order and at its own time: recurrent links are read, forgotten \
                    data is deleted, consents end, and the events of all that are on their way."
                .into(),
            body: Some(&CLOCK_ADVANCE),
            answers: vec![(200, Answer::Item(movement))],
            failures: WRITE_FAILURES,
            ..endpoint("post", "/sandbox/clock/advance/", "advanceClock")
        },
        Endpoint {
            summary: "Hold the clock".into(),
            about: "Lets the clock stand still where it is.".into(),
            answers: vec![(200, Answer::Item(clock))],
            ..endpoint("post", "/sandbox/clock/hold/", "holdClock")
        },
        Endpoint {
            summary: "Let the clock run".into(),
            about: "Lets the clock run on from where it is.".into(),
            answers: vec![(200, Answer::Item(clock))],
            ..endpoint("post", "/sandbox/clock/run/", "runClock")
        },
    ]
}

fn endpoint(method: &'static str, path: &'static str, id: &'static str) -> Endpoint {
    Endpoint {
        method,
        path: path.into(),
        tag: "Sandbox",
        id: id.into(),
        summary: String::new(),
        about: String::new(),
        query: Query::None,
        body: None,
        answers: Vec::new(),
        failures: FAILURES,
        deferrable: false,
        files: &[],
    }
}

fn clock(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<SandboxClock>()
}

fn movement(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<ClockMovement>()
}

fn injection(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<SandboxTransaction>()
}
