//! What happened in portfolios, as older clients read it. No published edition of the contract shows
//! the shape of these items, so it follows that of portfolios and of investment transactions.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::body::Body;
use crate::document::Item;
use crate::money::Money;
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::resources::filters;
use crate::resources::portfolio::{InstrumentFee, InstrumentKind, PortfolioKind};
use crate::resources::retrieval::{DATE_FROM, DATE_TO, LINK, SAVE_DATA, TOKEN};
use crate::time::{Date, Timestamp};

/// The declaration.
pub static PORTFOLIO_TRANSACTIONS: Resource = Resource {
    kind: Kind::PortfolioTransactions,
    path: "/investments/transactions/",
    title: "Portfolio transactions",
    item: "portfolio_transaction",
    about: "Purchases, sales, earnings and taxes of portfolios. Kept for clients of the contract's \
            older edition.",
    capability: "INVESTMENT_TRANSACTIONS",
    operations: Operations::ALL,
    link_required: false,
    refers_to_accounts: false,
    loaded_with_link: true,
    period_days_max: None,
    announcement: None,
    manner: Manner::ORDINARY,
    filters: &[
        filters::LINK,
        filters::ID,
        filters::CREATED_AT,
        filters::date("operation_date", "operation_date", "day"),
    ],
    request: &Body {
        name: "PortfolioTransactionRetrieval",
        about: "Reads what happened in the portfolios of a link within a period.",
        fields: &[LINK, DATE_FROM, DATE_TO, TOKEN, SAVE_DATA],
    },
    schema: |generator| generator.subschema_for::<PortfolioTransaction>(),
    check: |text| serde_json::from_str::<PortfolioTransaction>(text).map(drop),
};

/// One thing that happened in a portfolio.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PortfolioTransaction {
    /// The transaction's id on this platform; it stays the same when it is read again.
    pub id: Uuid,
    /// The link through which it was read.
    pub link: Option<Uuid>,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// The institution's own key.
    #[schemars(regex(pattern = r"^[a-zA-Z0-9][a-zA-Z0-9-]{0,99}$"), length(max = 100))]
    pub internal_identification: String,
    /// The portfolio that it happened in.
    pub portfolio: PortfolioReference,
    /// The instrument that it happened to.
    pub instrument: InstrumentReference,
    /// What it was.
    #[serde(rename = "type")]
    pub kind: PortfolioEvent,
    /// The day on which it was ordered.
    pub operation_date: Date,
    /// The day on which it was settled.
    pub settlement_date: Date,
    /// What it was, as the institution prints it.
    pub description: String,
    /// How many units it was about.
    pub quantity: Money,
    /// What one unit was worth.
    pub price: Money,
    /// What was paid or got, in the currency.
    pub amount: Money,
    /// The currency of the amounts (ISO 4217).
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(min = 3, max = 3))]
    pub currency: String,
    /// What was charged or withheld, in the currency.
    pub fees: Vec<InstrumentFee>,
}

/// What happened in a portfolio.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PortfolioEvent {
    /// Something was bought.
    Buy,
    /// Something was sold or cashed in, or fell due.
    Sell,
    /// Interest, a dividend or a part of the capital was paid.
    Yield,
    /// A tax was taken in units.
    Tax,
    /// Something was charged.
    Fee,
}

/// Which portfolio is meant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PortfolioReference {
    /// The portfolio's id on this platform.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What kind of investments it holds.
    #[serde(rename = "type")]
    pub kind: PortfolioKind,
}

/// Which instrument is meant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InstrumentReference {
    /// The instrument's id on this platform.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What kind of thing it is.
    #[serde(rename = "type")]
    pub kind: InstrumentKind,
}

impl Item for PortfolioTransaction {
    const KIND: Kind = Kind::PortfolioTransactions;

    fn id(&self) -> Uuid {
        self.id
    }

    fn identity(&self) -> Cow<'_, str> {
        self.internal_identification.as_str().into()
    }

    fn created_at(&self) -> Timestamp {
        self.created_at
    }

    fn collected_at(&self) -> Timestamp {
        self.collected_at
    }
}
