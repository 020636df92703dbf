//! What falls due by the institutions' time: every appointment of a link becomes a job, once.

use caudal_model::Timestamp;
use caudal_store::{Appointment, Batch, Job};

use crate::caller::Tenant;
use crate::engine::Engine;
use crate::failure::{EngineError, Outcome};
use crate::links::LinkRecord;
use crate::refresh::Reading;
use crate::worker::Work;

/// Appointments that are kept before the store is asked for more.
const KEPT_AT_ONCE: u32 = 100;
/// What stands in place of an API key where nobody asked but the calendar.
const SCHEDULE_KEY: &str = "schedule";

/// What can be due for a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Occasion {
    /// A recurrent link is read again.
    Refresh,
    /// A link that has become recurrent is read for the first time as such.
    History,
    /// Data that nobody has renewed is forgotten.
    Stale,
    /// A consent ends.
    Consent,
}

impl Occasion {
    const ALL: [Self; 4] = [Self::Refresh, Self::History, Self::Stale, Self::Consent];

    /// Its stored name.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Refresh => "refresh",
            Self::History => "history",
            Self::Stale => "stale",
            Self::Consent => "consent",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}

impl Engine {
    /// Turns everything that is due into jobs; says how many. While somebody moves the sandbox's
    /// clock, what falls due is theirs.
    ///
    /// # Errors
    /// When the store cannot answer.
    pub async fn keep_appointments(&self) -> Outcome<usize> {
        let unheld = self.context.clock.unheld();
        if self.context.clock.setting().is_some() && self.store.clock_is_moving(unheld).await? {
            return Ok(0);
        }
        let due = self
            .store
            .due_appointments(self.now(), KEPT_AT_ONCE)
            .await?;
        let mut kept = 0;
        for appointment in due {
            let claim = None;
            kept += usize::from(self.keep(&appointment, claim).await?.is_some());
        }
        if kept > 0 {
            self.job_added.notify_one();
        }
        Ok(kept)
    }

    /// Turns an appointment into a job, claimed by a worker up to a moment where one is named. Nothing
    /// where somebody else has kept it.
    pub(crate) async fn keep(
        &self,
        appointment: &Appointment,
        claim: Option<(&str, Timestamp)>,
    ) -> Outcome<Option<Job>> {
        let mut batch = Batch::new();
        batch.take_appointment(appointment);
        let (organisation, link) = (appointment.organisation, appointment.link);
        let row = self.store.link(organisation, link).await?;
        let job = match (row, Occasion::from_name(&appointment.kind)) {
            (Some(row), Some(occasion)) => {
                let link = LinkRecord::from_row(row)?;
                self.reschedule(&mut batch, &link, occasion, appointment);
                Some(self.job_of(&link, occasion, appointment)?)
            }
            (None, _) => None,
            (Some(_), None) => {
                // A newer version may know it: it stays where it is.
                tracing::warn!(kind = appointment.kind, "an appointment of an unknown kind");
                return Ok(None);
            }
        };
        match (&job, claim) {
            (Some(job), Some((worker, until))) => batch.enqueue_claimed(job, worker, until),
            (Some(job), None) => batch.enqueue(job),
            (None, _) => &mut batch,
        };
        match self.store.write(batch).await.map_err(EngineError::from) {
            Ok(()) => Ok(job),
            Err(EngineError::Conflict) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// A refresh is followed by the next one, whatever becomes of it.
    fn reschedule(
        &self,
        batch: &mut Batch,
        link: &LinkRecord,
        occasion: Occasion,
        kept: &Appointment,
    ) {
        if occasion == Occasion::Refresh
            && let Some(next) = link.next_refresh(kept.at, self.now())
        {
            batch.appoint(&link.appointment(occasion, next));
        }
    }

    /// The same appointment always makes the same job: the ids follow from it.
    fn job_of(
        &self,
        link: &LinkRecord,
        occasion: Occasion,
        appointment: &Appointment,
    ) -> Outcome<Job> {
        let id = self.identities.uuid(&[
            b"appointment",
            link.organisation.as_bytes(),
            link.id().as_bytes(),
            occasion.as_str().as_bytes(),
            &appointment.at.microseconds().to_be_bytes(),
            &appointment.postponed.to_be_bytes(),
        ]);
        let link_id = link.id();
        let work = match occasion {
            Occasion::Refresh => Work::Refresh {
                link: link_id,
                resources: None,
                reading: Reading::Recurrent {
                    postponed: appointment.postponed,
                },
            },
            Occasion::History => Work::Refresh {
                link: link_id,
                resources: None,
                reading: Reading::Historical,
            },
            Occasion::Stale => Work::Forget { link: link_id },
            Occasion::Consent => Work::ExpireConsent { link: link_id },
        };
        let tenant = Tenant {
            organisation: link.organisation,
            owner: link.object.created_by,
            key_id: SCHEDULE_KEY.to_owned(),
        };
        let request_id = id.as_simple().to_string();
        self.job(tenant, request_id, Some(link_id), id, work)
    }
}
