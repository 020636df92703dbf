//! Look-alikes of banks in Mexico, Colombia and Chile: the names are facts, the data behind them is
//! invented.

use caudal_model::resources::institution::FormField;

use super::form;
use super::row::{BUSINESS, RETAIL, Row};

/// Ids from 22,000 (Mexico), 23,000 (Colombia) and 24,000 (Chile): even for persons, odd for
/// companies.
pub(super) const ROWS: &[Row] = &[
    mexican(
        22_000,
        "banamex_mx_retail",
        "Banamex",
        "https://www.banamex.com/",
        "#0a3e7c",
    ),
    mexican(
        22_002,
        "bbva_mx_retail",
        "BBVA México",
        "https://www.bbva.mx/",
        "#072146",
    ),
    mexican(
        22_003,
        "bbva_mx_business",
        "BBVA México Empresas",
        "https://www.bbva.mx/",
        "#072146",
    ),
    mexican(
        22_004,
        "santander_mx_retail",
        "Santander México",
        "https://www.santander.com.mx/",
        "#ec0000",
    ),
    mexican(
        22_005,
        "santander_mx_business",
        "Santander México Empresas",
        "https://www.santander.com.mx/",
        "#ec0000",
    ),
    mexican(
        22_006,
        "banorte_mx_retail",
        "Banorte",
        "https://www.banorte.com/",
        "#eb0029",
    ),
    mexican(
        22_007,
        "banorte_mx_business",
        "Banorte Empresas",
        "https://www.banorte.com/",
        "#eb0029",
    ),
    mexican(
        22_008,
        "hsbc_mx_retail",
        "HSBC México",
        "https://www.hsbc.com.mx/",
        "#db0011",
    ),
    mexican(
        22_010,
        "scotiabank_mx_retail",
        "Scotiabank México",
        "https://www.scotiabank.com.mx/",
        "#ec111a",
    ),
    mexican(
        22_012,
        "bancoazteca_mx_retail",
        "Banco Azteca",
        "https://www.bancoazteca.com.mx/",
        "#1e8a42",
    ),
    mexican(
        22_014,
        "inbursa_mx_retail",
        "Inbursa",
        "https://www.inbursa.com/",
        "#00205b",
    ),
    mexican(
        22_016,
        "amex_mx_retail",
        "American Express México",
        "https://www.americanexpress.com/mx/",
        "#006fcf",
    ),
    mexican(
        22_018,
        "liverpool_mx_retail",
        "Liverpool",
        "https://www.liverpool.com.mx/",
        "#e10098",
    ),
    mexican(
        22_020,
        "banregio_mx_retail",
        "Banregio",
        "https://www.banregio.com/",
        "#ff671f",
    ),
    mexican(
        22_021,
        "banregio_mx_business",
        "Banregio Empresas",
        "https://www.banregio.com/",
        "#ff671f",
    ),
    mexican(
        22_022,
        "nu_mx_retail",
        "Nu México",
        "https://nu.com.mx/",
        "#820ad1",
    ),
    colombian(
        23_000,
        "bancolombia_co_retail",
        "Bancolombia",
        "https://www.bancolombia.com/",
        "#fdda24",
    ),
    colombian(
        23_001,
        "bancolombia_co_business",
        "Bancolombia Empresas",
        "https://www.bancolombia.com/",
        "#fdda24",
    ),
    colombian(
        23_002,
        "davivienda_co_retail",
        "Davivienda",
        "https://www.davivienda.com/",
        "#ed1c27",
    ),
    colombian(
        23_003,
        "davivienda_co_business",
        "Davivienda Empresas",
        "https://www.davivienda.com/",
        "#ed1c27",
    ),
    colombian(
        23_004,
        "bancodebogota_co_retail",
        "Banco de Bogotá",
        "https://www.bancodebogota.com/",
        "#0040a8",
    ),
    colombian(
        23_005,
        "bancodebogota_co_business",
        "Banco de Bogotá Empresas",
        "https://www.bancodebogota.com/",
        "#0040a8",
    ),
    colombian(
        23_006,
        "bbva_co_retail",
        "BBVA Colombia",
        "https://www.bbva.com.co/",
        "#072146",
    ),
    colombian(
        23_008,
        "nequi_co_retail",
        "Nequi",
        "https://www.nequi.com.co/",
        "#da0081",
    ),
    colombian(
        23_010,
        "occidente_co_retail",
        "Banco de Occidente",
        "https://www.bancodeoccidente.com.co/",
        "#0081ff",
    ),
    colombian(
        23_012,
        "colpatria_co_retail",
        "Scotiabank Colpatria",
        "https://www.scotiabankcolpatria.com/",
        "#ec111a",
    ),
    colombian(
        23_014,
        "avvillas_co_retail",
        "AV Villas",
        "https://www.avvillas.com.co/",
        "#e2001a",
    ),
    chilean(
        24_000,
        "bancochile_cl_retail",
        "Banco de Chile",
        "https://www.bancochile.cl/",
        "#002464",
    ),
    chilean(
        24_001,
        "bancochile_cl_business",
        "Banco de Chile Empresas",
        "https://www.bancochile.cl/",
        "#002464",
    ),
    chilean(
        24_002,
        "bancoestado_cl_retail",
        "BancoEstado",
        "https://www.bancoestado.cl/",
        "#e57200",
    ),
    chilean(
        24_003,
        "bancoestado_cl_business",
        "BancoEstado Empresas",
        "https://www.bancoestado.cl/",
        "#e57200",
    ),
    chilean(
        24_004,
        "bci_cl_retail",
        "Bci",
        "https://www.bci.cl/",
        "#0072bc",
    ),
    chilean(
        24_005,
        "bci_cl_business",
        "Bci Empresas",
        "https://www.bci.cl/",
        "#0072bc",
    ),
    chilean(
        24_006,
        "santander_cl_retail",
        "Santander Chile",
        "https://banco.santander.cl/",
        "#ec0000",
    ),
    chilean(
        24_008,
        "scotiabank_cl_retail",
        "Scotiabank Chile",
        "https://www.scotiabankchile.cl/",
        "#ec111a",
    ),
    chilean(
        24_010,
        "itau_cl_retail",
        "Itaú Chile",
        "https://banco.itau.cl/",
        "#ec7000",
    ),
    chilean(
        24_012,
        "falabella_cl_retail",
        "Banco Falabella",
        "https://www.bancofalabella.cl/",
        "#00783d",
    ),
    chilean(
        24_014,
        "ripley_cl_retail",
        "Banco Ripley",
        "https://www.bancoripley.cl/",
        "#6d207c",
    ),
];

const fn mexican(
    id: u32,
    name: &'static str,
    display_name: &'static str,
    website: &'static str,
    color: &'static str,
) -> Row {
    bank(id, name, display_name, website, color, form::bank_login)
}

const fn colombian(
    id: u32,
    name: &'static str,
    display_name: &'static str,
    website: &'static str,
    color: &'static str,
) -> Row {
    bank(
        id,
        name,
        display_name,
        website,
        color,
        form::colombian_login,
    )
}

const fn chilean(
    id: u32,
    name: &'static str,
    display_name: &'static str,
    website: &'static str,
    color: &'static str,
) -> Row {
    bank(id, name, display_name, website, color, form::chilean_login)
}

const fn bank(
    id: u32,
    name: &'static str,
    display_name: &'static str,
    website: &'static str,
    color: &'static str,
    form: fn(form::Language) -> Vec<FormField>,
) -> Row {
    let company = id % 2 == 1;
    Row {
        id,
        name,
        display_name,
        website: Some(website),
        color,
        form,
        resources: if company { BUSINESS } else { RETAIL },
        asks_token: false,
    }
}
