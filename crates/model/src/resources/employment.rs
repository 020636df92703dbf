//! Employments in Brazil, as the social security institute (INSS) keeps them.

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
use crate::resources::retrieval::{DATE_FROM_OPTIONAL, DATE_TO_OPTIONAL, LINK, SAVE_DATA};
use crate::time::{Date, Timestamp};

/// The declaration.
pub static EMPLOYMENTS: Resource = Resource {
    kind: Kind::Employments,
    path: "/api/br/employments/",
    title: "Employments",
    item: "employment",
    about: "The relations between a person and those who paid contributions for them: employers, \
            the person's own contributions, and a pension. With every month's pay. Brazil only.",
    capability: "EMPLOYMENTS",
    operations: Operations::UNRESUMED,
    link_required: true,
    refers_to_accounts: false,
    loaded_with_link: true,
    period_days_max: None,
    announcement: announced!("EMPLOYMENTS", "employments"),
    manner: Manner::ORDINARY,
    filters: &[
        filters::LINK,
        filters::ID,
        filters::date("start_date", "start_date", "first day"),
        filters::date("end_date", "end_date", "last day"),
        filters::CREATED_AT,
    ],
    request: &Body {
        name: "EmploymentRetrieval",
        about: "Reads the employments of a person. A period limits them to those that overlap it, and \
                their pay to its months.",
        fields: &[LINK, DATE_FROM_OPTIONAL, DATE_TO_OPTIONAL, SAVE_DATA],
    },
    schema: |generator| generator.subschema_for::<Employment>(),
    check: |text| serde_json::from_str::<Employment>(text).map(drop),
};

/// One relation between a person and whoever paid contributions for them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Employment {
    /// The employment's id on this platform.
    pub id: Uuid,
    /// The link it was read through.
    pub link: Option<Uuid>,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// The first day of work.
    pub start_date: Date,
    /// The last day of work; null while it goes on.
    pub end_date: Option<Date>,
    /// Who the employer is.
    pub employer_data: EmploymentEmployer,
    /// What the person does there, the first occupation first.
    pub occupations: Vec<EmploymentOccupation>,
    /// What was paid, month by month, the earliest first.
    pub salaries: Vec<EmploymentSalary>,
    /// What tells it from the person's other employments.
    #[serde(skip)]
    #[schemars(skip)]
    pub key: String,
}

/// An employer, or whoever pays in its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EmploymentEmployer {
    /// The registered name.
    #[schemars(length(min = 5))]
    pub name: String,
    /// The first eight digits of the CNPJ; the CPF of whoever contributes alone, the number of the
    /// benefit for a pension.
    #[schemars(length(min = 8, max = 14))]
    pub code: String,
    /// The main activity: its class in the list of activities (CNAE), and the class's name.
    #[schemars(length(min = 4))]
    pub economic_activity: String,
}

/// An occupation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EmploymentOccupation {
    /// The first day in it.
    pub start_date: Date,
    /// The last day in it; null while it goes on.
    pub end_date: Option<Date>,
    /// Its name in the list of occupations (CBO).
    #[schemars(length(min = 5))]
    pub description: String,
    /// Its name with its code.
    #[schemars(length(min = 5))]
    pub name: String,
    /// Where the work is done: `Urbana`, `Rural` or `Não Identificado`.
    pub locale: String,
}

/// What was paid for a month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EmploymentSalary {
    /// What contributions were reckoned on, before anything was taken off.
    pub base_amount: Money,
    /// What went to the INSS.
    pub retained_amount: Money,
    /// What kind of pay it was.
    #[serde(rename = "type")]
    pub kind: Option<SalaryKind>,
    /// The month it was paid for.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}$"), length(min = 7, max = 7))]
    pub month: String,
    /// Its currency (ISO 4217).
    #[schemars(regex(pattern = r"^[A-Z]{3}$"), length(min = 3, max = 3))]
    pub currency: String,
}

/// Kinds of pay.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SalaryKind {
    /// A month's wage.
    Regular,
    /// The thirteenth salary.
    Thirteenth,
    /// A contribution without an employer.
    Voluntary,
    /// A pension.
    Retirement,
}

impl Item for Employment {
    const KIND: Kind = Kind::Employments;

    fn id(&self) -> Uuid {
        self.id
    }

    fn identity(&self) -> Cow<'_, str> {
        self.key.as_str().into()
    }

    fn created_at(&self) -> Timestamp {
        self.created_at
    }

    fn collected_at(&self) -> Timestamp {
        self.collected_at
    }
}
