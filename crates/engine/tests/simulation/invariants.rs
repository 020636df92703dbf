//! What must be so at the end of every run.

use std::collections::{BTreeMap, BTreeSet};

use caudal_model::Kind;
use caudal_model::filter::read_conditions;
use caudal_store::{EventChoice, Listing};
use serde_json::Value;
use uuid::Uuid;

use crate::process::Accepted;
use crate::run::Run;

const LINK_QUERY: [&str; 1] = ["link"];
const KINDS: [Kind; 3] = [Kind::Owners, Kind::Accounts, Kind::Transactions];

/// What events say, as far as it matters here.
struct Told {
    id: String,
    link: Uuid,
    family: String,
    code: String,
    request_id: String,
    text: String,
}

pub(crate) async fn hold(run: &Run) {
    let told = told(run).await;
    nothing_is_told_twice(&told);
    everything_told_was_taken(run, &told);
    nothing_is_left_to_do(run).await;
    // Whoever died before the answer may have left the work behind: then it was done as well.
    let deleted: BTreeSet<Uuid> = told
        .iter()
        .filter(|it| it.code == "link_deleted")
        .map(|it| it.link)
        .collect();
    for accepted in &run.accepted {
        came_true(run, &told, &deleted, accepted).await;
    }
}

async fn told(run: &Run) -> Vec<Told> {
    let choice = EventChoice {
        limit: 1_000,
        ..EventChoice::default()
    };
    let store = &run.surroundings.store;
    let events = store.events(run.organisation, &choice).await.unwrap();
    assert!(events.len() < 1_000, "more events than are looked at");
    let events = events.into_iter().map(|event| {
        let body: Value = serde_json::from_str(&event.body).unwrap();
        let word = |key: &str| body[key].as_str().unwrap().to_owned();
        Told {
            id: word("webhook_id"),
            link: word("link_id").parse().unwrap(),
            family: word("webhook_type"),
            code: word("webhook_code"),
            request_id: word("request_id"),
            text: event.body,
        }
    });
    events.collect()
}

fn nothing_is_told_twice(told: &[Told]) {
    let mut said = BTreeMap::new();
    for it in told {
        let what = (it.link, &it.request_id, &it.family, &it.code);
        let before = said.insert(what, &it.id);
        assert!(before.is_none(), "told twice: {what:?}");
    }
}

fn everything_told_was_taken(run: &Run, told: &[Told]) {
    let taken = run.surroundings.receiver.taken.lock().unwrap();
    for it in told {
        let texts = taken.get(&it.id);
        let texts = texts.unwrap_or_else(|| panic!("never arrived: {}", it.text));
        assert!(
            texts.iter().all(|text| *text == it.text),
            "an event changed on its way: {texts:?}"
        );
    }
    assert_eq!(
        taken.len(),
        told.len(),
        "something arrived that is no event"
    );
}

async fn nothing_is_left_to_do(run: &Run) {
    let (waiting, buried) = run.surroundings.store.jobs_left().await.unwrap();
    assert_eq!(
        (waiting, buried),
        (0, 0),
        "jobs that wait, or were put aside"
    );
}

async fn came_true(run: &Run, told: &[Told], deleted: &BTreeSet<Uuid>, accepted: &Accepted) {
    let store = &run.surroundings.store;
    let count = |link: Uuid, request: Option<&str>, code: &str| {
        told.iter()
            .filter(|it| it.link == link && it.code == code)
            .filter(|it| request.is_none_or(|request| it.request_id == request))
            .count()
    };
    match accepted {
        Accepted::Deletion { link } => {
            let left = store.link(run.organisation, *link).await.unwrap();
            assert!(left.is_none(), "a deleted link is there");
            assert_eq!(count(*link, None, "link_deleted"), 1);
        }
        Accepted::Registered { link } if !deleted.contains(link) => {
            let row = store.link(run.organisation, *link).await.unwrap();
            let row = row.unwrap_or_else(|| panic!("link {link} is lost"));
            assert_eq!(row.status, "valid");
            assert!(count(*link, None, "historical_update") >= KINDS.len());
            for kind in KINDS {
                is_whole(run, *link, kind).await;
            }
        }
        Accepted::Refresh { link, request_id } if !deleted.contains(link) => {
            let history = count(*link, Some(request_id), "historical_update");
            assert!(history >= KINDS.len(), "a refresh was lost: {request_id}");
        }
        Accepted::Retrieval { link, request_id } if !deleted.contains(link) => {
            let news = count(*link, Some(request_id), "new_transactions_available");
            assert_eq!(news, 1, "a retrieval was lost: {request_id}");
        }
        _ => {}
    }
}

/// Every document is there once, and counted.
async fn is_whole(run: &Run, link: Uuid, kind: Kind) {
    let store = &run.surroundings.store;
    let known = store.known(run.organisation, link, kind).await.unwrap();
    let identities: BTreeSet<_> = known.iter().map(|it| &it.identity).collect();
    assert_eq!(identities.len(), known.len(), "{kind} doubled");
    assert!(!known.is_empty(), "no {kind}");
    let values = LINK_QUERY.map(|name| (name.to_owned(), link.to_string()));
    let listing = Listing {
        conditions: read_conditions(kind.resource().filters, &values).unwrap(),
        page: 1,
        page_size: 1,
    };
    let page = store.list(run.organisation, kind, &listing).await.unwrap();
    assert_eq!(page.count, known.len() as u64, "{kind} miscounted");
}
