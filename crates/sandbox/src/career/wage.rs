//! What a job pays: a contract wage that is agreed for a year and found from what its holder lives on.

use caudal_latam::calendar::date;
use caudal_latam::tariff::fraction;
use caudal_latam::{Country, brazil, chile, colombia, mexico};
use jiff::civil::Date;

use super::{Job, Sector, payroll};
use crate::person::Person;
use crate::price::Cents;

/// The year in which what somebody lives on is stated.
const PRESENT_YEAR: i16 = 2024;
/// By how many thousandths less each year before it paid, and the least that was paid.
const EXPERIENCE_PERMILLE: i64 = 20;
const BEGINNER_PERMILLE: i64 = 550;
/// A promotion's raise in thousandths.
const PROMOTION_PERMILLE: i64 = 70;
/// Whoever agrees on less than this part of the minimum wage works for a part of the day.
const PART_TIME_PERMILLE: i64 = 850;
/// Halvings after which a wage is found to its smallest step.
const HALVINGS_MAX: u32 = 48;
/// A gross wage is at most this many times its net.
const GROSS_TIMES_MAX: i64 = 3;

impl Job {
    /// The contract wage of a month on a day. It is agreed in the month of raises and holds for a
    /// year, unless the minimum wage of a whole day's work rises above it.
    pub(crate) fn wage_on(&self, person: &Person, day: Date) -> Cents {
        let day = day.max(self.start);
        let agreed_in = if day.month() < person.raise_month {
            day.year() - 1
        } else {
            day.year()
        };
        let agreed = self.agreed(person, agreed_in, day);
        let minimum = minimum(person.country, day);
        if fraction(minimum, PART_TIME_PERMILLE, 1000) > agreed {
            return agreed;
        }
        agreed.max(minimum)
    }

    /// The days on which the wage may change between the job's beginning and a day.
    pub(crate) fn wage_days(&self, person: &Person, until: Date) -> Vec<Date> {
        let last = self.end.map_or(until, |end| end.min(until));
        let mut days: Vec<Date> = (self.start.year()..=last.year())
            .flat_map(|year| [date(year, 1, 1), date(year, person.raise_month, 1)])
            .chain([date(2023, 5, 1)])
            .chain(self.posts.iter().map(|post| post.start))
            .filter(|day| self.start < *day && *day <= last)
            .collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    fn agreed(&self, person: &Person, year: i16, day: Date) -> Cents {
        let posts = self.posts.iter().filter(|post| post.start <= day).count();
        let promotions = i64::try_from(posts).unwrap_or(1).max(1) - 1;
        let level = self.level + promotions * PROMOTION_PERMILLE;
        let earlier = i64::from((PRESENT_YEAR - year).max(0));
        let experience = (1000 - EXPERIENCE_PERMILLE * earlier).max(BEGINNER_PERMILLE);
        let lives_on = person.income_in(year, person.raise_month);
        let net = fraction(lives_on, level * experience, 1_000_000);
        gross_of(
            person,
            self.employer.sector,
            net,
            date(year, person.raise_month, 1),
        )
    }
}

/// The smallest wage, in the steps in which wages are agreed, whose ordinary month leaves at least `net`.
fn gross_of(person: &Person, sector: Sector, net: Cents, day: Date) -> Cents {
    let step = step(person.country);
    let (mut low, mut high) = (0, net * GROSS_TIMES_MAX / step + 1);
    for _ in 0..HALVINGS_MAX {
        if low >= high {
            break;
        }
        let middle = i64::midpoint(low, high);
        if payroll::ordinary_net(person, sector, middle * step, day) < net {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    high * step
}

/// The least that a month's work is paid.
fn minimum(country: Country, day: Date) -> Cents {
    let (year, month) = (day.year(), day.month());
    let least = match country {
        Country::Brazil => brazil::payroll::minimum_wage(year, month),
        Country::Mexico => 30 * mexico::payroll::minimum_daily_wage(year, month),
        Country::Colombia => colombia::payroll::minimum_wage(year),
        Country::Chile => chile::payroll::minimum_wage(year),
    };
    // A day's wage is a thirtieth without a rest.
    let unit = if country == Country::Mexico { 30 } else { 1 };
    least + (unit - least % unit) % unit
}

/// The steps in which wages are agreed.
fn step(country: Country) -> Cents {
    match country {
        Country::Brazil => 1_00,
        Country::Mexico => 3_00,
        Country::Colombia | Country::Chile => 1_000_00,
    }
}
