//! Taking a ZIP apart that may have been made to do harm: bounded in files, in bytes, and in how much
//! larger they grow.

use std::io::{Cursor, Read as _};

use caudal_latam::mexico::cfdi::DOCUMENT_BYTES_MAX;
use caudal_model::Failure;
use zip::ZipArchive;

use super::{FIELD, Upload, refused};

/// The most documents of one import.
pub const ARCHIVE_FILES_MAX: usize = 1_000;
/// The most bytes that everything in one import comes to.
pub const INFLATED_BYTES_MAX: usize = 24 * 1024 * 1024;
/// How many times larger a file may be than it is in its archive. Invoices grow tenfold.
pub const INFLATION_MAX: u64 = 100;

/// The signature of a ZIP's first file, and of the record that ends every ZIP.
const FIRST: &[u8] = b"PK\x03\x04";
const END: &[u8] = b"PK\x05\x06";
/// That record without its comment, and where in it the number of entries stands.
const END_BYTES: usize = 22;
const END_COUNT_AT: usize = 10;
/// Files that are no documents, such as printed versions, may lie beside them, this many to each.
const ENTRIES_MAX: usize = 4 * ARCHIVE_FILES_MAX;

/// The XML documents in what was brought along.
///
/// # Errors
/// `invalid` when there are none, when there is too much of something, or when an archive cannot be
/// opened.
pub(super) fn unpacked(uploads: Vec<Upload>) -> Result<Vec<Upload>, Failure> {
    let mut shelf = Shelf::default();
    for upload in uploads {
        if upload.bytes.starts_with(FIRST) || upload.bytes.starts_with(END) {
            shelf.unpack(&upload)?;
        } else {
            shelf.room_for(&upload.name, upload.bytes.len())?;
            shelf.files.push(upload);
        }
    }
    if shelf.files.is_empty() {
        return Err(Failure::invalid(FIELD, "There is no XML document in it."));
    }
    Ok(shelf.files)
}

/// What was taken out so far.
#[derive(Default)]
struct Shelf {
    files: Vec<Upload>,
    bytes: usize,
}

impl Shelf {
    fn unpack(&mut self, upload: &Upload) -> Result<(), Failure> {
        let entries = entries(&upload.bytes);
        if entries.is_none_or(|count| count > ENTRIES_MAX) {
            let most = format!("the archive has more than {ENTRIES_MAX} entries, or no end");
            return Err(refused(&upload.name, most));
        }
        let broken = |error: &dyn std::fmt::Display| {
            refused(&upload.name, format!("the archive cannot be read: {error}"))
        };
        let mut archive =
            ZipArchive::new(Cursor::new(&upload.bytes)).map_err(|error| broken(&error))?;
        for place in 0..archive.len() {
            let mut entry = archive.by_index(place).map_err(|error| broken(&error))?;
            let inside = entry.name().map_err(|error| broken(&error))?.into_owned();
            if !is_document(&inside) {
                continue;
            }
            let name = format!("{}/{inside}", upload.name);
            let grown = entry.compressed_size().saturating_mul(INFLATION_MAX);
            let left = INFLATED_BYTES_MAX.saturating_sub(self.bytes);
            let most = DOCUMENT_BYTES_MAX
                .min(left)
                .min(usize::try_from(grown).unwrap_or(usize::MAX));
            let mut bytes = Vec::new();
            // What an archive says of sizes is not believed: one byte more than may be is asked for.
            let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
            (&mut entry)
                .take(limit)
                .read_to_end(&mut bytes)
                .map_err(|error| broken(&error))?;
            if bytes.len() > most {
                let fault = "it is too large, or grows too much when it is unpacked";
                return Err(refused(&name, fault));
            }
            self.room_for(&name, bytes.len())?;
            self.files.push(Upload { name, bytes });
        }
        Ok(())
    }

    fn room_for(&mut self, name: &str, bytes: usize) -> Result<(), Failure> {
        self.bytes = self.bytes.saturating_add(bytes);
        if self.files.len() >= ARCHIVE_FILES_MAX {
            let fault = format!("there are more than {ARCHIVE_FILES_MAX} documents");
            return Err(refused(name, fault));
        }
        if self.bytes > INFLATED_BYTES_MAX {
            let fault = format!("all documents have more than {INFLATED_BYTES_MAX} bytes");
            return Err(refused(name, fault));
        }
        Ok(())
    }
}

/// Whether an entry is an XML document, and not what some programs put beside one.
fn is_document(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.ends_with(".xml") && !lower.starts_with("__macosx/")
}

/// How many entries the archive says it has. The list of them is read whole, so its length is looked
/// at first; archives of more than 65,535 entries say so elsewhere, and are too large anyhow.
fn entries(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END_BYTES)?;
    let from = last.saturating_sub(usize::from(u16::MAX));
    let end = (from..=last)
        .rev()
        .find(|at| bytes.get(*at..).is_some_and(|rest| rest.starts_with(END)))?;
    let count = bytes.get(end + END_COUNT_AT..end + END_COUNT_AT + 2)?;
    let count: [u8; 2] = count.try_into().ok()?;
    Some(usize::from(u16::from_le_bytes(count)))
}
