//! Tax authorities and registers of employment.

use super::form;
use super::row::Row;

/// Ids from 25,000.
pub(super) const ROWS: &[Row] = &[
    Row {
        id: 25_001,
        name: "sat_mx_fiscal",
        display_name: "SAT",
        website: Some("https://www.sat.gob.mx/"),
        color: "#691c32",
        form: form::taxpayer_login,
        resources: &[
            "FINANCIAL_STATEMENTS",
            "INVOICES",
            "TAX_COMPLIANCE_STATUS",
            "TAX_RETENTIONS",
            "TAX_RETURNS",
            "TAX_STATUS",
        ],
        asks_token: false,
    },
    Row {
        id: 25_002,
        name: "imss_mx_employment",
        display_name: "IMSS",
        website: Some("https://www.imss.gob.mx/"),
        color: "#13322b",
        form: form::population_number_email,
        resources: &[
            "CURRENT_EMPLOYMENTS",
            "EMPLOYMENT_METRICS",
            "EMPLOYMENT_RECORDS",
            "OWNERS",
        ],
        asks_token: false,
    },
    Row {
        id: 25_003,
        name: "issste_mx_employment",
        display_name: "ISSSTE",
        website: Some("https://www.gob.mx/issste"),
        color: "#235b4e",
        form: form::population_number,
        resources: &["EMPLOYMENT_RECORDS", "OWNERS"],
        asks_token: false,
    },
    Row {
        id: 25_004,
        name: "inss_br_employment",
        display_name: "INSS",
        website: Some("https://meu.inss.gov.br/"),
        color: "#1351b4",
        form: form::citizen_login,
        resources: &["EMPLOYMENTS", "OWNERS"],
        asks_token: false,
    },
    Row {
        id: 25_005,
        name: "sii_cl_fiscal",
        display_name: "Servicio de Impuestos Internos",
        website: Some("https://www.sii.cl/"),
        color: "#0f69b4",
        form: form::chilean_login,
        resources: &["INVOICES", "TAX_STATUS"],
        asks_token: false,
    },
    Row {
        id: 25_006,
        name: "cmf_cl_fiscal",
        display_name: "Comisión para el Mercado Financiero",
        website: Some("https://www.cmfchile.cl/"),
        color: "#4b2e83",
        form: form::chilean_login,
        resources: &["DEBT_REPORTS"],
        asks_token: false,
    },
];
