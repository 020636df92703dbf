//! Registering a link: every rule before the institution is asked, then the login, then one batch
//! with the link and everything that was read through it.

use std::sync::Arc;

use caudal_connect::{Connector, Credentials, Login, LoginRequest};
use caudal_model::announcement;
use caudal_model::resources::institution::{Institution, IntegrationKind};
use caudal_model::resources::link::{AccessMode, Link, LinkStatus};
use caudal_model::{ApiError, Extent, Failure, Kind, Values};
use caudal_store::{Batch, Job};
use uuid::Uuid;

use crate::caller::Caller;
use crate::engine::{DuplicateLinks, Engine, Environment, HistoryLoad};
use crate::failure::{EngineError, Outcome};
use crate::links::credentials::{Storage, checked_stale_in};
use crate::links::session::{Purpose, Waiting};
use crate::links::stored::LinkRecord;
use crate::personal::storable_external_id;
use crate::refresh::Reading;
use crate::retrieval::Opened;
use crate::worker::Work;

/// How long the credentials of a single link are kept when nothing is said.
const SINGLE_STORAGE_DEFAULT: &str = "365d";
/// What a recurrent link's credentials are always kept as.
const RECURRENT_STORAGE: &str = "store";

/// A registration that has passed every rule and only needs the login.
struct Registration<'a> {
    institution: &'a Institution,
    connector: &'a Arc<dyn Connector>,
    credentials: Credentials,
    storage: Storage,
    load: Vec<Kind>,
    link: LinkRecord,
}

impl Engine {
    /// Registers a link and loads its history; answers the link's object.
    ///
    /// # Errors
    /// The catalogue's refusals for a registration; `token_required` when the institution asks for a
    /// token, in which case the link exists and waits as `unconfirmed`.
    pub async fn register_link(&self, caller: &Caller, values: &Values) -> Outcome<String> {
        if let Some(made) = self.link_of_key(caller).await? {
            return Ok(made);
        }
        let registration = self.registration(caller, values).await?;
        let Registration {
            institution,
            connector,
            credentials,
            storage,
            load,
            mut link,
        } = registration;
        let organisation = caller.organisation();
        let request = LoginRequest {
            organisation,
            institution,
            credentials: &credentials,
        };
        caller
            .trace
            .note(self.now(), format!("logging in at {}", institution.name));
        let login = self.enter(caller, connector, request, None).await?;
        let id = self.new_link_id(caller, &link.object).await?;
        caller.trace.concerns(id);
        link.object.id = id;
        self.keep_credentials(&mut link, storage, &credentials)?;
        match login {
            Login::Open(visit) => {
                let batch = Batch::new();
                let opened = Opened { link, visit, batch };
                self.confirm(caller, opened, &load, None).await
            }
            Login::Challenge { visit, token } => {
                let waiting = Waiting {
                    id: self.context.chance.hexadecimal()?,
                    link: id,
                    purpose: Purpose::Link { load: names(&load) },
                    visit,
                    credentials: None,
                };
                let answer = self
                    .ask_for_token(caller, link, Batch::new(), &waiting, token)
                    .await?;
                Err(answer.ok_or(Failure::NotFound)?.into())
            }
        }
    }

