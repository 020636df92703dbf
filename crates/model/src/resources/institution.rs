//! Institutions: whom a link can be made with, and what they ask for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::filter::{Filter, FilterKind, Operator};
use crate::resources::filters;

/// Every word that an institution's `resources` may hold.
pub const CAPABILITIES: &[&str] = &[
    "ACCOUNTS",
    "BALANCES",
    "BILLS",
    "CURRENT_EMPLOYMENTS",
    "DEBT_REPORTS",
    "EMPLOYMENTS",
    "EMPLOYMENT_METRICS",
    "EMPLOYMENT_RECORDS",
    "EXCHANGES",
    "FINANCIAL_STATEMENTS",
    "INCOMES",
    "INVESTMENTS",
    "INVESTMENT_TRANSACTIONS",
    "INVOICES",
    "OWNERS",
    "RECURRING_EXPENSES",
    "RISK_INSIGHTS",
    "TAX_COMPLIANCE_STATUS",
    "TAX_DECLARATIONS",
    "TAX_RETENTIONS",
    "TAX_RETURNS",
    "TAX_STATUS",
    "TRANSACTIONS",
];

/// The filters of the list of institutions.
pub static INSTITUTION_FILTERS: &[Filter] = &[
    Filter {
        name: "display_name",
        kind: FilterKind::Text,
        operators: &[Operator::Partial],
        at: "display_name",
        about: "name for people",
    },
    filters::listed("country_code", "country_code", "two-letter country code"),
    Filter {
        name: "resources",
        kind: FilterKind::Words,
        operators: &[Operator::AllIn],
        at: "resources",
        about: "list of resources",
    },
    filters::listed("name", "name", "name"),
    filters::choice("status", "status", &["healthy", "down"], "status"),
    filters::choice("type", "type", &["bank", "fiscal", "employment"], "type"),
    filters::exact("website", "website", "website"),
];

/// A bank, tax authority or employment register that a link can be made with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Institution {
    /// The institution's number on this platform.
    pub id: u32,
    /// The name that requests use: brand, country and segment, such as `erebor_mx_retail`.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9]+_[a-z]{2}_[a-z]+$"))]
    pub name: String,
    /// What kind of institution it is.
    #[serde(rename = "type")]
    pub kind: InstitutionKind,
    /// Its website.
    pub website: Option<String>,
    /// Its name for people.
    pub display_name: String,
    /// The country it works in (ISO 3166-1, two letters).
    pub country_code: String,
    /// The same, as a list.
    pub country_codes: Vec<String>,
    /// The main colour of its brand, as `#rrggbb`.
    pub primary_color: String,
    /// Where its logo is found.
    pub logo: Option<String>,
    /// Where its logo without words is found.
    pub icon_logo: Option<String>,
    /// Where its logo with words is found.
    pub text_logo: Option<String>,
    /// The number as text, which older clients read; the number says it too.
    #[schemars(extend("deprecated" = true))]
    pub code: Option<String>,
    /// What it asks the user for.
    pub form_fields: Vec<FormField>,
    /// What is special about it; usually nothing.
    pub features: Vec<InstitutionFeature>,
    /// The resources it offers.
    pub resources: Vec<String>,
    /// How it is entered.
    pub integration_type: IntegrationKind,
    /// Whether it can be entered at present.
    pub status: InstitutionStatus,
    /// Its entry in the directory of Open Finance; null for institutions that are entered with
    /// credentials.
    pub openbanking_information: Option<OpenFinanceEntry>,
}

/// Kinds of institutions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InstitutionKind {
    /// It keeps accounts.
    Bank,
    /// It collects taxes.
    Fiscal,
    /// It registers employment and social security.
    Employment,
}

/// How an institution is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IntegrationKind {
    /// With the user's credentials.
    Credentials,
    /// With the user's consent, through the interface that the regulator prescribes.
    #[serde(alias = "openbanking")]
    Openfinance,
}

/// Whether an institution can be entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InstitutionStatus {
    /// It can.
    Healthy,
    /// It cannot at present.
    Down,
}

/// One field of the form that a user fills in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FormField {
    /// The key of the credential in the request that makes a link.
    pub name: Credential,
    /// How the field is shown.
    #[serde(rename = "type")]
    pub kind: FormFieldKind,
    /// What the field is called, in the country's language.
    pub label: String,
    /// The regular expression that the value must match.
    pub validation: String,
    /// An example of a value.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub placeholder: Option<String>,
    /// What to say when the value does not match, in the country's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub validation_message: Option<String>,
    /// What there is to choose from.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<FormFieldValue>")]
    pub values: Option<Vec<FormFieldValue>>,
    /// Which of them is chosen at first, counted from zero.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "u32")]
    pub pre_selected: Option<u32>,
    /// How many characters the value has, as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub length: Option<String>,
    /// Whether the value may be left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "bool")]
    pub optional: Option<bool>,
    /// The value of a hidden field.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub value: Option<String>,
}

/// The credentials that an institution may ask for.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Credential {
    /// The user's name or number.
    Username,
    /// A second name or number.
    Username2,
    /// A third name or number.
    Username3,
    /// The password.
    Password,
    /// A second password.
    Password2,
    /// Which document the user's name is.
    UsernameType,
    /// A one-time code.
    Token,
}

impl Credential {
    /// Its key in the request that makes a link.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Username => "username",
            Self::Username2 => "username2",
            Self::Username3 => "username3",
            Self::Password => "password",
            Self::Password2 => "password2",
            Self::UsernameType => "username_type",
            Self::Token => "token",
        }
    }
}

/// How a field of the form is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FormFieldKind {
    /// Text.
    Text,
    /// Digits.
    Number,
    /// Text that is not shown while it is typed.
    Password,
    /// A choice.
    Select,
    /// Not at all: the value is given.
    Hidden,
}

/// One choice of a field: a kind of document that the user may have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FormFieldValue {
    /// What the request says when it is chosen.
    pub code: String,
    /// What it is called, in the country's language.
    pub label: String,
    /// The regular expression that the user's name must match when it is chosen.
    pub validation: String,
    /// What to say when it does not match, in the country's language.
    pub validation_message: String,
    /// An example of a value.
    pub placeholder: String,
}

/// Something special about an institution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InstitutionFeature {
    /// What it is.
    pub name: FeatureName,
    /// What it means.
    pub description: String,
}

/// What may be special about an institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FeatureName {
    /// It may ask for a one-time code.
    TokenRequired,
}

/// An entry in the directory of Open Finance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OpenFinanceEntry {
    /// What the institution says of itself there.
    pub description: Option<String>,
    /// The brands that can be chosen.
    pub participants: Option<Vec<String>>,
    /// The id of its authorisation server there.
    pub authorization_server_id: Option<Uuid>,
}
