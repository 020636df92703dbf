//! Chile: the one number of people and companies.

mod rut;

pub use rut::Rut;
