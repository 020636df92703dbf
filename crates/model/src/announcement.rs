//! How resources are announced: what an event says of documents that were read.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::document::Document;
use crate::event::{Occurrence, Process};
use crate::resource::Kind;
use crate::time::Date;

/// Days that invoices of the first announcement lie back at most.
const RECENT_DAYS: i32 = 30;
/// Days of one announcement of older invoices.
const INVOICE_YEAR_DAYS: i32 = 365;
/// The most announcements of older invoices in one direction.
const INVOICE_YEARS_MAX: i32 = 5;

/// How a resource is announced: a part of its declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// The family of its events: `ACCOUNTS`.
    pub webhook_type: &'static str,
    /// Under which key a history counts its documents: `total_accounts`.
    pub total: &'static str,
    /// Under which key news are counted: `new_accounts`.
    pub new: &'static str,
    /// The event about news: `new_accounts_available`.
    pub new_code: &'static str,
    /// Whether news that a schedule finds are told; some families tell only what was asked for.
    pub scheduled: bool,
    /// What is said of a history besides.
    pub history: History,
}

/// What is said of a history besides how many documents it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum History {
    /// Nothing.
    Counted,
    /// Nothing, and nothing at all where it has none: few institutions know of such documents.
    CountedIfAny,
    /// The first and the last day that stand at a path, under these keys.
    Dated {
        /// Where a document has its day.
        at: &'static str,
        /// The key of the first one.
        first: &'static str,
        /// The key of the last one.
        last: &'static str,
    },
    /// How many came in and went out, and the first and the last day.
    Movements,
    /// One event for each direction: of the last days, and of each year before them.
    Invoices {
        /// Where an invoice has its day.
        at: &'static str,
        /// Whether all that lies back is told at once, rather than year by year.
        at_once: bool,
    },
    /// One event for returns of years, one for those of months.
    Returns,
    /// The last day that stands at a path, under this key.
    Latest {
        /// Where a document has its day.
        at: &'static str,
        /// The key of the last one.
        last: &'static str,
    },
}

/// The announcement of a resource by the word for its documents: `announced!("BILLS", "bills", …)`.
macro_rules! announced {
    ($webhook_type:literal, $documents:literal) => {
        $crate::announcement::announced!(
            $webhook_type,
            $documents,
            $crate::announcement::History::Counted
        )
    };
    ($webhook_type:literal, $documents:literal, $history:expr) => {
        Some($crate::announcement::Announcement {
            webhook_type: $webhook_type,
            total: concat!("total_", $documents),
            new: concat!("new_", $documents),
            new_code: concat!("new_", $documents, "_available"),
            scheduled: true,
            history: $history,
        })
    };
}
pub(crate) use announced;

/// What there is to say of a kind's history that was just read.
#[must_use]
pub fn history(kind: Kind, documents: &[Document], today: Date) -> Vec<Occurrence> {
    let Some(announcement) = kind.resource().announcement else {
        return Vec::new();
    };
    let mine: Vec<&Document> = documents
        .iter()
        .filter(|document| document.kind == kind)
        .collect();
    let count = |data: &mut Map<String, Value>, documents: &[&Document]| {
        data.insert(announcement.total.to_owned(), documents.len().into());
    };
    let mut data = Map::new();
    count(&mut data, &mine);
    match announcement.history {
        History::Counted => {}
        History::CountedIfAny if mine.is_empty() => return Vec::new(),
        History::CountedIfAny => {}
        History::Dated { at, first, last } => add_days(&mut data, &mine, at, first, last),
        History::Movements => add_movements(&mut data, &mine),
        History::Latest { at, last } => {
            let latest = mine.iter().filter_map(|document| day(document, at)).max();
            data.insert(last.to_owned(), shown(latest));
        }
        History::Invoices { at, at_once } => {
            return invoices(&announcement, &mine, at, at_once, today);
        }
        History::Returns => return returns(&announcement, &mine),
    }
    vec![of_history(&announcement, "historical_update", data)]
}

/// What there is to say of so many documents of a kind that are new or changed.
#[must_use]
pub fn news(kind: Kind, process: Process, count: usize) -> Option<Occurrence> {
    let announcement = kind.resource().announcement?;
    let mut data = Map::new();
    data.insert(announcement.new.to_owned(), count.into());
    Some(Occurrence {
        webhook_type: announcement.webhook_type,
        process,
        webhook_code: announcement.new_code,
        data,
    })
}

/// What there is to say of news, given the documents: where a family tells directions or cadences
/// apart on a schedule, one event for each that has any.
#[must_use]
pub fn news_by_part(kind: Kind, process: Process, changed: &[&Document]) -> Vec<Occurrence> {
    let announcement = kind.resource().announcement;
    let told = announcement.filter(|it| it.scheduled || process != Process::Recurrent);
    let history = told.map(|it| it.history);
    let parts: Vec<(&'static str, Option<&str>, Vec<&Document>)> = match history {
        None => return Vec::new(),
        Some(History::Invoices { .. }) if process == Process::Recurrent => ["INFLOW", "OUTFLOW"]
            .into_iter()
            .zip([
                "new_inflow_invoices_available",
                "new_outflow_invoices_available",
            ])
            .map(|(word, code)| (code, None, of_direction(changed, word)))
            .collect(),
        Some(History::Returns) if process == Process::Recurrent => ["yearly", "monthly"]
            .into_iter()
            .map(|cadence| {
                let mine = changed.iter().filter(|it| cadence_of(it) == cadence);
                (
                    "new_tax_returns_available",
                    Some(cadence),
                    mine.copied().collect(),
                )
            })
            .collect(),
        Some(_) => return news(kind, process, changed.len()).into_iter().collect(),
    };
    let told = parts.into_iter().filter(|(_, _, mine)| !mine.is_empty());
    told.filter_map(|(code, cadence, mine)| {
        let mut occurrence = news(kind, process, mine.len())?;
        occurrence.webhook_code = code;
        if let Some(cadence) = cadence {
            occurrence.data.insert("type".to_owned(), cadence.into());
        }
        Some(occurrence)
    })
    .collect()
}

