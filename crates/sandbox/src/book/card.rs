//! The terms of a credit card.

use caudal_latam::Country;
use caudal_latam::calendar::{date, shifted};
use caudal_latam::card::{Scheme, last_four};
use jiff::civil::Date;

use crate::chance::Chance;
use crate::person::Person;
use crate::price::{Cents, round_figure, share};

/// What a card's contract says.
#[derive(Clone, Debug)]
pub(crate) struct CardTerms {
    pub(crate) scheme: Scheme,
    pub(crate) tier: &'static str,
    pub(crate) limit: Cents,
    /// The day of the month at whose end the bill is closed.
    pub(crate) closing_day: i8,
    pub(crate) last_four: String,
    /// Interest of a month on what a bill leaves unpaid, in thousandths.
    pub(crate) revolving_permille: i64,
}

/// Days from the closing of a bill to the day it is due.
const DAYS_TO_PAY: i64 = 8;
/// The share of a bill that must be paid at least, in thousandths.
const MINIMUM_PERMILLE: i64 = 150;

impl CardTerms {
    pub(crate) fn of(person: &Person, chance: Chance) -> Self {
        let card = chance.branch("card");
        let brazil: &[(Scheme, u32)] = &[
            (Scheme::Mastercard, 50),
            (Scheme::Visa, 35),
            (Scheme::Elo, 15),
        ];
        let others: &[(Scheme, u32)] = &[
            (Scheme::Visa, 50),
            (Scheme::Mastercard, 40),
            (Scheme::AmericanExpress, 10),
        ];
        let schemes = if person.country == Country::Brazil {
            brazil
        } else {
            others
        };
        let scheme = card
            .weighted("scheme", schemes, |scheme| scheme.1)
            .map_or(Scheme::Visa, |scheme| scheme.0);
        let factor = if person.company.is_some() {
            300
        } else {
            card.between("limit", 1200, 3000)
        };
        let limit = round_figure(person.country, share(person.country, person.income, factor));
        let tier = match person.income {
            _ if person.company.is_some() => "EMPRESARIAL",
            income if income > person.price(10_000_00, 2024) => "BLACK",
            income if income > person.price(5_000_00, 2024) => "PLATINUM",
            income if income > person.price(2_500_00, 2024) => "GOLD",
            _ => "CLASSIC",
        };
        Self {
            scheme,
            tier,
            limit,
            closing_day: i8::try_from(card.between("closing", 1, 26)).unwrap_or(20),
            last_four: last_four(&scheme.number(card.draw("serial"))),
            revolving_permille: match person.country {
                Country::Brazil => 120,
                Country::Mexico => 45,
                _ => 25,
            },
        }
    }

    /// The day at whose end the bill of this month is closed.
    pub(crate) fn closing(&self, year: i16, month: i8) -> Date {
        date(year, month, self.closing_day)
    }

    /// The day on which a bill that was closed on `closing` is due, before holidays are looked at.
    pub(crate) fn due(closing: Date) -> Date {
        shifted(closing, DAYS_TO_PAY)
    }

    /// The first closing on or after a day: that of the bill on which a purchase of the day stands.
    pub(crate) fn closing_after(&self, day: Date) -> Date {
        let this = self.closing(day.year(), day.month());
        if day <= this {
            return this;
        }
        let next = shifted(date(day.year(), day.month(), 28), 7);
        self.closing(next.year(), next.month())
    }

    /// The least that must be paid of a bill.
    pub(crate) fn minimum(country: Country, bill: Cents) -> Cents {
        share(country, bill.max(0), MINIMUM_PERMILLE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_purchase_stands_on_the_bill_that_closes_next() {
        let terms = CardTerms {
            scheme: Scheme::Visa,
            tier: "GOLD",
            limit: 0,
            closing_day: 20,
            last_four: "0000".into(),
            revolving_permille: 0,
        };
        assert_eq!(terms.closing_after(date(2026, 1, 20)), date(2026, 1, 20));
        assert_eq!(terms.closing_after(date(2026, 1, 21)), date(2026, 2, 20));
        assert_eq!(terms.closing_after(date(2026, 12, 31)), date(2027, 1, 20));
        assert_eq!(CardTerms::due(date(2026, 1, 28)), date(2026, 2, 5));
    }
}
