//! What is asked of institutions: to let a user in, to go on after a token, to show data. Each takes no
//! longer than its request has time, and is where a sandbox lets things go wrong.

use std::sync::Arc;

use caudal_connect::{Connector, Fetch, Login, LoginRequest, Visit};
use caudal_model::{Document, Failure};
use uuid::Uuid;

use crate::caller::Caller;
use crate::engine::Engine;
use crate::failure::{EngineError, Outcome};
use crate::faults::{Spot, Strikes};
use crate::links::LinkRecord;
use crate::metrics::Step;

impl Engine {
    /// Logs a user in; `link` is none while one is being made.
    ///
    /// # Errors
    /// What the institution refuses; `request_timeout` when it takes too long.
    pub(crate) async fn enter(
        &self,
        caller: &Caller,
        connector: &Arc<dyn Connector>,
        request: LoginRequest<'_>,
        link: Option<Uuid>,
    ) -> Outcome<Login> {
        let login = self.try_to_enter(caller, connector, request, link).await;
        self.metrics
            .asked(&request.institution.name, Step::Login, &login);
        login
    }

    async fn try_to_enter(
        &self,
        caller: &Caller,
        connector: &Arc<dyn Connector>,
        request: LoginRequest<'_>,
        link: Option<Uuid>,
    ) -> Outcome<Login> {
        let spot = Spot {
            organisation: request.organisation,
            institution: &request.institution.name,
            link,
            username: Some(&request.credentials.username),
            kinds: &[],
        };
        let strikes = self.suffered(caller, spot).await?;
        let login = self.in_time(caller, connector.login(request)).await?;
        Ok(match (login, strikes.question()) {
            (Login::Open(visit), Some(token)) if request.credentials.token.is_none() => {
                Login::Challenge { visit, token }
            }
            (login, _) => login,
        })
    }

    /// Reads resources for a user who is in, and says whether the time was enough for all of it: what
    /// came in time is not lost.
    ///
    /// # Errors
    /// What the institution refuses.
    pub(crate) async fn fetched(
        &self,
        caller: &Caller,
        connector: &Arc<dyn Connector>,
        fetch: Fetch<'_>,
        link: &LinkRecord,
    ) -> Outcome<(Vec<Document>, bool)> {
        let documents = self.try_to_fetch(caller, connector, fetch, link).await;
        self.metrics
            .asked(&fetch.institution.name, Step::Fetch, &documents);
        documents
    }

    async fn try_to_fetch(
        &self,
        caller: &Caller,
        connector: &Arc<dyn Connector>,
        fetch: Fetch<'_>,
        link: &LinkRecord,
    ) -> Outcome<(Vec<Document>, bool)> {
        let known = self.kept_credentials(link)?;
        let spot = Spot {
            organisation: link.organisation,
            institution: &fetch.institution.name,
            link: Some(link.id()),
            username: known.as_ref().map(|known| known.username.as_str()),
            kinds: fetch.kinds,
        };
        let fetching = async {
            let strikes = self.suffered(caller, spot).await?;
            let fetched = self.in_time(caller, connector.fetch(fetch)).await;
            Ok((strikes, fetched?))
        };
        let fetched = match fetching.await {
            Err(error) if is_timeout(&error) => None,
            other => Some(other?),
        };
        let mut documents = fetch.harvest.take();
        let whole = fetched.is_some();
        if let Some((strikes, rest)) = fetched {
            documents.extend(rest);
            let shown = self.show_injected(caller, connector, fetch, link, &mut documents);
            shown.await?;
            strikes.thin_out(&mut documents);
        }
        Ok((documents, whole))
    }

    /// Goes on with a login that asked for a token.
    ///
    /// # Errors
    /// What the institution refuses; `request_timeout` when it takes too long.
    pub(crate) async fn resumed(
        &self,
        caller: &Caller,
        link: &LinkRecord,
        visit: &Visit,
        token: Option<&str>,
    ) -> Outcome<Login> {
        let (institution, connector) = link.institution(&self.connectors)?;
        let login = self.in_time(caller, connector.resume(visit, token)).await;
        self.metrics.asked(&institution.name, Step::Resume, &login);
        login
    }

    /// What goes wrong at this spot, after the time that it takes.
    async fn suffered(&self, caller: &Caller, spot: Spot<'_>) -> Outcome<Strikes> {
        let strikes = self.strikes(spot).await?;
        let delay = strikes.delay();
        if !delay.is_zero() {
            caller
                .trace
                .note(self.now(), "a fault of the sandbox: a delay");
            let waiting = async {
                tokio::time::sleep(delay).await;
                Ok(())
            };
            self.in_time(caller, waiting).await?;
        }
        match strikes.refusal() {
            Some(refusal) => {
                caller
                    .trace
                    .note(self.now(), "a fault of the sandbox: a refusal");
                Err(refusal)
            }
            None => Ok(strikes),
        }
    }
}

fn is_timeout(error: &EngineError) -> bool {
    let EngineError::Refused(error) = error else {
        return false;
    };
    error
        .failures()
        .any(|failure| matches!(failure, Failure::RequestTimeout))
}