fn of_history(
    announcement: &Announcement,
    webhook_code: &'static str,
    data: Map<String, Value>,
) -> Occurrence {
    Occurrence {
        webhook_type: announcement.webhook_type,
        process: Process::Historical,
        webhook_code,
        data,
    }
}

fn add_days(
    data: &mut Map<String, Value>,
    documents: &[&Document],
    at: &str,
    first: &str,
    last: &str,
) {
    let days = || documents.iter().filter_map(|document| day(document, at));
    data.insert(first.to_owned(), shown(days().min()));
    data.insert(last.to_owned(), shown(days().max()));
}

fn add_movements(data: &mut Map<String, Value>, documents: &[&Document]) {
    for (word, key) in [
        ("INFLOW", "total_inflow_transactions"),
        ("OUTFLOW", "total_outflow_transactions"),
    ] {
        data.insert(key.to_owned(), of_direction(documents, word).len().into());
    }
    let (first, last) = ("first_transaction_date", "last_transaction_date");
    add_days(data, documents, "value_date", first, last);
}

/// The last days first, then what lies before them. A direction without any is told of all the same,
/// once: whoever waits for it must learn that nothing comes.
fn invoices(
    announcement: &Announcement,
    documents: &[&Document],
    at: &str,
    at_once: bool,
    today: Date,
) -> Vec<Occurrence> {
    let mut told = Vec::new();
    let tell = |code, mine: &[&Document]| {
        let mut data = Map::new();
        data.insert(announcement.total.to_owned(), mine.len().into());
        add_days(
            &mut data,
            mine,
            at,
            "first_invoice_date",
            "last_invoice_date",
        );
        of_history(announcement, code, data)
    };
    let directions = [
        (
            "INFLOW",
            "initial_inflow_update",
            "historical_inflow_update",
        ),
        (
            "OUTFLOW",
            "initial_outflow_update",
            "historical_outflow_update",
        ),
    ];
    for (word, initial, _) in directions {
        let mut recent = of_direction(documents, word);
        recent.retain(|document| age(document, at, today) <= RECENT_DAYS);
        told.push(tell(initial, &recent));
    }
    for (word, _, historical) in directions {
        let mut years: BTreeMap<i32, Vec<&Document>> = BTreeMap::new();
        years.insert(0, Vec::new());
        for document in of_direction(documents, word) {
            let year = age(document, at, today) / INVOICE_YEAR_DAYS;
            let year = if at_once {
                0
            } else {
                year.clamp(0, INVOICE_YEARS_MAX - 1)
            };
            years.entry(year).or_default().push(document);
        }
        told.extend(years.values().map(|mine| tell(historical, mine)));
    }
    told
}

fn returns(announcement: &Announcement, documents: &[&Document]) -> Vec<Occurrence> {
    let tell = |cadence: &'static str| {
        let mine: Vec<&Document> = documents
            .iter()
            .copied()
            .filter(|document| cadence_of(document) == cadence)
            .collect();
        let years = || mine.iter().filter_map(|document| year_of(document));
        let mut data = Map::new();
        data.insert("type".to_owned(), cadence.into());
        data.insert(announcement.total.to_owned(), mine.len().into());
        let shown = |year: Option<i64>| year.map_or(Value::Null, |year| year.to_string().into());
        data.insert("first_tax_return_year".to_owned(), shown(years().min()));
        data.insert("last_tax_return_year".to_owned(), shown(years().max()));
        of_history(announcement, "historical_update", data)
    };
    ["yearly", "monthly"].map(tell).into()
}

fn of_direction<'a>(documents: &[&'a Document], word: &str) -> Vec<&'a Document> {
    let is_of = |document: &&&'a Document| text(document, "type").as_deref() == Some(word);
    documents.iter().filter(is_of).copied().collect()
}

/// Days since the document's day; none without one.
fn age(document: &Document, at: &str, today: Date) -> i32 {
    let since = day(document, at).and_then(|day| today.0.since(day.0).ok());
    since.map_or(0, |span| span.get_days())
}

/// Returns of months name their month; those of years say that they are of the whole year.
fn cadence_of(document: &Document) -> &'static str {
    let period = text(document, "informacion_general.periodo_declaracion");
    let whole_year = period.is_none_or(|period| period.to_lowercase().contains("ejercicio"));
    if whole_year { "yearly" } else { "monthly" }
}

fn year_of(document: &Document) -> Option<i64> {
    match fact(document, "informacion_general.ejercicio")? {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

fn shown(day: Option<Date>) -> Value {
    day.map_or(Value::Null, |day| day.to_string().into())
}

/// The day at a path, also where a moment stands there.
fn day(document: &Document, at: &str) -> Option<Date> {
    text(document, at)?.get(..10)?.parse().ok()
}

fn text(document: &Document, at: &str) -> Option<String> {
    match fact(document, at)? {
        Value::String(text) => Some(text),
        _ => None,
    }
}

/// What stands at a path: out of the facets where a filter looks there, else out of the text.
fn fact(document: &Document, at: &str) -> Option<Value> {
    let filters = document.kind.resource().filters;
    if let Some(filter) = filters.iter().find(|filter| filter.at == at) {
        return document.facets.get(filter.name).cloned();
    }
    let body: Value = serde_json::from_str(&document.body).ok()?;
    let pointer = format!("/{}", at.replace('.', "/"));
    body.pointer(&pointer).cloned()
}

#[cfg(test)]
mod tests;
