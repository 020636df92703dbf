//! Hollow seals: of the length and alphabet of real ones, and worth nothing.
//!
//! Invented documents carry them so that nobody can take an invented document for a real one, and
//! every reader of the form still can read it.

/// The characters of a seal of 2,048 bits in base 64.
pub const SEAL_CHARACTERS: usize = 344;

const BASE_64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// A seal that follows from what it is for.
#[must_use]
pub fn hollow(what_for: u64) -> String {
    base_64(what_for, SEAL_CHARACTERS)
}

/// The certificate of a taxpayer who is known by this number: not even its outermost shell is real.
#[must_use]
pub fn hollow_certificate(holder: u64) -> String {
    base_64(!holder, SEAL_CHARACTERS)
}

/// The number of a certificate: twenty digits, the first of them those of the test authority.
#[must_use]
pub fn certificate_number(holder: u64) -> String {
    format!("300010000005{:08}", mixed(holder) % 100_000_000)
}

fn base_64(from: u64, characters: usize) -> String {
    // 256 bytes are 342 characters and two signs that fill up.
    let filled = characters.saturating_sub(2);
    let mut text = String::with_capacity(characters);
    let mut state = from;
    while text.len() < filled {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = mixed(state);
        for _ in 0..10 {
            // Of the last character only two bits are part of the 256 bytes.
            let place = if text.len() + 1 == filled {
                bits & 0b11_0000
            } else {
                bits & 0b11_1111
            };
            let sign = usize::try_from(place)
                .ok()
                .and_then(|place| BASE_64.get(place));
            if text.len() < filled {
                text.push(char::from(sign.copied().unwrap_or(b'A')));
            }
            bits >>= 6;
        }
    }
    text.push_str("==");
    text
}

/// A well-known mixing of bits (SplitMix64).
fn mixed(from: u64) -> u64 {
    let mut bits = from;
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}
