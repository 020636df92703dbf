//! A consent as the engine works with it: the object that readers get, and the row beneath it.

use caudal_model::resources::consent::{Consent, ConsentAct, ConsentStatus};
use caudal_model::{Failure, Timestamp};
use caudal_store::{Batch, Consent as Row};
use uuid::Uuid;

use crate::agenda::Occasion;
use crate::failure::Outcome;
use crate::links::LinkRecord;

/// A consent with what its object does not show.
#[derive(Clone, Debug)]
pub(crate) struct ConsentRecord {
    pub(crate) organisation: Uuid,
    pub(crate) object: Consent,
    /// Since when it is no longer its link's.
    pub(crate) detached_at: Option<Timestamp>,
    /// 0 until it is stored.
    version: i64,
}

/// The version that a consent is stored with first.
const FIRST_VERSION: i64 = 1;

impl ConsentRecord {
    pub(crate) fn new(organisation: Uuid, object: Consent) -> Self {
        Self {
            organisation,
            object,
            detached_at: None,
            version: 0,
        }
    }

    pub(crate) fn from_row(row: &Row) -> Outcome<Self> {
        Ok(Self {
            organisation: row.organisation,
            object: serde_json::from_str(&row.body)?,
            detached_at: row.detached_at,
            version: row.version,
        })
    }

    /// Adds the consent to the batch: as a new one, or over the version that was read.
    pub(crate) fn write(&self, batch: &mut Batch) -> Outcome<()> {
        let row = Row {
            id: self.object.id,
            organisation: self.organisation,
            link: self.object.link_id,
            document: self.object.document_number.clone(),
            created_at: self.object.created_at,
            detached_at: self.detached_at,
            version: self.version.max(FIRST_VERSION),
            body: self.body()?,
        };
        if self.version == 0 {
            batch.insert_consent(&row);
        } else {
            batch.update_consent(&row);
        }
        Ok(())
    }

    /// Adds to the batch when the consent ends, if it does.
    pub(crate) fn schedule(&self, link: &LinkRecord, batch: &mut Batch) {
        let end = self.object.expired_at;
        let given = self.object.status == Some(ConsentStatus::Authorised);
        match end.filter(|_| given) {
            Some(end) => batch.appoint(&link.appointment(Occasion::Consent, end)),
            None => batch.call_off(self.organisation, link.id(), Occasion::Consent.as_str()),
        };
    }

    /// The object as readers get it.
    pub(crate) fn body(&self) -> Outcome<String> {
        Ok(serde_json::to_string(&self.object)?)
    }

    /// Lets this happen to the consent.
    ///
    /// # Errors
    /// `invalid` on `status` where it cannot happen any more.
    pub(crate) fn undergo(&mut self, act: ConsentAct) -> Result<(), Failure> {
        let status = self.object.status.filter(|_| self.detached_at.is_none());
        let next = status.and_then(|status| status.after(act));
        self.object.status = Some(next.ok_or_else(|| {
            let word = self
                .object
                .status
                .map_or("unknown", |status| status.as_str());
            let message = format!("The consent is {word}, and this cannot happen to it any more.");
            Failure::invalid("status", message)
        })?);
        Ok(())
    }
}
