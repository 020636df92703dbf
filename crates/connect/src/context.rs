//! Time and chance, handed in from outside: nothing below this reads a clock or a random source by
//! itself, so a run with a fixed clock and a fixed seed can be repeated to the byte.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use aws_lc_rs::rand::{SecureRandom as _, SystemRandom};
use caudal_model::{Identities, Timestamp};

/// What a run takes from the world around it.
#[derive(Clone, Debug)]
pub struct Context {
    /// What time it is.
    pub clock: Clock,
    /// Where chance comes from.
    pub chance: Chance,
}

/// What time it is: the system's time, or a time that stands still until it is moved.
#[derive(Clone, Debug)]
pub struct Clock(Arc<ClockKind>);

#[derive(Debug)]
enum ClockKind {
    System,
    Held { microseconds: AtomicI64 },
}

impl Clock {
    /// The system's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(Arc::new(ClockKind::System))
    }

    /// A clock that stands at this moment.
    #[must_use]
    pub fn held(at: Timestamp) -> Self {
        Self(Arc::new(ClockKind::Held {
            microseconds: AtomicI64::new(at.microseconds()),
        }))
    }

    /// What the system's clock says, also where this one is held. Leases and retries go by it: they
    /// must come to an end although time stands still for everybody's data.
    #[must_use]
    pub fn unheld(&self) -> Timestamp {
        system_now()
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match &*self.0 {
            ClockKind::System => system_now(),
            ClockKind::Held { microseconds } => {
                Timestamp::from_microseconds(microseconds.load(Ordering::Relaxed))
                    .unwrap_or_else(system_now)
            }
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the system's clock is read"
)]
fn system_now() -> Timestamp {
    let now = Timestamp(jiff::Timestamp::now());
    // Storage keeps microseconds: a moment must be the same before and after it was stored.
    Timestamp::from_microseconds(now.microseconds()).unwrap_or(now)
}

/// Where chance comes from: the system's generator, or a sequence that a seed determines.
#[derive(Clone, Debug)]
pub struct Chance(Arc<ChanceKind>);

#[derive(Debug)]
enum ChanceKind {
    System(SystemRandom),
    Seeded {
        sequence: Box<Identities>,
        drawn: AtomicU64,
    },
}

/// The system's random generator gave no bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the system's random generator does not answer")]
pub struct ChanceError;

impl Chance {
    /// The system's generator, fit for secrets.
    #[must_use]
    pub fn system() -> Self {
        Self(Arc::new(ChanceKind::System(SystemRandom::new())))
    }

    /// A sequence that follows from the seed. Never for secrets.
    #[must_use]
    pub fn seeded(seed: &[u8]) -> Self {
        Self(Arc::new(ChanceKind::Seeded {
            sequence: Box::new(Identities::new(seed)),
            drawn: AtomicU64::new(0),
        }))
    }

    /// 32 bytes by chance.
    ///
    /// # Errors
    /// When the system's generator fails.
    pub fn bytes(&self) -> Result<[u8; 32], ChanceError> {
        match &*self.0 {
            ChanceKind::System(system) => {
                let mut bytes = [0; 32];
                system.fill(&mut bytes).map_err(|_| ChanceError)?;
                Ok(bytes)
            }
            ChanceKind::Seeded { sequence, drawn } => {
                let number = drawn.fetch_add(1, Ordering::Relaxed);
                Ok(sequence.digest(&[b"chance", &number.to_be_bytes()]))
            }
        }
    }

    /// 32 hexadecimal digits by chance: a request's or a session's id.
    ///
    /// # Errors
    /// When the system's generator fails.
    pub fn hexadecimal(&self) -> Result<String, ChanceError> {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digit = |nibble: u8| char::from(*DIGITS.get(usize::from(nibble)).unwrap_or(&b'0'));
        let bytes = self.bytes()?;
        Ok(bytes
            .iter()
            .take(16)
            .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
            .collect())
    }

    /// A UUID of version 4 by chance.
    ///
    /// # Errors
    /// When the system's generator fails.
    pub fn uuid(&self) -> Result<uuid::Uuid, ChanceError> {
        let bytes = self.bytes()?;
        let mut half = [0; 16];
        half.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
        Ok(uuid::Builder::from_random_bytes(half).into_uuid())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_its_sequence() {
        let (one, same) = (Chance::seeded(b"7"), Chance::seeded(b"7"));
        let first = one.hexadecimal().unwrap();
        assert_eq!(first, same.hexadecimal().unwrap());
        assert_ne!(first, one.hexadecimal().unwrap());
        assert_eq!(first.len(), 32);
        assert!(
            first
                .bytes()
                .all(|byte| byte.is_ascii_hexdigit() && !byte.is_ascii_uppercase())
        );
    }

    #[test]
    fn a_held_clock_stands_still() {
        let at: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
        let clock = Clock::held(at);
        let copy = clock.clone();
        assert_eq!((clock.now(), copy.now()), (at, at));
        assert!(clock.unheld() > at, "leases come to an end");
    }
}
