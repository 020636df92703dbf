//! Debt reports of Chile: what somebody owes to the whole financial system.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::announcement::announced;
use crate::body::Body;
use crate::document::Item;
use crate::money::Money;
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::resources::filters;
use crate::resources::retrieval::{ATTACH_PDF, LINK, SAVE_DATA};
use crate::time::{Date, Timestamp};

/// The declaration.
pub static CHILE_DEBT_REPORTS: Resource = Resource {
    kind: Kind::ChileDebtReports,
    path: "/api/cl/debt-reports/",
    title: "Chile debt reports",
    item: "chile_debt_report",
    about: "What a person or company owes to all banks of Chile at the end of a month, as the \
            supervisor of banks adds it up: by lender, by kind of credit and by how late it is.",
    capability: "DEBT_REPORTS",
    operations: Operations::UNRESUMED,
    link_required: false,
    refers_to_accounts: false,
    loaded_with_link: true,
    period_days_max: None,
    announcement: announced!("DEBT_REPORTS", "debt_reports"),
    manner: Manner::ORDINARY,
    filters: &[filters::LINK, filters::ID, filters::CREATED_AT],
    request: &Body {
        name: "ChileDebtReportRetrieval",
        about: "Reads the latest debt report of a link's owner.",
        fields: &[LINK, ATTACH_PDF, SAVE_DATA],
    },
    schema: |generator| generator.subschema_for::<ChileDebtReport>(),
    check: |text| serde_json::from_str::<ChileDebtReport>(text).map(drop),
};

/// The debts of one person or company as of one day. Amounts that are null stand for nothing owed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChileDebtReport {
    /// The report's id on this platform.
    pub id: Uuid,
    /// The link through which it was read.
    pub link: Option<Uuid>,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// Whose debts they are.
    pub personal_data: DebtorIdentity,
    /// The day as of which the lenders have reported.
    pub debt_data_last_update: Date,
    /// The currency of all amounts (ISO 4217).
    #[schemars(regex(pattern = r"^[A-Z]{3}$"))]
    pub currency: String,
    /// Everything that is owed directly: the sum of the next four.
    pub total: Option<Money>,
    /// What is not yet due, or late by less than 30 days.
    pub current: Option<Money>,
    /// What is late by 30 to 59 days.
    pub delinquent: Option<Money>,
    /// What is late by 60 to 89 days.
    pub severely_delinquent: Option<Money>,
    /// What is late by 90 days or more.
    pub defaulted: Option<Money>,
    /// What they owe themselves, by lender and kind of credit.
    pub direct_debts: Option<Vec<LenderDebt>>,
    /// What they owe for others, by lender and kind of credit.
    pub indirect_debts: Option<Vec<LenderDebt>>,
    /// What they may still draw on cards and overdrafts.
    pub credit_lines: Option<Vec<AvailableCredit>>,
    /// Credits of other kinds.
    pub other_credits: Option<Vec<AvailableCredit>>,
    /// The report as a PDF in base64, when it was asked for.
    pub pdf: Option<String>,
}

/// Whose debts a report lists.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DebtorIdentity {
    /// Name in full.
    pub full_name: String,
    /// What kind of document identifies them.
    pub document_id_type: ChileDocumentKind,
    /// Its number, with check digit.
    pub document_id_number: String,
}

/// Kinds of documents in Chile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum ChileDocumentKind {
    /// The number of people and companies.
    #[serde(rename = "RUT")]
    Rut,
}

/// What is owed to one lender by one kind of credit. The amount is the sum of the four after it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LenderDebt {
    /// The lender's name.
    pub financial_institution: String,
    /// The kind of credit: `Vivienda`, `Consumo`, `Comercial` or `Otro`.
    pub credit_type: String,
    /// What is owed in all.
    pub amount: Money,
    /// What is not yet due, or late by less than 30 days.
    pub current: Option<Money>,
    /// What is late by 30 to 59 days.
    pub delinquent: Option<Money>,
    /// What is late by 60 to 89 days.
    pub severely_delinquent: Option<Money>,
    /// What is late by 90 days or more.
    pub defaulted: Option<Money>,
}

/// What may be drawn at one lender.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AvailableCredit {
    /// The lender's name.
    pub financial_institution: String,
    /// What they may draw themselves.
    pub direct_amount: Option<Money>,
    /// What may be drawn on their guarantee.
    pub indirect_amount: Option<Money>,
}

impl Item for ChileDebtReport {
    const KIND: Kind = Kind::ChileDebtReports;

    fn id(&self) -> Uuid {
        self.id
    }

    /// A report of another day is another report.
    fn identity(&self) -> Cow<'_, str> {
        let Self {
            personal_data,
            debt_data_last_update,
            ..
        } = self;
        format!(
            "{} {debt_data_last_update}",
            personal_data.document_id_number
        )
        .into()
    }

    fn created_at(&self) -> Timestamp {
        self.created_at
    }

    fn collected_at(&self) -> Timestamp {
        self.collected_at
    }
}
