//! How much of something is held, and what cashing it in pays.

use std::collections::VecDeque;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::holding::Holding;
use super::portfolio::{Act, Movement};
use super::product::{Class, FundStyle};
use super::tax::{self, Gain, HALF_YEARLY_PERMILLE};
use crate::market::days::days;
use crate::price::Cents;

/// Decimal places of a quantity.
pub(super) const QUANTITY_PLACES: u32 = 8;

/// What is held of one thing: the purchases that are left of it, oldest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Position {
    lots: VecDeque<Lot>,
}

/// What is left of one purchase.
#[derive(Clone, Copy, Debug)]
struct Lot {
    bought: Date,
    quantity: Decimal,
    /// What a unit cost.
    cost: Decimal,
    /// The price up to which gains were taxed.
    taxed_upto: Decimal,
}

/// What cashing in pays, and what is withheld of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cashed {
    pub(crate) gross: Cents,
    pub(crate) operations_tax: Cents,
    pub(crate) income_tax: Cents,
}

impl Cashed {
    pub(crate) fn net(self) -> Cents {
        self.gross - self.operations_tax - self.income_tax
    }
}

impl Position {
    /// How many units there are.
    pub(crate) fn quantity(&self) -> Decimal {
        self.lots.iter().map(|lot| lot.quantity).sum()
    }

    /// What a unit cost on average.
    pub(crate) fn mean_cost(&self) -> Decimal {
        let paid: Decimal = self.lots.iter().map(|lot| lot.quantity * lot.cost).sum();
        let mean = paid.checked_div(self.quantity());
        mean.unwrap_or_default().round_dp(4)
    }

    /// Takes note of what happened.
    pub(crate) fn apply(&mut self, holding: &Holding, movement: &Movement) {
        match movement.act {
            Act::Buy => self.lots.push_back(Lot {
                bought: movement.date,
                quantity: movement.quantity,
                cost: movement.unit_price,
                taxed_upto: movement.unit_price,
            }),
            Act::Redeem | Act::Due => drop(self.take(movement.quantity)),
            Act::HalfYearlyTax => drop(self.tax_half_yearly(holding, movement.date)),
            Act::Interest
            | Act::Amortization
            | Act::Dividend
            | Act::EquityInterest
            | Act::CustodyFee => {}
        }
    }

    /// What cashing in so many units would pay on a day.
    pub(crate) fn cash(&self, holding: &Holding, day: Date, quantity: Decimal) -> Cashed {
        let price = holding.price(day);
        let mut cashed = Cashed {
            gross: holding.money(quantity * price),
            ..Cashed::default()
        };
        for lot in self.clone().take(quantity) {
            let (operations, income) = holding.withheld(Gain {
                amount: holding.money(lot.quantity * (price - lot.taxed_upto)),
                capital: holding.money(lot.quantity * lot.cost),
                days: days(lot.bought, day),
                year: day.year(),
                taxed: holding.money(lot.quantity * (lot.taxed_upto - lot.cost)),
            });
            cashed.operations_tax += operations;
            cashed.income_tax += income;
        }
        cashed
    }

    /// The interest that is paid on all units at so much a unit.
    pub(crate) fn interest(&self, holding: &Holding, day: Date, unit: Decimal) -> Cashed {
        let mut cashed = Cashed {
            gross: holding.money(self.quantity() * unit),
            ..Cashed::default()
        };
        for lot in &self.lots {
            let (_, income) = holding.withheld(Gain {
                amount: holding.money(lot.quantity * unit),
                capital: holding.money(lot.quantity * lot.cost),
                // Interest is not taxed as an early redemption.
                days: days(lot.bought, day).max(30),
                year: day.year(),
                taxed: 0,
            });
            cashed.income_tax += income;
        }
        cashed
    }

    /// Takes the half-yearly tax of a fund in units: how many go, and what they are worth.
    pub(crate) fn tax_half_yearly(&mut self, holding: &Holding, day: Date) -> (Decimal, Cents) {
        let price = holding.price(day);
        let (mut units, mut worth) = (Decimal::ZERO, 0);
        for lot in &mut self.lots {
            let gain = holding
                .money(lot.quantity * (price - lot.taxed_upto))
                .max(0);
            let tax = tax::permille(gain, HALF_YEARLY_PERMILLE);
            let taken = Decimal::new(tax, 2).checked_div(price).unwrap_or_default();
            let taken = taken.round_dp(QUANTITY_PLACES).min(lot.quantity);
            lot.quantity -= taken;
            lot.taxed_upto = lot.taxed_upto.max(price);
            units += taken;
            worth += tax;
        }
        (units, worth)
    }

    /// Whether May and November tax what is held.
    pub(crate) fn is_taxed_half_yearly(class: Class) -> bool {
        matches!(class, Class::Fund(style) if style != FundStyle::Shares)
    }

    /// Takes units away, of the oldest purchases first.
    fn take(&mut self, quantity: Decimal) -> Vec<Lot> {
        let (mut left, mut taken) = (quantity, Vec::new());
        while left > Decimal::ZERO {
            let Some(lot) = self.lots.front_mut() else {
                break;
            };
            let part = lot.quantity.min(left);
            taken.push(Lot {
                quantity: part,
                ..*lot
            });
            lot.quantity -= part;
            left -= part;
            if lot.quantity.is_zero() {
                self.lots.pop_front();
            }
        }
        taken
    }
}
