//! One thing that somebody bought: its terms, its price on each day, and what it pays when.

use caudal_latam::calendar::{date, shifted};
use caudal_latam::{Calendar, Country};
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive as _;
use rust_decimal::{Decimal, RoundingStrategy};

use super::portfolio::Act;
use super::position::Position;
use super::product::{Class, Earns, Product};
use super::tax::{self, Gain};
use crate::chance::Chance;
use crate::market::asset::{Asset, asset};
use crate::market::days::{business_days, days};
use crate::market::growth::{Growth, RATE_UNIT};
use crate::market::inflation::risen;
use crate::market::policy::{Daily, YEAR_DAYS, accrued, policy};
use crate::price::Cents;

/// What a Brazilian bond pays at the end, in hundredths.
const FACE: i64 = 1_000_00;
/// What a Selic and an inflation bond were worth when the world began, in hundredths.
const SELIC_BOND: i64 = 10_720_00;
const PRICES_BOND: i64 = 3_434_00;
/// Decimal places of a price.
const PRICE_PLACES: u32 = 8;
/// Months that are looked through for a share's next payment.
const DIVIDEND_MONTHS: i64 = 13;

/// Something that is held, or was.
#[derive(Clone, Debug)]
pub(crate) struct Holding {
    pub(crate) product: &'static Product,
    /// Names it and decides what is open about it.
    pub(crate) chance: Chance,
    pub(crate) country: Country,
    /// Whether a company holds it.
    pub(crate) company: bool,
    pub(crate) bought: Date,
    pub(crate) issued: Date,
    pub(crate) due: Option<Date>,
    /// The rate of its contract: thousandths of an index, or parts of a growth's rate.
    pub(crate) rate: i64,
    /// What a fixed rate makes of one in a business day.
    daily: Growth,
    asset: Option<&'static Asset>,
}

/// Something that a holding will do on a day by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Occasion {
    pub(crate) date: Date,
    pub(crate) act: Act,
}

impl Holding {
    /// What is bought of a product on a day.
    pub(super) fn new(
        product: &'static Product,
        chance: Chance,
        country: Country,
        company: bool,
        day: Date,
    ) -> Self {
        let calendar = Calendar::of(country);
        let months = chance.between("months", product.months.0, product.months.1);
        let rate = match product.earns {
            Earns::BetweenBanks(low, high)
            | Earns::AboveBetweenBanks(low, high)
            | Earns::Prices(low, high) => chance.between("rate", low, high),
            Earns::Fixed(low, high) => {
                (policy(country, day) + chance.between("rate", low, high)).max(1_000)
            }
            Earns::Discount(_) => prefixed_yield(day),
            Earns::DiscountedPrices => real_yield(day),
            Earns::Policy | Earns::Market => 0,
        };
        let issued = match product.class {
            Class::Credit => half_year_before(day),
            _ => day,
        };
        let daily = match product.earns {
            Earns::AboveBetweenBanks(..) | Earns::Fixed(..) | Earns::Prices(..) => {
                Growth::by(rate).root(YEAR_DAYS)
            }
            _ => Growth::NONE,
        };
        Self {
            product,
            chance,
            country,
            company,
            bought: day,
            issued,
            due: due(product, &calendar, issued, months),
            rate,
            daily,
            asset: asset(product.name),
        }
    }

    /// Its name: that of the product, with the year of a government's bond.
    pub(crate) fn name(&self) -> String {
        match (self.product.class, self.due) {
            (Class::Treasury, Some(due)) if self.country == Country::Brazil => {
                format!("{} {}", self.product.name, due.year())
            }
            _ => self.product.name.to_owned(),
        }
    }

