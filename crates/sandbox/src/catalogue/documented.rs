//! The invented institutions whose users and ids are documented.

use super::form;
use super::row::{BUSINESS_BRAZIL, RETAIL, RETAIL_BRAZIL, Row};

const BANK: Row = Row {
    id: 0,
    name: "",
    display_name: "",
    website: None,
    color: "#056dae",
    form: form::short_login,
    resources: RETAIL,
    asks_token: false,
};

/// Ids and names are facts of the compatible API's sandbox.
pub(super) const ROWS: &[Row] = &[
    gringotts(1001, "gringotts_mx_retail", "Gringotts México"),
    gringotts(1002, "gringotts_co_retail", "Gringotts Colombia"),
    Row {
        resources: RETAIL_BRAZIL,
        ..gringotts(1003, "gringotts_br_retail", "Gringotts Brasil")
    },
    erebor(1004, "erebor_mx_retail", "Erebor México"),
    erebor(1005, "erebor_co_retail", "Erebor Colombia"),
    Row {
        resources: RETAIL_BRAZIL,
        ..erebor(1006, "erebor_br_retail", "Erebor Brasil")
    },
    Row {
        id: 1012,
        name: "gotham_br_business",
        display_name: "Gotham Business Bank",
        website: Some("https://gotham.example/"),
        color: "#2b2b2b",
        resources: BUSINESS_BRAZIL,
        ..BANK
    },
    Row {
        id: 1013,
        name: "tatooine_mx_fiscal",
        display_name: "Tatooine Fiscal",
        website: Some("https://tatooine.example/"),
        color: "#c28e46",
        resources: &[
            "TAX_COMPLIANCE_STATUS",
            "TAX_RETENTIONS",
            "TAX_RETURNS",
            "TAX_STATUS",
            "INVOICES",
            "FINANCIAL_STATEMENTS",
        ],
        ..BANK
    },
    heimdall(1014, "heimdall_mx_retail", "Heimdall México"),
    Row {
        id: 1015,
        name: "ironbank_br_business",
        display_name: "Iron Bank Empresas",
        website: Some("https://ironbank.example/"),
        color: "#5b6770",
        form: form::advanced_login,
        resources: BUSINESS_BRAZIL,
        ..BANK
    },
    Row {
        id: 1016,
        name: "ironbank_br_retail",
        display_name: "Iron Bank",
        website: Some("https://ironbank.example/"),
        color: "#5b6770",
        form: form::advanced_login,
        resources: RETAIL_BRAZIL,
        ..BANK
    },
    Row {
        resources: RETAIL_BRAZIL,
        ..heimdall(1020, "heimdall_br_retail", "Heimdall Brasil")
    },
    heimdall(1021, "heimdall_co_retail", "Heimdall Colombia"),
    Row {
        id: 9322,
        name: "belvo_mx_retail",
        display_name: "Banco de Pruebas",
        color: "#0663f9",
        form: form::delayed_login,
        resources: &["ACCOUNTS", "OWNERS"],
        ..BANK
    },
    Row {
        id: 9454,
        name: "planet_mx_employment",
        display_name: "Planet Empleo",
        website: Some("https://planet.example/"),
        color: "#0a7d5a",
        form: form::population_number_hidden_password,
        resources: &["EMPLOYMENT_RECORDS", "OWNERS"],
        ..BANK
    },
];

const fn gringotts(id: u32, name: &'static str, display_name: &'static str) -> Row {
    Row {
        id,
        name,
        display_name,
        website: Some("https://gringotts.example/"),
        color: "#b8912f",
        ..BANK
    }
}

const fn erebor(id: u32, name: &'static str, display_name: &'static str) -> Row {
    Row {
        id,
        name,
        display_name,
        website: Some("https://erebor.example/"),
        ..BANK
    }
}

const fn heimdall(id: u32, name: &'static str, display_name: &'static str) -> Row {
    Row {
        id,
        name,
        display_name,
        website: Some("https://heimdall.example/"),
        color: "#6d2c91",
        form: form::short_login_with_token,
        asks_token: true,
        ..BANK
    }
}