    /// The user is in: reads what is to be loaded and writes it with the link, all or nothing.
    /// `renewed` are credentials that the link gets with it.
    ///
    /// # Errors
    /// The institution's refusal; `duplicated` where a user may be linked only once; `not_found` when
    /// the link was deleted in the meantime.
    pub(crate) async fn confirm(
        &self,
        caller: &Caller,
        opened: Opened,
        load: &[Kind],
        renewed: Option<&Credentials>,
    ) -> Outcome<String> {
        let Opened {
            link,
            visit,
            mut batch,
        } = opened;
        let _place = self.place(caller).await?;
        let later = self.settings.history_load == HistoryLoad::Later;
        let wanted = if later { &[] } else { load };
        let extent = Extent::default();
        let now_read = self.within_quota(&link, wanted, extent, &mut batch).await?;
        self.note_ungranted(caller, wanted, &now_read);
        let read = self.read(caller, &link, &visit, &now_read, extent);
        let read = read.await?.whole()?;
        let count = read.documents.len();
        self.grant_consent(caller, &link, &visit, &mut batch)
            .await?;
        let refuses_duplicates = self.settings.duplicate_links == DuplicateLinks::Refuse
            && link.object.status == LinkStatus::Unconfirmed;
        if refuses_duplicates {
            link.require_only_one(&mut batch)?;
        }
        let today = self.now().utc_date();
        let told = now_read
            .iter()
            .flat_map(|kind| announcement::history(*kind, &read.documents, today));
        self.announce(&mut batch, &link, &caller.request_id, told);
        batch.save_documents(link.organisation, link.id(), read.documents);
        if later && !load.is_empty() {
            batch.enqueue(&self.history_of(caller, link.id(), load)?);
        }
        let object = link.object.clone();
        let written = self
            .write_link(link, batch, |link| {
                if let Some(credentials) = renewed {
                    let storage = Storage::read(&link.object.credentials_storage)?;
                    self.keep_credentials(link, storage, credentials)?;
                }
                link.accessed(self.now());
                Ok(())
            })
            .await;
        if refuses_duplicates && matches!(written, Err(EngineError::Conflict)) {
            self.refuse_duplicate(caller, &object).await?;
        }
        let link = written?.ok_or(Failure::NotFound)?;
        let what = if later {
            "link is valid, its history is read next".to_owned()
        } else {
            format!("link is valid, {count} documents loaded")
        };
        caller.trace.note(self.now(), what);
        self.job_added.notify_one();
        link.body()
    }

    /// The job that reads a new link's history.
    fn history_of(&self, caller: &Caller, link: Uuid, load: &[Kind]) -> Outcome<Job> {
        let capabilities = load.iter().map(|kind| kind.resource().capability);
        let work = Work::Refresh {
            link,
            resources: Some(capabilities.map(str::to_owned).collect()),
            reading: Reading::Historical,
        };
        self.job_of_caller(caller, Some(link), work)
    }

