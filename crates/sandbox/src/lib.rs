//! The sandbox: institutions and people that do not exist, but hold together.

pub mod catalogue;
