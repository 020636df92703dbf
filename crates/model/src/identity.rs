//! Where ids come from: a keyed hash of what the thing is.
//!
//! A document's id follows from its link, its kind and its identity at the institution. So a
//! refresh finds the document it found before, two processes that read the same link at once agree,
//! and a sandbox with a fixed seed gives the same ids on every machine.

use aws_lc_rs::hmac;
use uuid::{Builder, Uuid};

use crate::resource::Kind;

/// Derives ids under one secret key.
#[derive(Clone, Debug)]
pub struct Identities {
    key: hmac::Key,
}

impl Identities {
    /// Derives under this key; another key gives unrelated ids.
    #[must_use]
    pub fn new(key: &[u8]) -> Self {
        Self {
            key: hmac::Key::new(hmac::HMAC_SHA256, key),
        }
    }

    /// 32 bytes that follow from the parts, each of which may be of any length.
    #[must_use]
    pub fn digest(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&self.key);
        for part in parts {
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part);
        }
        let mut digest = [0; 32];
        digest.copy_from_slice(context.sign().as_ref());
        digest
    }

    /// A UUID (version 4 in form) that follows from the parts.
    #[must_use]
    pub fn uuid(&self, parts: &[&[u8]]) -> Uuid {
        let mut bytes = [0; 16];
        for (to, from) in bytes.iter_mut().zip(self.digest(parts)) {
            *to = from;
        }
        Builder::from_random_bytes(bytes).into_uuid()
    }

    /// The id of a document: the item of this identity among the link's items of this kind.
    #[must_use]
    pub fn document(&self, link: Uuid, kind: Kind, identity: &str) -> Uuid {
        self.uuid(&[
            b"document",
            link.as_bytes(),
            kind.as_str().as_bytes(),
            identity.as_bytes(),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_into_each_other() {
        let ids = Identities::new(b"key");
        assert_ne!(ids.uuid(&[b"ab", b"c"]), ids.uuid(&[b"a", b"bc"]));
        assert_eq!(
            ids.uuid(&[b"ab", b"c"]),
            Identities::new(b"key").uuid(&[b"ab", b"c"])
        );
        assert_ne!(
            ids.uuid(&[b"ab", b"c"]),
            Identities::new(b"other").uuid(&[b"ab", b"c"])
        );
        assert_eq!(ids.uuid(&[b"x"]).get_version_num(), 4);
    }
}
