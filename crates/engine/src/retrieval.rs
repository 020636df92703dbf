//! Retrieving a resource: from the request to the institution to the store.

mod extent;
mod quota;

use std::collections::HashSet;

use caudal_connect::{Fetch, Harvest, Login, LoginRequest, Visit};
use caudal_model::resources::link::LinkStatus;
use caudal_model::{Document, Extent, Failure, Kind, Process, Stamper, Values};
use caudal_store::Batch;
use serde_json::Value;
use tokio::sync::SemaphorePermit;
use uuid::Uuid;

use crate::caller::Caller;
use crate::engine::Engine;
use crate::failure::{EngineError, Outcome};
pub(crate) use quota::month_of;

use crate::links::{LinkRecord, Purpose, REFUSED_LOGINS_MAX, Waiting};

/// What was retrieved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retrieved {
    /// Whether the answer says that something was created: it was kept and, where the resource's
    /// manner asks for it, had not been there before.
    pub created: bool,
    /// The documents, as readers get them.
    pub bodies: Vec<String>,
}

/// What an institution showed of a link.
pub(crate) struct Read {
    pub(crate) documents: Vec<Document>,
    known: HashSet<(Kind, String)>,
    /// Whether the time was enough for all of it.
    whole: bool,
}

impl Read {
    /// # Errors
    /// `request_timeout` when the time was not enough for all of it.
    pub(crate) fn whole(self) -> Outcome<Self> {
        if self.whole {
            Ok(self)
        } else {
            Err(Failure::RequestTimeout.into())
        }
    }

    /// Whether the document was stored before it was read.
    pub(crate) fn is_known(&self, document: &Document) -> bool {
        self.known
            .contains(&(document.kind, document.identity.clone()))
    }
}

/// A link whose user is logged in, and what is written when the work is done.
pub(crate) struct Opened {
    pub(crate) link: LinkRecord,
    pub(crate) visit: Visit,
    pub(crate) batch: Batch,
}

impl Engine {
    /// Retrieves a resource for a link and, unless told otherwise, keeps it.
    ///
    /// # Errors
    /// The catalogue's refusals for a retrieval; `token_required` when the institution asks for one.
    pub async fn retrieve(&self, caller: &Caller, kind: Kind, body: &Value) -> Outcome<Retrieved> {
        let values = kind.resource().request.read(body)?;
        let _turn = match values.uuid("link") {
            Some(link) => Some(self.link_turn(caller, link).await?),
            None => None,
        };
        let link = self.retrievable(caller, kind, &values).await?;
        let opened = self.log_in(caller, kind, body, &values, link).await?;
        let save = values.boolean("save_data");
        self.finish_retrieval(caller, kind, &values, save, opened)
            .await
    }

    /// The link that a retrieval names, if it may be read at all: what can be said without asking
    /// the institution.
    pub(crate) async fn retrievable(
        &self,
        caller: &Caller,
        kind: Kind,
        values: &Values,
    ) -> Outcome<LinkRecord> {
        let id = values.uuid("link").ok_or(Failure::Required {
            field: "link".into(),
        })?;
        extent::read(kind, values, self.now().utc_date())?;
        let row = self.store.link(caller.organisation(), id).await?;
        let link = LinkRecord::from_row(row.ok_or_else(|| unknown_link(id))?)?;
        caller.trace.concerns(id);
        let (institution, _) = link.institution(&self.connectors)?;
        if !kind.is_offered_by(institution) {
            return Err(Failure::UnsupportedOperation.into());
        }
        link.require_usable()?;
        self.require_consent(caller, &link).await?;
        self.require_account(caller, id, values).await?;
        Ok(link)
    }

