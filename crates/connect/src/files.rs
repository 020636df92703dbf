//! An authority whose documents the user brings along: a link to it says whose they are, and nothing
//! is fetched.

use async_trait::async_trait;
use caudal_latam::mexico::cfdi::TaxNumber;
use caudal_model::Document;
use caudal_model::resources::institution::{
    Credential, FormField, FormFieldKind, Institution, InstitutionKind, InstitutionStatus,
    IntegrationKind,
};
use caudal_sandbox::Credentials;

use crate::connector::{Connector, ConnectorError, Fetch, Login, LoginRequest, Visit};

/// The authority's name in requests.
pub const FILES_INSTITUTION: &str = "cfdi_mx_fiscal";
const FILES_INSTITUTION_ID: u32 = 40_001;

/// Reaches nobody: what there is, somebody has imported.
#[derive(Clone, Debug)]
pub struct FilesConnector {
    institutions: [Institution; 1],
}

impl FilesConnector {
    /// The one authority for files of Mexican electronic invoices.
    #[must_use]
    pub fn new() -> Self {
        Self {
            institutions: [institution()],
        }
    }
}

impl Default for FilesConnector {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl Connector for FilesConnector {
    fn institutions(&self) -> &[Institution] {
        &self.institutions
    }

    fn check(&self, _: &Institution, credentials: &Credentials) -> Result<(), ConnectorError> {
        number(credentials)
            .map(drop)
            .ok_or(ConnectorError::Malformed)
    }

    async fn login(&self, request: LoginRequest<'_>) -> Result<Login, ConnectorError> {
        self.check(request.institution, request.credentials)?;
        Ok(Login::Open(Visit(Vec::new())))
    }

    async fn resume(&self, visit: &Visit, _: Option<&str>) -> Result<Login, ConnectorError> {
        Ok(Login::Open(visit.clone()))
    }

    async fn fetch(&self, _: Fetch<'_>) -> Result<Vec<Document>, ConnectorError> {
        Ok(Vec::new())
    }

    async fn taxpayer(&self, request: LoginRequest<'_>) -> Result<Option<String>, ConnectorError> {
        Ok(number(request.credentials).map(|number| number.to_string()))
    }
}

fn number(credentials: &Credentials) -> Option<TaxNumber> {
    credentials.username.trim().parse().ok()
}

fn institution() -> Institution {
    let country = "MX".to_owned();
    Institution {
        id: FILES_INSTITUTION_ID,
        name: FILES_INSTITUTION.to_owned(),
        kind: InstitutionKind::Fiscal,
        website: None,
        display_name: "CFDI (archivos XML)".to_owned(),
        country_codes: vec![country.clone()],
        country_code: country,
        primary_color: "#691c32".to_owned(),
        logo: None,
        icon_logo: None,
        text_logo: None,
        code: Some(FILES_INSTITUTION_ID.to_string()),
        form_fields: vec![FormField {
            name: Credential::Username,
            kind: FormFieldKind::Text,
            label: "RFC".to_owned(),
            validation: "^[A-ZÑ&a-zñ]{3,4}[0-9]{6}[A-Za-z0-9]{3}$".to_owned(),
            placeholder: Some("ABC333333A33".to_owned()),
            validation_message: Some("RFC inválido".to_owned()),
            values: None,
            pre_selected: None,
            length: None,
            optional: None,
            value: None,
        }],
        features: Vec::new(),
        resources: vec!["INVOICES".to_owned()],
        integration_type: IntegrationKind::Credentials,
        status: InstitutionStatus::Healthy,
        openbanking_information: None,
    }
}
