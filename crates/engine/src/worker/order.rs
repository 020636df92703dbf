//! Work that is accepted now and done later: what a job says, and how it is written down.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use caudal_model::{Failure, Kind};
use caudal_store::{Batch, Job};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::caller::{Caller, Tenant};
use crate::engine::Engine;
use crate::failure::{EngineError, Outcome};
use crate::refresh::Reading;

const PURPOSE: &str = "job";

/// What a job does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "work")]
pub(crate) enum Work {
    /// Retrieves a resource whose request has been answered already.
    Retrieve {
        /// The resource's stored name.
        resource: String,
        /// The request's body.
        body: Value,
    },
    /// Deletes a link. Its id stands here and not beside the job: a link takes its jobs with it.
    DeleteLink {
        /// The link.
        link: Uuid,
    },
    /// Reads a link anew.
    Refresh {
        /// The link.
        link: Uuid,
        /// The resources by their names in `fetch_resources`; those of the link when absent.
        resources: Option<Vec<String>>,
        /// What is read of them.
        reading: Reading,
    },
    /// Forgets the data of a link that nobody has renewed for too long.
    Forget {
        /// The link.
        link: Uuid,
    },
    /// Ends a link's consent.
    ExpireConsent {
        /// The link.
        link: Uuid,
    },
}

impl Work {
    fn name(&self) -> &'static str {
        match self {
            Self::Retrieve { .. } => "retrieve",
            Self::DeleteLink { .. } => "delete_link",
            Self::Refresh { .. } => "refresh",
            Self::Forget { .. } => "forget",
            Self::ExpireConsent { .. } => "expire_consent",
        }
    }
}

/// What is sealed in a job's payload.
#[derive(Serialize, Deserialize)]
pub(crate) struct Order {
    owner: Uuid,
    key_id: String,
    pub(crate) work: Work,
}

impl Order {
    /// Whoever gave the order, as the caller on whose behalf it is carried out.
    pub(crate) fn caller(&self, job: &Job) -> Caller {
        let tenant = Tenant {
            organisation: job.organisation,
            owner: self.owner,
            key_id: self.key_id.clone(),
        };
        let mut caller = Caller::new(tenant, job.request_id.clone());
        caller.later = true;
        caller
    }
}

impl Engine {
    /// Accepts a retrieval that is done later; answers nothing but that it was accepted.
    ///
    /// # Errors
    /// What can be refused without asking the institution.
    pub async fn retrieve_later(&self, caller: &Caller, kind: Kind, body: &Value) -> Outcome<()> {
        if self.was_accepted(caller).await? {
            return Ok(());
        }
        let values = kind.resource().request.read(body)?;
        let link = self.retrievable(caller, kind, &values).await?;
        if self.kept_credentials(&link)?.is_none() {
            return Err(Failure::ExpiredCredentials.into());
        }
        let resource = kind.as_str().to_owned();
        let work = Work::Retrieve {
            resource,
            body: saved(body),
        };
        self.enqueue(caller, Some(link.id()), work).await
    }

    /// Accepts a link's deletion that is done later.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn delete_link_later(&self, caller: &Caller, id: Uuid) -> Outcome<()> {
        if self.was_accepted(caller).await? {
            return Ok(());
        }
        self.found_link(caller, id).await?;
        self.enqueue(caller, None, Work::DeleteLink { link: id })
            .await
    }

    async fn enqueue(&self, caller: &Caller, link: Option<Uuid>, work: Work) -> Outcome<()> {
        let job = self.job_of_caller(caller, link, work)?;
        let mut batch = Batch::new();
        batch.enqueue(&job);
        self.store.write(batch).await?;
        caller.trace.note(
            self.now(),
            format!("accepted as a job to {}", job.kind.replace('_', " ")),
        );
        self.job_added.notify_one();
        Ok(())
    }

    /// The job that carries out what a request asked for.
    pub(crate) fn job_of_caller(
        &self,
        caller: &Caller,
        link: Option<Uuid>,
        work: Work,
    ) -> Outcome<Job> {
        let id = match caller.keyed {
            true => self.identities.uuid(&[
                b"job",
                caller.organisation().as_bytes(),
                caller.request_id.as_bytes(),
            ]),
            false => self.context.chance.uuid()?,
        };
        let tenant = caller.tenant.clone();
        self.job(tenant, caller.request_id.clone(), link, id, work)
    }

    /// Whether a request with a key was accepted before by somebody who died before saying so: its job
    /// is there, or what it told.
    pub(crate) async fn was_accepted(&self, caller: &Caller) -> Outcome<bool> {
        if !caller.keyed {
            return Ok(false);
        }
        let (organisation, request) = (caller.organisation(), caller.request_id.as_str());
        Ok(self.store.has_job_of(organisation, request).await?
            || self.store.has_event_of(organisation, request).await?)
    }

    /// A job under this id, on behalf of this tenant, to be done as soon as may be.
    pub(crate) fn job(
        &self,
        tenant: Tenant,
        request_id: String,
        link: Option<Uuid>,
        id: Uuid,
        work: Work,
    ) -> Outcome<Job> {
        let kind = work.name().to_owned();
        let Tenant {
            organisation,
            owner,
            key_id,
        } = tenant;
        let order = serde_json::to_vec(&Order {
            owner,
            key_id,
            work,
        })?;
        Ok(Job {
            id,
            organisation,
            link,
            kind,
            payload: STANDARD.encode(self.vault.seal(PURPOSE, id, &order)?),
            request_id,
            run_at: self.context.clock.unheld(),
            attempts: 0,
            failures: 0,
        })
    }

    pub(crate) fn order(&self, job: &Job) -> Outcome<Order> {
        let sealed = STANDARD.decode(&job.payload).map_err(EngineError::fault)?;
        Ok(serde_json::from_slice(
            &self.vault.open(PURPOSE, job.id, &sealed)?,
        )?)
    }
}

/// Nobody waits for the documents of work that is done later, so they are always kept.
fn saved(body: &Value) -> Value {
    let mut body = body.clone();
    if let Some(keys) = body.as_object_mut() {
        keys.remove("save_data");
    }
    body
}
