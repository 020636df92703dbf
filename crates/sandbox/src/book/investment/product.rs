//! What banks sell to those who put money aside.

use caudal_latam::Country;

use crate::person::{Person, Work};

/// One product of a bank's shelf.
#[derive(Debug, PartialEq)]
pub(crate) struct Product {
    /// Its name, or how its name begins where a year follows.
    pub(crate) name: &'static str,
    pub(crate) class: Class,
    pub(crate) earns: Earns,
    /// Months until it falls due, from and to; none where it never does.
    pub(crate) months: (i64, i64),
    /// Whether it cannot be cashed in before it falls due.
    pub(crate) locked: bool,
    /// Months from one payment of interest to the next; none where interest comes at the end.
    pub(crate) coupon_months: i64,
    /// What a unit costs when it is issued, in hundredths.
    pub(crate) unit: i64,
    /// Whether people, not companies, keep what it earns untaxed.
    pub(crate) exempt: bool,
    /// Who issued it; empty for the bank itself and for governments.
    pub(crate) issuer: &'static str,
}

/// What kind of product it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// A deposit with the bank.
    Deposit,
    /// A company's debt.
    Credit,
    /// A government's bond.
    Treasury,
    Fund(FundStyle),
    Share,
    /// A fund that is saved in for old age.
    Pension,
}

/// What a fund invests in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FundStyle {
    Debt,
    Mixed,
    Shares,
    Currency,
}

/// How a product earns. Rates are in parts of a growth's rate, from and to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Earns {
    /// So many thousandths of the rate between banks.
    BetweenBanks(i64, i64),
    /// The rate between banks and so much on top.
    AboveBetweenBanks(i64, i64),
    /// A fixed rate: so much above the central bank's at the purchase.
    Fixed(i64, i64),
    /// Inflation and so much on top.
    Prices(i64, i64),
    /// The central bank's rate.
    Policy,
    /// The market's rate for a sum that is paid at the end, with this coupon a year in thousandths.
    Discount(i64),
    /// The market's rate for a sum that is paid at the end and rises with prices.
    DiscountedPrices,
    /// What the market makes of it.
    Market,
}

const DEPOSIT: Product = Product {
    name: "CDB",
    class: Class::Deposit,
    earns: Earns::BetweenBanks(1_000, 1_030),
    months: (24, 36),
    locked: false,
    coupon_months: 0,
    unit: 1_00,
    exempt: false,
    issuer: "",
};

const CREDIT: Product = Product {
    name: "DEBENTURES",
    class: Class::Credit,
    earns: Earns::Prices(58_000, 72_000),
    months: (30, 42),
    coupon_months: 6,
    unit: 1_000_00,
    exempt: true,
    issuer: "Aurora do Vale Energia S.A.",
    ..DEPOSIT
};

const TREASURY: Product = Product {
    name: "Tesouro Selic",
    class: Class::Treasury,
    earns: Earns::Policy,
    months: (24, 60),
    unit: 0,
    ..DEPOSIT
};

const FUND: Product = Product {
    name: "AURORA REFERENCIADO DI FIC FIRF",
    class: Class::Fund(FundStyle::Debt),
    earns: Earns::Market,
    months: (0, 0),
    unit: 0,
    ..DEPOSIT
};

const SHARE: Product = Product {
    class: Class::Share,
    ..FUND
};

/// What cautious people in Brazil buy.
static BRAZIL_CAUTIOUS: &[Product] = &[
    DEPOSIT,
    Product {
        name: "LCI",
        earns: Earns::BetweenBanks(880, 940),
        months: (9, 14),
        locked: true,
        exempt: true,
        ..DEPOSIT
    },
    TREASURY,
];

/// What people with means in Brazil buy besides.
static BRAZIL_BOLD: &[Product] = &[
    Product {
        name: "AURV3",
        ..SHARE
    },
    FUND,
    Product {
        earns: Earns::Fixed(2_000, 9_000),
        months: (6, 18),
        locked: true,
        ..DEPOSIT
    },
    CREDIT,
    Product {
        name: "Tesouro Prefixado",
        earns: Earns::Discount(0),
        ..TREASURY
    },
    Product {
        name: "SERRA AZUL MACRO FIC FIM",
        class: Class::Fund(FundStyle::Mixed),
        ..FUND
    },
    Product {
        name: "RVDE4",
        ..SHARE
    },
    Product {
        name: "LCA",
        earns: Earns::BetweenBanks(900, 950),
        months: (9, 12),
        locked: true,
        exempt: true,
        ..DEPOSIT
    },
    Product {
        name: "Tesouro IPCA+",
        earns: Earns::DiscountedPrices,
        months: (36, 84),
        ..TREASURY
    },
    Product {
        name: "CRI",
        earns: Earns::AboveBetweenBanks(8_000, 20_000),
        coupon_months: 1,
        months: (18, 30),
        issuer: "Três Pinheiros Securitizadora S.A.",
        ..CREDIT
    },
    Product {
        name: "ARAUCARIA VALOR FIC FIA",
        class: Class::Fund(FundStyle::Shares),
        ..FUND
    },
    Product {
        name: "Tesouro Prefixado com Juros Semestrais",
        earns: Earns::Discount(100),
        coupon_months: 6,
        ..TREASURY
    },
    Product {
        earns: Earns::BetweenBanks(1_030, 1_080),
        months: (12, 24),
        locked: true,
        coupon_months: 1,
        ..DEPOSIT
    },
    Product {
        name: "CRA",
        earns: Earns::AboveBetweenBanks(6_000, 16_000),
        coupon_months: 6,
        months: (18, 30),
        issuer: "Campo Belo Securitizadora S.A.",
        ..CREDIT
    },
    Product {
        name: "IPEA3",
        ..SHARE
    },
    Product {
        name: "RDB",
        earns: Earns::BetweenBanks(1_000, 1_100),
        months: (6, 12),
        locked: true,
        ..DEPOSIT
    },
    Product {
        name: "IPE DOLAR FI CAMBIAL",
        class: Class::Fund(FundStyle::Currency),
        ..FUND
    },
];

