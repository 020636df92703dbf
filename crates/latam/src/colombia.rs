//! Colombia: taxpayer numbers, citizens' cards and payroll.

mod cedula;
mod nit;
pub mod payroll;

pub use cedula::Cedula;
pub use nit::Nit;
