//! What happens to a consent after it was given: it is renewed, taken back, or its time is over.

use caudal_model::resources::consent::{CONSENT_DAYS, ConsentAct};
use caudal_model::resources::link::LinkStatus;
use caudal_model::{Failure, Values};
use caudal_store::Batch;
use uuid::Uuid;

use super::ConsentRecord;
use crate::caller::Caller;
use crate::engine::Engine;
use crate::failure::Outcome;
use crate::links::LinkRecord;

impl Engine {
    /// Does what a user does who gives a consent once more: it lasts from now on, and its link is valid.
    /// For sandboxes.
    ///
    /// # Errors
    /// `not_found`; `invalid` for a consent that was taken back, and for a length that there is not.
    pub async fn renew_consent(
        &self,
        caller: &Caller,
        id: Uuid,
        values: &Values,
    ) -> Outcome<String> {
        let (mut consent, link) = self.consent_and_link(caller, id).await?;
        consent.undergo(ConsentAct::Renew)?;
        let days = days_wanted(values, consent.object.consent_duration)?;
        consent.object.lasts(self.now(), days);
        let mut batch = Batch::new();
        consent.write(&mut batch)?;
        consent.schedule(&link, &mut batch);
        let told = self.expiration_changed(&link, &consent);
        self.announce(&mut batch, &link, &caller.request_id, told);
        let written = self.write_link(link, batch, |link| {
            if link.object.status == LinkStatus::Invalid {
                link.object.status = LinkStatus::Valid;
                link.refused_logins = 0;
            }
            Ok(())
        });
        written.await?.ok_or(Failure::NotFound)?;
        caller.trace.note(self.now(), "consent renewed");
        consent.body()
    }

    /// Does what a user does who takes a consent back: its link can no longer be read. For sandboxes.
    ///
    /// # Errors
    /// `not_found`; `invalid` for a consent that does not hold any more.
    pub async fn revoke_consent(&self, caller: &Caller, id: Uuid) -> Outcome<String> {
        let (consent, link) = self.consent_and_link(caller, id).await?;
        let ended = self
            .end_consent(link, consent, ConsentAct::Reject, &caller.request_id)
            .await?;
        caller.trace.note(self.now(), "consent taken back");
        ended.ok_or(Failure::NotFound)?.body()
    }

    /// Lets a consent run out at once. For sandboxes.
    ///
    /// # Errors
    /// `not_found`; `invalid` for a consent that does not hold any more.
    pub async fn let_consent_run_out(&self, caller: &Caller, id: Uuid) -> Outcome<String> {
        let (mut consent, link) = self.consent_and_link(caller, id).await?;
        consent.object.expired_at = Some(self.now());
        consent.object.undefined_consent_expiration = false;
        let ended = self
            .end_consent(link, consent, ConsentAct::Expire, &caller.request_id)
            .await?;
        caller.trace.note(self.now(), "consent ended");
        ended.ok_or(Failure::NotFound)?.body()
    }

    /// Ends the consent of a link if its time is over; done again, or too early, it does nothing.
    ///
    /// # Errors
    /// A fault of the store, or a conflict with somebody who changed the same rows.
    pub(crate) async fn expire_consent(&self, caller: &Caller, link: Uuid) -> Outcome<()> {
        let organisation = caller.organisation();
        let Some(consent) = self.consent_of_link(organisation, link).await? else {
            return Ok(());
        };
        let can_end = consent.clone().undergo(ConsentAct::Expire).is_ok();
        if !can_end || !consent.object.is_over(self.now()) {
            return Ok(());
        }
        let Some(row) = self.store.link(organisation, link).await? else {
            return Ok(());
        };
        let link = LinkRecord::from_row(row)?;
        self.end_consent(link, consent, ConsentAct::Expire, &caller.request_id)
            .await?;
        caller.trace.note(self.now(), "consent ended");
        Ok(())
    }

    /// Adds to the batch that a link's consent is taken back, because the link is being deleted.
    pub(crate) async fn detach_consent(
        &self,
        organisation: Uuid,
        link: Uuid,
        batch: &mut Batch,
    ) -> Outcome<()> {
        let Some(mut consent) = self.consent_of_link(organisation, link).await? else {
            batch.require_no_consent(organisation, link);
            return Ok(());
        };
        // One whose time is over already stays what it is.
        let _ = consent.undergo(ConsentAct::Reject);
        consent.detached_at = Some(self.now());
        consent.write(batch)
    }

    /// The consent can no longer be used, and neither can its link.
    async fn end_consent(
        &self,
        link: LinkRecord,
        mut consent: ConsentRecord,
        act: ConsentAct,
        request_id: &str,
    ) -> Outcome<Option<ConsentRecord>> {
        consent.undergo(act)?;
        let mut batch = Batch::new();
        consent.write(&mut batch)?;
        consent.schedule(&link, &mut batch);
        let told = self.consent_ended(&link, &consent);
        self.announce(&mut batch, &link, request_id, told);
        let written = self.write_link(link, batch, |link| {
            link.object.status = LinkStatus::Invalid;
            Ok(())
        });
        Ok(written.await?.map(|_| consent))
    }

    async fn consent_and_link(
        &self,
        caller: &Caller,
        id: Uuid,
    ) -> Outcome<(ConsentRecord, LinkRecord)> {
        let mut consent = self.found_consent(caller, id).await?;
        let link = consent.object.link_id;
        caller.trace.concerns(link);
        match self.store.link(caller.organisation(), link).await? {
            Some(row) => Ok((consent, LinkRecord::from_row(row)?)),
            // It was deleted: nothing can happen to its consent any more, and the refusal says so.
            None => {
                consent.detached_at.get_or_insert(self.now());
                consent.undergo(ConsentAct::Renew)?;
                Err(Failure::NotFound.into())
            }
        }
    }
}

/// For how many days the consent is given again; none where it gets no end.
fn days_wanted(values: &Values, before: Option<u16>) -> Result<Option<u16>, Failure> {
    if values.boolean("undefined_consent_expiration") {
        return Ok(None);
    }
    let Some(wanted) = values.whole("consent_duration") else {
        return Ok(before);
    };
    let known = CONSENT_DAYS.iter().find(|days| i64::from(**days) == wanted);
    let known = known.ok_or_else(|| Failure::InvalidChoice {
        field: "consent_duration".into(),
        value: wanted.to_string(),
    });
    known.map(|days| Some(*days))
}
