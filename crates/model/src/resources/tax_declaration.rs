//! Tax declarations of Colombia: the yearly income tax returns of people and companies. Retired from
//! the contract; older clients still read it.

mod business;
mod individual;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::de::{Error as _, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

pub use business::{
    BusinessDeclaration, BusinessEquity, BusinessIncome, BusinessTaxAssessment, CostsAndDeductions,
};
pub use individual::{
    AnnualTotals, IncomeByKind, IndividualDeclaration, IndividualEquity, IndividualIncome,
    IndividualTaxAssessment, PensionIncome,
};

use crate::announcement::{Announcement, History};
use crate::body::Body;
use crate::document::Item;
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::resources::filters;
use crate::resources::retrieval::{ATTACH_PDF, LINK, SAVE_DATA, YEAR_FROM, YEAR_TO};
use crate::time::Timestamp;

/// The declaration of the resource.
pub static TAX_DECLARATIONS: Resource = Resource {
    kind: Kind::TaxDeclarations,
    path: "/api/tax-declarations/",
    title: "Tax declarations",
    item: "tax_declaration",
    about: "Income tax returns of a year in Colombia: form 210 of people, form 110 of companies. \
            Retired from the contract and kept for older clients.",
    capability: "TAX_DECLARATIONS",
    operations: Operations::UNRESUMED,
    link_required: false,
    refers_to_accounts: false,
    loaded_with_link: true,
    period_days_max: None,
    announcement: Some(Announcement {
        webhook_type: "TAX_DECLARATIONS",
        total: "total_tax_returns",
        new: "new_tax_returns",
        new_code: "new_tax_declarations_available",
        scheduled: true,
        history: History::Dated {
            at: "date_issued",
            first: "first_tax_declaration_date",
            last: "last_tax_declaration_date",
        },
    }),
    manner: Manner::ORDINARY,
    filters: &[
        filters::LINK,
        filters::ID,
        filters::CREATED_AT,
        filters::number("year", "document_information.year", "year that is declared"),
    ],
    request: &Body {
        name: "TaxDeclarationRetrieval",
        about: "Reads the income tax returns of some years.",
        fields: &[LINK, YEAR_FROM, YEAR_TO, ATTACH_PDF, SAVE_DATA],
    },
    schema: |generator| generator.subschema_for::<TaxDeclaration>(),
    check: |text| serde_json::from_str::<TaxDeclaration>(text).map(drop),
};

/// The income tax return of one year.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum TaxDeclaration {
    /// A person's, on form 210.
    Individual(Box<IndividualDeclaration>),
    /// A company's, on form 110.
    Business(Box<BusinessDeclaration>),
}

/// Which form was filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DeclarationForm {
    /// What the form is called.
    pub name: String,
    /// Its number: `210` or `110`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The number of this sheet of it.
    pub form_number: String,
    /// The year that is declared.
    pub year: i16,
}

/// Who declares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DeclaringTaxpayer {
    /// First family name of a person.
    pub first_last_name: Option<String>,
    /// Second family name of a person.
    pub second_last_name: Option<String>,
    /// First given name of a person.
    pub first_name: Option<String>,
    /// Further given names of a person.
    pub other_names: Option<String>,
    /// Name of a company; absent for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_name: Option<String>,
    /// The code of the main economic activity.
    pub main_economic_activity: Option<String>,
    /// The tax number.
    pub document_id: DeclaringDocument,
    /// The tax office's regional seat.
    pub reporting_id: ReportingSeat,
}

/// A tax number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DeclaringDocument {
    /// What kind of number: `NIT`.
    pub document_type: String,
    /// The number with its check digit.
    pub document_number: String,
}

/// The regional seat to which a taxpayer belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReportingSeat {
    /// What kind of code it is: `sectional_address_code`.
    pub reporting_type: String,
    /// The code.
    pub reporting_value: String,
}

/// The key that tells the forms apart.
#[derive(Deserialize)]
struct Shape {
    pension_income_statement: Option<IgnoredAny>,
}

/// The form is told by its keys. A derived reading would try one after the other on a buffered copy,
/// which cannot hold exact decimals.
impl<'de> Deserialize<'de> for TaxDeclaration {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(from)?;
        let text = raw.get();
        let shape: Shape = serde_json::from_str(text).map_err(D::Error::custom)?;
        let declaration = if shape.pension_income_statement.is_some() {
            serde_json::from_str(text).map(Self::Individual)
        } else {
            serde_json::from_str(text).map(Self::Business)
        };
        declaration.map_err(D::Error::custom)
    }
}

impl Item for TaxDeclaration {
    const KIND: Kind = Kind::TaxDeclarations;

    fn id(&self) -> Uuid {
        match self {
            Self::Individual(declaration) => declaration.id,
            Self::Business(declaration) => declaration.id,
        }
    }

    /// Whose, and of which year.
    fn identity(&self) -> Cow<'_, str> {
        let (form, taxpayer) = match self {
            Self::Individual(one) => (&one.document_information, &one.tax_payer_information),
            Self::Business(one) => (&one.document_information, &one.tax_payer_information),
        };
        let number = &taxpayer.document_id.document_number;
        format!("{number} {} {}", form.kind, form.year).into()
    }

    fn created_at(&self) -> Timestamp {
        match self {
            Self::Individual(declaration) => declaration.created_at,
            Self::Business(declaration) => declaration.created_at,
        }
    }

    fn collected_at(&self) -> Timestamp {
        match self {
            Self::Individual(declaration) => declaration.collected_at,
            Self::Business(declaration) => declaration.collected_at,
        }
    }
}
