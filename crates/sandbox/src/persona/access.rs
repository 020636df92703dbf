//! How somebody logs in as a persona: where, and with which credentials.

use caudal_latam::Country;
use caudal_model::resources::institution::{
    Credential, FormField, FormFieldKind, FormFieldValue, Institution, InstitutionKind,
    IntegrationKind,
};
use caudal_model::resources::persona::PersonaCredentials;

use super::Persona;
use crate::catalogue::form_problem;
use crate::person::document;

/// What there is to tell of a persona before anybody logs in as it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Introduction {
    /// The name of the person, or of the company.
    pub display_name: String,
    /// The number of the tax office.
    pub document_number: String,
    /// Every name under which institutions know the persona, as [`known_as`] writes them.
    pub names: Vec<String>,
    /// What each institution asks for.
    pub credentials: Vec<PersonaCredentials>,
}

/// Values that stand for credentials of which nothing depends: the documented one, and seconds.
const FILLERS: [&str; 2] = ["valid", "0"];
/// The documented kind of document that is always refused.
const REFUSED_TYPE: &str = "999";

/// The name under which a persona is looked up: a document's number however it is typed, or the
/// username as it is, with the country before it.
#[must_use]
pub fn known_as(country: &str, typed: &str) -> String {
    let typed = typed.trim();
    let number = Country::from_code(country)
        .and_then(|country| document(country, typed))
        .map(|(number, _)| number);
    format!("{country} {}", number.as_deref().unwrap_or(typed))
}

impl Persona {
    /// Introduces the persona of a world of this seed.
    pub(crate) fn introduce(&self, seed: u64, institutions: &[Institution]) -> Introduction {
        let person = self.person(seed);
        let holder = person.holder_paper().number.clone();
        let mut numbers = vec![holder.clone()];
        if person.company.is_none() && person.national.number != holder {
            numbers.push(person.national.number.clone());
        }
        let mut credentials: Vec<PersonaCredentials> = Vec::new();
        for institution in institutions
            .iter()
            .filter(|each| self.suits(each, institutions))
        {
            let Some(fitting) = self.credentials(institution, &numbers) else {
                continue;
            };
            let same = credentials.iter_mut().find(|known| {
                let institutions = known.institutions.clone();
                **known
                    == PersonaCredentials {
                        institutions,
                        ..fitting.clone()
                    }
            });
            match same {
                Some(known) => known.institutions.push(institution.name.clone()),
                None => credentials.push(PersonaCredentials {
                    institutions: vec![institution.name.clone()],
                    ..fitting
                }),
            }
        }
        let typed = std::iter::once(&self.username).chain(&numbers);
        Introduction {
            display_name: person.holder_name(),
            names: typed.map(|name| known_as(&self.country, name)).collect(),
            document_number: holder,
            credentials,
        }
    }

    /// Whether such a customer goes to this institution: companies to banks for companies, where the
    /// country has any.
    fn suits(&self, institution: &Institution, institutions: &[Institution]) -> bool {
        if institution.country_code != self.country {
            return false;
        }
        let for_companies = |each: &Institution| each.name.ends_with("_business");
        match institution.kind {
            InstitutionKind::Fiscal => true,
            InstitutionKind::Employment => !self.is_company,
            InstitutionKind::Bank if self.is_company => {
                let any = institutions
                    .iter()
                    .any(|each| each.country_code == self.country && for_companies(each));
                for_companies(institution) || !any
            }
            InstitutionKind::Bank => !for_companies(institution),
        }
    }

    /// What the institution's form takes: the username at banks that take invented names, a document
    /// elsewhere.
    fn credentials(
        &self,
        institution: &Institution,
        numbers: &[String],
    ) -> Option<PersonaCredentials> {
        let invented = institution.kind == InstitutionKind::Bank
            && institution.integration_type == IntegrationKind::Credentials;
        let username = std::iter::once(&self.username).filter(|_| invented);
        username
            .chain(numbers)
            .find_map(|name| filled(institution, name, &self.password))
    }

    /// Whether the institution takes this password.
    pub(crate) fn accepts(&self, institution: &Institution, password: Option<&str>) -> bool {
        let asks = institution
            .form_fields
            .iter()
            .any(|field| field.name == Credential::Password && field.kind != FormFieldKind::Hidden);
        !asks || password.is_none_or(|given| given == self.password)
    }
}

/// The institution's form filled in, if this name fits it.
fn filled(institution: &Institution, username: &str, password: &str) -> Option<PersonaCredentials> {
    let types = institution
        .form_fields
        .iter()
        .filter_map(|field| field.values.as_ref())
        .flatten()
        .filter(|value: &&FormFieldValue| value.code != REFUSED_TYPE)
        .map(|value| Some(value.code.clone()));
    // A form without kinds of documents is tried without one.
    types.chain([None]).find_map(|username_type| {
        FILLERS.iter().find_map(|filler| {
            let needed = |name: Credential| {
                let field = institution
                    .form_fields
                    .iter()
                    .find(|field| field.name == name);
                field
                    .filter(|field| is_needed(field))
                    .map(|_| (*filler).to_owned())
            };
            let fitting = PersonaCredentials {
                institutions: Vec::new(),
                username: username.to_owned(),
                password: needed(Credential::Password).map(|_| password.to_owned()),
                username_type: username_type.clone(),
                username2: needed(Credential::Username2),
                password2: needed(Credential::Password2),
            };
            let given = |name| match name {
                Credential::Username => Some(fitting.username.as_str()),
                Credential::Password => fitting.password.as_deref(),
                Credential::UsernameType => fitting.username_type.as_deref(),
                Credential::Username2 => fitting.username2.as_deref(),
                Credential::Password2 => fitting.password2.as_deref(),
                Credential::Username3 | Credential::Token => None,
            };
            form_problem(institution, given)
                .is_none()
                .then(|| fitting.clone())
        })
    })
}

fn is_needed(field: &FormField) -> bool {
    field.kind != FormFieldKind::Hidden && field.optional != Some(true)
}
