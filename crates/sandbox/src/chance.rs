//! Chance without a state: every decision is a keyed hash of what is decided.
//!
//! A [`Chance`] is a key. Branching by a name or an index gives another key, drawing gives a number;
//! neither changes the key. So deciding one thing never shifts another, and March can be known
//! before January. The hash is SipHash-2-4 (Aumasson and Bernstein, 2012), which is made for this.

/// A source of decisions about one subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Chance {
    key: (u64, u64),
}

/// Draws after which a number within bounds is taken with a bias of less than one in 2^64.
const REDRAWS_MAX: u64 = 8;

impl Chance {
    /// The source of everything in the world of this seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            key: (seed, 0x6361_7564_616c_2d31),
        }
    }

    /// The source of decisions about a part of this subject.
    pub(crate) fn branch(self, name: &str) -> Self {
        Self {
            key: (
                sip(self.key, name.as_bytes(), 1),
                sip(self.key, name.as_bytes(), 2),
            ),
        }
    }

    /// The source of decisions about one of many: a day, a month, the third purchase.
    pub(crate) fn at(self, index: i64) -> Self {
        let bytes = index.to_le_bytes();
        Self {
            key: (sip(self.key, &bytes, 3), sip(self.key, &bytes, 4)),
        }
    }

    /// 64 bits that decide `what`.
    pub(crate) fn draw(self, what: &str) -> u64 {
        sip(self.key, what.as_bytes(), 5)
    }

    /// 128 bits that name this subject.
    pub(crate) fn name(self) -> u128 {
        u128::from(sip(self.key, &[], 6)) << 64 | u128::from(sip(self.key, &[], 7))
    }

    /// A number from 0 to `bound` exclusive, each equally likely; 0 when `bound` is 0.
    pub(crate) fn below(self, what: &str, bound: u64) -> u64 {
        if bound == 0 {
            return 0;
        }
        // Numbers at the very top would make small results likelier: draw again (at most a few times).
        let fair = u64::MAX - u64::MAX % bound;
        (0..REDRAWS_MAX)
            .map(|turn| sip(self.key, what.as_bytes(), 16 + turn))
            .find(|number| *number < fair)
            .unwrap_or(0)
            % bound
    }

    /// A number from `low` to `high`, both included, each equally likely; `low` when they cross.
    pub(crate) fn between(self, what: &str, low: i64, high: i64) -> i64 {
        if high <= low {
            return low;
        }
        let width = low.abs_diff(high).saturating_add(1);
        low.saturating_add(i64::try_from(self.below(what, width)).unwrap_or(0))
    }

    /// A number from `low` to `high` that tends to the middle: the mean of three draws.
    pub(crate) fn around(self, what: &str, low: i64, high: i64) -> i64 {
        let turns = self.branch(what);
        let sum: i128 = ["one", "two", "three"]
            .iter()
            .map(|turn| i128::from(turns.between(turn, low, high)))
            .sum();
        i64::try_from(sum / 3).unwrap_or(low)
    }

    /// True `permille` times of a thousand.
    pub(crate) fn happens(self, what: &str, permille: u32) -> bool {
        self.below(what, 1000) < u64::from(permille)
    }

    /// One of the items, each equally likely; the type's default when there are none.
    pub(crate) fn pick<T: Copy + Default>(self, what: &str, items: &[T]) -> T {
        self.pick_from(what, items).copied().unwrap_or_default()
    }

    /// One of the items, each equally likely.
    pub(crate) fn pick_from<'a, T>(self, what: &str, items: &'a [T]) -> Option<&'a T> {
        let place = self.below(what, items.len() as u64);
        items.get(usize::try_from(place).ok()?)
    }

    /// One of the items, each as likely as its weight says.
    pub(crate) fn weighted<'a, T>(
        self,
        what: &str,
        items: &'a [T],
        weight: impl Fn(&T) -> u32,
    ) -> Option<&'a T> {
        let total: u64 = items.iter().map(|item| u64::from(weight(item))).sum();
        let mut rest = self.below(what, total);
        items.iter().find(|item| {
            let own = u64::from(weight(item));
            let found = rest < own;
            rest = rest.saturating_sub(own);
            found
        })
    }
}

