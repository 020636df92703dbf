//! Purchases in foreign currency: what the shop charged, what the bank makes of it, and the tax on it.

use caudal_latam::Country;
use caudal_latam::calendar::date;
use jiff::civil::Date;

use super::event::{Abroad, Event};
use crate::chance::Chance;
use crate::merchant::Outlet;
use crate::price::Cents;

/// How many of a thousand purchases over the network are charged in dollars.
const ABROAD_PERMILLE: u32 = 90;
/// Centavos for a dollar over each year from [`FIRST_YEAR`] on; the last one stays.
const CENTAVOS_PER_DOLLAR: [i64; 5] = [5_40, 5_17, 5_00, 5_39, 5_59];
const FIRST_YEAR: i16 = 2021;
/// What banks take on top of the rate, in thousandths.
const SPREAD_PERMILLE: i64 = 1040;

/// The price of something that would cost `amount` at home: in whole dollars and cents, and what the
/// bank charges for them; the same price where the shop charges in the money of the country.
pub(super) fn priced(
    country: Country,
    outlet: Outlet,
    day: Date,
    amount: Cents,
    one: Chance,
) -> (Cents, Option<Abroad>) {
    let from_abroad = country == Country::Brazil
        && outlet == Outlet::Online
        && one.happens("abroad", ABROAD_PERMILLE);
    if !from_abroad {
        return (amount, None);
    }
    // A day's rate strays a little from its year's.
    let rate = centavos_per_dollar(day.year()) * one.between("rate", 970, 1030) / 1000;
    let dollars = (amount / rate.max(1)).max(1) * 100 + 99;
    let charged = dollars * rate / 100 * SPREAD_PERMILLE / 1000;
    let price = Abroad {
        currency: "USD",
        amount: dollars,
    };
    (charged, Some(price))
}

fn centavos_per_dollar(year: i16) -> i64 {
    let place = usize::try_from(year - FIRST_YEAR).unwrap_or(0);
    let known = CENTAVOS_PER_DOLLAR.get(place);
    known
        .or(CENTAVOS_PER_DOLLAR.last())
        .copied()
        .unwrap_or(5_00)
}

/// The tax on financial operations for a purchase by card abroad: it fell by a point a year (decree
/// 11,153 of 2022) until it rose to 3.5 % in May 2025 (decree 12,466).
pub(super) fn tax(amount: Cents, day: Date) -> Cents {
    let ten_thousandths = match day.year() {
        ..=2022 => 638,
        2023 => 538,
        2024 => 438,
        _ if day < date(2025, 5, 23) => 338,
        _ => 350,
    };
    (amount * ten_thousandths + 5000) / 10_000
}

impl Event {
    /// What a shop abroad charged, where one did.
    pub(crate) fn abroad(&self) -> Option<Abroad> {
        self.deed.label.abroad
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tax_is_that_of_the_day() {
        assert_eq!(tax(100_00, date(2022, 12, 31)), 6_38);
        assert_eq!(tax(100_00, date(2024, 6, 1)), 4_38);
        assert_eq!(tax(100_00, date(2025, 5, 22)), 3_38);
        assert_eq!(tax(100_00, date(2025, 5, 23)), 3_50);
        assert_eq!(tax(1_00, date(2026, 1, 1)), 4);
    }

    #[test]
    fn only_shops_on_the_network_charge_brazilians_in_dollars() {
        let day = date(2024, 3, 4);
        let mut abroad = 0;
        for turn in 0..1000 {
            let one = Chance::new(turn);
            let (here, none) = priced(Country::Brazil, Outlet::Single, day, 80_00, one);
            assert_eq!((here, none), (80_00, None));
            let (here, none) = priced(Country::Chile, Outlet::Online, day, 80_00, one);
            assert_eq!((here, none), (80_00, None));
            let (charged, price) = priced(Country::Brazil, Outlet::Online, day, 80_00, one);
            if let Some(price) = price {
                assert!((13_99..=16_99).contains(&price.amount), "{price:?}");
                assert!((70_00..105_00).contains(&charged), "{charged}");
                abroad += 1;
            }
        }
        assert!((60..130).contains(&abroad), "{abroad}");
    }
}
