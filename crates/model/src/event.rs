//! Events: what webhooks and the change feed tell an organisation about its links.

pub mod catalogue;

use serde_json::{Map, Value, json};
use uuid::Uuid;

/// What was going on when an event happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Process {
    /// A link's history was read: after it was made, or because somebody asked for it.
    Historical,
    /// A link was read on its schedule, or something about its login or consent changed.
    Recurrent,
    /// A request that had been accepted for later was done.
    Asynchronous,
}

impl Process {
    /// The word for it in `process_type`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Historical => "historical_update",
            Self::Recurrent => "recurrent_update",
            Self::Asynchronous => "async_post",
        }
    }
}

/// What happened: an event before anybody knows whose it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Occurrence {
    /// The family: `ACCOUNTS`, `LINK`, `CONSENT`.
    pub webhook_type: &'static str,
    /// What was going on.
    pub process: Process,
    /// The event within its family: `historical_update`, `new_accounts_available`.
    pub webhook_code: &'static str,
    /// What there is to say about it.
    pub data: Map<String, Value>,
}

/// An event of one link, as receivers get it.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its id: the same at every attempt to deliver it.
    pub id: Uuid,
    /// The link that it is about.
    pub link: Uuid,
    /// The request that brought it about.
    pub request_id: String,
    /// What the link's maker calls its user.
    pub external_id: Option<String>,
    /// What happened.
    pub occurrence: Occurrence,
}

impl Event {
    /// The event's id as it is shown: 32 hexadecimal digits.
    #[must_use]
    pub fn shown_id(&self) -> String {
        self.id.as_simple().to_string()
    }

    /// The text that receivers get.
    #[must_use]
    pub fn body(&self) -> String {
        let Occurrence {
            webhook_type,
            process,
            webhook_code,
            data,
        } = &self.occurrence;
        json!({
            "webhook_id": self.shown_id(),
            "webhook_type": webhook_type,
            "process_type": process.as_str(),
            "webhook_code": webhook_code,
            "link_id": self.link,
            "request_id": self.request_id,
            "external_id": self.external_id,
            "data": data,
        })
        .to_string()
    }
}
