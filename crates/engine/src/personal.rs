//! External ids must not say who somebody is: one that looks like personal data is not stored.

use std::sync::LazyLock;

use caudal_model::Failure;
use regex::RegexSet;

static PERSONAL: LazyLock<Option<RegexSet>> = LazyLock::new(|| {
    RegexSet::new([
        // E-mail addresses, and names: an id has no space in it.
        r"@|\s",
        // CPF and CNPJ, plain and with their usual marks.
        r"^(\d{11}|\d{3}\.\d{3}\.\d{3}-\d{2}|\d{14}|\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2})$",
        // CURP and RFC.
        r"(?i)^[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d$",
        r"(?i)^[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3}$",
        // RUT.
        r"(?i)^\d{7,8}-[\dK]$",
        // Telephone numbers, and card numbers with or without gaps.
        r"^\+?\d{10,13}$",
        r"^\d{4}([ -]?\d{4}){2}[ -]?\d{1,7}$",
    ])
    .ok()
});

/// The external id to store: the one that was given, or none if it looks like personal data.
///
/// # Errors
/// `invalid` for signs other than letters, digits, `-` and `_`.
pub(crate) fn storable_external_id(
    given: Option<&str>,
    username: &str,
) -> Result<Option<String>, Failure> {
    let Some(id) = given.filter(|id| !id.is_empty()) else {
        return Ok(None);
    };
    let personal = PERSONAL
        .as_ref()
        .is_none_or(|patterns| patterns.is_match(id));
    if personal || id.eq_ignore_ascii_case(username) {
        return Ok(None);
    }
    if id
        .chars()
        .all(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '_'))
    {
        return Ok(Some(id.to_owned()));
    }
    Err(Failure::invalid(
        "external_id",
        "Only letters, digits, hyphens and underscores are taken.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_kept_and_people_are_not() {
        for id in [
            "56ab5706-6e00-48a4-91c9-ca55968678d9",
            "user_42",
            "customer-000123",
            "abc",
        ] {
            assert_eq!(
                storable_external_id(Some(id), "bnk100").unwrap().as_deref(),
                Some(id)
            );
        }
        for personal in [
            "ana@example.com",
            "Ana Souza",
            "76109277673",
            "761.092.776-73",
            "50685362006773",
            "BLPM951231HNEVGR54",
            "GODE561231GR8",
            "+5511999990000",
            "4111 1111 1111 1111",
            "12345678-5",
            "BNK100",
        ] {
            assert_eq!(
                storable_external_id(Some(personal), "bnk100").unwrap(),
                None,
                "{personal}"
            );
        }
        assert!(storable_external_id(Some("a/b"), "bnk100").is_err());
    }
}
