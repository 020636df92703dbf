//! Everything that somebody invested, and what happened to it.

use caudal_latam::Country;
use jiff::civil::{Date, DateTime};
use rust_decimal::{Decimal, RoundingStrategy};

use super::holding::{Holding, Occasion};
use super::position::{Cashed, Position, QUANTITY_PLACES};
use super::product::{Class, Product};
use super::tax::{self, EQUITY_INTEREST_PERMILLE};
use crate::chance::Chance;
use crate::price::Cents;

/// What a broker takes for a trade, and the tax on it in thousandths.
const BROKERAGE: Cents = 4_90;
const SERVICE_TAX_PERMILLE: i64 = 50;
/// What the exchange takes for settlement and for trading, in hundred-thousandths of the worth.
const SETTLEMENT_PARTS: i64 = 25;
const TRADING_PARTS: i64 = 5;
/// What is withheld of a sale of shares, in hundred-thousandths, where it is at least a real.
const SALE_TAX_PARTS: i64 = 5;
/// What custody of government bonds costs in half a year, in hundred-thousandths of the worth.
const CUSTODY_PARTS: i64 = 100;
const PARTS: i64 = 100_000;
/// The second of the day at which holdings do what they do by themselves.
pub(crate) const NOON: i32 = 43_200;

/// All that somebody holds or held.
#[derive(Clone, Debug)]
pub(crate) struct Portfolio {
    pub(crate) holdings: Vec<Holding>,
    /// What happened, in order.
    pub(crate) movements: Vec<Movement>,
    /// What is held of each holding after the last movement.
    positions: Vec<Position>,
    chance: Chance,
    country: Country,
    company: bool,
}

/// One thing that happened to a holding.
#[derive(Clone, Debug)]
pub(crate) struct Movement {
    /// The place of the holding in the portfolio.
    pub(crate) holding: usize,
    pub(crate) act: Act,
    pub(crate) date: Date,
    /// The second of the day by the country's clock.
    pub(crate) second: i32,
    /// Names it; where money moved, also the movement on the account.
    pub(crate) key: u128,
    pub(crate) quantity: Decimal,
    pub(crate) unit_price: Decimal,
    pub(crate) gross: Cents,
    pub(crate) operations_tax: Cents,
    pub(crate) income_tax: Cents,
    /// What the account paid or got; none where nothing moved.
    pub(crate) net: Cents,
    pub(crate) note: Option<Note>,
}

/// When an order is carried out, and under which name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) day: Date,
    pub(crate) second: i32,
    pub(crate) key: u128,
}

/// What can happen to a holding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    Buy,
    Redeem,
    /// It falls due and is paid.
    Due,
    Interest,
    /// Part of it is paid back.
    Amortization,
    Dividend,
    /// Interest on equity, which a company pays instead of a dividend.
    EquityInterest,
    /// The tax on funds' gains, in units.
    HalfYearlyTax,
    CustodyFee,
}

/// What a broker and the exchange charge for a trade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Note {
    pub(crate) number: u64,
    pub(crate) brokerage: Cents,
    pub(crate) settlement: Cents,
    pub(crate) trading: Cents,
    pub(crate) service_tax: Cents,
    pub(crate) income_tax: Cents,
}

impl Act {
    /// A word that names it among the acts of a day.
    fn word(self) -> &'static str {
        match self {
            Self::Buy => "buy",
            Self::Redeem => "redeem",
            Self::Due => "due",
            Self::Interest => "interest",
            Self::Amortization => "amortization",
            Self::Dividend => "dividend",
            Self::EquityInterest => "equity interest",
            Self::HalfYearlyTax => "half-yearly tax",
            Self::CustodyFee => "custody fee",
        }
    }

    /// Whether the account pays for it.
    pub(crate) fn costs(self) -> bool {
        matches!(self, Self::Buy | Self::CustodyFee)
    }
}

impl Note {
    fn of(chance: Chance, key: u128, worth: Cents, sale: bool) -> Self {
        let parts = |parts: i64| worth * parts / PARTS;
        let withheld = if sale { parts(SALE_TAX_PARTS) } else { 0 };
        Self {
            number: chance
                .at(i64::try_from(key >> 66).unwrap_or(0))
                .below("note", 10_000_000_000),
            brokerage: BROKERAGE,
            settlement: parts(SETTLEMENT_PARTS),
            trading: parts(TRADING_PARTS),
            service_tax: tax::permille(BROKERAGE, SERVICE_TAX_PERMILLE),
            income_tax: if withheld < 1_00 { 0 } else { withheld },
        }
    }

