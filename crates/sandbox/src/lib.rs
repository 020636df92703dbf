//! The sandbox: a synthetic world whose people, companies and money hold together.
//!
//! A [`World`] is a seed. Who logs in becomes a [`Visit`], which names a person; from the person
//! follows a life, a timeline of dated events with causes; from the timeline and the clock follow
//! the documents that an institution would show. Everything is a pure function of seed, person and
//! clock: nothing is stored, nothing is drawn from a random source, no clock is read.

#![expect(
    clippy::inconsistent_digit_grouping,
    reason = "amounts in hundredths are grouped as people read money: 1_234_56 is 1234.56"
)]

mod book;
mod career;
pub mod catalogue;
mod chance;
mod company;
mod fiscal;
mod market;
mod merchant;
mod person;
mod persona;
mod price;
mod taxpayer;
mod timeline;
mod views;
mod visit;
mod world;

pub use persona::{Introduction, Persona, known_as};
pub use visit::{Access, Credentials, DELAY_SECONDS_MAX, Holder, Visit};
pub use world::World;
