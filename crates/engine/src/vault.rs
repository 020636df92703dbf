//! Secrets at rest: sealed under a key of their own, which is wrapped by the deployment's master key.
//!
//! An envelope is `version ‖ wrapped key ‖ sealed text`, both parts AES-256-GCM with a random nonce.
//! The purpose and the id of the row are authenticated with it, so that an envelope moved to another
//! row does not open. The master key never encrypts data itself and can be replaced by re-wrapping.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Salt};
use aws_lc_rs::hmac;
use uuid::Uuid;
use zeroize::Zeroizing;

use caudal_connect::Chance;

const VERSION: u8 = 1;
const KEY_BYTES: usize = 32;
const TAG_BYTES: usize = 16;
const WRAPPED_BYTES: usize = NONCE_LEN + KEY_BYTES + TAG_BYTES;

/// Seals and opens secrets, and hashes API keys.
pub struct Vault {
    wrapping: LessSafeKey,
    hashing: hmac::Key,
    chance: Chance,
}

/// A secret could not be sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// The envelope is damaged, belongs elsewhere, or was sealed under another master key.
    #[error("a sealed secret does not open: was the master key changed?")]
    Closed,
    /// The random generator or the cipher failed.
    #[error("a secret cannot be sealed")]
    Broken,
}

struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

impl Vault {
    /// A vault under this master key. `chance` must be fit for secrets.
    ///
    /// # Errors
    /// When the master key cannot be expanded.
    pub fn new(master_key: &[u8; KEY_BYTES], chance: Chance) -> Result<Self, VaultError> {
        let wrapping = expand(master_key, b"caudal wrap link keys")?;
        let hashing = expand(master_key, b"caudal hash api keys")?;
        Ok(Self {
            wrapping: cipher(&wrapping)?,
            hashing: hmac::Key::new(hmac::HMAC_SHA256, &*hashing),
            chance,
        })
    }

    /// Seals a secret for one purpose and one row.
    ///
    /// # Errors
    /// When the random generator or the cipher fails.
    pub fn seal(&self, purpose: &str, id: Uuid, secret: &[u8]) -> Result<Vec<u8>, VaultError> {
        let key = Zeroizing::new(self.chance.bytes().map_err(|_| VaultError::Broken)?);
        let mut envelope = vec![VERSION];
        envelope.extend(self.encrypt(&self.wrapping, purpose, id, &*key)?);
        envelope.extend(self.encrypt(&cipher(&key)?, purpose, id, secret)?);
        Ok(envelope)
    }

    /// Opens what [`Vault::seal`] sealed for the same purpose and row.
    ///
    /// # Errors
    /// [`VaultError::Closed`] for anything else.
    pub fn open(
        &self,
        purpose: &str,
        id: Uuid,
        envelope: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let Some((&VERSION, rest)) = envelope.split_first() else {
            return Err(VaultError::Closed);
        };
        let (wrapped, sealed) = rest
            .split_at_checked(WRAPPED_BYTES)
            .ok_or(VaultError::Closed)?;
        let key = decrypt(&self.wrapping, purpose, id, wrapped)?;
        let key = key.first_chunk::<KEY_BYTES>().ok_or(VaultError::Closed)?;
        decrypt(&cipher(key)?, purpose, id, sealed)
    }

    /// The keyed hash under which an API key's password is stored.
    #[must_use]
    pub fn hash_password(&self, key_id: &str, password: &str) -> Vec<u8> {
        hmac::sign(&self.hashing, &password_input(key_id, password))
            .as_ref()
            .to_vec()
    }

    /// Whether the password is the one that was hashed; takes the same time either way.
    #[must_use]
    pub fn password_fits(&self, key_id: &str, password: &str, hash: &[u8]) -> bool {
        hmac::verify(&self.hashing, &password_input(key_id, password), hash).is_ok()
    }

