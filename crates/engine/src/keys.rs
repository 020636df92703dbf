//! Organisations and their API keys.

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use caudal_model::Failure;
use caudal_store::{ApiKey, Batch, Organisation};
use uuid::Uuid;

use crate::caller::Tenant;
use crate::engine::Engine;
use crate::failure::{EngineError, Outcome};

/// The longest public half of a key, in bytes.
const KEY_ID_BYTES_MAX: usize = 1_024;

/// A key that was just made: the only time its password is known.
#[derive(Clone, PartialEq, Eq)]
pub struct NewKey {
    /// The public half: the user name of HTTP Basic authentication.
    pub id: String,
    /// The secret half.
    pub password: String,
    /// The organisation it speaks for.
    pub organisation: Uuid,
}

impl std::fmt::Debug for NewKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "NewKey({})", self.id)
    }
}

impl Engine {
    /// Whose key this is. Fails with `authentication_failed` alike for an unknown key and a wrong
    /// password. A revoked key may still pass for a minute in a process that knows it.
    ///
    /// # Errors
    /// `authentication_failed`, or a fault of the store.
    pub async fn authenticate(&self, key_id: &str, password: &str) -> Outcome<Tenant> {
        if key_id.len() > KEY_ID_BYTES_MAX || key_id.contains('\0') {
            // No key is named so, and PostgreSQL takes no null character.
            return Err(Failure::AuthenticationFailed.into());
        }
        let seen = cache_key(key_id, password);
        if let Some(tenant) = self.keys.get(&seen) {
            return Ok(tenant);
        }
        let key = self
            .store
            .key(key_id)
            .await?
            .filter(|key| key.revoked_at.is_none());
        // Without such a key a hash is compared all the same, so that time tells nothing.
        let hash = key.as_ref().map_or(&[][..], |key| &key.secret_hash);
        match key
            .as_ref()
            .filter(|_| self.vault.password_fits(key_id, password, hash))
        {
            Some(key) => {
                let tenant = Tenant {
                    organisation: key.organisation,
                    owner: key.owner,
                    key_id: key.id.clone(),
                };
                self.keys.insert(seen, tenant.clone());
                Ok(tenant)
            }
            None => Err(Failure::AuthenticationFailed.into()),
        }
    }

    /// The organisation of this name, made if there is none.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn organisation(&self, name: &str) -> Outcome<Organisation> {
        let found = self
            .store
            .organisations()
            .await?
            .into_iter()
            .find(|known| known.name == name);
        if let Some(known) = found {
            return Ok(known);
        }
        let id = if self.settings.repeatable {
            self.identities.uuid(&[b"organisation", name.as_bytes()])
        } else {
            self.context.chance.uuid()?
        };
        let organisation = Organisation {
            id,
            name: name.to_owned(),
            created_at: self.now(),
        };
        let mut batch = Batch::new();
        batch.create_organisation(&organisation);
        self.store.write(batch).await?;
        Ok(organisation)
    }

    /// Makes a key with a password of 256 random bits.
    ///
    /// # Errors
    /// A fault of the store or of the random generator.
    pub async fn create_key(&self, organisation: Uuid, name: Option<&str>) -> Outcome<NewKey> {
        let secrets = caudal_connect::Chance::system();
        let id = secrets.uuid()?.to_string();
        let password = URL_SAFE_NO_PAD.encode(secrets.bytes()?);
        self.insert_key(organisation, &id, &password, name).await?;
        Ok(NewKey {
            id,
            password,
            organisation,
        })
    }

    /// Makes exactly this key, unless it is there already with this password.
    ///
    /// # Errors
    /// When the id belongs to another password or organisation, or the store fails.
    pub async fn ensure_key(&self, organisation: Uuid, id: &str, password: &str) -> Outcome<()> {
        match self.store.key(id).await? {
            Some(key)
                if key.organisation == organisation
                    && key.revoked_at.is_none()
                    && self.vault.password_fits(id, password, &key.secret_hash) =>
            {
                Ok(())
            }
            Some(_) => Err(EngineError::fault(format!(
                "the key {id} exists already with another password or organisation, or is revoked"
            ))),
            None => match self.insert_key(organisation, id, password, None).await {
                // Another process of the same deployment starts with the same key.
                Err(EngineError::Conflict) => Ok(()),
                other => other,
            },
        }
    }

    /// The keys of an organisation, revoked ones included.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn organisation_keys(&self, organisation: Uuid) -> Outcome<Vec<ApiKey>> {
        Ok(self.store.keys(organisation).await?)
    }

    /// Every organisation of the deployment.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn organisations(&self) -> Outcome<Vec<Organisation>> {
        Ok(self.store.organisations().await?)
    }

    /// Revokes a key.
    ///
    /// # Errors
    /// [`EngineError::Conflict`] when there is no such key, or a fault of the store.
    pub async fn revoke_key(&self, organisation: Uuid, id: &str) -> Outcome<()> {
        let mut batch = Batch::new();
        batch.revoke_key(organisation, id, self.now());
        self.store.write(batch).await?;
        // Last: what is asked before the writing is done may be remembered until then.
        self.keys.invalidate_all();
        Ok(())
    }

    async fn insert_key(
        &self,
        organisation: Uuid,
        id: &str,
        password: &str,
        name: Option<&str>,
    ) -> Outcome<()> {
        let owner = self.identities.uuid(&[b"owner", organisation.as_bytes()]);
        let mut batch = Batch::new();
        batch.insert_key(&ApiKey {
            id: id.to_owned(),
            organisation,
            owner,
            secret_hash: self.vault.hash_password(id, password),
            name: name.map(str::to_owned),
            created_at: self.now(),
            revoked_at: None,
        });
        Ok(self.store.write(batch).await?)
    }
}

/// Secrets do not stay in memory for the sake of a cache: their digest does.
fn cache_key(key_id: &str, password: &str) -> [u8; 32] {
    let mut text = Vec::with_capacity(key_id.len() + password.len() + 1);
    text.extend_from_slice(key_id.as_bytes());
    text.push(0);
    text.extend_from_slice(password.as_bytes());
    let mut seen = [0; 32];
    seen.copy_from_slice(digest(&SHA256, &text).as_ref());
    seen
}
