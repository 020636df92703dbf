//! Shares and funds, with their prices: invented issuers, whose prices everybody sees alike.

use std::sync::LazyLock;

use caudal_latam::brazil::Cnpj;
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::chance::Chance;

/// Something whose price the market makes.
#[derive(Debug)]
pub(crate) struct Asset {
    /// The ticker of a share, the name of a fund.
    pub(crate) name: &'static str,
    /// Who issued it; a fund issues itself.
    pub(crate) issuer: &'static str,
    /// Its price when the world began, in millionths.
    pub(crate) start: i64,
    /// By how much the price changes in a month, from and to, in hundred-thousandths.
    pub(crate) monthly: (i64, i64),
    /// By how much a day's price strays from the month's line, in hundred-thousandths.
    pub(crate) stray: i64,
    /// Decimal places of its price.
    pub(crate) places: u32,
}

/// The months for which prices are kept: the world's, and as many as a life is followed.
const FIRST_YEAR: i16 = 2021;
const MONTHS: i64 = 12 * 66;
/// Prices move between these parts of where they began, in thousandths.
const BOUNDS_PERMILLE: (i64, i64) = (250, 60_000);
const PARTS: i64 = 100_000;

const SHARE: Asset = Asset {
    name: "",
    issuer: "",
    start: 0,
    monthly: (-7_000, 8_200),
    stray: 1_400,
    places: 2,
};

const FUND: Asset = Asset {
    places: 8,
    stray: 0,
    ..SHARE
};

/// Every asset there is. Names are invented.
pub(crate) static ASSETS: &[Asset] = &[
    share("AURV3", "Aurora do Vale Energia S.A.", 28_400_000),
    share("RVDE4", "Rio Verde Alimentos S.A.", 14_100_000),
    share("SRZL3", "Serra Azul Mineração S.A.", 71_300_000),
    share("ARAU4", "Araucária Papel S.A.", 19_850_000),
    share("MARA4", "Banco Mar Alto S.A.", 33_700_000),
    share("IPEA3", "Ipê Amarelo Saneamento S.A.", 9_420_000),
    fund("AURORA REFERENCIADO DI FIC FIRF", 2_411_873, (640, 960)),
    fund("SERRA AZUL MACRO FIC FIM", 3_108_442, (-1_500, 2_900)),
    fund("ARAUCARIA VALOR FIC FIA", 5_972_310, (-6_000, 7_200)),
    fund("IPE DOLAR FI CAMBIAL", 1_824_066, (-3_600, 4_400)),
    fund("AURORA PREVIDENCIA VGBL RF", 1_512_900, (560, 900)),
    fund("SERRA AZUL PREVIDENCIA VGBL MULT", 1_744_120, (-900, 2_200)),
    fund("SIERRA ROJA DEUDA BF1", 1_386_420, (520, 860)),
    fund("PLAN DE RETIRO VALLE DORADO", 1_205_774, (300, 1_100)),
    fund("FIC BRISAS LIQUIDEZ", 11_284_310, (420, 900)),
    fund("PENSION VOLUNTARIA GUAYACAN", 15_320_700, (200, 1_200)),
    fund("FONDO MUTUO PUELCHE MONEY MARKET", 1_842_551, (320, 620)),
    fund("APV CORDILLERA FONDO C", 43_210_800, (-900, 1_700)),
];

const fn share(name: &'static str, issuer: &'static str, start: i64) -> Asset {
    Asset {
        name,
        issuer,
        start,
        ..SHARE
    }
}

const fn fund(name: &'static str, start: i64, monthly: (i64, i64)) -> Asset {
    Asset {
        name,
        issuer: name,
        start,
        monthly,
        ..FUND
    }
}

/// The prices of each asset at the beginnings of months, in millionths.
static ANCHORS: LazyLock<Vec<Vec<i64>>> =
    LazyLock::new(|| ASSETS.iter().map(Asset::anchors).collect());

/// The asset of this name.
pub(crate) fn asset(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.name == name)
}

impl Asset {
    fn chance(&self) -> Chance {
        Chance::new(0).branch("market").branch(self.name)
    }

    fn anchors(&self) -> Vec<i64> {
        let (low, high) = BOUNDS_PERMILLE;
        let (low, high) = (self.start * low / 1000, self.start / 1000 * high);
        let mut price = self.start;
        let month = |index| {
            let anchor = price;
            let change = self
                .chance()
                .at(index)
                .between("month", self.monthly.0, self.monthly.1);
            price = (price + price / PARTS * change).clamp(low, high);
            anchor
        };
        (0..MONTHS).map(month).collect()
    }

    /// Its price at the close of a day.
    pub(crate) fn price(&self, day: Date) -> Decimal {
        let index = i64::from(day.year() - FIRST_YEAR) * 12 + i64::from(day.month()) - 1;
        let place = ASSETS.iter().position(|asset| asset.name == self.name);
        let anchors = place.and_then(|place| ANCHORS.get(place));
        let at = |index: i64| {
            let anchors = anchors?;
            let place = usize::try_from(index).unwrap_or(0);
            anchors.get(place).or(anchors.last()).copied()
        };
        let (before, after) = (
            at(index).unwrap_or(self.start),
            at(index + 1).unwrap_or(self.start),
        );
        let passed = i64::from(day.day() - 1);
        let line = before + (after - before) * passed / i64::from(day.days_in_month());
        let ordinal = i64::from(day.year()) * 366 + i64::from(day.day_of_year());
        let stray = self.chance().branch("day").at(ordinal);
        let stray = stray.between("stray", -self.stray, self.stray);
        Decimal::new(line + line / PARTS * stray, 6).round_dp(self.places)
    }

    /// The CNPJ of its issuer, of the fund itself for a fund.
    pub(crate) fn issuer_number(&self) -> String {
        company_number(self.issuer)
    }
}

/// The CNPJ of an invented issuer.
pub(crate) fn company_number(name: &str) -> String {
    let chance = Chance::new(0).branch("issuer").branch(name);
    Cnpj::from_base(chance.draw("number")).to_string()
}

#[cfg(test)]
mod tests {
    use caudal_latam::calendar::date;

    use super::*;

    #[test]
    fn prices_are_the_same_for_everybody_and_stay_above_nought() {
        for asset in ASSETS {
            for (year, month, day) in [(2021, 1, 4), (2024, 2, 29), (2026, 3, 12), (2080, 12, 31)] {
                let price = asset.price(date(year, month, day));
                assert!(price > Decimal::ZERO, "{} {price}", asset.name);
                assert_eq!(price, asset.price(date(year, month, day)));
            }
        }
    }

    #[test]
    fn a_fund_of_debt_never_falls() {
        let fund = asset("AURORA REFERENCIADO DI FIC FIRF").unwrap();
        let mut last = Decimal::ZERO;
        for month in 1..=12 {
            let price = fund.price(date(2025, month, 20));
            assert!(price > last);
            last = price;
        }
    }
}
