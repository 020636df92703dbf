//! The terms of a credit card.

use caudal_latam::Country;
use caudal_latam::calendar::{date, shifted};
use caudal_latam::card::{Scheme, last_four};
use jiff::civil::Date;

use crate::chance::Chance;
use crate::person::{Person, Work};
use crate::price::{Cents, round_figure, share};
use crate::timeline::Instrument;

/// What a card's contract says.
#[derive(Clone, Debug)]
pub(crate) struct CardTerms {
    pub(crate) scheme: Scheme,
    pub(crate) tier: &'static str,
    pub(crate) limit: Cents,
    /// The day of the month at whose end the bill is closed.
    pub(crate) closing_day: i8,
    /// The last digits of the piece of plastic.
    pub(crate) last_four: String,
    /// Those of the virtual card that draws on the same limit, where there is one.
    pub(crate) virtual_four: Option<String>,
    /// What a year costs after the first, in Brazilian centavos of 2024; nothing for many.
    pub(crate) yearly_fee: i64,
    /// How its holder pays the bills.
    pub(crate) paid_by: Instrument,
    /// Interest of a month on what a bill leaves unpaid, in thousandths.
    pub(crate) revolving_permille: i64,
}

/// Days from the closing of a bill to the day it is due.
const DAYS_TO_PAY: i64 = 8;
/// The share of a bill that must be paid at least, in thousandths.
const MINIMUM_PERMILLE: i64 = 150;
/// How many of a thousand cards have a virtual one beside them.
const VIRTUAL_PERMILLE: u32 = 500;
/// How bills are paid: by slip, by transfer within seconds, or collected by the bank.
const WAYS_TO_PAY: &[Instrument] = &[
    Instrument::Bill,
    Instrument::Transfer,
    Instrument::DirectDebit,
];
/// Merchant codes of trade without a counter: streaming, games, applications, mail order, flights.
const ONLINE: &[u32] = &[
    4511, 4722, 4814, 4899, 5734, 5815, 5816, 5817, 5818, 5964, 5969, 7994, 7995,
];

impl CardTerms {
    /// The terms that this chance decides.
    pub(crate) fn of(person: &Person, card: Chance) -> Self {
        let scheme = scheme(person.country, card);
        let factor = if person.company.is_some() {
            300
        } else {
            card.between("limit", 1200, 3000)
        };
        let limit = round_figure(person.country, share(person.country, person.income, factor));
        let (tier, yearly_fee) = tier(person);
        let free = person.archetype.work == Work::Dormant || !card.happens("yearly fee", 400);
        let last_four = last_four(&scheme.number(card.draw("serial")));
        Self {
            scheme,
            tier,
            limit,
            closing_day: i8::try_from(card.between("closing", 1, 26)).unwrap_or(20),
            virtual_four: virtual_four(scheme, card)
                .filter(|virtual_four| *virtual_four != last_four),
            last_four,
            yearly_fee: if free { 0 } else { yearly_fee },
            paid_by: card
                .pick_from("paid by", WAYS_TO_PAY)
                .copied()
                .unwrap_or(Instrument::Bill),
            revolving_permille: match person.country {
                Country::Brazil => 120,
                Country::Mexico => 45,
                _ => 25,
            },
        }
    }

    /// The pieces that draw on the card's limit, by their last digits.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = &str> {
        [Some(&self.last_four), self.virtual_four.as_ref()]
            .into_iter()
            .flatten()
            .map(String::as_str)
    }

    /// The piece that pays at a merchant of this code: the virtual one at those that have no counter.
    pub(crate) fn piece(&self, mcc: Option<u32>) -> &str {
        let online = mcc.is_some_and(|mcc| ONLINE.contains(&mcc));
        let virtual_four = self.virtual_four.as_ref().filter(|_| online);
        virtual_four.unwrap_or(&self.last_four)
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

fn scheme(country: Country, card: Chance) -> Scheme {
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
    let schemes = if country == Country::Brazil {
        brazil
    } else {
        others
    };
    card.weighted("scheme", schemes, |scheme| scheme.1)
        .map_or(Scheme::Visa, |scheme| scheme.0)
}

/// The tier, and what a year of it costs in Brazilian centavos of 2024.
fn tier(person: &Person) -> (&'static str, i64) {
    match person.income {
        _ if person.company.is_some() => ("EMPRESARIAL", 360_00),
        income if income > person.price(10_000_00, 2024) => ("BLACK", 960_00),
        income if income > person.price(5_000_00, 2024) => ("PLATINUM", 480_00),
        income if income > person.price(2_500_00, 2024) => ("GOLD", 240_00),
        _ => ("CLASSIC", 120_00),
    }
}

fn virtual_four(scheme: Scheme, card: Chance) -> Option<String> {
    card.happens("virtual", VIRTUAL_PERMILLE)
        .then(|| last_four(&scheme.number(card.draw("virtual serial"))))
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
            virtual_four: None,
            yearly_fee: 0,
            paid_by: Instrument::Bill,
            revolving_permille: 0,
        };
        assert_eq!(terms.closing_after(date(2026, 1, 20)), date(2026, 1, 20));
        assert_eq!(terms.closing_after(date(2026, 1, 21)), date(2026, 2, 20));
        assert_eq!(terms.closing_after(date(2026, 12, 31)), date(2027, 1, 20));
        assert_eq!(CardTerms::due(date(2026, 1, 28)), date(2026, 2, 5));
    }
}
