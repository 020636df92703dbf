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

/// What time it is: the system's time, or a sandbox's own, which may be ahead of it or stand still.
#[derive(Clone, Debug)]
pub struct Clock(Arc<ClockKind>);

#[derive(Debug)]
enum ClockKind {
    System,
    Own {
        /// Where it stands, in microseconds; [`RUNNING`] when it does not.
        held_at: AtomicI64,
        ahead_us: AtomicI64,
        /// What stands for the system's clock in a simulation, in microseconds.
        simulated: Option<AtomicI64>,
    },
}

/// What stands in the place of a moment where a clock is not held.
const RUNNING: i64 = i64::MIN;

/// How a sandbox's clock is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClockSetting {
    /// Where it stands, if it is held.
    pub held_at: Option<Timestamp>,
    /// How far it is ahead of the system's clock when it runs, in microseconds.
    pub ahead_us: i64,
}

impl Clock {
    /// The system's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(Arc::new(ClockKind::System))
    }

    /// A clock of a sandbox's own that runs with the system's until it is set.
    #[must_use]
    pub fn own() -> Self {
        Self::set_to(ClockSetting::default(), None)
    }

    /// A clock that stands at this moment until it is set.
    #[must_use]
    pub fn held(at: Timestamp) -> Self {
        let setting = ClockSetting {
            held_at: Some(at),
            ahead_us: 0,
        };
        Self::set_to(setting, None)
    }

    /// A clock for simulations: it stands at this moment, and so does what it takes for the system's
    /// clock, until [`Self::pass`].
    #[must_use]
    pub fn simulated(at: Timestamp) -> Self {
        let setting = ClockSetting {
            held_at: Some(at),
            ahead_us: 0,
        };
        Self::set_to(setting, Some(AtomicI64::new(at.microseconds())))
    }

    fn set_to(setting: ClockSetting, simulated: Option<AtomicI64>) -> Self {
        Self(Arc::new(ClockKind::Own {
            held_at: AtomicI64::new(stand(setting)),
            ahead_us: AtomicI64::new(setting.ahead_us),
            simulated,
        }))
    }

    /// How the clock is set; nothing where it is the system's.
    #[must_use]
    pub fn setting(&self) -> Option<ClockSetting> {
        let ClockKind::Own {
            held_at, ahead_us, ..
        } = &*self.0
        else {
            return None;
        };
        Some(ClockSetting {
            held_at: moment(held_at.load(Ordering::Relaxed)),
            ahead_us: ahead_us.load(Ordering::Relaxed),
        })
    }

    /// Sets a sandbox's clock; the system's cannot be set, and stays as it is.
    pub fn set(&self, setting: ClockSetting) {
        if let ClockKind::Own {
            held_at, ahead_us, ..
        } = &*self.0
        {
            ahead_us.store(setting.ahead_us, Ordering::Relaxed);
            held_at.store(stand(setting), Ordering::Relaxed);
        }
    }

    /// Lets time pass for what a simulation takes for the system's clock.
    pub fn pass(&self, microseconds: i64) {
        if let ClockKind::Own {
            simulated: Some(simulated),
            ..
        } = &*self.0
        {
            simulated.fetch_add(microseconds, Ordering::Relaxed);
        }
    }

    /// What the system's clock says, also where this one is held. Leases and retries go by it: they
    /// must come to an end although time stands still for everybody's data.
    #[must_use]
    pub fn unheld(&self) -> Timestamp {
        match &*self.0 {
            ClockKind::Own {
                simulated: Some(simulated),
                ..
            } => moment(simulated.load(Ordering::Relaxed)).unwrap_or_else(system_now),
            _ => system_now(),
        }
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let Some(setting) = self.setting() else {
            return system_now();
        };
        setting.held_at.unwrap_or_else(|| {
            let system = self.unheld();
            Timestamp::from_microseconds(system.microseconds().saturating_add(setting.ahead_us))
                .unwrap_or(system)
        })
    }
}

fn stand(setting: ClockSetting) -> i64 {
    setting.held_at.map_or(RUNNING, Timestamp::microseconds)
}

fn moment(microseconds: i64) -> Option<Timestamp> {
    if microseconds == RUNNING {
        return None;
    }
    Timestamp::from_microseconds(microseconds)
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

    #[test]
    fn a_sandbox_s_clock_runs_ahead_or_stands_as_it_is_set() {
        let at: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
        let clock = Clock::own();
        let day = ClockSetting {
            held_at: None,
            ahead_us: 86_400_000_000,
        };
        clock.set(day);
        let ahead = clock.now().microseconds() - clock.unheld().microseconds();
        assert!((86_399_000_000..=86_400_000_000).contains(&ahead));
        let held = ClockSetting {
            held_at: Some(at),
            ..day
        };
        clock.set(held);
        assert_eq!((clock.now(), clock.setting()), (at, Some(held)));
        let system = Clock::system();
        system.set(held);
        assert_eq!(system.setting(), None);
        assert!(system.now() > at);
    }

    #[test]
    fn a_simulated_system_s_clock_moves_only_when_time_passes() {
        let at: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
        let clock = Clock::simulated(at);
        assert_eq!((clock.unheld(), clock.now()), (at, at));
        clock.pass(1_000_000);
        let later: Timestamp = "2026-03-01T12:00:01Z".parse().unwrap();
        assert_eq!((clock.unheld(), clock.now()), (later, at));
    }
}