/// What companies in Brazil buy.
static BRAZIL_COMPANY: &[Product] = &[
    DEPOSIT,
    FUND,
    Product {
        earns: Earns::BetweenBanks(1_030, 1_100),
        months: (6, 12),
        locked: true,
        ..DEPOSIT
    },
    CREDIT,
    TREASURY,
    Product {
        name: "AURV3",
        ..SHARE
    },
];

static MEXICO: &[Product] = &[
    Product {
        name: "CETES",
        class: Class::Treasury,
        earns: Earns::Fixed(-2_000, 3_000),
        months: (1, 12),
        locked: true,
        unit: 10_00,
        ..DEPOSIT
    },
    Product {
        name: "SIERRA ROJA DEUDA BF1",
        ..FUND
    },
    Product {
        name: "Pagaré bancario",
        earns: Earns::Fixed(-25_000, -8_000),
        months: (1, 12),
        locked: true,
        ..DEPOSIT
    },
];

static COLOMBIA: &[Product] = &[
    Product {
        name: "CDT",
        earns: Earns::Fixed(-6_000, 8_000),
        months: (3, 12),
        locked: true,
        ..DEPOSIT
    },
    Product {
        name: "FIC BRISAS LIQUIDEZ",
        ..FUND
    },
];

static CHILE: &[Product] = &[
    Product {
        name: "Depósito a plazo",
        earns: Earns::Fixed(-6_000, 3_000),
        months: (1, 12),
        locked: true,
        ..DEPOSIT
    },
    Product {
        name: "FONDO MUTUO PUELCHE MONEY MARKET",
        ..FUND
    },
];

const PENSION: Product = Product {
    class: Class::Pension,
    locked: true,
    ..FUND
};

static PENSIONS: [Product; 4] = [
    Product {
        name: "AURORA PREVIDENCIA VGBL RF",
        ..PENSION
    },
    Product {
        name: "PLAN DE RETIRO VALLE DORADO",
        ..PENSION
    },
    Product {
        name: "PENSION VOLUNTARIA GUAYACAN",
        ..PENSION
    },
    Product {
        name: "APV CORDILLERA FONDO C",
        ..PENSION
    },
];

/// From this income of a month on, in Brazilian centavos of 2024, somebody invests boldly.
const BOLD_FROM: i64 = 5_500_00;

/// The products that somebody buys in turn; none for those who do not invest.
pub(crate) fn menu(person: &Person) -> Vec<&'static Product> {
    let chance = person.chance.branch("investing");
    let complete = person.archetype.name.starts_with("complete");
    let bold = complete || person.income >= person.price(BOLD_FROM, 2024);
    let invests = match person.archetype.work {
        Work::Dormant => false,
        _ => chance.happens("invests", person.archetype.invests),
    };
    let shelf: &[&'static [Product]] = match (person.country, &person.company) {
        _ if !invests => &[],
        (Country::Brazil, Some(_)) => &[BRAZIL_COMPANY],
        // What a company elsewhere does with its money stands in its books.
        (_, Some(_)) => &[],
        (Country::Brazil, None) if bold => &[BRAZIL_CAUTIOUS, BRAZIL_BOLD],
        (Country::Brazil, None) => &[BRAZIL_CAUTIOUS],
        (Country::Mexico, None) => &[MEXICO],
        (Country::Colombia, None) => &[COLOMBIA],
        (Country::Chile, None) => &[CHILE],
    };
    shelf.iter().copied().flatten().collect()
}

/// What somebody buys who has no savings account and does not otherwise invest.
pub(crate) fn fallback(country: Country) -> &'static Product {
    let shelf = match country {
        Country::Brazil => BRAZIL_CAUTIOUS,
        Country::Mexico => MEXICO,
        Country::Colombia => COLOMBIA,
        Country::Chile => CHILE,
    };
    shelf.first().unwrap_or(&DEPOSIT_OF_LAST_RESORT)
}

static DEPOSIT_OF_LAST_RESORT: Product = DEPOSIT;

/// The fund that somebody saves in for old age, if they do.
pub(crate) fn pension(person: &Person) -> Option<&'static Product> {
    if person.company.is_some() || menu(person).is_empty() {
        return None;
    }
    let complete = person.archetype.name.starts_with("complete");
    let saves = complete || person.chance.branch("investing").happens("pension", 350);
    let place = Country::ALL
        .iter()
        .position(|country| *country == person.country)?;
    PENSIONS.get(place).filter(|_| saves)
}
