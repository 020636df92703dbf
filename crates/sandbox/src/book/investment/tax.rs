//! What is withheld when an investment pays.

use caudal_latam::Country;

use super::product::{Class, FundStyle, Product};
use crate::market::growth::Growth;
use crate::price::Cents;

/// Days from which each rate on gains holds in Brazil, in thousandths (Lei 11.033/2004, art. 1).
const GAINS: [(i64, i64); 4] = [(0, 225), (181, 200), (361, 175), (721, 150)];

/// Percent of the gain that goes as tax on financial operations on each of the first thirty days
/// (Decreto 6.306/2007, annex).
const EARLY: [i64; 30] = [
    96, 93, 90, 86, 83, 80, 76, 73, 70, 66, 63, 60, 56, 53, 50, 46, 43, 40, 36, 33, 30, 26, 23, 20,
    16, 13, 10, 6, 3, 0,
];

/// What funds of long-term debt are taxed with every May and November, in thousandths.
pub(super) const HALF_YEARLY_PERMILLE: i64 = 150;
/// What gains of funds of shares are taxed with, in thousandths.
const SHARES_PERMILLE: i64 = 150;
/// What interest on equity is taxed with, in thousandths.
pub(super) const EQUITY_INTEREST_PERMILLE: i64 = 150;
/// What is withheld of interest in Colombia, in thousandths.
const COLOMBIA_PERMILLE: i64 = 40;

/// What Mexican banks withhold of the capital in a year, in parts of a growth's rate: the law of
/// income of each year from 2021 on.
const MEXICO: [i64; 6] = [9_700, 800, 1_500, 5_000, 5_000, 9_000];
const MEXICO_FIRST_YEAR: i16 = 2021;

/// A gain that is paid out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gain {
    pub(super) amount: Cents,
    /// What had been put in.
    pub(super) capital: Cents,
    /// How many days it took.
    pub(super) days: i64,
    /// The year of payment.
    pub(super) year: i16,
    /// What of an earlier gain was taxed at the half-yearly rate already.
    pub(super) taxed: Cents,
}

/// The tax on financial operations and the income tax on a gain.
pub(super) fn withheld(
    country: Country,
    company: bool,
    product: &Product,
    gain: Gain,
) -> (Cents, Cents) {
    let amount = gain.amount.max(0);
    match country {
        Country::Brazil => brazil(company, product, gain, amount),
        Country::Mexico => {
            let year = usize::try_from(gain.year - MEXICO_FIRST_YEAR).unwrap_or(0);
            let rate = MEXICO.get(year).or(MEXICO.last()).copied().unwrap_or(0);
            let kept = Growth::simple(rate, gain.days, 365).of_amount(gain.capital);
            (0, (kept - gain.capital).min(amount).max(0))
        }
        // Whole pesos, as all sums there.
        Country::Colombia => (0, whole(permille(amount, COLOMBIA_PERMILLE))),
        Country::Chile => (0, 0),
    }
}

fn brazil(company: bool, product: &Product, gain: Gain, amount: Cents) -> (Cents, Cents) {
    if product.exempt && !company {
        return (0, 0);
    }
    if product.class == Class::Fund(FundStyle::Shares) {
        return (0, permille(amount, SHARES_PERMILLE));
    }
    let early = usize::try_from(gain.days - 1).ok();
    let early = match product.class {
        Class::Credit => 0,
        _ => early
            .and_then(|day| EARLY.get(day))
            .copied()
            .unwrap_or(if gain.days < 1 { 100 } else { 0 }),
    };
    let operations = amount * early / 100;
    let rate = rate(gain.days);
    let due = permille(amount - operations, rate);
    // What May and November took is made up to the rate that holds in the end.
    let missing = permille(gain.taxed.max(0), (rate - HALF_YEARLY_PERMILLE).max(0));
    (operations, due + missing)
}

/// The rate on gains after so many days, in thousandths.
pub(super) fn rate(days: i64) -> i64 {
    let held = GAINS.iter().rfind(|(from, _)| *from <= days);
    held.map_or(225, |(_, rate)| *rate)
}

/// So many thousandths of an amount, rounded down.
pub(super) fn permille(amount: Cents, permille: i64) -> Cents {
    i64::try_from(i128::from(amount) * i128::from(permille) / 1000).unwrap_or(0)
}

fn whole(amount: Cents) -> Cents {
    amount - amount.rem_euclid(100)
}
