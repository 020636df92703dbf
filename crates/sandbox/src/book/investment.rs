//! Investments: what is held, under which terms, what it is worth and what is taxed.
//!
//! A [`Holding`] is a contract or an asset that somebody bought; what has happened to it is a list
//! of [`Movement`]s. What is held at a moment is what the movements until then leave, and its worth
//! is that quantity times the price of the day.

mod holding;
mod portfolio;
mod position;
mod product;
mod tax;

pub(crate) use holding::Holding;
pub(crate) use portfolio::{Act, Entry, Movement, NOON, Note, Portfolio};
pub(crate) use position::Position;
pub(crate) use product::{Class, Earns, FundStyle, Product, fallback, menu, pension};
