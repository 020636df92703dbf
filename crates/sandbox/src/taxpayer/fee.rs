//! What a fee or a rent is made of when a company pays it to a person: the company keeps a part of both
//! taxes back.

use caudal_latam::Country;

use crate::company::part;
use crate::price::Cents;

/// Rates are in millionths, as invoices write them.
const MILLION: i64 = 1_000_000;
/// The ordinary rate of value-added tax.
pub(crate) const VALUE_ADDED: i64 = 160_000;
/// The income tax that is kept back.
pub(crate) const INCOME_TAX_KEPT: i64 = 100_000;

/// A fee or a rent, with the taxes that belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fee {
    pub(crate) base: Cents,
    pub(crate) vat: Cents,
    pub(crate) kept_tax: Cents,
    pub(crate) kept_vat: Cents,
}

impl Fee {
    /// A fee of this much before taxes, where value-added tax has this rate.
    pub(crate) fn of(base: Cents, rate: i64) -> Self {
        let of = |millionths| part(Country::Mexico, base, millionths, MILLION);
        Self {
            base,
            vat: of(rate),
            kept_tax: of(INCOME_TAX_KEPT),
            kept_vat: of(value_added_kept(rate)),
        }
    }

    /// The fee that leaves this much at the bank.
    pub(crate) fn leaving(received: Cents) -> Self {
        let left = MILLION + VALUE_ADDED - INCOME_TAX_KEPT - value_added_kept(VALUE_ADDED);
        let base = part(Country::Mexico, received, MILLION, left);
        let fee = Self::of(base, VALUE_ADDED);
        Self {
            kept_vat: base + fee.vat - fee.kept_tax - received,
            ..fee
        }
    }
}

/// Two thirds of value-added tax are kept back, at a rate with six decimals.
pub(crate) fn value_added_kept(rate: i64) -> i64 {
    (2 * rate + 1) / 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_back_and_what_is_left_make_the_fee() {
        assert_eq!(value_added_kept(VALUE_ADDED), 106_667);
        assert_eq!(value_added_kept(80_000), 53_333);
        for received in [1, 99, 9_533_33, 1_234_567_89] {
            let fee = Fee::leaving(received);
            assert_eq!(fee.base + fee.vat - fee.kept_tax - fee.kept_vat, received);
            let again = Fee::of(fee.base, VALUE_ADDED);
            assert!((again.kept_vat - fee.kept_vat).abs() <= 2, "{fee:?}");
        }
    }
}
