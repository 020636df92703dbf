//! The institutions of the sandbox: invented ones with documented users, and look-alikes of the
//! banks and registers of Brazil, Mexico, Colombia and Chile.
//!
//! The catalogue is data: one row per institution. Ids never change and are never used twice.

mod banks;
mod check;
mod documented;
mod form;
mod open_finance;
mod pattern;
mod registers;
mod row;

use caudal_model::resources::institution::Institution;

pub(crate) use check::username_fits;
pub use check::{FormProblem, form_problem};

/// Every institution, in the order of their ids. Builds the list anew: keep it.
#[must_use]
pub fn institutions() -> Vec<Institution> {
    let mut institutions: Vec<Institution> = documented::ROWS
        .iter()
        .chain(banks::ROWS)
        .chain(registers::ROWS)
        .map(row::Row::institution)
        .chain(open_finance::institutions())
        .collect();
    institutions.sort_by_key(|institution| institution.id);
    institutions
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use caudal_model::resources::institution::{CAPABILITIES, IntegrationKind};
    use regex::Regex;

    use super::*;

    #[test]
    fn names_and_ids_are_one_institutions_own() {
        let all = institutions();
        let names: HashSet<_> = all.iter().map(|each| each.name.clone()).collect();
        let ids: HashSet<_> = all.iter().map(|each| each.id).collect();
        assert_eq!((names.len(), ids.len()), (all.len(), all.len()));
        let form = Regex::new("^[a-z][a-z0-9]+_[a-z]{2}_[a-z]+$").unwrap();
        for institution in &all {
            assert!(form.is_match(&institution.name), "{}", institution.name);
            let country = institution.name.split('_').nth(1).unwrap().to_uppercase();
            assert_eq!(country, institution.country_code);
            assert_eq!(vec![country], institution.country_codes);
        }
    }

    #[test]
    fn what_an_institution_offers_and_asks_is_sound() {
        let color = Regex::new("^#[0-9a-f]{6}$").unwrap();
        for institution in institutions() {
            for resource in &institution.resources {
                assert!(CAPABILITIES.contains(&resource.as_str()), "{resource}");
            }
            for field in &institution.form_fields {
                assert!(
                    Regex::new(&field.validation).is_ok(),
                    "{}",
                    field.validation
                );
            }
            let open = institution.integration_type == IntegrationKind::Openfinance;
            assert_eq!(open, institution.openbanking_information.is_some());
            assert!(color.is_match(&institution.primary_color));
        }
    }

    #[test]
    fn documented_institutions_keep_their_ids() {
        let all = institutions();
        for (id, name) in [
            (1001, "gringotts_mx_retail"),
            (1004, "erebor_mx_retail"),
            (1014, "heimdall_mx_retail"),
            (1016, "ironbank_br_retail"),
            (9256, "ofmockbank_br_retail"),
            (9454, "planet_mx_employment"),
        ] {
            let found = all.iter().find(|each| each.id == id);
            assert_eq!(found.map(|each| each.name.as_str()), Some(name));
        }
    }
}
