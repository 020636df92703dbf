//! Reading a link anew: its history because somebody asked for it, or what has changed since because
//! it was time.

mod differences;
mod employment;

use std::collections::BTreeMap;

use caudal_connect::{Login, LoginRequest, Visit};
use caudal_latam::calendar::shifted;
use caudal_model::announcement;
use caudal_model::failure::{Challenge, LoginError, TokenGeneration};
use caudal_model::resources::institution::IntegrationKind;
use caudal_model::resources::link::{AccessMode, LinkStatus};
use caudal_model::{Date, Extent, Failure, Kind, Occurrence, Process, Timestamp, Values};
use caudal_store::Batch;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::agenda::Occasion;
use crate::caller::Caller;
use crate::engine::Engine;
use crate::failure::{EngineError, Outcome};
use crate::links::schedule::later;
use crate::links::{LinkRecord, REFUSED_LOGINS_MAX, kinds_named, offered_kinds, require_offered};
use crate::worker::{Work, is_passing as is_passing_refusal};

/// How long a link's history cannot be asked for again.
const COOLDOWN_SECONDS: i64 = 600;
/// Days before the last reading that a scheduled one reads again, for corrections. In Open Finance
/// Brasil the last days up to today: so many as its quota for recent movements allows.
const LOOK_BACK_DAYS: i64 = 6;
/// The same for invoices, which are cancelled later.
const LOOK_BACK_INVOICE_DAYS: i64 = 60;
/// Days that a scheduled reading goes back at most.
const HISTORY_DAYS_MAX: i64 = 365;
/// How often a scheduled reading is put off while the institution does not answer.
const POSTPONED_MAX: u32 = 4;
/// How long it is put off first; twice as long each time after.
const POSTPONED_SECONDS: i64 = 3_600;

/// What is read of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Reading {
    /// Everything that the institution shows.
    Historical,
    /// What may have changed since the last reading.
    Recurrent {
        /// How often this reading was put off.
        postponed: u32,
    },
}

impl Reading {
    fn process(self) -> Process {
        match self {
            Self::Historical => Process::Historical,
            Self::Recurrent { .. } => Process::Recurrent,
        }
    }
}

impl Engine {
    /// Accepts that a link's history is read anew; answers nothing but that it was accepted.
    ///
    /// # Errors
    /// `not_found`; `invalid` for resources that the institution does not offer; `invalid_link`,
    /// `unconfirmed_link`, `expired_credentials`; `link_refreshed` within ten minutes of the last time.
    pub async fn refresh_link_later(
        &self,
        caller: &Caller,
        id: Uuid,
        values: &Values,
    ) -> Outcome<()> {
        if self.was_accepted(caller).await? {
            return Ok(());
        }
        let link = self.found_link(caller, id).await?;
        let (institution, _) = link.institution(&self.connectors)?;
        let resources = values.list("fetch_resources").filter(|it| !it.is_empty());
        if let Some(wanted) = resources {
            require_offered(institution, wanted)?;
        }
        link.require_usable()?;
        if self.kept_credentials(&link)?.is_none() {
            return Err(Failure::ExpiredCredentials.into());
        }
        let work = Work::Refresh {
            link: id,
            resources: resources.map(<[String]>::to_vec),
            reading: Reading::Historical,
        };
        let mut batch = Batch::new();
        batch.enqueue(&self.job_of_caller(caller, Some(id), work)?);
        // The moment is written with the job, over the version it was checked on: of two who ask at
        // once the second one waits out the first.
        let written = self.write_link(link, batch, |link| {
            self.require_cooled_down(link)?;
            link.refreshed_at = Some(self.now());
            Ok(())
        });
        written.await?.ok_or(Failure::NotFound)?;
        caller
            .trace
            .note(self.now(), "accepted as a job to refresh");
        self.job_added.notify_one();
        Ok(())
    }

    fn require_cooled_down(&self, link: &LinkRecord) -> Outcome<()> {
        let Some(last) = link.refreshed_at else {
            return Ok(());
        };
        let passed = (self.now().microseconds() - last.microseconds()) / 1_000_000;
        let left = COOLDOWN_SECONDS - passed;
        if left <= 0 {
            return Ok(());
        }
        let minutes = u64::try_from((left + 59) / 60).unwrap_or_default();
        Err(Failure::LinkRefreshed { minutes }.into())
    }

    /// Reads a link anew, writes what has changed and announces it.
    ///
    /// # Errors
    /// The institution's refusal; a scheduled reading of an institution that does not answer is put
    /// off instead.
    pub(crate) async fn refresh(
        &self,
        caller: &Caller,
        id: Uuid,
        resources: Option<&[String]>,
        reading: Reading,
    ) -> Outcome<()> {
        let _turn = self.link_turn(caller, id).await?;
        let link = self.found_link(caller, id).await?;
        link.require_usable()?;
        self.require_consent(caller, &link).await?;
        match self.refresh_in_turn(caller, link, resources, reading).await {
            Err(error) if is_passing(&error) => self.put_off(caller, id, reading, error).await,
            other => other,
        }
    }

