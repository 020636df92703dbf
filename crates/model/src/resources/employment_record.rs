//! A working life as Mexico's institutes of social security (IMSS, ISSSTE) report it.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::announcement::{Announcement, History};
use crate::body::Body;
use crate::document::Item;
use crate::money::Money;
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::resources::filters;
use crate::resources::retrieval::{ATTACH_PDF, LINK, SAVE_DATA};
use crate::time::{Date, Timestamp};

/// The declaration.
pub static EMPLOYMENT_RECORDS: Resource = Resource {
    kind: Kind::EmploymentRecords,
    path: "/api/employment-records/",
    title: "Employment records",
    item: "employment_record",
    about: "A person's whole working life in one report: employers, wages and their changes, weeks \
            contributed and what they entitle to. Mexico's IMSS and ISSSTE.",
    capability: "EMPLOYMENT_RECORDS",
    operations: Operations::UNRESUMED,
    link_required: false,
    refers_to_accounts: false,
    loaded_with_link: true,
    period_days_max: None,
    announcement: Some(Announcement {
        webhook_type: "EMPLOYMENT_RECORDS",
        total: "total_employment_record_profiles",
        new: "new_employment_records",
        new_code: "new_employment_records_available",
        scheduled: false,
        history: History::Counted,
    }),
    manner: Manner::KEPT,
    filters: &[
        filters::LINK,
        filters::ID,
        filters::listed(
            "internal_identification",
            "internal_identification",
            "number in the population register",
        ),
        filters::COLLECTED_AT,
        filters::CREATED_AT,
    ],
    request: &Body {
        name: "EmploymentRecordRetrieval",
        about: "Reads the report of a person's working life.",
        fields: &[LINK, ATTACH_PDF, SAVE_DATA],
    },
    schema: |generator| generator.subschema_for::<EmploymentReport>(),
    check: |text| serde_json::from_str::<EmploymentReport>(text).map(drop),
};

/// The report of one person's working life.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EmploymentReport {
    /// The report's id on this platform.
    pub id: Uuid,
    /// The link it was read through.
    pub link: Option<Uuid>,
    /// When it was first written here.
    pub created_at: Timestamp,
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// The day the institution made it.
    pub report_date: Date,
    /// Days between that day and the reading.
    pub days_since_extraction: i64,
    /// The person's number in the population register (CURP).
    pub internal_identification: String,
    /// Who the person is, and what they are entitled to.
    pub personal_data: Worker,
    /// Weeks of contributions; null where the institution does not count them.
    pub social_security_summary: Option<SocialSecuritySummary>,
    /// Every relation with an employer, the latest first.
    pub employment_records: Vec<EmploymentRecord>,
    /// How likely the person is to earn in the months to come, by a model of this platform's own; null
    /// where the institution tells too little.
    pub employment_scores: Option<Vec<EmploymentScore>>,
    /// What the person is likely to earn now, by a model of this platform's own; null where the
    /// institution tells too little.
    pub salary_estimation: Option<SalaryEstimation>,
    /// The report on paper, where it was asked for.
    pub files: Option<Vec<EmploymentFile>>,
}

/// A worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Worker {
    /// The full legal name.
    pub official_name: Option<String>,
    /// The given names.
    pub first_name: Option<String>,
    /// The family names.
    pub last_name: Option<String>,
    /// The day of birth.
    pub birth_date: Option<Date>,
    /// What the person is entitled to.
    pub entitlements: Entitlements,
    /// The numbers under which offices know the person.
    pub document_ids: Vec<WorkerDocument>,
    /// The address for electronic mail.
    #[schemars(extend("deprecated" = true))]
    pub email: Option<String>,
}

/// What a person is entitled to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Entitlements {
    /// Whether medical care is.
    pub entitled_to_health_insurance: bool,
    /// Whether the employer's benefits are.
    pub entitled_to_company_benefits: bool,
    /// Until when; null for whoever works, and for pensioners.
    pub valid_until: Option<Date>,
    /// On what grounds.
    pub status: EntitlementStatus,
}

