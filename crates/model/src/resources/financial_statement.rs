//! The yearly balance sheet and income statement of a company in Mexico.

mod balance_sheet;
mod income_statement;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use balance_sheet::{
    BalanceSheet, CurrentAssets, CurrentLiabilities, NonCurrentAssets, NonCurrentLiabilities,
    ShareholdersEquity,
};
pub use income_statement::IncomeStatement;

use crate::announcement::{Announcement, History};
use crate::body::Body;
use crate::document::Item;
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::resources::filters;
use crate::resources::retrieval::{LINK, SAVE_DATA};
use crate::time::Timestamp;

/// The declaration.
pub static FINANCIAL_STATEMENTS: Resource = Resource {
    kind: Kind::FinancialStatements,
    path: "/api/financial-statements/",
    title: "Financial statements",
    item: "financial_statement",
    about: "What a company in Mexico owned, owed and earned, year by year.",
    capability: "FINANCIAL_STATEMENTS",
    operations: Operations::UNRESUMED,
    link_required: false,
    refers_to_accounts: false,
    loaded_with_link: true,
    period_days_max: None,
    announcement: Some(Announcement {
        webhook_type: "FINANCIAL_STATEMENTS",
        total: "new_financial_statements",
        new: "new_financial_statements",
        new_code: "new_financial_statements_available",
        scheduled: false,
        history: History::Counted,
    }),
    manner: Manner::ORDINARY,
    filters: &[filters::LINK, filters::ID, filters::CREATED_AT],
    request: &Body {
        name: "FinancialStatementRetrieval",
        about: "Reads the statements of the years that the tax office still has.",
        fields: &[LINK, SAVE_DATA],
    },
    schema: |generator| generator.subschema_for::<FinancialStatement>(),
    check: |text| serde_json::from_str::<FinancialStatement>(text).map(drop),
};

/// The statements of one year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FinancialStatement {
    /// The statement's id on this platform.
    pub id: Uuid,
    /// The link through which it was read.
    pub link: Option<Uuid>,
    /// When it was read from the tax office.
    pub collected_at: Timestamp,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// Why there are no figures, where there are none.
    pub error: Option<String>,
    /// The year.
    #[schemars(regex(pattern = r"^\d{4}$"))]
    pub year: String,
    /// The currency of the amounts (ISO 4217).
    pub currency: String,
    /// What the company owned and owed at the end of the year.
    pub balance_sheet: BalanceSheet,
    /// What it earned and spent in the year.
    pub income_statement: IncomeStatement,
}

impl Item for FinancialStatement {
    const KIND: Kind = Kind::FinancialStatements;

    fn id(&self) -> Uuid {
        self.id
    }

    fn identity(&self) -> Cow<'_, str> {
        self.year.as_str().into()
    }

    fn created_at(&self) -> Timestamp {
        self.created_at
    }

    fn collected_at(&self) -> Timestamp {
        self.collected_at
    }
}
