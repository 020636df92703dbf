//! What Latin America's papers look like: identifiers with their check digits, bank account
//! numbers, telephone numbers, calendars, currencies and payroll tables of Brazil, Mexico, Colombia
//! and Chile, and Mexico's electronic invoices.
//!
//! Every identifier is a type that cannot hold a wrong check digit: it is read from text with
//! [`FromStr`](std::str::FromStr) or made from a serial number with `from_base`. Nothing here
//! knows a person, a bank of its own, a clock or a random source, and nothing asks a registry
//! whether an identifier was ever issued.

#![expect(
    clippy::inconsistent_digit_grouping,
    clippy::mistyped_literal_suffixes,
    reason = "amounts in hundredths are grouped as people read money: 1_234_56 is 1234.56"
)]

pub mod brazil;
pub mod calendar;
pub mod card;
pub mod chile;
pub mod colombia;
pub mod country;
pub mod identifier;
pub mod isin;
pub mod mexico;
pub mod phone;
pub mod tariff;
pub mod text;

mod digits;

pub use calendar::Calendar;
pub use country::{Country, Currency};
pub use identifier::IdentifierError;
