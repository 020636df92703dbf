//! The operations on consents, those that only a sandbox has among them.

use schemars::{Schema, SchemaGenerator};
use serde_json::{Value, json};

use super::answers::Answer;
use super::endpoint::{Endpoint, Query};
use crate::resources::consent::{CONSENT_RENEWAL, Consent};

const PATH: &str = "/api/consents/";
const ITEM: &str = "/api/consents/{id}/";
const READ_FAILURES: &[u16] = &[400, 401, 403, 404, 408, 500];
const WRITE_FAILURES: &[u16] = &[400, 401, 404, 413, 500];

/// What the tag means.
pub(super) fn tag() -> Value {
    json!({
        "name": "Consents",
        "description": "What users of Open Finance Brasil allowed: which data, at which institution, \
                        until when. One consent belongs to one link.",
    })
}

/// All of them.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint {
            summary: "List the consents of a user".into(),
            about: "The consents that a person or company gave, newest first, those that are over \
                    included."
                .into(),
            query: Query::OfHolder,
            answers: vec![(200, Answer::Page("ConsentPage".into(), consent))],
            ..endpoint("get", PATH, "listConsents")
        },
        Endpoint {
            summary: "Read one consent".into(),
            about: "The consent with this id.".into(),
            query: Query::Selected,
            answers: vec![(200, Answer::Item(consent))],
            ..endpoint("get", ITEM, "detailConsent")
        },
        Endpoint {
            body: Some(&CONSENT_RENEWAL),
            ..act(
                "Renew a consent",
                "Sandbox only: does what a user does who gives a consent once more at the institution. \
                 Its link is valid again.",
                "/sandbox/consents/{id}/renew/",
                "renewConsent",
            )
        },
        act(
            "Let a consent run out",
            "Sandbox only: ends a consent now, as if its time were over. Its link can no longer be \
             read until the consent is renewed.",
            "/sandbox/consents/{id}/expire/",
            "expireConsent",
        ),
        act(
            "Revoke a consent",
            "Sandbox only: does what a user does who takes a consent back at the institution. Its link \
             can no longer be read.",
            "/sandbox/consents/{id}/revoke/",
            "revokeConsent",
        ),
    ]
}

fn act(summary: &str, about: &str, path: &'static str, id: &'static str) -> Endpoint {
    Endpoint {
        summary: summary.into(),
        about: about.into(),
        query: Query::Selected,
        answers: vec![(200, Answer::Item(consent))],
        failures: WRITE_FAILURES,
        ..endpoint("post", path, id)
    }
}

fn endpoint(method: &'static str, path: &'static str, id: &'static str) -> Endpoint {
    Endpoint {
        method,
        path: path.into(),
        tag: "Consents",
        id: id.into(),
        summary: String::new(),
        about: String::new(),
        query: Query::None,
        body: None,
        files: &[],
        answers: Vec::new(),
        failures: READ_FAILURES,
        deferrable: false,
    }
}

/// The schema of a consent.
pub(super) fn consent(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<Consent>()
}
