//! Logging in when nobody is there: what an institution refuses is written down and told.

use caudal_connect::{Login, LoginRequest, Visit};
use caudal_model::failure::{Challenge, LoginError, TokenGeneration};
use caudal_model::resources::link::{AccessMode, LinkStatus};
use caudal_model::{Failure, Occurrence, Process};
use caudal_store::Batch;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::caller::Caller;
use crate::engine::Engine;
use crate::failure::{EngineError, Outcome};
use crate::links::{LinkRecord, REFUSED_LOGINS_MAX};

impl Engine {
    /// Logs in with nobody there to answer a question: what the institution refuses is written down
    /// and announced, and nothing is returned.
    pub(super) async fn log_in_unattended(
        &self,
        caller: &Caller,
        link: LinkRecord,
    ) -> Outcome<Option<(LinkRecord, Visit)>> {
        let (institution, connector) = link.institution(&self.connectors)?;
        let credentials = self
            .kept_credentials(&link)?
            .ok_or(Failure::ExpiredCredentials)?;
        let request = LoginRequest {
            organisation: caller.organisation(),
            institution,
            credentials: &credentials,
        };
        let step = format!("logging in at {}", institution.name);
        caller.trace.note(self.now(), step);
        let entering = self.enter(caller, connector, request, Some(link.id()));
        match entering.await {
            Ok(Login::Open(visit)) => Ok(Some((link, visit))),
            Ok(Login::Challenge { token, .. }) => {
                let told = Notice::of_challenge(link.id(), token);
                self.lose_access(caller, link, LinkStatus::TokenRequired, told)
                    .await?;
                Ok(None)
            }
            Err(error) => {
                let Some(reason) = login_refusal(&error) else {
                    return Err(error);
                };
                let lasting = reason == LoginError::InvalidCredentials
                    || link.refused_logins.saturating_add(1) >= REFUSED_LOGINS_MAX;
                if lasting {
                    let told = Notice::of(&Failure::Login(reason));
                    self.lose_access(caller, link, LinkStatus::Invalid, told)
                        .await?;
                    return Ok(None);
                }
                self.count_refusal(link).await?;
                Err(error)
            }
        }
    }

    /// The link cannot be read any more without its user.
    async fn lose_access(
        &self,
        caller: &Caller,
        link: LinkRecord,
        status: LinkStatus,
        notice: Notice,
    ) -> Outcome<()> {
        let mut batch = Batch::new();
        if link.object.access_mode == Some(AccessMode::Recurrent) {
            let told = [notice.occurrence(status)];
            self.announce(&mut batch, &link, &caller.request_id, told);
        }
        let step = format!("the link is {} now", status.as_str());
        let written = self.write_link(link, batch, |link| {
            link.object.status = status;
            if status == LinkStatus::Invalid {
                link.refused_logins = link.refused_logins.saturating_add(1);
            }
            Ok(())
        });
        written.await?.ok_or(Failure::NotFound)?;
        caller.trace.note(self.now(), step);
        Ok(())
    }
}

/// What receivers are told of a login that no longer works: the refusal as a request would get it.
pub(crate) struct Notice {
    code: &'static str,
    message: String,
    status: u16,
}

impl Notice {
    pub(crate) fn of_challenge(link: Uuid, token: TokenGeneration) -> Self {
        Self::of(&Failure::TokenRequired(Box::new(Challenge {
            session: String::new(),
            expiry_seconds: 0,
            link,
            token,
        })))
    }

    pub(crate) fn of(failure: &Failure) -> Self {
        Self {
            code: failure.code(),
            message: failure.message().to_string(),
            status: failure.status(),
        }
    }

    pub(crate) fn occurrence(self, status: LinkStatus) -> Occurrence {
        let webhook_code = match status {
            LinkStatus::TokenRequired => "token_required",
            _ => "invalid_credentials",
        };
        let mut data = Map::new();
        data.insert("error_code".to_owned(), self.code.into());
        data.insert("error_message".to_owned(), self.message.into());
        data.insert("status".to_owned(), Value::from(self.status));
        Occurrence {
            webhook_type: "LINK",
            process: Process::Recurrent,
            webhook_code,
            data,
        }
    }
}

fn login_refusal(error: &EngineError) -> Option<LoginError> {
    let EngineError::Refused(error) = error else {
        return None;
    };
    error.failures().find_map(|failure| match failure {
        Failure::Login(reason) => Some(*reason),
        _ => None,
    })
}
