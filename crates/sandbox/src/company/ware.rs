//! What is sold and bought, with the codes that invoices give it.

use super::profile::Trade;

/// Something on an invoice's line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ware {
    pub(crate) name: &'static str,
    /// Product or service, in the catalogue of Mexico's tax office.
    pub(crate) product_code: &'static str,
    pub(crate) unit_code: &'static str,
    pub(crate) unit: &'static str,
    /// How its sale is taxed.
    pub(crate) tax: WareTax,
    /// What one costs about, in centavos of 2024.
    pub(crate) price: i64,
}

/// How value-added tax treats a ware.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WareTax {
    /// The country's ordinary rate.
    Standard,
    /// Taxed at zero: basic food, medicine, exports.
    Zero,
    /// Not taxed at all.
    Exempt,
}

const fn ware(
    name: &'static str,
    product_code: &'static str,
    (unit_code, unit): (&'static str, &'static str),
    tax: WareTax,
    price: i64,
) -> Ware {
    Ware {
        name,
        product_code,
        unit_code,
        unit,
        tax,
        price,
    }
}

const PIECE: (&str, &str) = ("H87", "Pieza");
const KILO: (&str, &str) = ("KGM", "Kilogramo");
const SERVICE: (&str, &str) = ("E48", "Unidad de servicio");
const MONTH: (&str, &str) = ("MON", "Mes");

use WareTax::{Exempt, Standard, Zero};

static SHOP: &[Ware] = &[
    ware("Artículos de limpieza", "47131800", PIECE, Standard, 12_00),
    ware("Refrescos y bebidas", "50202300", PIECE, Standard, 6_00),
    ware("Botanas y dulces", "50192100", PIECE, Standard, 5_00),
    ware("Frutas y verduras frescas", "50300000", KILO, Zero, 9_00),
    ware("Leche y huevo", "50131700", PIECE, Zero, 8_00),
    ware("Revistas y libros", "55101500", PIECE, Exempt, 15_00),
];

static WORKSHOP: &[Ware] = &[
    ware("Estructura metálica", "30101500", PIECE, Standard, 850_00),
    ware(
        "Puerta de herrería a medida",
        "30171500",
        PIECE,
        Standard,
        1_200_00,
    ),
    ware("Pieza maquinada", "23153200", PIECE, Standard, 95_00),
    ware("Anaquel industrial", "24102000", PIECE, Standard, 430_00),
];

static SERVICES: &[Ware] = &[
    ware(
        "Consultoría en administración",
        "80101500",
        SERVICE,
        Standard,
        350_00,
    ),
    ware(
        "Desarrollo de aplicaciones",
        "81111500",
        SERVICE,
        Standard,
        280_00,
    ),
    ware("Diseño gráfico", "82141500", SERVICE, Standard, 180_00),
    ware("Capacitación", "86101700", SERVICE, Standard, 220_00),
];

static EXPORT: &[Ware] = &[
    ware("Aguacate empacado", "50305300", KILO, Zero, 14_00),
    ware("Salsa envasada", "50171800", PIECE, Zero, 11_00),
    ware("Artesanía de barro", "60121000", PIECE, Standard, 60_00),
];

static START_UP: &[Ware] = &[
    ware(
        "Suscripción a plataforma",
        "81112500",
        MONTH,
        Standard,
        480_00,
    ),
    ware(
        "Implantación de software",
        "81111800",
        SERVICE,
        Standard,
        900_00,
    ),
];

static STOCK: &[Ware] = &[
    ware("Mercancía para reventa", "53000000", PIECE, Standard, 7_00),
    ware("Abarrotes al mayoreo", "50190000", PIECE, Zero, 5_00),
];

static MATERIAL: &[Ware] = &[
    ware("Perfil de acero", "30102200", PIECE, Standard, 48_00),
    ware("Lámina galvanizada", "30102500", PIECE, Standard, 66_00),
    ware("Pintura industrial", "31211500", PIECE, Standard, 39_00),
];

static SUPPLIES: &[Ware] = &[
    ware(
        "Servicios de hospedaje web",
        "81112100",
        MONTH,
        Standard,
        150_00,
    ),
    ware(
        "Papelería y consumibles",
        "14111500",
        PIECE,
        Standard,
        18_00,
    ),
    ware(
        "Servicios subcontratados",
        "80111600",
        SERVICE,
        Standard,
        240_00,
    ),
];

/// What a company of this trade sells.
pub(super) fn sold(trade: Trade) -> &'static [Ware] {
    match trade {
        Trade::Shop => SHOP,
        Trade::Workshop => WORKSHOP,
        Trade::Services => SERVICES,
        Trade::Export => EXPORT,
        Trade::StartUp => START_UP,
    }
}

/// What it buys to sell it.
pub(super) fn bought(trade: Trade) -> &'static [Ware] {
    match trade {
        Trade::Shop => STOCK,
        Trade::Workshop | Trade::Export => MATERIAL,
        Trade::Services | Trade::StartUp => SUPPLIES,
    }
}

pub(super) static RENT: Ware = ware("Renta de local", "80131500", MONTH, Standard, 0);
pub(super) static POWER: Ware = ware("Energía eléctrica", "83101800", SERVICE, Standard, 0);
pub(super) static TELEPHONE: Ware = ware("Telefonía e internet", "83111600", MONTH, Standard, 0);
pub(super) static ACCOUNTING: Ware = ware("Honorarios contables", "84111500", SERVICE, Standard, 0);
pub(super) static MACHINE: Ware = ware("Maquinaria y equipo", "23150000", PIECE, Standard, 0);
pub(super) static COMPUTER: Ware = ware("Equipo de cómputo", "43211500", PIECE, Standard, 0);
