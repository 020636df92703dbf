//! From a typed item to the text that is stored and sent.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::facets::facets_of;
use crate::identity::Identities;
use crate::resource::Kind;
use crate::time::Timestamp;

/// One typed item of a resource.
pub trait Item: Serialize {
    /// Which resource it belongs to.
    const KIND: Kind;

    /// Its id.
    fn id(&self) -> Uuid;
    /// What tells it from the link's other items of this kind, the same at every reading.
    fn identity(&self) -> Cow<'_, str>;
    /// The account it belongs to, or the document of another kind that it is a part of; most belong
    /// to none.
    fn account(&self) -> Option<Uuid> {
        None
    }
    /// When it was first written here.
    fn created_at(&self) -> Timestamp;
    /// When it was read from the institution.
    fn collected_at(&self) -> Timestamp;
}

/// An item as it is stored: the JSON text a reader will get, and what finds it.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Which resource it belongs to.
    pub kind: Kind,
    /// Its id.
    pub id: Uuid,
    /// What tells it from the link's other items of this kind.
    pub identity: String,
    /// The account it belongs to, or the document of another kind that it is a part of. It is deleted
    /// with it.
    pub account: Option<Uuid>,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// The values its filters look at, by filter name.
    pub facets: Map<String, Value>,
    /// The JSON text.
    pub body: String,
}

impl Document {
    /// Writes an item.
    ///
    /// # Errors
    /// When the item cannot be written as JSON, which no item of ours does.
    pub fn new<T: Item>(item: &T) -> serde_json::Result<Self> {
        let body = serde_json::to_string(item)?;
        Ok(Self {
            kind: T::KIND,
            id: item.id(),
            identity: item.identity().into_owned(),
            account: item.account(),
            created_at: item.created_at(),
            collected_at: item.collected_at(),
            facets: facets_of(T::KIND, &body)?,
            body,
        })
    }
}

/// What the platform adds to an institution's facts: ids, and when things were read and written.
#[derive(Clone, Debug)]
pub struct Stamper {
    /// The link that is read.
    pub link: Uuid,
    /// The moment of the reading.
    pub now: Timestamp,
    identities: Identities,
    first_written: HashMap<(Kind, String), Timestamp>,
}

/// The id and times of one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Its id.
    pub id: Uuid,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// When it was read.
    pub collected_at: Timestamp,
}

impl Stamper {
    /// Stamps items of this link as read now.
    #[must_use]
    pub fn new(identities: Identities, link: Uuid, now: Timestamp) -> Self {
        Self {
            link,
            now,
            identities,
            first_written: HashMap::new(),
        }
    }

    /// Remembers that an item is stored already, and since when.
    pub fn remember(&mut self, kind: Kind, identity: String, created_at: Timestamp) {
        self.first_written.insert((kind, identity), created_at);
    }

    /// The id and times of the item with this identity.
    #[must_use]
    pub fn stamp(&self, kind: Kind, identity: &str) -> Stamp {
        let first = self.first_written.get(&(kind, identity.to_owned()));
        Stamp {
            id: self.identities.document(self.link, kind, identity),
            created_at: first.copied().unwrap_or(self.now),
            collected_at: self.now,
        }
    }
}
