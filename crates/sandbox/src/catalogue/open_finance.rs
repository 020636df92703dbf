//! Institutions of Open Finance Brasil: the sandbox's own mock bank, and look-alikes of the
//! directory's banks. The names are facts, the data behind them is invented.

use caudal_model::Identities;
use caudal_model::resources::institution::Institution;

use super::form;
use super::row::{Row, opened};

/// What the banks of Open Finance offer.
const RESOURCES: &[&str] = &[
    "ACCOUNTS",
    "TRANSACTIONS",
    "OWNERS",
    "BALANCES",
    "BILLS",
    "INVESTMENTS",
    "INVESTMENT_TRANSACTIONS",
    "EXCHANGES",
    "INCOMES",
    "RECURRING_EXPENSES",
    "RISK_INSIGHTS",
];

/// The mock bank and the look-alikes. Ids from 21,000: even for persons, odd for companies.
pub(super) fn institutions() -> impl Iterator<Item = Institution> {
    // No secret: the key only sets these ids apart from others.
    let servers = Identities::new(b"authorization servers of the sandbox");
    ROWS.iter().map(move |row| {
        let description = format!(
            "{}, como participante do Open Finance Brasil",
            row.display_name
        );
        let server = servers.uuid(&[row.name.as_bytes()]);
        opened(row.institution(), description, server)
    })
}

