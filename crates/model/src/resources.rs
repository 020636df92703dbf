//! One file per resource: its structs and its declaration.

mod filters;

pub mod account;
pub mod balance;
pub mod bill;
pub mod chile_debt_report;
pub mod chile_invoice;
pub mod chile_tax_status;
pub mod clock;
pub mod colombian_employment;
pub mod consent;
pub mod current_employment;
pub mod daily_balance;
pub mod employment;
pub mod employment_record;
pub mod exchange;
pub mod fault;
pub mod financial_statement;
pub mod institution;
pub mod investment;
pub mod investment_transaction;
pub mod invoice;
pub mod link;
pub mod owner;
pub mod persona;
pub mod portfolio;
pub mod portfolio_transaction;
pub mod receivable;
pub mod retrieval;
pub mod tax_compliance_status;
pub mod tax_declaration;
pub mod tax_retention;
pub mod tax_return;
pub mod tax_status;
pub mod transaction;
pub mod webhook;
