//! What the authority says of a document and of those who issue and receive them.

use caudal_latam::calendar::shifted;
use caudal_model::Date;
use caudal_model::resources::invoice::{FraudStatus, InvoiceStatus, InvoiceWarning, Standing};
use jiff::civil;

use crate::chance::Chance;
use crate::views::Life;

/// For how many days after its issue the authority may fail to hand a document out, and how many of a
/// thousand it fails to.
const WITHHELD_DAYS: i64 = 20;
const WITHHELD_PERMILLE: u32 = 15;

/// What is said of a document that was taken back on a day.
pub(super) fn cancelled(on: civil::Date) -> Standing {
    Standing {
        status: InvoiceStatus::Cancelado,
        cancelation_status: Some("Cancelado sin aceptación".to_owned()),
        cancelation_update_date: Some(Date(on)),
        ..Standing::default()
    }
}

/// Why the authority does not hand out what was issued on a day, where it does not.
pub(super) fn withheld(
    life: &Life<'_>,
    issued: civil::Date,
    chance: Chance,
) -> Option<InvoiceWarning> {
    let oldest = shifted(life.now.date(), -WITHHELD_DAYS);
    let fails = issued > oldest && chance.happens("withheld", WITHHELD_PERMILLE);
    fails.then(InvoiceWarning::service_unavailable)
}

/// A few of the invented companies are on the authority's list of those who invoice what never was.
pub(super) fn reputation(number: &str) -> FraudStatus {
    let chance = Chance::new(0).branch("reputation").branch(number);
    if !chance.happens("listed", 30) {
        return FraudStatus::NoTaxFraudStatus;
    }
    match chance.below("how", 4) {
        0 => FraudStatus::Investigating,
        1 => FraudStatus::Dismissed,
        2 => FraudStatus::Overturned,
        _ => FraudStatus::Confirmed,
    }
}
