//! Mexico: interbank accounts, taxpayer, population and social security numbers, payroll, and
//! electronic invoices.

pub mod cfdi;
mod clabe;
mod curp;
mod nss;
pub mod payroll;
mod rfc;

pub use clabe::{BANKS, Bank, Clabe, bank};
pub use curp::{Curp, Sex, State};
pub use nss::Nss;
pub use rfc::Rfc;
