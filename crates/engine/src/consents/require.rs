//! What a retrieval needs of a consent.

use caudal_connect::Visit;
use caudal_model::resources::institution::IntegrationKind;
use caudal_model::{Extent, Failure, Kind};

use crate::caller::Caller;
use crate::engine::Engine;
use crate::failure::Outcome;
use crate::links::LinkRecord;

impl Engine {
    /// Refuses a link whose consent is over, also when nobody has marked that down yet.
    ///
    /// # Errors
    /// `invalid_link`.
    pub(crate) async fn require_consent(&self, caller: &Caller, link: &LinkRecord) -> Outcome<()> {
        if !self.needs_consent(link)? {
            return Ok(());
        }
        match self.consent_of_link(link.organisation, link.id()).await? {
            Some(consent) if !self.holds(&consent) => {
                self.expire_consent(caller, link.id()).await?;
                Err(Failure::InvalidLink.into())
            }
            _ => Ok(()),
        }
    }

    /// Of a link that brought nothing: whether its consent has an account left at all.
    ///
    /// # Errors
    /// `consent_without_accounts`.
    pub(crate) async fn require_consented_account(
        &self,
        caller: &Caller,
        link: &LinkRecord,
        visit: &Visit,
        kind: Kind,
    ) -> Outcome<()> {
        let of_accounts = kind == Kind::Accounts || kind.resource().refers_to_accounts;
        if !of_accounts || !self.needs_consent(link)? {
            return Ok(());
        }
        let has_account = kind != Kind::Accounts && {
            let kinds = [Kind::Accounts];
            let accounts = self.read(caller, link, visit, &kinds, Extent::default());
            !accounts.await?.documents.is_empty()
        };
        if has_account {
            Ok(())
        } else {
            Err(Failure::ConsentWithoutAccounts.into())
        }
    }

    fn needs_consent(&self, link: &LinkRecord) -> Result<bool, Failure> {
        let (institution, _) = link.institution(&self.connectors)?;
        Ok(institution.integration_type == IntegrationKind::Openfinance)
    }
}
