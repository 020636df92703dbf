//! The operations that follow from a resource's declaration.

use super::answers::Answer;
use super::endpoint::{Endpoint, Query};
use crate::resource::Resource;
use crate::resources::retrieval::RESUME;

const LIST_FAILURES: &[u16] = &[400, 401, 403, 404, 408, 428, 500];
const RETRIEVE_FAILURES: &[u16] = &[400, 401, 403, 404, 408, 413, 428, 429, 500];
const DETAIL_FAILURES: &[u16] = &[400, 401, 403, 404, 408, 428, 500];
const DELETE_FAILURES: &[u16] = &[400, 401, 403, 404, 408, 428, 429, 500];

/// The operations that the resource offers.
pub(super) fn endpoints(resource: &'static Resource) -> Vec<Endpoint> {
    let offered = resource.operations;
    [
        (offered.list, list as fn(&'static Resource) -> Endpoint),
        (offered.retrieve, retrieve),
        (offered.resume, resume),
        (offered.detail, detail),
        (offered.delete, delete),
    ]
    .into_iter()
    .filter(|(offered, _)| *offered)
    .map(|(_, endpoint)| endpoint(resource))
    .collect()
}

fn list(resource: &'static Resource) -> Endpoint {
    let items = resource.title.to_lowercase();
    Endpoint {
        summary: format!("List {items}"),
        about: format!(
            "The {items} that are stored, newest first. Filters are combined; the institution is not \
             asked."
        ),
        query: Query::Filtered {
            filters: resource.filters,
            items,
            link_required: resource.link_required,
        },
        answers: vec![(
            200,
            Answer::Page(format!("{}Page", pascal(resource.item)), resource.schema),
        )],
        failures: LIST_FAILURES,
        ..common(resource, "get", "list", resource.title, "")
    }
}

fn retrieve(resource: &'static Resource) -> Endpoint {
    let items = resource.title.to_lowercase();
    Endpoint {
        summary: format!("Read {items} from the institution"),
        about: format!(
            "{} What is stored already is updated under the same id.",
            resource.request.about
        ),
        query: Query::Selected,
        body: Some(resource.request),
        answers: vec![
            (200, retrieved(resource)),
            (201, retrieved(resource)),
            (202, Answer::Accepted),
        ],
        failures: RETRIEVE_FAILURES,
        deferrable: true,
        ..common(resource, "post", "retrieve", resource.title, "")
    }
}

/// What a retrieval answers.
fn retrieved(resource: &'static Resource) -> Answer {
    if resource.manner.answers_one {
        Answer::Item(resource.schema)
    } else {
        Answer::Items(resource.schema)
    }
}

fn resume(resource: &'static Resource) -> Endpoint {
    let items = resource.title.to_lowercase();
    Endpoint {
        summary: format!("Go on reading {items}"),
        about: format!("Goes on reading {items} where the institution asked for a one-time code."),
        query: Query::Selected,
        body: Some(&RESUME),
        answers: vec![(200, retrieved(resource)), (201, retrieved(resource))],
        failures: RETRIEVE_FAILURES,
        ..common(resource, "patch", "resume", resource.title, "")
    }
}

fn detail(resource: &'static Resource) -> Endpoint {
    let item = resource.item.replace('_', " ");
    Endpoint {
        summary: format!("Read one {item}"),
        about: format!("The {item} with this id, as it is stored."),
        query: Query::Selected,
        answers: vec![(200, Answer::Item(resource.schema))],
        failures: DETAIL_FAILURES,
        ..common(resource, "get", "detail", resource.item, "{id}/")
    }
}

fn delete(resource: &'static Resource) -> Endpoint {
    let item = resource.item.replace('_', " ");
    Endpoint {
        summary: format!("Delete one {item}"),
        about: format!(
            "Deletes the {item} with this id and what depends on it. It cannot be undone."
        ),
        answers: vec![(204, Answer::Nothing)],
        failures: DELETE_FAILURES,
        ..common(resource, "delete", "delete", resource.item, "{id}/")
    }
}

fn common(
    resource: &'static Resource,
    method: &'static str,
    verb: &str,
    noun: &str,
    rest: &str,
) -> Endpoint {
    Endpoint {
        method,
        path: format!("{}{rest}", resource.path),
        tag: resource.title,
        id: format!("{verb}{}", pascal(noun)),
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

/// `Daily balances` and `daily_balance` as `DailyBalances` and `DailyBalance`.
fn pascal(words: &str) -> String {
    words
        .split([' ', '_'])
        .flat_map(|word| {
            let mut letters = word.chars();
            let first = letters.next().map(|letter| letter.to_ascii_uppercase());
            first.into_iter().chain(letters)
        })
        .collect()
}
