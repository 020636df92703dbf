//! What a user gives to log in: reading it from a request, sealing it, keeping it no longer than asked.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE;
use caudal_connect::Credentials;
use caudal_model::{Failure, Timestamp, Values};
use uuid::Uuid;

use crate::engine::Engine;
use crate::failure::Outcome;
use crate::links::LinkRecord;

const PURPOSE: &str = "link credentials";
/// The word for a link that keeps no credentials.
pub(super) const NO_STORE: &str = "nostore";
const MICROSECONDS_PER_DAY: i64 = 86_400_000_000;
/// The most days that credentials or data can be asked to be kept.
pub(super) const DAYS_MAX: u16 = 365;

/// How long a link's credentials are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Storage {
    /// Until the link is deleted.
    Store,
    /// No longer than the registration itself.
    NoStore,
    /// So many days from the link's creation.
    Days(u16),
}

impl Storage {
    /// Reads `store`, `nostore` or `30d`.
    ///
    /// # Errors
    /// `invalid` for more than 365 days, or none.
    pub(crate) fn read(text: &str) -> Result<Self, Failure> {
        match text {
            "store" => Ok(Self::Store),
            NO_STORE => Ok(Self::NoStore),
            days => days_of(days)
                .map(Self::Days)
                .ok_or_else(|| out_of_range("credentials_storage")),
        }
    }

    /// When credentials kept this way are dropped, for a link made at this moment.
    pub(crate) fn until(self, created_at: Timestamp) -> Option<Timestamp> {
        match self {
            Self::Store => None,
            Self::NoStore => Some(created_at),
            Self::Days(days) => Timestamp::from_microseconds(
                created_at.microseconds() + i64::from(days) * MICROSECONDS_PER_DAY,
            ),
        }
    }
}

/// The number of days in `30d`: 1 to 365.
pub(super) fn days_of(text: &str) -> Option<u16> {
    text.strip_suffix('d')?
        .parse()
        .ok()
        .filter(|days| (1..=DAYS_MAX).contains(days))
}

fn out_of_range(field: &'static str) -> Failure {
    Failure::invalid(
        field,
        format!("Ensure this value is between 1d and {DAYS_MAX}d."),
    )
}

/// Checks how long data may lie unused.
///
/// # Errors
/// `invalid` for more than 365 days, or none.
pub(crate) fn checked_stale_in(values: &Values) -> Result<Option<String>, Failure> {
    match values.text("stale_in") {
        Some(text) if days_of(text).is_none() => Err(out_of_range("stale_in")),
        given => Ok(given.map(str::to_owned)),
    }
}

/// The credentials that a request gives, over those that are known already.
pub(crate) fn given(values: &Values, known: Credentials) -> Credentials {
    let over = |name: &str, known: Option<String>| values.text(name).map(str::to_owned).or(known);
    Credentials {
        username: known.username,
        password: over("password", known.password),
        username2: over("username2", known.username2),
        username3: over("username3", known.username3),
        password2: over("password2", known.password2),
        username_type: over("username_type", known.username_type),
        token: over("token", known.token),
    }
}

impl Engine {
    /// Who the user is at the institution, as 44 signs that tell nothing else: the same for every
    /// link of that user there, and different for every organisation.
    pub(crate) fn institution_user_id(
        &self,
        organisation: Uuid,
        institution: &str,
        credentials: &Credentials,
    ) -> String {
        let plain = |text: &str| {
            text.chars()
                .filter(|sign| sign.is_alphanumeric())
                .collect::<String>()
                .to_lowercase()
        };
        let kind = credentials.username_type.as_deref().unwrap_or_default();
        URL_SAFE.encode(self.identities.digest(&[
            b"institution user",
            organisation.as_bytes(),
            institution.as_bytes(),
            plain(&credentials.username).as_bytes(),
            kind.as_bytes(),
        ]))
    }

    /// Seals the credentials into the link as long as its storage allows. A one-time token is never
    /// kept.
    pub(crate) fn keep_credentials(
        &self,
        link: &mut LinkRecord,
        storage: Storage,
        credentials: &Credentials,
    ) -> Outcome<()> {
        link.credentials_until = storage.until(link.object.created_at);
        link.credentials = match storage {
            Storage::NoStore => None,
            Storage::Store | Storage::Days(_) => {
                let lasting = Credentials {
                    token: None,
                    ..credentials.clone()
                };
                let text = zeroize::Zeroizing::new(serde_json::to_vec(&lasting)?);
                Some(self.vault.seal(PURPOSE, link.id(), &text)?)
            }
        };
        Ok(())
    }

    /// The link's credentials, if they are still kept.
    pub(crate) fn kept_credentials(&self, link: &LinkRecord) -> Outcome<Option<Credentials>> {
        let over = link
            .credentials_until
            .is_some_and(|until| until <= self.now());
        let Some(sealed) = link.credentials.as_ref().filter(|_| !over) else {
            return Ok(None);
        };
        let text = self.vault.open(PURPOSE, link.id(), sealed)?;
        Ok(Some(serde_json::from_slice(&text)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn storage_is_read_within_its_bounds() {
        assert_eq!(Storage::read("store").unwrap(), Storage::Store);
        assert_eq!(Storage::read("365d").unwrap(), Storage::Days(365));
        for wrong in ["0d", "366d", "999d", "d", "30"] {
            assert!(Storage::read(wrong).is_err(), "{wrong}");
        }
    }
}
