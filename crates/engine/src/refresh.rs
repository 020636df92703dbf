//! Reading a link anew: its history because somebody asked for it, or what has changed since because
//! it was time.

mod differences;
mod employment;
mod extent;
mod unattended;

use caudal_model::announcement;
use caudal_model::{Failure, Process, Values};
use caudal_store::Batch;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::agenda::Occasion;
use crate::caller::Caller;
use crate::engine::Engine;
use crate::failure::{EngineError, Outcome};
use crate::links::schedule::later;
use crate::links::{LinkRecord, kinds_named, offered_kinds, require_offered};
use crate::worker::{Work, is_passing as is_passing_refusal};

pub(crate) use unattended::Notice;

/// How long a link's history cannot be asked for again.
const COOLDOWN_SECONDS: i64 = 600;
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

fn is_passing(error: &EngineError) -> bool {
    match error {
        EngineError::Refused(error) => is_passing_refusal(error),
        EngineError::Conflict | EngineError::Fault(_) => false,
    }
}
