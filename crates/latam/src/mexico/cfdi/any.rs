//! Documents of any shape, for the property that what is written can be read: every field of every
//! element takes part, because the declaration of an element declares this too.

use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::retention::RetentionComplement;
use super::value::{Moment, TaxNumber};
use super::voucher::Complement;
use super::{Cfdi, Retention, Version};

/// What a value of any shape is made from.
pub(super) struct Source {
    state: u64,
    depth: usize,
}

pub(super) trait Any {
    fn any(source: &mut Source) -> Self;
}

impl Source {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            state: seed,
            depth: 0,
        }
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((bits ^ (bits >> 31)) >> 16).unwrap() % limit
    }

    fn number(&mut self, limit: i64) -> i64 {
        i64::try_from(self.below(usize::try_from(limit).unwrap())).unwrap()
    }
}

/// A document that keeps what its version demands.
pub(super) fn cfdi(seed: u64) -> Cfdi {
    let mut source = Source::new(seed);
    let mut document = Cfdi::any(&mut source);
    if document.lines.is_empty() {
        document.lines.push(Any::any(&mut source));
    }
    let mut some = |place: &mut Option<String>| {
        place.get_or_insert_with(|| String::any(&mut source));
    };
    if document.version == Version::V40 {
        some(&mut document.export);
        some(&mut document.issuer.name);
        some(&mut document.receiver.name);
        some(&mut document.receiver.postcode);
        some(&mut document.receiver.regime);
        for line in &mut document.lines {
            some(&mut line.tax_object);
        }
    }
    if let Some(payments) = &mut document.complement.payments {
        payments.version = ["1.0", "2.0"][source.below(2)].to_owned();
    }
    document
}

pub(super) fn retention(seed: u64) -> Retention {
    Any::any(&mut Source::new(seed))
}

impl<T: Any> Any for Option<T> {
    fn any(source: &mut Source) -> Self {
        (source.below(2) == 0).then(|| T::any(source))
    }
}

impl<T: Any> Any for Vec<T> {
    fn any(source: &mut Source) -> Self {
        source.depth += 1;
        let limit = if source.depth > 2 { 2 } else { 4 };
        let found = (0..source.below(limit)).map(|_| T::any(source)).collect();
        source.depth -= 1;
        found
    }
}

impl Any for String {
    fn any(source: &mut Source) -> Self {
        let signs = [
            'a', 'Z', '0', ' ', '&', '<', '>', '"', '\'', '\n', '\t', '\r', 'ñ', 'Ó', '💧',
        ];
        let length = 1 + source.below(8);
        (0..length)
            .map(|_| signs[source.below(signs.len())])
            .collect()
    }
}

impl Any for Decimal {
    fn any(source: &mut Source) -> Self {
        let scale = u32::try_from(source.below(7)).unwrap();
        Self::new(source.number(1 << 40) - (1 << 20), scale)
    }
}

impl Any for u32 {
    fn any(source: &mut Source) -> Self {
        u32::try_from(source.below(3000)).unwrap()
    }
}

impl Any for Uuid {
    fn any(source: &mut Source) -> Self {
        Self::from_u64_pair(source.number(i64::MAX).unsigned_abs(), 7)
    }
}

impl Any for Date {
    fn any(source: &mut Source) -> Self {
        let day = jiff::civil::date(2014, 1, 1);
        day.saturating_add(jiff::Span::new().days(source.number(5000)))
    }
}

impl Any for DateTime {
    fn any(source: &mut Source) -> Self {
        let seconds = jiff::Span::new().seconds(source.number(86_400));
        Date::any(source).at(0, 0, 0, 0).saturating_add(seconds)
    }
}

impl Any for Moment {
    fn any(source: &mut Source) -> Self {
        let minutes = i32::try_from(source.below(26 * 60)).unwrap() - 12 * 60;
        let offset = (source.below(2) == 0).then(|| Offset::from_seconds(minutes * 60).unwrap());
        Self {
            local: DateTime::any(source),
            offset,
        }
    }
}

impl Any for TaxNumber {
    fn any(source: &mut Source) -> Self {
        ["XAXX010101000", "ÑAÑ&010203AB1", "P&Ñ991231000"][source.below(3)]
            .parse()
            .unwrap()
    }
}

impl Any for Complement {
    fn any(source: &mut Source) -> Self {
        Self {
            stamp: Any::any(source),
            payments: Any::any(source),
            payrolls: Any::any(source),
        }
    }
}

impl Any for RetentionComplement {
    fn any(source: &mut Source) -> Self {
        Self {
            stamp: Any::any(source),
        }
    }
}
