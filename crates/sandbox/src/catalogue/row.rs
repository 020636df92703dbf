//! One row of the catalogue, and the institution it stands for.

use caudal_model::resources::institution::{
    FeatureName, FormField, Institution, InstitutionFeature, InstitutionKind, InstitutionStatus,
    IntegrationKind, OpenFinanceEntry,
};
use uuid::Uuid;

use super::form::Language;

/// What a bank offers whose customers are read like persons.
pub(super) const RETAIL: &[&str] = &[
    "ACCOUNTS",
    "TRANSACTIONS",
    "OWNERS",
    "BALANCES",
    "BILLS",
    "INVESTMENTS",
    "INVESTMENT_TRANSACTIONS",
    "INCOMES",
    "RECURRING_EXPENSES",
    "RISK_INSIGHTS",
];
/// What a bank offers for companies.
pub(super) const BUSINESS: &[&str] = &["ACCOUNTS", "TRANSACTIONS", "OWNERS", "BALANCES", "BILLS"];

/// What a bank in Brazil offers to persons.
pub(super) const RETAIL_BRAZIL: &[&str] = &[
    "ACCOUNTS",
    "TRANSACTIONS",
    "OWNERS",
    "BALANCES",
    "BILLS",
    "INVESTMENTS",
    "INVESTMENT_TRANSACTIONS",
    "EXCHANGES",
    "INCOMES",
    "RECURRING_EXPENSES",
    "RISK_INSIGHTS",
];
/// What a bank in Brazil offers to companies.
pub(super) const BUSINESS_BRAZIL: &[&str] = &[
    "ACCOUNTS",
    "TRANSACTIONS",
    "OWNERS",
    "BALANCES",
    "BILLS",
    "INVESTMENTS",
    "INVESTMENT_TRANSACTIONS",
    "EXCHANGES",
];

/// An institution in one line. Kind and country are in its name.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) id: u32,
    /// `<brand>_<country>_<segment>`.
    pub(super) name: &'static str,
    pub(super) display_name: &'static str,
    pub(super) website: Option<&'static str>,
    pub(super) color: &'static str,
    /// Builds the form in the country's language.
    pub(super) form: fn(Language) -> Vec<FormField>,
    pub(super) resources: &'static [&'static str],
    /// Whether it may ask for a one-time code.
    pub(super) asks_token: bool,
}

impl Row {
    pub(super) fn institution(&self) -> Institution {
        let mut parts = self.name.split('_');
        let brand = parts.next().unwrap_or_default();
        let country = parts.next().unwrap_or_default().to_ascii_uppercase();
        let kind = match parts.next() {
            Some("fiscal") => InstitutionKind::Fiscal,
            Some("employment") => InstitutionKind::Employment,
            _ => InstitutionKind::Bank,
        };
        let language = Language::of_country(&country);
        let logo = format!("/static/logos/{brand}.svg");
        Institution {
            id: self.id,
            name: self.name.into(),
            kind,
            website: self.website.map(Into::into),
            display_name: self.display_name.into(),
            country_codes: vec![country.clone()],
            country_code: country,
            primary_color: self.color.into(),
            logo: Some(logo.clone()),
            icon_logo: Some(logo.clone()),
            text_logo: Some(logo),
            code: Some(self.id.to_string()),
            form_fields: (self.form)(language),
            features: self.features(),
            resources: self.resources.iter().map(|&word| word.into()).collect(),
            integration_type: IntegrationKind::Credentials,
            status: InstitutionStatus::Healthy,
            openbanking_information: None,
        }
    }

    fn features(&self) -> Vec<InstitutionFeature> {
        if !self.asks_token {
            return Vec::new();
        }
        vec![InstitutionFeature {
            name: FeatureName::TokenRequired,
            description: "The institution may ask for a one-time code when it is entered".into(),
        }]
    }
}

/// Makes an institution one of Open Finance, with its entry in the directory.
pub(super) fn opened(
    institution: Institution,
    description: String,
    authorization_server: Uuid,
) -> Institution {
    Institution {
        integration_type: IntegrationKind::Openfinance,
        code: None,
        openbanking_information: Some(OpenFinanceEntry {
            description: Some(description),
            participants: Some(vec![institution.display_name.clone()]),
            authorization_server_id: Some(authorization_server),
        }),
        ..institution
    }
}
