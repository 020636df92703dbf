//! A link as the engine works with it: the object that readers get, and the row beneath it.

use caudal_connect::{Connector, Connectors};
use caudal_model::filter::facets;
use caudal_model::resources::institution::Institution;
use caudal_model::resources::link::{LINK_FILTERS, Link, LinkStatus};
use caudal_model::{Failure, Timestamp};
use caudal_store::{Batch, Link as Row};
use std::sync::Arc;
use uuid::Uuid;

use crate::failure::Outcome;

/// A link with what its object does not show.
#[derive(Clone, Debug)]
pub(crate) struct LinkRecord {
    pub(crate) organisation: Uuid,
    pub(crate) object: Link,
    /// The user's credentials, sealed; none once they are dropped.
    pub(crate) credentials: Option<Vec<u8>>,
    /// When the credentials have to be dropped.
    pub(crate) credentials_until: Option<Timestamp>,
    pub(crate) refused_logins: u32,
    /// When its history was last asked for anew.
    pub(crate) refreshed_at: Option<Timestamp>,
    /// 0 until it is stored.
    version: i64,
}

/// The version that a link is stored with first.
const FIRST_VERSION: i64 = 1;

impl LinkRecord {
    pub(crate) fn new(organisation: Uuid, object: Link) -> Self {
        Self {
            organisation,
            object,
            credentials: None,
            credentials_until: None,
            refused_logins: 0,
            refreshed_at: None,
            version: 0,
        }
    }

    pub(crate) fn from_row(row: Row) -> Outcome<Self> {
        Ok(Self {
            organisation: row.organisation,
            object: serde_json::from_str(&row.body)?,
            credentials: row.credentials,
            credentials_until: row.credentials_until,
            refused_logins: row.refused_logins,
            refreshed_at: row.refreshed_at,
            version: row.version,
        })
    }

    fn to_row(&self) -> Outcome<Row> {
        let body = serde_json::to_string(&self.object)?;
        let value = serde_json::to_value(&self.object)?;
        let mut facets = facets(LINK_FILTERS, &value);
        if self.object.refresh_rate.is_none() {
            // The filter's word for links without a rate.
            facets.insert("refresh_rate".to_owned(), "null".into());
        }
        Ok(Row {
            id: self.object.id,
            organisation: self.organisation,
            institution: self.object.institution.clone(),
            status: self.object.status.as_str().to_owned(),
            institution_user_id: self.object.institution_user_id.clone(),
            created_at: self.object.created_at,
            last_accessed_at: self.object.last_accessed_at,
            credentials: self.credentials.clone(),
            credentials_until: self.credentials_until,
            refused_logins: self.refused_logins,
            refreshed_at: self.refreshed_at,
            version: self.version.max(FIRST_VERSION),
            facets,
            body,
        })
    }

    /// Adds to the batch that this is the only link of its user at its institution.
    pub(crate) fn require_only_one(&self, batch: &mut Batch) -> Outcome<()> {
        batch.require_only_link_of_user(&self.to_row()?, LinkStatus::Unconfirmed.as_str());
        Ok(())
    }

    /// Adds the link to the batch: as a new one, or over the version that was read. What it has to
    /// be read or forgotten for later goes with it.
    pub(crate) fn write(&self, batch: &mut Batch) -> Outcome<()> {
        let row = self.to_row()?;
        if self.version == 0 {
            batch.insert_link(&row);
        } else {
            batch.update_link(&row);
        }
        self.schedule(batch);
        Ok(())
    }

    /// Whether it was read from the store, and not made just now.
    pub(crate) fn is_stored(&self) -> bool {
        self.version != 0
    }

    /// Whether nobody has changed the one since the other was read.
    pub(crate) fn is_of_same_version(&self, other: &Self) -> bool {
        self.version == other.version
    }

    pub(crate) fn id(&self) -> Uuid {
        self.object.id
    }

    /// The object as readers get it.
    pub(crate) fn body(&self) -> Outcome<String> {
        Ok(serde_json::to_string(&self.object)?)
    }

    /// The institution, and how it is reached.
    ///
    /// # Errors
    /// `institution_inactive` when this deployment no longer reaches it.
    pub(crate) fn institution<'a>(
        &self,
        connectors: &'a Connectors,
    ) -> Result<(&'a Institution, &'a Arc<dyn Connector>), Failure> {
        connectors
            .find(&self.object.institution)
            .ok_or(Failure::InstitutionInactive)
    }

    /// Whether data may be asked for at all.
    ///
    /// # Errors
    /// `unconfirmed_link` or `invalid_link`.
    pub(crate) fn require_usable(&self) -> Result<(), Failure> {
        match self.object.status {
            LinkStatus::Unconfirmed => Err(Failure::UnconfirmedLink),
            LinkStatus::Invalid => Err(Failure::InvalidLink),
            LinkStatus::Valid | LinkStatus::TokenRequired => Ok(()),
        }
    }

    /// The login worked now.
    pub(crate) fn accessed(&mut self, now: Timestamp) {
        self.object.status = LinkStatus::Valid;
        self.object.last_accessed_at = Some(now);
        self.refused_logins = 0;
    }
}
