//! Voluntary contributions of those who have no employer: to the INSS in Brazil, and in Mexico by whom
//! the IMSS insured before.

use caudal_latam::Country;
use caudal_latam::brazil::payroll::{contribution_ceiling, minimum_wage};
use caudal_latam::calendar::date;
use caudal_latam::mexico::payroll::unit_of_measure;
use caudal_latam::tariff::{fraction, portion};
use jiff::civil::Date;

use super::Career;
use crate::chance::Chance;
use crate::person::{Person, Work};
use crate::price::Cents;
use crate::timeline::Month;

/// The simplified plan's rate, on a minimum wage, and the ordinary one's.
const SIMPLIFIED_RATE: i64 = 110_000;
const ORDINARY_RATE: i64 = 200_000;
/// How many of a thousand people without an employer contribute.
const CONTRIBUTING_PERMILLE: u32 = 550;
const CONTINUING_PERMILLE: u32 = 250;

/// What somebody pays to social security without an employer, for one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Contribution {
    pub(crate) month: Month,
    pub(crate) paid_on: Date,
    /// What is contributed on: a month's in Brazil, a day's in Mexico.
    pub(crate) base: Cents,
    pub(crate) amount: Cents,
}

impl Career {
    /// The day from which somebody contributes without an employer.
    pub(crate) fn contributes_from(&self, person: &Person) -> Option<Date> {
        let alone = !matches!(
            person.archetype.work,
            Work::Salaried | Work::Retired | Work::Business | Work::Dormant
        );
        let chance = chance(person);
        let permille = match person.country {
            Country::Brazil => CONTRIBUTING_PERMILLE,
            // The IMSS only goes on insuring those whom an employer insured before.
            Country::Mexico if !self.jobs.is_empty() => CONTINUING_PERMILLE,
            _ => return None,
        };
        if !alone || !chance.happens("contributes", permille) {
            return None;
        }
        let year = i16::try_from(chance.between("year", 2021, 2024)).unwrap_or(2023);
        let month = i8::try_from(chance.between("month", 1, 12)).unwrap_or(6);
        let of_age = date(person.birth.year() + 18, person.birth.month(), 28);
        let wanted = date(year, month, 1).max(of_age);
        Some(wanted.first_of_month())
    }

    /// The contribution for a month.
    pub(crate) fn contribution(&self, person: &Person, month: Month) -> Option<Contribution> {
        let from = self.contributes_from(person)?;
        let skipped = chance(person).at(month.index()).happens("skipped", 60);
        if month.first() < from || skipped {
            return None;
        }
        let (base, amount) = match person.country {
            Country::Mexico => continued(person, month),
            _ => individual(person, month),
        };
        let next = month.next();
        Some(Contribution {
            month,
            paid_on: person.calendar().on_or_after(next.day(15)),
            base,
            amount,
        })
    }
}

fn chance(person: &Person) -> Chance {
    person.chance.branch("contribution")
}

/// Brazil: a minimum wage at the simplified rate, or what a freelancer declares at the ordinary one.
fn individual(person: &Person, month: Month) -> (Cents, Cents) {
    let minimum = minimum_wage(month.year, month.month);
    if person.archetype.work != Work::Freelance {
        return (minimum, portion(minimum, SIMPLIFIED_RATE));
    }
    let ceiling = contribution_ceiling(month.year, month.month);
    let declared = person.income_in(month.year, month.month) / 2;
    let base = declared.clamp(minimum, ceiling);
    (base, portion(base, ORDINARY_RATE))
}

/// Mexico: twice the unit of measure a day, for the days of a month, at the rate of the year's reform.
fn continued(_: &Person, month: Month) -> (Cents, Cents) {
    let base = 2 * unit_of_measure(month.year, month.month);
    let steps = i64::from((month.year - 2022).clamp(0, 8));
    let rate = 100_750 + 10_910 * steps;
    (base, portion(fraction(base, 304, 10), rate))
}
