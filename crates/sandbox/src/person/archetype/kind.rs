//! What is said of a kind of people, or of companies.

use caudal_latam::Country;

/// How somebody comes by money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// A contract and a payroll.
    Salaried,
    /// Applications that pay out every few days.
    Gig,
    /// Cash and small transfers, no contract.
    Informal,
    /// Clients who pay invoices of changing size.
    Freelance,
    /// A few households that each pay for their day of the week.
    Rounds,
    /// Wages by the week while the season lasts, odd jobs for the rest of the year.
    Seasonal,
    /// A harvest that is sold, and the months in between.
    Harvest,
    /// Rents of several tenants.
    Landlord,
    /// A pension.
    Retired,
    /// An allowance from home and odd jobs.
    Student,
    /// A partner's money for the household.
    Supported,
    /// What the state gives to those who have little, and odd jobs.
    Benefits,
    /// Spells of the state's insurance against unemployment, odd jobs and help.
    Unemployed,
    /// A company's sales.
    Business,
    /// Next to no movement.
    Dormant,
}

/// What somebody has borrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Borrowing {
    /// A loan to spend freely.
    Personal,
    /// A loan whose instalments the employer or the pension office deducts.
    Payroll,
    /// A car on credit.
    Auto,
    /// A home on credit.
    Home,
    /// Money for a company's stock and wages.
    WorkingCapital,
    /// Money ahead of what a company's customers still owe.
    Invoices,
}

/// With whom somebody lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Household {
    /// By oneself, or sharing a flat with others.
    Alone,
    /// With the parents, who pay for the home.
    Parents,
    /// With a partner.
    Couple,
    /// With children who go to school.
    Family,
    /// With children who go to school, and without a partner: maintenance comes in.
    OneParent,
    /// Apart from the children, for whom maintenance is paid.
    Apart,
}

/// Money between relatives in two countries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Remittance {
    /// None.
    None,
    /// Relatives abroad send it.
    Received,
    /// It is sent to relatives abroad.
    Sent,
}

/// Who buys from a company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Customers {
    /// People, many and small.
    People,
    /// Companies that are sent invoices.
    Companies,
    /// Companies abroad.
    Abroad,
}

/// How a company's sales go through the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Season {
    /// Every month like the others.
    Even,
    /// Best in December.
    Christmas,
    /// Best when people travel.
    Holidays,
    /// Most of the year's sales within three months.
    Harvest,
    /// Months without a payment, then a large one.
    Projects,
}

/// How a company trades. Parts are thousandths of its turnover.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Venture {
    /// What its name begins with in Brazil, Mexico, Colombia and Chile.
    pub(super) trades: [&'static str; 4],
    pub(crate) customers: Customers,
    /// Sales of a month, from and to.
    pub(crate) sales: (i64, i64),
    pub(crate) season: Season,
    /// Goods and services bought.
    pub(crate) supplies: i64,
    /// How many people it employs.
    pub(crate) staff: i64,
    pub(crate) wages: i64,
    pub(crate) rent: i64,
    /// What investors pay in on top, in two parts a year: more is spent than is earned then.
    pub(crate) funding: i64,
}

/// One kind of person, or of company.
#[derive(Debug)]
pub(crate) struct Archetype {
    pub(crate) name: &'static str,
    /// What document numbers that lead here are told by; it never changes and is never used twice.
    pub(crate) number: u16,
    /// One sentence for people.
    pub(crate) sentence: &'static str,
    /// Weights among the archetypes of Brazil, Mexico, Colombia and Chile.
    pub(crate) share: [u32; 4],
    /// Age in 2024, from and to.
    pub(crate) ages: (i64, i64),
    pub(crate) work: Work,
    /// How many jobs somebody on a payroll has at once.
    pub(crate) jobs: u32,
    pub(crate) household: Household,
    /// Net income of a month (a company's turnover), from and to, in Brazilian centavos of 2024.
    pub(crate) income: (i64, i64),
    /// Chances in a thousand.
    pub(crate) rents: u32,
    pub(crate) owns_car: u32,
    pub(crate) has_savings: u32,
    pub(crate) has_card: u32,
    pub(crate) invests: u32,
    pub(crate) borrows: u32,
    pub(crate) borrowing: Borrowing,
    /// How much the purchases of people of ordinary means are multiplied, in thousandths.
    pub(crate) appetite: i64,
    /// Cash withdrawals in a thousand months.
    pub(crate) withdrawals: u32,
    /// Whether card bills are left partly unpaid and instalments paid late.
    pub(crate) strained: bool,
    /// Chances in a thousand that somebody bets, and that a month brings a quick loan of an application.
    pub(crate) bets: u32,
    pub(crate) quick_loans: u32,
    /// Crypto-assets bought in a thousand months.
    pub(crate) crypto: u32,
    pub(crate) remittance: Remittance,
    /// How it trades, where it is a company.
    pub(crate) venture: Venture,
}

impl Venture {
    /// What the company's name begins with in a country.
    pub(crate) fn trade(&self, country: Country) -> &'static str {
        let [brazil, mexico, colombia, chile] = self.trades;
        match country {
            Country::Brazil => brazil,
            Country::Mexico => mexico,
            Country::Colombia => colombia,
            Country::Chile => chile,
        }
    }
}

impl Archetype {
    /// Whether the accounts are a company's.
    pub(crate) fn is_company(&self) -> bool {
        self.work == Work::Business
    }

    /// Whether children of the household go to school.
    pub(crate) fn has_children(&self) -> bool {
        matches!(self.household, Household::Family | Household::OneParent)
    }

    /// Whether somebody else pays for the home.
    pub(crate) fn lives_with_parents(&self) -> bool {
        self.household == Household::Parents
    }
}

const SHOP: Venture = Venture {
    trades: [
        "Comercial",
        "Comercializadora",
        "Comercializadora",
        "Comercial",
    ],
    customers: Customers::People,
    sales: (22, 34),
    season: Season::Even,
    supplies: 450,
    staff: 1,
    wages: 210,
    rent: 60,
    funding: 0,
};

/// What the rows of the tables differ from.
pub(super) const ORDINARY: Archetype = Archetype {
    name: "office-worker",
    number: 1,
    sentence: "Office worker with a contract, a card paid in full and a little put aside each month.",
    share: [16, 16, 14, 17],
    ages: (25, 58),
    work: Work::Salaried,
    jobs: 1,
    household: Household::Couple,
    income: (3_500_00, 8_500_00),
    rents: 550,
    owns_car: 450,
    has_savings: 850,
    has_card: 950,
    invests: 150,
    borrows: 350,
    borrowing: Borrowing::Auto,
    appetite: 900,
    withdrawals: 1200,
    strained: false,
    bets: 60,
    quick_loans: 0,
    crypto: 20,
    remittance: Remittance::None,
    venture: SHOP,
};

/// What the rows of companies differ from.
pub(super) const ORDINARY_COMPANY: Archetype = Archetype {
    ages: (28, 60),
    work: Work::Business,
    rents: 800,
    owns_car: 300,
    has_savings: 300,
    has_card: 600,
    invests: 200,
    borrows: 500,
    borrowing: Borrowing::WorkingCapital,
    ..ORDINARY
};
