//! Letting an event of the catalogue happen to a link of a sandbox, as if there had been a reason.

use caudal_model::announcement;
use caudal_model::body::shortened;
use caudal_model::event::catalogue::{self, CatalogueEntry, Subject};
use caudal_model::facets::facets_of;
use caudal_model::failure::{LoginError, TokenGeneration};
use caudal_model::resources::link::LinkStatus;
use caudal_model::{ApiError, Document, Failure, Kind, Occurrence, Values};
use caudal_store::Batch;
use serde_json::{Map, Value, json};

use crate::caller::Caller;
use crate::engine::Engine;
use crate::failure::Outcome;
use crate::links::LinkRecord;
use crate::refresh::Notice;
use crate::retrieval::unknown_link;

impl Engine {
    /// Lets an event happen; answers it as receivers get it.
    ///
    /// # Errors
    /// `does_not_exist` for a link that is not there; `invalid_choice` for an event that is not in the
    /// catalogue; `invalid` where nothing true can be said of the link and nothing was given.
    pub async fn fire_event(&self, caller: &Caller, values: &Values) -> Outcome<String> {
        let entry = named(values)?;
        let id = values.uuid("link").unwrap_or_default();
        let row = self.store.link(caller.organisation(), id).await?;
        let link = LinkRecord::from_row(row.ok_or_else(|| unknown_link(id))?)?;
        caller.trace.concerns(id);
        let occurrence = match values.any_object("data") {
            Some(data) => of_entry(entry, data.clone()),
            None => self.truly(&link, entry).await?,
        };
        let event = self.event(&link, &caller.request_id, occurrence, "fired");
        let mut batch = Batch::new();
        let deliver_at = self.context.clock.unheld();
        batch.announce(link.organisation, &event, self.now(), deliver_at);
        self.store.write(batch).await?;
        self.wake_deliveries();
        let (family, code) = (entry.webhook_type, entry.webhook_code);
        caller
            .trace
            .note(self.now(), format!("{family} {code} was let happen"));
        Ok(event.body())
    }

    /// What an event says that is true of the link as it is stored.
    async fn truly(&self, link: &LinkRecord, entry: CatalogueEntry) -> Outcome<Occurrence> {
        Ok(match entry.subject {
            Subject::History => self.history_of_link(link, entry).await?,
            Subject::News => self.news_of_link(link, entry).await?,
            Subject::Corrections { ids } => {
                let newest = self.newest(link, Kind::Transactions).await?;
                let mut data = Map::new();
                data.insert("count".to_owned(), newest.len().into());
                data.insert(ids.to_owned(), newest.into());
                of_entry(entry, data)
            }
            Subject::Login if entry.webhook_code == "token_required" => {
                let token = TokenGeneration {
                    kind: "numeric".to_owned(),
                    instructions: String::new(),
                    value: None,
                    expects_user_input: true,
                };
                Notice::of_challenge(link.id(), token).occurrence(LinkStatus::TokenRequired)
            }
            Subject::Login => Notice::of(&Failure::Login(LoginError::InvalidCredentials))
                .occurrence(LinkStatus::Invalid),
            Subject::Deletion => of_entry(entry, Map::new()),
            Subject::Consent => {
                let told = self.told_of_consent(link, entry.webhook_code).await?;
                told.ok_or_else(|| unsayable("The link has no consent"))?
            }
            Subject::EmploymentChanges => {
                let told = self.employment_of_link(link).await?;
                let mut data = Map::new();
                data.insert("employment_changes".to_owned(), json!([told]));
                of_entry(entry, data)
            }
        })
    }

    async fn history_of_link(
        &self,
        link: &LinkRecord,
        entry: CatalogueEntry,
    ) -> Outcome<Occurrence> {
        let today = self.now().utc_date();
        let mut empty = None;
        for kind in self.told_kinds(link, entry)? {
            let documents = self.documents_of(link, kind).await?;
            let told = announcement::history(kind, &documents, today);
            let is_asked = |it: &Occurrence| it.webhook_code == entry.webhook_code;
            let Some(found) = told.into_iter().find(is_asked) else {
                continue;
            };
            if !documents.is_empty() {
                return Ok(found);
            }
            empty.get_or_insert(found);
        }
        Ok(empty.unwrap_or_else(|| of_entry(entry, none_of(entry))))
    }

