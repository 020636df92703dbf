//! What receivers are told of consents. Only links that are read by themselves have such events: the
//! user of any other link is there when something is missing.

use caudal_model::resources::link::AccessMode;
use caudal_model::{Occurrence, Process, Timestamp};
use serde_json::{Map, Value, json};

use super::ConsentRecord;
use crate::engine::Engine;
use crate::failure::Outcome;
use crate::links::LinkRecord;

/// How long before its end a consent's end is told, in days.
const REMINDER_DAYS: i64 = 7;
const MICROSECONDS_PER_DAY: i64 = 86_400_000_000;

const ABOUT_TO_EXPIRE: &str = "openfinance_consent_about_to_expire";
const EXPIRED: &str = "openfinance_consent_expired";
const EXPIRATION_CHANGED: &str = "openfinance_consent_expiration_changed";

impl Engine {
    /// What to tell at a scheduled reading of a link whose consent ends within seven days.
    ///
    /// # Errors
    /// A fault of the store.
    pub(crate) async fn about_to_expire(&self, link: &LinkRecord) -> Outcome<Option<Occurrence>> {
        if !self.settings.consent_reminders || !is_told(link) {
            return Ok(None);
        }
        let consent = self.consent_of_link(link.organisation, link.id()).await?;
        let Some(consent) = consent.filter(|consent| self.holds(consent)) else {
            return Ok(None);
        };
        let left = |end: Timestamp| end.microseconds() - self.now().microseconds();
        let left = consent.object.expired_at.map(left);
        if left.is_none_or(|left| left > REMINDER_DAYS * MICROSECONDS_PER_DAY) {
            return Ok(None);
        }
        Ok(Some(occurrence(ABOUT_TO_EXPIRE, &consent)))
    }

    /// What to tell when a consent can no longer be used.
    pub(super) fn consent_ended(
        &self,
        link: &LinkRecord,
        consent: &ConsentRecord,
    ) -> Option<Occurrence> {
        is_told(link).then(|| occurrence(EXPIRED, consent))
    }

    /// What to tell when a consent was given again.
    pub(super) fn expiration_changed(
        &self,
        link: &LinkRecord,
        consent: &ConsentRecord,
    ) -> Option<Occurrence> {
        is_told(link).then(|| occurrence(EXPIRATION_CHANGED, consent))
    }

    /// What an event with this code says of the consent that a link has.
    ///
    /// # Errors
    /// A fault of the store.
    pub(crate) async fn told_of_consent(
        &self,
        link: &LinkRecord,
        webhook_code: &'static str,
    ) -> Outcome<Option<Occurrence>> {
        let consent = self.consent_of_link(link.organisation, link.id()).await?;
        Ok(consent.map(|consent| occurrence(webhook_code, &consent)))
    }
}

fn is_told(link: &LinkRecord) -> bool {
    link.object.access_mode == Some(AccessMode::Recurrent)
}

fn occurrence(webhook_code: &'static str, consent: &ConsentRecord) -> Occurrence {
    let object = &consent.object;
    let mut data = Map::new();
    data.insert("consent_id".to_owned(), json!(object.id));
    if [ABOUT_TO_EXPIRE, EXPIRATION_CHANGED].contains(&webhook_code) {
        let due = object.expired_at.map(|end| format!("{:.3}", end.0));
        data.insert(
            "consent_due_date".to_owned(),
            due.map_or(Value::Null, Value::from),
        );
    }
    // Resources that cannot be read are no reason to ask the user.
    if [ABOUT_TO_EXPIRE, EXPIRED, EXPIRATION_CHANGED].contains(&webhook_code) {
        data.insert("action".to_owned(), "renew".into());
    }
    for (key, text) in [
        ("institution", &object.institution_name),
        ("institution_display_name", &object.institution_display_name),
        ("institution_icon_logo", &object.institution_icon_logo),
    ] {
        data.insert(key.to_owned(), text.as_str().into());
    }
    Occurrence {
        webhook_type: "CONSENT",
        process: Process::Recurrent,
        webhook_code,
        data,
    }
}