    async fn refresh_in_turn(
        &self,
        caller: &Caller,
        link: LinkRecord,
        resources: Option<&[String]>,
        reading: Reading,
    ) -> Outcome<()> {
        let (institution, _) = link.institution(&self.connectors)?;
        let kinds = match (resources, link.object.fetch_resources.as_deref()) {
            (Some(wanted), _) => kinds_named(institution, wanted),
            // Asked for without a list, a history is of everything that there is.
            (None, Some(wanted)) if !wanted.is_empty() && reading != Reading::Historical => {
                kinds_named(institution, wanted)
            }
            _ => offered_kinds(institution),
        };
        let id = link.id();
        let Some((link, visit)) = self.log_in_unattended(caller, link).await? else {
            return Ok(());
        };
        let _place = self.place(caller).await?;
        let mut batch = Batch::new();
        let mut told = Vec::new();
        for (extent, kinds) in self.extents(&link, &kinds, reading) {
            let wanted = kinds;
            let kinds = self
                .within_quota(&link, &wanted, extent, &mut batch)
                .await?;
            self.note_ungranted(caller, &wanted, &kinds);
            let read = self.read(caller, &link, &visit, &kinds, extent);
            let read = read.await?.whole()?;
            for kind in kinds {
                let since = extent.period.map(|(from, _)| from);
                let differences = self.differences(&link, kind, &read, since).await?;
                told.extend(match reading {
                    Reading::Historical => {
                        let today = self.now().utc_date();
                        announcement::history(kind, &read.documents, today)
                    }
                    Reading::Recurrent { .. } => differences.news(kind, Process::Recurrent),
                });
                told.extend(differences.corrections(kind, reading.process()));
                told.extend(self.employment_changes(&link, kind, &read, reading).await?);
                differences.delete_vanished(&mut batch, link.organisation, kind);
            }
            batch.save_documents(link.organisation, id, read.documents);
        }
        if matches!(reading, Reading::Recurrent { .. }) {
            told.extend(self.about_to_expire(&link).await?);
        }
        let what = format!("read, {} events", told.len());
        self.announce(&mut batch, &link, &caller.request_id, told);
        let written = self.write_link(link, batch, |link| {
            link.accessed(self.now());
            Ok(())
        });
        written.await?.ok_or(Failure::NotFound)?;
        caller.trace.note(self.now(), what);
        Ok(())
    }

    /// Which part of which kinds is read.
    fn extents(
        &self,
        link: &LinkRecord,
        kinds: &[Kind],
        reading: Reading,
    ) -> Vec<(Extent, Vec<Kind>)> {
        let last = link.object.last_accessed_at;
        let open_finance = link
            .institution(&self.connectors)
            .is_ok_and(|(it, _)| it.integration_type == IntegrationKind::Openfinance);
        let mut by_days: BTreeMap<Option<i64>, Vec<Kind>> = BTreeMap::new();
        for kind in kinds {
            let days = match (reading, last) {
                (Reading::Recurrent { .. }, Some(_)) => look_back_days(*kind),
                _ => None,
            };
            by_days.entry(days).or_default().push(*kind);
        }
        let today = self.now().utc_date();
        let last = last.map_or(today, Timestamp::utc_date);
        let period = |days: i64| {
            let from = if open_finance {
                last.min(Date(shifted(today.0, 1 - days)))
            } else {
                Date(shifted(last.0, -days))
            };
            (from.max(Date(shifted(today.0, -HISTORY_DAYS_MAX))), today)
        };
        // What others refer to comes first: kinds without a period, accounts among them.
        by_days
            .into_iter()
            .map(|(days, kinds)| (Extent::within(days.map(period)), kinds))
            .collect()
    }

    /// Logs in with nobody there to answer a question: what the institution refuses is written down
    /// and announced, and nothing is returned.
    async fn log_in_unattended(
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

    /// A scheduled reading of an institution that does not answer is tried again some hours later, by
    /// its own time; one that somebody asked for is tried again like any job.
    async fn put_off(
        &self,
        caller: &Caller,
        id: Uuid,
        reading: Reading,
        error: EngineError,
    ) -> Outcome<()> {
        match reading {
            Reading::Historical => Err(error),
            Reading::Recurrent { postponed } if postponed >= POSTPONED_MAX => Err(error),
            Reading::Recurrent { postponed } => {
                let link = self.found_link(caller, id).await?;
                let at = later(self.now(), POSTPONED_SECONDS << postponed);
                let mut appointment = link.appointment(Occasion::Refresh, at);
                appointment.postponed = postponed + 1;
                let mut batch = Batch::new();
                batch.appoint(&appointment);
                self.store.write(batch).await?;
                let step = format!("put off: the institution does not answer ({error})");
                caller.trace.note(self.now(), step);
                Ok(())
            }
        }
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

/// Days before the last reading from which a kind is read again; none for kinds without a period.
fn look_back_days(kind: Kind) -> Option<i64> {
    match kind {
        Kind::Transactions | Kind::InvestmentTransactions => Some(LOOK_BACK_DAYS),
        Kind::Invoices | Kind::ChileInvoices => Some(LOOK_BACK_INVOICE_DAYS),
        _ => None,
    }
}

fn is_passing(error: &EngineError) -> bool {
    match error {
        EngineError::Refused(error) => is_passing_refusal(error),
        EngineError::Conflict | EngineError::Fault(_) => false,
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
