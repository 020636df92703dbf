//! What has to happen to a link at a moment of its institution's time: at most one appointment of
//! each kind. The store neither knows what a kind means nor what time it is.

use caudal_model::Timestamp;
use uuid::Uuid;

use crate::batch::Batch;
use crate::db::{Query, Row, Statement, values};
use crate::error::StoreError;
use crate::store::Store;

/// The most appointments that one reading brings.
const DUE_MAX: u32 = 1_000;

/// Something that has to happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// Whose link it is.
    pub organisation: Uuid,
    /// The link.
    pub link: Uuid,
    /// What has to happen.
    pub kind: String,
    /// When.
    pub at: Timestamp,
    /// How often it was put off already.
    pub postponed: u32,
}

const COLUMNS: &str = "organisation, link, kind, at, postponed";

impl Store {
    /// The appointments up to this moment, the earliest first. For the worker of the deployment, who
    /// keeps those of everybody.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn due_appointments(
        &self,
        until: Timestamp,
        limit: u32,
    ) -> Result<Vec<Appointment>, StoreError> {
        let query = Query::new(
            format!(
                "SELECT {COLUMNS} FROM appointments WHERE at <= $1 ORDER BY at, link, kind LIMIT $2"
            ),
            values![until, i64::from(limit.min(DUE_MAX))],
        );
        self.db.rows(query, Appointment::read).await
    }

    /// The appointments of this link, the earliest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn appointments(
        &self,
        organisation: Uuid,
        link: Uuid,
    ) -> Result<Vec<Appointment>, StoreError> {
        let query = Query::new(
            format!(
                "SELECT {COLUMNS} FROM appointments WHERE organisation = $1 AND link = $2 \
                 ORDER BY at, kind"
            ),
            values![organisation, link],
        );
        self.db.rows(query, Appointment::read).await
    }
}

impl Batch {
    /// Makes an appointment, in place of one of this kind that there may be.
    pub fn appoint(&mut self, appointment: &Appointment) -> &mut Self {
        self.push(Statement::new(
            format!(
                "INSERT INTO appointments ({COLUMNS}) VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT (organisation, link, kind) \
                 DO UPDATE SET at = excluded.at, postponed = excluded.postponed"
            ),
            appointment.values(),
        ))
    }

    /// Makes an appointment unless there is one of this kind.
    pub fn appoint_first(&mut self, appointment: &Appointment) -> &mut Self {
        self.push(Statement::new(
            format!(
                "INSERT INTO appointments ({COLUMNS}) VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT (organisation, link, kind) DO NOTHING"
            ),
            appointment.values(),
        ))
    }

    /// Calls an appointment off, if there is one.
    pub fn call_off(&mut self, organisation: Uuid, link: Uuid, kind: &str) -> &mut Self {
        self.push(Statement::new(
            "DELETE FROM appointments WHERE organisation = $1 AND link = $2 AND kind = $3",
            values![organisation, link, kind],
        ))
    }

    /// Takes an appointment, so that of several who keep it only one does; conflicts for the others.
    pub fn take_appointment(&mut self, appointment: &Appointment) -> &mut Self {
        self.push(
            Statement::new(
                "DELETE FROM appointments \
                 WHERE organisation = $1 AND link = $2 AND kind = $3 AND at = $4",
                values![
                    appointment.organisation,
                    appointment.link,
                    &appointment.kind,
                    appointment.at
                ],
            )
            .expecting(1, "the appointment was kept or changed"),
        )
    }
}

impl Appointment {
    fn values(&self) -> Vec<crate::db::Value> {
        values![
            self.organisation,
            self.link,
            &self.kind,
            self.at,
            i64::from(self.postponed),
        ]
    }

    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            organisation: row.uuid(0)?,
            link: row.uuid(1)?,
            kind: row.text(2)?,
            at: row.timestamp(3)?,
            postponed: row.small(4)?,
        })
    }
}