    /// The share or fund that it is of.
    pub(crate) fn asset(&self) -> Option<&'static Asset> {
        self.asset
    }

    /// What a unit cost when it was issued, where that is part of the contract.
    pub(crate) fn issue_price(&self) -> Option<Decimal> {
        (self.product.unit > 0).then(|| Decimal::new(self.product.unit, 2))
    }

    /// What a unit is worth on a day, after what it pays that day.
    pub(crate) fn price(&self, day: Date) -> Decimal {
        if let Some(asset) = self.asset {
            return asset.price(day);
        }
        let end = self.due.unwrap_or(Date::MAX);
        let day = day.min(end);
        match self.product.earns {
            Earns::Policy => {
                let growth = accrued(Daily::Policy, 1_000, world_began(), day);
                growth.of_price(Decimal::new(SELIC_BOND, 2), 2)
            }
            Earns::Discount(coupon) => discounted(day, end, coupon),
            Earns::DiscountedPrices => {
                let year = Growth::by(real_yield(day)).root(YEAR_DAYS);
                let rest = year.times(business_days(day, end));
                let growth = risen(date(2021, 1, 15), day).without(rest);
                growth.of_price(Decimal::new(PRICES_BOND, 2), 2)
            }
            Earns::Fixed(..) if self.product.class == Class::Treasury => {
                let rest = Growth::simple(self.rate, days(day, end), 360);
                let unit = Decimal::new(self.product.unit, 2);
                Growth::NONE.without(rest).of_price(unit, PRICE_PLACES)
            }
            _ => {
                let unit = Decimal::new(self.product.unit, 2) * self.remaining(day);
                self.growth(self.last_coupon(day), day)
                    .of_price(unit, PRICE_PLACES)
            }
        }
    }

    /// What the contract makes of one from a day to another.
    fn growth(&self, from: Date, to: Date) -> Growth {
        let fixed = || self.daily.times(business_days(from, to));
        match self.product.earns {
            Earns::BetweenBanks(..) => accrued(Daily::BetweenBanks, self.rate, from, to),
            Earns::AboveBetweenBanks(..) => {
                accrued(Daily::BetweenBanks, 1_000, from, to).then(fixed())
            }
            Earns::Prices(..) => risen(from, to).then(fixed()),
            Earns::Fixed(..) if self.country == Country::Brazil => fixed(),
            Earns::Fixed(..) => Growth::simple(self.rate, days(from, to), 360),
            _ => Growth::NONE,
        }
    }

    /// The part of a unit that is still owed on a day: half of a debenture is paid back one coupon
    /// before the end.
    fn remaining(&self, day: Date) -> Decimal {
        match self.amortized() {
            Some(at) if day >= at => Decimal::new(5, 1),
            _ => Decimal::ONE,
        }
    }

    fn amortized(&self) -> Option<Date> {
        let last = (self.product.class == Class::Credit && self.product.coupon_months > 1)
            .then_some(self.due?)?;
        Some(self.coupon_before(last))
    }

    /// What interest is paid on a unit on a coupon's day.
    pub(crate) fn coupon(&self, day: Date) -> Decimal {
        match self.product.earns {
            // Half of ten percent a year, compounded: 48.80885 on a thousand.
            Earns::Discount(permille) => {
                let half = Growth::by(permille * RATE_UNIT / 1000).root(2);
                half.of_price(Decimal::new(FACE, 2), 5) - Decimal::new(FACE, 2)
            }
            _ => {
                let before = self.coupon_before(day);
                let unit = Decimal::new(self.product.unit, 2) * self.remaining(before);
                let grown = self.growth(before, day).of_price(unit, PRICE_PLACES);
                grown - unit
            }
        }
    }

    /// What is paid back of a unit on the day of amortization.
    pub(crate) fn amortization(&self) -> Decimal {
        Decimal::new(self.product.unit, 2) * Decimal::new(5, 1)
    }

    /// The coupon's day before a day, or the day of issue.
    fn coupon_before(&self, day: Date) -> Date {
        self.coupons()
            .take_while(|coupon| *coupon < day)
            .last()
            .unwrap_or(self.issued)
    }

    /// The last coupon's day up to a day, or the day of issue.
    fn last_coupon(&self, day: Date) -> Date {
        self.coupons()
            .take_while(|coupon| *coupon <= day)
            .last()
            .unwrap_or(self.issued)
    }

    /// The days on which interest is paid, up to the end.
    fn coupons(&self) -> impl Iterator<Item = Date> + '_ {
        let (step, calendar) = (self.product.coupon_months, Calendar::of(self.country));
        let end = self.due.filter(|_| step > 0);
        let nth = move |turn: i64| {
            let months = jiff::Span::new().months(turn * step);
            calendar.on_or_after(self.coupon_start().saturating_add(months))
        };
        (1..)
            .map(nth)
            .take_while(move |day| end.is_some_and(|end| *day < end))
            .chain(end)
    }

    /// From where coupons are counted: a government's fall on its own days, whenever it is bought.
    fn coupon_start(&self) -> Date {
        match self.product.class {
            Class::Treasury => date(self.bought.year() - 1, 1, 1),
            _ => self.issued,
        }
    }

    /// What it does by itself after a day, next: falls due, pays, is taxed. All of it on one day.
    pub(crate) fn next(&self, after: Date) -> Vec<Occasion> {
        let brazil = self.country == Country::Brazil;
        let mut all: Vec<Occasion> = Vec::new();
        let mut add = |date, act| all.push(Occasion { date, act });
        match self.product.class {
            Class::Share => {
                if let Some((date, act)) = self.next_distribution(after) {
                    add(date, act);
                }
            }
            class @ Class::Fund(_) if brazil && Position::is_taxed_half_yearly(class) => {
                add(next_half_year(after), Act::HalfYearlyTax);
            }
            Class::Fund(_) | Class::Pension => {}
            class => {
                if let Some(coupon) = self.coupons().find(|coupon| *coupon > after) {
                    add(coupon, Act::Interest);
                    if self.amortized() == Some(coupon) {
                        add(coupon, Act::Amortization);
                    }
                }
                if brazil && class == Class::Treasury {
                    add(next_custody(after), Act::CustodyFee);
                }
                if let Some(due) = self.due.filter(|due| *due > after) {
                    add(due, Act::Due);
                }
            }
        }
        let soonest = all.iter().map(|occasion| occasion.date).min();
        all.retain(|occasion| Some(occasion.date) == soonest);
        all
    }

    /// The next day on which a share pays, and what: dividends and interest on equity take turns.
    fn next_distribution(&self, after: Date) -> Option<(Date, Act)> {
        let calendar = Calendar::of(self.country);
        let public = Chance::new(0)
            .branch("distribution")
            .branch(self.product.name);
        let phase = public.between("phase", 0, 2);
        let first = after.first_of_month();
        (0..DIVIDEND_MONTHS).find_map(|turn| {
            let month = first.saturating_add(jiff::Span::new().months(turn));
            let index = i64::from(month.month());
            if index % 3 != phase {
                return None;
            }
            let day = date(month.year(), month.month(), 16);
            let day = calendar.on_or_after(day);
            let act = match index / 3 % 2 {
                0 => Act::Dividend,
                _ => Act::EquityInterest,
            };
            (day > after).then_some((day, act))
        })
    }

    /// What a share pays on a day: from four to eighteen thousandths of its price.
    pub(crate) fn distribution(&self, day: Date) -> Decimal {
        let public = Chance::new(0)
            .branch("distribution")
            .branch(self.product.name);
        let index = i64::from(day.year()) * 12 + i64::from(day.month());
        let permille = public.at(index).between("permille", 4, 18);
        (self.price(day) * Decimal::new(permille, 3)).round_dp(6)
    }

    /// An amount in hundredths, rounded to the coins that the country's banks know.
    pub(crate) fn money(&self, amount: Decimal) -> Cents {
        let places = self.country.currency().scale();
        let away = RoundingStrategy::MidpointAwayFromZero;
        let rounded = amount.round_dp_with_strategy(places, away);
        (rounded * Decimal::ONE_HUNDRED).to_i64().unwrap_or(0)
    }

    pub(super) fn withheld(&self, gain: Gain) -> (Cents, Cents) {
        tax::withheld(self.country, self.company, self.product, gain)
    }

    /// Whether its holder is spared income tax on it.
    pub(crate) fn is_exempt(&self) -> bool {
        self.product.exempt && !self.company
    }

    /// Whether it can be cashed in on a day.
    pub(crate) fn can_be_cashed(&self, day: Date) -> bool {
        !self.product.locked && self.due.is_none_or(|due| day < due) && day > self.bought
    }
}

