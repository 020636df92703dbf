//! Giving a consent: what a login at an institution of Open Finance means.

use caudal_connect::{Holder, Visit};
use caudal_model::resources::consent::{Consent, ConsentAct, ConsentStatus, Permissions};
use caudal_model::resources::institution::{Institution, IntegrationKind};
use caudal_store::Batch;
use uuid::Uuid;

use super::{ConsentRecord, plain_number};
use crate::caller::Caller;
use crate::engine::Engine;
use crate::failure::Outcome;
use crate::links::LinkRecord;

/// For how many days a consent is given when nothing is said.
const DAYS_DEFAULT: u16 = 366;
/// The most characters of the name of who gave a consent.
const NAME_CHARACTERS_MAX: usize = 128;

impl Engine {
    /// Adds to the batch what the user allowed by logging in, where the institution belongs to Open
    /// Finance: a consent, or the same one given again when its time was over.
    pub(crate) async fn grant_consent(
        &self,
        caller: &Caller,
        link: &LinkRecord,
        visit: &Visit,
        batch: &mut Batch,
    ) -> Outcome<()> {
        let (institution, connector) = link.institution(&self.connectors)?;
        if institution.integration_type != IntegrationKind::Openfinance {
            return Ok(());
        }
        let Some(holder) = connector.holder(institution, visit).await? else {
            return Ok(());
        };
        let known = self.consent_of_link(link.organisation, link.id()).await?;
        let mut previous = None;
        if let Some(mut consent) = known {
            if self.holds(&consent) {
                return Ok(());
            }
            if consent.undergo(ConsentAct::Renew).is_ok() {
                let days = consent.object.consent_duration;
                consent.object.lasts(self.now(), days);
                consent.write(batch)?;
                consent.schedule(link, batch);
                let told = self.expiration_changed(link, &consent);
                self.announce(batch, link, &caller.request_id, told);
                caller.trace.note(self.now(), "consent given again");
                return Ok(());
            }
            consent.detached_at = Some(self.now());
            consent.write(batch)?;
            previous = Some(consent.object.id);
        }
        let consent = self
            .new_consent(link, institution, &holder, previous)
            .await?;
        consent.write(batch)?;
        consent.schedule(link, batch);
        caller.trace.note(self.now(), "consent given");
        Ok(())
    }

    /// Whether data may be read under this consent.
    pub(crate) fn holds(&self, consent: &ConsentRecord) -> bool {
        let given = consent.object.status == Some(ConsentStatus::Authorised);
        given && !consent.object.is_over(self.now())
    }

    /// The id follows from the link, and from the consent that this one takes the place of.
    async fn new_consent(
        &self,
        link: &LinkRecord,
        institution: &Institution,
        holder: &Holder,
        previous: Option<Uuid>,
    ) -> Outcome<ConsentRecord> {
        let organisation = link.organisation;
        let id = self.identities.uuid(&[
            b"consent",
            organisation.as_bytes(),
            link.id().as_bytes(),
            previous.as_ref().map_or(&[][..], |id| id.as_bytes()),
        ]);
        let organisation_name = self.store.organisation_name(organisation).await?;
        let mut object = Consent {
            id,
            display_name: Some(holder.name.chars().take(NAME_CHARACTERS_MAX).collect()),
            document_number: plain_number(&holder.document),
            institution_name: institution.name.clone(),
            institution_display_name: institution.display_name.clone(),
            institution_icon_logo: institution.icon_logo.clone().unwrap_or_default(),
            organisation_name: organisation_name.unwrap_or_default(),
            link_id: link.id(),
            user_name: None,
            expired_at: None,
            undefined_consent_expiration: true,
            consent_duration: None,
            created_at: self.now(),
            status: Some(ConsentStatus::Authorised),
            permissions: Permissions::everything(holder.is_company),
        };
        object.lasts(self.now(), Some(DAYS_DEFAULT));
        Ok(ConsentRecord::new(organisation, object))
    }
}
