//! The same person or company at every bank of the country.

use caudal_model::resources::institution::InstitutionKind;
use caudal_model::{Extent, Kind, Stamper, Timestamp};
use jiff::civil::Date;

use super::{Life, Request};
use crate::catalogue;

/// Shows what each bank of the country knew of the holder at the last second of a day: the banks of
/// people or those of companies.
pub(super) fn at_every_bank(
    life: &Life<'_>,
    day: Date,
    stamper: &Stamper,
    mut see: impl FnMut(&Life<'_>, Request<'_>),
) {
    let country = life.person.country;
    let Ok(moment) = day.at(23, 59, 59, 0).to_zoned(country.zone()) else {
        return;
    };
    let mut stamper = stamper.clone();
    stamper.now = Timestamp(moment.timestamp());
    let request = Request {
        extent: Extent::default(),
        stamper: &stamper,
    };
    let company = life.person.company.is_some();
    let banks = catalogue::institutions().into_iter().filter(|bank| {
        bank.kind == InstitutionKind::Bank
            && bank.country_code == country.code()
            && Kind::Accounts.is_offered_by(bank)
            && bank.name.ends_with("_business") == company
    });
    for bank in banks {
        let there = Life::new(life.seed, country, &life.visit, &bank, request, true);
        // Who gave no valid number is somebody else at every bank.
        if there.person.holder_paper() == life.person.holder_paper() {
            see(&there, request);
        }
    }
}