/// On what grounds somebody is entitled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EntitlementStatus {
    /// As an employee.
    Employed,
    /// As a pensioner.
    Retired,
    /// Without work.
    Unemployed,
    /// The institution does not say: the word `null`, not nothing.
    #[serde(rename = "null")]
    Unknown,
}

/// A number under which an office knows somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WorkerDocument {
    /// Which number it is.
    pub document_type: Option<WorkerDocumentKind>,
    /// The number.
    pub document_number: Option<String>,
}

/// Numbers of a worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum WorkerDocumentKind {
    /// Of social security.
    Nss,
    /// Of the population register.
    Curp,
    /// Of the tax office.
    Rfc,
}

/// Weeks of contributions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SocialSecuritySummary {
    /// Weeks given up because savings for old age were drawn.
    pub weeks_redeemed: Option<i32>,
    /// Weeks of those that were paid back.
    pub weeks_reinstated: Option<i32>,
    /// Weeks contributed in all.
    pub weeks_contributed: Option<i32>,
}

/// One relation with an employer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EmploymentRecord {
    /// When it was read from the institution.
    pub collected_at: Timestamp,
    /// The employer's name; at the ISSSTE the employing body and, after a semicolon, the one that
    /// answers for its staff.
    pub employer: String,
    /// The employer's number at the IMSS (registro patronal); null at the ISSSTE.
    pub employer_id: Option<String>,
    /// The first day.
    pub start_date: Date,
    /// The last day; null while it goes on.
    pub end_date: Option<Date>,
    /// Full weeks of it.
    pub weeks_employed: i32,
    /// The state in which the work was; null at the ISSSTE.
    pub state: Option<String>,
    /// The last wage of a day: with its part of yearly benefits at the IMSS, without at the ISSSTE.
    pub most_recent_base_salary: Money,
    /// The last wage of a month, reckoned likewise.
    pub monthly_salary: Money,
    /// Its currency (ISO 4217).
    pub currency: String,
    /// What changed, the earliest first.
    pub employment_status_updates: Option<Vec<Option<EmploymentUpdate>>>,
}

/// Something that changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EmploymentUpdate {
    /// What: at the IMSS what happened, at the ISSSTE where it is known from.
    pub event: Option<EmploymentEvent>,
    /// The wage of a day from then on.
    pub base_salary: Money,
    /// When.
    pub update_date: Date,
}

/// What can change, and where it can be known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EmploymentEvent {
    /// The job ended.
    DismissedResigned,
    /// The wage rose or fell.
    SalaryModification,
    /// The job began.
    Hired,
    /// The person went on contributing alone.
    VoluntaryContribution,
    /// Days away without pay.
    Absence,
    /// Days away for illness.
    SickLeave,
    /// Known to the ISSSTE itself.
    Normal,
    /// Known from the common register of active workers.
    BdutaCertificate,
    /// Known from the employing body.
    DyeCertificate,
}

/// How likely somebody is to earn in the months to come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EmploymentScore {
    /// From 300, unlikely, to 900; null without any history.
    #[schemars(range(min = 300, max = 900))]
    pub score: Option<i64>,
    /// How many months ahead it looks.
    #[schemars(range(min = 1, max = 12))]
    pub period: i64,
    /// The version of the model.
    pub version: String,
}

/// What somebody is likely to earn now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SalaryEstimation {
    /// `EMPLOYED` where the wage is above zero, otherwise `UNEMPLOYED`.
    pub employment_status_estimate: Option<String>,
    /// The wage of a day.
    pub base_salary_estimate: Option<Money>,
    /// Its currency (ISO 4217).
    pub currency: String,
}

/// A file that came with the report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EmploymentFile {
    /// Its title.
    #[serde(rename = "type")]
    pub kind: String,
    /// The file itself: PDF in base64.
    pub value: Option<String>,
}

impl Item for EmploymentReport {
    const KIND: Kind = Kind::EmploymentRecords;

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
