//! The regular expressions of the catalogue's forms.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

/// One to sixteen letters, digits and underscores: the documented form.
pub(super) const SHORT: &str = "^[a-zA-Z0-9_]{1,16}$";
/// A user name of a bank of today.
pub(super) const LOGIN: &str = r"^[a-zA-Z0-9._@+-]{1,64}$";
/// A password.
pub(super) const SECRET: &str = "^.{1,64}$";
/// A number.
pub(super) const DIGITS: &str = "^[0-9]{1,16}$";
/// A one-time code.
pub(super) const SIX_DIGITS: &str = r"^\d{6}$";
/// A Brazilian person; the documented form, which also lets longer digits pass.
pub(super) const CPF: &str = r"^\d{11}|\d{3}\.\d{3}\.\d{3}-\d{2}$";
/// A Brazilian person, as the contract writes it for the employment register.
pub(super) const CPF_EXACT: &str = r"^^(\d{11}$)|(\d{3}\.){2}\d{3}(-\d{2})$";
/// A Brazilian company. Letters are possible in the first twelve places from July 2026 on.
pub(super) const CNPJ: &str =
    r"^[0-9A-Z]{12}\d{2}$|^[0-9A-Z]{2}\.[0-9A-Z]{3}\.[0-9A-Z]{3}/[0-9A-Z]{4}-\d{2}$";
/// A Mexican person.
pub(super) const CURP: &str = "^([A-Z]{4})([0-9]{6})([A-Z]{6})([A-Z0-9]{2})$";
/// A Mexican taxpayer.
pub(super) const RFC: &str = "^.{12,13}$";
/// A Mexican taxpayer's password.
pub(super) const CIEC: &str = "^[a-zA-Z0-9]{8}";
/// A Chilean person or company.
pub(super) const RUT: &str = r"^\d{1,2}\.?\d{3}\.?\d{3}-?[0-9kK]$";
/// A password of the Brazilian employment register.
pub(super) const INSS_PASSWORD: &str = "^.{8,70}$";
/// An e-mail address.
pub(super) const EMAIL: &str = r"^[^@\s]{1,64}@[^@\s]{1,190}$";
/// A code of a kind of document.
pub(super) const CODE: &str = r"^\d{3}$";
/// Anything.
pub(super) const HIDDEN: &str = "^.*$";

/// Each pattern of the catalogue, compiled at first use.
static PATTERNS: LazyLock<HashMap<&'static str, Regex>> = LazyLock::new(|| {
    [
        SHORT,
        LOGIN,
        SECRET,
        DIGITS,
        SIX_DIGITS,
        CPF,
        CPF_EXACT,
        CNPJ,
        CURP,
        RFC,
        CIEC,
        RUT,
        INSS_PASSWORD,
        EMAIL,
        CODE,
        HIDDEN,
    ]
    .into_iter()
    .filter_map(|pattern| Some((pattern, Regex::new(pattern).ok()?)))
    .collect()
});

/// Whether a value matches; a pattern that is none refuses nothing.
pub(super) fn fits(pattern: &str, value: &str) -> bool {
    match PATTERNS.get(pattern) {
        Some(regex) => regex.is_match(value),
        None => Regex::new(pattern).map_or(true, |regex| regex.is_match(value)),
    }
}
