//! Changing a link: what it fetches and how often, or the credentials it logs in with.

use caudal_connect::{Credentials, Login, LoginRequest};
use caudal_model::resources::link::AccessMode;
use caudal_model::{Failure, Kind, Values};
use caudal_store::Batch;
use uuid::Uuid;

use crate::caller::Caller;
use crate::engine::Engine;
use crate::failure::Outcome;
use crate::links::credentials::{self, Storage, checked_stale_in};
use crate::links::register::{kinds_named, names, offered_kinds, require_offered};
use crate::links::session::{Purpose, Waiting};
use crate::links::stored::LinkRecord;
use crate::retrieval::Opened;

impl Engine {
    /// Changes how a link retrieves data: its mode, what it fetches, how long data may lie unused.
    ///
    /// # Errors
    /// `not_found`; `expired_credentials` for a switch to recurrent without kept credentials;
    /// `invalid` for resources that the institution does not offer.
    pub async fn patch_link(&self, caller: &Caller, id: Uuid, values: &Values) -> Outcome<String> {
        let link = self.found_link(caller, id).await?;
        let mut batch = Batch::new();
        let becomes_recurrent = values.text("access_mode") == Some("recurrent")
            && link.object.access_mode != Some(AccessMode::Recurrent);
        if becomes_recurrent {
            link.schedule_history(&mut batch, self.now(), self.settings.refresh_rate);
        }
        // No institution is asked, so the link's turn is not waited for.
        let changed = self
            .write_link(link, batch, |link| self.modify(link, values))
            .await?
            .ok_or(Failure::NotFound)?;
        caller.trace.note(self.now(), "link changed");
        changed.body()
    }

    fn modify(&self, link: &mut LinkRecord, values: &Values) -> Outcome<()> {
        let (institution, _) = link.institution(&self.connectors)?;
        if let Some(wanted) = values.list("fetch_resources") {
            require_offered(institution, wanted)?;
            link.object.fetch_resources = Some(wanted.to_vec());
        }
        if let Some(stale_in) = checked_stale_in(values)? {
            link.object.stale_in = Some(stale_in);
        }
        match values.text("access_mode") {
            Some("recurrent") => {
                let kept = self
                    .kept_credentials(link)?
                    .ok_or(Failure::ExpiredCredentials)?;
                link.object.access_mode = Some(AccessMode::Recurrent);
                link.object
                    .refresh_rate
                    .get_or_insert(self.settings.refresh_rate);
                // A link that refreshes by itself must be able to log in for as long as it lives.
                link.object.credentials_storage = "store".to_owned();
                self.keep_credentials(link, Storage::Store, &kept)
            }
            Some("single") => {
                link.object.access_mode = Some(AccessMode::Single);
                link.object.refresh_rate = None;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Gives a link new credentials and logs in with them; a recurrent link is read anew.
    ///
    /// # Errors
    /// `not_found`, the institution's refusal, or `token_required`. A refused login changes nothing.
    pub async fn update_link(&self, caller: &Caller, id: Uuid, values: &Values) -> Outcome<String> {
        let _turn = self.link_turn(caller, id).await?;
        let link = self.found_link(caller, id).await?;
        let (institution, connector) = link.institution(&self.connectors)?;
        let credentials = self.renewed_credentials(caller, &link, values)?;
        connector.check(institution, &credentials)?;
        let load: Vec<Kind> = match link.object.fetch_resources.as_deref() {
            _ if link.object.access_mode != Some(AccessMode::Recurrent) => Vec::new(),
            Some(wanted) if !wanted.is_empty() => kinds_named(institution, wanted),
            _ => offered_kinds(institution),
        };
        caller
            .trace
            .note(self.now(), format!("logging in at {}", institution.name));
        let request = LoginRequest {
            organisation: caller.organisation(),
            institution,
            credentials: &credentials,
        };
        match self.enter(caller, connector, request, Some(id)).await? {
            Login::Open(visit) => {
                let batch = Batch::new();
                let opened = Opened { link, visit, batch };
                self.confirm(caller, opened, &load, Some(&credentials))
                    .await
            }
            Login::Challenge { visit, token } => {
                let waiting = Waiting {
                    id: self.context.chance.hexadecimal()?,
                    link: id,
                    purpose: Purpose::Link { load: names(&load) },
                    visit,
                    credentials: Some(credentials),
                };
                let answer = self
                    .ask_for_token(caller, link, Batch::new(), &waiting, token)
                    .await?;
                Err(answer.ok_or(Failure::NotFound)?.into())
            }
        }
    }

    /// The new credentials over the kept ones. Without kept ones the request must say who the user
    /// is, and it must be the same user.
    fn renewed_credentials(
        &self,
        caller: &Caller,
        link: &LinkRecord,
        values: &Values,
    ) -> Outcome<Credentials> {
        if let Some(kept) = self.kept_credentials(link)? {
            return Ok(credentials::given(values, kept));
        }
        let username = values.text("username").ok_or(Failure::Required {
            field: "username".into(),
        })?;
        let known = Credentials {
            username: username.to_owned(),
            ..Credentials::default()
        };
        let renewed = credentials::given(values, known);
        let user =
            self.institution_user_id(caller.organisation(), &link.object.institution, &renewed);
        if user != link.object.institution_user_id {
            let message = "The link belongs to another user of the institution.";
            return Err(Failure::invalid("username", message).into());
        }
        Ok(renewed)
    }

    /// The link under this id in an address.
    pub(crate) async fn found_link(&self, caller: &Caller, id: Uuid) -> Outcome<LinkRecord> {
        caller.trace.concerns(id);
        let row = self.store.link(caller.organisation(), id).await?;
        LinkRecord::from_row(row.ok_or(Failure::NotFound)?)
    }
}
