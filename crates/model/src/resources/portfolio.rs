//! Portfolios of investments, as older clients read them, in all four countries.

mod instrument;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use instrument::{
    Instrument, InstrumentFee, InstrumentKind, InstrumentNumber, InstrumentRate,
    RedemptionCondition,
};

use crate::body::Body;
use crate::document::Item;
use crate::money::Money;
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::resources::filters;
use crate::resources::retrieval::{LINK, SAVE_DATA, TOKEN};
use crate::time::Timestamp;

/// The declaration.
pub static PORTFOLIOS: Resource = Resource {
    kind: Kind::Portfolios,
    path: "/investments/portfolios/",
    title: "Portfolios",
    item: "portfolio",
    about: "What somebody invested, grouped by kind, with each instrument's worth. Kept for clients \
            of the contract's older edition.",
    capability: "INVESTMENTS",
    operations: Operations::ALL,
    link_required: false,
    refers_to_accounts: false,
    loaded_with_link: true,
    period_days_max: None,
    announcement: None,
    manner: Manner::ORDINARY,
    filters: &[filters::LINK, filters::ID, filters::CREATED_AT],
    request: &Body {
        name: "PortfolioRetrieval",
        about: "Reads the portfolios of a link from its institution.",
        fields: &[LINK, TOKEN, SAVE_DATA],
    },
    schema: |generator| generator.subschema_for::<Portfolio>(),
    check: |text| serde_json::from_str::<Portfolio>(text).map(drop),
};

/// Investments of one kind, as they stood when the institution was last read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Portfolio {
    /// The portfolio's id on this platform; it stays the same when it is read again.
    pub id: Uuid,
    /// The link through which it was read.
    pub link: Option<Uuid>,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// Its name at the institution.
    pub name: String,
    /// What kind of investments it holds.
    #[serde(rename = "type")]
    pub kind: PortfolioKind,
    /// Whether it is something owned or something owed.
    pub balance_type: String,
    /// What all of it is worth before tax.
    pub balance_gross: Money,
    /// What would be paid out for all of it.
    pub balance_net: Money,
    /// The currency of the amounts (ISO 4217).
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(min = 3, max = 3))]
    pub currency: String,
    /// What it holds.
    pub instruments: Vec<Instrument>,
}

/// The kinds of portfolios.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PortfolioKind {
    /// Deposits, bonds and funds of debt.
    FixedIncome,
    /// Shares and funds of shares.
    VariableIncome,
    /// Savings for old age.
    Pension,
    /// Everything else.
    Other,
}

impl PortfolioKind {
    /// The word under which it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FixedIncome => "FIXED_INCOME",
            Self::VariableIncome => "VARIABLE_INCOME",
            Self::Pension => "PENSION",
            Self::Other => "OTHER",
        }
    }
}

impl Item for Portfolio {
    const KIND: Kind = Kind::Portfolios;

    fn id(&self) -> Uuid {
        self.id
    }

    fn identity(&self) -> Cow<'_, str> {
        self.kind.as_str().into()
    }

    fn created_at(&self) -> Timestamp {
        self.created_at
    }

    fn collected_at(&self) -> Timestamp {
        self.collected_at
    }
}
