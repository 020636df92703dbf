//! What foreign currency is bought and sold for.

use caudal_model::resources::exchange::SettlementMethod;
use jiff::civil::Date;

use crate::chance::Chance;

/// One thing that foreign currency is needed for, with its rules.
#[derive(Debug)]
pub(crate) struct Purpose {
    pub(crate) name: &'static str,
    /// Whether the customer buys foreign currency.
    pub(crate) buys: bool,
    pub(crate) method: SettlementMethod,
    /// The central bank's code of the purpose.
    pub(crate) category: &'static str,
    /// The central bank's code of how customer and foreign party are related.
    pub(crate) relationship: &'static str,
    pub(crate) parties: &'static [&'static str],
    pub(crate) country: &'static str,
    /// Days from agreement to settlement.
    pub(crate) days_open: (i64, i64),
    /// The bank's margin on the market's rate, in thousandths.
    pub(crate) margin_permille: (i64, i64),
    /// The share of a month's income that a contract is about, in thousandths.
    pub(crate) share_permille: (i64, i64),
    /// Months in which it is agreed; all of them when none is named.
    months: &'static [i64],
    /// In how many of a thousand such months, and how often then.
    permille: u32,
    count: (i64, i64),
    taxed: bool,
}

/// Goods sold abroad, paid months later.
pub(super) static EXPORT: Purpose = Purpose {
    name: "export",
    buys: false,
    method: SettlementMethod::Teletransmissao,
    category: "12005",
    relationship: "50",
    parties: &[
        "Harbor Lane Imports LLC",
        "Northfield Trading Inc",
        "Old Quay Foods Inc",
    ],
    country: "US",
    days_open: (20, 120),
    margin_permille: (3, 9),
    share_permille: (40, 120),
    months: &[],
    permille: 800,
    count: (1, 2),
    taxed: false,
};

/// Goods bought abroad.
pub(super) static IMPORT: Purpose = Purpose {
    name: "import",
    buys: true,
    method: SettlementMethod::CartaCreditoAVista,
    category: "15208",
    relationship: "50",
    parties: &[
        "Lindenhof Maschinen GmbH",
        "Westbrook Components Ltd",
        "Bright Harbour Tools Co",
    ],
    country: "DE",
    days_open: (5, 60),
    margin_permille: (3, 9),
    share_permille: (20, 60),
    months: &[],
    permille: 600,
    count: (1, 1),
    taxed: false,
};

/// Cash for a journey.
pub(super) static TRAVEL: Purpose = Purpose {
    name: "travel",
    buys: true,
    method: SettlementMethod::EspecieChequesViagem,
    category: "32016",
    relationship: "90",
    parties: &["Viagem do proprio cliente"],
    country: "US",
    days_open: (0, 0),
    margin_permille: (25, 60),
    share_permille: (120, 450),
    months: &[1, 6, 7, 12],
    permille: 600,
    count: (1, 2),
    taxed: true,
};

/// Money sent to family who live or study abroad.
pub(super) static MAINTENANCE: Purpose = Purpose {
    name: "maintenance",
    buys: true,
    method: SettlementMethod::Teletransmissao,
    category: "37004",
    relationship: "40",
    parties: &["Ana Lucia Prado", "Bruno Teixeira", "Carla Menezes"],
    country: "PT",
    days_open: (1, 2),
    margin_permille: (10, 25),
    share_permille: (50, 130),
    months: &[],
    permille: 700,
    count: (1, 1),
    taxed: true,
};

/// The tax on currency that people bought, in thousandths, by the day from which it held (Decretos
/// 6.306/2007, 10.997/2022 and 12.466/2025). Companies' trade in goods is free of it.
const TAX: &[(Date, i64)] = &[
    (jiff::civil::date(2000, 1, 1), 11),
    (jiff::civil::date(2025, 5, 23), 35),
];

impl Purpose {
    /// How many contracts are agreed in a month of the year.
    pub(super) fn contracts_in(&self, chance: Chance, month: i64) -> i64 {
        let in_season = self.months.is_empty() || self.months.contains(&month);
        if in_season && chance.happens("agreed", self.permille) {
            chance.between("count", self.count.0, self.count.1)
        } else {
            0
        }
    }

    /// The tax on a contract of a day, in thousandths.
    pub(super) fn tax_permille(&self, day: Date) -> i64 {
        let held = TAX.iter().rfind(|(from, _)| *from <= day);
        if self.taxed {
            held.map_or(0, |(_, permille)| *permille)
        } else {
            0
        }
    }

    /// Whether it is settled long after it was agreed.
    pub(super) fn is_forward(&self) -> bool {
        self.days_open.1 > 2
    }
}