    /// All of it but the income tax.
    pub(crate) fn charges(&self) -> Cents {
        self.brokerage + self.settlement + self.trading + self.service_tax
    }
}

impl Portfolio {
    /// An empty one.
    pub(crate) fn new(chance: Chance, country: Country, company: bool) -> Self {
        Self {
            holdings: Vec::new(),
            movements: Vec::new(),
            positions: Vec::new(),
            chance: chance.branch("portfolio"),
            country,
            company,
        }
    }

    /// How often something was bought.
    pub(crate) fn purchases(&self) -> usize {
        let bought = |movement: &&Movement| movement.act == Act::Buy;
        self.movements.iter().filter(bought).count()
    }

    /// Buys of a product for at most so much; nothing where that does not pay for one unit.
    pub(crate) fn buy(
        &mut self,
        product: &'static Product,
        amount: Cents,
        at: Entry,
    ) -> Option<&Movement> {
        let Entry { day, second, key } = at;
        let known = self
            .holdings
            .iter()
            .position(|holding| holding.due.is_none() && holding.product.name == product.name);
        let place = known.unwrap_or(self.holdings.len());
        let fresh = known.is_none().then(|| {
            let index = i64::try_from(place).unwrap_or(0);
            let chance = self.chance.at(index);
            Holding::new(product, chance, self.country, self.company, day)
        });
        let holding = fresh.as_ref().or(self.holdings.get(place))?;
        let price = holding.price(day);
        let is_share = product.class == Class::Share;
        let spendable = if is_share {
            amount - Note::of(self.chance, key, amount, false).charges()
        } else {
            amount
        };
        let quantity = units(product, self.country, spendable, price);
        if quantity <= Decimal::ZERO {
            return None;
        }
        let gross = holding.money(quantity * price);
        let note = is_share.then(|| Note::of(self.chance, key, gross, false));
        let net = gross + note.map_or(0, |note| note.charges());
        if gross <= 0 || net > amount {
            return None;
        }
        if let Some(fresh) = fresh {
            self.holdings.push(fresh);
            self.positions.push(Position::default());
        }
        self.record(Movement {
            holding: place,
            act: Act::Buy,
            date: day,
            second,
            key,
            quantity,
            unit_price: price,
            gross,
            operations_tax: 0,
            income_tax: 0,
            net,
            note,
        })
    }

    /// Cashes in so many units.
    pub(crate) fn redeem(
        &mut self,
        place: usize,
        quantity: Decimal,
        at: Entry,
    ) -> Option<&Movement> {
        let Entry { day, second, key } = at;
        let (holding, position) = (self.holdings.get(place)?, self.positions.get(place)?);
        let quantity = quantity.min(position.quantity());
        let is_share = holding.product.class == Class::Share;
        let unit_price = holding.price(day);
        let (cashed, note) = if is_share {
            let gross = holding.money(quantity * unit_price);
            let note = Note::of(self.chance, key, gross, true);
            let cashed = Cashed {
                gross,
                operations_tax: 0,
                income_tax: note.income_tax,
            };
            (cashed, Some(note))
        } else {
            (position.cash(holding, day, quantity), None)
        };
        let net = cashed.net() - note.map_or(0, |note| note.charges());
        if quantity <= Decimal::ZERO || net <= 0 {
            return None;
        }
        self.record(Movement {
            holding: place,
            act: Act::Redeem,
            date: day,
            second,
            key,
            quantity,
            unit_price,
            gross: cashed.gross,
            operations_tax: cashed.operations_tax,
            income_tax: cashed.income_tax,
            net,
            note,
        })
    }