fn world_began() -> Date {
    date(crate::book::WORLD_BEGINS_YEAR, 1, 1)
}

/// What the market asks for a sum at a fixed day, in parts of a growth's rate.
fn prefixed_yield(day: Date) -> i64 {
    70_000 + policy(Country::Brazil, day) * 2 / 5
}

/// What the market asks on top of inflation.
fn real_yield(day: Date) -> i64 {
    30_000 + policy(Country::Brazil, day) * 28 / 100
}

/// The price of a bond with a fixed sum at the end and, every half year, a coupon.
fn discounted(day: Date, end: Date, coupon_permille: i64) -> Decimal {
    let daily = Growth::by(prefixed_yield(day)).root(YEAR_DAYS);
    let worth = |amount: Decimal, when: Date| {
        let rest = Growth::NONE.without(daily.times(business_days(day, when)));
        rest.of_price(amount, PRICE_PLACES)
    };
    let face = Decimal::new(FACE, 2);
    let mut price = worth(face, end);
    if coupon_permille > 0 {
        let half = Growth::by(coupon_permille * RATE_UNIT / 1000).root(2);
        let coupon = half.of_price(face, 5) - face;
        let calendar = Calendar::of(Country::Brazil);
        let mut turn = end;
        while turn > day {
            price += worth(coupon, turn);
            let earlier = date(turn.year(), turn.month(), 1);
            let earlier = earlier.saturating_add(jiff::Span::new().months(-6));
            turn = calendar.on_or_after(earlier);
        }
    }
    price.round_dp(2)
}