/// SipHash-2-4 of the bytes and one more byte that tells uses apart.
fn sip(key: (u64, u64), bytes: &[u8], domain: u64) -> u64 {
    let mut state = [
        key.0 ^ 0x736f_6d65_7073_6575,
        key.1 ^ 0x646f_7261_6e64_6f6d,
        key.0 ^ 0x6c79_6765_6e65_7261,
        key.1 ^ 0x7465_6462_7974_6573,
    ];
    let chunks = bytes.chunks_exact(8);
    let rest = chunks.remainder();
    for chunk in chunks {
        let word = chunk
            .iter()
            .rev()
            .fold(0, |word, byte| word << 8 | u64::from(*byte));
        absorb(&mut state, word);
    }
    let tail = rest
        .iter()
        .rev()
        .fold(0, |word, byte| word << 8 | u64::from(*byte));
    absorb(&mut state, tail | (bytes.len() as u64) << 56);
    absorb(&mut state, domain);
    let [v0, v1, v2, v3] = &mut state;
    *v2 ^= 0xff;
    for _ in 0..4 {
        round(v0, v1, v2, v3);
    }
    *v0 ^ *v1 ^ *v2 ^ *v3
}

fn absorb(state: &mut [u64; 4], word: u64) {
    let [v0, v1, v2, v3] = state;
    *v3 ^= word;
    round(v0, v1, v2, v3);
    round(v0, v1, v2, v3);
    *v0 ^= word;
}

fn round(v0: &mut u64, v1: &mut u64, v2: &mut u64, v3: &mut u64) {
    *v0 = v0.wrapping_add(*v1);
    *v1 = v1.rotate_left(13) ^ *v0;
    *v0 = v0.rotate_left(32);
    *v2 = v2.wrapping_add(*v3);
    *v3 = v3.rotate_left(16) ^ *v2;
    *v0 = v0.wrapping_add(*v3);
    *v3 = v3.rotate_left(21) ^ *v0;
    *v2 = v2.wrapping_add(*v1);
    *v1 = v1.rotate_left(17) ^ *v2;
    *v2 = v2.rotate_left(32);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_question_has_the_same_answer_in_any_order() {
        let chance = Chance::new(7).branch("person");
        let march = chance.at(3).draw("amount");
        let _ = chance.at(1).draw("amount");
        assert_eq!(chance.at(3).draw("amount"), march);
        assert_ne!(chance.at(4).draw("amount"), march);
        assert_ne!(Chance::new(8).branch("person").at(3).draw("amount"), march);
    }

    #[test]
    fn numbers_keep_within_their_bounds_and_reach_them() {
        let chance = Chance::new(1);
        let drawn: Vec<i64> = (0..2000)
            .map(|turn| chance.at(turn).between("x", -2, 3))
            .collect();
        assert_eq!(drawn.iter().min(), Some(&-2));
        assert_eq!(drawn.iter().max(), Some(&3));
        assert_eq!(chance.between("x", 5, 5), 5);
        assert_eq!(chance.between("x", 5, 1), 5);
        assert_eq!(chance.below("x", 0), 0);
    }

    #[test]
    fn every_outcome_is_about_equally_likely() {
        let chance = Chance::new(2);
        let mut seen = [0_u32; 10];
        for turn in 0..10_000 {
            let drawn = usize::try_from(chance.at(turn).below("x", 10)).unwrap();
            seen[drawn] += 1;
        }
        assert!(
            seen.iter().all(|count| (850..1150).contains(count)),
            "{seen:?}"
        );
    }

    #[test]
    fn weights_count() {
        let items = [("never", 0), ("always", 5)];
        for turn in 0..100 {
            let picked = Chance::new(turn).weighted("x", &items, |item| item.1);
            assert_eq!(picked.map(|item| item.0), Some("always"));
        }
    }
}
