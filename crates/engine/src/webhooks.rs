//! Webhooks: where an organisation wants to be told of events.

mod batch;
mod dispatcher;
mod schedule;
mod sender;
mod signature;

use std::time::Duration;

use caudal_model::event::{Event, Occurrence, Process};
use caudal_model::resources::webhook::{WEBHOOK_CREATE, WEBHOOK_PATCH, Webhook as Object};
use caudal_model::{ApiError, Failure};
use caudal_store::{Batch, StoreError, Webhook};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::engine::Engine;
use crate::failure::{EngineError, Outcome};

pub(crate) use dispatcher::dispatch;
pub use schedule::RETRY_AFTER_SECONDS_MAX;
pub use sender::Sender;
pub use signature::{Signer, new_secret};

/// The most webhooks of one organisation.
pub const WEBHOOKS_MAX: u32 = 20;
/// How long a receiver may take over one event, from the look-up of its name to the end of its answer.
pub const DELIVERY_TIME_MAX: Duration = Duration::from_secs(5);
/// A webhook that has taken nothing for so many days is disabled.
pub const FAILING_DAYS_MAX: i64 = 3;
/// What is shown instead of what is sent as `Authorization`.
pub const MASKED: &str = "***";
/// Events that one process sends at the same time.
pub(crate) const SENDS_MAX: usize = 512;

const AUTHORIZATION_PURPOSE: &str = "webhook authorization";
const SECRET_PURPOSE: &str = "webhook secret";

/// What is to become of a webhook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WebhookChange {
    /// Whether events are to be sent.
    pub enabled: Option<bool>,
    /// What to send as `Authorization`, or that nothing is to be sent.
    pub authorization_header: Option<Option<String>>,
}

impl WebhookChange {
    /// Reads the body of a change.
    ///
    /// # Errors
    /// One failure per key that is wrong.
    pub fn read(body: &Value) -> Result<Self, ApiError> {
        let values = WEBHOOK_PATCH.read(body)?;
        // What is absent stays; an authorization that is null goes.
        let given = |name: &str| body.get(name).is_some();
        let enabled = body.get("enabled").filter(|value| !value.is_null());
        Ok(Self {
            enabled: enabled.map(|_| values.boolean("enabled")),
            authorization_header: given("authorization_header")
                .then(|| values.text("authorization_header").map(str::to_owned)),
        })
    }
}

impl Engine {
    /// Registers a webhook as a body asks for it.
    ///
    /// # Errors
    /// One failure per key that is wrong; `invalid` on `url` for an address that this deployment does
    /// not call, and for one webhook too many.
    pub async fn register_webhook(&self, organisation: Uuid, body: &Value) -> Outcome<Object> {
        let id = self.context.chance.uuid()?;
        self.insert_webhook(organisation, id, body).await
    }

    /// Sees to it that the organisation has an enabled webhook at this address, to which this is sent
    /// as `Authorization`; answers the key of its signatures where it was registered just now.
    ///
    /// # Errors
    /// As [`Self::register_webhook`].
    pub async fn ensure_webhook(
        &self,
        organisation: Uuid,
        url: &str,
        authorization: Option<&str>,
    ) -> Outcome<Option<String>> {
        let body = json!({ "url": url, "authorization_header": authorization });
        // The address makes the id, so that processes which start together make one webhook.
        let parts = [
            b"webhook",
            organisation.as_bytes().as_slice(),
            url.as_bytes(),
        ];
        let id = self.identities.uuid(&parts);
        if self.store.webhook(organisation, id).await?.is_none() {
            match self.insert_webhook(organisation, id, &body).await {
                // Another process was faster.
                Err(_) if self.store.webhook(organisation, id).await?.is_some() => {}
                made => return Ok(made?.secret),
            }
        }
        WEBHOOK_CREATE.read(&body)?;
        let change = WebhookChange {
            enabled: Some(true),
            authorization_header: Some(authorization.map(str::to_owned)),
        };
        self.modify_webhook(organisation, id, change).await?;
        Ok(None)
    }

    async fn insert_webhook(&self, organisation: Uuid, id: Uuid, body: &Value) -> Outcome<Object> {
        let values = WEBHOOK_CREATE.read(body)?;
        let url = values.text("url").unwrap_or_default().trim().to_owned();
        let checked = self.sender.check(&url).await;
        checked.map_err(|error| {
            Failure::invalid("url", format!("This URL cannot be called: {error}."))
        })?;
        let secret = new_secret(&self.context.chance.bytes()?);
        let authorization = values.text("authorization_header").map(str::to_owned);
        let webhook = Webhook {
            id,
            organisation,
            url,
            authorization_header: self.sealed_authorization(id, authorization.as_deref())?,
            secret: self.vault.seal(SECRET_PURPOSE, id, secret.as_bytes())?,
            enabled: true,
            created_at: self.now(),
            failing_since: None,
        };
        let mut batch = Batch::new();
        batch.insert_webhook(&webhook, WEBHOOKS_MAX);
        match self.store.write(batch).await {
            Err(StoreError::Conflict(_)) => {
                let message = format!("There are {WEBHOOKS_MAX} webhooks: delete one first.");
                Err(Failure::invalid("non_field_errors", message).into())
            }
            other => {
                other?;
                Ok(Object {
                    authorization_header: authorization,
                    secret: Some(secret),
                    ..shown(&webhook)
                })
            }
        }
    }