    async fn news_of_link(&self, link: &LinkRecord, entry: CatalogueEntry) -> Outcome<Occurrence> {
        let kind = self.told_kinds(link, entry)?.first().copied();
        let news = kind.and_then(|kind| announcement::news(kind, entry.process, 1));
        let mut news = news.ok_or_else(|| unsayable("The institution has no such resource"))?;
        news.webhook_code = entry.webhook_code;
        if kind == Some(Kind::Transactions) {
            let newest = self.newest(link, Kind::Transactions).await?;
            news.data
                .insert("new_transactions".to_owned(), newest.len().into());
            news.data
                .insert("new_transaction_ids".to_owned(), newest.into());
        }
        Ok(news)
    }

    /// The kinds that an event tells of and that the link's institution has.
    fn told_kinds(&self, link: &LinkRecord, entry: CatalogueEntry) -> Outcome<Vec<Kind>> {
        let (institution, _) = link.institution(&self.connectors)?;
        let kinds: Vec<Kind> = catalogue::kinds_of(entry.webhook_type)
            .filter(|kind| kind.is_offered_by(institution))
            .collect();
        if kinds.is_empty() {
            return Err(unsayable("The link's institution has no such resource").into());
        }
        Ok(kinds)
    }

    /// The id of the newest document, in a list; an empty one where there is none.
    async fn newest(&self, link: &LinkRecord, kind: Kind) -> Outcome<Vec<String>> {
        let stored = self
            .store
            .stored(link.organisation, link.id(), kind, None)
            .await?;
        let newest = stored.last().map(|stored| stored.id.to_string());
        Ok(newest.into_iter().collect())
    }

    async fn employment_of_link(&self, link: &LinkRecord) -> Outcome<&'static str> {
        let kind = Kind::EmploymentRecords;
        let stored = self
            .store
            .stored(link.organisation, link.id(), kind, None)
            .await?;
        let report = stored.last().map(|stored| stored.body.as_str());
        let report: Value = serde_json::from_str(report.unwrap_or("null"))?;
        let works = report.pointer("/personal_data/entitlements/status");
        Ok(match works.and_then(Value::as_str) {
            Some("UNEMPLOYED") => "UNEMPLOYED",
            _ => "EMPLOYED",
        })
    }

    async fn documents_of(&self, link: &LinkRecord, kind: Kind) -> Outcome<Vec<Document>> {
        let stored = self
            .store
            .stored(link.organisation, link.id(), kind, None)
            .await?;
        let now = self.now();
        let documents = stored.into_iter().map(|stored| {
            Ok(Document {
                kind,
                id: stored.id,
                identity: stored.identity,
                account: None,
                created_at: now,
                collected_at: now,
                facets: facets_of(kind, &stored.body)?,
                body: stored.body,
            })
        });
        documents.collect()
    }
}

/// The event that a body names.
fn named(values: &Values) -> Result<CatalogueEntry, ApiError> {
    let word = |name| values.text(name).unwrap_or_default();
    let (family, code) = (word("webhook_type"), word("webhook_code"));
    if let Some(entry) = catalogue::entry(family, code) {
        return Ok(entry);
    }
    let codes = catalogue::of_type(family);
    let (field, value, words) = if codes.is_empty() {
        let mut families: Vec<&str> = catalogue::catalogue()
            .iter()
            .map(|entry| entry.webhook_type)
            .collect();
        families.dedup();
        ("webhook_type", family, families)
    } else {
        let codes = codes.iter().map(|entry| entry.webhook_code);
        ("webhook_code", code, codes.collect())
    };
    let wrong = Failure::InvalidChoice {
        field: field.into(),
        value: shortened(value),
    };
    let choices = Failure::invalid(field, format!("There are: {}.", words.join(", ")));
    Err(ApiError::collect([wrong, choices]).unwrap_or_else(|| Failure::Unexpected.into()))
}

fn unsayable(why: &str) -> Failure {
    let message = format!("{why}: say with `data` what the event carries.");
    Failure::invalid("webhook_type", message)
}

fn of_entry(entry: CatalogueEntry, data: Map<String, Value>) -> Occurrence {
    Occurrence {
        webhook_type: entry.webhook_type,
        process: entry.process,
        webhook_code: entry.webhook_code,
        data,
    }
}

/// What a history without anything says where its family would say nothing at all.
fn none_of(entry: CatalogueEntry) -> Map<String, Value> {
    let mut kinds = catalogue::kinds_of(entry.webhook_type);
    let announcement = kinds.find_map(|kind| kind.resource().announcement);
    let total = announcement.map(|it| (it.total.to_owned(), Value::from(0)));
    total.into_iter().collect()
}
