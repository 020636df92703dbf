//! Foreign currency that people and companies in Brazil buy and sell.
//!
//! What is agreed follows from who somebody is and from the month alone. Whether a purchase is paid
//! is decided by the money: one that cannot be paid on its day has no movement on the account, and
//! that is how the contract is known to have been cancelled.

mod purpose;
mod story;

use caudal_latam::Country;
use caudal_latam::calendar::shifted;
use caudal_model::resources::transaction::{Category, Direction, Subcategory};
use jiff::civil::{Date, DateTime};

use purpose::Purpose;
use story::Story;
pub(crate) use story::{Turn, TurnKind};

use super::event::{Cause, Deed, Instrument, Label, Party, PartyKind};
use super::plan::{Month, Plan, Spending, Step};
use crate::chance::Chance;
use crate::market::currency::{Foreign, in_reais};
use crate::person::{Customers, Person, Work};
use crate::price::{Cents, share};

/// Foreign currency changes hands in multiples of this.
const ROUND_FOREIGN: Cents = 50_00;

/// A contract of foreign exchange as it was agreed.
#[derive(Clone, Debug)]
pub(crate) struct Contract {
    /// Names the contract, its history and its movement on the account.
    pub(crate) chance: Chance,
    pub(crate) requested: DateTime,
    pub(crate) purpose: &'static Purpose,
    pub(crate) currency: Foreign,
    pub(crate) foreign: Cents,
    /// Reais for one of the foreign currency, by the parts of the market's rates.
    pub(crate) rate: i64,
    pub(crate) local: Cents,
    /// The tax on financial operations.
    pub(crate) tax: Cents,
    /// The day of settlement that was agreed first.
    pub(crate) due: Date,
    pub(crate) story: Story,
}

/// The plans of the settlements of what is agreed in a month, whenever they fall, from the day on
/// which the first account was opened.
pub(super) fn plan(person: &Person, opened: Date, month: Month, plans: &mut Vec<Plan>) {
    let contracts = contracts(person, opened, month.first());
    plans.extend(contracts.filter_map(|contract| settlement(person, &contract)));
}

/// The contracts that somebody agrees in the month of a day, in order, from the day on which the
/// first account was opened.
pub(crate) fn contracts(
    person: &Person,
    opened: Date,
    day: Date,
) -> impl Iterator<Item = Contract> {
    let month = Month::of(day);
    let abroad = person.country == Country::Brazil;
    let habits = if abroad { habits(person) } else { Vec::new() };
    let agreed = habits
        .into_iter()
        .flat_map(move |purpose| agreed(person, purpose, month));
    let mut agreed: Vec<Contract> = agreed
        .filter(|contract| contract.requested.date() >= opened)
        .collect();
    agreed.sort_by_key(|contract| contract.requested);
    agreed.into_iter()
}

/// What somebody needs foreign currency for.
fn habits(person: &Person) -> Vec<&'static Purpose> {
    let chance = person.chance.branch("exchange");
    let complete = person.archetype.name.starts_with("complete");
    let wealthy = person.income > person.price(8_000_00, 2024);
    let habit = |purpose: &'static Purpose, permille| {
        (complete || chance.happens(purpose.name, permille)).then_some(purpose)
    };
    let all = match person.archetype.work {
        Work::Dormant => [None, None],
        Work::Business => {
            let exports = person.archetype.venture.customers == Customers::Abroad;
            let export = habit(&purpose::EXPORT, if exports { 1000 } else { 60 });
            [export, habit(&purpose::IMPORT, 220)]
        }
        _ if person.archetype.strained => [None, None],
        _ => [
            habit(&purpose::TRAVEL, if wealthy { 600 } else { 60 }),
            habit(&purpose::MAINTENANCE, if wealthy { 150 } else { 60 }),
        ],
    };
    all.into_iter().flatten().collect()
}

fn agreed(
    person: &Person,
    purpose: &'static Purpose,
    month: Month,
) -> impl Iterator<Item = Contract> {
    let chance = person.chance.branch("exchange").branch(purpose.name);
    let chance = chance.at(month.index());
    let turns = purpose.contracts_in(chance, i64::from(month.month));
    (0..turns).filter_map(move |turn| contract(person, purpose, month, chance.at(turn)))
}

fn contract(
    person: &Person,
    purpose: &'static Purpose,
    month: Month,
    chance: Chance,
) -> Option<Contract> {
    let calendar = person.calendar();
    let day = calendar.on_or_after(month.day(chance.between("day", 2, 24)));
    let currency = if chance.happens("euro", 250) {
        Foreign::Euro
    } else {
        Foreign::Dollar
    };
    // The bank earns on the difference to the market's rate.
    let margin = chance.between(
        "margin",
        purpose.margin_permille.0,
        purpose.margin_permille.1,
    );
    let margin = if purpose.buys { margin } else { -margin };
    let rate = currency.rate(day) * (1000 + margin) / 1000;
    let income = person.income_in(month.year, month.month);
    let (low, high) = purpose.share_permille;
    let wanted = share(person.country, income, chance.between("share", low, high));
    let foreign = wanted / rate.max(1) * crate::market::currency::RATE_UNIT;
    let foreign = foreign - foreign % ROUND_FOREIGN;
    if foreign <= 0 {
        return None;
    }
    let local = in_reais(foreign, rate);
    let (soonest, latest) = purpose.days_open;
    let due = calendar.on_or_after(shifted(day, chance.between("open", soonest, latest)));
    Some(Contract {
        chance,
        requested: day.at(
            i8::try_from(chance.between("hour", 9, 15)).unwrap_or(10),
            i8::try_from(chance.between("minute", 0, 59)).unwrap_or(0),
            0,
            0,
        ),
        purpose,
        currency,
        foreign,
        rate,
        local,
        tax: share(person.country, local, purpose.tax_permille(day)),
        due,
        story: Story::of(person, chance, purpose),
    })
}

impl Contract {
    /// What the account is debited or credited with: tax comes on top of what is bought and off what
    /// is sold.
    pub(crate) fn moved(&self) -> Cents {
        if self.purpose.buys {
            self.local + self.tax
        } else {
            self.local - self.tax
        }
    }

    /// Whether it is settled within two days, for which other rules hold.
    pub(crate) fn is_spot(&self) -> bool {
        self.due <= shifted(self.requested.date(), 6) && self.purpose.days_open.1 <= 2
    }

    /// Who stands abroad.
    pub(crate) fn foreign_party(&self) -> &'static str {
        self.chance.pick("party", self.purpose.parties)
    }
}

/// The movement on the account, where the story has one.
fn settlement(person: &Person, contract: &Contract) -> Option<Plan> {
    let day = contract.settled(&person.calendar())?;
    let direction = if contract.purpose.buys {
        Direction::Outflow
    } else {
        Direction::Inflow
    };
    let deed = Deed {
        cause: Cause::Exchange,
        instrument: Instrument::Internal,
        party: Party::named(PartyKind::Bank, contract.currency.code()),
        label: Label::new(Category::Transfers, Subcategory::Other),
    };
    let step = match direction {
        Direction::Inflow => Step::Receive(contract.moved(), deed),
        Direction::Outflow => Step::Spend(Spending {
            amount: contract.moved(),
            deed,
            obligatory: false,
            on_card: false,
            instalments: 1,
            account: 0,
        }),
    };
    // Cash is agreed and handed over on one day: first agreed.
    Some(Plan::new(day, (16, 17), contract.chance, step))
}