    /// Lets happen what a holding does by itself.
    pub(crate) fn happen(&mut self, place: usize, occasion: Occasion) -> Option<&Movement> {
        let (holding, position) = (self.holdings.get(place)?, self.positions.get(place)?);
        let (day, quantity) = (occasion.date, position.quantity());
        if quantity <= Decimal::ZERO {
            return None;
        }
        let mut units = quantity;
        let (unit_price, cashed) = match occasion.act {
            Act::Due => (holding.price(day), position.cash(holding, day, quantity)),
            Act::Interest => {
                let unit = holding.coupon(day);
                (unit, position.interest(holding, day, unit))
            }
            Act::Amortization => (holding.amortization(), {
                let gross = holding.money(quantity * holding.amortization());
                untaxed(gross)
            }),
            Act::Dividend => {
                let unit = holding.distribution(day);
                (unit, untaxed(holding.money(quantity * unit)))
            }
            Act::EquityInterest => {
                let unit = holding.distribution(day);
                let gross = holding.money(quantity * unit);
                let income_tax = tax::permille(gross, EQUITY_INTEREST_PERMILLE);
                (
                    unit,
                    Cashed {
                        income_tax,
                        ..untaxed(gross)
                    },
                )
            }
            Act::HalfYearlyTax => {
                let (taken, worth) = position.clone().tax_half_yearly(holding, day);
                units = taken;
                let cashed = Cashed {
                    income_tax: worth,
                    ..untaxed(worth)
                };
                (holding.price(day), cashed)
            }
            Act::CustodyFee => {
                let price = holding.price(day);
                let worth = holding.money(quantity * price);
                (price, untaxed(worth * CUSTODY_PARTS / PARTS))
            }
            Act::Buy | Act::Redeem => return None,
        };
        if cashed.gross <= 0 {
            return None;
        }
        self.record(Movement {
            holding: place,
            act: occasion.act,
            date: day,
            second: NOON,
            key: self.name_of(place, occasion),
            quantity: units,
            unit_price,
            gross: cashed.gross,
            operations_tax: cashed.operations_tax,
            income_tax: cashed.income_tax,
            net: cashed.net(),
            note: None,
        })
    }

    /// What is held of a holding now.
    pub(crate) fn held(&self, place: usize) -> Decimal {
        self.positions
            .get(place)
            .map_or(Decimal::ZERO, Position::quantity)
    }

    /// Forgets what happened after a moment.
    pub(crate) fn forget_after(&mut self, until: DateTime) {
        let midnight = jiff::civil::Time::midnight();
        self.movements.retain(|movement| {
            let time = midnight.saturating_add(jiff::Span::new().seconds(movement.second));
            movement.date.to_datetime(time) <= until
        });
        let places = 0..self.holdings.len();
        self.positions = places
            .map(|place| self.position_at(place, Date::MAX))
            .collect();
    }

    /// What was held of a holding after the movements up to a day.
    pub(crate) fn position_at(&self, place: usize, day: Date) -> Position {
        let mut position = Position::default();
        if let Some(holding) = self.holdings.get(place) {
            for movement in self
                .movements
                .iter()
                .filter(|movement| movement.holding == place && movement.date <= day)
            {
                position.apply(holding, movement);
            }
        }
        position
    }

    fn name_of(&self, place: usize, occasion: Occasion) -> u128 {
        let day = occasion.date;
        let ordinal = i64::from(day.year()) * 366 + i64::from(day.day_of_year());
        let own = self.chance.at(i64::try_from(place).unwrap_or(0));
        own.branch(occasion.act.word()).at(ordinal).name()
    }

    fn record(&mut self, movement: Movement) -> Option<&Movement> {
        let place = movement.holding;
        if let (Some(holding), Some(position)) =
            (self.holdings.get(place), self.positions.get_mut(place))
        {
            position.apply(holding, &movement);
        }
        self.movements.push(movement);
        self.movements.last()
    }
}

fn untaxed(gross: Cents) -> Cashed {
    Cashed {
        gross,
        ..Cashed::default()
    }
}

/// How many units an amount buys.
fn units(product: &Product, country: Country, amount: Cents, price: Decimal) -> Decimal {
    let places = match product.class {
        Class::Share | Class::Credit => 0,
        Class::Treasury if country != Country::Brazil => 0,
        Class::Deposit | Class::Treasury => 2,
        Class::Fund(_) | Class::Pension => QUANTITY_PLACES,
    };
    let bought = Decimal::new(amount, 2).checked_div(price);
    bought
        .unwrap_or_default()
        .round_dp_with_strategy(places, RoundingStrategy::ToZero)
}
