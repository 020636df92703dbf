//! What is public about money: rates, prices and exchange rates, the same for everybody.
//!
//! The tables are facts, rounded: what central banks and statistical offices published until the
//! end of 2025. Where they end the last figure stays. Prices of shares and funds are invented, like
//! their issuers, and follow from no seed: a price of a day is the same in every world.

pub(crate) mod asset;
pub(crate) mod currency;
pub(crate) mod days;
pub(crate) mod growth;
pub(crate) mod inflation;
pub(crate) mod policy;
