//! So many in a while, and no more.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The most keys that are remembered; when there are more, those that are idle are forgotten.
const KEYS_MAX: usize = 10_000;

/// A window that slides: within any span of time each key gets at most so many places. It is kept in
/// this process and counts by the system's time, which no sandbox moves.
#[derive(Debug)]
pub(crate) struct Window<K> {
    places: usize,
    span: Duration,
    taken: Mutex<HashMap<K, VecDeque<Instant>>>,
}

impl<K: Eq + Hash> Window<K> {
    /// `places` in every `span`; none means that nothing is counted.
    pub(crate) fn new(places: u32, span: Duration) -> Self {
        Self {
            places: usize::try_from(places).unwrap_or(usize::MAX),
            span,
            taken: Mutex::default(),
        }
    }

    /// Takes one of the key's places.
    ///
    /// # Errors
    /// How long until there is one, when all are taken.
    pub(crate) fn take(&self, key: K, now: Instant) -> Result<(), Duration> {
        if self.places == 0 {
            return Ok(());
        }
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.len() >= KEYS_MAX && !taken.contains_key(&key) {
            self.forget_idle(&mut taken, now);
        }
        let times = taken.entry(key).or_default();
        while times.front().is_some_and(|time| self.is_over(*time, now)) {
            times.pop_front();
        }
        match times.front() {
            Some(oldest) if times.len() >= self.places => {
                Err((*oldest + self.span).saturating_duration_since(now))
            }
            _ => {
                times.push_back(now);
                Ok(())
            }
        }
    }

    fn is_over(&self, time: Instant, now: Instant) -> bool {
        now.saturating_duration_since(time) >= self.span
    }

    /// Where hardly any is idle, all are forgotten: looking through them at every request would cost
    /// more than what a few may have too many.
    fn forget_idle(&self, taken: &mut HashMap<K, VecDeque<Instant>>, now: Instant) {
        taken.retain(|_, times| times.back().is_some_and(|time| !self.is_over(*time, now)));
        if taken.len() > KEYS_MAX / 2 {
            taken.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    #[test]
    fn a_place_is_free_again_when_its_time_is_over() {
        let window = Window::new(2, MINUTE);
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        assert_eq!(window.take("a", at(0)), Ok(()));
        assert_eq!(window.take("a", at(20)), Ok(()));
        assert_eq!(window.take("a", at(30)), Err(Duration::from_secs(30)));
        assert_eq!(window.take("b", at(30)), Ok(()), "another has its own");
        assert_eq!(window.take("a", at(59)), Err(Duration::from_secs(1)));
        assert_eq!(window.take("a", at(60)), Ok(()));
        assert_eq!(window.take("a", at(60)), Err(Duration::from_secs(20)));
    }

    #[test]
    fn no_places_mean_no_limit() {
        let window = Window::new(0, MINUTE);
        let now = Instant::now();
        assert!((0..1_000).all(|_| window.take("a", now).is_ok()));
    }

    #[test]
    fn idle_keys_are_forgotten() {
        let window = Window::new(1, MINUTE);
        let now = Instant::now();
        (0..KEYS_MAX).for_each(|key| window.take(key, now).unwrap());
        window.take(KEYS_MAX, now + MINUTE).unwrap();
        assert_eq!(window.taken.lock().unwrap().len(), 1);
    }

    #[test]
    fn a_flood_of_keys_stays_within_bounds() {
        let window = Window::new(1, MINUTE);
        let now = Instant::now();
        (0..3 * KEYS_MAX).for_each(|key| window.take(key, now).unwrap());
        assert!(window.taken.lock().unwrap().len() <= KEYS_MAX);
    }
}