    async fn registration(&self, caller: &Caller, values: &Values) -> Outcome<Registration<'_>> {
        let name = values.text("institution").unwrap_or_default();
        let Some((institution, connector)) = self.connectors.find(name) else {
            let value = caudal_model::body::shortened(name);
            let field = "institution".into();
            return Err(Failure::DoesNotExist {
                field,
                by: "name",
                value,
            }
            .into());
        };
        let journeyed = institution.integration_type == IntegrationKind::Openfinance;
        if journeyed && self.settings.environment == Environment::Production {
            // Real consents are given on the institution's own pages, never by a username in a body.
            return Err(Failure::AccessToResourceDenied.into());
        }
        let credentials = first_given(values);
        connector.check(institution, &credentials)?;
        let (link, storage, load) = self.draft(caller, institution, &credentials, values)?;
        if self.settings.duplicate_links == DuplicateLinks::Refuse {
            self.refuse_duplicate(caller, &link).await?;
        }
        let link = LinkRecord::new(caller.organisation(), link);
        Ok(Registration {
            institution,
            connector,
            credentials,
            storage,
            load,
            link,
        })
    }

    /// The link's object as asked for, how its credentials are kept and what it loads at once.
    fn draft(
        &self,
        caller: &Caller,
        institution: &Institution,
        credentials: &Credentials,
        values: &Values,
    ) -> Result<(Link, Storage, Vec<Kind>), ApiError> {
        let access_mode = match values.text("access_mode") {
            Some("single") => AccessMode::Single,
            _ => AccessMode::Recurrent,
        };
        let recurrent = access_mode == AccessMode::Recurrent;
        let kept = values.text("credentials_storage").unwrap_or(if recurrent {
            RECURRENT_STORAGE
        } else {
            SINGLE_STORAGE_DEFAULT
        });
        let storage = Storage::read(kept)?;
        if recurrent && storage != Storage::Store {
            return Err(Failure::InvalidCredentialsStorage.into());
        }
        let wanted = values.list("fetch_resources");
        if storage == Storage::NoStore && wanted.is_none_or(<[String]>::is_empty) {
            return Err(Failure::InvalidFetchResources.into());
        }
        if let Some(wanted) = wanted {
            require_offered(institution, wanted)?;
        }
        let everything = recurrent || values.boolean("fetch_historical");
        let load = match wanted {
            Some(wanted) if !wanted.is_empty() => kinds_named(institution, wanted),
            _ if everything => offered_kinds(institution),
            _ => Vec::new(),
        };
        let external_id = storable_external_id(values.text("external_id"), &credentials.username)?;
        let organisation = caller.organisation();
        let link = Link {
            id: Uuid::nil(),
            institution: institution.name.clone(),
            access_mode: Some(access_mode),
            last_accessed_at: None,
            created_at: self.now(),
            external_id,
            institution_user_id: self.institution_user_id(
                organisation,
                &institution.name,
                credentials,
            ),
            status: LinkStatus::Unconfirmed,
            created_by: caller.tenant.owner,
            refresh_rate: recurrent.then_some(self.settings.refresh_rate),
            credentials_storage: kept.to_owned(),
            fetch_resources: wanted.map(<[String]>::to_vec),
            stale_in: checked_stale_in(values)?,
        };
        Ok((link, storage, load))
    }

    /// A link that still waits for its first token is not one yet: whoever gave up may begin anew.
    async fn refuse_duplicate(&self, caller: &Caller, link: &Link) -> Outcome<()> {
        let user = &link.institution_user_id;
        let known = self
            .store
            .link_ids_of_user(
                caller.organisation(),
                &link.institution,
                user,
                LinkStatus::Unconfirmed.as_str(),
            )
            .await?;
        if known.is_empty() {
            return Ok(());
        }
        Err(Failure::Duplicated {
            institution_user_id: user.clone(),
        }
        .into())
    }

    /// The link that a request with a key has made before it died, if it came so far.
    async fn link_of_key(&self, caller: &Caller) -> Outcome<Option<String>> {
        if !caller.keyed {
            return Ok(None);
        }
        let id = self.keyed_link_id(caller);
        let organisation = caller.organisation();
        match self.store.link(organisation, id).await? {
            Some(row) if row.status == LinkStatus::Unconfirmed.as_str() => {
                // Nobody was told of its session: it is begun anew.
                let mut batch = Batch::new();
                batch.delete_link(organisation, id);
                self.store.write(batch).await?;
                Ok(None)
            }
            row => Ok(row.map(|row| row.body)),
        }
    }

    fn keyed_link_id(&self, caller: &Caller) -> Uuid {
        self.identities.uuid(&[
            b"link of a key",
            caller.organisation().as_bytes(),
            caller.request_id.as_bytes(),
        ])
    }

    /// The id of a request's link follows from the request where a key makes it once; in a repeatable
    /// run from whose link it is and how many there were before.
    async fn new_link_id(&self, caller: &Caller, link: &Link) -> Outcome<Uuid> {
        let organisation = caller.organisation();
        if caller.keyed {
            return Ok(self.keyed_link_id(caller));
        }
        if !self.settings.repeatable {
            return Ok(self.context.chance.uuid()?);
        }
        let user = &link.institution_user_id;
        let number = self
            .store
            .next_number(organisation, &format!("links of {user}"))
            .await?;
        Ok(self.identities.uuid(&[
            b"link",
            organisation.as_bytes(),
            user.as_bytes(),
            &number.to_be_bytes(),
        ]))
    }
}

fn first_given(values: &Values) -> Credentials {
    let username = values.text("username").unwrap_or_default().to_owned();
    super::credentials::given(
        values,
        Credentials {
            username,
            ..Credentials::default()
        },
    )
}

/// Whether the institution offers everything that is to be fetched.
///
/// # Errors
/// `invalid` on `resources`, with the list of what it offers.
pub(crate) fn require_offered(institution: &Institution, wanted: &[String]) -> Result<(), Failure> {
    if wanted
        .iter()
        .all(|name| institution.resources.contains(name))
    {
        return Ok(());
    }
    let offered = institution.resources.join(", ");
    let message = format!("The institution only supports the following resources: {offered}");
    Err(Failure::invalid("resources", message))
}

/// What a link of this institution loads when nothing is named: everything that it offers and that
/// needs no period.
pub(crate) fn offered_kinds(institution: &Institution) -> Vec<Kind> {
    Kind::ALL
        .iter()
        .copied()
        .filter(|kind| kind.resource().loaded_with_link && kind.is_offered_by(institution))
        .collect()
}

/// The offered kinds behind the names in `fetch_resources`; a name whose resource does not exist here
/// yet loads nothing.
pub(crate) fn kinds_named(institution: &Institution, names: &[String]) -> Vec<Kind> {
    let named = |kind: &Kind| names.iter().any(|name| name == kind.resource().capability);
    offered_kinds(institution)
        .into_iter()
        .filter(named)
        .collect()
}

/// The stored names of kinds.
pub(crate) fn names(kinds: &[Kind]) -> Vec<String> {
    kinds.iter().map(|kind| kind.as_str().to_owned()).collect()
}