    fn encrypt(
        &self,
        key: &LessSafeKey,
        purpose: &str,
        id: Uuid,
        secret: &[u8],
    ) -> Result<Vec<u8>, VaultError> {
        let random = self.chance.bytes().map_err(|_| VaultError::Broken)?;
        let nonce = *random
            .first_chunk::<NONCE_LEN>()
            .ok_or(VaultError::Broken)?;
        let mut text = secret.to_vec();
        key.seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(associated(purpose, id)),
            &mut text,
        )
        .map_err(|_| VaultError::Broken)?;
        let mut out = nonce.to_vec();
        out.append(&mut text);
        Ok(out)
    }
}

fn decrypt(
    key: &LessSafeKey,
    purpose: &str,
    id: Uuid,
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let (nonce, text) = sealed
        .split_first_chunk::<NONCE_LEN>()
        .ok_or(VaultError::Closed)?;
    let mut text = Zeroizing::new(text.to_vec());
    let length = key
        .open_in_place(
            Nonce::assume_unique_for_key(*nonce),
            Aad::from(associated(purpose, id)),
            &mut text,
        )
        .map_err(|_| VaultError::Closed)?
        .len();
    text.truncate(length);
    Ok(text)
}

fn expand(master: &[u8], label: &[u8]) -> Result<Zeroizing<[u8; KEY_BYTES]>, VaultError> {
    let mut key = Zeroizing::new([0; KEY_BYTES]);
    Salt::new(HKDF_SHA256, b"caudal v1")
        .extract(master)
        .expand(&[label], Length(KEY_BYTES))
        .and_then(|expanded| expanded.fill(&mut *key))
        .map_err(|_| VaultError::Broken)?;
    Ok(key)
}

fn cipher(key: &[u8; KEY_BYTES]) -> Result<LessSafeKey, VaultError> {
    UnboundKey::new(&AES_256_GCM, key)
        .map(LessSafeKey::new)
        .map_err(|_| VaultError::Broken)
}

fn associated(purpose: &str, id: Uuid) -> Vec<u8> {
    [purpose.as_bytes(), b"/", id.as_bytes()].concat()
}

fn password_input(key_id: &str, password: &str) -> Vec<u8> {
    [key_id.as_bytes(), b"\0", password.as_bytes()].concat()
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Vault(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault(key: u8) -> Vault {
        Vault::new(&[key; 32], Chance::system()).unwrap()
    }

    #[test]
    fn only_the_same_row_under_the_same_key_opens() {
        let id = Uuid::from_u128(7);
        let envelope = vault(1).seal("link", id, b"P@ssword01").unwrap();
        assert_eq!(
            &**vault(1).open("link", id, &envelope).unwrap(),
            b"P@ssword01"
        );
        assert!(vault(2).open("link", id, &envelope).is_err());
        assert!(
            vault(1)
                .open("link", Uuid::from_u128(8), &envelope)
                .is_err()
        );
        assert!(vault(1).open("session", id, &envelope).is_err());
        assert!(!envelope.windows(10).any(|window| window == b"P@ssword01"));
    }

    #[test]
    fn a_damaged_envelope_stays_closed() {
        let id = Uuid::from_u128(7);
        let envelope = vault(1).seal("link", id, b"secret").unwrap();
        for at in 0..envelope.len() {
            let mut damaged = envelope.clone();
            damaged[at] ^= 1;
            assert!(vault(1).open("link", id, &damaged).is_err(), "byte {at}");
            assert!(
                vault(1).open("link", id, &envelope[..at]).is_err(),
                "cut at {at}"
            );
        }
    }

    #[test]
    fn a_password_fits_only_its_own_key() {
        let hash = vault(1).hash_password("id", "password");
        assert!(vault(1).password_fits("id", "password", &hash));
        assert!(!vault(1).password_fits("id", "passwore", &hash));
        assert!(!vault(1).password_fits("other", "password", &hash));
        assert!(!vault(2).password_fits("id", "password", &hash));
    }
}
