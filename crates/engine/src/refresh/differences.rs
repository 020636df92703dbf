//! What a reading brings that was not stored before: by identity, and true to the letter.

use std::collections::HashMap;

use caudal_model::announcement;
use caudal_model::{Date, Document, Kind, Occurrence, Process};
use caudal_store::{Batch, Stored};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::engine::Engine;
use crate::failure::Outcome;
use crate::links::LinkRecord;
use crate::retrieval::Read;

/// What differs from one reading to the next although nothing happened: the moments of the reading,
/// and what a document repeats of another one.
const RESTLESS: &[&str] = &["collected_at", "created_at", "account", "investment"];

/// What a reading brings of one kind.
pub(crate) struct Differences<'a> {
    added: Vec<&'a Document>,
    changed: Vec<&'a Document>,
    vanished: Vec<Uuid>,
}

impl Engine {
    /// Compares what was read of a kind with what is stored; where the reading began on a day, with
    /// what is stored from that day on.
    pub(crate) async fn differences<'a>(
        &self,
        link: &LinkRecord,
        kind: Kind,
        read: &'a Read,
        since: Option<Date>,
    ) -> Outcome<Differences<'a>> {
        let since = since
            .filter(|_| has_days(kind))
            .map(|day| (DAY_FILTER, day));
        let stored = self.store.stored(link.organisation, link.id(), kind, since);
        let mut stored: HashMap<String, Stored> = stored
            .await?
            .into_iter()
            .map(|stored| (stored.identity.clone(), stored))
            .collect();
        let (mut added, mut changed) = (Vec::new(), Vec::new());
        let documents = read.documents.iter().filter(|it| it.kind == kind);
        for document in documents {
            match stored.remove(&document.identity) {
                Some(before) if said(&before.body)? == said(&document.body)? => {}
                Some(_) => changed.push(document),
                None if read.is_known(document) => changed.push(document),
                None => added.push(document),
            }
        }
        // An institution that shows nothing at all is not believed to have deleted everything.
        let first = first_day(read, kind);
        let gone = stored.into_values().filter(|stored| {
            has_days(kind) && first.is_some_and(|first| day_of(&stored.body) >= Some(first))
        });
        let mut vanished: Vec<Uuid> = gone.map(|stored| stored.id).collect();
        vanished.sort_unstable();
        Ok(Differences {
            added,
            changed,
            vanished,
        })
    }
}

impl Differences<'_> {
    /// What is announced of documents that are new, or changed where changes have no event of their
    /// own. Nothing where a schedule finds nothing; a request that was to be answered later always
    /// is.
    pub(crate) fn news(&self, kind: Kind, process: Process) -> Vec<Occurrence> {
        let mut news = self.added.clone();
        if !has_corrections(kind) {
            news.extend(&self.changed);
        }
        if news.is_empty() && process == Process::Recurrent {
            return Vec::new();
        }
        let mut told = announcement::news_by_part(kind, process, &news);
        if has_corrections(kind) {
            for occurrence in &mut told {
                let ids = news.iter().map(|document| document.id.to_string());
                occurrence
                    .data
                    .insert("new_transaction_ids".to_owned(), ids.collect());
            }
        }
        told
    }

    /// What is announced of transactions that the institution corrected or took back.
    pub(crate) fn corrections(&self, kind: Kind, process: Process) -> Vec<Occurrence> {
        if !has_corrections(kind) {
            return Vec::new();
        }
        let changed = self.changed.iter().map(|document| document.id).collect();
        [
            ("transactions_updated", "updated_transactions", changed),
            (
                "transactions_deleted",
                "deleted_transactions",
                self.vanished.clone(),
            ),
        ]
        .into_iter()
        .filter(|(_, _, ids): &(_, _, Vec<Uuid>)| !ids.is_empty())
        .map(|(webhook_code, key, ids)| {
            let mut data = Map::new();
            data.insert("count".to_owned(), ids.len().into());
            data.insert(key.to_owned(), ids.iter().map(Uuid::to_string).collect());
            Occurrence {
                webhook_type: "TRANSACTIONS",
                process,
                webhook_code,
                data,
            }
        })
        .collect()
    }

    /// Adds to the batch that what the institution no longer shows is deleted.
    pub(crate) fn delete_vanished(&self, batch: &mut Batch, organisation: Uuid, kind: Kind) {
        for id in &self.vanished {
            batch.delete_document(organisation, kind, *id);
        }
    }
}

/// The filter under which the day of a movement is stored, and where it stands in the text.
const DAY_FILTER: &str = "value_date";

/// Whether documents of this kind have a day by which a part of them is read.
fn has_days(kind: Kind) -> bool {
    kind == Kind::Transactions
}

/// Whether changes of this kind have events of their own.
fn has_corrections(kind: Kind) -> bool {
    kind == Kind::Transactions
}

fn first_day(read: &Read, kind: Kind) -> Option<Date> {
    let mine = read.documents.iter().filter(|it| it.kind == kind);
    mine.filter_map(|document| document.facets.get(DAY_FILTER)?.as_str()?.parse().ok())
        .min()
}

fn day_of(body: &str) -> Option<Date> {
    let body: Value = serde_json::from_str(body).ok()?;
    body.get(DAY_FILTER)?.as_str()?.parse().ok()
}

/// What a document says, without what changes at every reading.
fn said(body: &str) -> Outcome<Value> {
    let mut said = serde_json::from_str(body)?;
    calm(&mut said);
    Ok(said)
}

fn calm(value: &mut Value) {
    match value {
        Value::Object(keys) => {
            keys.retain(|key, _| !RESTLESS.contains(&key.as_str()));
            keys.values_mut().for_each(calm);
        }
        Value::Array(items) => items.iter_mut().for_each(calm),
        _ => {}
    }
}
