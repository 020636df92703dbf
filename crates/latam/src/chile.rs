//! Chile: the one number of people and companies, and payroll.

pub mod payroll;
mod rut;

pub use rut::Rut;
