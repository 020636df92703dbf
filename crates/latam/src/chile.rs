//! Chile: the one number of people and companies, fees and payroll.

pub mod fees;
pub mod payroll;
mod rut;

pub use rut::Rut;