const ROWS: &[Row] = &[
    person(
        9256,
        "ofmockbank_br_retail",
        "OF Mock Bank",
        "https://ofmockbank.example/",
        "#016fd0",
    ),
    person(
        21_000,
        "ofbmg_br_retail",
        "Banco BMG",
        "https://www.bancobmg.com.br/",
        "#ff6300",
    ),
    company(
        21_001,
        "ofbmg_br_business",
        "Banco BMG Empresas",
        "https://www.bancobmg.com.br/",
        "#ff6300",
    ),
    person(
        21_002,
        "ofbvapp_br_retail",
        "BV App",
        "https://www.bv.com.br/",
        "#223ad2",
    ),
    person(
        21_004,
        "ofbvweb_br_retail",
        "BV Web",
        "https://www.bv.com.br/",
        "#223ad2",
    ),
    company(
        21_007,
        "ofbv_br_business",
        "BV",
        "https://www.bv.com.br/",
        "#223ad2",
    ),
    person(
        21_008,
        "ofbancodobrasil_br_retail",
        "Banco do Brasil",
        "https://www.bb.com.br/",
        "#fcfc30",
    ),
    company(
        21_009,
        "ofbancodobrasil_br_business",
        "Banco do Brasil Empresas",
        "https://www.bb.com.br/",
        "#fcfc30",
    ),
    person(
        21_010,
        "ofnordeste_br_retail",
        "Banco do Nordeste",
        "https://www.bnb.gov.br/",
        "#a6193c",
    ),
    company(
        21_011,
        "ofnordeste_br_business",
        "Banco do Nordeste Empresas",
        "https://www.bnb.gov.br/",
        "#a6193c",
    ),
    person(
        21_012,
        "ofbancopan_br_retail",
        "Banco PAN",
        "https://www.bancopan.com.br/",
        "#00afff",
    ),
    person(
        21_014,
        "ofbanrisul_br_retail",
        "Banrisul",
        "https://www.banrisul.com.br/",
        "#004b8d",
    ),
    company(
        21_015,
        "ofbanrisul_br_business",
        "Banrisul Empresas",
        "https://www.banrisul.com.br/",
        "#004b8d",
    ),
    person(
        21_016,
        "ofbradesco_br_retail",
        "Bradesco",
        "https://banco.bradesco/",
        "#cc092f",
    ),
    company(
        21_017,
        "ofbradesco_br_business",
        "Bradesco Empresas",
        "https://banco.bradesco/",
        "#cc092f",
    ),
    person(
        21_018,
        "ofbradescard_br_retail",
        "Bradescard",
        "https://www.bradescard.com.br/",
        "#cc092f",
    ),
    company(
        21_021,
        "ofbs2_br_business",
        "Banco BS2",
        "https://www.bancobs2.com.br/",
        "#2337ff",
    ),
    person(
        21_022,
        "ofbtg_br_retail",
        "BTG Pactual",
        "https://www.btgpactual.com/",
        "#05132a",
    ),
    company(
        21_023,
        "ofbtg_br_business",
        "BTG Pactual Empresas",
        "https://www.btgpactual.com/",
        "#05132a",
    ),
    company(
        21_025,
        "ofbtgempresas_br_business",
        "BTG Pactual Empresas",
        "https://empresas.btgpactual.com/",
        "#05132a",
    ),
    person(
        21_026,
        "ofcaixa_br_retail",
        "Caixa Econômica Federal",
        "https://www.caixa.gov.br/",
        "#005ca9",
    ),
    company(
        21_027,
        "ofcaixa_br_business",
        "Caixa Econômica Federal Empresas",
        "https://www.caixa.gov.br/",
        "#005ca9",
    ),
    company(
        21_029,
        "ofciti_br_business",
        "Citi",
        "https://www.citi.com.br/",
        "#003b70",
    ),
    company(
        21_031,
        "ofcitibank_br_business",
        "Citibank",
        "https://www.citibank.com.br/",
        "#003b70",
    ),
    person(
        21_032,
        "ofdigio_br_retail",
        "Digio",
        "https://www.digio.com.br/",
        "#0a1e64",
    ),
    person(
        21_034,
        "ofuberdigio_br_retail",
        "Uber Conta Digio",
        "https://www.digio.com.br/",
        "#000000",
    ),
    person(
        21_036,
        "ofitau_br_retail",
        "Itaú",
        "https://www.itau.com.br/",
        "#ec7000",
    ),
    company(
        21_037,
        "ofitau_br_business",
        "Itaú Empresas",
        "https://www.itau.com.br/",
        "#ec7000",
    ),
    person(
        21_038,
        "ofitaucard_br_retail",
        "Itaú Cartões",
        "https://www.itau.com.br/cartoes/",
        "#ec7000",
    ),
    person(
        21_040,
        "ofmercadopago_br_retail",
        "Mercado Pago",
        "https://www.mercadopago.com.br/",
        "#009ee3",
    ),
    company(
        21_041,
        "ofmercadopago_br_business",
        "Mercado Pago Empresas",
        "https://www.mercadopago.com.br/",
        "#009ee3",
    ),
    person(
        21_042,
        "ofnext_br_retail",
        "next",
        "https://next.me/",
        "#00ff5f",
    ),
    person(
        21_044,
        "ofnubank_br_retail",
        "Nubank",
        "https://nubank.com.br/",
        "#820ad1",
    ),
    company(
        21_045,
        "ofnubank_br_business",
        "Nubank Empresas",
        "https://nubank.com.br/",
        "#820ad1",
    ),
    person(
        21_046,
        "ofpicpay_br_retail",
        "PicPay",
        "https://picpay.com/",
        "#21c25e",
    ),
    person(
        21_048,
        "ofsafra_br_retail",
        "Safra",
        "https://www.safra.com.br/",
        "#004a80",
    ),
    company(
        21_049,
        "ofsafra_br_business",
        "Safra Empresas",
        "https://www.safra.com.br/",
        "#004a80",
    ),
    company(
        21_051,
        "ofsafrapay_br_business",
        "SafraPay",
        "https://www.safrapay.com.br/",
        "#004a80",
    ),
    person(
        21_052,
        "ofsantander_br_retail",
        "Santander",
        "https://www.santander.com.br/",
        "#ec0000",
    ),
    company(
        21_053,
        "ofsantander_br_business",
        "Santander Empresas",
        "https://www.santander.com.br/",
        "#ec0000",
    ),
    person(
        21_054,
        "ofsantandercard_br_retail",
        "Santander Cartões",
        "https://www.santander.com.br/cartoes/",
        "#ec0000",
    ),
    person(
        21_056,
        "ofsicoob_br_retail",
        "Sicoob",
        "https://www.sicoob.com.br/",
        "#003641",
    ),
    company(
        21_057,
        "ofsicoob_br_business",
        "Sicoob Empresas",
        "https://www.sicoob.com.br/",
        "#003641",
    ),
    person(
        21_058,
        "ofsicredi_br_retail",
        "Sicredi",
        "https://www.sicredi.com.br/",
        "#3fa110",
    ),
    company(
        21_059,
        "ofsicredi_br_business",
        "Sicredi Empresas",
        "https://www.sicredi.com.br/",
        "#3fa110",
    ),
    person(
        21_060,
        "ofunicred_br_retail",
        "Unicred",
        "https://www.unicred.com.br/",
        "#00563f",
    ),
    company(
        21_061,
        "ofunicred_br_business",
        "Unicred Empresas",
        "https://www.unicred.com.br/",
        "#00563f",
    ),
    person(
        21_062,
        "ofxp_br_retail",
        "XP",
        "https://www.xpi.com.br/",
        "#000000",
    ),
    company(
        21_063,
        "ofxp_br_business",
        "XP Empresas",
        "https://www.xpi.com.br/",
        "#000000",
    ),
];

const fn person(
    id: u32,
    name: &'static str,
    display_name: &'static str,
    website: &'static str,
    color: &'static str,
) -> Row {
    Row {
        id,
        name,
        display_name,
        website: Some(website),
        color,
        form: form::person_consent,
        resources: RESOURCES,
        asks_token: false,
    }
}

const fn company(
    id: u32,
    name: &'static str,
    display_name: &'static str,
    website: &'static str,
    color: &'static str,
) -> Row {
    Row {
        id,
        name,
        display_name,
        website: Some(website),
        color,
        form: form::company_consent,
        resources: RESOURCES,
        asks_token: false,
    }
}
