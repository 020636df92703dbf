//! The numbers of Mexican banks within account numbers (CLABE; Banco de México).

/// The number of a bank whose brand has one; the brand is the first word of its name.
pub(crate) fn known_bank_code(institution: &str) -> Option<u16> {
    let known = [
        ("banamex", 2),
        ("bbva", 12),
        ("santander", 14),
        ("hsbc", 21),
        ("inbursa", 36),
        ("scotiabank", 44),
        ("banorte", 72),
        ("bancoazteca", 127),
        ("nu", 638),
    ];
    let brand = institution.split('_').next();
    known
        .iter()
        .find(|(known, _)| brand == Some(known))
        .map(|(_, code)| *code)
}