    /// Reads from the institution as a user who is in, and writes what was read.
    pub(crate) async fn finish_retrieval(
        &self,
        caller: &Caller,
        kind: Kind,
        values: &Values,
        save: bool,
        opened: Opened,
    ) -> Outcome<Retrieved> {
        let Opened {
            link,
            visit,
            mut batch,
        } = opened;
        let _place = self.place(caller).await?;
        let id = link.id();
        let extent = extent::read(kind, values, self.now().utc_date())?;
        self.require_call(&link, kind, extent, &mut batch).await?;
        let with_parts: Vec<Kind> = std::iter::once(kind).chain(kind.parts()).collect();
        // What is kept must not refer to an account that is not.
        let mut kept = if save {
            self.read_first(caller, kind, &link, &visit).await?
        } else {
            Vec::new()
        };
        let mut read = self
            .read(caller, &link, &visit, &with_parts, extent)
            .await?;
        let whole = read.whole;
        if whole && read.documents.is_empty() {
            self.require_consented_account(caller, &link, &visit, kind)
                .await?;
        }
        let created = save && brings_news(&read, kind);
        let bodies = read
            .documents
            .iter()
            .filter(|document| document.kind == kind)
            .map(|document| document.body.clone())
            .collect::<Vec<_>>();
        let what = kind.resource().title.to_lowercase();
        caller
            .trace
            .note(self.now(), format!("{} {what} read", bodies.len()));
        if save && whole && caller.later {
            let since = extent.period.map(|(from, _)| from);
            let differences = self.differences(&link, kind, &read, since).await?;
            let told = differences.news(kind, Process::Asynchronous);
            self.announce(&mut batch, &link, &caller.request_id, told);
        }
        if save {
            kept.append(&mut read.documents);
            batch.save_documents(link.organisation, id, kept);
        }
        let before = link.clone();
        let written = self.write_link(link, batch, |link| {
            link.accessed(self.now());
            Ok(())
        });
        match written.await {
            Ok(written) => written.ok_or_else(|| unknown_link(id))?,
            Err(error) => return Err(self.unwritten(&before, kind, extent, error).await),
        };
        if !whole {
            // What came in time is kept: whoever asks again gets the rest.
            return Err(Failure::RequestTimeout.into());
        }
        Ok(Retrieved { created, bodies })
    }

