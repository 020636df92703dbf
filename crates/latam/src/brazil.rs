//! Brazil: taxpayer numbers of people and companies, workers' numbers, bank accounts, payroll.

mod account;
mod cnpj;
mod cpf;
pub mod payroll;
mod pis;

pub use account::{branch_check_digit, check_digit};
pub use cnpj::Cnpj;
pub use cpf::Cpf;
pub use pis::Pis;
