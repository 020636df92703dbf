//! Documents on paper: a JSON document of the contract as a PDF that people can read.
//!
//! What a tax office or a register hands out is a sheet: who issued it, for whom, on which day, and
//! then fields, sections and tables. This crate knows how such a sheet looks, not what it says: it
//! takes any document and prints all of it. The same document gives the same bytes everywhere.
//!
//! The letters are those that every PDF reader carries (Helvetica in the Western European encoding,
//! which has all of Spanish and Portuguese), so no font travels in the file and it stays small.

mod block;
mod file;
mod font;
mod label;
mod node;
mod press;
mod table;
mod wording;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use caudal_latam::Country;
use jiff::civil::Date;
use serde::Serialize;

/// What stands around the document: who issued it, for whom and when.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// Whose customs of writing numbers it follows.
    pub country: Country,
    /// What it is: `Informe de deudas`.
    pub title: &'a str,
    /// Who issued it.
    pub office: &'a str,
    /// Whom it is about.
    pub holder: &'a str,
    /// The holder's document: `RUT 12345678-5`.
    pub number: &'a str,
    /// The day on which it was issued.
    pub issued: Date,
    /// A remark at the foot of every page.
    pub remark: &'a str,
}

/// Prints a document. Its ids, its times of reading and its own printed copies are left out.
///
/// # Errors
/// When the document cannot be written as JSON.
pub fn print(sheet: &Sheet<'_>, document: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let text = serde_json::to_string(document)?;
    let node = node::Node::read(&text)?;
    let blocks = block::blocks(&node, sheet.country);
    let pages = press::press(sheet, &blocks);
    Ok(file::bound(sheet, pages))
}

/// Prints a document as the contract carries files: in base64.
///
/// # Errors
/// When the document cannot be written as JSON.
pub fn print_base64(sheet: &Sheet<'_>, document: &impl Serialize) -> serde_json::Result<String> {
    print(sheet, document).map(|file| STANDARD.encode(file))
}
