//! What must hold in every life of the world, tried over hundreds of them through the public API.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what the tests build on fails as loudly as they do"
)]

mod bills;
mod chile;
mod described;
mod documented;
mod exchange;
mod faults;
mod household;
mod identity;
mod investment;
mod invoices;
mod loans;
mod money;
mod persona;
mod portfolio;
mod receivable;
mod sameness;
mod tax_office;
