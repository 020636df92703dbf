//! The operations on a sandbox itself: its clock.

use schemars::{Schema, SchemaGenerator};
use serde_json::{Value, json};

use super::answers::Answer;
use super::endpoint::{Endpoint, Query};
use crate::resources::clock::{CLOCK_ADVANCE, ClockMovement, SandboxClock};

const FAILURES: &[u16] = &[401, 404, 500];
const WRITE_FAILURES: &[u16] = &[400, 401, 404, 413, 500];

/// What the tag means.
pub(super) fn tag() -> Value {
    json!({
        "name": "Sandbox",
        "description": "The hand on a sandbox's time. Only a sandbox has these addresses, and all its \
                        organisations share one clock.",
    })
}

/// All of them.
pub(super) fn endpoints() -> Vec<Endpoint> {
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