    /// Waits for one of the few places at which a link's documents may be in memory. It is held until
    /// they are written, for until then they stay there.
    pub(crate) async fn place(&self, caller: &Caller) -> Outcome<SemaphorePermit<'_>> {
        let deadline = caller.deadline(self.settings.institution_time_max);
        tokio::time::timeout_at(deadline, self.retrievals.acquire())
            .await
            .map_err(|_| Failure::RequestTimeout)?
            .map_err(EngineError::fault)
    }

    /// Reads several resources as documents of this link. The caller holds a [`Self::place`].
    pub(crate) async fn read(
        &self,
        caller: &Caller,
        link: &LinkRecord,
        visit: &Visit,
        kinds: &[Kind],
        extent: Extent,
    ) -> Outcome<Read> {
        let mut known = HashSet::new();
        if kinds.is_empty() {
            let documents = Vec::new();
            let whole = true;
            return Ok(Read {
                documents,
                known,
                whole,
            });
        }
        let (institution, connector) = link.institution(&self.connectors)?;
        let mut stamper = Stamper::new(self.identities.clone(), link.id(), self.now());
        let mut remembered = kinds.to_vec();
        remembered.push(Kind::Accounts);
        for kind in remembered {
            for stored in self
                .store
                .known(caller.organisation(), link.id(), kind)
                .await?
            {
                known.insert((kind, stored.identity.clone()));
                stamper.remember(kind, stored.identity, stored.created_at);
            }
        }
        let harvest = Harvest::default();
        let fetch = Fetch {
            institution,
            visit,
            kinds,
            extent,
            stamper: &stamper,
            harvest: &harvest,
        };
        let (documents, whole) = self.fetched(caller, connector, fetch, link).await?;
        Ok(Read {
            documents,
            known,
            whole,
        })
    }

    /// What documents of this kind refer to: their accounts, unless they are accounts themselves.
    async fn read_first(
        &self,
        caller: &Caller,
        kind: Kind,
        link: &LinkRecord,
        visit: &Visit,
    ) -> Outcome<Vec<Document>> {
        if kind.resource().refers_to_accounts {
            let accounts = [Kind::Accounts];
            let read = self.read(caller, link, visit, &accounts, Extent::default());
            return Ok(read.await?.whole()?.documents);
        }
        Ok(Vec::new())
    }

    async fn log_in(
        &self,
        caller: &Caller,
        kind: Kind,
        body: &Value,
        values: &Values,
        link: LinkRecord,
    ) -> Outcome<Opened> {
        let (institution, connector) = link.institution(&self.connectors)?;
        let mut credentials = self
            .kept_credentials(&link)?
            .ok_or(Failure::ExpiredCredentials)?;
        credentials.token = values.text("token").map(str::to_owned);
        caller
            .trace
            .note(self.now(), format!("logging in at {}", institution.name));
        let request = LoginRequest {
            organisation: caller.organisation(),
            institution,
            credentials: &credentials,
        };
        let entering = self.enter(caller, connector, request, Some(link.id()));
        match entering.await {
            Ok(Login::Open(visit)) => Ok(Opened {
                link,
                visit,
                batch: Batch::new(),
            }),
            Ok(Login::Challenge { visit, token }) => {
                let id = link.id();
                let waiting = Waiting {
                    id: self.context.chance.hexadecimal()?,
                    link: id,
                    purpose: Purpose::Retrieval {
                        resource: kind.as_str().to_owned(),
                        body: what_was_asked(kind, body),
                    },
                    visit,
                    credentials: None,
                };
                let answer = self
                    .ask_for_token(caller, link, Batch::new(), &waiting, token)
                    .await?;
                Err(answer.ok_or_else(|| unknown_link(id))?.into())
            }
            Err(error) => {
                if is_refused_login(&error) {
                    self.count_refusal(link).await?;
                }
                Err(error)
            }
        }
    }

    /// A link whose login is refused again and again is not tried for ever.
    pub(crate) async fn count_refusal(&self, link: LinkRecord) -> Outcome<()> {
        let counted = self.write_link(link, Batch::new(), |link| {
            link.refused_logins = link.refused_logins.saturating_add(1);
            if link.refused_logins >= REFUSED_LOGINS_MAX {
                link.object.status = LinkStatus::Invalid;
            }
            Ok(())
        });
        counted.await.map(drop)
    }

    async fn require_account(&self, caller: &Caller, link: Uuid, values: &Values) -> Outcome<()> {
        let Some(account) = account_of(values) else {
            return Ok(());
        };
        let field = if values.uuid("account").is_some() {
            "account"
        } else {
            "account_id"
        };
        let known = self
            .store
            .document(caller.organisation(), Kind::Accounts, account)
            .await?;
        let value: Option<Value> = known.and_then(|body| serde_json::from_str(&body).ok());
        let belongs = value.is_some_and(|value| {
            value.get("link").and_then(Value::as_str) == Some(link.to_string().as_str())
        });
        if belongs {
            return Ok(());
        }
        let value = account.to_string();
        Err(Failure::DoesNotExist {
            field: field.into(),
            by: "id",
            value,
        }
        .into())
    }
}

/// Whether the answer is to say that something was created. Most resources say so of everything that is
/// kept.
fn brings_news(read: &Read, kind: Kind) -> bool {
    let mut documents = read.documents.iter().filter(|it| it.kind == kind);
    !kind.resource().manner.created_only_when_new || !documents.all(|it| read.is_known(it))
}

fn account_of(values: &Values) -> Option<Uuid> {
    values.uuid("account").or_else(|| values.uuid("account_id"))
}

/// What is said about a link that is not there, or not there any more.
pub(crate) fn unknown_link(id: Uuid) -> Failure {
    Failure::DoesNotExist {
        field: "link".into(),
        by: "id",
        value: id.to_string(),
    }
}

fn is_refused_login(error: &EngineError) -> bool {
    let EngineError::Refused(error) = error else {
        return false;
    };
    error
        .failures()
        .any(|failure| matches!(failure, Failure::Login(_)))
}

/// What a session remembers of a request: the keys that the resource knows. The one-time token has
/// done its work, and nobody knows what stands under a key that is not ours: neither is stored.
fn what_was_asked(kind: Kind, body: &Value) -> Value {
    let fields = kind.resource().request.fields.iter();
    fields
        .filter(|field| field.name != "token")
        .filter_map(|field| Some((field.name.to_owned(), body.get(field.name)?.clone())))
        .collect()
}
