//! Waiting for a token: what was going on is kept, sealed, so that any process can go on with it.

use caudal_connect::{Credentials, Visit};
use caudal_model::failure::{Challenge, TokenGeneration, seconds_until};
use caudal_model::resources::link::LinkStatus;
use caudal_model::{Failure, Kind, Timestamp, Values};
use caudal_store::{Batch, Session};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::caller::Caller;
use crate::engine::Engine;
use crate::failure::Outcome;
use crate::links::LinkRecord;
use crate::links::credentials::NO_STORE;

const PURPOSE: &str = "session";
/// The longest that a session may wait whose link keeps no credentials, in seconds: until then the
/// session itself knows who the user is.
const UNSTORED_SECONDS_MAX: i64 = 15 * 60;

/// What was going on when the institution asked for a token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "going_on")]
pub(crate) enum Purpose {
    /// A link was being registered, or got new credentials.
    Link {
        /// What is loaded once the user is in.
        load: Vec<String>,
    },
    /// A resource was being retrieved.
    Retrieval {
        /// Its stored name.
        resource: String,
        /// The request's body, without any token.
        body: serde_json::Value,
    },
}

impl Purpose {
    /// The resource whose collection the session is resumed on; none for the links themselves.
    pub(crate) fn kind(&self) -> Option<Kind> {
        match self {
            Self::Link { .. } => None,
            Self::Retrieval { resource, .. } => Kind::from_name(resource),
        }
    }
}

/// What is sealed with a session.
#[derive(Serialize, Deserialize)]
struct State {
    visit: Vec<u8>,
    /// New credentials that the link gets when the login succeeds.
    credentials: Option<Credentials>,
}

/// A session that was found and may be resumed.
#[derive(Debug)]
pub(crate) struct Waiting {
    pub(crate) id: String,
    pub(crate) link: Uuid,
    pub(crate) purpose: Purpose,
    pub(crate) visit: Visit,
    pub(crate) credentials: Option<Credentials>,
}

impl Engine {
    /// Writes a session that waits for a token, with `batch` and the link, which waits too; answers
    /// what the client is told, or nothing where the link has been deleted.
    pub(crate) async fn ask_for_token(
        &self,
        caller: &Caller,
        link: LinkRecord,
        mut batch: Batch,
        waiting: &Waiting,
        token: TokenGeneration,
    ) -> Outcome<Option<Failure>> {
        let answer = self.wait_for_token(&mut batch, caller, &link, waiting, token)?;
        // The link is written even where its status stays: no session may outlive its link.
        let written = self.write_link(link, batch, |link| {
            if link.object.status == LinkStatus::Valid {
                link.object.status = LinkStatus::TokenRequired;
            }
            Ok(())
        });
        Ok(written.await?.map(|_| answer))
    }

    /// Adds a new session to the batch; answers what the client is told once the batch is written.
    fn wait_for_token(
        &self,
        batch: &mut Batch,
        caller: &Caller,
        link: &LinkRecord,
        waiting: &Waiting,
        token: TokenGeneration,
    ) -> Outcome<Failure> {
        let now = self.now();
        let seconds = match link.object.credentials_storage.as_str() {
            NO_STORE => self.settings.session_seconds.min(UNSTORED_SECONDS_MAX),
            _ => self.settings.session_seconds,
        };
        let expires_at =
            Timestamp::from_microseconds(now.microseconds() + seconds * 1_000_000).unwrap_or(now);
        let state = State {
            visit: waiting.visit.0.clone(),
            credentials: waiting.credentials.clone(),
        };
        let state = zeroize::Zeroizing::new(serde_json::to_vec(&state)?);
        batch.insert_session(&Session {
            id: waiting.id.clone(),
            organisation: caller.organisation(),
            link: waiting.link,
            purpose: serde_json::to_string(&waiting.purpose)?,
            state: self.vault.seal(PURPOSE, waiting.link, &state)?,
            created_at: now,
            expires_at,
        });
        caller.trace.note(
            now,
            format!("the institution asks for a token ({})", token.kind),
        );
        Ok(Failure::TokenRequired(Box::new(Challenge {
            session: waiting.id.clone(),
            expiry_seconds: seconds_until(expires_at, now),
            link: waiting.link,
            token,
        })))
    }

    /// The session that a request names.
    ///
    /// # Errors
    /// `session_expired` when it is unknown, over, or was begun on another collection; `invalid` when
    /// it belongs to another link than the request says.
    pub(crate) async fn waiting(
        &self,
        caller: &Caller,
        on: Option<Kind>,
        values: &Values,
    ) -> Outcome<Waiting> {
        let id = values.text("session").unwrap_or_default();
        let found = self.store.session(caller.organisation(), id).await?;
        let session = found
            .filter(|session| session.expires_at > self.now())
            .ok_or(Failure::SessionExpired)?;
        if values.uuid("link").is_some_and(|link| link != session.link) {
            return Err(Failure::invalid("link", "The session belongs to another link.").into());
        }
        let purpose: Purpose = serde_json::from_str(&session.purpose)?;
        if purpose.kind() != on {
            return Err(Failure::SessionExpired.into());
        }
        let state = self.vault.open(PURPOSE, session.link, &session.state)?;
        let state: State = serde_json::from_slice(&state)?;
        Ok(Waiting {
            id: session.id,
            link: session.link,
            purpose,
            visit: Visit(state.visit),
            credentials: state.credentials,
        })
    }
}
