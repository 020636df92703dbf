//! Colombia: taxpayer numbers, citizens' cards and payroll.

mod cedula;
pub mod income_tax;
mod nit;
pub mod payroll;

pub use cedula::Cedula;
pub use nit::Nit;
