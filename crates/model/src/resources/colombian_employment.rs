//! Employments in Colombia, from the forms by which contributions are paid (PILA). The contract has
//! retired them; they are kept for clients of its older edition.

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
use crate::time::Timestamp;

/// The declaration.
pub static COLOMBIAN_EMPLOYMENTS: Resource = Resource {
    kind: Kind::ColombianEmployments,
    path: "/api/co/employments/",
    title: "Colombian employments",
    item: "colombian_employment",
    about: "Who paid contributions for a person in Colombia, and on what wages. Kept for clients of \
            the contract's older edition.",
    capability: "EMPLOYMENTS",
    operations: Operations::UNRESUMED,
    link_required: false,
    refers_to_accounts: false,
    loaded_with_link: true,
    period_days_max: None,
    announcement: announced!("EMPLOYMENTS", "employments"),
    manner: Manner::ORDINARY,
    filters: &[filters::LINK, filters::ID, filters::CREATED_AT],
    request: &Body {
        name: "ColombianEmploymentRetrieval",
        about: "Reads who paid contributions for a person, within a period where one is given.",
        fields: &[LINK, DATE_FROM_OPTIONAL, DATE_TO_OPTIONAL, SAVE_DATA],
    },
    schema: |generator| generator.subschema_for::<ColombianEmployment>(),
    check: |text| serde_json::from_str::<ColombianEmployment>(text).map(drop),
};

/// One employer's contributions for a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ColombianEmployment {
    /// The item's id on this platform.
    pub id: Uuid,
    /// The link it was read through.
    pub link: Option<Uuid>,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// Who contributed.
    pub employer_data: Contributor,
    /// On what, month by month, the earliest first.
    pub salary_and_benefit_details: Vec<ContributedMonth>,
    /// What tells it from the person's other employments.
    #[serde(skip)]
    #[schemars(skip)]
    pub key: String,
}

/// Who contributed for somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Contributor {
    /// The registered name.
    pub name: String,
    /// Which number it is known by.
    pub id_type: ContributorNumberKind,
    /// The number.
    pub id_number: String,
    /// The class of its activity in the national list (CIIU).
    pub economic_activity_code: String,
    /// The class's name.
    pub economic_activity_description: String,
    /// The class of contributors by their size.
    pub contributor_class_code: String,
    /// That class's name.
    pub contributor_class_description: String,
    /// The kind of contributor.
    pub contributor_type_code: String,
    /// That kind's name.
    pub contributor_type_description: String,
    /// Full months that the person has been with it.
    pub tenure: i64,
}

/// Numbers by which contributors are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ContributorNumberKind {
    /// A taxpayer's number.
    Nit,
    /// A foreigner's card.
    Ce,
    /// A citizen's card.
    Cc,
    /// A passport.
    Passport,
}

/// What was contributed on for a month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ContributedMonth {
    /// The month.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}$"))]
    pub month: String,
    /// Before anything was taken off.
    pub gross_amount: Money,
    /// What was paid out.
    pub net_amount: Money,
    /// On what grounds it was paid.
    pub employment_type: ColombianEmploymentKind,
    /// What the form adds about that.
    pub employment_type_additional_info: Option<String>,
    /// Whether the employer also contributes to training and family funds.
    pub parafiscal_contribution: bool,
    /// Whether the wage includes benefits that others are paid besides.
    pub salary_comprehensive: bool,
    /// Whether it is the same every month.
    pub salary_type: ColombianSalaryKind,
    /// The pension fund.
    pub pension_fund_name: Option<String>,
    /// The health insurance.
    pub healthcare_provider_name: Option<String>,
    /// What changed that month; null where nothing did.
    pub status_changes: Option<ColombianStatusChange>,
}

/// On what grounds somebody is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ColombianEmploymentKind {
    /// As an employee.
    Salaried,
    /// For services.
    Contractual,
    /// As a pensioner.
    Pensioned,
}

/// Whether a wage is the same every month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ColombianSalaryKind {
    /// The same.
    Fixed,
    /// Not the same.
    Variable,
}

/// What can change in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ColombianStatusChange {
    /// The job began.
    FirstMonth,
    /// The job ended.
    FinalMonth,
    /// Days away.
    OnLeave,
    /// A pension began.
    RetirementMonth,
    /// Holidays.
    OnVacation,
    /// The wage changed for good.
    PermanentSalaryChange,
    /// The wage changed for a month.
    TemporarySalaryChange,
}

impl Item for ColombianEmployment {
    const KIND: Kind = Kind::ColombianEmployments;

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
