//! The operations on personas, which only a sandbox has.

use schemars::{Schema, SchemaGenerator};
use serde_json::{Value, json};

use super::answers::Answer;
use super::endpoint::{Endpoint, Query};
use crate::resources::persona::{PERSONA_CREATE, Persona};

const PATH: &str = "/sandbox/personas/";
const ITEM: &str = "/sandbox/personas/{id}/";
const FAILURES: &[u16] = &[400, 401, 404, 500];
const WRITE_FAILURES: &[u16] = &[400, 401, 404, 413, 500];

/// What the tag means.
pub(super) fn tag() -> Value {
    json!({
        "name": "Personas",
        "description": "People whom you describe yourself, for tests. Only a sandbox has these \
                        addresses, and only your organisation meets these people.",
    })
}

/// All of them.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint {
            summary: "List personas".into(),
            about: "The personas that were described, newest first.".into(),
            query: Query::Filtered {
                filters: &[],
                items: "personas".into(),
                link_required: false,
            },
            answers: vec![(200, Answer::Page("PersonaPage".into(), persona))],
            ..endpoint("get", PATH, "listPersonas")
        },
        Endpoint {
            summary: "Describe a persona".into(),
            about: "Takes in somebody whom you describe and answers the credentials that lead to them. \
                    What is left out of the description is made up."
                .into(),
            query: Query::Selected,
            body: Some(&PERSONA_CREATE),
            answers: vec![(201, Answer::Item(persona))],
            failures: WRITE_FAILURES,
            ..endpoint("post", PATH, "createPersona")
        },
        Endpoint {
            summary: "Read one persona".into(),
            about: "The persona with this id.".into(),
            query: Query::Selected,
            answers: vec![(200, Answer::Item(persona))],
            ..endpoint("get", ITEM, "detailPersona")
        },
        Endpoint {
            summary: "Delete one persona".into(),
            about: "Lets institutions forget the persona: its logins are refused from now on. What \
                    links have read stays."
                .into(),
            answers: vec![(204, Answer::Nothing)],
            ..endpoint("delete", ITEM, "deletePersona")
        },
    ]
}

fn endpoint(method: &'static str, path: &'static str, id: &'static str) -> Endpoint {
    Endpoint {
        method,
        path: path.into(),
        tag: "Personas",
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

fn persona(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<Persona>()
}
