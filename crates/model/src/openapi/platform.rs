//! The operations that are no resource's: the index, institutions and links.

use schemars::{Schema, SchemaGenerator};
use serde_json::{Value, json};

use super::answers::Answer;
use super::endpoint::{Endpoint, Query};
use crate::resources::institution::{INSTITUTION_FILTERS, Institution};
use crate::resources::invoice::Invoice;
use crate::resources::link::{LINK_CREATE, LINK_FILTERS, LINK_PATCH, LINK_PUT, LINK_REFRESH, Link};
use crate::resources::retrieval::RESUME;

const READ_FAILURES: &[u16] = &[400, 401, 403, 404, 408, 428, 500];
const REFRESH_FAILURES: &[u16] = &[400, 401, 403, 404, 409, 413, 428, 429, 500];
const WRITE_FAILURES: &[u16] = &[400, 401, 403, 404, 408, 413, 428, 429, 500];

/// What the tags mean.
pub(super) fn tags() -> Vec<Value> {
    vec![
        json!({ "name": "Index", "description": "Whether the server is there and the key is good." }),
        json!({ "name": "Institutions", "description": "Whom a link can be made with, and what they ask for." }),
        json!({ "name": "Links", "description": "The right to read one user's data at one institution." }),
    ]
}

/// All of them.
pub(super) fn endpoints() -> Vec<Endpoint> {
    let mut all = vec![index()];
    all.extend(institutions());
    all.extend(links());
    all.push(import());
    all
}

/// What no other API has: invoices that their owner brings along.
fn import() -> Endpoint {
    Endpoint {
        summary: "Bring invoices along".into(),
        about: "An extension: stores Mexican electronic invoices (CFDI 4.0 and 3.3) that the link's \
                owner has as files, each under the id that it would have if it had been fetched. The \
                body is one XML document, or a ZIP of at most 1,000. All of them are stored, or none \
                with a problem for each that cannot be."
            .into(),
        query: Query::OfLink,
        files: &["application/xml", "application/zip"],
        answers: vec![(
            201,
            Answer::Items(|generator| generator.subschema_for::<Invoice>()),
        )],
        failures: WRITE_FAILURES,
        ..endpoint("post", "/api/invoices/import/", "Invoices", "importInvoices")
    }
}

fn index() -> Endpoint {
    Endpoint {
        summary: "Try the key".into(),
        about: "The collections of the API and where they are. Clients use it to try their key."
            .into(),
        answers: vec![(200, Answer::Index)],
        failures: &[401, 500],
        ..endpoint("get", "/api/", "Index", "index")
    }
}

fn institutions() -> [Endpoint; 2] {
    [
        Endpoint {
            summary: "List institutions".into(),
            about: "Whom a link can be made with. Filters are combined.".into(),
            query: Query::Filtered {
                filters: INSTITUTION_FILTERS,
                items: "institutions".into(),
                link_required: false,
            },
            answers: vec![(200, Answer::Page("InstitutionPage".into(), institution))],
            failures: READ_FAILURES,
            ..endpoint(
                "get",
                "/api/institutions/",
                "Institutions",
                "listInstitutions",
            )
        },
        Endpoint {
            summary: "Read one institution".into(),
            about: "The institution with this number.".into(),
            query: Query::Selected,
            answers: vec![(200, Answer::Item(institution))],
            failures: READ_FAILURES,
            ..endpoint(
                "get",
                "/api/institutions/{id}/",
                "Institutions",
                "detailInstitution",
            )
        },
    ]
}

fn links() -> Vec<Endpoint> {
    let mut all = link_collection();
    all.extend(link_items());
    all
}

fn link_collection() -> Vec<Endpoint> {
    let endpoint = |method, id| endpoint(method, "/api/links/", "Links", id);
    vec![
        Endpoint {
            summary: "List links".into(),
            about: "The links that were made, newest first. Filters are combined.".into(),
            query: Query::Filtered {
                filters: LINK_FILTERS,
                items: "links".into(),
                link_required: false,
            },
            answers: vec![(200, Answer::Page("LinkPage".into(), link))],
            failures: READ_FAILURES,
            ..endpoint("get", "listLinks")
        },
        Endpoint {
            summary: "Make a link".into(),
            about:
                "Enters the institution with the user's credentials. Where it asks for a one-time \
                    code the answer has status 428 and the link waits, unconfirmed."
                    .into(),
            query: Query::Selected,
            body: Some(&LINK_CREATE),
            answers: vec![(201, Answer::Item(link))],
            failures: WRITE_FAILURES,
            ..endpoint("post", "createLink")
        },
        Endpoint {
            summary: "Go on making a link".into(),
            about: "Goes on with a link where the institution asked for a one-time code.".into(),
            query: Query::Selected,
            body: Some(&RESUME),
            answers: vec![(200, Answer::Item(link))],
            failures: WRITE_FAILURES,
            ..endpoint("patch", "resumeLink")
        },
    ]
}

fn link_items() -> Vec<Endpoint> {
    let endpoint = |method, id| endpoint(method, "/api/links/{id}/", "Links", id);
    vec![
        Endpoint {
            summary: "Read one link".into(),
            about: "The link with this id. The institution is not asked.".into(),
            query: Query::Selected,
            answers: vec![(200, Answer::Item(link))],
            failures: READ_FAILURES,
            ..endpoint("get", "detailLink")
        },
        Endpoint {
            summary: "Change how a link is kept".into(),
            about: "Changes the access mode, what is loaded by itself, or how long data is kept."
                .into(),
            query: Query::Selected,
            body: Some(&LINK_PATCH),
            answers: vec![(200, Answer::Item(link))],
            failures: WRITE_FAILURES,
            ..endpoint("patch", "modifyLink")
        },
        Endpoint {
            summary: "Give a link new credentials".into(),
            about:
                "Tries new credentials and, when the institution takes them, makes the link valid \
                    again under the same id."
                    .into(),
            query: Query::Selected,
            body: Some(&LINK_PUT),
            answers: vec![(200, Answer::Item(link))],
            failures: WRITE_FAILURES,
            ..endpoint("put", "updateLink")
        },
        Endpoint {
            summary: "Delete one link".into(),
            about: "Deletes the link, its credentials and everything that was read through it. It \
                    cannot be undone."
                .into(),
            answers: vec![(202, Answer::Accepted), (204, Answer::Nothing)],
            failures: WRITE_FAILURES,
            deferrable: true,
            ..endpoint("delete", "deleteLink")
        },
        Endpoint {
            path: "/api/links/{id}/refresh/".into(),
            summary: "Read a link's history anew".into(),
            about:
                "Accepts that the link's history is read anew; events tell when each resource is \
                    there. The same link can be refreshed again after ten minutes."
                    .into(),
            body: Some(&LINK_REFRESH),
            answers: vec![(202, Answer::Accepted)],
            failures: REFRESH_FAILURES,
            ..endpoint("post", "refreshLink")
        },
    ]
}

fn endpoint(
    method: &'static str,
    path: &'static str,
    tag: &'static str,
    id: &'static str,
) -> Endpoint {
    Endpoint {
        method,
        path: path.into(),
        tag,
        id: id.into(),
        summary: String::new(),
        about: String::new(),
        query: Query::None,
        body: None,
        files: &[],
        answers: Vec::new(),
        failures: &[],
        deferrable: false,
    }
}

/// The schema of an institution.
pub(super) fn institution(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<Institution>()
}

/// The schema of a link.
pub(super) fn link(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<Link>()
}
