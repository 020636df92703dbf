//! The operations on faults, which only a sandbox has.

use schemars::{Schema, SchemaGenerator};
use serde_json::{Value, json};

use super::answers::Answer;
use super::endpoint::{Endpoint, Query};
use crate::resources::fault::{FAULT_CREATE, Fault};

const PATH: &str = "/sandbox/faults/";
const ITEM: &str = "/sandbox/faults/{id}/";
const FAILURES: &[u16] = &[400, 401, 404, 500];
const WRITE_FAILURES: &[u16] = &[400, 401, 404, 413, 500];

/// What the tag means.
pub(super) fn tag() -> Value {
    json!({
        "name": "Faults",
        "description": "What is to go wrong, so that you see how your client takes it. Only a sandbox has \
                        these addresses, and only your organisation suffers its faults.",
    })
}

/// All of them.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint {
            summary: "List faults".into(),
            about: "What goes wrong at present or did, newest first.".into(),
            query: Query::Filtered {
                filters: &[],
                items: "faults".into(),
                link_required: false,
            },
            answers: vec![(200, Answer::Page("FaultPage".into(), fault))],
            ..endpoint("get", PATH, "listFaults")
        },
        Endpoint {
            summary: "Let something go wrong".into(),
            about:
                "Adds a fault, which strikes from now on: wherever it could, or only where and as \
                    often as is said."
                    .into(),
            query: Query::Selected,
            body: Some(&FAULT_CREATE),
            answers: vec![(201, Answer::Item(fault))],
            failures: WRITE_FAILURES,
            ..endpoint("post", PATH, "createFault")
        },
        Endpoint {
            summary: "Delete all faults".into(),
            about: "Lets everything go well again.".into(),
            answers: vec![(204, Answer::Nothing)],
            ..endpoint("delete", PATH, "clearFaults")
        },
        Endpoint {
            summary: "Delete one fault".into(),
            about: "Lets this fault be over.".into(),
            answers: vec![(204, Answer::Nothing)],
            ..endpoint("delete", ITEM, "deleteFault")
        },
    ]
}

fn endpoint(method: &'static str, path: &'static str, id: &'static str) -> Endpoint {
    Endpoint {
        method,
        path: path.into(),
        tag: "Faults",
        id: id.into(),
        summary: String::new(),
        about: String::new(),
        query: Query::None,
        body: None,
        files: &[],
        answers: Vec::new(),
        failures: FAILURES,
        deferrable: false,
    }
}

fn fault(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<Fault>()
}
