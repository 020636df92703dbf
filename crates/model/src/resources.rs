//! One file per resource: its structs and its declaration.

mod filters;

pub mod account;
pub mod balance;
pub mod bill;
pub mod chile_debt_report;
pub mod chile_tax_status;
pub mod daily_balance;
pub mod institution;
pub mod invoice;
pub mod link;
pub mod owner;
pub mod retrieval;
pub mod tax_retention;
pub mod transaction;
