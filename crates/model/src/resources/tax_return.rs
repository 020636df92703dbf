//! Returns that persons and companies in Mexico file with the tax office.

mod business_fiscal;
mod business_monthly;
mod business_position;
mod business_results;
mod business_tax;
mod business_vat;
mod general;
mod items;
mod personal_monthly;
mod personal_yearly;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::de::{Error as _, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

pub use business_fiscal::{ClosingFigures, CompanyDeductions, Reconciliation};
pub use business_monthly::{
    AdvanceDetermination, AdvancePayments, GeneralRegime, MonthPayment, VatPayments,
};
pub use business_position::{Assets, Equity, Liabilities, PositionStatement};
pub use business_results::ResultsStatement;
pub use business_tax::{
    AdditionalData, CompanyEarlierInformation, CompanyInformation, CompanyTax,
    CompanyTaxDetermination, CompanyTaxPayment, DeclaredDetermination, DeclaredIncome,
    DistributedProfits,
};
pub use business_vat::{
    CreditableVat, PaidActivities, PaidAtOrdinaryRate, SoldAtOrdinaryRate, VatBalance,
    VatDetermination,
};
pub use general::{GeneralInformation, Parties};
pub use items::{
    BusinessMonthlyReturn, BusinessYearlyReturn, PersonalMonthlyReturn, PersonalYearlyReturn,
};
pub use personal_monthly::{
    PersonalIncomeTax, PersonalIncomeTaxDetermination, PersonalIncomeTaxPayment, PersonalVat,
    PersonalVatDetermination, PersonalVatPayment,
};
pub use personal_yearly::{
    AdvancesMade, AuthorizedDeductions, Deductible, DeductionDetail, Dividends, FiscalResult,
    InformativeData, KeptByCompanies, PersonalDeductions, ProfessionalIncome, ProfessionalServices,
    TaxDetermination, WagePayer, Wages, Withholding, Withholdings,
};

use crate::announcement::{History, announced};
use crate::body::{Body, Field, FieldKind};
use crate::document::Item;
use crate::money::Money;
use crate::resource::{Kind, Manner, Operations, Resource};
use crate::resources::filters;
use crate::resources::retrieval::{
    ATTACH_PDF, DATE_FROM, DATE_TO, LINK, SAVE_DATA, YEAR_FROM, YEAR_TO,
};
use crate::time::Timestamp;

/// A line of a form: an amount, in whole pesos on most, or nothing.
pub type Line = Option<Money>;

/// The declaration.
pub static TAX_RETURNS: Resource = Resource {
    kind: Kind::TaxReturns,
    path: "/api/tax-returns/",
    title: "Tax returns",
    item: "tax_return",
    about: "Returns of months and of years, line by line as the form of the Mexican tax office has \
            them. Persons and companies file different forms.",
    capability: "TAX_RETURNS",
    operations: Operations::UNRESUMED,
    link_required: false,
    refers_to_accounts: false,
    loaded_with_link: true,
    period_days_max: None,
    announcement: announced!("TAX_RETURNS", "tax_returns", History::Returns),
    manner: Manner::ORDINARY,
    filters: &[
        filters::LINK,
        filters::ID,
        filters::CREATED_AT,
        filters::number(
            "ejercicio",
            "informacion_general.ejercicio",
            "declared year",
        ),
        filters::listed(
            "tipo_declaracion",
            "informacion_general.tipo_declaracion",
            "kind of filing",
        ),
    ],
    request: &Body {
        name: "TaxReturnRetrieval",
        about: "Reads the returns of a period: those of years by `year_from` and `year_to`, those of \
                months by `date_from` and `date_to`.",
        fields: &[
            LINK,
            CADENCE,
            Field {
                required: false,
                about: "The first year, `YYYY`. Required for returns of years.",
                ..YEAR_FROM
            },
            Field {
                required: false,
                about: "The last year, `YYYY`. Required for returns of years.",
                ..YEAR_TO
            },
            Field {
                required: false,
                about: "The first day of the period, `YYYY-MM-DD`. Required for returns of months.",
                ..DATE_FROM
            },
            Field {
                required: false,
                about: "The last day of the period, `YYYY-MM-DD`. Required for returns of months.",
                ..DATE_TO
            },
            ATTACH_PDF,
            SAVE_DATA,
        ],
    },
    schema: |generator| generator.subschema_for::<TaxReturn>(),
    check: |text| serde_json::from_str::<TaxReturn>(text).map(drop),
};

/// Which returns are read.
const CADENCE: Field = Field {
    name: "type",
    kind: FieldKind::Choice(&["monthly", "yearly"]),
    required: false,
    about: "Returns of months or of years; of years when absent.",
};

/// A return. Its form depends on who files it and for how long.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum TaxReturn {
    /// A person's, of a year.
    PersonalYearly(Box<PersonalYearlyReturn>),
    /// A person's, of a month.
    PersonalMonthly(Box<PersonalMonthlyReturn>),
    /// A company's, of a year.
    BusinessYearly(Box<BusinessYearlyReturn>),
    /// A company's, of a month.
    BusinessMonthly(Box<BusinessMonthlyReturn>),
}

/// The keys that tell the forms apart.
#[derive(Deserialize)]
struct Shape {
    isr: Option<IgnoredAny>,
    determinacion_isr: Option<IgnoredAny>,
    dividendos_o_utilidades_distribuidos: Option<IgnoredAny>,
}

/// The form is told by its keys, as exact decimals cannot be tried on a buffered copy.
impl<'de> Deserialize<'de> for TaxReturn {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(from)?;
        let text = raw.get();
        let shape: Shape = serde_json::from_str(text).map_err(D::Error::custom)?;
        let read = if shape.isr.is_some() {
            serde_json::from_str(text).map(Self::PersonalMonthly)
        } else if shape.determinacion_isr.is_some() {
            serde_json::from_str(text).map(Self::BusinessMonthly)
        } else if shape.dividendos_o_utilidades_distribuidos.is_some() {
            serde_json::from_str(text).map(Self::BusinessYearly)
        } else {
            serde_json::from_str(text).map(Self::PersonalYearly)
        };
        read.map_err(D::Error::custom)
    }
}

/// What all forms have.
macro_rules! of_every_form {
    ($return:expr, $form:ident => $value:expr) => {
        match $return {
            TaxReturn::PersonalYearly($form) => $value,
            TaxReturn::PersonalMonthly($form) => $value,
            TaxReturn::BusinessYearly($form) => $value,
            TaxReturn::BusinessMonthly($form) => $value,
        }
    };
}

impl TaxReturn {
    /// Whose it is, of which period, and when it was filed.
    #[must_use]
    pub fn general(&self) -> &GeneralInformation {
        of_every_form!(self, form => &form.informacion_general)
    }
}

impl Item for TaxReturn {
    const KIND: Kind = Kind::TaxReturns;

    fn id(&self) -> Uuid {
        of_every_form!(self, form => form.id)
    }

    fn identity(&self) -> Cow<'_, str> {
        self.general()
            .numero_operacion
            .as_deref()
            .unwrap_or_default()
            .into()
    }

    fn created_at(&self) -> Timestamp {
        of_every_form!(self, form => form.created_at)
    }

    fn collected_at(&self) -> Timestamp {
        of_every_form!(self, form => form.collected_at)
    }
}
