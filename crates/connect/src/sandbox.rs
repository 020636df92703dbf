//! The sandbox as a connector: the synthetic world behind the door of every institution.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use caudal_model::Document;
use caudal_model::failure::LoginError;
use caudal_model::resources::institution::{Credential, Institution};
use caudal_sandbox::catalogue::{FormProblem, form_problem};
use caudal_sandbox::{Access, Credentials, Holder, Persona, World, known_as};
use uuid::Uuid;

use crate::connector::{Connector, ConnectorError, Fetch, Login, LoginRequest, Visit};

/// Reaches the people of the synthetic world.
#[derive(Clone)]
pub struct SandboxConnector {
    world: Arc<World>,
    personas: Option<Arc<dyn PersonaSource>>,
}

/// Where the personas are that organisations described.
#[async_trait]
pub trait PersonaSource: Send + Sync {
    /// Whom the organisation's institutions know under a name, as
    /// [`known_as`] writes it.
    async fn find(&self, organisation: Uuid, name: &str) -> Result<KnownAs, ConnectorError>;
}

/// Who is behind a name.
#[derive(Debug)]
pub enum KnownAs {
    /// No persona: whoever the world has there.
    Nobody,
    /// A persona that its organisation deleted.
    Gone,
    /// This persona.
    Persona(Box<Persona>),
}

impl SandboxConnector {
    /// Opens the world of this seed, without personas.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            world: Arc::new(World::new(seed)),
            personas: None,
        }
    }

    /// Opens a world in which organisations meet the personas that they described.
    #[must_use]
    pub fn with_personas(world: Arc<World>, personas: Arc<dyn PersonaSource>) -> Self {
        Self {
            world,
            personas: Some(personas),
        }
    }

    /// The persona that these credentials lead to. Of one that is gone nobody takes the place: the
    /// login is refused, as by a bank that has closed the customer's accounts.
    async fn persona(
        &self,
        request: &LoginRequest<'_>,
    ) -> Result<Option<Box<Persona>>, ConnectorError> {
        let Some(personas) = &self.personas else {
            return Ok(None);
        };
        let country = &request.institution.country_code;
        let name = known_as(country, &request.credentials.username);
        match personas.find(request.organisation, &name).await? {
            KnownAs::Nobody => Ok(None),
            KnownAs::Gone => Err(ConnectorError::Login(LoginError::InvalidCredentials)),
            KnownAs::Persona(persona) => Ok(Some(persona)),
        }
    }
}

#[async_trait]
impl Connector for SandboxConnector {
    fn institutions(&self) -> &[Institution] {
        self.world.institutions()
    }

    fn check(
        &self,
        institution: &Institution,
        credentials: &Credentials,
    ) -> Result<(), ConnectorError> {
        match form_problem(institution, |name| credential(credentials, name)) {
            // Sandbox users are often linked without a password: nothing depends on it.
            None | Some(FormProblem::Missing(Credential::Password | Credential::Password2)) => {
                Ok(())
            }
            Some(_) => Err(ConnectorError::Malformed),
        }
    }

    async fn login(&self, request: LoginRequest<'_>) -> Result<Login, ConnectorError> {
        let persona = self.persona(&request).await?;
        let LoginRequest {
            institution,
            credentials,
            ..
        } = request;
        let access = self
            .world
            .login(institution, credentials, persona.as_deref());
        if let Access::Open(visit) = &access
            && visit.delay_seconds > 0
        {
            tokio::time::sleep(Duration::from_secs(visit.delay_seconds.into())).await;
        }
        outcome(access)
    }

    async fn holder(
        &self,
        institution: &Institution,
        visit: &Visit,
    ) -> Result<Option<Holder>, ConnectorError> {
        Ok(self.world.holder(&opened(visit)?, institution))
    }

    async fn taxpayer(&self, request: LoginRequest<'_>) -> Result<Option<String>, ConnectorError> {
        let persona = self.persona(&request).await?;
        let (institution, credentials) = (request.institution, request.credentials);
        Ok(self
            .world
            .taxpayer(institution, credentials, persona.as_deref()))
    }

    async fn resume(&self, visit: &Visit, token: Option<&str>) -> Result<Login, ConnectorError> {
        outcome(self.world.resume(&opened(visit)?, token))
    }

    async fn fetch(&self, fetch: Fetch<'_>) -> Result<Vec<Document>, ConnectorError> {
        let world = Arc::clone(&self.world);
        let visit = opened(fetch.visit)?;
        let institution = fetch.institution.clone();
        let stamper = fetch.stamper.clone();
        let kinds = fetch.kinds.to_vec();
        let extent = fetch.extent;
        // A life is some milliseconds of pure computation: too long for a thread that serves others.
        tokio::task::spawn_blocking(move || {
            world.fetch_all(&visit, &institution, &kinds, extent, &stamper)
        })
        .await
        .map_err(|error| ConnectorError::Unexpected(error.to_string()))
    }
}

fn credential(credentials: &Credentials, name: Credential) -> Option<&str> {
    match name {
        Credential::Username => Some(credentials.username.as_str()),
        Credential::Username2 => credentials.username2.as_deref(),
        Credential::Username3 => credentials.username3.as_deref(),
        Credential::Password => credentials.password.as_deref(),
        Credential::Password2 => credentials.password2.as_deref(),
        Credential::UsernameType => credentials.username_type.as_deref(),
        Credential::Token => credentials.token.as_deref(),
    }
}

fn outcome(access: Access) -> Result<Login, ConnectorError> {
    match access {
        Access::Open(visit) => Ok(Login::Open(closed(&visit)?)),
        Access::Challenge { visit, token } => Ok(Login::Challenge {
            visit: closed(&visit)?,
            token,
        }),
        Access::Refused(reason) => Err(ConnectorError::Login(reason)),
        Access::Malformed => Err(ConnectorError::Malformed),
        Access::Down => Err(ConnectorError::Down),
    }
}

fn closed(visit: &caudal_sandbox::Visit) -> Result<Visit, ConnectorError> {
    serde_json::to_vec(visit)
        .map(Visit)
        .map_err(|error| ConnectorError::Unexpected(error.to_string()))
}

fn opened(visit: &Visit) -> Result<caudal_sandbox::Visit, ConnectorError> {
    serde_json::from_slice(&visit.0).map_err(|_| ConnectorError::SessionExpired)
}
