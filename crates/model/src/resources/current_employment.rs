//! Whom somebody works for at this moment, as the Mexican institute of social security (IMSS) knows it.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::announcement::announced;
use crate::body::Body;
use crate::document::Item;
use crate::money::Money;
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::resources::employment_record::WorkerDocument;
use crate::resources::filters;
use crate::resources::retrieval::{LINK, SAVE_DATA};
use crate::time::{Date, Timestamp};

/// The declaration.
pub static CURRENT_EMPLOYMENTS: Resource = Resource {
    kind: Kind::CurrentEmployments,
    path: "/api/mx/current-employments/",
    title: "Current employments",
    item: "current_employment",
    about: "Whether a person is employed this month, by whom and at what wage. Much faster to read than \
            a whole history. Mexico's IMSS only.",
    capability: "CURRENT_EMPLOYMENTS",
    operations: Operations::UNRESUMED,
    link_required: false,
    refers_to_accounts: false,
    loaded_with_link: true,
    period_days_max: None,
    announcement: announced!("CURRENT_EMPLOYMENTS", "current_employments"),
    manner: Manner {
        created_only_when_new: true,
        ..Manner::ORDINARY
    },
    filters: &[
        filters::LINK,
        filters::ID,
        filters::COLLECTED_AT,
        filters::CREATED_AT,
    ],
    request: &Body {
        name: "CurrentEmploymentRetrieval",
        about: "Reads whom a person works for now. Answers 200 when that is known already.",
        fields: &[LINK, SAVE_DATA],
    },
    schema: |generator| generator.subschema_for::<CurrentEmployment>(),
    check: |text| serde_json::from_str::<CurrentEmployment>(text).map(drop),
};

/// Whom a person works for in a month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CurrentEmployment {
    /// The item's id on this platform.
    pub id: Uuid,
    /// The link it was read through.
    pub link: Option<Uuid>,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// The month it tells of; null for whoever is out of work.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}$"))]
    pub month: Option<String>,
    /// The person's number in the population register (CURP); null for whoever is out of work.
    pub internal_identification: Option<String>,
    /// Who the person is.
    pub personal_data: WorkerIdentity,
    /// Whether there is work.
    pub status: CurrentStatus,
    /// The jobs held now; null for whoever is out of work.
    #[schemars(length(min = 1))]
    pub current_employment_records: Option<Vec<CurrentJob>>,
    /// What tells it from the person's other readings: the month, and what is held in it.
    #[serde(skip)]
    #[schemars(skip)]
    pub key: String,
}

/// Whether there is work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CurrentStatus {
    /// At least one employer.
    Employed,
    /// None.
    Unemployed,
}

/// Who somebody is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WorkerIdentity {
    /// The full legal name.
    pub official_name: Option<String>,
    /// The given names.
    pub first_name: Option<String>,
    /// The family names.
    pub last_name: Option<String>,
    /// The day of birth.
    pub birth_date: Option<Date>,
    /// The numbers under which offices know the person.
    pub document_ids: Vec<WorkerDocument>,
}

/// A job held now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CurrentJob {
    /// The employer's registered name.
    pub employer: String,
    /// The employer's number at the institute (registro patronal).
    pub employer_id: String,
    /// The employer's tax number (RFC).
    pub employer_rfc: String,
    /// The state in which the work is.
    pub state: String,
    /// Days since it began.
    pub days_employed: i64,
    /// The wage of a day that contributions are reckoned on.
    pub base_salary: Option<Money>,
    /// The same for an average month.
    pub monthly_salary: Option<Money>,
}

impl Item for CurrentEmployment {
    const KIND: Kind = Kind::CurrentEmployments;

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
