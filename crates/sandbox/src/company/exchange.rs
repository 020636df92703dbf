//! What a dollar costs: one market for the whole world, the same on every machine.

use caudal_latam::Country;
use caudal_latam::calendar::date;
use jiff::civil::Date;

use crate::chance::Chance;

/// Days in which the price of the dollar goes up and down once.
const CYCLE_DAYS: i64 = 940;
/// How far it moves from its middle, in thousandths.
const SWING_PERMILLE: i64 = 70;

/// What a dollar costs on a day, in ten-thousandths of the country's money.
pub(crate) fn dollar(country: Country, day: Date) -> i64 {
    let middle = match country {
        Country::Brazil => 5_4000,
        Country::Mexico => 18_4000,
        Country::Colombia => 4_050_0000,
        Country::Chile => 930_0000,
    };
    let days = i64::from(
        day.since(date(2018, 1, 1))
            .map_or(0, |span| span.get_days()),
    );
    let place = days.rem_euclid(CYCLE_DAYS);
    let rising = place.min(CYCLE_DAYS - place);
    let slow = rising * 4 * SWING_PERMILLE / CYCLE_DAYS - SWING_PERMILLE;
    let noise = Chance::new(0)
        .branch("dollar")
        .at(days)
        .between("noise", -6, 6);
    middle * (1000 + slow + noise) / 1000
}