    /// The organisation's webhooks, the oldest first.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn webhooks(&self, organisation: Uuid) -> Outcome<Vec<Object>> {
        let kept = self.store.webhooks(organisation).await?;
        Ok(kept.iter().map(shown).collect())
    }

    /// One webhook.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn webhook(&self, organisation: Uuid, id: Uuid) -> Outcome<Object> {
        Ok(shown(&self.kept_webhook(organisation, id).await?))
    }

    /// Changes a webhook. One that is enabled anew starts with a clean record; one that is disabled
    /// gives up what it was to be told.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn modify_webhook(
        &self,
        organisation: Uuid,
        id: Uuid,
        change: WebhookChange,
    ) -> Outcome<Object> {
        let mut webhook = self.kept_webhook(organisation, id).await?;
        if let Some(enabled) = change.enabled {
            webhook.enabled = enabled;
            webhook.failing_since = None;
        }
        if let Some(authorization) = &change.authorization_header {
            let sealed = self.sealed_authorization(id, authorization.as_deref())?;
            webhook.authorization_header = sealed;
        }
        let mut batch = Batch::new();
        batch.update_webhook(&webhook);
        self.store.write(batch).await.map_err(gone)?;
        if !webhook.enabled {
            let now = self.context.clock.unheld();
            self.store.give_up_deliveries(organisation, id, now).await?;
        }
        let object = shown(&webhook);
        Ok(match change.authorization_header {
            Some(authorization_header) => Object {
                authorization_header,
                ..object
            },
            None => object,
        })
    }

    /// Deletes a webhook and what was delivered to it.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn delete_webhook(&self, organisation: Uuid, id: Uuid) -> Outcome<()> {
        let mut batch = Batch::new();
        batch.delete_webhook(organisation, id);
        self.store.write(batch).await.map_err(gone)?;
        Ok(self.store.clear_deliveries(organisation, id).await?)
    }

    /// Sends an event to a webhook that says nothing but that it arrived; answers the event's id.
    ///
    /// # Errors
    /// `not_found`; `invalid` for a webhook that is disabled.
    pub async fn test_webhook(
        &self,
        organisation: Uuid,
        id: Uuid,
        request_id: String,
    ) -> Outcome<Event> {
        if !self.kept_webhook(organisation, id).await?.enabled {
            let message = "The webhook is disabled: enable it first.";
            return Err(Failure::invalid("non_field_errors", message).into());
        }
        let event = Event {
            id: self.context.chance.uuid()?,
            link: Uuid::nil(),
            request_id,
            external_id: None,
            occurrence: Occurrence {
                webhook_type: "TEST",
                process: Process::Asynchronous,
                webhook_code: "test",
                data: Map::new(),
            },
        };
        let mut batch = Batch::new();
        let (now, system) = (self.now(), self.context.clock.unheld());
        batch.announce_to(organisation, id, &event, now, system);
        self.store.write(batch).await?;
        self.wake_deliveries();
        Ok(event)
    }

    /// Tells the worker of this process that there are events to deliver: to be called when a batch
    /// with events has been written. Workers of other processes look by themselves.
    pub fn wake_deliveries(&self) {
        self.delivery_added.notify_one();
    }

    async fn kept_webhook(&self, organisation: Uuid, id: Uuid) -> Outcome<Webhook> {
        let found = self.store.webhook(organisation, id).await?;
        found.ok_or_else(|| Failure::NotFound.into())
    }

    fn sealed_authorization(&self, id: Uuid, text: Option<&str>) -> Outcome<Option<Vec<u8>>> {
        let sealed = text.map(|text| self.vault.seal(AUTHORIZATION_PURPOSE, id, text.as_bytes()));
        Ok(sealed.transpose()?)
    }
}

/// A webhook as it is shown to whoever did not just write it.
fn shown(webhook: &Webhook) -> Object {
    let masked = |_: &Vec<u8>| MASKED.to_owned();
    Object {
        id: webhook.id,
        url: webhook.url.clone(),
        authorization_header: webhook.authorization_header.as_ref().map(masked),
        enabled: webhook.enabled,
        created_at: webhook.created_at,
        secret: None,
    }
}

fn gone(error: StoreError) -> EngineError {
    match error {
        StoreError::Conflict(_) => Failure::NotFound.into(),
        other => other.into(),
    }
}
