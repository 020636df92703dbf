//! Colombia: taxpayer numbers and citizens' cards.

mod cedula;
mod nit;

pub use cedula::Cedula;
pub use nit::Nit;
