//! Going on after the institution asked for a token.

use caudal_connect::Login;
use caudal_model::{Failure, Kind, Values};
use caudal_store::Batch;

use crate::caller::Caller;
use crate::engine::{Engine, Turn};
use crate::failure::{EngineError, Outcome};
use crate::links::session::{Purpose, Waiting};
use crate::links::stored::LinkRecord;
use crate::retrieval::{Opened, Retrieved};

impl Engine {
    /// Goes on with the registration or update of a link; answers the link's object.
    ///
    /// # Errors
    /// `session_expired`, or `token_required` again when the token is wrong.
    pub async fn resume_link(&self, caller: &Caller, values: &Values) -> Outcome<String> {
        let (waiting, _turn) = self.waiting_in_turn(caller, None, values).await?;
        let Purpose::Link { load } = &waiting.purpose else {
            return Err(Failure::SessionExpired.into());
        };
        let load: Vec<Kind> = load
            .iter()
            .filter_map(|name| Kind::from_name(name))
            .collect();
        let opened = self
            .resume_login(caller, &waiting, values.text("token"))
            .await?;
        self.confirm(caller, opened, &load, waiting.credentials.as_ref())
            .await
            .map_err(already_resumed)
    }

    /// Goes on with the retrieval of a resource.
    ///
    /// # Errors
    /// `session_expired`, or `token_required` again when the token is wrong.
    pub async fn resume_retrieval(
        &self,
        caller: &Caller,
        kind: Kind,
        values: &Values,
    ) -> Outcome<Retrieved> {
        let (waiting, _turn) = self.waiting_in_turn(caller, Some(kind), values).await?;
        let Purpose::Retrieval { body, .. } = &waiting.purpose else {
            return Err(Failure::SessionExpired.into());
        };
        let asked = kind.resource().request.read(body)?;
        let opened = self
            .resume_login(caller, &waiting, values.text("token"))
            .await?;
        // Either request may say that nothing is to be kept.
        let save = asked.boolean("save_data") && values.boolean("save_data");
        self.finish_retrieval(caller, kind, &asked, save, opened)
            .await
            .map_err(already_resumed)
    }

    /// The session that a request names, and its link's turn. It is looked for again when the turn
    /// has come: whoever had the turn before may have resumed it, and no token is sent twice.
    async fn waiting_in_turn(
        &self,
        caller: &Caller,
        on: Option<Kind>,
        values: &Values,
    ) -> Outcome<(Waiting, Turn)> {
        let found = self.waiting(caller, on, values).await?;
        let turn = self.link_turn(caller, found.link).await?;
        Ok((self.waiting(caller, on, values).await?, turn))
    }

    /// Hands the token to the institution. The batch that comes back removes the session: of two
    /// requests that resume it at once, one wins.
    async fn resume_login(
        &self,
        caller: &Caller,
        waiting: &Waiting,
        token: Option<&str>,
    ) -> Outcome<Opened> {
        let organisation = caller.organisation();
        caller.trace.concerns(waiting.link);
        let row = self.store.link(organisation, waiting.link).await?;
        let link = LinkRecord::from_row(row.ok_or(Failure::SessionExpired)?)?;
        let mut batch = Batch::new();
        batch.take_session(organisation, &waiting.id);
        match self.resumed(caller, &link, &waiting.visit, token).await? {
            Login::Open(visit) => {
                caller
                    .trace
                    .note(self.now(), "the institution took the token");
                Ok(Opened { link, visit, batch })
            }
            Login::Challenge { visit, token } => {
                let again = Waiting {
                    id: self.context.chance.hexadecimal()?,
                    link: waiting.link,
                    purpose: waiting.purpose.clone(),
                    visit,
                    credentials: waiting.credentials.clone(),
                };
                let answer = self
                    .ask_for_token(caller, link, batch, &again, token)
                    .await
                    .map_err(already_resumed)?;
                Err(answer.ok_or(Failure::SessionExpired)?.into())
            }
        }
    }
}

/// A conflict while resuming means that the session is gone: somebody else took it.
fn already_resumed(error: EngineError) -> EngineError {
    match error {
        EngineError::Conflict => Failure::SessionExpired.into(),
        other => other,
    }
}
