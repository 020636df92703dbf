//! Requests that are sent twice and done once: the client names them, and whoever comes second under a
//! name is given the first one's answer.

use std::time::Duration;

use aws_lc_rs::digest::{Context as Digest, SHA256};
use caudal_model::{Failure, Timestamp};
use caudal_store::{Attempt, Batch, KeptAnswer};

use crate::caller::Caller;
use crate::engine::Engine;
use crate::failure::Outcome;

/// How long an answer is given again, in hours.
pub const IDEMPOTENCY_HOURS: i64 = 24;
const PURPOSE: &str = "kept answer";
/// How much longer than its own time limit a request keeps its key: then it is taken for dead.
const MARGIN: Duration = Duration::from_secs(60);

/// What becomes of a request with a key.
#[derive(Clone, Debug)]
pub enum Turn {
    /// It is the first, or goes on where the first died: it is done under the first one's id, and
    /// [`Engine::answered`] is told how it ended.
    First {
        /// What holds the key.
        attempt: Attempt,
        /// The id of the first request.
        origin: String,
    },
    /// It was answered before.
    Again(KeptAnswer),
}

impl Engine {
    /// Whether a request is the first under its key. `asked` is everything that makes it this request
    /// and no other: its method, address and body.
    ///
    /// # Errors
    /// `idempotency_key_conflict` while the first is being worked on, `idempotency_payload_mismatch`
    /// when the first asked for something else, or a fault of the store.
    pub async fn turn(&self, caller: &Caller, key: &str, asked: &[&[u8]]) -> Outcome<Turn> {
        // Time that a sandbox holds still would never free the key of a request that died.
        let now = self.context.clock.unheld();
        let held = self.settings.institution_time_max + MARGIN;
        let attempt = Attempt {
            organisation: caller.organisation(),
            key: key.to_owned(),
            fingerprint: fingerprint(asked),
            request_id: caller.request_id.clone(),
            at: now,
            held_until: after(now, held),
        };
        let holder = self.store.take_key(&attempt).await?;
        if holder.fingerprint != attempt.fingerprint {
            return Err(Failure::IdempotencyPayloadMismatch.into());
        }
        match holder.answer {
            Some(sealed) => {
                let body = self
                    .vault
                    .open(PURPOSE, attempt.organisation, &sealed.body)?;
                Ok(Turn::Again(KeptAnswer {
                    body: body.to_vec(),
                    ..sealed
                }))
            }
            None if holder.request_id == attempt.request_id => Ok(Turn::First {
                attempt,
                origin: holder.origin,
            }),
            None => Err(Failure::IdempotencyKeyConflict.into()),
        }
    }

    /// Keeps the first one's answer for those who come after it; without an answer that may be given
    /// again, the key is free.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn answered(&self, attempt: &Attempt, answer: Option<&KeptAnswer>) -> Outcome<()> {
        let mut batch = Batch::new();
        match answer {
            Some(answer) => {
                // An answer may show a secret, which is stored nowhere else in the clear.
                let body = self
                    .vault
                    .seal(PURPOSE, attempt.organisation, &answer.body)?;
                let sealed = KeptAnswer {
                    body,
                    ..answer.clone()
                };
                batch.keep_answer(attempt, &sealed)
            }
            None => batch.give_up_key(attempt),
        };
        Ok(self.store.write(batch).await?)
    }
}

/// A digest of the parts, in which it matters where one ends.
fn fingerprint(parts: &[&[u8]]) -> Vec<u8> {
    let mut digest = Digest::new(&SHA256);
    for part in parts {
        digest.update(&(part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    digest.finish().as_ref().to_vec()
}

fn after(now: Timestamp, pause: Duration) -> Timestamp {
    let pause = i64::try_from(pause.as_micros()).unwrap_or(i64::MAX);
    Timestamp::from_microseconds(now.microseconds().saturating_add(pause)).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn it_matters_where_a_part_ends() {
        assert_ne!(fingerprint(&[b"ab", b"c"]), fingerprint(&[b"a", b"bc"]));
        assert_eq!(fingerprint(&[b"ab", b"c"]), fingerprint(&[b"ab", b"c"]));
    }
}