/// When something bought for so many months falls due. A government's bond and a company's debt have
/// days of their own.
fn due(product: &Product, calendar: &Calendar, issued: Date, months: i64) -> Option<Date> {
    if months == 0 {
        return None;
    }
    let later = issued.saturating_add(jiff::Span::new().months(months));
    let day = match (product.class, product.earns) {
        (Class::Treasury, Earns::Discount(_)) => date(later.year() + 1, 1, 1),
        (Class::Treasury, Earns::DiscountedPrices) => date(later.year() + 1, 5, 15),
        (Class::Treasury, Earns::Policy) => date(later.year() + 1, 3, 1),
        (Class::Credit, _) if product.coupon_months > 0 => {
            let whole = months - months % product.coupon_months;
            issued.saturating_add(jiff::Span::new().months(whole))
        }
        _ => later,
    };
    Some(calendar.on_or_after(day))
}

/// The 15th of January or July before a day.
fn half_year_before(day: Date) -> Date {
    let (summer, winter) = (date(day.year(), 7, 15), date(day.year(), 1, 15));
    if day > summer {
        summer
    } else if day > winter {
        winter
    } else {
        date(day.year() - 1, 7, 15)
    }
}

/// The last business day of the next May or November after a day.
fn next_half_year(after: Date) -> Date {
    let calendar = Calendar::of(Country::Brazil);
    let last = |year, month| calendar.on_or_before(date(year, month, 31));
    [
        last(after.year(), 5),
        last(after.year(), 11),
        last(after.year() + 1, 5),
    ]
    .into_iter()
    .find(|day| *day > after)
    .unwrap_or_else(|| shifted(after, 182))
}

/// The next day on which custody of government bonds is charged: the first business day of January
/// or July.
fn next_custody(after: Date) -> Date {
    let calendar = Calendar::of(Country::Brazil);
    let first = |year, month| calendar.on_or_after(date(year, month, 1));
    [
        first(after.year(), 1),
        first(after.year(), 7),
        first(after.year() + 1, 1),
    ]
    .into_iter()
    .find(|day| *day > after)
    .unwrap_or_else(|| shifted(after, 182))
}
